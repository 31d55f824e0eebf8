"""`answerable bake --out DIR [--as-at YYYY-MM-DD] [--address URL] [--body REF]`: write a public register."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from answerable.accounts import kept_files
from answerable.accounts.models import Body
from answerable.accounts.scope import in_body
from answerable.register import bake
from answerable.register.reading import NothingToShow, newest_day
from answerable.register.swap import CannotBake
from answerable.responses import chain


class Command(BaseCommand):
    help = "Write a body's public register, as at a day, into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="an empty folder, or one that a bake has written")
        parser.add_argument("--as-at", type=date.fromisoformat,
                            help="a day such as 2025-01-09 (default: the newest record's)")
        parser.add_argument("--address", default=settings.REGISTER_ADDRESS,
                            help="where the register is served, for its sitemap (default: the installation's)")
        parser.add_argument("--body", help="the body's reference; may be left out when there is one body")

    def handle(self, *args: Any, out: Path, as_at: date | None, address: str, body: str | None,
               **options: Any) -> None:
        with in_body(the_body(body).id):
            records = chain.records()
        try:
            baked = bake(records, as_at=as_at or newest_day(records), out=out, address=address,
                         kept=kept_files.read_if_there)
        except (NothingToShow, CannotBake) as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(
            f"{len(baked.written)} files written, {len(baked.kept)} kept, {len(baked.removed)} removed: {out}"
        )


def the_body(ref: str | None) -> Body:
    """The body named, or the only one. Raises `CommandError` when that does not settle it."""
    found = {body.ref: body for body in Body.objects.all()}
    at_work = [body for body in found.values() if body.closed_on is None]
    if ref is None and len(at_work) == 1:
        return at_work[0]
    if not found:
        raise CommandError("There is no body yet. Run `answerable add_body` first.")
    if ref not in found:
        raise CommandError(f"Name one of the bodies with --body: {', '.join(sorted(found))}.")
    return found[ref]
