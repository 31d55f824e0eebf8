"""Commitments for registers: each told by its events, and published from time to time as the software publishes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from answerable.commitments import events as e
from answerable.commitments.contents import About, Told, facts_of, parts_of
from answerable.commitments.rules import check_can_happen, check_new
from answerable.commitments.standing import Happened, standing
from answerable.records import london_day
from answerable.records.contents import (
    SIGNED,
    Action,
    CheckVerdict,
    DateFrom,
    EvidenceAccess,
    EvidenceStrength,
    SignedPart,
)
from answerable.responses.rules import Refused
from tests.records.build import Chain

POST = "Head of Performance"


def made(**changed: object) -> e.Made:
    return e.Made.model_validate({
        "words": "Look at 40 forms and publish the result.", "how_known": "The result is on our website.",
        "owner": POST, "organisation": "Marlshire Police", "due_on": date(2025, 3, 28),
        "date_from": DateFrom.SET_LOCALLY, "date_source": "agreed by the board"} | changed)


def evidence(number: int, **changed: object) -> e.EvidenceAdded:
    return e.EvidenceAdded.model_validate({
        "number": number, "version": 1, "title": "Result of the look at 40 forms", "name": "result.pdf",
        "sha256": "ab" * 32, "size": 2400, "about_on": date(2023, 1, 10), "strength": EvidenceStrength.MEASURED,
        "access": EvidenceAccess.PUBLIC} | changed)


@dataclass
class Promise:
    """A commitment under way. Whoever owns it is 1, whoever agrees and checks is 2."""

    ref: str
    first: e.Made
    at: datetime
    answer: str | None = None
    finding: int | None = None
    told_in: str = ""
    told: list[Told] = field(default_factory=list)
    version: int = 0

    def __post_init__(self) -> None:
        check_new(self.first)
        self._add(self.first, 1, POST)

    @property
    def now(self):
        return standing(one.happened for one in self.told)

    def happen(self, event: e.Event, *, days: int = 1, by: int = 1, post: str = POST) -> None:
        """Raises `Refused` as the software does."""
        at = self.at + timedelta(days=days)
        if not isinstance(event, e.Published):
            check_can_happen(event, self.now, None, london_day(at))
        self.at = at
        self._add(event, by, post)

    def move(self, to: date, why: str) -> None:
        self.happen(e.MoveAsked(to=to, why=why))
        self.happen(e.MoveDecided(agreed=True), by=2, post="Chief Executive")

    def publish(self, chain: Chain) -> None:
        self.version += 1
        self.at = max(self.at, chain.at)
        about = About(self.ref, self.answer, self.finding, "", self.told_in, self.version)
        parts = parts_of(about, self.told)
        signed = SignedPart(name="Ruth Hale", post="Chief Executive", signed_on=london_day(self.at),
                            declaration="I have read it.")
        entry = chain.append(facts_of(about, self.told, parts), {**parts, SIGNED: signed}, self.at)
        self._add(e.Published(seq=entry.seq, up_to=self.now.number), 2, "Chief Executive")

    def _add(self, event: e.Event, by: int, post: str) -> None:
        self.told.append(Told(Happened(len(self.told) + 1, london_day(self.at), by, event), post))


def examples(chain: Chain, answer: str) -> list[Promise]:
    """One of every kind, published after whatever the chain has: made, moved, kept, stopped, replaced and the rest."""
    at = chain.at + timedelta(days=1)
    start = at.date()
    due = start + timedelta(days=60)

    def begin(number: int, **changed: object) -> Promise:
        promise = Promise(f"mar-c{number}", made(**{"due_on": due} | changed), at, answer, 1)
        promises.append(promise)
        return promise

    promises: list[Promise] = []
    begin(1)
    moved = begin(2, words="Train every call handler.", how_known="", organisation="", owner="Head of Contact")
    moved.move(due + timedelta(days=63), "The trainer was ill for a month.")
    moved.happen(e.Updated(words="Half of them are trained."))
    kept = begin(3, words="Publish the plan for custody.")
    kept.happen(evidence(1, title="=The plan, as published"))
    kept.happen(evidence(2, title="Notes", access=EvidenceAccess.RESTRICTED, why_restricted="It names children."))
    kept.happen(evidence(1, version=2, title="The plan, second print", good_until=due + timedelta(days=200)))
    kept.happen(e.ActionSet(action=Action.DONE))
    kept.happen(e.Checked(verdict=CheckVerdict.SUPPORTS, evidence=(1, 2)), by=2, post="Auditor")
    kept.happen(e.InspectorateSaid(word="Closed", on=start, source="Letter of the inspectorate"))
    doubted = begin(4, words="Answer every letter in 10 days.", due_on=None, date_from=None, date_source="")
    doubted.happen(e.FirstDateSet(due_on=due, date_from=DateFrom.INSPECTORATE, date_source="in the finding, page 12"))
    doubted.happen(evidence(1))
    doubted.happen(e.ActionSet(action=Action.DONE))
    doubted.happen(e.Checked(verdict=CheckVerdict.DOES_NOT_SUPPORT, evidence=(1,), note="Only half were looked at."))
    stopped = begin(5, words="Buy a van.")
    stopped.happen(e.MoveAsked(to=due + timedelta(days=9), why="Prices rose."))
    stopped.happen(e.MoveDecided(agreed=False, note="The price does not change the day."), by=2, post="Chief Executive")
    stopped.happen(e.ActionSet(action=Action.STOPPED, why="The force lends one."))
    replaced = begin(6, words="Write to every school.")
    replaced.happen(e.Replaced(by_ref="mar-c7", why="Colleges were left out."))
    begin(7, words="Write to every school and college.", owner="", organisation="", due_on=None, date_from=None)
    elsewhere = Promise("mar-c8", made(words="Meet the panel each quarter.", due_on=due, moved_before_to=due
                                       + timedelta(days=20)), at, None, None, "Police and crime plan 2024")
    elsewhere.happen(e.Reworded(words="Meet the panel twice a year.", how_known="Minutes.", why="The panel asked so."))
    elsewhere.happen(e.OwnerSet(owner="Chief of Staff", why="The post was made."))
    elsewhere.happen(e.DependsOnSet(depends_on="The panel"))
    promises.append(elsewhere)
    for promise in promises:
        promise.publish(chain)
    moved.happen(e.Updated(words="Two in three are trained.\n\n- Days\n- Nights"))
    moved.happen(e.Reworded(words="Train every call handler, and test them.", how_known="Test results.",
                            why="A test is fair."))
    moved.publish(chain)
    return promises


_WORDS = st.sampled_from(["Twelve looked at.", "The board said so."])


def _days(at: datetime) -> st.SearchStrategy[date]:
    return st.integers(-60, 120).map(lambda days: (at + timedelta(days=days)).date())


def _events(at: datetime) -> st.SearchStrategy[e.Event]:
    return st.one_of(
        st.builds(e.MoveAsked, to=_days(at), why=_WORDS),
        st.just(e.MoveDecided(agreed=True)),
        st.builds(e.Updated, words=_WORDS),
        st.builds(e.ActionSet, why=_WORDS, action=st.sampled_from([Action.UNDER_WAY, Action.DONE, Action.STOPPED])),
        st.builds(evidence, st.just(1), about_on=st.just(at.date()), good_until=st.one_of(st.none(), _days(at))),
        st.builds(e.Checked, verdict=st.sampled_from(CheckVerdict), note=_WORDS, evidence=st.just((1,))),
        st.builds(e.InspectorateSaid, word=_WORDS, on=st.just(at.date()), source=_WORDS),
        st.builds(e.Reopened, why=_WORDS),
        st.just(e.Replaced(by_ref="mar-c1", why="Another one does it.")),
    )


@st.composite
def promised(draw: st.DrawFn, chain: Chain, most: int = 8) -> list[Promise]:
    """Some commitments with whatever can happen to them, some of it published, at the end of the chain."""
    promises = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        due = draw(st.one_of(st.none(), _days(chain.at)))
        first = made(due_on=due, date_from=DateFrom.SET_LOCALLY if due else None)
        promise = Promise(f"mar-c{number}", first, chain.at, "mar-001", 1)
        for event in draw(st.lists(_events(chain.at), max_size=8)):
            try:
                promise.happen(event, days=draw(st.integers(0, 20)))
            except Refused:
                continue
            if draw(st.integers(0, 4)) == 0:
                promise.publish(chain)
        if draw(st.booleans()):
            promise.publish(chain)
        promises.append(promise)
    return promises
