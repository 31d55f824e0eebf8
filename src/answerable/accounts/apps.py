from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "answerable.accounts"
    label = "accounts"

    def ready(self) -> None:
        from answerable.accounts import keys_with_body

        post_migrate.connect(keys_with_body.require)
