"""What `docs/reference/records.md` promises to a reader who has none of our software."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from answerable.records.contents import FACTS, PARTS
from answerable.records.heads import hand_over
from tests.records.build import KEY, example_records, write

DOCUMENT = (Path(__file__).parents[2] / "docs" / "reference" / "records.md").read_text()
CHECKER = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)[0]
SSH_COMMAND = re.findall(r"```sh\n(ssh-keygen .*?)\n```", DOCUMENT, re.DOTALL)[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(example_records(responses=3, removed=True), tmp_path / "register")


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    (folder.parent / "check.py").write_text(CHECKER)
    command = [sys.executable, "-I", "-S", str(folder.parent / "check.py"), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def ask_openssh(folder: Path, command: str = SSH_COMMAND) -> subprocess.CompletedProcess[str]:
    if not shutil.which("ssh-keygen"):
        pytest.fail("ssh-keygen is missing: install the Debian package openssh-client.")
    return subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False)


def test_the_printed_checker_needs_the_standard_library_only():
    imported = set(re.findall(r"^(?:import|from) (.*?)(?: import.*)?$", CHECKER, re.MULTILINE))

    assert set(", ".join(imported).split(", ")) <= sys.stdlib_module_names


def test_the_printed_checker_accepts_a_whole_register(folder):
    result = check(folder)

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Whole: 10 records.")


@pytest.mark.parametrize(
    ("path", "change", "said"),
    [
        ("records/000004/comments.json", (b"asked", b"told"), "Record 4: comments was changed."),
        ("records/000005/entry.json", (b"law", b"practice"), "Record 5 was changed, or record 6"),
        ("records/000010/entry.json", (b"personal_data", b"safety"), "The head speaks of other records"),
        ("head.json", (b'"seq":10', b'"seq":11'), "The head speaks of other records"),
    ],
)
def test_the_printed_checker_names_what_was_changed(folder, path, change, said):
    data = (folder / path).read_bytes()
    (folder / path).write_bytes(data.replace(*change))

    assert said in check(folder).stderr


def test_the_printed_checker_names_a_missing_part_and_a_missing_end(folder):
    (folder / "records" / "000004" / "reply.json").unlink()
    assert "Record 4: reply is missing" in check(folder).stderr

    shutil.rmtree(folder / "records")
    assert "The head speaks of other records" in check(folder).stderr


def test_openssh_accepts_the_head(folder):
    result = ask_openssh(folder)

    assert result.returncode == 0, result.stderr
    assert 'Good "answerable-head" signature for mar' in result.stdout


@pytest.mark.parametrize("path", ["head.json", "head.json.sig", "keys/allowed_signers"])
def test_openssh_refuses_a_changed_head_signature_or_key(folder, path):
    data = bytearray((folder / path).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / path).write_bytes(data)

    assert ask_openssh(folder).returncode != 0


def test_openssh_accepts_the_former_keys_word_for_a_new_key(folder):
    (folder / "head.json").write_text("ssh-ed25519 AAAA")
    (folder / "head.json.sig").write_text(hand_over("ssh-ed25519 AAAA", KEY))
    signers = folder / "keys" / "allowed_signers"
    signers.write_text(signers.read_text().replace("answerable-head", "answerable-key"))

    result = ask_openssh(folder, SSH_COMMAND.replace("answerable-head", "answerable-key"))

    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("kind", sorted(FACTS))
def test_every_kind_field_and_part_is_in_the_document(kind):
    names = [kind, *FACTS[kind].model_fields, *PARTS[kind]]

    missing = [name for name in names if f"`{name}" not in DOCUMENT]

    assert missing == []
