"""What commitments need from somebody now: a row for each kind of thing, with how many, leading to the list of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from answerable.accounts.roles import Member, Permission
from answerable.commitments import queries
from answerable.responses.turns import Turn

YOUR_TURN, MISSING = "Your turn", "Missing"  # groups of the page "Now"
TITLE = "Commitments"


def counted_turns(member: Member, today: date) -> Iterator[tuple[str, Turn]]:
    """Each row with its group. One question to the database, whatever the role."""
    if not member.may(Permission.READ_COMMITMENTS):
        return
    to_do = queries.to_do(today, member.person_id)
    if member.may(Permission.AGREE_MOVE) and to_do.asked:
        yield YOUR_TURN, _turn(f"Agree or not to a new date of {_many(to_do.asked)}", "move-asked", "")
    if member.may(Permission.CHECK_COMMITMENTS) and to_do.to_check:
        said = f"{'Its owner says it is' if to_do.to_check == 1 else 'Their owners say they are'} done."
        yield YOUR_TURN, _turn(f"Check {_many(to_do.to_check)} against evidence", "to-check", said)
    if member.may(Permission.CHECK_COMMITMENTS) and to_do.check_again:
        yield MISSING, _turn(f"Check {_many(to_do.check_again)} again", "check-again", "The evidence is out of date.")
    if member.may(Permission.SIGN_OFF) and to_do.unpublished:
        yield YOUR_TURN, Turn(f"Sign and publish what happened to {_many(to_do.unpublished)}", "publish-commitments",
                              {}, TITLE, "The public register does not tell it yet.", None)
    if member.may(Permission.KEEP_COMMITMENTS):
        if to_do.no_owner:
            yield MISSING, _turn(f"Name the owner of {_many(to_do.no_owner)}", "no-owner", "")
        if to_do.no_date:
            yield MISSING, _turn(f"Set the date of {_many(to_do.no_date)}", "no-date", "")


def _turn(label: str, show: str, sentence: str) -> Turn:
    return Turn(label, "commitments-only", {"show": show}, TITLE, sentence, None)


def _many(count: int) -> str:
    return "1 commitment" if count == 1 else f"{count:,} commitments"
