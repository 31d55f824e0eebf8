#!/usr/bin/env python3
"""Judges the reading of real old answers: judge_import.py SHARED, run with the python of an installation.

Reads every page in SHARED/founding with `answerable import-response FILE --json` as it is, and once more laid out as
a web page, and compares what was read with the page itself, by its structure. None of its sentences stands here.
"""

import html
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

FOUND = {"cites-wrong-section", "dead-link", "no-response-date", "merged-texts", "no-finding-answered",
         "leftover-markup"}


def read(page: Path) -> dict:
    command = [Path(sys.executable).parent / "answerable", "import-response", page, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)  # noqa: S603
    return json.loads(done.stdout)


def under(text: str, heading: str) -> str:
    """What stands behind a heading of the page, to the end of its line or on the next one."""
    line = re.search(rf"^{heading}[^\n]*?[:\t]+[^\S\n]*\n*([^\n]+)", text, re.MULTILINE | re.IGNORECASE)
    assert line is not None, heading
    return line[1].strip()


def words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"</?\w[^<>]*>", " ", text))


def faults(text: str, said: dict) -> Iterator[str]:
    """Where what was read differs from the page."""
    fields = said["fields"]
    day, month, year = under(text, "Date Published").split("/")
    findings, response = under(text, "Key Findings"), re.split(r"Response to Report[^\n]*\n", text)[1]
    expected = {
        "title": fields["title"] == under(text, "Inspection Title"),
        "published_on": fields["published_on"] == f"{year}-{month}-{day}",
        "type": fields["type"] == under(text, "Type of Inspection"),
        "key_findings": words(fields["key_findings"]) == words(findings) and "<" not in fields["key_findings"],
        "link": fields["link"] is None and said["link_words"] == under(text, "Link to report")[1:].split("](")[0],
        "response": words(fields["response"]) == words(response),
    }
    yield from (f"{name} is not as on the page" for name, is_right in expected.items() if not is_right)
    themes = re.split(r"<ul[^>]*>", findings)[1].split("<p>")[0].split("- ")[1:]
    items = [line[2:] for line in fields["key_findings"].split("\n") if line.startswith("- ")]
    if len(themes) != 3 or items != [theme.strip() for theme in themes]:
        yield f"the list of themes came out as {len(items)} items"
    if missing := FOUND - {check["code"] for check in said["checks"]}:
        yield f"not found: {', '.join(sorted(missing))}"
    if not all(check["message"] for check in said["checks"]):
        yield "a check without a message"


def as_web_page(text: str) -> str:
    """The same page as HTML: what readers saw as tags is escaped, its links are links."""
    linked = re.sub(r"\[([^\]]+)\]\(([^)]*)\)", r'<a href="\2">\1</a>', html.escape(text))
    lines = "".join(f"<p>{line}</p>" for line in linked.split("\n") if line.strip())
    return f"<!doctype html><main>{lines}</main>"


def main(shared: Path) -> int:
    pages = sorted((shared / "founding").glob("*.txt"))
    failures = [] if pages else [f"no pages in {shared / 'founding'}"]
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            text = page.read_text("utf-8")
            said = read(page)
            failures += [f"{page.name}: {fault}" for fault in faults(text, said)]
            if said["original"] != text:
                failures.append(f"{page.name}: the original is not kept as it stood")
            copy = Path(folder) / f"{page.stem}.html"
            copy.write_text(as_web_page(text), "utf-8")
            failures += [f"{copy.name}: {fault}" for fault in faults(text, read(copy))]
    print(f"{len(pages)} old answers read as text and as a web page, {len(failures)} failures")
    print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
