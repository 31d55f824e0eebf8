"""An archive comes back as it was written; one that somebody prepared is refused before anything of it is used."""

from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.cli.archive import BadArchive, open_archive, write_archive

FORM = "test-1"
NAME, CONTENT = "files/abc", b"what somebody wrote"


def listed(name: str = NAME, content: bytes = CONTENT, **other: object) -> dict[str, object]:
    return {"name": name, "size": len(content), "sha256": sha256(content).hexdigest()} | other


def made(path: Path, members: list[tuple[str | zipfile.ZipInfo, bytes]], rows: list[object] | None = None,
         form: str = FORM) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
        manifest = {"form": form, "members": [listed()] if rows is None else rows}
        archive.writestr("manifest.json", json.dumps(manifest))
    return path


def refused(path: Path) -> str:
    with pytest.raises(BadArchive) as reason, open_archive(path, FORM) as archive:
        archive.read(NAME)
    return str(reason.value)


@given(st.dictionaries(st.from_regex(r"\A[a-z0-9_]{1,9}/[a-z0-9_-]{1,9}\Z"), st.binary(max_size=300), max_size=5))
def test_what_is_written_is_read(tmp_path_factory, members):
    path = tmp_path_factory.mktemp("archive") / "file"
    with path.open("wb") as out:
        write_archive(out, {"form": FORM, "for": "you"}, members.items())

    with open_archive(path, FORM) as archive:
        assert {name: archive.read(name) for name in archive.members} == members
        assert archive.about == {"form": FORM, "for": "you"}


def test_the_same_members_give_the_same_bytes():
    first, second = BytesIO(), BytesIO()
    for out in (first, second):
        write_archive(out, {"form": FORM}, [(NAME, CONTENT)])

    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize(
    "name", ["../up", "files/../up", "/absolute", "files/a/b", "C:/x", "files/\u202egnp", "files/" + "x" * 200])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    assert "in a way that we do not write" in refused(made(tmp_path / "a", [(name, CONTENT)], [listed(name)]))
    assert "does not list" in refused(made(tmp_path / "b", [(NAME, CONTENT), (name, CONTENT)]))


@pytest.mark.parametrize(("kind", "what"), [(0o120777, "link"), (0o020666, "character device"), (0o010666, "pipe"),
                                            (0o040777, "folder")])
def test_what_is_no_ordinary_file_is_refused(tmp_path, kind, what):
    info = zipfile.ZipInfo(NAME)
    info.external_attr = kind << 16

    assert "is a folder, a link or a device" in refused(made(tmp_path / "a", [(info, b"/etc/passwd")]))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused(tmp_path):
    assert "two members of one name" in refused(made(tmp_path / "a", [(NAME, CONTENT), (NAME, b"another")]))


@pytest.mark.parametrize("row", [
    listed(size=5), listed(size=10**6), listed(sha256="0" * 64), listed(size=-1), listed(size=True), listed(more=1), 7,
    listed(name=7),
])
def test_a_manifest_that_lies_is_refused(tmp_path, row):
    assert refused(made(tmp_path / "a", [(NAME, CONTENT)], [row]))


def test_a_member_that_the_manifest_lists_must_be_there(tmp_path):
    assert "lacks 'files/abc'" in refused(made(tmp_path / "a", []))


def test_a_bomb_is_read_no_further_than_it_says_it_is_long(tmp_path):
    bomb = made(tmp_path / "a", [(NAME, bytes(200_000_000))], [listed(content=b"", size=1000)])

    assert bomb.stat().st_size < 300_000
    assert "is not the file that the manifest lists" in refused(bomb)


def test_a_size_for_which_there_is_no_room_is_refused(tmp_path):
    assert "more than there is room for" in refused(made(tmp_path / "a", [(NAME, CONTENT)], [listed(size=10**18)]))


@pytest.mark.parametrize("damage", ["cut", "text", "empty", "flipped"])
def test_a_damaged_file_is_refused(tmp_path, damage):
    whole = made(tmp_path / "a", [(NAME, CONTENT)]).read_bytes()
    flipped = bytearray(whole)
    flipped[45] ^= 0xFF
    path = tmp_path / "b"
    path.write_bytes({"cut": whole[:-30], "text": b"dear office", "empty": b"", "flipped": bytes(flipped)}[damage])

    assert refused(path)


def test_an_archive_of_another_form_is_refused(tmp_path):
    assert "not a file of the form test-1" in refused(made(tmp_path / "a", [(NAME, CONTENT)], form="other-1"))
