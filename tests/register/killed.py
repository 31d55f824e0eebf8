"""A program for `test_killed`: publishing is killed at a stage, in a home folder of its own, and then resumed.

    python -m tests.register.killed entering|entered|baking

It prints whether the record was entered and whether the register was up to date after the kill, and both again after
publishing was resumed, with what `verify` says of the register.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

os.environ["ANSWERABLE_DEMONSTRATION"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "answerable.site.settings"


def main(stage: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from answerable.accounts.scope import in_body
    from answerable.records.verify import verify
    from answerable.register import publishing
    from tests.responses.at_once import office

    call_command("migrate", verbosity=0)
    walk = office()
    with in_body(walk.asha.body_id):
        walk.to_signed()
        publishing.bake_register()
        connections.close_all()
        child = os.fork()
        if not child:
            kill_at(stage, walk)
        if stage == "baking":
            wait_for(publishing.register_folder().with_name(".mar.beside") / "responses")
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL, "the child ended by itself"
        tell(walk)
        if walk.now().responded_on is None:
            walk.publish()
        publishing.bake_register()
        tell(walk)
        found = verify(publishing.register_folder())
        print(f"whole={found.whole} entries={found.entries}")


def kill_at(stage: str, walk) -> None:
    """Publish, and die: before the entry is committed, after it, or (killed from outside) while baking."""
    from django.db import transaction

    from answerable.register import publishing

    if stage == "entering":
        with transaction.atomic():
            walk.publish()
            os.kill(os.getpid(), signal.SIGKILL)
    walk.publish()
    while stage == "baking":
        publishing.bake_register()
    os.kill(os.getpid(), signal.SIGKILL)


def wait_for(folder: Path) -> None:
    while not folder.exists():
        time.sleep(0.001)


def tell(walk) -> None:
    from answerable.register import publishing

    print(f"entered={walk.now().responded_on is not None} shown={publishing.is_finished()}")


if __name__ == "__main__":
    main(sys.argv[1])
