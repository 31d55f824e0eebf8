"""Signing keys of a register, and signatures that OpenSSH's own tool checks (SSHSIG, Ed25519, SHA-256).

The format is OpenSSH's PROTOCOL.sshsig. The tool is on Windows, macOS and Linux, so nobody needs ours.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_ssh_public_key,
)

_BEGIN = b"-----BEGIN SSH SIGNATURE-----\n"
_END = b"-----END SSH SIGNATURE-----\n"


class KeyRefused(ValueError):
    """A key cannot be made, read or used. The message says which and what to do."""


class SignatureRefused(ValueError):
    """A signature is not by this key over these bytes."""


def make_key(path: Path) -> Ed25519PrivateKey:
    """Make a key and keep it in a new file that only its owner may read. Never writes over a file."""
    key = Ed25519PrivateKey.generate()
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except FileExistsError:
        raise KeyRefused(f"{path} exists already. A signing key is never written over.") from None
    with os.fdopen(file, "wb") as out:
        os.fchmod(out.fileno(), 0o600)  # whatever the umask says
        out.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return key


def read_key(path: Path) -> Ed25519PrivateKey:
    """The key in a file made by `make_key`. Refuses a file that others may read."""
    try:
        if path.stat().st_mode & 0o077:
            raise KeyRefused(f"Others may read the signing key {path}. Run: chmod 600 {path}")
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as reason:
        if isinstance(reason, KeyRefused):
            raise
        raise KeyRefused(f"There is no signing key that can be read in {path}.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyRefused(f"The key in {path} is not of the kind Ed25519.")
    return key


def public_line(key: Ed25519PrivateKey | Ed25519PublicKey) -> str:
    """The public key as OpenSSH writes it, without comment: `ssh-ed25519 AAAA...`."""
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()


def read_public_line(line: str) -> Ed25519PublicKey:
    """The key of a `public_line`, written exactly so."""
    try:
        key = load_ssh_public_key(line.encode())
    except Exception:  # cryptography raises several kinds, all meaning the same here
        raise KeyRefused("It is not an OpenSSH public key.") from None
    if not isinstance(key, Ed25519PublicKey) or public_line(key) != line:
        raise KeyRefused("It is not an Ed25519 public key line without comment.")
    return key


def fingerprint(line: str) -> str:
    """The short form printed on paper, as `ssh-keygen -l` shows it: `SHA256:...`."""
    blob = base64.b64decode(line.split()[1])
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def allowed_signers_line(origin: str, line: str, namespace: str) -> str:
    """The line that `ssh-keygen -Y verify -f` wants: this name may sign with this key, for this purpose."""
    return f'{origin} namespaces="{namespace}" {line}\n'


def sign(data: bytes, namespace: str, key: Ed25519PrivateKey) -> bytes:
    """A signature file as `ssh-keygen -Y sign -n NAMESPACE -O hashalg=sha256` would write it."""
    return _armour(public_line(key), namespace, key.sign(_to_sign(data, namespace)))


def check_signature(data: bytes, namespace: str, line: str, signature: bytes) -> None:
    """Raise `SignatureRefused` unless the key of `line` made this signature, byte for byte as `sign` does.

    Raises `KeyRefused` if the line is no key.
    """
    key = read_public_line(line)
    try:
        blob = base64.b64decode(signature.removeprefix(_BEGIN).removesuffix(_END))
    except binascii.Error:
        raise SignatureRefused("The signature is not written as OpenSSH writes it.") from None
    if _armour(line, namespace, blob[-64:]) != signature:
        raise SignatureRefused("The signature is by another key, for another purpose, or damaged.")
    try:
        key.verify(blob[-64:], _to_sign(data, namespace))
    except InvalidSignature:
        raise SignatureRefused("The signature does not belong to these words.") from None


def _field(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def _to_sign(data: bytes, namespace: str) -> bytes:
    digest = hashlib.sha256(data).digest()
    return b"SSHSIG" + _field(namespace.encode()) + _field(b"") + _field(b"sha256") + _field(digest)


def _armour(line: str, namespace: str, raw: bytes) -> bytes:
    public = _field(base64.b64decode(line.split()[1]))
    signature = _field(_field(b"ssh-ed25519") + _field(raw))
    purpose = _field(namespace.encode()) + _field(b"") + _field(b"sha256")
    text = base64.b64encode(b"SSHSIG\x00\x00\x00\x01" + public + purpose + signature)
    lines = b"".join(text[start : start + 70] + b"\n" for start in range(0, len(text), 70))
    return _BEGIN + lines + _END
