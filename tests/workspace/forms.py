"""Addresses and forms of the confirm pages, as tests send them."""

from __future__ import annotations

from django.urls import reverse

from answerable.inspections import queries


def at(name, report, **parts):
    return reverse(name, kwargs={"ref": report.ref, **parts})


def seen(report, page):
    """What the form of a page sends when nothing is answered."""
    return {f"version-{row.serial}": row.version for row in queries.findings_on(report, page)}
