"""What holds for the whole repository: the law of the house, read from its files."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from answerable.assessment.page import environment as assessment_pages
from answerable.register.frame import environment as register_pages
from answerable.workspace.environment import environment as workspace_pages

ROOT = Path(__file__).resolve().parents[2]
_LISTED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
FILES = [name for name in _LISTED if (ROOT / name).exists()]
LOCKS = [name for name in FILES if name.startswith("requirements/") and name.endswith(".txt")]
SOURCES = [name for name in FILES if name.startswith("src/") and name.endswith((".py", ".html", ".js", ".typ"))]


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def found(pattern: str, names: list[str]) -> list[str]:
    return [f"{name}:{number}" for name in names for number, line in enumerate(text(name).splitlines(), 1)
            if re.search(pattern, line)]


def test_no_committed_file_was_made_by_others_or_by_a_build():
    endings = (".css", ".ttf", ".woff", ".woff2", ".pdf", ".min.js", ".whl", ".pyc")

    assert [name for name in FILES if name.endswith(endings)] == []


def test_no_drawer_without_a_subject():
    drawers = re.compile(r"(^|/)(utils?|helpers?|common|misc|core|base|managers?|handlers?)(\.py|/)")

    assert [name for name in FILES if drawers.search(name)] == []


def test_lock_files_name_no_index():
    locks = [name for name in FILES if name.startswith("requirements/") or name == "package-lock.json"]

    assert len(locks) >= 3
    assert found(r"https?://|--(extra-)?index-url|\"resolved\"", [n for n in locks if n != "package-lock.json"]) == []
    assert found(r"\"resolved\"", ["package-lock.json"]) == []


def test_lock_files_agree_on_every_version():
    pin = re.compile(r"^([a-z0-9-]+)(?:\[[^]]*\])?==([^\s;]+)", re.MULTILINE)
    pins = {name: set(pin.findall(text(name))) for name in LOCKS}
    tested = dict(pins["requirements/test.txt"])

    for found in pins.values():
        assert {(one, version) for one, version in found if one in tested} <= pins["requirements/test.txt"]


def test_every_locked_package_has_a_hash():
    for name in LOCKS:
        pins = re.split(r"\n(?=\S)", text(name).strip())
        assert pins
        assert [pin.splitlines()[0] for pin in pins if "--hash=sha256:" not in pin] == []


def test_what_is_required_is_what_is_locked():
    project = tomllib.loads(text("pyproject.toml"))["project"]
    locked = set(re.findall(r"^([a-z0-9-]+)(?:\[[^]]*\])?==", text("requirements/runtime.txt"), re.MULTILINE))

    required = {re.split(r"[\[<>=~]", line)[0] for line in project["dependencies"]}

    assert required <= locked


def test_every_dependency_has_its_reason_beside_it():
    section = text("pyproject.toml").split("\ndependencies = [")[1].split("\n]")[0]

    assert [line for line in section.strip().splitlines() if " # " not in line] == []


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [
        (r"\bMarkup\(", {"src/answerable/documents/blocks.py"}),
        (r"\|\s*safe\b", set()),
        (r"mark_safe", set()),
        (r"<script(?![^>]*\bsrc=)", set()),  # no script within a page
        (r"<style|\sstyle=\"", set()),  # no style within a page
        (r"\son(click|load|submit|error)=", set()),
        (r"fields = \"__all__\"", set()),
        (r"^\s*(import random|from random import)", set()),  # chance comes from `secrets`
    ],
)
def test_what_would_open_a_hole_stands_nowhere_else(pattern, allowed):
    assert {place.split(":")[0] for place in found(pattern, SOURCES)} <= allowed


def test_each_site_has_one_environment_that_escapes_and_knows_no_unknown_name():
    makes = found(r"\bEnvironment\(", [name for name in SOURCES if name.endswith(".py")])

    assert {place.split(":")[0] for place in makes} == {
        "src/answerable/register/frame.py", "src/answerable/workspace/environment.py",
        "src/answerable/assessment/page.py"}
    for made in (register_pages(), workspace_pages(), assessment_pages()):
        assert made.autoescape is True
        with pytest.raises(UndefinedError):
            made.from_string("{{ nobody_gave_this }}").render()
        assert made.from_string("<a title=\"{{ words }}\">").render(words='"><script>') == (
            '<a title="&#34;&gt;&lt;script&gt;">')


def test_what_a_template_writes_into_an_attribute_stands_in_quotes():
    assert found(r"<[a-z][^>]*\s[a-z-]+=\{\{", [name for name in SOURCES if name.endswith(".html")]) == []


def test_forms_name_their_fields():
    assert found(r"\bModelForm\b|modelform_factory|\*\*request\.POST|request\.POST\.dict\(\)", SOURCES) == []


def test_the_clock_is_read_in_faces_only():
    reads = found(r"\b(timezone\.now|datetime\.now|date\.today|time\.time|datetime\.utcnow)\(", SOURCES)

    below = [place for place in reads if not place.startswith(("src/answerable/workspace/", "src/answerable/cli/"))]

    assert below == []


def test_parsers_are_reached_only_through_the_fence():
    users = {place.split(":")[0] for place in found(r"^\s*(import|from) (pypdfium2|selectolax)", SOURCES)}

    assert all(name.startswith("src/answerable/intake/") for name in users)


def test_sockets_are_opened_by_the_demonstration_and_by_the_fence_that_tries_itself():
    opening = r"^\s*(from|import) (socket|urllib\.request|http\.client|requests|httpx)( import|$)"
    users = {place.split(":")[0] for place in found(opening, SOURCES)}

    assert users <= {"src/answerable/cli/demonstration/serve.py",
                     "src/answerable/intake/confinement.py"}  # tries whether the fence holds


def test_only_the_offices_own_identity_provider_is_asked_through_allauth():
    asking = r"get_requests_session|oauth2\.client|openid_connect\.views"
    users = {place.split(":")[0] for place in found(asking, SOURCES)}

    assert users == {"src/answerable/workspace/single_sign_on.py"}


def test_no_secret_is_committed():
    pattern = r"-----BEGIN [A-Z ]*PRIVATE KEY|(secret|password|token)\s*=\s*[\"'][A-Za-z0-9+/_-]{20,}[\"']"
    readable = [name for name in FILES if name.endswith((".py", ".toml", ".md", ".html", ".json", ".yml"))]

    assert found(pattern, readable) == []


def test_nothing_that_a_wheel_packs_is_a_key_a_database_or_a_secret():
    packed = [path for path in (ROOT / "src").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    secret = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY|(secret|password|token)[\"']?\s*[:=]\s*[\"'][\w+/-]{20,}")
    fit = {".py", ".typed", ".html", ".js", ".css", ".svg", ".ttf", ".typ", ".json", ".csv", ".txt", ".md", ""}

    assert len(packed) > 100
    assert {path.suffix for path in packed} <= fit
    assert {path.name for path in packed if not path.suffix} <= {"LICENSE"}
    assert [path for path in packed if path.suffix != ".ttf" and secret.search(path.read_bytes())] == []


def test_no_module_has_grown_too_long_to_read():
    long = {name: len(text(name).splitlines()) for name in FILES
            if name.endswith(".py") and "/migrations/" not in name}

    assert {name: lines for name, lines in long.items() if lines > 400} == {}
