"""A program for `test_removed`: a word in every text of an answer is published, put right and removed, in a home folder
of its own; then every file there is opened, archives and databases too, and those that hold the word are printed.

    python -m tests.register.removed
"""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

os.environ["ANSWERABLE_DEMONSTRATION"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "answerable.site.settings"
WORD = "quicksilver"
SENTENCE = f"The child is called {WORD}."


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from answerable.accounts.scope import in_body
    from answerable.records.verify import verify
    from answerable.register import publishing
    from answerable.responses import removing, slots
    from tests.responses.at_once import office

    call_command("migrate", verbosity=0)
    walk = office()
    with in_body(walk.asha.body_id):
        published_with_the_word(walk)
        put_right_without_it(walk)
        response = walk.now().response
        print("before:", *holding(Path(os.environ["ANSWERABLE_HOME"])), sep="\n")
        places = [(p.seq, p.part) for p in removing.places_of(response) if p.version == 1 and p.part != "signed"]
        removing.propose_removal(report=walk.report, places=places, ground="personal_data", by=walk.asha,
                                 at=walk.tick())
        publishing.remove_words(report=walk.report, words=WORD, by=walk.ruth, at=walk.tick())
        print("after:", *holding(Path(os.environ["ANSWERABLE_HOME"])), sep="\n")
        found = verify(publishing.register_folder())
        print(f"whole={found.whole} told={sum('was removed, openly' in s for s in found.sentences)}")
        standing = walk.now().text(slots.COMMENTS)
        print(f"stands={standing.words if standing else None}")


def published_with_the_word(walk) -> None:
    from answerable.register import publishing
    from answerable.responses import slots

    walk.to_written()
    for finding in walk.now().findings:
        walk.answer(finding.number, SENTENCE)
    for slot in (slots.SUMMARY, slots.COMMENTS, slots.REPLY):
        walk.text(slot, f"A first text. {SENTENCE}")
        walk.text(slot, SENTENCE)
        walk.type_unsaved(SENTENCE, slot)
    walk.chief_officer(words=SENTENCE)
    walk.ask_for_review()
    walk.note_in_margin(SENTENCE)
    walk.review(by=walk.ruth)
    walk.decide()
    walk.publish()
    publishing.bake_register()


def put_right_without_it(walk) -> None:
    from answerable.register import publishing
    from answerable.responses import slots

    walk.begin_correction()
    for finding in walk.now().findings:
        walk.answer(finding.number, "My office will look at 40 forms.")
    for slot in (slots.SUMMARY, slots.COMMENTS, slots.REPLY, slots.NOTE):
        walk.text(slot, "Put right.")
    walk.chief_officer(words="We accept this.")
    walk.send()
    walk.decide()
    walk.publish()
    publishing.bake_register()


def holding(home: Path) -> Iterator[str]:
    """The files under a folder that hold the word, in any of the forms in which they are kept."""
    for path in sorted(p for p in home.rglob("*") if p.is_file()):
        if any(WORD.encode() in text for text in texts_of(path.read_bytes())):
            yield path.relative_to(home).as_posix()


def texts_of(data: bytes) -> Iterator[bytes]:
    import pypdfium2

    yield data.lower()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from texts_of(archive.read(name))
    elif data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        for page in document:
            yield page.get_textpage().get_text_range().encode().lower()


if __name__ == "__main__":
    sys.exit(main())
