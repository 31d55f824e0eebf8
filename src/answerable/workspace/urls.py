"""Addresses of the workspace. Each stands in `access.ACCESS` too, or nobody reaches it."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from answerable.workspace import (
    audit,
    bank_holidays,
    copies,
    ladders,
    links_in_use,
    messages,
    now,
    office,
    one_time_code,
    pages,
    panel,
    people,
    sign_in,
)
from answerable.workspace.answers import urls as answers
from answerable.workspace.commitments import urls as commitments
from answerable.workspace.commitments_import import urls as commitments_import
from answerable.workspace.door import urls as door
from answerable.workspace.needs import urls as needs
from answerable.workspace.old_answers import urls as old_answers
from answerable.workspace.reports import urls as reports
from answerable.workspace.you import urls as you

urlpatterns = [
    path("", now.now, name="now"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/second-step/", sign_in.second_step, name="second-step"),
    path("sign-in/one-time-code/", one_time_code.one_time_code, name="one-time-code"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("favicon.ico", RedirectView.as_view(url="/assets/favicon.svg", permanent=False), name="favicon"),
    path("office/", office.office, name="office"),
    path("office/people/", people.people, name="people"),
    path("office/people/add/", people.add_person, name="add-person"),
    path("office/people/<int:person_id>/", people.change_place, name="change-place"),
    path("office/people/<int:person_id>/help/", people.help_person, name="help-person"),
    path("office/people/<int:person_id>/approver/", people.approver_asked, name="approver-asked"),
    path("office/names/", office.body_names, name="body-names"),
    path("office/copies/", copies.ledger, name="copies"),
    path("office/copies.csv", copies.ledger_csv, name="copies-csv"),
    path("office/who-gets-copies/", copies.who_gets_copies, name="who-gets-copies"),
    path("office/messages/", messages.outbox, name="messages"),
    path("office/messages/<int:message_id>/", messages.message, name="message"),
    path("office/bank-holidays/", bank_holidays.bank_holidays, name="bank-holidays"),
    path("office/bank-holidays/take-out/", bank_holidays.take_out_holiday, name="take-out-holiday"),
    path("office/reminders/", ladders.ladders, name="ladders"),
    path("office/links/", links_in_use.links_in_use, name="links"),
    path("office/audit/", audit.audit_trail, name="audit"),
    *commitments_import.urlpatterns,
    path("panel/", panel.meetings, name="meetings"),
    path("panel/<str:day>/", panel.for_panel, name="panel"),
    path("panel/<str:day>/commitments.<str:kind>", panel.paper_file, name="panel-paper"),
    *commitments.urlpatterns,  # after all that begins the same way
    *needs.urlpatterns,
    *old_answers.urlpatterns,
    *you.urlpatterns,
    *reports.urlpatterns,
    *answers.urlpatterns,
    *door.urlpatterns,
]
