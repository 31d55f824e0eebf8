"""Nothing of a commitment is in public but what was signed: from the office's rows to the baked folder."""

from __future__ import annotations

from datetime import date

import pytest

from answerable.commitments import operations
from answerable.commitments.events import MoveAsked, OwnerSet, Reworded, Updated
from answerable.records.contents import EvidenceAccess
from answerable.register.publishing import bake_register, register_folder
from tests.commitments.conftest import made
from tests.commitments.test_removing import WORD, Told


def in_public() -> list[str]:
    """The files of the baked folder that hold the word."""
    folder = register_folder()
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*")
            if path.is_file() and WORD.encode() in path.read_bytes().lower()]


@pytest.fixture
def told(marlshire, home) -> Told:
    return Told(marlshire)


def test_words_that_nobody_signed_are_nowhere_in_the_baked_folder(told, marlshire) -> None:
    told.publish()
    operations.make(event=made(words=f"Ask {WORD}.", owner=WORD, how_known=WORD), told_in=WORD, by=marlshire.asha,
                    at=told.at)
    told.happen(Updated(words=f"{WORD} was asked."))
    told.happen(MoveAsked(to=date(2025, 6, 1), why=WORD))
    told.happen(Reworded(words=WORD, how_known=WORD, why=WORD))
    told.happen(OwnerSet(owner=WORD, why=WORD))
    told.bring(WORD.encode(), title=WORD)

    bake_register()

    assert in_public() == []


def test_neither_the_title_nor_the_file_of_restricted_evidence_is_in_public(told) -> None:
    told.bring(WORD.encode(), title=f"Notes of {WORD}", access=EvidenceAccess.RESTRICTED, why_restricted="Names.")
    told.publish()

    bake_register()

    assert in_public() == []
    assert "Held, not published: Names." in (register_folder() / "commitments/mar-c1/index.html").read_text("utf-8")


def test_what_was_signed_is_there(told) -> None:
    told.happen(Updated(words=f"{WORD} was asked."))
    told.publish()

    bake_register()

    assert "commitments/mar-c1/index.html" in in_public()


def test_the_figures_in_public_are_those_of_the_office_when_all_is_published(told, marlshire) -> None:
    from answerable.commitments.queries import figures, standings
    from answerable.register.commitment_figures import commitment_figure
    from answerable.register.reading import read_register
    from answerable.responses import chain

    told.publish()
    day = date(2025, 6, 1)

    public = commitment_figure(read_register(chain.records(), day).commitments, day)
    office = figures(day, standings(day))

    assert (public.base, public.open, public.past, public.past_but_for_moves, public.moved, public.kept,
            public.kept_by_first_date, public.stopped) == (
        office.commitments, office.open, office.past, office.past_but_for_moves, office.moved, office.kept,
        office.kept_on_time, office.stopped)
