"""`answerable demonstrate`: an invented body with reports at every stage, served on this machine."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from answerable.accounts.models import Body
from answerable.cli.demonstration import story
from answerable.cli.demonstration.serve import begin_to_serve
from answerable.duties.dates import london_day
from answerable.intake import CannotRead


class Command(BaseCommand):
    help = "Fill the database with a demonstration about an invented body, and serve workspace and register."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--prepare", action="store_true", help="do all but serve")
        parser.add_argument("--report", metavar="FILE", help="bring a real report as well (PDF or saved web page)")
        parser.add_argument("--workspace-port", type=int, default=8000)
        parser.add_argument("--register-port", type=int, default=8001)

    def handle(self, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("This makes example people. Set ANSWERABLE_DEMONSTRATION=1 and a folder of its own.")
        call_command("migrate", verbosity=0)
        kept = Path(settings.HOME) / "demonstration.json"
        if not Body.objects.exists():
            self.stdout.write("Making the demonstration ...")
            _prepare(kept)
        elif not kept.exists():
            raise CommandError(f"{settings.HOME} holds an installation, not a demonstration. Choose another folder.")
        if options["report"]:
            self._bring(Path(options["report"]))
        addresses = (f"http://localhost:{options['workspace_port']}", f"http://127.0.0.1:{options['register_port']}")
        self._introduce(json.loads(kept.read_text("utf-8"))["sign_ins"], *addresses)
        if not options["prepare"]:
            begin_to_serve(Path(settings.REGISTER_ROOT) / story.REF, addresses[1],
                           workspace_port=options["workspace_port"], register_port=options["register_port"])

    def _bring(self, path: Path) -> None:
        try:
            report = story.bring(path.name, path.read_bytes(), at=timezone.now())
        except OSError as reason:
            raise CommandError(f"The report could not be opened: {reason.strerror}: {path}") from None
        except CannotRead as reason:
            raise CommandError(f"{path.name} could not be read. {reason}") from None
        self.stdout.write(f"Brought “{report.title}”. It waits to be checked.")

    def _introduce(self, sign_ins: dict[str, dict[str, str]], workspace: str, register: str) -> None:
        lines = [f"  {one['name']:14} {one['post']:32} {one['email']:26} {one['password']}"
                 for one in sign_ins.values()]
        self.stdout.write("\n".join([
            "", f"Workspace        {workspace}", f"Public register  {register}", "",
            "Sign in as (name, post, email address, password; made for this demonstration only):", *lines, "",
        ]))


def _prepare(kept: Path) -> None:
    people = json.loads(Path(story.__file__).with_name("story.json").read_text("utf-8"))["people"]
    passwords = {person["role"]: secrets.token_urlsafe(12) for person in people}
    story.tell(today=london_day(timezone.now()), passwords=passwords)
    sign_ins = {
        person["role"]: {"name": person["name"], "post": person["post"], "email": story.email_of(person["name"]),
                         "password": passwords[person["role"]]}
        for person in people
    }
    descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"sign_ins": sign_ins}, file, indent=1)
