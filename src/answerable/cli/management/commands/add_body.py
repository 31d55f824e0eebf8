"""`answerable add_body REF --name ...`: begin a body with its first names."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from answerable.accounts import operations
from answerable.duties import Capacity

NAMES = {
    "name": "full name of the body",
    "short_name": "short name of the office",
    "holder_title": "title of the body's head, such as Commissioner",
    "holder_name": "name of the body's head",
    "contact": "how people reach the office",
}
SERVICES = {  # one of the two, or both
    "force_name": "the police force that it answers for",
    "chief_title": "title of the force's chief officer, such as Chief Constable",
    "fire_name": "the fire and rescue service that it answers for",
    "fire_chief_title": "title of the service's chief officer, such as Chief Fire Officer",
}


class Command(BaseCommand):
    help = "Begin a body: its reference stands in every public address and never changes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("ref", help="2 to 12 small letters and digits, such as mar")
        for name, meaning in NAMES.items():
            parser.add_argument(f"--{name.replace('_', '-')}", dest=name, required=True, help=meaning)
        for name, meaning in SERVICES.items():
            parser.add_argument(f"--{name.replace('_', '-')}", dest=name, default="", help=meaning)
        parser.add_argument("--website", default="", help="the body's own website")
        parser.add_argument("--capacity", dest="capacities", action="append", default=[],
                            choices=[one.value for one in Capacity],
                            help="what the body is, which decides the laws that are proposed; may be given twice")
        parser.add_argument("--from", dest="from_on", type=date.fromisoformat,
                            help="the day from which these names hold, such as 2024-05-09 (default: today)")
        parser.add_argument("--example", action="store_true", help="a demonstration: every page says so")

    def handle(self, *args: Any, ref: str, from_on: date | None, example: bool, **options: Any) -> None:
        at = timezone.now()
        names: dict[str, object] = {name: options[name] for name in (*NAMES, *SERVICES, "website", "capacities")}
        try:
            operations.add_body(ref=ref, names=names, from_on=from_on or timezone.localdate(at), at=at, example=example)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        self.stdout.write(f"{ref} is there. Let the first administrator in with `answerable add_person`.")
