"""The work of a body, as it passes to a successor: reports, answers, drafts and all that was said about them.

What is not here stays behind on purpose: `STAYS` says why for each table. People are not handed over. Where a row says
who did something, the successor's installation gets a person with that name who can never sign in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models

from answerable.accounts.kept_files import NAMED_IN
from answerable.accounts.models import AuditEntry, Person
from answerable.accounts.scope import BodyRow
from answerable.cli import rows
from answerable.commitments import models as commitments
from answerable.commitments.tracker_models import BroughtIn, Tracker
from answerable.inspections import models as inspections
from answerable.inspections.models import new_ref
from answerable.responses import models as responses
from answerable.responses.copy_rows import CopySent
from answerable.responses.old_models import OldAnswer, OldAnswerSaved
from answerable.responses.rules import State

# Parents before what points at them.
PASSES: tuple[type[BodyRow], ...] = (
    inspections.Report, inspections.ReportVersion, inspections.SourceDocument, inspections.ReadPage,
    inspections.Finding, inspections.FindingVersion, inspections.Confirmation, inspections.Recurrence,
    responses.Response, responses.Saved, responses.Version, responses.SignOff, responses.Review, responses.MarginNote,
    CopySent, responses.BankHoliday, OldAnswer, OldAnswerSaved, commitments.Commitment, commitments.EventRow,
    commitments.StandingRow, commitments.EvidenceFile, commitments.PassedOver, commitments.Meeting,
    Tracker, BroughtIn,
    AuditEntry,
)
STAYS: dict[str, str] = {
    "accounts.BodyNames": "the successor has names of its own; the former ones go with the closed body",
    "accounts.Membership": "people are let in by the successor",
    "accounts.OneTimeCode": "people are let in by the successor",
    "mail.Message": "what was sent was sent by the former body",
    "mail.MailStopped": "a switch of the former installation",
    "links.Link": "a link is good for the body that sent it",
    "links.LinkSession": "a link is good for the body that sent it",
    "reminders.DigestChoice": "people are let in by the successor",
    "reminders.DigestLeft": "what was sent was sent by the former body",
    "reminders.LadderSet": "the successor sets its own",
    "reminders.StepTaken": "what was sent was sent by the former body",
    "reminders.CalendarAddress": "people are let in by the successor",
    "inspections.FindingWords": "made anew from the findings that pass",
    "inspections.StemOfBody": "made anew from the findings that pass",
    "inspections.StemInFinding": "made anew from the findings that pass",
    "responses.Invitation": "what came of it stands in the answer; it cannot be handed over while something waits",
    "responses.BegunText": "what somebody outside began is theirs until they send it",
    "responses.Received": "what was accepted stands in the answer; it cannot be handed over while something waits",
    "responses.Removal": "what was removed is gone; it cannot be handed over while a removal is proposed",
    "commitments.PartRemoval": "what was removed is gone; it cannot be handed over while a removal is proposed",
    "responses.TypedDraft": "what a person typed and did not save is theirs",
    "responses.CopyAddress": "the successor sends from its own address book",
    "needs.DataFile": "the successor takes in the files of its own area",
    "needs.AnalystNote": "written of an area that the successor may not have",
    "needs.Assessment": "what was released goes with the closed body; the successor builds its own",
    "needs.AssessmentRemoval": "what was removed is gone from the closed body's records",
    "responses.ChainEntry": "goes with the closed body, unchanged",
    "responses.ChainPart": "goes with the closed body, unchanged",
    "responses.ChainHead": "goes with the closed body, unchanged",
}


class Lost(ValueError):
    """The rows of a bundle do not hold together. The message says which."""


def table(model: type[models.Model]) -> str:
    return model._meta.db_table


def export() -> dict[type[BodyRow], bytes]:
    """Every row that passes, of the current body, table by table."""
    return {model: b"".join(rows.lines_of(model, chosen(model))) for model in PASSES}


def chosen(model: type[BodyRow]) -> models.QuerySet[Any]:
    if model is AuditEntry:
        return AuditEntry.objects.exclude(report_ref="")
    return model.objects.all()


def files_of(contents: dict[type[BodyRow], bytes]) -> set[str]:
    """The kept files that these rows name."""
    return {values[name] for model, content in contents.items() for values in rows.read(model, content)
            for name in NAMED_IN if values.get(name)}


def people_of(contents: dict[type[BodyRow], bytes]) -> dict[int, str]:
    """Everybody whom these rows name, with their names."""
    wanted = {i for model, content in contents.items() for values in rows.read(model, content)
              for i in _people_in(model, values)}
    return dict(Person.objects.filter(id__in=wanted).values_list("id", "name"))


class TakingIn:
    """Adds the rows of one former body to the current one. `person` gives for an id there the id here."""

    def __init__(self, former: str, person: Callable[[int], int]) -> None:
        self._former, self._person = former, person
        self._ids: dict[type[models.Model], dict[int, int]] = {model: {} for model in PASSES}
        self._refs: dict[str, str] = {}  # of reports
        self.count = 0

    def add(self, model: type[BodyRow], content: bytes) -> None:
        later: list[tuple[int, dict[str, int]]] = []
        for values in rows.read(model, content):
            if self._is_there(model, values):
                continue
            old_id, of_itself = values.pop("id"), _of_itself(model, values)
            row = model(**self._changed(model, values))
            row.save(force_insert=True)
            self._ids[model][old_id] = row.pk
            later += [(row.pk, of_itself)] if of_itself else []
            self.count += 1
        for pk, pointers in later:
            row = model.objects.get(pk=pk)
            for name, old in pointers.items():
                setattr(row, name, self._id(model, old))
            row.save()

    def _is_there(self, model: type[BodyRow], values: dict[str, Any]) -> bool:
        """What two bodies that merge both added, and may stand once only."""
        if model is responses.BankHoliday:
            return bool(values["taken_out_at"] is None
                        and responses.BankHoliday.objects.filter(day=values["day"], taken_out_at=None).exists())
        if model is commitments.Meeting:
            return commitments.Meeting.objects.filter(on=values["on"]).exists()
        if model is OldAnswer:
            return OldAnswer.objects.filter(sha256=values["sha256"]).exists()
        if model is Tracker:
            here = Tracker.objects.filter(sha256=values["sha256"]).first()
            if here is not None:
                self._ids[Tracker][values["id"]] = here.pk
            return here is not None
        return model is OldAnswerSaved and values["old_answer_id"] not in self._ids[OldAnswer]

    def _changed(self, model: type[BodyRow], values: dict[str, Any]) -> dict[str, Any]:
        values = {name: value for name, value in values.items() if name != "body_id"}
        for field in model._meta.concrete_fields:
            held = values.get(field.attname)
            if held is None or field.name == "body":
                continue
            if field.is_relation:
                target = field.related_model
                values[field.attname] = None if target not in self._ids else self._id(target, held)
            elif type(field) is models.BigIntegerField:
                values[field.attname] = self._person(held)
        return self._special(model, values)

    def _special(self, model: type[BodyRow], values: dict[str, Any]) -> dict[str, Any]:
        if model is inspections.Report:
            self._refs[values["ref"]] = values["ref"] = new_ref()
        elif model is inspections.Confirmation:
            known = self._ids[inspections.Finding]
            values["findings"] = [one | {"finding_id": known[one["finding_id"]]} for one in values["findings"]]
        elif model is commitments.Commitment and commitments.Commitment.objects.filter(
                tracker_key=values["tracker_key"]).exclude(tracker_key="").exists():
            values["tracker_key"] = ""  # two bodies that merge brought in the same row: both stand
        elif model is responses.Response:
            values |= _reset(values)
        elif model is responses.Version:
            values["authors"] = [self._person(i) for i in values["authors"]]
        elif model is responses.Saved and "overrides" in values["content"]:
            overrides = [one | {"by": self._person(one["by"])} for one in values["content"]["overrides"]]
            values["content"] = values["content"] | {"overrides": overrides}
        elif model is commitments.EventRow and values["content"].get("owner_id") is not None:
            values["content"] = values["content"] | {"owner_id": self._person(values["content"]["owner_id"])}
        elif model is CopySent:
            values["of"] = values["of"] or self._former
        elif model is AuditEntry:
            old = values["report_ref"]
            values["report_ref"] = self._refs.get(old, old)
            values["subject_ref"] = self._refs.get(values["subject_ref"], values["subject_ref"])
        return values

    def _id(self, model: type[models.Model], old: int) -> int:
        try:
            return self._ids[model][old]
        except KeyError:
            raise Lost(f"A row points at number {old} of {table(model)}, which is not there.") from None


def _reset(values: dict[str, Any]) -> dict[str, Any]:
    """What the former body signed or set a time for, the successor has not: it is open again, with all its words."""
    is_settled = values["state"] in (State.PUBLISHED.value, State.WITHDRAWN.value)
    return {"state": values["state"] if is_settled else State.WRITING.value, "publish_at": None,
            "publish_set_by": None, "handed_to": None}


def _of_itself(model: type[BodyRow], values: dict[str, Any]) -> dict[str, int]:
    """Take out what points at rows of the same table, which may come later."""
    names = [field.attname for field in model._meta.concrete_fields if field.related_model is model]
    found = {name: values[name] for name in names if values[name] is not None}
    values |= dict.fromkeys(found)
    return found


def _people_in(model: type[BodyRow], values: dict[str, Any]) -> Iterable[int]:
    for field in model._meta.concrete_fields:
        if type(field) is models.BigIntegerField and values[field.attname] is not None:
            yield values[field.attname]
    if model is responses.Version:
        yield from values["authors"]
    if model is responses.Saved and "overrides" in values["content"]:
        yield from (one["by"] for one in values["content"]["overrides"])
    if model is commitments.EventRow and values["content"].get("owner_id") is not None:
        yield values["content"]["owner_id"]


def every_table() -> Iterator[str]:
    """Every table with a body's rows, by its label."""
    return (model._meta.label for model in apps.get_models() if issubclass(model, BodyRow))
