"""Trackers that were brought in, and which row gave which commitment."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from answerable.accounts.scope import BodyRow


class Tracker(BodyRow):
    """A spreadsheet as it came, what was read of it, and what somebody said of its columns and words.

    The file is kept by its SHA-256. What was said is proposed for the next file with the same headings.
    """

    name = models.CharField(max_length=200)  # of the file
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    added_by = models.BigIntegerField()
    read = models.JSONField()  # intake's `ReadTracker`

    sheet = models.PositiveIntegerField(null=True)  # its place in the file, from 0; None: still to be chosen
    header_row = models.PositiveIntegerField(null=True)  # None: it has no headings
    headings = models.CharField(max_length=64, blank=True)  # a hash of the headings, whatever their order
    told_in = models.CharField(max_length=120, blank=True)  # what people call the tracker
    columns = models.JSONField(default=dict)  # field: number of its column; empty: still to be chosen
    date_from = models.CharField(max_length=20, blank=True)  # who set its dates; empty: not said
    meanings = models.JSONField(default=dict)  # status in plain letters: an action, or "" for "not known"
    said = models.PositiveIntegerField(default=0)  # how often something was said of it

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "sha256"], name="one_tracker_a_file"),
        ]

    def __str__(self) -> str:
        return self.told_in or self.name


class BroughtIn(BodyRow):
    """The commitment that a row of a tracker gave, and what the row said then."""

    tracker = models.ForeignKey(Tracker, on_delete=models.PROTECT, related_name="brought_in")
    commitment = models.OneToOneField("commitments.Commitment", on_delete=models.PROTECT, related_name="brought_in")
    row = models.PositiveIntegerField()  # as the spreadsheet numbers it
    said = models.JSONField()
    says_done = models.BooleanField()  # the tracker says that it is done, which closes nothing here

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["tracker_id", "row"]

    def __str__(self) -> str:
        return f"row {self.row}"
