"""`answerable backup FILE [--for KEY.pub]`: the whole installation in one file, but for keys and secrets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from answerable.cli.backing_up import back_up
from answerable.cli.sealing import CannotSeal


class Command(BaseCommand):
    help = "Write a backup of the whole installation to a new file. Signing keys and secrets are not in it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--for", dest="recipient", type=Path, metavar="KEY.pub",
                            help="seal it for the holder of this key (see `answerable backup_key`)")

    def handle(self, *args: Any, file: Path, recipient: Path | None, **options: Any) -> None:
        try:
            size = back_up(file, recipient=recipient, at=timezone.now())
        except (CannotSeal, OSError) as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(f"{file} holds everything but keys and secrets, in {size:,} bytes.")
        if recipient is None:
            self.stdout.write("It is not sealed: whoever has it can read every draft. Encrypt it, or use --for.")
