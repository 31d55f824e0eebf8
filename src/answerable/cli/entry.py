"""The command `answerable`: a few commands that need nothing but a file, and Django's for the rest."""

from __future__ import annotations

import os
import sys
from importlib import import_module

# A name with a hyphen is kept in the module of the same name with an underscore.
WITHOUT_SETUP = {
    "assess": "make the needs assessment of an area from files of recorded crime",
    "due": "work out a last day and show how it was counted",
    "extract": "read an inspection report and list what it asks for",
    "import-response": "read an answer published elsewhere and say what the checks find in it",
    "promises": "find the promises in the prose of an answer",
    "verify": "check that a baked register is whole",
}
OF_AN_INSTALLATION = {
    "demonstrate": "make an invented body and serve its workspace and register",
    "start": "begin a real office: an empty installation with one body's names",
    "migrate": "make or renew the database",
    "add_body": "begin a body",
    "add_person": "let somebody sign in",
    "one_time_code": "let somebody in anew who lost password or second step",
    "doctor": "say what a production installation still lacks",
    "catch_up": "do what is due at this moment, such as sending messages",
    "backup": "write everything but keys and secrets into one file",
    "backup_key": "make a key that seals backups and opens them",
    "restore": "bring a backup back into an empty installation",
    "restore_records": "bring back what the public register holds and the database lacks",
    "handover": "hand a body's records and work to its successors, or take over those of another",
    "bake": "write the public register into a folder",
}


def main(argv: list[str] | None = None) -> int:
    """Run one command; return its exit status. A reader that stops listening (`| head`) is no error."""
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(arguments: list[str]) -> int:
    """Commands named in `WITHOUT_SETUP` need no database, variable or set-up; the others are Django's."""
    if arguments and arguments[0] in WITHOUT_SETUP:
        status: int = import_module(f"answerable.cli.{arguments[0].replace('-', '_')}").main(arguments[1:])
        return status
    if not arguments or arguments[0] in {"-h", "--help"}:
        print("usage: answerable COMMAND [options]\n\nCommands that need no set-up:")
        _list(WITHOUT_SETUP)
        print("\nCommands of an installation:")
        _list(OF_AN_INSTALLATION)
        print("\nMore on one of them: answerable COMMAND --help. Those of Django: answerable help")
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "answerable.site.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018 (reads the settings, which refuse to be unsafe)
    except ImproperlyConfigured as refusal:
        print(refusal, file=sys.stderr)
        return 1
    execute_from_command_line(["answerable", arguments[0].replace("-", "_"), *arguments[1:]])
    return 0


def _list(commands: dict[str, str]) -> None:
    for name, purpose in commands.items():
        print(f"  {name:16} {purpose}")


if __name__ == "__main__":
    sys.exit(main())
