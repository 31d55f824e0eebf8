"""A reader of the folder sees the register from before or the one after, whatever happens to the bake."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.register.swap import MARKER, CannotBake, replace_tree
from tests.register.site import tree

FILES = 150
LOOP = f"""
import itertools, pathlib, sys
from answerable.register.swap import replace_tree
for turn in itertools.count():
    said = f"{{sys.argv[2]}}-{{turn}} ".encode() * 500
    replace_tree(pathlib.Path(sys.argv[1]), ((f"p{{n}}/index.html", said) for n in range({FILES})), notes={{}})
    print(turn, flush=True)
"""


def whole(word: str) -> list[tuple[str, bytes]]:
    return [("index.html", word.encode()), (f"{word}/index.html", b"the same")]


def test_a_reader_in_a_loop_never_sees_a_mixture_while_bakes_are_killed(tmp_path):
    out = tmp_path / "site"
    replace_tree(out, [(f"p{n}/index.html", b"first") for n in range(FILES)], notes={})
    seen: list[set[bytes]] = []
    stop = threading.Event()
    reader = threading.Thread(target=read_in_a_loop, args=(out, seen, stop))
    reader.start()

    for moment in range(6):
        command = [sys.executable, "-c", LOOP, out, str(moment)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as bakes:
            for _ in range(3):
                bakes.stdout.readline()
            time.sleep(0.004 * moment)  # somewhere in the next bake
            bakes.kill()
    stop.set()
    reader.join()

    assert all(len(contents) == 1 for contents in seen)
    assert len({next(iter(contents)) for contents in seen}) > 3, "the reader saw too few of the bakes"


def read_in_a_loop(out: Path, seen: list[set[bytes]], stop: threading.Event) -> None:
    """Read the whole register through the folder that was open at the start, as a copying program does.

    A folder that two later bakes have replaced is gone in the middle of reading; that is no mixture, and the
    reader opens the register again.
    """
    while not stop.is_set():
        folder = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
        contents = set()
        try:
            for number in range(FILES):
                file = os.open(f"p{number}/index.html", os.O_RDONLY, dir_fd=folder)
                contents.add(os.read(file, 100_000))
                os.close(file)
        except FileNotFoundError:
            assert os.stat(out).st_ino != os.fstat(folder).st_ino, "a file is missing from the register that stands"
            continue
        finally:
            os.close(folder)
        seen.append(contents)


def test_a_bake_after_a_killed_one_clears_what_it_left(tmp_path):
    out = tmp_path / "site"
    replace_tree(out, whole("old"), notes={})
    unfinished = tmp_path / ".site.beside"
    (unfinished / "half").mkdir(parents=True)
    (unfinished / MARKER).write_bytes(b"{}")
    (unfinished / "half" / "index.html").write_bytes(b"half")

    replace_tree(out, whole("new"), notes={})

    assert set(tree(out)) == {MARKER, "index.html", "new/index.html"}
    assert not (unfinished / "half").exists()


def test_a_bake_that_fails_midway_leaves_the_register_as_it_was(tmp_path):
    out = tmp_path / "site"
    replace_tree(out, whole("old"), notes={})
    before = tree(out)

    def broken():
        yield "index.html", b"new"
        raise CannotBake("the records end here")

    with pytest.raises(CannotBake):
        replace_tree(out, broken(), notes={})

    assert tree(out) == before


def test_the_register_from_before_stays_readable_until_the_next_bake(tmp_path):
    out = tmp_path / "site"
    replace_tree(out, whole("old"), notes={})
    folder = os.open(out, os.O_RDONLY | os.O_DIRECTORY)

    replace_tree(out, whole("new"), notes={})

    with os.fdopen(os.open("index.html", os.O_RDONLY, dir_fd=folder), "rb") as file:
        assert file.read() == b"old"
    os.close(folder)


def test_a_folder_with_somebody_s_files_is_refused_and_left_alone(tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("mine")

    with pytest.raises(CannotBake, match="would remove them"):
        replace_tree(tmp_path / "letters", whole("new"), notes={})

    assert tree(tmp_path / "letters") == {"mine.txt": b"mine"}
    assert [p.name for p in tmp_path.iterdir()] == ["letters"]


def test_an_empty_folder_and_a_missing_one_are_taken(tmp_path):
    (tmp_path / "empty").mkdir()

    for name in ("empty", "missing"):
        replace_tree(tmp_path / name, whole("new"), notes={})

    assert tree(tmp_path / "empty") == tree(tmp_path / "missing")


def test_a_file_in_the_folder_s_place_is_refused(tmp_path):
    (tmp_path / "site").write_text("a file")

    with pytest.raises(CannotBake, match="is a file"):
        replace_tree(tmp_path / "site", whole("new"), notes={})


def test_a_link_to_a_folder_is_followed_and_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")

    replace_tree(tmp_path / "site", whole("new"), notes={})

    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "real" / "index.html").read_bytes() == b"new"


@pytest.mark.parametrize(
    "name", ["../out.html", "/etc/out.html", "a/../../out.html", "UPPER/index.html", "a b.html", ".hidden", "a//b", ""]
)
def test_a_name_that_could_lead_elsewhere_is_refused(tmp_path, name):
    with pytest.raises(CannotBake, match="not fit"):
        replace_tree(tmp_path / "site", [(name, b"x")], notes={})


@given(name=st.text(max_size=60))
def test_no_name_writes_outside_the_folder(tmp_path_factory, name):
    root = tmp_path_factory.mktemp("root")

    try:
        replace_tree(root / "site", [(name, b"x")], notes={})
    except CannotBake:
        assert not (root / "site").exists()

    outside = {p.name for p in root.iterdir()}
    assert outside <= {"site", ".site.beside", ".site.lock"}


def test_two_files_of_one_name_are_refused(tmp_path):
    with pytest.raises(CannotBake, match="two files"):
        replace_tree(tmp_path / "site", [("a.html", b"1"), ("a.html", b"2")], notes={})


def test_only_changed_files_are_written_and_gone_ones_removed(tmp_path):
    out = tmp_path / "site"
    replace_tree(out, [("a.html", b"1"), ("b.html", b"1"), ("c.html", b"1")], notes={})

    told = replace_tree(out, [("a.html", b"1"), ("b.html", b"2"), ("d.html", b"1")], notes={})

    assert (told.written, told.kept, told.removed) == (("b.html", "d.html"), ("a.html",), ("c.html",))
