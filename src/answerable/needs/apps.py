from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "answerable.needs"
    label = "needs"
