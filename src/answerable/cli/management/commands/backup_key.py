"""`answerable backup_key FILE`: a key that opens sealed backups, and its public half that seals them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from answerable.cli.sealing import CannotSeal, make_pair


class Command(BaseCommand):
    help = "Make a key for sealed backups. Keep the private half in the safe, away from this machine."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where the private half goes; the public half gets .pub")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            public = make_pair(file)
        except CannotSeal as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(
            f"{public} seals backups: answerable backup FILE --for {public}\n"
            f"{file} opens them. Two people should each keep a copy in a safe. Then remove it from this machine.")
