"""A step of the way from a decision to a published answer, as the report's page lists it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

UNDERSTAND, WRITE, PUBLISH = "Understand", "Write", "Publish"  # the headed groups of the list


@dataclass(frozen=True)
class Task:
    """One line of the task list. The page makes the address with `url(task.route, **task.parts)`.

    A status with an empty `colour` is plain text ("Completed", "Cannot start yet"); any other is a tag.
    `waiting_for` names a person, or what comes first; empty when nobody is waited for. A task whose `route` is
    empty cannot be started, so its label is no link.
    """

    group: str
    label: str
    route: str
    status: str
    colour: str = ""
    waiting_for: str = ""
    parts: Mapping[str, str | int] = field(default_factory=dict)
    is_optional: bool = False  # it can be left out, so nobody is led to it

    @property
    def is_completed(self) -> bool:
        return self.status == "Completed"
