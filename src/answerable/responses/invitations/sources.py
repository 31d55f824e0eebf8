"""Who sends words from outside the body: whoever holds the link, or somebody of the force with an account."""

from __future__ import annotations

from dataclasses import dataclass

from answerable.accounts.roles import Member, Permission, check_may
from answerable.links.models import Link
from answerable.responses.invitations.rules import Way


@dataclass(frozen=True)
class Source:
    """Exactly one of both."""

    link: Link | None = None
    member: Member | None = None

    def __post_init__(self) -> None:
        assert (self.link is None) != (self.member is None)

    def check(self) -> None:
        """Raise `NotAllowed` for an account that may not send the force's words."""
        if self.member is not None:
            check_may(self.member, Permission.CONTRIBUTE)

    @property
    def way(self) -> Way:
        return Way.LINK if self.link is not None else Way.ACCOUNT

    @property
    def whose(self) -> str:
        """The name under which texts that they begin are kept."""
        return whose_link(self.link) if self.link is not None else f"person {self._person_id}"

    @property
    def link_ref(self) -> str:
        return self.link.ref if self.link is not None else ""

    @property
    def person_id(self) -> int | None:
        return self.member.person_id if self.member is not None else None

    @property
    def _person_id(self) -> int:
        assert self.member is not None
        return self.member.person_id

    @property
    def receipt_to(self) -> str:
        """Where the receipt goes; empty when the link was only handed over by telephone or paper."""
        return self.link.to if self.link is not None else self.member.email if self.member is not None else ""


def whose_link(link: Link) -> str:
    return f"link {link.id}"
