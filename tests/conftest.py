"""The cast: Asha writes and publishes, Tom writes, Rana reviews, Ruth signs and publishes, Gwen administers, Idris
audits, all in Marlshire. Zoe writes and Yusuf signs for Tarnbridge, another body. Their relations never change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import Phase
from hypothesis import settings as hypothesis_settings

# A change is judged by itself, not by chance: the same examples each time. To look for new ones:
# bin/test --hypothesis-profile=explore. No test here fails for being slow.
hypothesis_settings.register_profile("explore", deadline=None)
hypothesis_settings.register_profile("same", deadline=None, derandomize=True)
hypothesis_settings.register_profile("few", deadline=None, derandomize=True, max_examples=3,  # where each is slow
                                     phases=[Phase.explicit, Phase.generate])
hypothesis_settings.load_profile("same")

NOW = datetime(2024, 11, 21, 10, 42, tzinfo=UTC)
TODAY = date(2024, 11, 21)
PASSWORD = "correct horse battery staple"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests on Spark run only when `-m` names them."""
    if "spark" not in config.getoption("markexpr"):
        left_aside = [item for item in items if item.get_closest_marker("spark")]
        config.hook.pytest_deselected(items=left_aside)
        items[:] = [item for item in items if item not in left_aside]


@dataclass(frozen=True)
class Cast:
    """Members by first name, bodies by reference."""

    marlshire: object
    tarnbridge: object
    asha: object
    tom: object
    ruth: object
    rana: object
    gwen: object
    idris: object
    zoe: object
    yusuf: object


MARLSHIRE_NAMES = {
    "name": "Police and Crime Commissioner for Marlshire", "short_name": "the Commissioner's office",
    "holder_title": "Commissioner", "holder_name": "Helen Marsh", "force_name": "Marlshire Police",
    "chief_title": "Chief Constable", "contact": "office@marlshire.example, 01632 960000",
}
TARNBRIDGE_NAMES = {
    "name": "Mayor of Tarnbridge", "short_name": "the Mayor's office", "holder_title": "Mayor",
    "holder_name": "Omar Lund", "force_name": "Tarnbridge Police", "chief_title": "Chief Constable",
    "contact": "office@tarnbridge.example",
}


@pytest.fixture
def cast(db: None) -> Cast:
    from answerable.accounts import operations
    from answerable.accounts.queries import membership_of
    from answerable.accounts.roles import Role
    from answerable.accounts.scope import in_body

    def person(first: str, last: str, body: object, post: str, *roles: Role) -> object:
        with in_body(body.id):
            row = operations.add_person(
                email=f"{first}@{body.ref}.example".lower(), name=f"{first} {last}", post=post,
                roles=roles, password=PASSWORD, by=None, at=NOW,
            )
        return membership_of(row, TODAY)

    start = date(2021, 5, 1)
    marlshire = operations.add_body(ref="mar", names=dict(MARLSHIRE_NAMES), from_on=start, at=NOW, example=True)
    tarnbridge = operations.add_body(ref="tarn", names=dict(TARNBRIDGE_NAMES), from_on=start, at=NOW, example=True)
    return Cast(
        marlshire=marlshire, tarnbridge=tarnbridge,
        asha=person("Asha", "Rahman", marlshire, "Governance Officer", Role.AUTHOR, Role.PUBLISHER),
        tom=person("Tom", "Reece", marlshire, "Policy Officer", Role.AUTHOR),
        ruth=person("Ruth", "Okafor", marlshire, "Chief Executive", Role.APPROVER, Role.PUBLISHER),
        rana=person("Rana", "Webb", marlshire, "Head of Policy", Role.REVIEWER),
        gwen=person("Gwen", "Pryce", marlshire, "Office Manager", Role.ADMINISTRATOR),
        idris=person("Idris", "Cole", marlshire, "Auditor", Role.AUDITOR),
        zoe=person("Zoe", "Brandt", tarnbridge, "Governance Officer", Role.AUTHOR, Role.PUBLISHER),
        yusuf=person("Yusuf", "Amin", tarnbridge, "Chief of Staff", Role.APPROVER),
    )


@pytest.fixture
def marlshire(cast: Cast) -> Iterator[Cast]:
    """The cast, with Marlshire's scope set."""
    from answerable.accounts.scope import in_body

    with in_body(cast.marlshire.id):
        yield cast


@pytest.fixture
def sign_in(client, cast):
    """A function: the test client signed in as somebody of the cast."""
    from answerable.accounts.models import Person

    def as_person(member):
        client.force_login(Person.objects.get(id=member.person_id))
        return client

    return as_person


@pytest.fixture
def home(tmp_path: Path, settings) -> Path:
    """A home folder of the test's own: files, register and keys."""
    settings.MEDIA_ROOT, settings.REGISTER_ROOT, settings.KEYS_ROOT, settings.NOTES_ROOT = (
        tmp_path / "files", tmp_path / "register", tmp_path / "keys", tmp_path / "notes")
    return tmp_path


@pytest.fixture
def sink():
    """A mail server of the test's own on this machine."""
    from tests.messages.sink import Sink

    with Sink() as running:
        yield running


@pytest.fixture
def mail_server(sink, settings):
    """The product sends its mail to the test's own mail server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    settings.EMAIL_FROM = "answers@marlshire.example"
    return sink


@pytest.fixture
def write(marlshire, home: Path):
    """A function: a message to the clerk, as Asha writes it."""
    from answerable.messages import operations

    def written(**changed: object):
        given = {"to": "clerk@inspectorate.example", "subject": "An answer", "body": "It is published.",
                 "kind": "notice", "by": marlshire.asha, "at": NOW} | changed
        return operations.queue(**given)

    return written
