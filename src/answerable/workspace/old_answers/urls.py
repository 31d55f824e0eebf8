"""Addresses of the pages that bring in old answers."""

from __future__ import annotations

from django.urls import path

from answerable.workspace.old_answers import add, one, put_right

urlpatterns = [
    path("office/old-answers/", one.old_answers_list, name="old-answers"),
    path("office/old-answers/add/", add.add_old_answer, name="add-old-answer"),
    path("office/old-answers/reading/", add.reading_old_answers, name="reading-old-answers"),
    path("office/old-answers/<int:number>/", one.one_old_answer, name="old-answer"),
    path("office/old-answers/<int:number>/put-right/", put_right.put_right, name="put-right-old-answer"),
    path("office/old-answers/<int:number>/page/", one.page_as_given, name="old-page"),
]
