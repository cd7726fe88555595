"""A vault's key in the system's keyring, so that this device opens it without a passphrase.

Only keyrings known by name are used (Secret Service, KWallet, the macOS Keychain, Windows Credential Manager), each
made directly: `keyring.get_keyring()` would follow a `keyringrc.cfg` that can load any code. The Secret Service and
KWallet are reached over D-Bus, a local socket, which the guard against network sockets lets through.

A keyring hands its secrets to any program of the same session; that is what a person agrees to when they turn this
on. It also speaks in `str`: the hexadecimal form of the key passes through Python, the keyring's library and D-Bus,
and none of those copies can be wiped.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any, Final, Protocol, TypeVar

from allydesk.errors import Code, VaultError
from allydesk.storage.keys import DATA_KEY_BYTES

T = TypeVar("T")

TIMEOUT_SECONDS: Final = 30.0
"""Long enough to answer the system's own question for the keyring's password."""

_PROPERTY_PREFIX: Final = "KEYRING_PROPERTY_"


class Keyring(Protocol):
    """What is used of a keyring: the part of `keyring.backend.KeyringBackend` that every allowed one has."""

    def get_password(self, service: str, username: str) -> str | None:
        """The password, or None where there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep the password, in place of any other."""

    def delete_password(self, service: str, username: str) -> None:
        """Take the password out; an error where there is none."""


class DeviceKeys:
    """Keys by vault id, in the keyring of this device.

    Every call happens on a thread of its own and is given up after `timeout_seconds`, so that a keyring that hangs
    cannot hang the vault; while such a thread is still stuck, further calls fail at once instead of piling up.
    """

    def __init__(
        self,
        *,
        service: str = "Allydesk",
        timeout_seconds: float = TIMEOUT_SECONDS,
        find: Callable[[], tuple[str, Keyring] | None] | None = None,
    ) -> None:
        """`find` gives the keyring to use and its name, or None where there is none; `find_keyring` by default."""
        self._service = service
        self._timeout_seconds = timeout_seconds
        self._find = find or find_keyring
        self._latest: Thread | None = None

    def available(self) -> bool:
        """Whether there is a keyring to ask. It may still refuse, or be locked."""
        return self.backend_name() is not None

    def backend_name(self) -> str | None:
        """The keyring's own name ("Secret Service"), or None where there is none or it does not answer."""
        try:
            return self._ask(lambda name, _: name)
        except VaultError:
            return None

    def store(self, vault_id: bytes, key: bytearray) -> None:
        """Keep `key` for the vault, in place of any other; the caller zeroes it.

        It is read back, because some keyrings accept what they do not keep. VaultError(KEYRING_UNAVAILABLE) when
        there is no keyring, it fails, does not answer in time or has not kept the key.
        """
        if len(key) != DATA_KEY_BYTES:
            raise ValueError("a device's key has 32 bytes")
        user, text = vault_id.hex(), key.hex()

        def keep(_: str, keyring: Keyring) -> bool:
            keyring.set_password(self._service, user, text)
            return keyring.get_password(self._service, user) == text

        if not self._ask(keep):
            raise VaultError(Code.KEYRING_UNAVAILABLE)

    def fetch(self, vault_id: bytes) -> bytearray:
        """The vault's key, which the caller zeroes.

        VaultError(KEYRING_KEY_MISSING) where the keyring has none that could be it, VaultError(KEYRING_UNAVAILABLE)
        when there is no keyring, it fails or it does not answer in time.
        """
        user = vault_id.hex()
        text = self._ask(lambda _, keyring: keyring.get_password(self._service, user))
        try:
            key = bytearray.fromhex(text or "")
        except ValueError:
            raise VaultError(Code.KEYRING_KEY_MISSING) from None
        if len(key) != DATA_KEY_BYTES:
            raise VaultError(Code.KEYRING_KEY_MISSING)
        return key

    def forget(self, vault_id: bytes) -> None:
        """Take the vault's key out of the keyring; nothing happens where it has none.

        VaultError(KEYRING_UNAVAILABLE) as `fetch`, or when the key is still there afterwards.
        """
        user = vault_id.hex()

        def drop(_: str, keyring: Keyring) -> bool:
            if keyring.get_password(self._service, user) is not None:
                keyring.delete_password(self._service, user)
            return keyring.get_password(self._service, user) is None

        if not self._ask(drop):
            raise VaultError(Code.KEYRING_UNAVAILABLE)

    def _ask(self, question: Callable[[str, Keyring], T]) -> T:
        """The keyring's answer; VaultError(KEYRING_UNAVAILABLE) for every way of not getting one.

        What the keyring raised is dropped on purpose: its text may name what was stored.
        """
        if self._latest is not None and self._latest.is_alive():
            raise VaultError(Code.KEYRING_UNAVAILABLE)
        answers: list[T] = []

        def work() -> None:
            with suppress(Exception):
                found = self._find()
                if found is not None:
                    answers.append(question(*found))

        # A daemon thread, so that a keyring that never answers cannot keep the program from ending either.
        self._latest = Thread(target=work, name="keyring", daemon=True)
        self._latest.start()
        self._latest.join(self._timeout_seconds)
        if not answers:
            raise VaultError(Code.KEYRING_UNAVAILABLE)
        return answers[0]


def find_keyring() -> tuple[str, Keyring] | None:
    """The first allowed keyring that works here, with its name; None where none does. Asks D-Bus on Linux."""
    for name, kind in _allowed():
        if kind.viable:
            keyring: Any = kind()
            _ignore_environment(keyring)
            if sys.platform == "win32":
                # The library's default is "enterprise", which roams to other machines.
                keyring.persist = "local machine"
            return name, keyring
    return None


def _allowed() -> list[tuple[str, type[Any]]]:
    # Imported here and not above: keyring and its D-Bus library take 0.1 s that nobody who unlocks by passphrase owes.
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring  # noqa: PLC0415  # late, see above

        return [("Windows Credential Manager", WinVaultKeyring)]
    elif sys.platform == "darwin":  # noqa: RET505  # mypy follows a platform's branches only as branches
        from keyring.backends.macOS import Keyring as Keychain  # noqa: PLC0415  # late, see above

        return [("macOS Keychain", Keychain)]
    else:
        from keyring.backends.kwallet import DBusKeyring  # noqa: PLC0415  # late, see above
        from keyring.backends.SecretService import Keyring as SecretService  # noqa: PLC0415  # late, see above

        return [("Secret Service", SecretService), ("KWallet", DBusKeyring)]


def _ignore_environment(keyring: object) -> None:
    """Undo the attributes the library set from KEYRING_PROPERTY_* variables, which could send a key elsewhere."""
    for variable in os.environ:
        if variable.startswith(_PROPERTY_PREFIX):
            vars(keyring).pop(variable.removeprefix(_PROPERTY_PREFIX).lower(), None)
