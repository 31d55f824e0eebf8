"""A password made of the office's own names is one of the first that somebody tries."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError

from answerable.accounts.models import BodyNames

SHORTEST_NAME = 4
LEAST_OF_ITS_OWN = 8  # characters that must be left when the names are taken out


class OwnWordsValidator:
    """Refuses a password of which little is left without the words of the body's names."""

    def validate(self, password: str, user: Any = None) -> None:
        left = password.casefold()
        for word in sorted(_words(), key=len, reverse=True):
            left = left.replace(word, "")
        if left != password.casefold() and len(left) < LEAST_OF_ITS_OWN:
            raise ValidationError(
                "This password is made of the office's own names. Choose words that have nothing to do with it.",
                code="password_of_own_names")

    def get_help_text(self) -> str:
        return "Your password may not be made of the office's own names."


def _words() -> set[str]:
    """Every word of every name that the body has or had."""
    names = BodyNames.objects.values_list(
        "name", "short_name", "holder_title", "holder_name", "force_name", "chief_title", "fire_name",
        "fire_chief_title", "body__ref")
    words = {word for row in names for name in row for word in re.findall(r"\w+", str(name).casefold())}
    return {word for word in words if len(word) >= SHORTEST_NAME}
