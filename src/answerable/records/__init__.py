"""The record: canonical files in a chain of hashes, and how anyone checks them. No Django, no database."""

from answerable.records.assembled import assembled
from answerable.records.canonical import NotCanonical, canonical
from answerable.records.chain import CannotAppend, Entry, Tip, append
from answerable.records.contents import content_hash, finding_part_name
from answerable.records.folder import Records, files, load
from answerable.records.found import NoRegister
from answerable.records.heads import Head, hand_over, sign_head
from answerable.records.keys import KeyRefused, fingerprint, make_key, public_line, read_key
from answerable.records.moments import london_day, moment_text, read_moment
from answerable.records.schema import SCHEMA_VERSION, schema_files
from answerable.records.text import TextRefused, check_text, text_profile
from answerable.records.verify import CANNOT_SEE, Verification, verify

__all__ = [
    "CANNOT_SEE",
    "SCHEMA_VERSION",
    "CannotAppend",
    "Entry",
    "Head",
    "KeyRefused",
    "NoRegister",
    "NotCanonical",
    "Records",
    "TextRefused",
    "Tip",
    "Verification",
    "append",
    "assembled",
    "canonical",
    "check_text",
    "content_hash",
    "files",
    "finding_part_name",
    "fingerprint",
    "hand_over",
    "load",
    "london_day",
    "make_key",
    "moment_text",
    "public_line",
    "read_key",
    "read_moment",
    "schema_files",
    "sign_head",
    "text_profile",
    "verify",
]
