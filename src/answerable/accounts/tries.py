"""Limits on guessing: counted in the database, so that all workers share one count.

Three counts run side by side. The one by person and address is narrow; so whoever guesses from one place locks nobody
out who signs in from another. The one by address stops somebody who tries many names. The one by person is wider than
any single address could reach in its time, so that it needs guessing from many places at once.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from answerable.accounts.models import Tries


@dataclass(frozen=True)
class Limit:
    most: int
    within: timedelta


BY_BOTH = Limit(5, timedelta(minutes=5))
BY_ADDRESS = Limit(50, timedelta(minutes=5))
BY_PERSON = Limit(120, timedelta(hours=1))  # one address reaches 60 an hour
KEPT_FOR = timedelta(days=1)


class TooManyTries(Exception):
    """A sentence that says how long to wait."""


@transaction.atomic
def count_try(what: str, *, person: str, address: str, at: datetime) -> None:
    """Count one try, before it is known whether it succeeds. Raises `TooManyTries`; a refused one is not counted."""
    keys = ((_key(person, address), BY_BOTH), (_key("", address), BY_ADDRESS), (_key(person, ""), BY_PERSON))
    rows = [_row(what, key, limit, at) for key, limit in keys]
    for row, (_, limit) in zip(rows, keys, strict=True):
        if row.count >= limit.most:
            minutes = max(1, -int((at - row.since - limit.within).total_seconds() // 60))
            wait = "1 minute" if minutes == 1 else f"{minutes} minutes"
            raise TooManyTries(f"Too many tries. Wait {wait}, then try again.")
    for row in rows:
        row.count += 1
        row.save()
    Tries.objects.filter(since__lt=at - KEPT_FOR).delete()


def forget_tries(what: str, *, person: str, address: str) -> None:
    """The try succeeded: the person begins again from this address."""
    Tries.objects.filter(what=what, key=_key(person, address)).delete()


def _row(what: str, key: str, limit: Limit, at: datetime) -> Tries:
    Tries.objects.get_or_create(what=what, key=key, defaults={"count": 0, "since": at})
    row = Tries.objects.select_for_update().get(what=what, key=key)  # two workers at once wait for each other
    if at - row.since >= limit.within:
        row.count, row.since = 0, at
    return row


def _key(person: str, address: str) -> str:
    """Neither addresses nor names are kept: only what they hash to under the installation's key."""
    words = f"{person.casefold()}\n{address}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), words, hashlib.sha256).hexdigest()
