"""The one Jinja environment of the workspace, and what its frame shows on every page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.timezone import localtime
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader
from jinja2.utils import missing
from markupsafe import Markup

from answerable.accounts.roles import Permission, Role
from answerable.documents.blocks import blocks, blocks_to_html
from answerable.documents.drawings import is_drawing
from answerable.documents.illustrated import Grid, Picture
from answerable.duties.dates import format_date, format_long_date
from answerable.workspace.forms import shown_day

_COMPONENTS_ASK_FOR = {"caller", "undefined"}  # names that GOV.UK Frontend's macros look at without setting them


class StrictNames(ChainableUndefined):
    """A name that nobody gave stops the page; an option that a component was not given is empty."""

    def _stop_if_a_name(self) -> None:
        if self._undefined_obj is missing and self._undefined_name not in _COMPONENTS_ASK_FOR:
            self._fail_with_undefined_error()

    def __str__(self) -> str:
        self._stop_if_a_name()
        return ""

    def __bool__(self) -> bool:
        self._stop_if_a_name()
        return False

    def __iter__(self) -> Iterator[Any]:
        self._stop_if_a_name()
        return iter(())


def environment(**options: Any) -> Environment:
    """What Django proposes in `options` is not used: the choices below are the project's."""
    env = Environment(
        autoescape=True,
        undefined=StrictNames,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=ChoiceLoader([
            PackageLoader("answerable.workspace"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]),
    )
    env.globals.update(static=static, url=_url, Permission=Permission, role_choices=role_choices, shown_day=shown_day)
    env.filters.update(
        day=format_date, long_day=format_long_date, moment=moment, clock_time=clock_time, written=written,
        drawing=drawing)
    return env


def role_choices(words: dict[Role, tuple[str, str]]) -> list[tuple[str, str, str]]:
    return [(role.value, label, purpose) for role, (label, purpose) in words.items()]


def _url(name: str, **parts: object) -> str:
    return reverse(name, kwargs=parts)


def moment(at: Any) -> str:
    """ "21 November 2024 at 10:42am", UK time."""
    return f"{format_date(localtime(at).date())} at {clock_time(at)}"


def clock_time(at: Any) -> str:
    """ "10:42am", UK time."""
    local = localtime(at)
    return f"{local.hour % 12 or 12}:{local.minute:02}{'am' if local.hour < 12 else 'pm'}"


def written(words: str, heading_level: int = 3) -> Markup:
    """A long text as HTML; `blocks_to_html` escapes everything that people wrote."""
    return blocks_to_html(blocks(words), heading_level=heading_level)


def drawing(svg: str) -> Picture | str:
    """A drawing as a page takes it in, or a sentence where the text is none."""
    return Picture(svg, "", "", Grid("", (), ())) if is_drawing(svg) else "The drawing cannot be shown."


def frame(request: HttpRequest) -> dict[str, Any]:
    """What every page's frame needs: who is signed in, the body's names, what was just done."""
    member = getattr(request, "member", None)
    return {
        "member": member,
        "frame_template": "door/frame.html" if getattr(request, "is_at_the_door", False) else "layout.html",
        "names": getattr(request, "names", None),
        "register_address": settings.REGISTER_ADDRESS,
        "notices": list(messages.get_messages(request)) if hasattr(request, "_messages") else [],
    }
