"""What the top of a page about a report says: its first sentences, and what stands in frames below them."""

from __future__ import annotations

from dataclasses import dataclass

from answerable.duties.dates import format_date, format_long_date
from answerable.records.contents import Override
from answerable.register import words
from answerable.register.addresses import changes_path, folder_of, imported_path
from answerable.register.answers import Answer, Register, Statement, Version
from answerable.register.changes import changed_fields


@dataclass(frozen=True)
class Inset:
    sentences: tuple[str, ...]
    words: str = ""
    address: str = ""
    link_words: str = ""


def opening_of(answer: Answer, said: Statement) -> tuple[str, ...]:
    if not isinstance(said, Version):
        return _opening_without_version(answer, said)
    first = answer.responded_on or said.facts.responded_on
    if words.is_plan(said):
        version = f"Version {said.facts.version}, {format_long_date(said.facts.responded_on)}."
        return (version, words.published_sentence(said, first))
    opening = [words.published_sentence(said, first)]
    due_on = said.facts.due_on
    if due_on is not None and first > due_on and answer.versions[0].after_last_day is None:
        opening.append("No reason was given.")
    return tuple(opening)


def _opening_without_version(answer: Answer, said: Statement) -> tuple[str, ...]:
    report = f"The report was published on {format_date(said.facts.published_on)}."
    if answer.shared is not None and answer.responded_on:
        return (words.published_sentence(said, answer.responded_on),)
    due = said.facts.due_on
    last = f"The last day to publish a response is {format_long_date(due)}." if due else "No last day is set."
    return (f"{report} {last} {none_or_elsewhere(answer)}",)


def none_or_elsewhere(answer: Answer) -> str:
    if answer.imported is not None:
        return "It was answered before this register began. The date of that response is not counted as in time."
    if answer.shared is not None:
        return f"It is to be answered in the response to “{answer.shared.title}”. That is not on this register yet."
    return "No response is on this register."


def insets_of(register: Register, answer: Answer, said: Statement) -> list[Inset]:
    if not isinstance(said, Version):
        removed = (Inset((words.removed_sentence(removal),)) for removal in said.removals)
        return [*_former(register, said), *_elsewhere(answer), *removed]
    found = _former(register, said)
    reason = answer.versions[0].after_last_day
    if reason is not None:
        found.append(Inset(("Reason given by the office:",), reason.words))
    if said is not answer.current:
        sentence = f"This is version {said.facts.version}, of {format_date(said.facts.responded_on)}. It was replaced."
        found.append(Inset((sentence,), "", folder_of(answer), "Read the current version"))
    elif said.facts.version > 1:
        found.append(_new_version(register, answer, said))
    if answer.withdrawal:
        on = format_date(answer.withdrawal.on)
        why = answer.withdrawal.note.words if answer.withdrawal.note else "No reason is shown."
        kept = "It is kept here so that what was said can be read."
        found.append(Inset((f"Withdrawn on {on}. {kept} Reason given:",), why))
    found += [_overridden(override) for override in (said.overrides.overrides if said.overrides else ())]
    if answer.imported:
        found.append(Inset(("An earlier answer was published elsewhere.",), "", imported_path(answer), "Read it"))
    return [*found, *(Inset((words.removed_sentence(removal),)) for removal in said.removals)]


def _former(register: Register, said: Statement) -> list[Inset]:
    """Who said it, when that was a body whose work this one continues."""
    if not said.entry.former:
        return []
    return [Inset((f"Published by {register.body_of(said).name}. {register.body.name} continues its work.",))]


def _new_version(register: Register, answer: Answer, said: Version) -> Inset:
    before, day = answer.versions[-2], format_date(said.facts.responded_on)
    number = said.facts.version
    told = f"Updated on {day}, version {number}." if words.is_plan(said) else f"Version {number}, {day}."
    return Inset(
        (told, *changed_fields(before, said, register.body_of(said))),
        said.note.words if said.note else "",
        changes_path(answer, said),
        f"All changes since version {before.facts.version}, which can still be read",
    )


def _overridden(override: Override) -> Inset:
    found = " ".join(override.found)
    who = f"{override.name}, {override.post}, {format_date(override.on)}"
    return Inset((f"Published although this check was not passed: {found}", f"Reason given by {who}:"), override.reason)


def _elsewhere(answer: Answer) -> list[Inset]:
    """Where the answer is when it is not on this page."""
    found = []
    if answer.shared is not None:
        told = "Answered in our response to another report." if answer.responded_on else "To be answered with:"
        state = words.state_of(answer.shared)
        marked = () if state in words.PLAIN else (f"That response is marked “{state.words}”.",)
        found.append(Inset((told, *marked), "", folder_of(answer.shared), answer.shared.title))
    if answer.imported is not None:
        told = "Answered before this register began."
        found.append(Inset((told,), "", imported_path(answer), "Read the answer as it was published"))
    return found
