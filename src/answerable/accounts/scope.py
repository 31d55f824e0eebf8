"""One body at a time: a query that names no body finds nothing, because it raises.

Every table with a body's work derives from `BodyRow`. Its default manager reads the body from a context variable
that a request, a command or a task sets with `in_body`. Without one it raises `NoScope`: it fails closed.
`every_body` crosses the wall and is used only where a test lists it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, Self, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)
_body_id: ContextVar[int | None] = ContextVar("body_id", default=None)


class NoScope(RuntimeError):
    """A query was made before it was said for which body."""


class OtherBody(RuntimeError):
    """A row of one body would have pointed at, or been kept as, a row of another."""


@contextmanager
def in_body(body_id: int) -> Iterator[None]:
    """Run the block as this body: its rows, and no others, can be read and written."""
    token = _body_id.set(body_id)
    try:
        yield
    finally:
        _body_id.reset(token)


def current_body_id() -> int:
    body_id = _body_id.get()
    if body_id is None:
        raise NoScope("No body is set. Run this inside `in_body`.")
    return body_id


class ScopedRows(models.QuerySet[Row]):
    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Row]:
        raise OtherBody("Save rows one by one: writing in bulk skips the check that a row's parents are the body's.")

    def update(self, **values: Any) -> int:
        """Change columns of many rows, but not what they belong to or point at."""
        names = {name for field, _ in parents(self.model) for name in (field.name, field.attname)}
        if wrong := (names | {"body", "body_id"}) & set(values):
            raise OtherBody(f"Save rows one by one to change {min(wrong)}.")
        return super().update(**values)


class ScopedManager(models.Manager[Row]):
    def get_queryset(self) -> models.QuerySet[Row]:
        return ScopedRows(self.model, using=self._db).filter(body_id=current_body_id())


def parents(model: type[models.Model]) -> list[tuple[models.Field[Any, Any], type[BodyRow]]]:
    """The columns of a table that point at rows of a body, and the table that each points at."""
    return [(field, related) for field in model._meta.concrete_fields
            if isinstance(related := field.related_model, type) and issubclass(related, BodyRow)]


class BodyRow(models.Model):
    """A row that belongs to one body. Saving checks that its parents belong to the same one."""

    body = models.ForeignKey("accounts.Body", on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()
    every_body: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        body_id = current_body_id()
        if self.body_id is None:
            self.body_id = body_id
        if self.body_id != body_id:
            raise OtherBody(f"{self._meta.label} belongs to another body")
        for field, _ in parents(type(self)):
            parent = getattr(self, field.name)  # reading it is scoped as well
            if parent is not None and parent.body_id != body_id:
                raise OtherBody(f"{self._meta.label}.{field.name} belongs to another body")
        super().save(*args, **kwargs)
