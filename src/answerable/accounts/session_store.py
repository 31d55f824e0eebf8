"""Sessions in the database that know whose they are, so that all of one person's can be listed and ended."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[AbstractBaseSession]:
        from answerable.accounts.models import SignIn  # models are not loaded yet when the settings name this class

        return SignIn

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        row: Any = super().create_model_instance(data)
        row.person_id = int(data["_auth_user_id"]) if "_auth_user_id" in data else None
        return row  # type: ignore[no-any-return]
