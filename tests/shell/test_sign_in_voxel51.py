"""Signing in to Voxel51: one of two tokens is enough, typed or read from the platform's own kind of
file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QLineEdit

from facespace_desk.credentials import Credentials
from facespace_desk.profiles import Profile, ProfileBook
from facespace_desk.shell.sign_in import SignInDialog
from facespace_desk.shell.verdict import Verdict
from facespace_desk.shell.voxel51_entry import VOXEL51
from facespace_desk.widgets.theme import ThemeSwitch
from tests.conftest import LoopRunner
from tests.shell.conftest import Reported
from tests.voxel_simulator import RunningVoxel, running_voxel, voxel
from tests.window import field, press, texts

__all__ = ["running_voxel", "voxel"]


@pytest.fixture
def dialog(
    app_loop: LoopRunner,
    look: ThemeSwitch,
    book: ProfileBook,
    credentials: Credentials,
    report: Reported,
) -> Iterator[SignInDialog]:
    made = SignInDialog(VOXEL51, None, book=book, credentials=credentials, report=report)
    made.open()
    yield made
    if shiboken6.isValid(made):
        made.close()


def write(path: Path, **members: object) -> str:
    path.write_text(json.dumps({"access_token": members}))
    return str(path)


def test_either_token_alone_opens_the_platform(
    dialog: SignInDialog, app_loop: LoopRunner, voxel: RunningVoxel
) -> None:
    async def scenario() -> None:
        connected: list[Profile] = []
        dialog.connected.connect(connected.append)
        field(dialog, "Server address").setText(voxel.base_url)
        press(dialog, "Connect")
        assert "The user's token or the application's token is missing." in texts(dialog)
        user: QLineEdit = field(dialog, "User's token")
        application: QLineEdit = field(dialog, "Application's token")
        user.setText("no blanks allowed")
        press(dialog, "Connect")
        assert "characters that a token cannot have" in texts(dialog)
        user.setText(voxel.app_token)  # of the other kind
        press(dialog, "Connect")
        verdict = dialog.findChild(Verdict)
        assert verdict is not None
        await app_loop.until(lambda: "did not accept the token" in verdict.text)
        user.clear()
        application.setText(voxel.app_token)
        press(dialog, "Try again")
        await app_loop.until(lambda: connected)
        assert connected[0].services["voxel51"].secret_names == ("app_token",)

    app_loop.run(scenario())


def test_token_file_fills_in_the_key_and_shows_whom_it_goes_to(
    dialog: SignInDialog, app_loop: LoopRunner, voxel: RunningVoxel, tmp_path: Path
) -> None:
    async def scenario() -> None:
        connected: list[Profile] = []
        dialog.connected.connect(connected.append)
        rows = dialog._keys
        edit: QLineEdit = field(dialog, "User's token")
        (tmp_path / "empty.json").write_text("{}")
        rows.read_file("api_token", str(tmp_path / "empty.json"))
        assert "holds no access_token" in texts(dialog)
        foreign = write(tmp_path / "f.json", private_key="k", base_api_url="http://198.51.100.7")
        rows.read_file("api_token", foreign)
        assert edit.text() == ""  # a key never goes to another computer in plain text
        good = write(
            tmp_path / "t.json", private_key=voxel.token, base_api_url=f"{voxel.base_url}/"
        )
        rows.read_file("api_token", good)
        assert f"It is for {voxel.base_url}" in texts(dialog)
        assert field(dialog, "Server address").text() == voxel.base_url
        assert edit.displayText() != voxel.token
        press(dialog, "Connect")
        await app_loop.until(lambda: connected)
        assert connected[0].services["voxel51"].base_url == voxel.base_url

    app_loop.run(scenario())
