from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "answerable.links"
    label = "links"
