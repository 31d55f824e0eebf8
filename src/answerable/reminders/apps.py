from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "answerable.reminders"
    label = "reminders"
