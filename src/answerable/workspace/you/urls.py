"""Addresses of the pages about one's own sign-in."""

from __future__ import annotations

from django.urls import path

from answerable.workspace import proof, single_sign_on
from answerable.workspace.you import overview, reminders, second_steps

urlpatterns = [
    path("you/", overview.you, name="you"),
    path("you/password/", overview.change_password, name="change-password"),
    path("you/sessions/end/", overview.end_session, name="end-session"),
    path("you/second-step/", second_steps.second_steps, name="second-steps"),
    path("you/second-step/app/", second_steps.add_app, name="add-app"),
    path("you/second-step/app/picture.svg", second_steps.app_picture, name="app-picture"),
    path("you/second-step/key/", second_steps.add_key, name="add-key"),
    path("you/second-step/<int:factor_id>/remove/", second_steps.remove_factor, name="remove-factor"),
    path("you/second-step/recovery-codes/", second_steps.recovery_codes, name="recovery-codes"),
    path("you/reminders/", reminders.reminders, name="reminders"),
    path("calendar/<slug:token>.ics", reminders.calendar, name="calendar"),
    path("sign-in/office/", single_sign_on.sign_in, name="office-sign-in"),
    path("sign-in/office/return/", single_sign_on.come_back, name="office-return"),
    path("you/account/link/", single_sign_on.link, name="link-account"),
    path("you/account/unlink/", single_sign_on.unlink, name="unlink-account"),
    path("prove/", proof.prove, name="prove"),
]
