"""What differs between two versions of an answer, told in sentences with the words before and after."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from answerable.duties.dates import format_date
from answerable.records.contents import BodyPart
from answerable.register.answers import Version
from answerable.register.words import lead_of

_AROUND = 3  # words shown on each side of a change
_MOST = 12  # changes told one by one


def changed_fields(before: Version, after: Version, body: BodyPart) -> tuple[str, ...]:
    """One sentence a change; beyond a dozen, how many more there are."""
    told = list(_changes(before, after, body))
    if len(told) <= _MOST:
        return tuple(told)
    return (*told[:_MOST], f"{len(told) - _MOST} more changes are not listed: compare the two versions.")


def _changes(before: Version, after: Version, body: BodyPart) -> Iterator[str]:
    old, new = _texts(before, body), _texts(after, body)
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name, ""), new.get(name, "")
        if was == now:
            continue
        if not was or not now:
            yield f"{name}: {'added' if now else 'no longer there'}."
            continue
        for left, right in _passages(was.split(), now.split()):
            yield f"{name}: “{left}” became “{right}”."


def _passages(was: list[str], now: list[str]) -> Iterator[tuple[str, str]]:
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _with_context(was, a, b), _with_context(now, c, d)


def _with_context(all_words: list[str], start: int, end: int) -> str:
    return " ".join(all_words[max(0, start - _AROUND) : end + _AROUND])


def _texts(version: Version, body: BodyPart) -> dict[str, str]:
    holder, chief = body.holder_title, body.chief_title
    found = {
        "Key findings": version.key_findings.words if version.key_findings else "",
        f"The {holder}'s comments": version.comments.words if version.comments else "",
        f"The {chief}'s comments": version.chief_officer.words if version.chief_officer else "",
        f"The {holder}'s reply": version.reply.words if version.reply else "",
    }
    if version.report:
        found |= {"Inspection title": version.report.title, "Type of inspection": version.report.type_of_inspection}
    for f in version.findings:
        found |= {
            f"Finding {f.number}, words": " ".join((f.heading, f.words, *f.sub_points)),
            f"Finding {f.number}, date": f"{f.date_words} {format_date(f.date_on) if f.date_on else ''}".strip(),
            f"Finding {f.number}, answer": f"{lead_of(f, holder)} {f.answer}",
            f"Finding {f.number}, the force's position": f.force_position,
        }
    return found
