"""Where each page about a report lies. An address once given always answers."""

from __future__ import annotations

from answerable.register.answers import Answer, Version


def folder_of(answer: Answer) -> str:
    return f"responses/{answer.ref}/"


def imported_path(answer: Answer) -> str:
    """An imported answer has the address of its report, unless that is taken by a record of this register."""
    return f"{folder_of(answer)}imported/" if answer.has_statement else folder_of(answer)


def changes_path(answer: Answer, said: Version) -> str:
    return f"{folder_of(answer)}versions/{said.facts.version}/changes/"


def path_of(answer: Answer, version: Version) -> str:
    if version is answer.current:
        return folder_of(answer)
    return f"{folder_of(answer)}versions/{version.facts.version}/"


def trail_of(answer: Answer) -> tuple[tuple[str, str], ...]:
    year = str(answer.published_on.year) if answer.published_on else ""
    return (("Responses", "responses/"), *(((year, f"responses/{year}/"),) if year else ()))
