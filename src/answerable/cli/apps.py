from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "answerable.cli"
    label = "cli"
