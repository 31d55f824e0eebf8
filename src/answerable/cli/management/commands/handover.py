"""`answerable handover card | give | take`: a successor continues a body's records and work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from answerable.cli.handing_over import CannotHandOver, card, give, read_card, take
from answerable.cli.management.commands.bake import the_body
from answerable.register.publishing import DidNotFinish


class Command(BaseCommand):
    help = "Hand a body's records, drafts and addresses to its successors, or take over those of another body."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        one = what.add_parser("card", help="print a successor's code and key, for the body that it will continue")
        one.add_argument("--body", help="the successor; may be left out when there is one body")
        one = what.add_parser("give", help="close a body's records, and write what its successors take over")
        one.add_argument("file", type=Path)
        one.add_argument("--body", required=True, help="the body that closes. This cannot be undone")
        one.add_argument("--to", action="append", required=True, metavar="CARD",
                         help="a file with a successor's card, or the code of a body here; may be given several times")
        one.add_argument("--for", dest="recipient", type=Path, metavar="KEY.pub", help="seal the file for this key")
        one = what.add_parser("take", help="continue the bodies whose files these are")
        one.add_argument("files", type=Path, nargs="+")
        one.add_argument("--as", dest="body", help="the successor; may be left out when there is one body")
        one.add_argument("--key", type=Path, help="the private key that opens sealed files")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        try:
            getattr(self, f"_{what}")(**options)
        except CannotHandOver as reason:
            raise CommandError(f"{reason} Nothing was handed over.") from None
        except DidNotFinish as reason:
            raise CommandError(f"It is done, and the public register does not show it yet: {reason.reason} Run "
                               "`answerable bake`, or publish anything.") from None

    def _card(self, body: str | None, **options: Any) -> None:
        self.stdout.write(card(the_body(body)))

    def _give(self, file: Path, body: str, to: list[str], recipient: Path | None, **options: Any) -> None:
        row, successors = the_body(body), [read_card(one) for one in to]
        give(row, successors, file, recipient=recipient, at=timezone.now())
        self.stdout.write(
            f"{body} has closed its records in favour of {', '.join(one.ref for one in successors)}, and its register "
            f"says so.\n{file} holds what they take over: answerable handover take {file} --as CODE")
        if recipient is None:
            self.stdout.write("It is not sealed: whoever has it can read every draft.")

    def _take(self, files: list[Path], body: str | None, key: Path | None, **options: Any) -> None:
        row = the_body(body)
        for one in take(files, row, key=key, at=timezone.now()):
            self.stdout.write(f"{row.ref} continues {one.ref} ({one.name}): {one.records} records, "
                              f"{one.rows} rows of work.")
        self.stdout.write(
            "Every answer keeps its address. What was not published is being written again, with all its words: what "
            "the former body signed, this one has not.")
