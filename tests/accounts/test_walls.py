"""No row of one body ever points at, or is reached from, a row of another, whichever way it is tried."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, connection, transaction

import answerable
from answerable.accounts import one_time_codes
from answerable.accounts.models import Body
from answerable.accounts.roles import Role
from answerable.accounts.scope import BodyRow, NoScope, OtherBody, in_body, parents
from answerable.cli.demonstration import crime
from answerable.commitments import operations as commitments
from answerable.commitments.models import PartRemoval
from answerable.duties import AddedHoliday
from answerable.inspections import operations as inspections
from answerable.inspections import queries
from answerable.inspections.rules import Recurs
from answerable.links import operations as links
from answerable.messages import operations as messages
from answerable.needs import data, noting
from answerable.needs.models import Assessment, AssessmentRemoval
from answerable.reminders import operations as reminders
from answerable.reminders.models import DigestLeft, LadderSet, StepTaken
from answerable.reminders.rules import Kind, When
from answerable.responses import chain, operations
from answerable.responses.bank_holidays import add_holiday
from answerable.responses.copies import copies_of, set_address
from answerable.responses.queries import draft
from answerable.responses.removing import places_of
from answerable.responses.rules import Refused
from tests.commitments.conftest import Kept
from tests.commitments.test_trackers import brought
from tests.inspections.build import DETAILS, edited, report_to_check
from tests.responses.invitations.conftest import Asked
from tests.responses.test_old_answers import PAGE, bring
from tests.responses.walk import START, Walk, confirmed_report

MAY_CROSS = {"accounts/kept_files.py", "accounts/queries.py", "accounts/scope.py", "links/queries.py",
             "reminders/queries.py"}
MODELS = [model for model in apps.get_models() if issubclass(model, BodyRow)]
POINTERS = [(model, *pointer) for model in MODELS for pointer in parents(model)]


@pytest.fixture
def two_bodies(cast, home: Path):
    """Marlshire and Tarnbridge, each with a published answer and a report to check."""
    people = {cast.marlshire: (cast.asha, cast.tom, cast.ruth), cast.tarnbridge: (cast.zoe, cast.yusuf, cast.yusuf)}
    for body, team in people.items():
        with in_body(body.id):
            walk = Walk(*team, confirmed_report(team[0]))
            walk.to_written()
            walk.ask_for_review()
            walk.note_in_margin()
            walk.review(by=team[2])
            walk.decide()
            walk.publish()
            walk.begin_correction()
            walk.type_unsaved()
            walk.leave_as_published()
            walk.record_copy(copies_of(walk.now())[0].copy.to)
            walk.propose_removal([(place.seq, place.part) for place in places_of(walk.now().response)][:1])
            brought(team[0])
            remind(team[0])
            promise = Kept(team[0], walk.report)
            promise.bring()
            PartRemoval.objects.create(commitment=promise.row, seq=1, part="promise", ground="personal_data",
                                       proposed_by=team[0].person_id, proposed_at=START)
            assess(team[0], body)
            commitments.add_meeting(on=date(2025, 6, 20), name="The panel", by=team[0], at=START)
            commitments.pass_over(report=walk.report, slot="comments", sentence="We met.", by=team[0], at=START)
            told_twice(team[0], walk.report)
            report = report_to_check(team[0], data=f"%PDF of {body.ref}".encode())
            edited(report, 1, "Other words.", team[0])
            inspections.confirm_details(report=report, version=1, details=DETAILS, by=team[0], at=START)
            one_time_codes.ask_for_code(person_id=team[1].person_id, by=None, at=START)
            open_door(walk_to_asked(team))
            bring(team[0], page=PAGE.replace("Waiting", f"Waiting in {body.ref}"))
            messages.queue(to="a@b.example", subject="A", body="B", kind="notice", by=team[0], at=START)
            administrator = replace(team[0], roles=frozenset({Role.ADMINISTRATOR}))
            messages.stop_all(by=administrator, at=START)
            add_holiday(holiday=AddedHoliday(START.date(), date(2025, 6, 16), "A holiday", "a source"),
                        by=administrator, at=START)
            set_address(to="secretary_of_state", address="a@b.example", by=administrator, at=START)
    return cast


def assess(member, body) -> None:
    """A file of figures, a note, and an assessment with a removal that is proposed."""
    analyst = replace(member, roles=frozenset({Role.ANALYST}))
    name, content = next(crime.tables())
    [came] = data.take_in(data=content, name=name, by=analyst, at=START)
    assert came.taken
    noting.annotate(group="core", month="2024-05", words=f"Recording changed in {body.ref}.", by=analyst, at=START)
    built = Assessment.objects.create(force="A force", first_month="2024-05", last_month="2024-06", sha256="0" * 64,
                                      built_at=START, built_by=analyst.person_id)
    AssessmentRemoval.objects.create(assessment=built, seq=1, part="contents", ground="personal_data",
                                     proposed_by=analyst.person_id, proposed_at=START)


def told_twice(by, report) -> None:
    """A report that was published before the one of the walk, one of whose findings is the same."""
    earlier = confirmed_report(by, published_on=report.published_on - timedelta(days=400))
    inspections.judge_recurrence(report=report, number=1, earlier_report=earlier, earlier_number=1,
                                 verdict=Recurs.SAME, by=by, at=START)


def remind(member) -> None:
    """A choice, a digest, a ladder, a step that was taken and the address of a calendar."""
    reminders.choose_digest(comes=When.NEVER, by=member, at=START)
    reminders.make_calendar(by=member, at=START)
    DigestLeft.objects.create(person_id=member.person_id, on=START.date(), at=START, rows=1)
    LadderSet.objects.create(kind=Kind.COMMITMENT.value, steps=[], set_at=START, set_by=member.person_id)
    StepTaken.objects.create(kind=Kind.COMMITMENT.value, ref="c1", on=START.date(), days=1, at=START, told=1)


def walk_to_asked(team) -> Asked:
    asked = Asked(Walk(*team, confirmed_report(team[0]), at=START + timedelta(days=1)))
    asked.walk.propose()
    asked.walk.confirm()
    return asked


def open_door(asked: Asked) -> None:
    """A session by a link, a text begun and one that was sent."""
    link = asked.ask().link
    links.open_with(link=link, code=links.make_code(link=link, by=None, at=START), at=START)
    asked.keep(comments="We accept it.")
    asked.send()


def row_of(model, body: Body):
    row = model.every_body.filter(body=body).first()
    assert row is not None, f"let `two_bodies` make a {model._meta.verbose_name}"
    return row


def pairs(two_bodies):
    """Each column that points at a row, a row of Marlshire's that has it, and what it must never point at."""
    assert len(POINTERS) >= 12
    for model, field, parent in POINTERS:
        yield model, field, row_of(model, two_bodies.marlshire), row_of(parent, two_bodies.tarnbridge)


def test_no_row_is_pointed_at_another_bodys(two_bodies):
    for model, field, mine, theirs in pairs(two_bodies):
        setattr(mine, field.attname, theirs.pk)
        with in_body(two_bodies.marlshire.id):
            with pytest.raises((OtherBody, ObjectDoesNotExist)):
                mine.save()
            with pytest.raises(OtherBody):
                model.objects.update(**{field.name: theirs.pk})
        mine.refresh_from_db(from_queryset=model.every_body.all())
        assert getattr(mine, field.attname) != theirs.pk


@pytest.mark.skipif("not __import__('os').environ.get('DATABASE_URL')", reason="the second keys are PostgreSQL's")
def test_a_server_refuses_it_even_past_the_models(two_bodies):
    for model, field, mine, theirs in pairs(two_bodies):
        with pytest.raises(IntegrityError, match=r"with_body_|duplicate key"):  # or theirs has such a row already
            past_the_models(f'UPDATE "{model._meta.db_table}" SET "{field.column}" = {theirs.pk} WHERE id = {mine.pk}')


@transaction.atomic
def past_the_models(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


def test_no_row_is_found_or_moved_by_another_body(two_bodies):
    for model in MODELS:
        theirs = row_of(model, two_bodies.tarnbridge)
        with in_body(two_bodies.marlshire.id):
            assert not model.objects.filter(pk=theirs.pk).exists()
            with pytest.raises(OtherBody):
                theirs.save()
            with pytest.raises(OtherBody):
                model.objects.update(body=two_bodies.tarnbridge)


def test_no_operation_takes_another_bodys_report(two_bodies):
    with in_body(two_bodies.tarnbridge.id):
        theirs = queries.reports()
    attempts = (inspections.finish, partial(inspections.mark_other_pages, seen=True), operations.send,
                operations.take_back, operations.publish)

    assert len(theirs) == 4
    for report, attempt in product(theirs, attempts):
        with in_body(two_bodies.marlshire.id), pytest.raises((OtherBody, ObjectDoesNotExist, Refused)):
            attempt(report=report, by=two_bodies.asha, at=Walk.at)


@pytest.mark.parametrize("read", [queries.reports, chain.records, chain.newest_head, lambda: draft(None)])
def test_nothing_is_read_before_it_is_said_for_which_body(db, read):
    with pytest.raises(NoScope):
        read()


def test_the_wall_is_crossed_in_listed_places_only():
    root = Path(answerable.__file__).parent

    crossing = {str(path.relative_to(root)) for path in root.rglob("*.py")
                if re.search(r"every_body|_base_manager|_default_manager|connection\.cursor", path.read_text("utf-8"))}

    whole_database = {"accounts/keys_with_body.py", "cli/backing_up.py", "cli/health.py", "cli/rows.py",
                      "responses/forgetting.py", "inspections/word_index.py"}
    assert crossing <= MAY_CROSS | whole_database
