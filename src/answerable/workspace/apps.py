from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "answerable.workspace"
    label = "workspace"
