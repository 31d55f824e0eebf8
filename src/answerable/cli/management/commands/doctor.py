"""`answerable doctor`: say in plain sentences what an installation for an office still lacks."""

from __future__ import annotations

import json
import sys
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from answerable.cli import health
from answerable.cli.health import Finding, Level
from answerable.cli.health_of_bodies import bodies

HEADINGS = {Level.MUST: "Must be put right before the office works here",
            Level.SHOULD: "Should be put right", Level.FINE: "Fine"}
OF_THE_MACHINE = (health.settings_of, health.register_of, health.keys, health.machine, health.timer, health.backup)
OF_THE_DATABASE = (health.database, health.secrets_of_people, bodies)


class Command(BaseCommand):
    help = "Say what this installation still lacks. Ends with 1 while something must be put right."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print data instead of sentences")

    def handle(self, *args: Any, json: bool, **options: Any) -> None:
        at = timezone.now()
        of_the_machine = chain.from_iterable(check(at) for check in OF_THE_MACHINE)
        found = [*of_the_machine, *health.found_by(OF_THE_DATABASE, at)]
        self.stdout.write(_as_data(found) if json else "\n".join(_as_words(found)))
        if any(one.level == Level.MUST for one in found):
            sys.exit(1)


def _as_data(found: list[Finding]) -> str:
    return json.dumps([{"level": one.level, "about": one.about, "sentence": one.sentence} for one in found], indent=2,
                      ensure_ascii=False)


def _as_words(found: list[Finding]) -> list[str]:
    lines = []
    for level, heading in HEADINGS.items():
        sentences = [one.sentence for one in found if one.level == level]
        if sentences:
            lines += ["", heading, *(f"- {sentence}" for sentence in sentences)]
    return lines[1:]
