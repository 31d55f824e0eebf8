"""What an installation for an office still lacks: its settings, keys, database and machine."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error

from answerable.accounts.second_factor import are_sealed_with_another_key
from answerable.cli.backing_up import LAST_BACKUP
from answerable.cli.management.commands.catch_up import last_run_file
from answerable.intake import walls

NOT_BEFORE = datetime(2025, 1, 1, tzinfo=UTC)  # a clock that is behind this was never set
BACKUP_WITHIN, RUN_WITHIN = timedelta(days=2), timedelta(minutes=15)


class Level(StrEnum):
    MUST = "must"
    SHOULD = "should"
    FINE = "fine"


@dataclass(frozen=True)
class Finding:
    level: Level
    about: str  # a code, for whoever reads the data
    sentence: str


Check = Callable[[datetime], Iterator[Finding]]


def must(about: str, sentence: str) -> Finding:
    return Finding(Level.MUST, about, sentence)


def should(about: str, sentence: str) -> Finding:
    return Finding(Level.SHOULD, about, sentence)


def fine(about: str, sentence: str) -> Finding:
    return Finding(Level.FINE, about, sentence)


def settings_of(at: datetime) -> Iterator[Finding]:
    if settings.DEMONSTRATION:
        yield must("demonstration", "This is a demonstration: no second step, plain HTTP. Unset "
                   "ANSWERABLE_DEMONSTRATION, and begin with a home folder of its own.")
    yield fine("hosts", f"The workspace answers to {', '.join(settings.ALLOWED_HOSTS)}, and to no other name.")
    if not settings.DEMONSTRATION:
        yield fine("https", "Only HTTPS is answered. The proxy in front has to set X-Forwarded-Proto itself, whatever "
                   "a visitor sends.")
    if not settings.TRUSTED_PROXIES:
        yield should("proxies", "Set ANSWERABLE_TRUSTED_PROXIES to the number of your own proxies in front, usually 1. "
                     "Until then all visitors count as one address, and one who guesses passwords stops the others.")
    if settings.EMAIL_HOST:
        yield fine("mail", f"Mail leaves by {settings.EMAIL_HOST}.")
    else:
        yield should("mail", "There is no mail server (ANSWERABLE_EMAIL_URL). All works without: each message waits "
                     "in Office, Messages, until a person sends it.")


def register_of(at: datetime) -> Iterator[Finding]:
    address, folder = settings.REGISTER_ADDRESS, Path(settings.REGISTER_ROOT)
    host = urlsplit(address).hostname
    if not address:
        yield should("register_address", "Set ANSWERABLE_REGISTER_ADDRESS to where the public finds the register. "
                     "Until then no page links to it.")
    elif host in settings.ALLOWED_HOSTS and not settings.DEMONSTRATION:
        yield must("register_address", "The register has the host name of the workspace. Give it one of its own, so "
                   "that no browser sends it the workspace's cookie.")
    elif not address.startswith("https://") and not settings.DEMONSTRATION:
        yield should("register_address", "The register's address does not begin with https://.")
    else:
        yield fine("register_address", f"The public register stands at {address}")
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    if not os.access(nearest, os.W_OK | os.X_OK):
        yield must("register_folder", f"The register cannot be written into {folder}. Give this user the folder.")


def keys(at: datetime) -> Iterator[Finding]:
    home = Path(settings.HOME)
    if _mode(home) & 0o077:
        yield must("home", f"Others on this machine can look into {home}. Run: chmod 700 {home}")
    kept = [home / "secret-key", home / "sealing-key", *Path(settings.KEYS_ROOT).glob("*")]
    loose = [path for path in kept if path.is_file() and path.suffix != ".pub" and _mode(path) & 0o077]
    for path in loose:
        yield must("keys", f"Others on this machine can read the key {path}. Run: chmod 600 {path}")
    if not loose:
        yield fine("keys", "Keys are readable by their owner alone, and stand in no database and no backup. Keep a "
                   "copy of them apart from the backups.")


def database(at: datetime) -> Iterator[Finding]:
    """Stops what comes after it, when there is nothing to read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    executor = MigrationExecutor(connection)
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if left:
        yield must("migrations", f"The database is not up to date: {len(left)} steps are left. Run: answerable migrate")
    else:
        yield fine("database", f"The database is up to date ({connection.vendor}).")


def secrets_of_people(at: datetime) -> Iterator[Finding]:
    if are_sealed_with_another_key():
        yield must("sealing_key", "The codes of people's apps were sealed with another key. Put back the file "
                   "sealing-key, or let everybody in anew with one-time codes.")


def machine(at: datetime) -> Iterator[Finding]:
    stand = walls()
    say = fine if stand.state == "full" else should
    yield say("walls", f"Walls around uploaded files: {stand.state}. {' '.join(stand.sentences)}".strip())
    try:
        ZoneInfo(settings.TIME_ZONE)
    except ZoneInfoNotFoundError:
        yield must("time_zone", f"This machine does not know the time in {settings.TIME_ZONE}. Install tzdata.")
    if at < NOT_BEFORE:
        yield must("clock", f"The machine's clock says {at:%d %B %Y}. Set it.")
    else:
        yield fine("clock", f"The machine's clock says {at:%d %B %Y, %H:%M} UTC.")


def timer(at: datetime) -> Iterator[Finding]:
    held = _note(last_run_file())
    if held is None:
        yield should("timer", "Nothing has run `answerable catch_up` yet. Let the machine run it once a minute: it "
                     "publishes at set times and sends what waits.")
    elif at - held[0] > RUN_WITHIN:
        yield should("timer", f"`answerable catch_up` last ran on {held[0]:%d %B %Y at %H:%M} UTC. Let the machine run "
                     "it once a minute.")
    elif held[1].get("failed"):
        yield should("timer", f"{held[1]['failed']} tasks of the last `answerable catch_up` did not finish. Its "
                     "output says which.")
    else:
        yield fine("timer", "`answerable catch_up` runs.")


def backup(at: datetime) -> Iterator[Finding]:
    held = _note(Path(settings.NOTES_ROOT) / LAST_BACKUP)
    if held is None or at - held[0] > BACKUP_WITHIN:
        last = f"The last backup is of {held[0]:%d %B %Y}" if held else "There is no backup yet"
        yield should("backup", f"{last}. Run `answerable backup` every night, and keep the file on another machine.")
    elif not held[1].get("sealed"):
        yield should("backup", "The last backup is not sealed: whoever has it can read every draft. See `answerable "
                     "backup_key`.")
    else:
        yield fine("backup", f"The last backup is of {held[0]:%d %B %Y}, and sealed.")


def _note(path: Path) -> tuple[datetime, dict[str, object]] | None:
    """The moment and facts that a command left behind; None when it has not run, or left something unreadable."""
    try:
        held = json.loads(path.read_text("utf-8"))
        moment = datetime.fromisoformat(held["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)), held


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def found_by(checks: tuple[Check, ...], at: datetime) -> Iterator[Finding]:
    """What checks that read the database find; a database that cannot be read is itself a finding, and the last."""
    try:
        for check in checks:
            found = list(check(at))
            yield from found
            if any(one.about == "migrations" for one in found):
                return
    except Error as reason:
        yield must("database", f"The database cannot be read ({type(reason).__name__}). Check DATABASE_URL, then run: "
                   "answerable migrate")
