"""What differs between two versions of an answer: in sentences, and text by text with the words that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from answerable.documents.differences import Run, aligned, marked
from answerable.duties import Inspected
from answerable.duties.dates import format_date
from answerable.records.contents import BodyPart, finding_part_name
from answerable.register.answers import Register, Version
from answerable.register.words import by_whom_and_when, chief_officer_sentences, inspected, lead_of, removed_note

_AROUND = 3  # words shown on each side of a change
_MOST = 12  # changes told one by one


@dataclass(frozen=True)
class Text:
    """A text of one version; `removed` says why it is not there, when its words were taken off the register."""

    words: str
    removed: str = ""


_NONE = Text("")


@dataclass(frozen=True)
class Compared:
    """One text in both versions. `before` and `after` have the words of each, those that differ marked."""

    name: str
    before: list[Run]
    after: list[Run]
    instead_before: str  # said where that version shows no such text
    instead_after: str

    @property
    def is_same(self) -> bool:
        return not any(run.differs for run in (*self.before, *self.after)) and (
            self.instead_before == self.instead_after
        )


def changed_fields(before: Version, after: Version, body: BodyPart) -> tuple[str, ...]:
    """One sentence a change; beyond a dozen, how many more there are."""
    told = list(_changes(before, after, body))
    if len(told) <= _MOST:
        return tuple(told)
    return (*told[:_MOST], f"{len(told) - _MOST} more changes are not listed here.")


def compared(register: Register, before: Version, after: Version) -> list[Compared]:
    """Every text that either version has, in the order of the page."""
    body = register.body_of(after)
    about = inspected(body, after)
    old, new = _texts(before, body, about), _texts(after, body, about)
    found = []
    for name in dict.fromkeys((*new, *old)):
        was, now = old.get(name, _NONE), new.get(name, _NONE)
        if was != _NONE or now != _NONE:
            runs = marked(was.words, now.words)
            found.append(Compared(name, *runs, _instead(was, before), _instead(now, after)))
    return found


def _instead(text: Text, version: Version) -> str:
    return "" if text.words else text.removed or f"Version {version.facts.version} has no such text."


def _changes(before: Version, after: Version, body: BodyPart) -> Iterator[str]:
    about = inspected(body, after)
    old, new = _texts(before, body, about), _texts(after, body, about)
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name, _NONE).words, new.get(name, _NONE).words
        if was == now:
            continue
        if not was or not now:
            yield f"{name}: {'added' if now else 'no longer there'}."
            continue
        for left, right in _passages(was.split(), now.split()):
            yield f"{name}: “{left}” became “{right}”."


def _passages(was: list[str], now: list[str]) -> Iterator[tuple[str, str]]:
    for tag, a, b, c, d in aligned(was, now):
        if tag != "equal":
            yield _with_context(was, a, b), _with_context(now, c, d)


def _with_context(all_words: list[str], start: int, end: int) -> str:
    return " ".join(all_words[max(0, start - _AROUND) : end + _AROUND])


def _texts(version: Version, body: BodyPart, about: Inspected) -> dict[str, Text]:
    holder, chief = body.holder_title, about.chief
    report, officer = version.report, version.chief_officer
    came = "\n".join((*chief_officer_sentences(officer), officer.words)).strip() if officer else ""
    parts = {
        "Inspection title": ("report", report.title if report else ""),
        "Type of inspection": ("report", report.type_of_inspection if report else ""),
        "Link to report": ("report", report.link or "" if report else ""),
        "Why we answer": ("due", version.due.why if version.due else ""),
        "Key findings": ("key-findings", version.key_findings.words if version.key_findings else ""),
        f"The {holder}'s comments": ("comments", version.comments.words if version.comments else ""),
        f"The {chief}'s comments": ("chief-officer", came),
        f"The {holder}'s reply": ("reply", version.reply.words if version.reply else ""),
    }
    found = {name: Text(words, removed_note(version, part)) for name, (part, words) in parts.items()}
    return found | _finding_texts(version, holder, about.word)


def _finding_texts(version: Version, holder: str, word: str) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for f in version.findings:
        found |= {
            f"Finding {f.number}, words": Text("\n".join(filter(None, (f.heading, f.words, *f.sub_points)))),
            f"Finding {f.number}, date": Text(
                f"{f.date_words} {format_date(f.date_on) if f.date_on else ''}".strip()
            ),
            f"Finding {f.number}, answer": Text(f"{lead_of(f, holder)} {f.answer}".strip()),
            f"Finding {f.number}, by whom and by when": Text(by_whom_and_when(f).strip()),
            f"Finding {f.number}, the {word}'s position": Text(f.force_position),
        }
    shown = {finding_part_name(f.number) for f in version.findings}
    for part in sorted(set(version.entry.part_hashes) - shown):
        if part.startswith("finding-"):
            found[f"Finding {int(part.removeprefix('finding-'))}, words"] = Text("", removed_note(version, part))
    return found
