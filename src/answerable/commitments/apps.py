from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "answerable.commitments"
    label = "commitments"
