"""Secrets: a text that never prints itself, and the operating system's keyring, asked off the loop.

A keyring may show a prompt, hang or be missing. Each call runs on a daemon thread with a time
limit, so that it neither blocks the window nor the end of the program. Without a keyring, secrets
live in memory until the console ends, and `Kept.SESSION` says so; there is no plain-text fallback.
"""

import asyncio
import concurrent.futures
import enum
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, TypeVar

from facespace_desk.keyring_entries import KeyringEntries, KeyringTrouble, system_backend
from facespace_desk.language import tr

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

__all__ = ["Credentials", "Kept", "KeyringReport", "KeyringTrouble", "Secret"]

T = TypeVar("T")

CALL_LIMIT_S = 4.0  # a secret service that never answers would block for ever
PROBE_CHARACTERS = 4096
PROBE = ("selftest", "keyring", "probe")

NO_ANSWER = tr(
    "The keyring did not answer in time. It may be locked, or waiting for its password in another "
    "window: unlock it, then try again."
)
NO_KEYRING = tr(
    "This computer offers no keyring, so secrets are kept in memory only and must be entered again "
    "next time."
)


class Secret:
    """A text that shows itself only by `reveal()`: not by str, repr, format, JSON or pickle."""

    __slots__ = ("__value",)

    def __init__(self, value: str) -> None:
        self.__value = value

    def reveal(self) -> str:
        return self.__value

    def __bool__(self) -> bool:
        return bool(self.__value)

    def __eq__(self, other: object) -> bool:
        """Compares in a time that does not depend on the contents."""
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(
            self.__value.encode("utf-8", "surrogatepass"),
            other.__value.encode("utf-8", "surrogatepass"),
        )

    __hash__ = None  # type: ignore[assignment]  # a hash would let a set compare in variable time

    def __repr__(self) -> str:
        return "Secret(hidden)"

    __str__ = __repr__

    def __format__(self, format_spec: str) -> str:
        return repr(self)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret cannot be pickled")

    def __copy__(self) -> "Secret":
        return self

    def __deepcopy__(self, memo: object) -> "Secret":
        return self


class Kept(enum.Enum):
    """Where a secret went."""

    KEYRING = "in the system's keyring"
    SESSION = "in memory, until the console ends"


@dataclass(frozen=True)
class KeyringReport:
    """What `--selftest` and the sign-in dialog say about the keyring."""

    backend: str  # "" when there is none
    persistent: bool  # False: secrets live until the console ends
    round_trip_ok: bool
    elapsed_ms: float
    words: str


class Credentials:
    """Secrets by (profile id, service id, name). Methods may be awaited on any loop."""

    def __init__(
        self,
        app_id: str = "facespace-desk",
        backend: "KeyringBackend | None" = None,
        *,
        on_secret: Callable[[str], None] | None = None,
        limit_s: float = CALL_LIMIT_S,
    ) -> None:
        """*backend* None means the system's keyring; *on_secret* hears each secret (redaction)."""
        self._app_id = app_id
        self._backend = backend
        self._on_secret = on_secret or (lambda value: None)
        self._limit_s = limit_s
        self._session: dict[tuple[str, str, str], Secret] = {}
        self._turn = threading.Lock()  # one call at a time: one prompt, and no interleaved writes

    async def load(self, profile: str, service: str, name: str) -> Secret | None:
        """The secret, or None when there is none.

        Raises:
            KeyringTrouble: the keyring is locked, refuses, or does not answer.
        """
        secret = self._session.get((profile, service, name))
        if secret is None:
            value = await self._call(
                lambda entries: None if entries is None else entries.read(profile, service, name)
            )
            secret = None if value is None else Secret(value)
        if secret is not None:
            self._on_secret(secret.reveal())
        return secret

    async def save(self, profile: str, service: str, name: str, secret: Secret) -> Kept:
        """Keep *secret*, in place of an older one, and say where.

        Raises:
            KeyringTrouble: as for `load`; the older secret is still there, whole.
        """
        self._on_secret(secret.reveal())

        def write(entries: KeyringEntries | None) -> Kept:
            if entries is None:
                return Kept.SESSION
            entries.write(profile, service, name, secret.reveal())
            return Kept.KEYRING

        kept = await self._call(write)
        if kept is Kept.SESSION:
            self.keep_for_session(profile, service, name, secret)
        else:
            self._session.pop((profile, service, name), None)
        return kept

    def keep_for_session(self, profile: str, service: str, name: str, secret: Secret) -> None:
        """Keep *secret* in memory only: a profile file's, or by choice after trouble."""
        self._on_secret(secret.reveal())
        self._session[profile, service, name] = secret

    async def forget(self, profile: str, service: str, name: str) -> None:
        """Remove the secret from memory and keyring, if it is there. Raises as `load`."""

        def remove(entries: KeyringEntries | None) -> None:
            if entries is not None:
                entries.remove(profile, service, name)

        self._session.pop((profile, service, name), None)
        await self._call(remove)

    async def random_key(self, profile: str, service: str, name: str) -> tuple[Secret, Kept]:
        """The key under this name; the first call makes one (256 bits as hex). Raises as `load`."""
        there = await self.load(profile, service, name)
        if there is not None:
            is_session = (profile, service, name) in self._session
            return there, Kept.SESSION if is_session else Kept.KEYRING
        key = Secret(secrets.token_hex(32))
        return key, await self.save(profile, service, name, key)

    async def probe(self) -> KeyringReport:
        """Write, read and remove a 4 KB value in letters of many scripts; trouble becomes words."""
        value = (secrets.token_urlsafe(96) + "äßñЖ日本語🚌\n") * 64
        value = value[:PROBE_CHARACTERS]
        started = time.monotonic()

        def round_trip(entries: KeyringEntries | None) -> tuple[str, bool]:
            if entries is None:
                return "", False
            entries.write(*PROBE, value)
            same = entries.read(*PROBE) == value
            entries.remove(*PROBE)
            return entries.backend_name, same and entries.read(*PROBE) is None

        try:
            backend, is_ok = await self._call(round_trip)
        except KeyringTrouble as trouble:
            return KeyringReport("unknown", False, False, _ms_since(started), str(trouble))
        if not backend:
            return KeyringReport("", False, False, _ms_since(started), NO_KEYRING)
        words = (
            f"The keyring ({backend}) keeps secrets."
            if is_ok
            else f"The keyring ({backend}) gave back something else than was written."
        )
        return KeyringReport(backend, is_ok, is_ok, _ms_since(started), words)

    async def _call(self, job: Callable[[KeyringEntries | None], T]) -> T:
        """Run *job* on a daemon thread; one that is too late for its caller does nothing more."""
        outcome: concurrent.futures.Future[T] = concurrent.futures.Future()
        outcome.set_running_or_notify_cancel()  # the thread always answers, also when nobody waits
        is_abandoned = threading.Event()

        def run() -> None:
            try:
                with self._turn:
                    outcome.set_result(job(self._entries(is_abandoned)))
            except BaseException as error:  # noqa: BLE001 - relayed: it is raised again in the caller
                outcome.set_exception(error)

        threading.Thread(target=run, name="keyring", daemon=True).start()
        try:
            async with asyncio.timeout(self._limit_s):
                return await asyncio.wrap_future(outcome)
        except TimeoutError:
            raise KeyringTrouble(NO_ANSWER) from None
        finally:
            is_abandoned.set()

    def _entries(self, is_abandoned: threading.Event) -> KeyringEntries | None:
        """The keyring's entries; None without a keyring."""
        if is_abandoned.is_set():
            raise KeyringTrouble(NO_ANSWER)
        if self._backend is None:
            self._backend = system_backend()
        if self._backend is None:
            return None
        return KeyringEntries(self._app_id, self._backend, is_abandoned)


def _ms_since(started: float) -> float:
    return (time.monotonic() - started) * 1000
