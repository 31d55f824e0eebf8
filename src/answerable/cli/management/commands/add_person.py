"""`answerable add_person EMAIL --name ... --post ... --role ...`: let somebody in.

The password comes from the variable ANSWERABLE_PASSWORD, or is asked for; never from the command line, where
others on the machine could read it.
"""

from __future__ import annotations

import os
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from answerable.accounts import operations
from answerable.accounts.operations import CannotChangePeople
from answerable.accounts.roles import Role
from answerable.accounts.scope import in_body
from answerable.cli.management.commands.bake import the_body


class Command(BaseCommand):
    help = "Let somebody sign in, with one or more roles in a body."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--post", required=True, help="such as Governance Officer")
        parser.add_argument("--role", dest="roles", action="append", required=True, choices=[r.value for r in Role],
                            help="may be given several times")
        parser.add_argument("--body", help="the body's reference; may be left out when there is one body")

    def handle(self, *args: Any, email: str, name: str, post: str, roles: list[str], body: str | None,
               **options: Any) -> None:
        password = os.environ.get("ANSWERABLE_PASSWORD") or getpass("First password (12 characters or more): ")
        try:
            with in_body(the_body(body).id):
                operations.add_person(email=email, name=name, post=post, roles=[Role(r) for r in roles],
                                      password=password, by=None, at=timezone.now())
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        except CannotChangePeople as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{name} can sign in now.")
