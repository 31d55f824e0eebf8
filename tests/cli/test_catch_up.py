"""`answerable catch_up`: what is due at this moment is done once, for every body."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from answerable.accounts.scope import in_body
from answerable.cli.management.commands import catch_up
from answerable.messages import operations
from tests.conftest import NOW


@pytest.fixture
def home_of_its_own(settings, tmp_path, home):
    settings.HOME = tmp_path


def messages_of_both(cast) -> None:
    for body, by in ((cast.marlshire, cast.asha), (cast.tarnbridge, cast.zoe)):
        with in_body(body.id):
            operations.queue(to=f"clerk@{body.ref}.example", subject="A", body="B", kind="notice", by=by, at=NOW)


def run() -> str:
    said = StringIO()
    call_command("catch_up", stdout=said)
    return said.getvalue()


def test_the_messages_of_every_body_leave_once_and_it_says_so(cast, mail_server, home_of_its_own):
    messages_of_both(cast)

    assert run() == "mar: 1 messages left, 0 failed, 0 wait.\ntarn: 1 messages left, 0 failed, 0 wait.\n"
    assert run() == ""

    assert [mail["to"] for mail in mail_server.mails()] == ["clerk@mar.example", "clerk@tarn.example"]
    assert json.loads(catch_up.last_run_file().read_text("utf-8"))["failed"] == 0


def test_a_task_that_fails_stops_no_other_and_is_told(cast, mail_server, home_of_its_own, monkeypatch, caplog):
    def breaks(at):
        raise RuntimeError("clerk@mar.example")

    messages_of_both(cast)
    monkeypatch.setattr(catch_up, "DUE", (breaks, catch_up.send_messages))

    with pytest.raises(CommandError, match="2 tasks did not finish"):
        run()

    assert len(mail_server.took) == 2
    assert "breaks of mar did not finish: RuntimeError" in caplog.text
    assert "clerk" not in caplog.text
