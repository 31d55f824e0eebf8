"""`answerable start --body NAME --administrator EMAIL`: an empty installation becomes one body's office.

The names come from the reference list (`answerable.directory`) or from `--names FILE`. Nothing is written but the
database, the signing key, the body with its names and the first administrator, who lets everybody else in.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from answerable.accounts import operations
from answerable.accounts.models import Body, Person
from answerable.accounts.one_time_codes import ask_for_code, make_code
from answerable.accounts.roles import Role
from answerable.accounts.scope import in_body
from answerable.cli.starting import NOT_STATED, SERVICES, Beginning, CannotStart, from_directory, from_file
from answerable.records import KeyRefused, fingerprint
from answerable.responses import chain

ASKED = {"holder_name": "Name of the {holder_title}", "contact": "How people reach the office (address, telephone)"}


class Command(BaseCommand):
    help = "Begin a real office: database, signing key, a body with its names, and its first administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--body", help="its code in the reference list, or as much of its name as tells it apart")
        which.add_argument("--names", type=Path, metavar="FILE", help="JSON with the names of a body that is not there")
        parser.add_argument("--ref", help="reference in every public address of the register (default: the code)")
        parser.add_argument("--holder-title", help="title of who signs, where the list does not know it")
        parser.add_argument("--holder-name", help="name of the holder (default: asked, or “Not stated”)")
        parser.add_argument("--contact", help="how people reach the office (default: asked, or “Not stated”)")
        parser.add_argument("--website", help="the body's own website")
        parser.add_argument("--administrator", required=True, metavar="EMAIL", help="who lets everybody else in")
        parser.add_argument("--administrator-name", required=True, metavar="NAME")
        parser.add_argument("--administrator-post", default="Administrator", metavar="POST")

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        try:
            beginning = _beginning(options)
            call_command("migrate", verbosity=0)
            if Body.objects.filter(ref=beginning.ref).exists():
                raise CannotStart(f"{beginning.ref} has been started here already. Nothing was changed.")
            names = _names(beginning, options)
            password = os.environ.get("ANSWERABLE_PASSWORD") or None
            with transaction.atomic():
                body = operations.add_body(
                    ref=beginning.ref, names={**names, "capacities": list(beginning.capacities)}, at=at,
                    from_on=timezone.localdate(at))
                with in_body(body.id):
                    person = operations.add_person(
                        email=options["administrator"], name=options["administrator_name"], by=None, at=at,
                        post=options["administrator_post"], roles=[Role.ADMINISTRATOR], password=password)
                    code = "" if password else _first_code(person, at)
                    key = chain.make_ready()
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        except (CannotStart, LookupError, KeyRefused) as refusal:
            raise CommandError(str(refusal.args[0])) from None
        self.stdout.write("\n".join(_said(beginning, names, fingerprint(key))))
        self.stdout.write("\n".join(_next(options["administrator"], code)))


def _first_code(person: Person, at: datetime) -> str:
    """The code with which the administrator chooses a password and a second step: nobody else ever knows either."""
    ask_for_code(person_id=person.id, by=None, at=at)
    return make_code(person_id=person.id, by=None, at=at)


def _beginning(options: dict[str, Any]) -> Beginning:
    file = options["names"]
    found = from_file(file) if file else from_directory(options["body"], timezone.localdate())
    return replace(found, ref=options["ref"] or found.ref)


def _names(beginning: Beginning, options: dict[str, Any]) -> dict[str, str]:
    """The names of the list or file, then those given, then those that a person at the terminal answers."""
    names = dict(beginning.names)
    names |= {name: options[name] for name in ("holder_title", "holder_name", "contact", "website") if options[name]}
    if not names.get("holder_title"):
        raise CannotStart(f"The list does not know who signs for {names['name']}. Add --holder-title, such as Chair.")
    for name, question in ASKED.items():
        if not names.get(name):
            asked = input(f"{question.format(**names)}: ").strip() if sys.stdin.isatty() else ""
            names[name] = asked or NOT_STATED
    return names


def _said(beginning: Beginning, names: dict[str, str], key: str) -> list[str]:
    missing = [what for name, what in (("holder_name", f"the name of the {names['holder_title']}"),
                                       ("contact", "how people reach the office")) if names[name] == NOT_STATED]
    return [
        f"{names['name']} is here. Its reference is {beginning.ref}.",
        f"  {names['holder_title']} for {' and '.join(_services(names))}.",
        f"  Signing key {key}. Print it on the letterhead, and keep a copy of the key in the safe: it is in no backup.",
        *(f"  Please compare: {doubt}." for doubt in beginning.to_compare),
        *(f"  Not stated yet: {what}." for what in missing),
        "",
    ]


def _services(names: dict[str, str]) -> list[str]:
    return [f"{names[name]} ({names[title]})" for name, title in SERVICES if names.get(name)]


def _next(email: str, code: str) -> list[str]:
    sign_in = f"sign in as {email}."
    if code:
        sign_in = f"open /sign-in/one-time-code/, as {email}, with the code {code}. It is valid for 24 hours."
    return [
        "What is next:",
        f"  1. Start the workspace (see docs/how-to/run-it.md) and {sign_in}",
        "  2. Let an author and an approver in. Nobody can sign what they wrote themselves, so there must be two.",
        "  3. Office, Names and contact: complete what is not stated; it stands on every public page.",
        "  4. Have `answerable backup` run every night, to another machine.",
        "  5. `answerable doctor` says what is still missing.",
    ]
