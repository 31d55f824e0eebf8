"""Two people at once: nothing is lost, and only one wins."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, connections
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from answerable.accounts.scope import in_body
from answerable.responses import chain, operations, slots
from answerable.responses.holding import Stale
from answerable.responses.models import Saved, SignOff
from answerable.responses.rules import Refused
from answerable.responses.slots import TextContent
from tests.responses.walk import Walk, confirmed_report

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("what", "entries"), [("publish", 4), ("sign", 3)])
def test_of_several_processes_on_sqlite_one_wins_and_the_chain_is_whole(tmp_path: Path, what: str, entries: int):
    env = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    run = subprocess.run(
        [sys.executable, "-m", "tests.responses.at_once", what], cwd=ROOT, capture_output=True, text=True,
        env={**env, "ANSWERABLE_HOME": str(tmp_path)}, timeout=300,
    )

    *outcomes, last = run.stdout.splitlines()
    assert last == f"whole=True entries={entries}", run.stderr
    assert len(outcomes) == 4
    assert outcomes.count("done") == 1, outcomes


def together(body_id: int, does: list[Callable[[], object]]) -> list[str]:
    """Run each in a thread with a connection of its own: "done", or the sentence of the refusal."""
    start, came = threading.Barrier(len(does)), [""] * len(does)

    def run(place: int) -> None:
        try:
            with in_body(body_id):
                start.wait()
                does[place]()
            came[place] = "done"
        except Refused as reason:
            came[place] = str(reason)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(does))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


@pytest.mark.skipif("not __import__('os').environ.get('DATABASE_URL')", reason="SQLite is shown with processes, above")
@pytest.mark.parametrize("what", ["publish", "sign"])
def test_of_several_threads_on_a_server_one_wins(transactional_db, cast, home, what: str):
    assert connection.vendor != "sqlite"
    with in_body(cast.marlshire.id):
        walk = Walk(cast.asha, cast.tom, cast.ruth, confirmed_report(cast.asha))
        walk.to_written()
        walk.send()
        if what == "publish":
            walk.decide()

    came = together(cast.marlshire.id, [walk.publish if what == "publish" else walk.decide] * 4)

    with in_body(cast.marlshire.id):
        assert came.count("done") == 1, came
        assert [e.seq for e in chain.records().entries] == list(range(1, 5 if what == "publish" else 4))
        assert SignOff.objects.count() == 1


class TwoEditors(RuleBasedStateMachine):
    """Asha and Tom open, write and save one text in any order, and settle what differs in any way."""

    def __init__(self, walk: Walk) -> None:
        super().__init__()
        self.walk = walk
        self.opened = dict.fromkeys(("asha", "tom"), walk.now().number(slots.COMMENTS))
        self.accepted = [row.content["words"] for row in Saved.objects.filter(slot=slots.COMMENTS)]

    @rule(who=st.sampled_from(["asha", "tom"]))
    def opens(self, who: str) -> None:
        self.opened[who] = self.walk.now().number(slots.COMMENTS)

    @rule(who=st.sampled_from(["asha", "tom"]), words=st.text("abc ", min_size=1, max_size=6),
          settle=st.sampled_from(["mine", "theirs"]))
    def saves(self, who: str, words: str, settle: str) -> None:
        member = getattr(self.walk, who)
        before = self.walk.now().text(slots.COMMENTS)
        try:
            self.walk.text(slots.COMMENTS, words, by=member, expected=self.opened[who])
        except Stale as stale:
            assert self.walk.now().text(slots.COMMENTS) == before, "nothing was saved"
            self.opened[who] = stale.theirs.number or 0
            self._settles(member, who, words, settle)
        self.accepted.append(words)

    def _settles(self, member, who: str, words: str, settle: str) -> None:
        if settle == "mine":
            self.walk.text(slots.COMMENTS, words, by=member, expected=self.opened[who])
        else:
            operations.set_aside(
                report=self.walk.report, slot=slots.COMMENTS, content=TextContent(words=words, author="Helen Marsh"),
                by=member, at=self.walk.tick())

    @invariant()
    def every_accepted_text_is_in_the_history(self) -> None:
        history = {row.content["words"] for row in Saved.objects.filter(slot=slots.COMMENTS)}
        assert set(self.accepted) <= history


def test_whatever_two_editors_do_every_accepted_text_is_in_the_history(walk: Walk):
    walk.propose()

    run_state_machine_as_test(
        lambda: TwoEditors(walk), settings=settings(max_examples=12, stateful_step_count=10, deadline=None))
