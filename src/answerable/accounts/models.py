"""Bodies with their dated names, people, their roles, and the audit trail."""

from __future__ import annotations

import base64
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower

from answerable.accounts.roles import Role
from answerable.accounts.scope import BodyRow
from answerable.accounts.session_store import SessionStore
from answerable.duties import Capacity


class Body(models.Model):
    """A local policing body or fire authority. `ref` stands in every public address and never changes."""

    ref = models.CharField(max_length=12, unique=True, validators=[RegexValidator(r"^[a-z][a-z0-9]{1,11}$")])
    example = models.BooleanField(default=False)  # a demonstration: every page says so
    closed_on = models.DateField(null=True, blank=True)  # its successors go on; nobody works in it any more

    class Meta:
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.ref


def _both_or_neither(name: str, title: str) -> models.Q:
    return models.Q(**{name: "", title: ""}) | ~(models.Q(**{name: ""}) | models.Q(**{title: ""}))


class BodyNames(BodyRow):
    """What the body is called from a day on. Titles change; what was published keeps the name of its day."""

    from_on = models.DateField()
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100)
    holder_title = models.CharField(max_length=60)
    holder_name = models.CharField(max_length=120)
    force_name = models.CharField(max_length=200, blank=True)  # empty: it answers for no police force
    chief_title = models.CharField(max_length=60, blank=True)
    fire_name = models.CharField(max_length=200, blank=True)  # empty: it answers for no fire and rescue service
    fire_chief_title = models.CharField(max_length=60, blank=True)
    colour = models.CharField(max_length=7, default="#1d70b8", validators=[RegexValidator(r"^#[0-9a-f]{6}$")])
    logo = models.BinaryField(null=True, blank=True)
    contact = models.CharField(max_length=300)
    website = models.URLField(max_length=300, blank=True)
    capacities = models.JSONField(default=list, blank=True)  # codes of `duties.Capacity`; empty: not recorded

    class Meta(BodyRow.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "from_on"], name="one_name_a_day"),
            models.CheckConstraint(
                condition=_both_or_neither("force_name", "chief_title"), name="force_and_its_chief",
                violation_error_message="Give the police force and the title of its chief officer, or neither."),
            models.CheckConstraint(
                condition=_both_or_neither("fire_name", "fire_chief_title"), name="fire_service_and_its_chief",
                violation_error_message="Give the fire and rescue service and the title of its chief officer, "
                                        "or neither."),
            models.CheckConstraint(
                condition=~models.Q(force_name="", fire_name=""), name="some_service",
                violation_error_message="Name the police force or the fire and rescue service that it answers for."),
        ]
        ordering: ClassVar = ["from_on"]

    def __str__(self) -> str:
        return f"{self.name} from {self.from_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.capacities = sorted(Capacity(code).value for code in self.capacities)
        super().save(*args, **kwargs)

    @property
    def logo_base64(self) -> str | None:
        return base64.b64encode(bytes(self.logo)).decode("ascii") if self.logo else None


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username or "")


class Person(AbstractBaseUser):
    """Somebody who can sign in. What they may do stands in their memberships."""

    email = models.EmailField(max_length=254, unique=True)  # in lower case
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]
    objects = PersonManager()

    class Meta:
        verbose_name_plural = "people"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="address_in_lower_case")
        ]

    def __str__(self) -> str:
        return self.name


class SignIn(AbstractBaseSession):
    """A session, with its person once somebody signed in. Deleting the row ends it."""

    person_id = models.BigIntegerField(null=True, db_index=True)

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "sign-in"

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        return SessionStore


class Tries(models.Model):
    """How often something that could be guessed was tried since a moment, by a key that names nobody."""

    what = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    since = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "tries"
        constraints: ClassVar = [models.UniqueConstraint(fields=["what", "key"], name="one_count_of_tries")]

    def __str__(self) -> str:
        return f"{self.what} {self.count}"


class Membership(BodyRow):
    """A person's place in one body: post, roles, until when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    post = models.CharField(max_length=120)
    roles = models.JSONField(default=list)
    left_on = models.DateField(null=True, blank=True)
    # The approver's role counts only once a second administrator agreed, or from a day when there was none:
    approver_asked_by = models.BigIntegerField(null=True)
    approver_from = models.DateField(null=True)

    class Meta(BodyRow.Meta):
        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "person"], name="one_place_in_a_body")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.body_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.roles = sorted(Role(role).value for role in self.roles)
        super().save(*args, **kwargs)


class OneTimeCode(BodyRow):
    """Lets one person choose a password, once: on their first day, or after they lost password or second step.

    Only the code's hash is kept. For somebody who could sign in before, a second person has to agree first.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_first = models.BooleanField()
    asked_by = models.BigIntegerField(null=True)  # null: the command line
    asked_at = models.DateTimeField()
    agreed_by = models.BigIntegerField(null=True)
    agreed_at = models.DateTimeField(null=True)
    code_hash = models.CharField(max_length=64, null=True, unique=True)
    valid_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # used, refused, or overtaken by another

    class Meta(BodyRow.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "person"], condition=models.Q(ended_at=None),
                                    name="one_open_code_a_person"),
        ]

    def __str__(self) -> str:
        return f"code for {self.person_id}"


class AuditEntry(BodyRow):
    """Who did what, when: ids and codes only, so that it never has to be corrected and outlives what it names."""

    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)  # no foreign key: the trail outlives the person's row
    action = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)  # kind of thing: "report", "finding", "person"
    subject_ref = models.CharField(max_length=80)
    report_ref = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)  # codes and numbers, never words

    class Meta(BodyRow.Meta):
        abstract = False
        verbose_name_plural = "audit entries"
        indexes: ClassVar = [models.Index(fields=["body", "report_ref", "at"]), models.Index(fields=["body", "at"])]
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.action} {self.subject} {self.subject_ref}"
