"""The documents do not go stale unseen: links lead somewhere, pictures are shown, commands and settings described."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module

import pytest
from django.core.management import load_command_class

from answerable.cli.entry import OF_AN_INSTALLATION, WITHOUT_SETUP
from tests.house.test_repository import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
COMMANDS = {file.stem for file in (ROOT / "src/answerable/cli/management/commands").glob("[a-z]*.py")}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
IN_CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.DOTALL | re.MULTILINE)


def links(document) -> list[str]:
    """Addresses of the links to other documents and pictures of this repository."""
    found = LINK.findall(IN_CODE.sub("", document.read_text("utf-8")))
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def anchors(document) -> set[str]:
    """What GitHub makes of each heading."""
    headings = re.findall(r"^#+ (.+)$", IN_CODE.sub("", document.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_nowhere(document, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (document.parent / path).resolve() if path else document
    return not target.exists() or (bool(anchor) and anchor not in anchors(target))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.relative_to(ROOT)))
def test_every_link_leads_somewhere(document):
    assert [link for link in links(document) if leads_nowhere(document, link)] == []


def test_every_picture_is_shown_and_says_what_it_shows():
    shown = {(document.parent / link).resolve() for document in DOCUMENTS for link in links(document)}
    silent = [str(document) for document in DOCUMENTS if "![](" in document.read_text("utf-8")]

    assert {file for file in (ROOT / "docs").rglob("*.png") if file.resolve() not in shown} == set()
    assert silent == []


def test_every_page_of_the_guide_can_be_reached_from_its_first():
    guide = ROOT / "docs" / "guide"

    listed = {(guide / link.partition("#")[0]).resolve() for link in links(guide / "README.md")}

    assert set(guide.glob("*.md")) - listed == {guide / "README.md"}


def test_every_command_is_listed_and_described():
    text = "\n".join(document.read_text("utf-8") for document in DOCUMENTS)

    assert set(OF_AN_INSTALLATION) - {"migrate"} == COMMANDS, "migrate is Django's"
    assert [name for name in (*WITHOUT_SETUP, *COMMANDS) if f"answerable {name}" not in text] == []


@pytest.mark.parametrize("name", sorted(WITHOUT_SETUP))
def test_a_command_without_setup_explains_itself(name, capsys):
    with pytest.raises(SystemExit) as ended:
        import_module(f"answerable.cli.{name.replace('-', '_')}").main(["--help"])

    assert ended.value.code == 0
    assert f"usage: answerable {name}" in capsys.readouterr().out


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_of_an_installation_explains_itself(name):
    assert load_command_class("answerable.cli", name).help


def test_a_newcomer_is_shown_every_command():
    shown = subprocess.run([sys.executable, "-m", "answerable.cli.entry"], capture_output=True, text=True, check=True)

    assert [name for name in (*WITHOUT_SETUP, *COMMANDS) if f"  {name} " not in shown.stdout] == []


def test_every_setting_is_described():
    read = {name for folder in ("src", "bin") for file in (ROOT / folder).rglob("*")
            if file.is_file() and "__pycache__" not in file.parts and file.suffix in {".py", ""}
            for name in re.findall(r"ANSWERABLE_[A-Z_]+[A-Z]", file.read_text("utf-8"))}
    text = "\n".join(document.read_text("utf-8") for document in DOCUMENTS)

    assert read
    assert {name for name in read if f"`{name}" not in text and f"{name})" not in text} == set()
