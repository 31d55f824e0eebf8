"""The one Jinja environment of the workspace, and what its frame shows on every page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.timezone import localtime
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from answerable.accounts.roles import Permission, Role
from answerable.documents.blocks import blocks, blocks_to_html
from answerable.duties.dates import format_date, format_long_date
from answerable.workspace.forms import shown_day


def environment(**options: Any) -> Environment:
    """What Django proposes in `options` is not used: the choices below are the project's."""
    env = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=ChoiceLoader([
            PackageLoader("answerable.workspace"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]),
    )
    env.globals.update(static=static, url=_url, Permission=Permission, role_choices=role_choices, shown_day=shown_day)
    env.filters.update(day=format_date, long_day=format_long_date, moment=moment, written=written)
    return env


def role_choices(words: dict[Role, tuple[str, str]]) -> list[tuple[str, str, str]]:
    return [(role.value, label, purpose) for role, (label, purpose) in words.items()]


def _url(name: str, **parts: object) -> str:
    return reverse(name, kwargs=parts)


def moment(at: Any) -> str:
    """ "21 November 2024 at 10:42am", UK time."""
    local = localtime(at)
    clock = f"{local.hour % 12 or 12}:{local.minute:02}{'am' if local.hour < 12 else 'pm'}"
    return f"{format_date(local.date())} at {clock}"


def written(words: str, heading_level: int = 3) -> Markup:
    """A long text as HTML; `blocks_to_html` escapes everything that people wrote."""
    return blocks_to_html(blocks(words), heading_level=heading_level)


def frame(request: HttpRequest) -> dict[str, Any]:
    """What every page's frame needs: who is signed in, the body's names, what was just done."""
    member = getattr(request, "member", None)
    return {
        "member": member,
        "names": getattr(request, "names", None),
        "notices": list(messages.get_messages(request)) if hasattr(request, "_messages") else [],
    }
