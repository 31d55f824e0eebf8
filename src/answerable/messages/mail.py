"""The one place at which a message is handed to a mail server, through Django's mail classes."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.views.decorators.debug import sensitive_variables

from answerable.accounts import kept_files
from answerable.accounts.queries import names_on
from answerable.messages.models import Message
from answerable.messages.rules import FILE_LOST, filled


def is_set_up() -> bool:
    """Whether there is a mail server."""
    return bool(settings.EMAIL_HOST)


def domain() -> str:
    """The domain from which mail is sent; it names no machine of the office."""
    return parseaddr(settings.EMAIL_FROM)[1].rpartition("@")[2]


@sensitive_variables("secrets", "mail")
def hand_over(message: Message, secrets: Mapping[str, str], *, today: date) -> str:
    """Give the message to the mail server. Empty when it was taken, else a code of `rules.ERRORS`."""
    try:
        mail = _mail(message, secrets, today)
    except FileNotFoundError:
        return FILE_LOST
    connection = get_connection()
    try:
        connection.open()
    except smtplib.SMTPAuthenticationError:
        return "sign_in_refused"
    except OSError:  # of which every error of smtplib is one
        return "no_connection"
    try:
        connection.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as refused:
        code = min((code for code, _ in refused.recipients.values()), default=0)
        return "try_later" if 400 <= code < 500 else "address_refused"
    except smtplib.SMTPResponseException as refused:  # to its sender or its content
        return "try_later" if 400 <= refused.smtp_code < 500 else "refused"
    except smtplib.SMTPNotSupportedError:  # letters of the address that this server does not carry
        return "address_refused"
    except OSError:
        return "not_known"
    finally:
        with suppress(OSError):  # the server has taken it, or not; how it says good-bye changes nothing
            connection.close()
    return ""


def _mail(message: Message, secrets: Mapping[str, str], today: date) -> EmailMessage:
    name = " ".join(names_on(today).name.split())  # one line: a line break would begin another header
    sender = formataddr((name, parseaddr(settings.EMAIL_FROM)[1]))
    mail = EmailMessage(subject=message.subject, body=filled(message.body_text, secrets), from_email=sender,
                        to=[message.to], headers={"Message-ID": message.message_id})
    for attachment in message.attachments:
        mail.attach(attachment["name"], kept_files.read(attachment["sha256"]))
    return mail
