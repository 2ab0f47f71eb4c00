"""Credentials, tokens and what cameras say, through all of CAM2: none of it is found outside.

The seeded clients' credentials are the canaries, as are the tokens and secrets that the simulator
issues, a login in a camera's address, and words that every camera says. All that the console logs,
keeps, shows, exports and reports is searched.
"""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.view.camera_form import CameraForm
from facespace_desk.cam2.view.clients_dialog import ClientsDialog
from facespace_desk.cam2.view.issued_dialog import IssuedDialog
from facespace_desk.cam2.view.lookup_dialog import LookupDialog
from facespace_desk.cam2.view.picture import PictureView
from facespace_desk.credentials import Secret
from facespace_desk.paths import Paths
from facespace_desk.store.store import Store
from facespace_desk.widgets.export_dialog import ExportDialog
from tests.cam2.tab_fixtures import (
    Bench,
    button,
    cam2,
    dialogs,
    drawn,
    field,
    hit,
    look,
    make_bench,
    pick,
    press,
    running_cam2,
    texts,
)
from tests.cam2_simulator import RunningCam2, cam2_in_thread
from tests.programs import Home, linux_only
from tests.system.test_canary import places_of
from tests.system.traces import all_words, traces_of

__all__ = ["cam2", "look", "make_bench", "running_cam2"]

WORD = "Quillonbird-canary"  # what every camera says
LOGIN = "canary-login"  # stands in the address of a camera
NOBODY = "d" * 24
FORMATS = {each: each.lower() for each in ("CSV", "JSON", "NDJSON", "GeoJSON", "KML", "GPX")}
WAIT_S = 20.0
BAD_ANSWERS: tuple[dict[str, Any], ...] = (
    {"kind": "status", "status": 500, "error": WORD},
    {"kind": "status", "status": 422, "error": WORD},
    {"kind": "status", "status": 403, "error": WORD},
    {"kind": "html", "status": 502},
    {"kind": "truncated"},
    {"kind": "drop"},
    {"kind": "redirect"},
    {"kind": "body", "body": f"{WORD} has come"},
    {"kind": "body", "body": json.dumps({"message": WORD})},
)


def canary_page() -> str:
    """A page of cameras whose every text is a canary, one with a login in its address."""
    said = dict.fromkeys(("source", "city", "state", "country", "timezone_name"), WORD)
    url = f"http://{LOGIN}:{WORD}@127.0.0.1:9/{WORD}.jpg?key={WORD}"
    camera = {"cameraID": "c" * 24, "type": "non_ip", "retrieval": {"snapshot_url": url}}
    return json.dumps([camera | said | {"latitude": 1.0, "longitude": 2.0}])


def secrets_of(simulator: RunningCam2) -> set[str]:
    """The credentials, and every token and secret that was ever sent."""
    found = {text for client in simulator.clients.values() for text in client}
    for request in simulator.control.requests():
        found.add(request["headers"].get("authorization", "").removeprefix("Bearer "))
    return found - {""}


@pytest.mark.timeout(300)  # it does a whole day's work
def test_nothing_of_a_whole_session_is_found_outside_the_store(
    make_bench: Bench, paths: Paths, tmp_path: Path
) -> None:
    bench, asked = make_bench, tmp_path / "asked"
    asked.mkdir()
    issued: list[str] = []
    seen: list[str] = []

    async def scenario() -> None:
        bench.store = await Store.open(paths.store_file, Secret("5a" * 32))
        await bench.open()
        camera = await looked_at_everything(bench, seen)
        await exported_everything(bench, asked, seen)
        await searched_again(bench)
        await wrote(bench, camera, seen)
        issued.append(await issued_secret(bench, seen))
        await through_trouble(bench, seen)
        await bench.store.flush()
        await bench.close()
        await bench.store.close()

    traces = traces_of(scenario, bench, paths, asked, seen)
    assert len(traces.lines) > 500
    assert len([path for path in asked.iterdir() if path.suffix != ".png"]) >= 6
    secrets = secrets_of(bench.simulator) | set(issued)
    assert len(secrets) >= 8
    for secret in (*secrets, LOGIN):
        assert traces.of(secret) == []
    assert WORD not in traces.report
    assert WORD not in traces.logged
    assert places_of(WORD, traces.kept) == []
    assert places_of(WORD, asked)  # what was asked for, and only there
    for picture in asked.glob("*.png"):
        assert not QImage(str(picture)).textKeys()
    assert not bench.control.take_faults()  # among them: a header that followed a redirect


async def looked_at_everything(bench: Bench, seen: list[str]) -> Camera:
    """Search, pictures good and bad, lookup, a hostile camera; the camera that was looked at."""
    camera = bench.camera(
        lambda camera: camera.type == "ip" and camera.still_url and camera.city and camera.place
    )
    bench.control.set_switch(picture="still")
    await show_picture(bench, camera)
    bench.control.set_switch(picture="html")
    press(bench.tab.detail, "Refresh")
    await bench.until(lambda: bench.models.preview.state.error is not None, WAIT_S)
    hit(bench.tab.list.table, "Ctrl+L")
    [dialog] = dialogs(LookupDialog)
    field(dialog, "IDs to look up", QPlainTextEdit).setPlainText(f"{camera.camera_id} {NOBODY}")
    press(dialog, "Look up")
    await bench.until(lambda: "1 of 2 found" in texts(dialog), WAIT_S)
    seen.append(all_words(dialog))
    dialog.reject()
    bench.control.fault("body", operation="search", body=canary_page())
    await searched_again(bench)
    hostile = bench.camera(lambda camera: camera.source == WORD)
    bench.models.notes.set_note(hostile, WORD)
    bench.models.cameras.select((hostile.camera_id,))
    await drawn()
    press(bench.tab.detail, "Show picture")
    await bench.until(lambda: bench.models.preview.state.error is not None, WAIT_S)
    [picture] = bench.tab.detail.findChildren(PictureView)  # beside it stands the whole address
    seen += [picture.text, repr(bench.models.preview.state.error)]
    return camera


async def searched_again(bench: Bench) -> None:
    press(bench.tab.form, "Search")
    await bench.searched()


async def exported_everything(bench: Bench, folder: Path, seen: list[str]) -> None:
    """What the list shows, with every column, in every format; and a picture of the window."""
    header = bench.tab.list.table.header
    for column in bench.tab.list.model.columns:
        header.set_column_visible(column.key, True)
    for title, ending in FORMATS.items():
        seen.append(await exported(bench, f"{title},", folder / f"cameras.{ending}"))
    assert bench.window.grab().save(str(folder / "window.png"))


async def exported(bench: Bench, title: str, path: Path) -> str:
    """Export in the format whose name begins with *title*; what the dialog said."""
    press(bench.tab.list, "Export")
    [dialog] = dialogs(ExportDialog)
    formats = field(dialog, "Format", QComboBox)
    offered = [formats.itemText(place) for place in range(formats.count())]
    pick(dialog, "Format", next(each for each in offered if each.startswith(title)))
    [place] = [each for each in dialog.findChildren(QLineEdit) if path.suffix in each.text()]
    place.setText(str(path))
    press(dialog, "Export")
    await bench.until(lambda: "written to" in texts(dialog), WAIT_S)
    said = all_words(dialog)
    dialog.reject()
    return said


async def show_picture(bench: Bench, camera: Camera) -> None:
    bench.models.cameras.select((camera.camera_id,))
    await drawn()
    press(bench.tab.detail, "Show picture")
    await bench.until(lambda: bench.models.preview.state.still is not None, WAIT_S)


async def wrote(bench: Bench, camera: Camera, seen: list[str]) -> None:
    """An edit with a canary, refused at first."""
    bench.models.cameras.select((camera.camera_id,))
    await bench.until(lambda: button(bench.tab.detail, "Edit").isEnabled(), WAIT_S)
    press(bench.tab.detail, "Edit")
    await bench.until(lambda: dialogs(CameraForm), WAIT_S)
    [form] = dialogs(CameraForm)
    field(form, "City").setText(WORD)
    press(form, "Compare")
    await bench.until(lambda: "1 field of camera" in texts(form), WAIT_S)
    bench.control.fault("status", operation="update", status=409, error=f"{WORD} is taken")
    press(form, "Write the changes")
    await bench.until(
        lambda: f"{WORD} is taken" in texts(form) and button(form, "Write").isEnabled(), WAIT_S
    )
    seen.append(all_words(form))
    press(form, "Write the changes")
    await bench.until(lambda: not dialogs(CameraForm), WAIT_S)


async def issued_secret(bench: Bench, seen: list[str]) -> str:
    """Register a client; its secret, which the service shows once."""
    menu = bench.tab.administration.menu()
    [clients] = [each for each in menu.actions() if each.text().startswith("Clients")]
    clients.trigger()
    await bench.until(lambda: dialogs(ClientsDialog), WAIT_S)
    [dialog] = dialogs(ClientsDialog)
    field(dialog, "Owner of the new client").setText(WORD)
    press(dialog, "Register a client")
    await bench.until(lambda: dialogs(IssuedDialog), WAIT_S)
    [shown] = dialogs(IssuedDialog)
    secret = shown._new.secret.reveal()
    press(shown, "Keep in the key store")
    await bench.until(lambda: "among the secrets issued" in texts(shown), WAIT_S)
    seen += [all_words(shown), all_words(dialog), repr(shown._new)]
    shown.reject()
    dialog.reject()
    return secret


async def through_trouble(bench: Bench, seen: list[str]) -> None:
    """Bad answers to searches, and to the sign-in that follows an expiry."""
    for answer in BAD_ANSWERS:
        await broken_off(bench, "search", answer, seen)
    for status in (401, 404, 500):
        bench.control.call("POST", "expire")
        await broken_off(bench, "auth", {"kind": "status", "status": status, "error": WORD}, seen)


async def broken_off(bench: Bench, operation: str, answer: dict[str, Any], seen: list[str]) -> None:
    bench.control.call("POST", "inject", {"operation": operation, "times": 9} | answer)
    press(bench.tab.form, "Search")
    await bench.until(lambda: "Broken off" in bench.tab.results.text, WAIT_S)
    await bench.until(lambda: not bench.models.search.is_running, WAIT_S)
    seen += [all_words(bench.tab), repr(bench.models.search.state.error)]
    bench.control.clear_faults()


# the program


@pytest.fixture
def service() -> Iterator[RunningCam2]:
    with cam2_in_thread() as running:
        yield running


@linux_only
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_the_program_leaves_no_credential_behind(
    tmp_path: Path, service: RunningCam2, number: signal.Signals
) -> None:
    home = Home(tmp_path / "home")
    profile = tmp_path / "given" / "profile.json"
    profile.parent.mkdir()
    client_id, client_secret = service.clients["admin"]
    entry = {
        "base_url": service.base_url,
        "client_id": client_id,
        "client_secret": client_secret,
        "terms_accepted": "2026-01-31",
        "terms_purpose": "Testing the console",
    }
    profile.write_text(json.dumps({"services": {"cam2": entry}}))
    service.control.fault("body", operation="search", body=canary_page())
    arguments = ("--profile", str(profile), "--debug")
    with home.console(*arguments) as process:
        asyncio.run(service.control.arrived(1, "search", timeout_s=30))
        asyncio.run(service.control.arrived(1, "change_log", timeout_s=30))
        home.until_said("CAM2, search: 200")
        process.send_signal(number)
        status = process.wait(WAIT_S)
    if number is signal.SIGTERM:
        assert status == 0, home.said
    for secret in (*secrets_of(service), LOGIN, WORD):
        assert places_of(secret, home.folder) == []
    assert "Traceback" not in home.said
    assert not service.control.take_faults()
