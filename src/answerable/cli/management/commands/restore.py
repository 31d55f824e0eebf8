"""`answerable restore FILE [--key KEY]`: a backup comes back into an empty installation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from answerable.cli.backing_up import CannotRestore, restore


class Command(BaseCommand):
    help = "Restore a backup into an empty installation. Nothing is published until the register was compared."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--key", type=Path, help="the private key that opens a sealed backup")

    def handle(self, *args: Any, file: Path, key: Path | None, **options: Any) -> None:
        try:
            about = restore(file, key=key, at=timezone.now())
        except CannotRestore as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(f"Restored as it was at {about['made_at']}. What is next:")
        for ref, print_of_key in sorted(about["keys"].items()):
            self.stdout.write(f"  Bring the signing key {print_of_key or 'of ' + ref} back to keys/{ref} (mode 600).")
        self.stdout.write("  Run `answerable restore_records DIR` on a copy of the public register: it brings back\n"
                          "  what is missing here. Until the two were compared, nothing is published.\n"
                          "  Messages that were waiting then may have gone out since: look at Office, Messages,\n"
                          "  before `answerable catch_up` runs again.")
