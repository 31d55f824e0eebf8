"""The tables of copies sent, and of where offices get them. `models` brings them to Django."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from answerable.accounts.scope import BodyRow
from answerable.records.contents import CopyRecipient, CopyWay


class CopySent(BodyRow):
    """A copy of one published version, as somebody recorded it. The last row for a recipient stands."""

    version = models.ForeignKey("responses.Version", on_delete=models.PROTECT, related_name="copies")
    to = models.CharField(max_length=40, choices=[(r.value, r.value) for r in CopyRecipient])
    sent_on = models.DateField()
    how = models.CharField(max_length=10, choices=[(w.value, w.value) for w in CopyWay])
    reference = models.CharField(max_length=200, blank=True)  # of the message or letter; never published
    seq = models.PositiveIntegerField()  # of its record
    of = models.CharField(max_length=12, blank=True)  # the former body in whose chain that is; empty: in our own
    by = models.BigIntegerField()
    at = models.DateTimeField()
    message = models.OneToOneField("mail.Message", on_delete=models.PROTECT, null=True, related_name="copy_sent")
    proof_name = models.CharField(max_length=200, blank=True)  # of a file that shows that it was sent
    proof_sha256 = models.CharField(max_length=64, blank=True)  # kept in `accounts.kept_files`
    came_back_on = models.DateField(null=True)  # it was returned, and so is to be sent again

    class Meta(BodyRow.Meta):
        abstract = False
        verbose_name_plural = "copies sent"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "of", "seq"], name="one_copy_a_record_of_a_chain")]

    def __str__(self) -> str:
        return f"copy to {self.to}"


class CopyAddress(BodyRow):
    """Where an office gets its copies by mail, as an administrator entered it."""

    to = models.CharField(max_length=40, choices=[(r.value, r.value) for r in CopyRecipient])
    address = models.CharField(max_length=254)

    class Meta(BodyRow.Meta):
        abstract = False
        verbose_name_plural = "copy addresses"
        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "to"], name="one_address_a_recipient")]

    def __str__(self) -> str:
        return f"address of {self.to}"
