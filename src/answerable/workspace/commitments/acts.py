"""Everything that can be done to a commitment from its page: for each, its form and the event that it makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from answerable.accounts.roles import Member
from answerable.commitments import events as e
from answerable.commitments.standing import Standing
from answerable.records.contents import (
    Action,
    CheckVerdict,
    DateFrom,
    EvidenceAccess,
    EvidenceStrength,
)
from answerable.workspace.commitments.fields import Choice, Choices, Day, File, Line, Words
from answerable.workspace.commitments.words import ACCESS, DATE_FROM, SAYS_DONE, STRENGTH

_NOBODY = ("", "Nobody in this office")


def _choose(what: str) -> dict[str, str]:
    """What is said where nothing was chosen, or something that no page of ours offers."""
    return dict.fromkeys(("required", "invalid_choice"), f"Choose {what}")


@dataclass(frozen=True)
class Act:
    """`event` makes of the form's data what is to happen, of `kind`; `when` says whether that can be now."""

    label: str
    button: str
    done: str
    form: Callable[[Standing, list[Member]], type[forms.Form]]
    event: Callable[[dict[str, Any]], e.Event]
    kind: type[e.Content]
    when: Callable[[Standing], bool] = lambda now: True
    intro: str = ""
    initial: tuple[str, ...] = ()  # fields that begin as the commitment stands


def _plain(**fields: forms.Field) -> Callable[[Standing, list[Member]], type[forms.Form]]:
    made: type[forms.Form] = type("ActForm", (forms.Form,), fields)
    return lambda now, people: made


def _owner_form(now: Standing, people: list[Member]) -> Any:
    return type("OwnerForm", (forms.Form,), {
        "owner": Line("Who will do it: a post", "A post, such as Head of Custody. Not a person’s name."),
        "organisation": Line("Organisation, when it is not this office or the force"),
        "owner_id": _people(people),
        "why": Words("Why it changes", "Needed when there was an owner before."),
    })


def _people(people: list[Member]) -> Choice:
    choices = [_NOBODY, *((str(m.person_id), f"{m.name}, {m.post}") for m in people)]
    return Choice("Who in this office holds it", "They can give updates, and are reminded.", choices=choices,
                  required=False, error_messages=_choose("somebody of this office, or nobody"))


def _check_form(now: Standing, people: list[Member]) -> Any:
    pieces = [(str(p.number), f"Evidence {p.number}, version {p.version}") for p in now.pieces]
    return type("CheckForm", (forms.Form,), {
        "evidence": Choices("Which evidence did you look at?", choices=pieces, required=False,
                            error_messages=_choose("the evidence that you looked at")),
        "verdict": Choice("What did you find?", error_messages=_choose("what you found"), choices=[
            (CheckVerdict.SUPPORTS.value, "The evidence supports that it is done"),
            (CheckVerdict.DOES_NOT_SUPPORT.value, "The evidence does not support it")]),
        "note": Words("What you saw", "Needed when it does not support it. It is published."),
    })


def _evidence_form(now: Standing, people: list[Member]) -> Any:
    pieces = [("0", "New evidence"), *((str(p.number), f"A newer version of evidence {p.number}") for p in now.pieces)]
    return type("EvidenceForm", (forms.Form,), {
        "number": Choice("Is it new?", choices=pieces, initial="0", error_messages=_choose("whether it is new")),
        "title": Line("What it shows", "In a few words, such as “Result of the look at 40 forms”."),
        "about_on": Day("Which day does it tell of?", "the day it tells of",
                        "Not the day on which you bring it. For a period, its last day."),
        "strength": Choice("How strong is it?", error_messages=_choose("how strong it is"),
                           choices=[(k.value, f"{name}: {what}") for k, (name, what) in STRENGTH.items()]),
        "access": Choice("May it be published?", error_messages=_choose("whether it may be published"),
                         choices=[(k.value, name) for k, name in ACCESS.items()]),
        "why_restricted": Words("Why it is not published", "Needed when it is held. Only the reason is published."),
        "good_until": Day("Until when is it good? (optional)", "the day until which it is good",
                          "After that day a commitment that was closed on it asks for another check.", required=False),
        # last: what stands before it has come when a file is too large to be taken
        "file": File("File, up to 20 MB", error_messages={"required": "Choose the file"}),
    })


_PROMISE = {
    "words": Words("What is promised", error_messages={"required": "Enter what is promised"}),
    "how_known": Words("How we shall know that it was kept"),
}
_FIRST_DATE = {
    "due_on": Day("First date", "the first date", "It never changes. A later date is a move, with its reason.",
                  required=False),
    "date_from": Choice("Who set this date?", choices=[(k.value, name) for k, name in DATE_FROM.items()],
                        required=False, error_messages=_choose("who set this date")),
    "date_source": Line("Where it comes from", "For instance “in the finding, page 12”."),
}


def made_form(people: list[Member]) -> type[forms.Form]:
    """The form of a new commitment."""
    return type("MadeForm", (forms.Form,), {
        **_PROMISE, "owner": Line("Who will do it: a post", "A post, such as Head of Custody. Not a person’s name."),
        "organisation": Line("Organisation, when it is not this office or the force"), "owner_id": _people(people),
        "depends_on": Line("Other bodies that it depends on"), **_FIRST_DATE,
        "told_in": Line("Where it was promised, when not in an answer held here", max_length=200),
    })


def made(data: dict[str, Any], **more: Any) -> e.Made:
    """The event of a new commitment from its form's data."""
    return e.Made(
        words=data["words"], how_known=data["how_known"], owner=data["owner"], owner_id=_number(data["owner_id"]),
        organisation=data["organisation"], depends_on=data["depends_on"], due_on=data["due_on"],
        date_from=DateFrom(data["date_from"]) if data["date_from"] else None, date_source=data["date_source"], **more)


def _number(value: str) -> int | None:
    return int(value) if value else None


def _evidence(data: dict[str, Any]) -> e.EvidenceAdded:
    return e.EvidenceAdded(
        number=int(data["number"]), version=1, title=data["title"], name="", sha256="", size=0,
        about_on=data["about_on"], strength=EvidenceStrength(data["strength"]), access=EvidenceAccess(data["access"]),
        why_restricted=data["why_restricted"], good_until=data["good_until"])


ACTS: dict[str, Act] = {
    "update": Act(
        "Give an update", "Save the update", "The update is saved.",
        _plain(words=Words("What has happened?"),
               says_done=Choice("Is it done?", "This changes no status.", choices=list(SAYS_DONE.items()),
                                required=False, error_messages=_choose("whether it is done"))),
        lambda d: e.Updated(words=d["words"], says_done=e.SaysDone(d["says_done"]) if d["says_done"] else None),
        e.Updated, intro="Updates are kept with their date and never overwritten."),
    "evidence": Act("Bring evidence", "Keep the evidence", "The evidence is kept.", _evidence_form, _evidence,
                    e.EvidenceAdded, intro="Older versions are kept. Nobody can take evidence out."),
    "action": Act(
        "Say how it stands", "Save", "Its status is changed.",
        _plain(action=Choice("How does it stand?", error_messages=_choose("how it stands"), choices=[
            (Action.NOT_STARTED.value, "Not started"), (Action.UNDER_WAY.value, "Under way"),
            (Action.DONE.value, "Done: the evidence for it is here"), (Action.STOPPED.value, "Stopped")]),
            why=Words("Why", "Needed when it is stopped. The reason is published.")),
        lambda d: e.ActionSet(action=d["action"], why=d["why"]),
        e.ActionSet, lambda now: now.is_open, "This is what its owner says. Somebody else checks it."),
    "move": Act(
        "Ask to move the date", "Ask", "An approver is asked. The date stays until they agree.",
        _plain(to=Day("New date", "the new date"), why=Words("Why it should move", "The reason is published.")),
        lambda d: e.MoveAsked(to=d["to"], why=d["why"]), e.MoveAsked,
        lambda now: now.is_open and now.date_now is not None and now.asked_to is None,
        "The first date stays visible for ever."),
    "decide-move": Act(
        "Decide on moving the date", "Save the decision", "The decision is saved.",
        _plain(agreed=Choice("Do you agree?", error_messages=_choose("whether you agree"), choices=[
            ("yes", "Yes, move the date"), ("no", "No, the date stays")]),
            note=Words("Why the date stays", "Needed when you do not agree.")),
        lambda d: e.MoveDecided(agreed=d["agreed"] == "yes", note=d["note"]), e.MoveDecided,
        lambda now: now.asked_to is not None),
    "first-date": Act(
        "Set the first date", "Set the date", "The first date is set.",
        _plain(due_on=Day("First date", "the first date", "It never changes. A later date is a move, with its reason."),
               date_from=Choice("Who set this date?", choices=[(k.value, name) for k, name in DATE_FROM.items()],
                                error_messages=_choose("who set this date")),
               date_source=Line("Where it comes from", "For instance “in the finding, page 12”.")),
        lambda d: e.FirstDateSet(due_on=d["due_on"], date_from=DateFrom(d["date_from"]),
                                 date_source=d["date_source"]), e.FirstDateSet,
        lambda now: now.is_open and now.first_date is None),
    "owner": Act("Change the owner", "Save", "The owner is changed. The former one stays in the history.", _owner_form,
                 lambda d: e.OwnerSet(owner=d["owner"], owner_id=_number(d["owner_id"]),
                                      organisation=d["organisation"], why=d["why"]), e.OwnerSet),
    "depends-on": Act(
        "Say what it depends on", "Save", "What it depends on is saved.",
        _plain(depends_on=Line("Other bodies that it depends on"), why=Words("Why this changes")),
        lambda d: e.DependsOnSet(depends_on=d["depends_on"], why=d["why"]), e.DependsOnSet, initial=("depends_on",)),
    "words": Act("Change the words", "Save", "The words are changed. The former ones stay in the history.",
                 _plain(**_PROMISE, why=Words("Why they change", "The reason is published.")),
                 lambda d: e.Reworded(words=d["words"], how_known=d["how_known"], why=d["why"]),
                 e.Reworded, initial=("words", "how_known")),
    "check": Act(
        "Check it against the evidence", "Save the check", "The check is saved.", _check_form,
        lambda d: e.Checked(verdict=CheckVerdict(d["verdict"]), evidence=tuple(map(int, d["evidence"])),
                            note=d["note"]),
        e.Checked, lambda now: now.action == Action.DONE,
        "Somebody other than the owner, and than whoever said that it is done, does this."),
    "inspectorate": Act(
        "Record what the inspectorate said", "Save", "The inspectorate’s word is saved.",
        _plain(word=Line("Its own word", "As it stands there, such as “Closed” or “Remains open”."),
               on=Day("When did it say so?", "the day"),
               source=Line("Where did it say so?", "For instance the letter and its date, or the portal.")),
        lambda d: e.InspectorateSaid(word=d["word"], on=d["on"], source=d["source"]),
        e.InspectorateSaid, intro="It changes nothing else, and nothing else changes it."),
    "reopen": Act("Open it again", "Open it again", "It is open again.",
                  _plain(why=Words("Why", "The reason is published.")), lambda d: e.Reopened(why=d["why"]),
                  e.Reopened, lambda now: now.action in (Action.DONE, Action.STOPPED)),
}
