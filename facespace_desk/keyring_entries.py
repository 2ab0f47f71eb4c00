"""How a secret lies in the keyring.

Blocking; only `credentials` calls this, on its threads. The library is imported when it is first
needed, because that takes longer than the first window may.

Windows takes about 1,280 characters an entry, so a long secret is split. Its head names the parts:

    head     "whole:<secret>"  or  "parts:<n>:<side>:<sha256>"
    part i   "<head's name>#<side>.<i>"      side is a or b

A new secret's parts are written to the side not in use, then the head is replaced in one call, then
the old side is cleared. Whenever a crash comes, the head names a complete secret: old or new.
"""

import hashlib
import itertools
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import quote

from facespace_desk.language import tr

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

PART_UNITS = 1200  # UTF-16 units; Windows' limit is 2,560 bytes
SIDES = ("a", "b")
WHOLE, PARTS = "whole:", "parts:"
UNSAFE_BACKENDS = ("keyrings.alt.", "keyring.backends.null", "keyring.backends.fail")

LOCKED = tr("The keyring is locked, or its question was dismissed: unlock it, then try again.")
GONE = tr("The keyring has ended or cannot be reached: start it or sign in again, then try again.")
LOCKED_KINDS = {"KeyringLocked", "LockedException", "PromptDismissedException"}
# What the libraries under `keyring` raise of their own; (module, class).
LIBRARY_ERRORS = (
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("jeepney.io.common", "RouterClosed"),
    ("win32ctypes.pywin32.pywintypes", "error"),
)


class KeyringTrouble(Exception):
    """The keyring could not do it; the text says why and what to do, and holds no secret."""


class Head(NamedTuple):
    """Where the parts of a secret are."""

    parts: int
    side: str
    digest: str


class KeyringEntries:
    """Secrets in *backend*; stops between two steps once *is_abandoned* is set."""

    def __init__(
        self, app_id: str, backend: "KeyringBackend", is_abandoned: threading.Event
    ) -> None:
        self._app_id = app_id
        self._backend = backend
        self._is_abandoned = is_abandoned

    @property
    def backend_name(self) -> str:
        return self._backend.name

    def read(self, *where: str) -> str | None:
        """The secret; None when there is none. Raises KeyringTrouble."""
        entry = self._entry_name(where)
        stored = self._get(entry)
        if stored is None:
            return None
        if stored.startswith(WHOLE):
            return stored.removeprefix(WHOLE)
        head = _parse_head(stored)
        if head is None:
            raise KeyringTrouble(
                tr("The keyring's entry was changed by another program: enter the secret again.")
            )
        names = (_part_name(entry, head.side, index) for index in range(head.parts))
        there = itertools.takewhile(lambda part: part is not None, map(self._get, names))
        secret = "".join(part for part in there if part is not None)
        if _digest(secret) != head.digest:
            raise KeyringTrouble(tr("The keyring holds only a part of the secret: enter it again."))
        return secret

    def write(self, profile: str, service: str, name: str, secret: str) -> None:
        """Replace the secret; the old one stays readable until then. Raises KeyringTrouble."""
        entry = self._entry_name((profile, service, name))
        parts = _split(secret)
        old = _parse_head(self._get(entry) or "")
        side = SIDES[1] if old is not None and old.side == SIDES[0] else SIDES[0]
        self._clear(entry, side)
        if len(parts) == 1:
            self._set(entry, WHOLE + secret)
        else:
            for index, part in enumerate(parts):
                self._set(_part_name(entry, side, index), part)
            self._set(entry, f"{PARTS}{len(parts)}:{side}:{_digest(secret)}")
        for other in SIDES:
            if len(parts) == 1 or other != side:
                self._clear(entry, other)

    def remove(self, *where: str) -> None:
        """Remove the secret, and parts that a crash left behind. Raises KeyringTrouble."""
        entry = self._entry_name(where)
        if self._get(entry) is not None:
            self._delete(entry)
        for side in SIDES:
            self._clear(entry, side)

    def _entry_name(self, where: tuple[str, ...]) -> str:
        return "/".join(quote(part, safe="") for part in (self._app_id, *where))

    def _clear(self, entry: str, side: str) -> None:
        """Remove the parts on *side*, last first: a crash must leave no gap that hides the rest."""
        names = (_part_name(entry, side, index) for index in itertools.count())
        there = list(itertools.takewhile(lambda name: self._get(name) is not None, names))
        for name in reversed(there):
            self._delete(name)

    # A name of its own per entry: Windows shuffles entries that share one.
    def _get(self, entry: str) -> str | None:
        return self._do(lambda: self._backend.get_password(entry, self._app_id))

    def _set(self, entry: str, value: str) -> None:
        self._do(lambda: self._backend.set_password(entry, self._app_id, value))

    def _delete(self, entry: str) -> None:
        self._do(lambda: self._backend.delete_password(entry, self._app_id))

    def _do(self, step: Callable[[], T]) -> T:
        if self._is_abandoned.is_set():
            raise KeyringTrouble(tr("The keyring answered too late."))
        with _in_words():
            return step()


def system_backend() -> "KeyringBackend | None":
    """The backend that the user configured for all programs, else this system's own.

    None without one, or when the configured one would keep secrets as plain text or not at all.

    Raises:
        KeyringTrouble: the configured backend cannot be used.
    """
    import keyring.core

    with _in_words():
        try:
            chosen = keyring.core.load_env() or keyring.core.load_config()
        except (ImportError, AttributeError) as error:
            raise KeyringTrouble(
                tr("The keyring chosen for this computer is not installed.")
            ) from error
    if chosen is not None:
        return None if type(chosen).__module__.startswith(UNSAFE_BACKENDS) else chosen
    return next((kind() for kind in _system_kinds() if kind.viable), None)


def _system_kinds() -> "Iterator[type[KeyringBackend]]":
    """This system's keyrings, best first. Imported by name, so that a frozen build has them."""
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        yield WinVaultKeyring
    elif sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as Keychain

        yield Keychain
    else:
        from keyring.backends.SecretService import Keyring as SecretService

        yield SecretService
        from keyring.backends.kwallet import DBusKeyring

        yield DBusKeyring


@contextmanager
def _in_words() -> Iterator[None]:
    """Turn what keyring libraries raise into KeyringTrouble; their texts are not repeated."""

    try:
        yield
    except ValueError:
        # Such an error holds the text that could not be encoded: not chained.
        raise KeyringTrouble(tr("The keyring cannot keep this text.")) from None
    except _library_errors() as error:
        kinds = {type(error).__name__, type(error.__cause__).__name__}
        if kinds & LOCKED_KINDS:
            raise KeyringTrouble(LOCKED) from error
        if "SecretServiceNotAvailableException" in kinds:
            raise KeyringTrouble(GONE) from error
        words = tr("The keyring refused or failed ({error}).", error=type(error).__name__)
        raise KeyringTrouble(words) from error


def _library_errors() -> tuple[type[Exception], ...]:
    import keyring.errors

    loaded = ((sys.modules.get(module), name) for module, name in LIBRARY_ERRORS)
    found = [getattr(module, name) for module, name in loaded if module is not None]
    return (keyring.errors.KeyringError, OSError, RuntimeError, *found)


def _part_name(entry: str, side: str, index: int) -> str:
    return f"{entry}#{side}.{index}"


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _parse_head(stored: str) -> Head | None:
    if not stored.startswith(PARTS):
        return None
    count, _, rest = stored.removeprefix(PARTS).partition(":")
    side, _, digest = rest.partition(":")
    if not (count.isascii() and count.isdigit() and side in SIDES):
        return None
    return Head(int(count), side, digest)


def _split(secret: str) -> list[str]:
    """Parts of at most PART_UNITS UTF-16 units, never through the middle of a character."""
    parts: list[str] = []
    start = units = 0
    for index, character in enumerate(secret):
        width = 2 if ord(character) > 0xFFFF else 1
        if units + width > PART_UNITS:
            parts.append(secret[start:index])
            start, units = index, 0
        units += width
    return [*parts, secret[start:]]
