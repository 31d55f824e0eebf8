"""Sending a code to the address of a link. Not one transaction: a message is marked before it is handed over."""

from __future__ import annotations

from datetime import datetime

from django.views.decorators.debug import sensitive_variables

from answerable.accounts.queries import names_on
from answerable.links import operations
from answerable.links.models import Link
from answerable.links.rules import CodeRefused
from answerable.messages import mail
from answerable.messages import operations as messages
from answerable.messages.queries import is_stopped
from answerable.messages.rules import CannotSend
from answerable.records import london_day


def can_send_codes(link: Link) -> bool:
    return bool(link.to) and mail.is_set_up() and not is_stopped()


@sensitive_variables("code")
def send_code(*, link: Link, at: datetime) -> None:
    """A new code by mail. Raises `CodeRefused` when none can be made or sent."""
    if not can_send_codes(link):
        raise CodeRefused("No code can be sent by mail now. Telephone the office: they can read a code out to you.")
    code = operations.make_code(link=link, by=None, at=at)
    if code is None:
        return  # the one that was just sent stands
    subject, words = _words(at)
    try:
        message = messages.queue(to=link.to, subject=subject, body=words, kind="code", by=None, at=at,
                                 report_ref=link.report_ref, places=("code",))
    except CannotSend as reason:
        raise CodeRefused(str(reason)) from None
    if not messages.send_now(message, secrets={"code": code}, at=at):
        raise CodeRefused("The code could not be sent. Telephone the office: they can read a code out to you.")


def _words(at: datetime) -> tuple[str, str]:
    names = names_on(london_day(at))
    return "Your code", (
        f"{{code}} is your code for the page of {names.short_name}. It works for 10 minutes.\n\n"
        "If you did not ask for a code, do nothing: without it the link opens nothing.\n\n"
        f"Questions: {names.contact}"
    )
