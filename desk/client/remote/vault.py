"""What the workstation writes to its disk about people is sealed: AES-256-GCM under a key from the keyring.

Where there is no keyring the key lives in memory and nowhere else: neither a key file nor a key made from the
password, which would put something to guess passwords against on the disk. What was sealed under such a key can
not be read after the program ended, and ``state`` says so while there is still time.
"""

import asyncio
import base64
import hashlib
import secrets
from typing import TYPE_CHECKING

from desk.client.remote.keyring_box import KeyringBox, KeyringState, KeyringUnavailable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

#: The keyring's user for the key; one key for each user of the workstation.
KEY_USER = "storage key"
_NONCE = 12
_KEY_ID = 8


class Unreadable(Exception):  # noqa: N818  says what the text is
    """Sealed under a key that is not at hand, or damaged."""


class Vault:
    """Seals and unseals. ``open`` first."""

    def __init__(self, keyring: KeyringBox) -> None:
        self._keyring = keyring
        self._ciphers: dict[bytes, AESGCM] = {}
        self._current = b""
        self.state = KeyringState(stored=False)

    async def open(self) -> KeyringState:
        """Fetch the key, or make one; again later to try a keyring that was locked. Never raises."""
        try:
            key = await self._kept()
            self.state = KeyringState(stored=True)
        except KeyringUnavailable as unavailable:
            self.state = unavailable.state
            if self._current:
                return self.state
            key = secrets.token_bytes(32)
        await self._use(key)
        return self.state

    async def _kept(self) -> bytes:
        kept = await self._keyring.get(KEY_USER)
        if kept is not None and len(key := _bytes(kept)) == 32:
            return key
        key = secrets.token_bytes(32)
        await self._keyring.set(KEY_USER, base64.b64encode(key).decode())
        return key

    async def _use(self, key: bytes) -> None:
        self._current = hashlib.sha256(b"desk" + key).digest()[:_KEY_ID]
        self._ciphers[self._current] = await asyncio.to_thread(_cipher, key)

    def seal(self, text: bytes, about: str) -> bytes:
        """``text`` sealed, bound to the place it belongs to (``about``), so that it opens nowhere else."""
        nonce = secrets.token_bytes(_NONCE)
        return self._current + nonce + self._ciphers[self._current].encrypt(nonce, text, about.encode())

    def unseal(self, sealed: bytes, about: str) -> bytes:
        """What was sealed; Unreadable when the key is not at hand or a byte is wrong."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415  start-up time: `open` loaded it in a thread

        cipher = self._ciphers.get(sealed[:_KEY_ID])
        if cipher is None:
            raise Unreadable("sealed under a key that is not at hand")
        nonce, rest = sealed[_KEY_ID : _KEY_ID + _NONCE], sealed[_KEY_ID + _NONCE :]
        try:
            return cipher.decrypt(nonce, rest, about.encode())
        except (InvalidTag, ValueError) as error:
            raise Unreadable("damaged, or moved from its place") from error


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""


def _cipher(key: bytes) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415  start-up time

    return AESGCM(key)
