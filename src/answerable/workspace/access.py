"""Who may reach which route: a table, enforced by the middleware before any view runs.

Every route stands here, or nobody reaches it. What belongs to a body is read through that body's scope, so that
another body's address answers 404, like one that does not exist.
"""

from __future__ import annotations

from answerable.accounts.roles import Permission

ANYBODY = None  # no sign-in
SIGNED_IN = frozenset[Permission]()  # any member of a body

ACCESS: dict[str, frozenset[Permission] | None] = {
    "sign-in": ANYBODY,
    "sign-out": ANYBODY,
    "favicon": ANYBODY,
    "accessibility": ANYBODY,
    "office": SIGNED_IN,
    "people": frozenset({Permission.MANAGE_PEOPLE}),
    "add-person": frozenset({Permission.MANAGE_PEOPLE}),
    "change-place": frozenset({Permission.MANAGE_PEOPLE}),
    "body-names": frozenset({Permission.MANAGE_BODY}),
    "audit": frozenset({Permission.READ_AUDIT}),
}
