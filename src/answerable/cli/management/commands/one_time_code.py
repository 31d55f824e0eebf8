"""`answerable one_time_code EMAIL`: let somebody in anew when nobody in the office can, such as the only administrator.

Whoever can run this can read the database too; so nobody else has to agree. It stands in the audit trail.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from answerable.accounts.models import Person
from answerable.accounts.one_time_codes import ask_for_code, make_code
from answerable.accounts.operations import CannotChangePeople
from answerable.accounts.scope import in_body
from answerable.cli.management.commands.bake import the_body


class Command(BaseCommand):
    help = "Print a one-time code, valid for 24 hours, with which somebody chooses a new password and second step."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--body", help="the body's reference; may be left out when there is one body")

    def handle(self, *args: Any, email: str, body: str | None, **options: Any) -> None:
        person, at = Person.objects.filter(email=email.lower()).first(), timezone.now()
        if person is None:
            raise CommandError(f"Nobody here has the address {email}.")
        try:
            with in_body(the_body(body).id):
                ask_for_code(person_id=person.id, by=None, at=at)
                code = make_code(person_id=person.id, by=None, at=at)
        except CannotChangePeople as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{code}\nIt is valid for 24 hours and counts once, at /sign-in/one-time-code/.")
