"""A program for `test_two_at_once`: in a home folder of its own, several processes do one thing at the same moment.

    python -m tests.responses.at_once sign|publish

It prints a line for each process: "done", or the sentence with which it was refused; then the state of the chain.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

os.environ["ANSWERABLE_DEMONSTRATION"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "answerable.site.settings"
PROCESSES = 4


def main(what: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from answerable.accounts.scope import in_body

    call_command("migrate", verbosity=0)
    walk = office()
    with in_body(walk.asha.body_id):
        walk.to_written()
        shown = walk.send().content_hash
        if what == "publish":
            walk.decide()
        connections.close_all()
        begin = time.time() + 0.5
        children = [_fork(walk, what, shown, begin) for _ in range(PROCESSES)]
        for child in children:
            os.waitpid(child, 0)
        _report()


def _fork(walk, what: str, shown: str, begin: float) -> int:
    child = os.fork()
    if child:
        return child
    from answerable.responses.rules import Refused

    time.sleep(max(0, begin - time.time()))
    try:
        walk.publish() if what == "publish" else walk.decide(shown=shown)
        outcome = "done"
    except Refused as reason:
        outcome = str(reason)
    os.write(1, f"{outcome}\n".encode())
    os._exit(0)


def office():
    from answerable.accounts import operations
    from answerable.accounts.queries import membership_of
    from answerable.accounts.roles import Role
    from answerable.accounts.scope import in_body
    from tests.conftest import MARLSHIRE_NAMES, PASSWORD
    from tests.responses.walk import PUBLISHED_ON, START, Walk, confirmed_report

    body = operations.add_body(ref="mar", names=dict(MARLSHIRE_NAMES), from_on=PUBLISHED_ON, at=START)
    with in_body(body.id):
        members = [
            membership_of(operations.add_person(
                email=f"{name}@mar.example", name=name.title(), post="Officer", roles=roles, password=PASSWORD,
                by=None, at=START), START.date())
            for name, roles in (
                ("asha", [Role.AUTHOR, Role.PUBLISHER]), ("tom", [Role.AUTHOR]), ("ruth", [Role.APPROVER]))
        ]
        return Walk(*members, confirmed_report(members[0]))


def _report() -> None:
    from answerable.records import files
    from answerable.records.verify import verify
    from answerable.responses import chain

    folder = Path(os.environ["ANSWERABLE_HOME"]) / "written"
    for name, data in files(chain.records()).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    found = verify(folder)
    print(f"whole={found.whole} entries={found.entries}")


if __name__ == "__main__":
    main(sys.argv[1])
