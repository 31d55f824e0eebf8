"""`answerable restore_records DIR [--body REF]`: what the public register holds comes back into an older database."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from answerable.accounts.scope import in_body
from answerable.cli.management.commands.bake import the_body
from answerable.commitments import bringing_back as commitments
from answerable.responses.bringing_back import bring_back
from answerable.responses.rules import Refused


class Command(BaseCommand):
    help = "Compare with a copy of the public register, and bring back from it what is missing here."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="the register's folder, or a copy: with head.json")
        parser.add_argument("--body", help="the body's reference; may be left out when there is one body")

    def handle(self, *args: Any, folder: Path, body: str | None, **options: Any) -> None:
        row = the_body(body)
        try:
            with in_body(row.id):
                done = bring_back(folder=folder, at=timezone.now(),
                                  further=partial(commitments.bring_back, folder=folder))
        except Refused as reason:
            raise CommandError(f"{reason} Nothing was changed.") from None
        if done.records == 0:
            self.stdout.write(f"This database holds everything that the copy of {row.ref} holds.")
        else:
            about = f", about {', '.join(sorted(done.refs))}" if done.refs else ""
            self.stdout.write(f"{done.records} records of {row.ref} came back{about}.")
        if done.removed:
            self.stdout.write(f"{done.removed} texts that were removed in public were removed here.")
        for record in done.by_hand:
            self.stdout.write(f"  Look at {record}: the record is back, its work in the workspace is not.")
        self.stdout.write("Publishing can go on.")
