"""Addresses of a report's pages. Who may reach each stands in `workspace.access`."""

from __future__ import annotations

from django.urls import path

from answerable.workspace.reports import add, changes, confirm, files, findings, list, report, told_before

_ONE = "reports/<slug:ref>/"
_CHECK = _ONE + "confirm/"
_FINDING = _CHECK + "findings/<int:serial>/"

urlpatterns = [
    path("reports/", list.reports, name="reports"),
    path("reports/add/", add.add_report, name="add-report"),
    path(_ONE, report.report, name="report"),
    path(_ONE + "told-before/", told_before.told_before, name="told-before"),
    path(_ONE + "reading/", add.reading, name="reading"),
    path(_ONE + "same-file/", add.same_file, name="same-file"),
    path(_ONE + "another-copy/", add.another_copy, name="another-copy"),
    path(_ONE + "newer-copy/", add.newer_copy, name="newer-copy"),
    path(_ONE + "documents/<int:document_id>/", files.document, name="document"),
    path(_ONE + "pictures/<int:page>-<int:scale>.png", files.page_picture, name="page-picture"),
    path(_CHECK, confirm.overview, name="confirm"),
    path(_CHECK + "details/", confirm.details, name="confirm-details"),
    path(_CHECK + "other-pages/", confirm.other_pages, name="other-pages"),
    path(_CHECK + "left-out/", confirm.left_out, name="left-out"),
    path(_CHECK + "finish/", confirm.finish, name="finish"),
    path(_CHECK + "open-again/", confirm.open_again, name="open-again"),
    path(_CHECK + "pages/<int:page>/", findings.page_of_findings, name="confirm-page"),
    path(_CHECK + "pages/<int:page>/add/", findings.add_finding, name="add-finding"),
    path(_FINDING + "edit/", changes.edit, name="edit-finding"),
    path(_FINDING + "join/", changes.join, name="join-finding"),
    path(_FINDING + "split/", changes.split, name="split-finding"),
    path(_FINDING + "leave-out/", changes.leave_out, name="leave-out"),
    path(_FINDING + "put-back/", changes.put_back, name="put-back"),
    path(_FINDING + "history/", changes.history, name="finding-history"),
]
