"""Signing in to a service with two secrets and options of its own, against its simulator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QSpinBox, QWidget

from facespace_desk.credentials import Credentials, Secret
from facespace_desk.profiles import Profile, ProfileBook, ServiceConfig
from facespace_desk.shell.cam2_entry import CAM2
from facespace_desk.shell.sign_in import SignInDialog
from facespace_desk.shell.verdict import Verdict
from facespace_desk.widgets.theme import ThemeSwitch
from tests.cam2_simulator import RunningCam2, cam2, running_cam2
from tests.conftest import LoopRunner, MemoryKeyring
from tests.servers.faulty import FaultyServer, reply
from tests.servers.socks import socks_proxy
from tests.shell.conftest import Reported

__all__ = ["cam2", "running_cam2"]

OPTIONS = {"page_cap": 50, "terms_accepted": "2025-03-31", "radius_unit": "m"}


class Form:
    """The dialog as an operator uses it."""

    def __init__(self, dialog: SignInDialog, app_loop: LoopRunner) -> None:
        self.dialog = dialog
        self._app_loop = app_loop
        self.connected: list[Profile] = []
        dialog.connected.connect(self.connected.append)

    def field(self, name: str) -> Any:
        """The field with this label, whether it is folded away or not."""
        [found] = [
            part
            for kind in (QLineEdit, QCheckBox, QComboBox, QSpinBox)
            for part in self.dialog.findChildren(kind)
            if part.accessibleName() == name or (kind is QCheckBox and part.text() == name)
        ]
        return found

    def button(self, text: str) -> QPushButton:
        return next(
            found for found in self.dialog.findChildren(QPushButton) if found.text() == text
        )

    @property
    def said(self) -> str:
        verdict = self.dialog.findChild(Verdict)
        return "" if verdict is None or verdict.isHidden() else verdict.text

    def is_open(self) -> bool:
        """Whether the further options are shown."""
        shown: QWidget = self.field("Proxy")
        return shown.isVisible()

    def fill(self, address: str, client_id: str = "", secret: str = "") -> None:
        self.field("Server address").setText(address)
        self.field("Client ID").setText(client_id)
        self.field("Client secret").setText(secret)

    async def press(self, text: str = "Connect") -> None:
        self.button(text).click()
        await self._app_loop.until(lambda: not self.dialog._tasks.is_running("connect"))


Open = Callable[..., Form]


@pytest.fixture
def sign_in(
    app_loop: LoopRunner,
    look: ThemeSwitch,
    book: ProfileBook,
    credentials: Credentials,
    report: Reported,
) -> Iterator[Open]:
    forms: list[Form] = []

    def open_form(profile: Profile | None = None) -> Form:
        dialog = SignInDialog(CAM2, profile, book=book, credentials=credentials, report=report)
        dialog.open()
        forms.append(Form(dialog, app_loop))
        return forms[-1]

    yield open_form
    for form in forms:
        if shiboken6.isValid(form.dialog):
            form.dialog.close()


@pytest.fixture
def catalogue(
    book: ProfileBook, credentials: Credentials, cam2: RunningCam2, app_loop: LoopRunner
) -> Profile:
    """A saved profile that is connected to the simulator."""
    names = ("client_id", "client_secret")
    config = ServiceConfig(cam2.base_url, names, dict(OPTIONS))
    profile = book.create("Catalogue", {"cam2": config})

    async def keep() -> None:
        for name, value in zip(names, cam2.clients["user"], strict=True):
            await credentials.save(profile.id, "cam2", name, Secret(value))

    app_loop.run(keep())
    return profile


def test_both_secrets_are_tried_and_kept(
    sign_in: Open, app_loop: LoopRunner, credentials: Credentials, cam2: RunningCam2
) -> None:
    form = sign_in()
    client_id, secret = cam2.clients["admin"]
    form.fill(cam2.base_url, f" {client_id} ", secret)

    async def scenario() -> None:
        await form.press()
        (profile,) = form.connected
        config = profile.services["cam2"]
        assert config == ServiceConfig(cam2.base_url, ("client_id", "client_secret"), {})
        kept = [await credentials.load(profile.id, "cam2", name) for name in config.secret_names]
        assert kept == [Secret(client_id), Secret(secret)]

    app_loop.run(scenario())


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (("f" * 96, None), "CAM2 does not know this client ID"),
        ((None, "f" * 96), "CAM2 did not accept the client secret"),
    ],
)
def test_which_of_the_two_is_wrong_is_said(
    sign_in: Open,
    app_loop: LoopRunner,
    book: ProfileBook,
    cam2: RunningCam2,
    wrong: tuple[str | None, str | None],
    words: str,
) -> None:
    form = sign_in()
    client_id, secret = (
        typed or right for typed, right in zip(wrong, cam2.clients["user"], strict=True)
    )
    form.fill(cam2.base_url, client_id, secret)
    app_loop.run(form.press())
    cam2.control.take_faults()
    assert words in form.said
    assert not book.profiles()


def test_what_cannot_be_a_secret_is_said_beside_the_field_without_a_request(
    sign_in: Open, app_loop: LoopRunner
) -> None:
    async def scenario() -> None:
        async with FaultyServer() as server:
            form = sign_in()
            form.fill(server.origin, "abc", "short")
            form.button("Connect").click()
            assert "has 96 characters; this one has 3" in (
                form.field("Client ID").accessibleDescription()
            )
            assert "at least 71" in form.field("Client secret").accessibleDescription()
            form.fill(server.origin)
            form.button("Connect").click()
            assert form.field("Client ID").accessibleDescription() == "The client ID is missing."
            assert not form.dialog._tasks.is_running("connect")
            assert not server.requests

    app_loop.run(scenario())


def test_options_are_folded_away_and_only_unusual_ones_are_kept(
    sign_in: Open, app_loop: LoopRunner, cam2: RunningCam2
) -> None:
    form = sign_in()
    form.fill(cam2.base_url, *cam2.clients["user"])
    assert not form.is_open()
    form.button("More options").click()
    assert form.is_open()
    assert (form.field("Search at most").value(), form.field("Radius sent in").currentText()) == (
        200,
        "Kilometres",
    )
    form.field("Radius sent in").setCurrentText("Metres")
    form.field("Camera addresses").setCurrentText("In private networks as well")
    form.field("Owner").setText(" Roads ")
    app_loop.run(form.press())
    (profile,) = form.connected
    assert profile.services["cam2"].options == {
        "radius_unit": "m",
        "camera_addresses": "private",
        "owner": "Roads",
    }


def test_unusual_options_are_shown_and_the_others_stay(
    sign_in: Open, app_loop: LoopRunner, catalogue: Profile
) -> None:
    form = sign_in(catalogue)
    assert form.is_open()
    assert form.field("Search at most").value() == 50
    assert form.field("Radius sent in").currentText() == "Metres"
    form.field("Search at most").setValue(200)
    app_loop.run(form.press())
    (profile,) = form.connected
    options = profile.services["cam2"].options
    assert options == {"terms_accepted": "2025-03-31", "radius_unit": "m"}


def test_saved_secrets_stay_when_nothing_is_typed(
    sign_in: Open,
    app_loop: LoopRunner,
    credentials: Credentials,
    catalogue: Profile,
    cam2: RunningCam2,
) -> None:
    form = sign_in(catalogue)
    assert form.field("Client ID").text() == ""
    assert "empty to keep" in form.field("Client ID").placeholderText()
    form.field("Owner").setText("Roads")

    async def scenario() -> None:
        await form.press()
        (profile,) = form.connected
        assert profile.services["cam2"].options["owner"] == "Roads"
        assert profile.services["cam2"].secret_names == ("client_id", "client_secret")
        kept = await credentials.load(profile.id, "cam2", "client_secret")
        assert kept == Secret(cam2.clients["user"][1])

    app_loop.run(scenario())


def test_saved_secrets_never_go_to_another_server(
    sign_in: Open, app_loop: LoopRunner, catalogue: Profile
) -> None:
    async def scenario() -> None:
        async with FaultyServer() as server:
            server.play(reply(200, b"{}"))
            form = sign_in(catalogue)
            form.field("Server address").setText(server.origin)
            assert form.field("Client ID").placeholderText() == ""
            form.button("Connect").click()
            assert form.field("Client ID").accessibleDescription() == "The client ID is missing."
            assert not server.requests

    app_loop.run(scenario())


def test_a_saved_secret_that_is_gone_is_asked_for(
    sign_in: Open, app_loop: LoopRunner, catalogue: Profile, memory_keyring: MemoryKeyring
) -> None:
    memory_keyring.entries.clear()
    form = sign_in(catalogue)
    app_loop.run(form.press())
    assert "missing" in form.field("Client ID").accessibleDescription()
    assert not form.connected


def test_the_proxy_is_used_and_checked(
    sign_in: Open, app_loop: LoopRunner, cam2: RunningCam2
) -> None:
    async def scenario() -> None:
        port = int(cam2.origin.rpartition(":")[2])
        async with socks_proxy(port) as proxy:
            form = sign_in()
            form.fill(cam2.base_url, *cam2.clients["user"])
            form.field("Proxy").setText("nonsense")
            form.button("Connect").click()
            assert form.is_open()
            assert "must look like http://" in form.field("Proxy").accessibleDescription()
            form.field("Proxy").setText("http://me:pw@127.0.0.1:1")
            form.button("Connect").click()
            assert "its login belongs" in form.field("Proxy").accessibleDescription()
            form.field("Proxy").setText(f"socks5://127.0.0.1:{proxy.port}")
            form.field("Proxy password").setText("pw-canary")
            await form.press()
            (profile,) = form.connected
            config = profile.services["cam2"]
            assert config.options == {"proxy": f"socks5://127.0.0.1:{proxy.port}"}
            assert config.secret_names == ("client_id", "client_secret", "proxy_password")
            assert proxy.wanted

    app_loop.run(scenario())
