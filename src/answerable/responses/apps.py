from django.apps import AppConfig


class ResponsesConfig(AppConfig):
    name = "answerable.responses"
    label = "responses"
