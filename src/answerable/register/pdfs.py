"""The PDFs of a register: each is typeset once, and taken from the last bake as long as nothing in it changes."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from answerable.documents import typeset as responses
from answerable.documents.document import Document
from answerable.documents.illustrated import Illustrated, illustrated_fingerprint, illustrated_pdf
from answerable.register.swap import marker_notes

Typeset = Callable[[Document | Illustrated], bytes]
_PLACES = ("responses/*/response.pdf", "needs-assessments/*/assessment.pdf")


def typeset(document: Document | Illustrated) -> bytes:
    """The PDF. Raises CannotTypeset."""
    return illustrated_pdf(document) if isinstance(document, Illustrated) else responses.typeset(document)


class PdfsOf:
    """Typesets only what the folder does not hold yet. `made`: fingerprint of the input to hash of the PDF.

    The marker of the last bake says which PDF came from which input; one whose bytes have changed since is
    not found by its hash, and is made again.
    """

    def __init__(self, out: Path) -> None:
        self.made: dict[str, str] = {}
        self._before = marker_notes(out)
        there = (path.read_bytes() for place in _PLACES for path in sorted(out.glob(place)) if self._before)
        self._there = {sha256(pdf).hexdigest(): pdf for pdf in there}

    def typeset(self, document: Document | Illustrated) -> bytes:
        made_from = (illustrated_fingerprint(document) if isinstance(document, Illustrated)
                     else responses.fingerprint(document))
        pdf = self._there.get(self._before.get(made_from, "")) or typeset(document)
        self.made[made_from] = sha256(pdf).hexdigest()
        return pdf
