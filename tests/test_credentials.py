"""Secrets in a real Secret Service, in a stuck one, in none, and never in any text."""

import asyncio
import copy
import json
import pickle
import subprocess
import sys
import threading

import keyring.backend
import keyring.errors
import msgspec
import pytest
import secretstorage
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.credentials import (
    NO_ANSWER,
    NO_KEYRING,
    Credentials,
    Kept,
    KeyringTrouble,
    Secret,
)
from facespace_desk.keyring_entries import KeyringEntries
from tests.keyring_daemon import (
    Bus,
    leaves_sockets,
    lock_keyring,
    stuck_service,
    unlocked_keyring,
)
from tests.limits import AT_ONCE_S, PATIENCE_S

WHERE = ("profile-1", "voxel51", "api_token")
CANARY = "canary-4711-" + "q" * 40
WINDOWS_LIMIT_UNITS = 1280


class FusedKeyring(keyring.backend.KeyringBackend):
    """A keyring in memory that fails from the *fuse*-th call on, as if the program died there."""

    priority = 0.1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, str] = {}
        self.threads: set[str] = set()
        self.calls = 0
        self.fuse = sys.maxsize

    def _call(self) -> None:
        self.threads.add(threading.current_thread().name)
        self.calls += 1
        if self.calls > self.fuse:
            raise keyring.errors.KeyringError("the fuse has blown")

    def get_password(self, service: str, username: str) -> str | None:
        self._call()
        return self.entries.get(service)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._call()
        self.entries[service] = password

    def delete_password(self, service: str, username: str) -> None:
        self._call()
        del self.entries[service]


class BlockingKeyring(FusedKeyring):
    """Blocks in its first call until `release` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.entered = threading.Event()
        self.release = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.entered.set()
        assert self.release.wait(60)
        return super().get_password(service, username)


def items_on(bus: Bus) -> list[str]:
    with bus.connect() as connection:
        collection = secretstorage.get_default_collection(connection)
        return [item.get_label() for item in collection.get_all_items()]


@pytest.mark.parametrize(
    "value", ["k", "x" * 1200, "y" * 1201, "PEM\nline\n" * 500, "äЖ日🚌" * 700, "parts:2:a:00", ""]
)
async def test_real_keyring_gives_back_what_it_took(system_keyring: Bus, value: str) -> None:
    assert await Credentials().save(*WHERE, Secret(value)) is Kept.KEYRING
    loaded = await Credentials().load(*WHERE)
    assert loaded is not None
    assert loaded.reveal() == value


async def test_short_secret_in_place_of_a_long_one_leaves_one_entry(system_keyring: Bus) -> None:
    credentials = Credentials()
    await credentials.forget(*WHERE)
    before = items_on(system_keyring)
    await credentials.save(*WHERE, Secret("long" * 1500))
    assert len(items_on(system_keyring)) == len(before) + 6
    await credentials.save(*WHERE, Secret("short"))
    assert len(items_on(system_keyring)) == len(before) + 1
    await credentials.forget(*WHERE)
    assert items_on(system_keyring) == before
    assert await credentials.load(*WHERE) is None


async def test_probe_tells_that_a_real_keyring_works(system_keyring: Bus) -> None:
    before = items_on(system_keyring)
    report = await Credentials().probe()
    assert report.persistent
    assert report.round_trip_ok
    assert "SecretService" in report.words
    assert items_on(system_keyring) == before


@leaves_sockets
async def test_locked_keyring_is_said_and_loses_nothing(empty_bus: Bus) -> None:
    with unlocked_keyring(empty_bus):
        credentials = Credentials()
        await credentials.save(*WHERE, Secret(CANARY))
        lock_keyring(empty_bus)
        with pytest.raises(KeyringTrouble, match="unlock it"):
            await credentials.load(*WHERE)
        with pytest.raises(KeyringTrouble) as caught:
            await credentials.save(*WHERE, Secret("other" + CANARY))
        assert CANARY not in str(caught.value) + repr(caught.value.__cause__)
        assert not (await credentials.probe()).round_trip_ok
        del caught


@leaves_sockets
async def test_service_that_never_answers_is_given_up_in_time(empty_bus: Bus) -> None:
    with stuck_service(empty_bus):
        async with asyncio.timeout(AT_ONCE_S):
            with pytest.raises(KeyringTrouble, match="did not answer"):
                await Credentials(limit_s=0.5).load(*WHERE)


def test_service_that_never_answers_does_not_hold_the_program(empty_bus: Bus) -> None:
    program = (
        "import asyncio; from facespace_desk.credentials import Credentials;"
        "print(asyncio.run(Credentials(limit_s=0.5).probe()).words)"
    )
    with stuck_service(empty_bus):
        ended = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=True,
        )
    assert NO_ANSWER in ended.stdout


@leaves_sockets
async def test_keyring_that_dies_is_trouble_in_words(empty_bus: Bus) -> None:
    credentials = Credentials()
    with unlocked_keyring(empty_bus):
        await credentials.save(*WHERE, Secret(CANARY))
    with pytest.raises(KeyringTrouble, match="cannot be reached"):
        await credentials.load(*WHERE)


async def test_without_a_keyring_secrets_live_for_the_session(empty_bus: Bus) -> None:
    credentials = Credentials()
    assert await credentials.save(*WHERE, Secret(CANARY)) is Kept.SESSION
    assert await credentials.load(*WHERE) == Secret(CANARY)
    report = await credentials.probe()
    assert (report.persistent, report.words) == (False, NO_KEYRING)
    await credentials.forget(*WHERE)
    assert await credentials.load(*WHERE) is None


async def test_backend_that_protects_nothing_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    assert await Credentials().save(*WHERE, Secret(CANARY)) is Kept.SESSION


async def test_configured_backend_that_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no_such_module.Keyring")
    with pytest.raises(KeyringTrouble, match="not installed"):
        await Credentials().load(*WHERE)


@pytest.mark.parametrize("old", ["old", "old" * 1000])
@pytest.mark.parametrize("new", ["new", "new" * 1000])
async def test_crash_at_any_step_leaves_a_whole_secret(old: str, new: str) -> None:
    steps = 0
    while True:
        backend = FusedKeyring()
        credentials = Credentials(backend=backend)
        await credentials.save(*WHERE, Secret(old))
        backend.fuse = backend.calls + steps
        try:
            await credentials.save(*WHERE, Secret(new))
            has_finished = True
        except KeyringTrouble:
            has_finished = False
        backend.fuse = sys.maxsize
        assert await credentials.load(*WHERE) in (Secret(old), Secret(new))
        await credentials.save(*WHERE, Secret(old))
        assert await credentials.load(*WHERE) == Secret(old)
        assert len(backend.entries) == (1 if old == "old" else 4)
        await credentials.forget(*WHERE)
        assert not backend.entries
        if has_finished:
            break
        steps += 1
    assert steps > 3


async def test_missing_part_is_never_read_as_a_secret() -> None:
    backend = FusedKeyring()
    credentials = Credentials(backend=backend)
    await credentials.save(*WHERE, Secret("long" * 1000))
    del backend.entries[next(name for name in backend.entries if name.endswith("#a.1"))]
    with pytest.raises(KeyringTrouble, match="only a part"):
        await credentials.load(*WHERE)


async def test_entry_of_another_program_is_never_read_as_a_secret() -> None:
    backend = FusedKeyring()
    credentials = Credentials(backend=backend)
    await credentials.save(*WHERE, Secret("x"))
    for foreign in ("something", "parts:", "parts:x:a:", "parts:2:c:00", "parts:999999:a:00"):
        backend.entries = dict.fromkeys(backend.entries, foreign)
        with pytest.raises(KeyringTrouble, match="enter"):
            await credentials.load(*WHERE)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=4000))
def test_every_text_fits_the_narrowest_keyring(value: str) -> None:
    backend = FusedKeyring()
    entries = KeyringEntries("app", backend, threading.Event())
    entries.write(*WHERE, value)
    assert entries.read(*WHERE) == value
    assert all(
        len(entry.encode("utf-16-le")) <= 2 * WINDOWS_LIMIT_UNITS
        for entry in backend.entries.values()
    )


async def test_text_that_no_keyring_can_hold_is_refused_without_showing_it(
    system_keyring: Bus,
) -> None:
    with pytest.raises(KeyringTrouble, match="cannot keep this text") as caught:
        await Credentials().save(*WHERE, Secret(CANARY + "\ud800"))
    assert caught.value.__cause__ is None


async def test_names_with_separators_do_not_collide(memory_backend: FusedKeyring) -> None:
    credentials = Credentials(backend=memory_backend)
    await credentials.save("a/b", "c", "n", Secret("1"))
    await credentials.save("a", "b/c", "n", Secret("2"))
    assert await credentials.load("a/b", "c", "n") == Secret("1")


async def test_save_that_came_too_late_writes_nothing() -> None:
    backend = BlockingKeyring()
    with pytest.raises(KeyringTrouble):
        await Credentials(backend=backend, limit_s=0.1).save(*WHERE, Secret(CANARY))
    assert backend.entered.is_set()
    backend.release.set()
    [thread] = [thread for thread in threading.enumerate() if thread.name == "keyring"]
    thread.join(PATIENCE_S)
    assert backend.entries == {}


async def test_keyring_is_asked_on_threads_of_its_own(memory_backend: FusedKeyring) -> None:
    await Credentials(backend=memory_backend).save(*WHERE, Secret(CANARY))
    assert memory_backend.threads == {"keyring"}


async def test_secrets_are_told_to_whoever_redacts(memory_backend: FusedKeyring) -> None:
    heard: list[str] = []
    await Credentials(backend=memory_backend, on_secret=heard.append).save(*WHERE, Secret(CANARY))
    await Credentials(backend=memory_backend, on_secret=heard.append).load(*WHERE)
    assert heard == [CANARY, CANARY]


async def test_random_key_is_made_once(memory_backend: FusedKeyring) -> None:
    key, kept = await Credentials(backend=memory_backend).random_key("app", "store", "key")
    again, _ = await Credentials(backend=memory_backend).random_key("app", "store", "key")
    assert kept is Kept.KEYRING
    assert key == again
    assert len(key.reveal()) == 64


async def test_session_secret_goes_before_the_keyring_and_never_into_it(
    memory_backend: FusedKeyring,
) -> None:
    credentials = Credentials(backend=memory_backend)
    credentials.keep_for_session(*WHERE, Secret(CANARY))
    assert await credentials.load(*WHERE) == Secret(CANARY)
    assert memory_backend.entries == {}


def test_secret_never_shows_itself() -> None:
    secret = Secret(CANARY)
    shown = [repr(secret), str(secret), f"{secret}", f"{secret:>99}", f"{secret} {secret!r}"]
    shown += [repr([secret]), repr({"key": secret}), ascii(secret), str(dir(secret))]
    assert not [text for text in shown if "canary" in text]
    with pytest.raises(TypeError):
        vars(secret)
    for write in (json.dumps, pickle.dumps, msgspec.json.encode, msgspec.to_builtins):
        with pytest.raises(TypeError) as caught:
            write(secret)
        assert "canary" not in str(caught.value)


def test_secrets_compare_by_value() -> None:
    assert Secret("a\ud800ä") == Secret("a\ud800ä")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert bool(Secret("a"))
    assert not Secret("")
    secret = Secret("a")
    assert copy.deepcopy({"key": secret})["key"] is secret
    assert copy.copy(secret) is secret


@pytest.fixture
def memory_backend() -> FusedKeyring:
    return FusedKeyring()
