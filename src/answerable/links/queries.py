"""Reads about links. The first two come before a body is known, so they cross the wall between bodies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from answerable.links.drawing import of_token
from answerable.links.models import Link, LinkSession
from answerable.links.rules import Purpose, is_live


@dataclass(frozen=True)
class Opened:
    """A link that a browser has given a code for. `is_open`: its session has not ended."""

    link: Link
    is_open: bool


def by_token(token: str, purpose: Purpose | None, at: datetime) -> Link | None:
    """The live link that this token is for, of any purpose if none is named; None for any other token, whatever the
    cause."""
    of_purpose = [purpose.value] if purpose else [p.value for p in Purpose]
    link = Link.every_body.filter(token_hash=of_token(token), purpose__in=of_purpose).first()
    return link if link is not None and is_live(link, at) else None


def by_session(ref: str, cookie: str, purpose: Purpose, at: datetime) -> Opened | None:
    """The live link `ref` in a browser that gave a code for it."""
    rows = LinkSession.every_body.select_related("link")
    session = rows.filter(token_hash=of_token(cookie), link__ref=ref, link__purpose=purpose.value).first()
    if session is None or session.link.ended_at is not None or at >= session.link.ends_at:
        return None
    return Opened(session.link, at < session.ends_at)


def link_for(purpose: Purpose, about: str) -> Link | None:
    """The newest link for one thing, live or ended."""
    return Link.objects.filter(purpose=purpose.value, about=about).first()


def in_use(at: datetime) -> list[Link]:
    """Every link that works now, the one that ends first in front."""
    rows = Link.objects.filter(ended_at__isnull=True, ends_at__gt=at).order_by("ends_at", "id")
    return [link for link in rows if is_live(link, at)]
