"""`answerable catch_up`: do for every body what is due at this moment. Run it once a minute, or with --every.

What is due stands in `DUE`. Each function runs inside one body, takes the moment, does what it finds, and says in a
sentence what it did (nothing, if nothing). Each is safe to run twice at once and after a crash.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from answerable.accounts.models import Body
from answerable.accounts.scope import in_body
from answerable.messages import operations as messages
from answerable.register import publishing, sending
from answerable.reminders import telling
from answerable.responses.invitations import chasing

logger = logging.getLogger(__name__)


def send_messages(at: datetime) -> str:
    run = messages.send_waiting(at=at)
    return f"{run.left} messages left, {run.failed} failed, {run.waiting} wait." if run.left or run.failed else ""


def publish_what_is_set(at: datetime) -> str:
    published = publishing.publish_what_is_set(at)
    return f"{len(published)} answers published at their set time." if published else ""


def remind_chief_officers(at: datetime) -> str:
    reminded = chasing.remind_due(at)
    return f"{reminded} reminders written." if reminded else ""


def enter_copies(at: datetime) -> str:
    count = sending.settle(at=at)
    return f"{count} copies entered as sent or come back." if count else ""


def take_steps(at: datetime) -> str:
    written = telling.take_steps(at)
    return f"{written} messages about dates written." if written else ""


def send_digests(at: datetime) -> str:
    written = telling.send_digests(at)
    return f"{written} digests written." if written else ""


DUE: tuple[Callable[[datetime], str], ...] = (
    publish_what_is_set, remind_chief_officers, take_steps, send_digests, send_messages, enter_copies)


def last_run_file() -> Path:
    """Where the moment of the last run stands, and how many of its tasks failed."""
    return Path(settings.HOME) / "caught-up.json"


class Command(BaseCommand):
    help = "Do what is due at this moment: publish what is set for now, send the messages that wait."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="again and again, until the caller ends")

    def handle(self, *args: Any, every: int | None, **options: Any) -> None:
        caller = os.getppid()
        failed = self._catch_up()
        while every and _wait(every, caller):
            failed = self._catch_up()
        if failed:
            raise CommandError(f"{failed} tasks did not finish. They are tried again at the next run.")

    def _catch_up(self) -> int:
        """Every task for every body; one that fails stops no other. How many failed."""
        at, failed = timezone.now(), 0
        for body in Body.objects.order_by("id"):
            for task in DUE:
                try:
                    with in_body(body.id):
                        said = task(at)
                except Exception as error:
                    failed += 1
                    logger.error("%s of %s did not finish: %s", task.__name__, body.ref, type(error).__name__)
                else:
                    self.stdout.write(f"{body.ref}: {said}") if said else None
        _write(last_run_file(), {"at": at.isoformat(), "failed": failed})
        return failed


def _wait(seconds: int, caller: int) -> bool:
    """Wait; False as soon as whoever called this process has ended."""
    for _ in range(seconds):
        time.sleep(1)
        if os.getppid() != caller:
            return False
    return True


def _write(path: Path, facts: dict[str, object]) -> None:
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_text(json.dumps(facts), "utf-8")
    beside.replace(path)
