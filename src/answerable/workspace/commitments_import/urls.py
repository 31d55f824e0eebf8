"""Addresses of the pages that bring in a tracker."""

from __future__ import annotations

from django.urls import path

from answerable.workspace.commitments_import import rows, said, upload

urlpatterns = [
    path("commitments/import/", upload.trackers, name="trackers"),
    path("commitments/import/<int:number>/", rows.tracker, name="tracker"),
    path("commitments/import/<int:number>/sheet/", said.sheet, name="tracker-sheet"),
    path("commitments/import/<int:number>/columns/", said.columns, name="tracker-columns"),
    path("commitments/import/<int:number>/words/", said.words, name="tracker-words"),
    path("commitments/import/<int:number>/bringing-in/", rows.bringing_in, name="bringing-in-tracker"),
    path("commitments/tracker-says-done/", rows.tracker_says_done, name="tracker-says-done"),
]
