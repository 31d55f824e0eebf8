"""On PostgreSQL, the database itself refuses a row of one body that points at a row of another.

Saving checks it everywhere (`scope.BodyRow`). Where several bodies share an installation, a second key for each
reference, made of the reference and the body, holds even against a statement that goes past the models.
"""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections

from answerable.accounts.scope import BodyRow, parents


def require(app_config: AppConfig, using: str, **signal: Any) -> None:
    """After each migration: give every reference between rows of bodies its second key. Safe to repeat."""
    if connections[using].vendor != "postgresql":
        return
    for model in app_config.get_models():
        for field, parent_model in parents(model) if issubclass(model, BodyRow) else ():
            table, parent = model._meta.db_table, parent_model._meta.db_table
            _add(using, parent, f"with_body_{parent}", "UNIQUE (id, body_id)")
            _add(using, table, f"with_body_{table}_{field.column}",
                 f'FOREIGN KEY ("{field.column}", body_id) REFERENCES "{parent}" (id, body_id) '
                 "DEFERRABLE INITIALLY DEFERRED")


def _add(using: str, table: str, name: str, constraint: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = %s AND conrelid = %s::regclass", [name, table])
        if cursor.fetchone() is None:
            cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {constraint}')
