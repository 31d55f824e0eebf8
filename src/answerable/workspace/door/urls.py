"""Addresses of the door. Only the first holds a token; web servers write it into no log (`docs/how-to`)."""

from __future__ import annotations

from django.urls import path

from answerable.links.rules import Purpose
from answerable.workspace.door import by_account, by_link

_DOOR, _ASKED, _UPDATE = "comments/<slug:door>/", "asked/<slug:ref>/", "updates/<slug:door>/"

urlpatterns = [
    path("i/<slug:token>/", by_link.link, name="link"),
    path("colours/<slug:body>.css", by_link.colours, name="colours"),
    path(_DOOR, by_link.start, name="door-start"),
    path(_DOOR + "code/", by_link.code_again, name="door-code"),
    path(_DOOR + "whole-report/", by_link.comments, name="door-comments"),
    path(_DOOR + "findings/", by_link.positions, name="door-positions"),
    path(_DOOR + "check/", by_link.check, name="door-check"),
    path(_DOOR + "none/", by_link.none, name="door-none"),
    path(_DOOR + "sent/", by_link.sent, name="door-sent"),
    path(_UPDATE, by_link.give_update, name="update-start"),
    path(_UPDATE + "code/", by_link.code_again, {"purpose": Purpose.UPDATE}, name="update-code"),
    path(_UPDATE + "sent/", by_link.update_sent, name="update-sent"),
    path(_ASKED, by_account.start, name="asked-start"),
    path(_ASKED + "whole-report/", by_account.comments, name="asked-comments"),
    path(_ASKED + "findings/", by_account.positions, name="asked-positions"),
    path(_ASKED + "check/", by_account.check, name="asked-check"),
    path(_ASKED + "none/", by_account.none, name="asked-none"),
    path(_ASKED + "sent/", by_account.sent, name="asked-sent"),
]
