"""Seals a file so that only the holder of one private key can open it: for backups that leave the machine.

The file begins with a line that names the form and the public half of a key made for this file alone. The secret that
X25519 agrees on goes through HKDF-SHA256 to one ChaCha20-Poly1305 key. The content follows in pieces of 64 kB, each
with its number in its nonce and the last one marked, so that a piece that is changed, moved or cut off is noticed.
The private key is needed to restore and for nothing else: it is kept in the safe, not on the machine.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

FORM = b"answerable-sealed-1\n"
_PIECE = 1 << 16
_TAG = 16


class CannotSeal(ValueError):
    """A key or a sealed file cannot be used. The message says which and why."""


def make_pair(path: Path) -> Path:
    """Make a private key in a new file that only its owner may read, and its public half beside it."""
    key, public = X25519PrivateKey.generate(), path.with_name(f"{path.name}.pub")
    _new(path, 0o600, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    _new(public, 0o644, key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return public


def read_public(path: Path) -> X25519PublicKey:
    with suppress(OSError, ValueError):
        key = load_pem_public_key(path.read_bytes())
        if isinstance(key, X25519PublicKey):
            return key
    raise CannotSeal(f"{path} is not the public half of a key made by `answerable backup_key`.")


def read_private(path: Path) -> X25519PrivateKey:
    with suppress(OSError, ValueError, TypeError):
        key = load_pem_private_key(path.read_bytes(), password=None)
        if isinstance(key, X25519PrivateKey):
            return key
    raise CannotSeal(f"{path} is not a private key made by `answerable backup_key`.")


@contextmanager
def new_file(out: Path, recipient: Path | None) -> Iterator[IO[bytes]]:
    """A file to write into, which becomes `out` when the block ends: whole, sealed if asked, its owner's alone.

    Raises `CannotSeal` for a key that is none, and `FileExistsError`: such a file is never written over.
    """
    public = read_public(recipient) if recipient else None
    if out.exists():
        raise FileExistsError(f"{out} exists already. It is never written over.")
    with TemporaryFile(dir=out.absolute().parent) as plain:
        yield plain
        plain.seek(0)
        part = out.with_name(f".{out.name}.part")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            if public:
                seal(plain, file, public)
            else:
                shutil.copyfileobj(plain, file)
            file.flush()
            os.fsync(file.fileno())
        part.rename(out)


@contextmanager
def opened_file(source: Path, key: Path | None) -> Iterator[Path]:
    """The content of a file that `new_file` wrote, unsealed if need be. Raises `CannotSeal`."""
    if not is_sealed(source):
        yield source
        return
    if key is None:
        raise CannotSeal("It is sealed. Name the private key that opens it with --key.")
    with NamedTemporaryFile() as plain, source.open("rb") as sealed:
        unseal(sealed, plain.file, read_private(key))
        plain.flush()
        yield Path(plain.name)


def is_sealed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(FORM)) == FORM


def seal(source: IO[bytes], out: IO[bytes], recipient: X25519PublicKey) -> None:
    """Write `source` sealed for the recipient."""
    own = X25519PrivateKey.generate()
    cipher = _cipher(own.exchange(recipient), own.public_key(), recipient)
    out.write(FORM + own.public_key().public_bytes_raw())
    number, piece = 0, source.read(_PIECE)
    while True:
        following = source.read(_PIECE)
        out.write(cipher.encrypt(_nonce(number, last=not following), piece, None))
        if not following:
            return
        number, piece = number + 1, following


def unseal(source: IO[bytes], out: IO[bytes], key: X25519PrivateKey) -> None:
    """Write what was sealed. Raises `CannotSeal` at the first piece that is not as it was written."""
    if source.read(len(FORM)) != FORM or len(public := source.read(32)) != 32:
        raise CannotSeal("It is not a sealed file.")
    sender = X25519PublicKey.from_public_bytes(public)
    try:
        cipher = _cipher(key.exchange(sender), sender, key.public_key())
        number, piece = 0, source.read(_PIECE + _TAG)
        while True:
            following = source.read(_PIECE + _TAG)
            out.write(cipher.decrypt(_nonce(number, last=not following), piece, None))
            if not following:
                return
            number, piece = number + 1, following
    except (InvalidTag, ValueError):
        raise CannotSeal("It cannot be opened with this key, or it was changed or cut off.") from None


def _cipher(shared: bytes, sender: X25519PublicKey, recipient: X25519PublicKey) -> ChaCha20Poly1305:
    salt = sender.public_bytes_raw() + recipient.public_bytes_raw()
    return ChaCha20Poly1305(HKDF(algorithm=SHA256(), length=32, salt=salt, info=FORM).derive(shared))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _new(path: Path, mode: int, data: bytes) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
    except OSError as reason:
        raise CannotSeal(f"{path} cannot be made: {reason.strerror}. A key is never written over.") from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
