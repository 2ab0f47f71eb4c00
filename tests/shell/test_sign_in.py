"""Signing in against real servers: tried before it is saved, and told in words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import keyring.errors
import pytest
import shiboken6
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from facespace_desk.credentials import Credentials, Secret
from facespace_desk.profiles import DEMO, Profile, ProfileBook
from facespace_desk.shell.services import service
from facespace_desk.shell.sign_in import SignInDialog
from facespace_desk.shell.verdict import Verdict
from facespace_desk.widgets.theme import ThemeSwitch
from tests.conftest import LoopRunner, MemoryKeyring
from tests.limits import AT_ONCE_S
from tests.servers.faulty import (
    FaultyServer,
    html,
    ok,
    redirect,
    refusing_port,
    reply,
    stall,
)
from tests.shell.conftest import Reported
from tests.simulators import RunningSimulators

KEY = "canary-key-1234567890"

Open = Callable[..., "Form"]


class Form:
    """The dialog as an operator uses it."""

    def __init__(self, dialog: SignInDialog, app_loop: LoopRunner) -> None:
        self.dialog = dialog
        self._app_loop = app_loop
        self.connected: list[Profile] = []
        dialog.connected.connect(self.connected.append)

    def fields(self) -> dict[str, QLineEdit]:
        return {
            field.accessibleName(): field
            for field in self.dialog.findChildren(QLineEdit)
            if not field.isHidden()
        }

    def button(self, text: str) -> QPushButton:
        return next(
            found for found in self.dialog.findChildren(QPushButton) if found.text() == text
        )

    def buttons(self) -> set[str]:
        return {
            found.text() for found in self.dialog.findChildren(QPushButton) if found.isVisible()
        }

    @property
    def said(self) -> str:
        verdict = self.dialog.findChild(Verdict)
        return "" if verdict is None or verdict.isHidden() else verdict.text

    def fill(self, address: str, key: str = KEY) -> None:
        self.fields()["Server address"].setText(address)
        self.fields()["API key"].setText(key)

    async def press(self, text: str = "Connect") -> None:
        """Press and wait until the dialog has done what it does."""
        self.button(text).click()
        await self._app_loop.until(lambda: not self.dialog._tasks.is_running("connect"))


@pytest.fixture
def sign_in(
    app_loop: LoopRunner,
    look: ThemeSwitch,
    book: ProfileBook,
    credentials: Credentials,
    report: Reported,
) -> Iterator[Open]:
    forms: list[Form] = []

    def open_form(profile: Profile | None = None, keys: Credentials = credentials) -> Form:
        dialog = SignInDialog(
            service("facespace"), profile, book=book, credentials=keys, report=report
        )
        dialog.open()
        forms.append(Form(dialog, app_loop))
        return forms[-1]

    yield open_form
    for form in forms:
        if shiboken6.isValid(form.dialog):  # closed ones delete themselves
            form.dialog.close()


def test_a_good_key_is_saved_and_the_profile_made(
    sign_in: Open,
    app_loop: LoopRunner,
    book: ProfileBook,
    credentials: Credentials,
    simulators: RunningSimulators,
    memory_keyring: MemoryKeyring,
) -> None:
    form = sign_in()
    form.fields()["Profile name"].setText("Harbour")
    form.fill(simulators.base_url, f"  {simulators.api_key} ")

    async def scenario() -> None:
        await form.press()
        (profile,) = form.connected
        assert book.get(profile.id) == profile
        assert profile.name == "Harbour"
        assert profile.services["facespace"].base_url == simulators.base_url
        assert profile.services["facespace"].secret_names == ("api_key",)
        kept = await credentials.load(profile.id, "facespace", "api_key")
        assert kept == Secret(simulators.api_key)

    app_loop.run(scenario())
    assert memory_keyring.entries
    assert not shiboken6.isValid(form.dialog) or form.dialog.isHidden()


def test_a_wrong_key_is_said_and_nothing_saved(
    sign_in: Open,
    app_loop: LoopRunner,
    book: ProfileBook,
    simulators: RunningSimulators,
    memory_keyring: MemoryKeyring,
) -> None:
    form = sign_in()
    form.fill(simulators.base_url, "wrong-key")
    app_loop.run(form.press())
    simulators.control.take_faults()  # a wrong key is what this test sends on purpose
    assert "FaceSpace" in form.said
    assert "key" in form.said
    assert not form.connected
    assert not book.profiles()
    assert not memory_keyring.entries
    assert {"Try again", "Save anyway", "Cancel"} <= form.buttons()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (html(200), "not what FaceSpace would send"),
        (ok([1, 2]), "not what FaceSpace would send"),
        (redirect("http://127.0.0.1:9/elsewhere"), "sent us to another address"),
        (reply(410, b"{}"), "has been switched off"),
        (reply(500, b"oops"), "has trouble of its own"),
        (reply(404, b"no"), "does not know"),
    ],
    ids=["html", "other JSON", "redirect", "retired", "trouble", "not found"],
)
def test_what_is_wrong_with_the_server_is_said_in_words(
    sign_in: Open, app_loop: LoopRunner, answer: Any, words: str
) -> None:
    async def scenario() -> None:
        async with FaultyServer() as server:
            server.play(answer)
            form = sign_in()
            form.fill(server.origin)
            await form.press()
            assert words in form.said
            assert not form.connected

    app_loop.run(scenario())


def test_a_host_that_is_not_found_is_said(sign_in: Open, app_loop: LoopRunner) -> None:
    form = sign_in()
    form.fill("https://no-such-host.invalid/api")
    app_loop.run(form.press())
    assert "was not found" in form.said


def test_a_server_that_is_down_is_said(sign_in: Open, app_loop: LoopRunner) -> None:
    form = sign_in()
    with refusing_port() as port:
        form.fill(f"http://127.0.0.1:{port}")
        app_loop.run(form.press())
    assert "could not be reached" in form.said


def test_a_certificate_that_nobody_vouches_for_is_said(sign_in: Open, app_loop: LoopRunner) -> None:
    async def scenario() -> None:
        async with FaultyServer(tls=True) as server:
            form = sign_in()
            form.fill(server.origin)
            await form.press()
            assert "certificate" in form.said

    app_loop.run(scenario())


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "missing"),
        ("faces.example", "https://"),
        ("https://user:pw@faces.example", "user name"),
        ("https://faces.example/?key=1", "?"),
        ("http://faces.example", "Plain http"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_beside_the_field(
    sign_in: Open, address: str, words: str
) -> None:
    form = sign_in()
    form.fill(address)
    form.button("Connect").click()
    assert words in form.fields()["Server address"].accessibleDescription()
    assert not form.dialog._tasks.is_running("connect")


def test_a_missing_key_and_a_key_that_no_header_can_carry_are_told(
    sign_in: Open, app_loop: LoopRunner
) -> None:
    form = sign_in()
    form.fill("http://127.0.0.1:9", "")
    form.button("Connect").click()
    assert form.fields()["API key"].accessibleDescription() == "The API key is missing."
    form.fill("http://127.0.0.1:9", "schlüssel")
    app_loop.run(form.press())
    assert "characters" in form.fields()["API key"].accessibleDescription()


def test_plain_http_to_another_computer_must_be_allowed(sign_in: Open) -> None:
    form = sign_in()
    box = form.dialog.findChild(QCheckBox)
    assert box is not None
    assert box.isHidden()
    form.fill("http://faces.example/api")
    assert box.isVisible()
    form.fill("http://127.0.0.1:5001")
    assert box.isHidden()


def test_the_key_is_never_shown_unless_asked_and_leaves_the_field_when_saved(
    sign_in: Open, app_loop: LoopRunner, simulators: RunningSimulators
) -> None:
    form = sign_in()
    form.fill(simulators.base_url, simulators.api_key)
    edit = form.fields()["API key"]
    assert edit.echoMode() is QLineEdit.EchoMode.Password
    (eye,) = edit.actions()
    eye.trigger()
    assert edit.echoMode() is QLineEdit.EchoMode.Normal
    eye.trigger()
    assert edit.echoMode() is QLineEdit.EchoMode.Password
    texts: list[str] = []
    form.dialog.finished.connect(lambda: texts.append(edit.text()))
    app_loop.run(form.press())
    assert texts == [""]


def test_an_existing_profile_keeps_its_other_options(
    sign_in: Open, app_loop: LoopRunner, site: Profile, simulators: RunningSimulators
) -> None:
    form = sign_in(site)
    assert "Profile name" not in form.fields()
    assert form.fields()["Server address"].text() == "https://faces.example/api"
    form.fill(simulators.base_url, simulators.api_key)
    app_loop.run(form.press())
    (profile,) = form.connected
    assert (profile.id, profile.colour) == (site.id, "red")


def test_the_demo_is_not_overwritten(
    sign_in: Open, app_loop: LoopRunner, simulators: RunningSimulators
) -> None:
    form = sign_in(DEMO)
    assert "Profile name" in form.fields()
    form.fill(simulators.base_url, simulators.api_key)
    app_loop.run(form.press())
    assert form.connected[0].kind == "saved"


def test_without_a_key_store_the_operator_is_told_that_the_key_will_be_gone(
    sign_in: Open,
    app_loop: LoopRunner,
    simulators: RunningSimulators,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    form = sign_in(keys=Credentials())
    form.fill(simulators.base_url, simulators.api_key)
    app_loop.run(form.press())
    assert "the key is kept until you quit" in form.said
    assert not form.connected
    form.button("Open").click()
    assert len(form.connected) == 1


class LockedKeyring(MemoryKeyring):
    priority = 0.1

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.KeyringLocked("locked")


def test_a_locked_key_store_leaves_the_choice_to_keep_the_key_in_memory(
    sign_in: Open, app_loop: LoopRunner, simulators: RunningSimulators, book: ProfileBook
) -> None:
    keys = Credentials(backend=LockedKeyring())
    form = sign_in(keys=keys)
    form.fill(simulators.base_url, simulators.api_key)

    async def scenario() -> None:
        await form.press()
        assert "The key could not be saved" in form.said
        form.button("Keep until I quit").click()
        (profile,) = form.connected
        assert await keys.load(profile.id, "facespace", "api_key") == Secret(simulators.api_key)
        assert len(book.profiles()) == 1

    app_loop.run(scenario())


def test_closing_the_dialog_ends_a_try_that_hangs(sign_in: Open, app_loop: LoopRunner) -> None:
    async def scenario() -> None:
        async with FaultyServer() as server:
            server.play(stall())
            form = sign_in()
            form.fill(server.origin)
            form.button("Connect").click()
            await server.arrived()
            form.button("Cancel").click()
            await asyncio.wait_for(server.lost.wait(), AT_ONCE_S)
            assert not form.connected

    app_loop.run(scenario())


def test_a_server_that_is_down_for_now_can_be_saved_anyway(
    sign_in: Open, app_loop: LoopRunner, book: ProfileBook
) -> None:
    async def scenario() -> None:
        async with FaultyServer() as server:
            server.play(reply(503, b"later"))
            form = sign_in()
            form.fill(server.origin)
            await form.press()
            assert not book.profiles()
            await form.press("Save anyway")
            assert len(form.connected) == 1

    app_loop.run(scenario())


def test_the_key_is_in_no_text_of_the_dialog(
    sign_in: Open, app_loop: LoopRunner, caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario() -> None:
        async with FaultyServer() as server:
            server.play(reply(401, KEY.encode()))
            form = sign_in()
            form.fill(server.origin)
            await form.press()
            assert form.said
            assert KEY not in form.said
            assert KEY not in repr(form.dialog._secrets)

    app_loop.run(scenario())
    assert KEY not in caplog.text
