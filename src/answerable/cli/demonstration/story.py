"""What the demonstration shows: an invented body's reports at every stage, reached by the product's own operations.

Nothing is written past them. Each step has its moment in the past, and all steps are taken in the order of their
moments, as the chain of records demands.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from answerable.accounts import operations as accounts
from answerable.accounts.models import Body
from answerable.accounts.queries import members, membership_of, names_on
from answerable.accounts.roles import Member, Role
from answerable.accounts.scope import in_body
from answerable.cli.demonstration import commitments, needs, old_answer
from answerable.cli.demonstration.letter import example_letter
from answerable.cli.demonstration.web_page import web_page
from answerable.inspections import operations as inspections
from answerable.inspections import queries
from answerable.inspections.models import Report
from answerable.inspections.operations.checking import Details
from answerable.intake import read_report
from answerable.links import operations as links
from answerable.records.contents import Branch, ChiefOfficerOutcome, CopyWay
from answerable.register.publishing import bake_register
from answerable.responses import correcting, reviewing, scheduling, slots
from answerable.responses import operations as responses
from answerable.responses.copies import record_copy
from answerable.responses.invitations import operations as invitations
from answerable.responses.invitations import receiving
from answerable.responses.invitations.operations import Addressee
from answerable.responses.invitations.rules import COMMENTS
from answerable.responses.invitations.sources import Source
from answerable.responses.invitations.words import proposed_message
from answerable.responses.queries import draft
from answerable.responses.rules import Decision, Verdict
from answerable.responses.slots import ChiefOfficerContent, DutyContent, FindingContent, TextContent

LONDON = ZoneInfo("Europe/London")
REF = "mar"
ROLES = {
    "author": [Role.AUTHOR, Role.PUBLISHER], "second_author": [Role.AUTHOR],
    "approver": [Role.APPROVER, Role.PUBLISHER], "reviewer": [Role.REVIEWER],
    "administrator": [Role.ADMINISTRATOR], "auditor": [Role.AUDITOR], "force_contributor": [Role.FORCE_CONTRIBUTOR],
    "commitment_owner": [Role.COMMITMENT_OWNER], "panel_member": [Role.PANEL_MEMBER],
    "analyst": [Role.ANALYST],
}
Held = dict[str, Report]  # the report as a step left it, for the next
Step = tuple[datetime, Callable[[datetime], object]]


@dataclass(frozen=True)
class Team:
    author: Member
    second_author: Member
    reviewer: Member
    approver: Member
    commitment_owner: Member


def tell(*, today: date, passwords: Mapping[str, str]) -> None:
    """Make the body, its people and its reports. `passwords`: role -> password."""
    story = json.loads(files(__package__).joinpath("story.json").read_text("utf-8"))
    began = _moment(today, 400, 9)
    body = accounts.add_body(ref=REF, names=story["body"], from_on=began.date(), at=began, example=True)
    with in_body(body.id):
        places = {}
        for person in story["people"]:
            row = accounts.add_person(
                email=email_of(person["name"]), name=person["name"], post=person["post"], roles=ROLES[person["role"]],
                password=passwords[person["role"]], by=None, at=began,
            )
            places[person["role"]] = membership_of(row, today)
        team = Team(*(_there(places[role]) for role in (
            "author", "second_author", "reviewer", "approver", "commitment_owner")))
        steps = [step for told in story["reports"] for step in _steps(told, team, today, story["body"])]
        steps += [step for told in story["old_answers"]
                  for step in old_answer.steps(told, team.author, team.approver, partial(_moment, today))]
        steps += needs.steps(_there(places["analyst"]), team.approver, story["body"]["force_name"], today,
                             partial(_moment, today))
        for at, take in sorted(steps, key=lambda step: step[0]):
            take(at)
        bake_register()


def email_of(name: str) -> str:
    return f"{name.split()[0].lower()}@marlshire.example"


def bring(path: str, data: bytes, *, at: datetime) -> Report:
    """Bring a real report into the demonstration, as its author would by uploading it."""
    with in_body(Body.objects.get(ref=REF).id):
        author = next(m for m in members(at.date()) if Role.AUTHOR in m.roles)
        report = inspections.add_report(data=data, name=path, by=author, at=at)
        return inspections.record_reading(report=report, read=read_report(data, name=path), by=author, at=at)


def _steps(told: dict[str, Any], team: Team, today: date, body: dict[str, str]) -> Iterator[Step]:
    """The way of one report, as far as it is told."""
    days_ago = told["published"]
    published_on = today - timedelta(days=days_ago)
    held: Held = {}

    def on(day: int, hour: int) -> datetime:
        """Day 0 is the day the report was published."""
        return _moment(today, days_ago - day, hour)

    def add(at: datetime) -> None:
        data, name = _document(told, published_on)
        report = inspections.add_report(data=data, name=name, by=team.author, at=at,
                                        link="https://inspectorate.example/report")
        held["report"] = inspections.record_reading(
            report=report, read=read_report(data, name=name), by=team.author, at=at)

    yield on(1, 9), add
    if "decision" not in told:
        return
    yield on(1, 10), lambda at: held.update(
        report=_confirm(held["report"], told.get("type", ""), published_on, team.author, at))
    yield on(1, 11), lambda at: responses.propose_duty(
        report=held["report"], content=_duty(told), for_others={}, expected=0, by=team.author, at=at)
    yield on(2, 9), lambda at: responses.confirm_duty(report=held["report"], expected=1, by=team.approver, at=at)
    yield from _writing(told, team, held, on, body)
    if "sent" in told or "answered" in told:
        sent = told.get("sent") or told["answered"] - 2
        yield on(sent, 14), lambda at: responses.send(report=held["report"], by=team.author, at=at)
    if "reviewed" in told:
        yield on(told["reviewed"], 14), lambda at: reviewing.ask_for_review(
            report=held["report"], by=team.author, at=at)
        yield on(told["reviewed"] + 1, 10), lambda at: reviewing.note_in_margin(
            report=held["report"], version=1, by=team.reviewer, at=at, **told["noted"])
    if "answered_at_set_time" in told:
        yield on(told["signed"], 16), lambda at: _sign(held["report"], team.approver, at)
        yield on(told["signed"] + 1, 9), lambda at: scheduling.set_time(
            report=held["report"], publish_at=_moment(today, -told["answered_at_set_time"], 9), by=team.author, at=at)
    if "answered" in told:
        yield on(told["answered"] - 1, 16), lambda at: _sign(held["report"], team.approver, at)
        yield on(told["answered"], 10), lambda at: responses.publish(report=held["report"], by=team.author, at=at)
    for position, to in enumerate(told.get("copies", ())):
        yield on(told["answered"] + 1, 9 + position), partial(_record_copy, held, to, team.author)
    yield from _second_thoughts(told, team, held, on)
    for commitment in told.get("commitments", ()):
        yield from commitments.steps(commitment, vars(team), held, on)


def _second_thoughts(
    told: dict[str, Any], team: Team, held: Held, on: Callable[[int, int], datetime]
) -> Iterator[Step]:
    """What was put right or withdrawn after publication."""
    if "corrected" in told:
        day, put_right = told["corrected"]["day"], told["corrected"]
        yield on(day, 9), lambda at: correcting.begin_correction(report=held["report"], by=team.author, at=at)
        yield on(day, 10), lambda at: _put_right(held["report"], put_right, team.author, at)
        yield on(day, 11), lambda at: responses.send(report=held["report"], by=team.author, at=at)
        yield on(day, 15), lambda at: _sign(held["report"], team.approver, at)
        yield on(day, 16), lambda at: responses.publish(report=held["report"], by=team.author, at=at)
    if "withdrawn" in told:
        day, note = told["withdrawn"]["day"], told["withdrawn"]["note"]
        yield on(day, 9), lambda at: correcting.propose_withdrawal(
            report=held["report"], note=note, expected=0, by=team.author, at=at)
        yield on(day, 11), lambda at: correcting.withdraw(
            report=held["report"], expected=1, by=team.approver, at=at)


def _put_right(report: Report, told: dict[str, Any], by: Member, at: datetime) -> None:
    now, number = draft(report), told["finding"]
    answer = now.answers[number].model_copy(update={"words": told["answer"]})
    responses.answer_finding(report=report, number=number, content=answer, also_covers=_covered(report, number),
                             expected=now.number(slots.finding_slot(number)), by=by, at=at)
    note = TextContent(words=told["note"], author=by.post)
    responses.write_text(report=report, slot=slots.NOTE, content=note, expected=now.number(slots.NOTE), by=by, at=at)


def _writing(
    told: dict[str, Any], team: Team, held: Held, on: Callable[[int, int], datetime], body: dict[str, str]
) -> Iterator[Step]:
    head = f"{body['holder_name']}, {body['holder_title']}"
    commented = told["chief_officer"]
    written_on = min(told.get("sent", 90), told.get("answered", 90) - 2, told.get("reviewed", 90) - 1, 24)
    if commented["outcome"]:
        yield on(commented["days"] + 1, 9), lambda at: responses.record_chief_officer(
            report=held["report"], content=_chief_officer(commented, on, body), expected=0, by=team.author, at=at)
    if "asked" in commented:
        reply_by = on(commented["days"], 9).date()
        yield on(3, 9), lambda at: _ask(held["report"], commented["asked"], reply_by, team.author, at)
        yield on(8, 14), lambda at: _begin(held["report"], commented["asked"]["begun"], at)
    for slot, key in ((slots.SUMMARY, "key_findings"), (slots.COMMENTS, "comments"), (slots.REPLY, "reply"),
                      (slots.AFTER_LAST_DAY, "after_last_day")):
        if told[key]:
            text = TextContent(words=told[key], author=head)
            yield on(written_on, 10), partial(_write_text, held, slot, text, team.author)
    for number, answer in enumerate(told.get("answers") or told["findings"], 1):
        yield on(written_on, 11), partial(_answer, held, number, answer, team.author)


def _ask(report: Report, told: dict[str, str], reply_by: date, by: Member, at: datetime) -> None:
    message = proposed_message(draft(report), names_on(at.date()), by)
    invitations.ask(report=report, to=Addressee(told["name"], told["post"], told["address"]), reply_by=reply_by,
                    message=message, reminds=True, expected=0, by=by, at=at)


def _begin(report: Report, words: str, at: datetime) -> None:
    """Whoever holds the link opens it and keeps a text, and has not sent it yet."""
    link = invitations.link_of(report)
    if link is None:
        raise RuntimeError("the demonstration asks before anybody answers")
    code = links.make_code(link=link, by=None, at=at)
    links.open_with(link=link, code=code or "", at=at)
    receiving.keep_texts(report=report, source=Source(link=link), texts={COMMENTS: words}, seen={}, at=at)


def _write_text(held: Held, slot: str, text: TextContent, by: Member, at: datetime) -> None:
    responses.write_text(report=held["report"], slot=slot, content=text, expected=0, by=by, at=at)


def _answer(held: Held, number: int, answer: dict[str, Any], by: Member, at: datetime) -> None:
    report = held["report"]
    branch = Branch(answer["branch"]) if "branch" in answer else None
    content = FindingContent(branch=branch, words=answer.get("answer", ""), answered_with=answer.get("with"),
                             force_position=answer["force"])
    responses.answer_finding(report=report, number=number, content=content,
                             also_covers=_covered(report, number), expected=0, by=by, at=at)


def _covered(report: Report, number: int) -> list[int]:
    """Findings that point at this answer already; leaving them out would take that away."""
    return [n for n, held in draft(report).answers.items() if held.answered_with == number]


def _confirm(report: Report, inspection_type: str, published_on: date, by: Member, at: datetime) -> Report:
    details = Details(
        title=report.title, inspectorates=tuple(report.inspectorates),
        inspection_type=report.inspection_type or inspection_type,
        area=report.area or "Marlshire", published_on=published_on,
        published_on_source=report.published_on_source or "on the inspectorate's page",
        reply_asked_on=report.reply_asked_on, link=report.link,
    )
    report = inspections.confirm_details(report=report, version=report.version, details=details, by=by, at=at)
    for page in sorted({finding.page for finding in queries.findings(report)}):
        rows = queries.findings_on(report, page)
        answers = {row.serial: {doubt["code"]: doubt["choices"][0] for doubt in row.open_doubts} for row in rows}
        inspections.confirm_page(report=report, page=page, seen={row.serial: row.version for row in rows},
                                 answers=answers, by=by, at=at)
    inspections.finish(report=report, by=by, at=at)
    return queries.report(report.ref)


def _sign(report: Report, by: Member, at: datetime) -> None:
    version = draft(report).version
    if version is None:
        raise RuntimeError("the demonstration signs what was sent")
    responses.decide(report=report, shown_hash=version.content_hash, verdict=Verdict.SIGN_OFF, note="", by=by, at=at)


def _record_copy(held: Held, to: str, by: Member, at: datetime) -> None:
    record_copy(report=held["report"], to=to, sent_on=at.date(), how=CopyWay.EMAIL,
                reference=f"COPY/{at:%Y%m%d-%H}", by=by, at=at)


def _duty(told: dict[str, Any]) -> DutyContent:
    by_law = told["decision"] == "law"
    return DutyContent(decision=Decision(told["decision"]), regimes=("police-act-1996",) if by_law else ("practice",),
                       why=told["why"])


def _chief_officer(
    told: dict[str, Any], on: Callable[[int, int], datetime], body: dict[str, str]
) -> ChiefOfficerContent:
    outcome = ChiefOfficerOutcome(told["outcome"])
    came = outcome in (ChiefOfficerOutcome.RECEIVED, ChiefOfficerOutcome.DECLINED)
    return ChiefOfficerContent(
        outcome=outcome, invited_on=on(2, 9).date(), reply_by=on(told["days"], 9).date(),
        received_on=on(told["days"], 9).date() if came else None, words=told.get("words", ""),
        author=f"Deputy {body['chief_title']}" if told.get("words") else "",
    )


def _document(told: dict[str, Any], published_on: date) -> tuple[bytes, str]:
    if "letter" in told:
        letter = example_letter(told["letter"], dated=published_on, due=published_on + timedelta(days=99))
        return letter.pdf, "example-letter.pdf"
    return web_page(told["title"], published_on, told["findings"]), "example-report.html"


def _moment(today: date, days_ago: int, hour: int) -> datetime:
    return datetime.combine(today - timedelta(days=days_ago), time(hour), LONDON)


def _there(member: Member | None) -> Member:
    if member is None:
        raise RuntimeError("a person of the demonstration has no place in its body")
    return member
