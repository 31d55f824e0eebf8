"""Every row of every table as JSON lines, the same on SQLite and PostgreSQL, and back.

The tables are those of a state of the migrations, not of the code: a backup is put back into the tables it was made
from, and these are then brought up to date by the migrations that were written for that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

Node = tuple[str, str]  # app, migration

# Made by migrations and by signing in, not by people's work: Django's own permissions, which nobody has, and sessions.
LEFT_OUT_APPS = frozenset({"auth", "contenttypes", "sessions"})
LEFT_OUT = frozenset({"accounts_signin", "accounts_tries", "links_linksession"})


class OtherTables(ValueError):
    """The rows do not fit the tables. The message says which."""


def leaves() -> list[Node]:
    """The migrations at which the tables of this software stand."""
    return sorted(MigrationLoader(None).graph.leaf_nodes())


def reached() -> list[Node]:
    """The migrations at which this database stands: behind the software between an upgrade and `migrate`."""
    loader = MigrationLoader(connection)
    done = {node for node in loader.applied_migrations if node in loader.graph.nodes}
    before = {parent.key for node in done for parent in loader.graph.node_map[node].parents if parent.key[0] == node[0]}
    return sorted(done - before)


def tables(nodes: list[Node]) -> dict[str, type[models.Model]]:
    """The tables at a state of the migrations, by name."""
    state = MigrationLoader(None).project_state(nodes)
    found = state.apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in found
            if model._meta.app_label not in LEFT_OUT_APPS and model._meta.db_table not in LEFT_OUT
            and model._meta.managed and not model._meta.proxy}


def lines(model: type[models.Model]) -> Iterator[bytes]:
    """The names of the columns, then each row in order of its key."""
    yield from lines_of(model, model._base_manager.all())


def lines_of(model: type[models.Model], chosen: models.QuerySet[Any]) -> Iterator[bytes]:
    """The same for some of the rows."""
    columns = model._meta.concrete_fields
    yield _line([field.column for field in columns])
    for row in chosen.order_by("pk").iterator(chunk_size=500):
        yield _line([_written(field, row) for field in columns])


def read(model: type[models.Model], content: bytes) -> Iterator[dict[str, Any]]:
    """Each row of `lines` as values by name of the field. Raises `OtherTables`."""
    columns = list(model._meta.concrete_fields)
    table, found = model._meta.db_table, (json.loads(line) for line in content.splitlines())
    try:
        if next(found, None) != [field.column for field in columns]:
            raise OtherTables(f"The columns of {table} are not those of this software.")
        for row in found:
            yield {field.attname: _read(field, value) for field, value in zip(columns, row, strict=True)}
    except OtherTables:
        raise
    except (ValueError, TypeError, ValidationError) as reason:
        raise OtherTables(f"The rows of {table} are damaged.") from reason


def put_back(model: type[models.Model], content: bytes) -> int:
    """Add the rows of `lines`, as they were, keys included. Returns how many. Raises `OtherTables`."""
    count = 0
    for values in read(model, content):
        model(**values).save_base(raw=True, force_insert=True)
        count += 1
    return count


def counters(names: Iterable[str]) -> dict[str, int]:
    """The highest number that each table ever gave, so that none is given twice after rows were removed."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            given = dict(cursor.fetchall())
            return {name: given[name] for name in sorted(names) if given.get(name)}
        found: dict[str, int] = {}
        for name in sorted(names):
            cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [f'"{name}"'])
            if sequence := cursor.fetchone()[0]:
                cursor.execute(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608  the database's own name
                last, called = cursor.fetchone()
                found |= {name: last} if called else {}
        return found


def set_counters(given: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        for name, last in given.items():
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, last])
            else:
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [f'"{name}"', last])


def _written(field: models.Field[Any, Any], row: models.Model) -> Any:
    value = field.value_from_object(row)
    if value is None or isinstance(field, models.JSONField) or isinstance(value, (bool, int, float)):
        return value
    return field.value_to_string(row)


def _read(field: models.Field[Any, Any], value: Any) -> Any:
    return value if value is None or isinstance(field, models.JSONField) else field.to_python(value)


def _line(row: list[Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
