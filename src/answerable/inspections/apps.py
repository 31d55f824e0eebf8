from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "answerable.inspections"
    label = "inspections"
