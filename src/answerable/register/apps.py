from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "answerable.register"
    label = "register"
