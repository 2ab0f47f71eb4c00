"""Forwarders: tested before they are used, kept in the right places, never with the key."""

from __future__ import annotations

import asyncio
import stat

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from facespace_desk.credentials import KeyringTrouble
from facespace_desk.facespace.model.forward import read_headers, write_headers
from facespace_desk.facespace.view.forward_dialog import ForwardDialog
from tests.facespace.tab_fixtures import (
    MIRA,
    PROFILE,
    Bench,
    bench,
    button,
    dialogs,
    field,
    look,
    make_bench,
    press,
    running_simulators,
    simulators,
    texts,
)

__all__ = ["bench", "look", "make_bench", "running_simulators", "simulators"]


def opened(bench: Bench) -> ForwardDialog:
    bench.tab.open_forwarders()
    return dialogs(ForwardDialog)[0]


def fill(bench: Bench, dialog: ForwardDialog, *, headers: str = "", file: bool = False) -> None:
    check(dialog, "Post to a web hook")
    field(dialog, "Address", QLineEdit).setText(bench.simulators.webhook_url)
    field(dialog, "Headers", QPlainTextEdit).setPlainText(headers)
    if file:
        check(dialog, "Write to a log file")


def sent(bench: Bench) -> int:
    status = bench.models.forward.webhook_status
    return status.sent if status else 0


def check(dialog: ForwardDialog, words: str, *, on: bool = True) -> None:
    box = button(dialog, words)
    assert isinstance(box, QCheckBox)
    box.setChecked(on)


async def save(bench: Bench, dialog: ForwardDialog) -> None:
    press(dialog, "Save")
    await bench.until(lambda: not dialogs(ForwardDialog))


def test_test_post_reaches_the_receiver_without_names_or_key(bench: Bench) -> None:
    async def scenario() -> None:
        dialog = opened(bench)
        fill(bench, dialog, headers="X-Token: of-mine")
        press(dialog, "Send a test post")
        await bench.until(lambda: "The webhook answered 200" in texts(dialog))
        [post] = bench.control.webhook()
        headers = {name.lower(): value for name, value in dict(post["headers"]).items()}
        assert headers["x-token"] == "of-mine"
        assert "x-api-key" not in headers
        assert bench.simulators.api_key not in str(post)
        assert "Mira" not in post["body"]
        bench.control.set_switch(webhook_status=500)
        press(dialog, "Send a test post")
        await bench.until(lambda: "answered 500" in texts(dialog))
        press(dialog, "Cancel")

    bench.run(scenario)


def test_what_is_saved_posts_counts_and_comes_back(bench: Bench) -> None:
    async def scenario() -> None:
        dialog = opened(bench)
        fill(bench, dialog, headers="X-Desk: 7", file=True)
        await save(bench, dialog)
        await bench.control.arrived(2, "webhook")
        post = bench.control.webhook()[-1]
        assert "Mira Holt" in post["body"]
        assert bench.simulators.api_key not in str(post)
        await bench.until(lambda: sent(bench) >= 2)
        again = opened(bench)
        await bench.until(lambda: "posts sent" in texts(again))
        assert "lines written" in texts(again)
        again.reject()
        log = bench.models.forward.log_path
        await bench.until(log.exists)
        assert stat.S_IMODE(log.stat().st_mode) == 0o600
        await bench.reopen()
        assert bench.models.forward.choice.webhook_on
        dialog = opened(bench)
        assert field(dialog, "Address", QLineEdit).text() == bench.simulators.webhook_url
        assert field(dialog, "Headers", QPlainTextEdit).toPlainText() == "X-Desk: 7"
        dialog.reject()

    bench.run(scenario)


def test_switching_the_hook_off_forgets_neither_address_nor_headers(bench: Bench) -> None:
    async def scenario() -> None:
        dialog = opened(bench)
        fill(bench, dialog, headers="X-Desk: 7")
        await save(bench, dialog)
        dialog = opened(bench)
        check(dialog, "Post to a web hook", on=False)
        await save(bench, dialog)
        assert bench.models.forward.webhook_status is None
        await bench.reopen()
        dialog = opened(bench)
        assert "Off." in texts(dialog)
        assert field(dialog, "Address", QLineEdit).text() == bench.simulators.webhook_url
        await save(bench, dialog)
        kept = await bench.credentials.load(PROFILE, "facespace", "webhook_url")
        assert kept is not None
        assert kept.reveal() == bench.simulators.webhook_url

    bench.run(scenario)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://receiver.example/x", "Plain http is allowed for this computer only"),
        ("receiver.example", "must begin with https://"),
        ("https://receiver.example/?key={key}", "contains the FaceSpace key"),
    ],
)
def test_refused_address_is_told_at_its_field(bench: Bench, address: str, words: str) -> None:
    async def scenario() -> None:
        dialog = opened(bench)
        fill(bench, dialog)
        edit = field(dialog, "Address", QLineEdit)
        edit.setText(address.replace("{key}", bench.simulators.api_key))
        for name in ("Send a test post", "Save"):
            waiting = asyncio.ensure_future(bench.emitted(bench.models.forward.refused))
            await asyncio.sleep(0)
            press(dialog, name)
            await waiting
            assert words in edit.accessibleDescription()
            assert edit.accessibleDescription() in texts(dialog)
        assert dialogs(ForwardDialog)
        assert bench.models.forward.webhook_status is None
        assert button(dialog, "Save").isEnabled()
        dialog.reject()

    bench.run(scenario)


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ("Authorization Bearer x", "Line 1 is not a header"),
        ("A: 1\na: 2", "stands there twice"),
        ("Host: other", "is set by the connection itself"),
    ],
)
def test_refused_header_is_told_at_its_field(bench: Bench, headers: str, words: str) -> None:
    async def scenario() -> None:
        dialog = opened(bench)
        fill(bench, dialog, headers=headers)
        press(dialog, "Save")
        edit = field(dialog, "Headers", QPlainTextEdit)
        await bench.until(lambda: words in edit.accessibleDescription())
        assert field(dialog, "Address", QLineEdit).accessibleDescription().startswith("https, or")
        dialog.reject()

    bench.run(scenario)


def test_key_store_in_trouble_is_said_and_the_dialog_stays_usable(bench: Bench) -> None:
    async def scenario() -> None:
        async def locked(*_: object) -> None:
            raise KeyringTrouble("The key store is locked.")

        bench.credentials.save = locked  # type: ignore[assignment]
        dialog = opened(bench)
        fill(bench, dialog)
        press(dialog, "Save")
        await bench.until(lambda: "The key store is locked." in texts(dialog))
        assert button(dialog, "Save").isEnabled()
        assert bench.models.forward.webhook_status is not None
        dialog.reject()

    bench.run(scenario)


def test_masked_posts_hold_no_names(bench: Bench) -> None:
    async def scenario() -> None:
        dialog = opened(bench)
        fill(bench, dialog, file=True)
        check(dialog, "Write pseudonyms instead of names")
        await save(bench, dialog)
        bench.control.script(MIRA)
        await bench.control.arrived(2, "webhook")
        assert all("Mira" not in post["body"] for post in bench.control.webhook())
        await bench.models.forward.close()
        assert "Mira" not in bench.models.forward.log_path.read_text()

    bench.run(scenario)


def test_dialog_goes_with_the_slice(bench: Bench) -> None:
    async def scenario() -> None:
        opened(bench)
        await bench.close()
        assert not dialogs(ForwardDialog)

    bench.run(scenario)


def test_headers_are_read_as_they_are_written() -> None:
    headers = {"Authorization": "Bearer a:b", "X-Empty": ""}
    assert read_headers(write_headers(headers)) == headers
    assert read_headers("\n \n") == {}
