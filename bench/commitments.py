"""The list of commitments with 500 and with 50,000 of them: how much longer each page takes with so many more.

    python bench/commitments.py [FEW] [MANY]

On the database of DATABASE_URL, or SQLite in a folder of its own. Each page is asked for as a member of the office asks
for it, sign-in and template included, and the two sizes take turns in one run. Rows are inserted directly, equal to
what the operations would have written. Ends with 1 when a page takes more than three times as long with many.
Only a search for a word that few wrote may take longer: it reads every row.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

os.environ.setdefault("ANSWERABLE_HOME", tempfile.mkdtemp(prefix="answerable-bench-"))
os.environ["ANSWERABLE_DEMONSTRATION"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerable.site.settings")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from answerable.accounts import operations as accounts
from answerable.accounts.models import Body, Person
from answerable.accounts.roles import Role
from answerable.accounts.scope import in_body
from answerable.commitments.events import Made, written
from answerable.commitments.models import Commitment, EventRow, StandingRow
from answerable.commitments.operations import columns
from answerable.commitments.standing import Happened, after
from answerable.inspections.models import Report
from answerable.records.contents import Action, CheckVerdict, DateFrom
from answerable.register.publishing import register_folder

MOST_TIMES = 3.0
REPORTS = 10  # the same for both, so that only commitments differ
ROUNDS = 7
AT = datetime(2024, 1, 1, 12, tzinfo=UTC)
NAMES = {"name": "Commissioner for {}", "short_name": "the office", "holder_title": "Commissioner",
         "holder_name": "H. Marsh", "force_name": "Police", "chief_title": "Chief Constable", "contact": "x"}
PAGES = {
    "list": "/commitments/",
    "filter": "/commitments/?text=sample+17&owner=post",
    "page 5": "/commitments/?page=5",
    "counts": "/",
}
NO_LIMIT = {"a word that nobody wrote": "/commitments/?show=all&text=sample+1x"}  # every row is read for it


def main() -> int:
    few, many = (int(sys.argv[n]) if len(sys.argv) > n else default for n, default in ((1, 500), (2, 50_000)))
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    offices = {count: office(ref, count) for ref, count in (("few", few), ("many", many))}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{few} and {many} made in {time.perf_counter() - began:.0f} s on {connection.vendor}")
    slow = 0
    for name, address in (PAGES | NO_LIMIT).items():
        took: dict[int, list[float]] = {count: [] for count in offices}
        for _ in range(ROUNDS):
            for count, client in offices.items():
                took[count].append(timed(lambda client=client, address=address: client.get(address)))
        small, large = (statistics.median(took[count][1:]) for count in (few, many))
        slow += name in PAGES and large > small * MOST_TIMES
        print(f"{name}: {small * 1000:.0f} ms and {large * 1000:.0f} ms, {large / small:.2f} times")
    return int(slow > 0)


def timed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    answer = ask()
    assert getattr(answer, "status_code", 0) == 200, answer
    return time.perf_counter() - began


def office(ref: str, count: int) -> Client:
    """A body with one member who may do everything, and that many commitments."""
    body = accounts.add_body(ref=ref, names={k: v.format(ref) for k, v in NAMES.items()}, from_on=date(2021, 5, 1),
                             at=AT, example=True)
    with in_body(body.id):
        person = accounts.add_person(email=f"all@{ref}.example", name="All Roles", post="Everything",
                                     password="correct horse battery staple", roles=list(Role), by=None, at=AT)
        register_folder().mkdir(parents=True, exist_ok=True)
        fill(body, person, count)
    client = Client()
    client.force_login(Person.objects.get(id=person.id))
    return client


def fill(body: Body, person: Person, count: int) -> None:
    """Each with one event and one standing: every twentieth without an owner or a date, every
    tenth moved, a third done and half of these kept, every hundredth with a move that waits."""
    chance, own = random.Random(5), {"body_id": body.id}
    reports = Report.every_body.bulk_create(
        Report(**own, state="to_check", added_at=AT, added_by=person.id, title=f"Report {n}",
               published_on=date(2020, 1, 1) + timedelta(days=n)) for n in range(REPORTS))
    for start in range(0, count, 5_000):
        rows = Commitment.every_body.bulk_create(
            Commitment(**own, ref=f"{body.ref}-c{n + 1}", number=n + 1, report=reports[n % len(reports)], finding=1)
            for n in range(start, min(start + 5_000, count)))
        events = [made(n, chance) for n in range(start, start + len(rows))]
        EventRow.every_body.bulk_create(
            EventRow(**own, commitment=row, number=1, kind="made", content=written(event), at=AT, by=person.id,
                     name=person.name, post="Everything") for row, event in zip(rows, events, strict=True))
        StandingRow.every_body.bulk_create(
            StandingRow(**own, commitment=row, from_at=AT, **stands(start + n, event, person.id))
            for n, (row, event) in enumerate(zip(rows, events, strict=True)))


def made(n: int, chance: random.Random) -> Made:
    due_on = date(2023, 1, 1) + timedelta(days=chance.randrange(2_000)) if n % 20 != 7 else None
    return Made(words=f"Look at sample {n} of the forms and publish what was found in it, each quarter of the year.",
                how_known="It is on the website.", owner="" if n % 20 == 3 else f"Head of post {n % 40}",
                due_on=due_on, date_from=DateFrom.SET_LOCALLY if due_on else None)


def stands(n: int, event: Made, person_id: int) -> dict[str, object]:
    held = columns(after(None, Happened(1, AT.date(), person_id, event)))
    if n % 3 == 0:
        held |= {"action": Action.DONE, "is_open": False, "evidence": 1, "number": 3, "published": 2,
                 "check_verdict": CheckVerdict.SUPPORTS if n % 2 else None,
                 "check_until": date(2024, 6, 1) if n % 4 == 1 else None}
    elif event.due_on is not None and n % 10 == 0:
        held |= {"date_now": event.due_on + timedelta(days=90), "moves": 1}
    elif event.due_on is not None and n % 100 == 1:
        held |= {"asked_to": event.due_on + timedelta(days=30), "asked_by": person_id}
    return held


if __name__ == "__main__":
    sys.exit(main())
