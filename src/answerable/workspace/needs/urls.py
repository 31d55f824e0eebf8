"""Addresses of the needs assessment. Each stands in `access.ACCESS` too."""

from __future__ import annotations

from django.urls import path

from answerable.workspace.needs import assessment, data, notes, release, remove

urlpatterns = [
    path("violence/data/", data.data_held, name="data-held"),
    path("violence/data/<int:number>/set-aside/", data.set_aside, name="set-aside-data"),
    path("violence/assessment/", assessment.home, name="needs-assessment"),
    path("violence/assessment/build/", assessment.build, name="build-assessment"),
    path("violence/assessment/cannot-show/", assessment.cannot_show, name="cannot-show"),
    path("violence/assessment/note/", notes.annotate, name="annotate-series"),
    path("violence/assessment/conclusion/", notes.conclude, name="add-conclusion"),
    path("violence/assessment/notes/<int:number>/take-out/", notes.take_out, name="take-out-note"),
    path("violence/assessment/<int:number>/", assessment.assessment, name="assessment-built"),
    path("violence/assessment/<int:number>/files/<str:file>", assessment.file, name="assessment-file"),
    path("violence/assessment/<int:number>/send/", release.send, name="send-assessment"),
    path("violence/assessment/<int:number>/sign/", release.sign, name="sign-assessment"),
    path("violence/assessment/<int:number>/remove/", remove.remove, name="remove-from-assessment"),
    path("violence/assessment/<int:number>/remove/decide/", remove.decide, name="decide-removal-of-assessment"),
]
