"""Addresses: the workspace is the only site that runs code."""

from django.urls import include, path

urlpatterns = [path("", include("answerable.workspace.urls"))]

handler400 = "answerable.workspace.errors.bad_request"
handler403 = "answerable.workspace.errors.not_allowed"
handler404 = "answerable.workspace.errors.not_found"
handler500 = "answerable.workspace.errors.failed"
