"""What each body of an installation still lacks: people, and a register that carries all that was published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import connection

from answerable.accounts.models import Body
from answerable.accounts.queries import members
from answerable.accounts.roles import ROLE_WORDS, Permission, Role
from answerable.accounts.scope import in_body
from answerable.accounts.second_factor import has_factor
from answerable.cli.health import Finding, fine, must, should
from answerable.duties.dates import london_day
from answerable.messages import queries as outbox
from answerable.records import Head
from answerable.register import publishing
from answerable.responses import chain


def bodies(at: datetime) -> Iterator[Finding]:
    found = list(Body.objects.order_by("id"))
    if not found:
        yield must("bodies", "There is no body yet. Run: answerable start --body NAME")
    if len(found) > 1 and connection.vendor != "postgresql":
        yield must("shared", f"{len(found)} bodies share this installation. That needs PostgreSQL (DATABASE_URL), or "
                   "an installation for each.")
    for body in found:
        with in_body(body.id):
            yield from _people(body, at)
            yield from _published(body, at)


def _people(body: Body, at: datetime) -> Iterator[Finding]:
    here = members(london_day(at))
    for role, why in ((Role.ADMINISTRATOR, "lets people in"), (Role.APPROVER, "signs what is published")):
        those = [m for m in here if role in m.roles]
        name = ROLE_WORDS[role][0].lower()
        if not those:
            yield must(role.value, f"{body.ref}: nobody is {name}. Only one {why}. See `answerable add_person --help`.")
        elif len(those) == 1:
            yield should(f"second_{role.value}", f"{body.ref}: {those[0].name} is the only {name}. Let a second one "
                         "in, for holidays and lost keys.")
    if not any(m.may(Permission.PUBLISH) for m in here):
        yield must("publisher", f"{body.ref}: nobody may publish. Give somebody the role of publisher.")
    without = [m.name for m in here if not has_factor(m.person_id)]
    if without:
        yield should("second_steps", f"{body.ref}: without a second step, and so kept out until they set one up: "
                     f"{', '.join(without)}.")
    elif here:
        yield fine("second_steps", f"{body.ref}: everybody has a second step.")


def _published(body: Body, at: datetime) -> Iterator[Finding]:
    head = chain.newest_head()
    if head is None:
        yield fine("register", f"{body.ref}: nothing is published yet.")
        return
    if Head(head, b"").at > at:
        yield must("clock", f"{body.ref}: the newest record is later than the machine's clock. Set the clock: nothing "
                   "can be published before that moment.")
    if publishing.is_finished():
        yield fine("register", f"{body.ref}: the public register carries the newest record.")
    else:
        yield must("register", f"{body.ref}: the public register does not carry the newest record. Press “Try "
                   "publishing again” on Now.")
    failed = len(outbox.failed())
    if failed:
        yield should("messages", f"{body.ref}: {failed} messages failed or came back. See Office, Messages.")
