from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "answerable.messages"
    label = "mail"  # Django's own notices hold the label "messages"
