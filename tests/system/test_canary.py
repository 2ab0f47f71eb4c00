"""A key and a name that must be found nowhere but in the encrypted store.

The console runs as a program of its own on a server that takes the canary key and reports the
canary name, in good answers and in all kinds of bad ones. Then everything it left on disk and said
is searched.
"""

from __future__ import annotations

import asyncio
import json
import signal
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit

from facespace_desk.credentials import Credentials, Kept, Secret
from facespace_desk.facespace.logfile import FILE_NAME
from facespace_desk.facespace.model.forward import KIND as FORWARD
from facespace_desk.modelkit.display import NameMask
from facespace_desk.modelkit.filter_shelf import FilterShelf
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.opening import STORE_KEY
from facespace_desk.paths import Paths
from facespace_desk.profiles import read_profile_file
from facespace_desk.shell.services import SERVICES
from facespace_desk.store import Store, StoredSighting
from facespace_desk.widgets.export_dialog import ExportDialog
from tests.facespace.tab_fixtures import (
    Bench,
    column,
    dialogs,
    look,
    make_bench,
    press,
    running_simulators,
    simulators,
    texts,
)
from tests.keyring_daemon import Bus
from tests.limits import LIMITS, PATIENCE_S
from tests.programs import Home, linux_only
from tests.simulators import RunningSimulators, simulator_in_thread

__all__ = ["look", "make_bench", "running_simulators", "simulators"]

pytestmark = linux_only

KEY = "canarykey-9d41f07b2c"
HOOK = "canaryhook-55ae10"
HMAC_KEY = "canaryhmac-77b3"
NAME = "Quillon Canarybird"
SECRETS = (KEY, HOOK, HMAC_KEY)
POLL_S = 0.1

PICTURE = {"north-gate": [NAME], NAME: [], "lobby": ["Mira Holt", NAME]}
LOGS = f'{{"north-gate": ["{NAME} @ 07:59:03 21/11/26", "{NAME} @ no time at all"]}}'
BAD_ANSWERS = (
    {"kind": "status", "status": 500, "error": NAME},
    {"kind": "status", "status": 429, "error": NAME, "retry_after": "0"},
    {"kind": "html", "status": 502},
    {"kind": "redirect"},
    {"kind": "truncated"},
    {"kind": "drop"},
    {"kind": "body", "body": f"{NAME} has come"},
    {"kind": "body", "body": json.dumps([NAME])},
    {"kind": "body", "body": json.dumps({"north-gate": NAME, "lobby": [{"label": NAME}]})},
    {"kind": "body", "body": json.dumps({"stop": NAME})},
)


@pytest.fixture
def service() -> Iterator[RunningSimulators]:
    with simulator_in_thread(KEY) as running:
        running.control.script(PICTURE)
        running.control.fault("body", body=LOGS, operation="logs", times=1000)
        yield running


@pytest.fixture
def profile(tmp_path: Path, service: RunningSimulators) -> Path:
    file = tmp_path / "given" / "profile.json"
    file.parent.mkdir()
    facespace = {
        "base_url": service.base_url,
        "api_key": KEY,
        "webhook_url": f"{service.webhook_url}/{HOOK}?token={HOOK}",
        "webhook_hmac_key": HMAC_KEY,
        "poll_interval_s": POLL_S,
    }
    file.write_text(json.dumps({"services": {"facespace": facespace}}))
    return file


@pytest.fixture
def home(tmp_path: Path, system_keyring: Bus) -> Home:
    address = {"DBUS_SESSION_BUS_ADDRESS": system_keyring.address}
    return Home(tmp_path / "home", keyring=address)


async def open_store(home: Home) -> Store:
    """The console's store, with the key from the keyring."""
    key, kept = await Credentials().random_key(*STORE_KEY)
    assert kept is Kept.KEYRING
    return await Store.open(home.paths.store_file, key)


async def prepare(home: Home, profile_id: str) -> None:
    """What an operator would have done before: a filter kept, forwarders chosen."""
    home.paths.make()
    store = await open_store(home)
    shelf = FilterShelf(store, profile_id, "facespace.live")
    shelf.keep(NAME, Filter(chips=(Chip(column="person", op=Op.CONTAINS, text=NAME),)))
    await shelf.close()
    choice = {"webhook_on": True, "log_to_file": True, "log_level": "heartbeat"}
    await store.views.put(profile_id, FORWARD, "choice", json.dumps(choice))
    await store.close()


async def kept(home: Home, profile_id: str) -> tuple[list[StoredSighting], list[str], list[str]]:
    """Sightings, names of filters and notices of the store that the console left."""
    store = await open_store(home)
    rows = await store.sightings.between(profile_id, 0, 2**62)
    filters = await store.views.list(profile_id, "facespace.live.filter")
    await store.close()
    return rows, [document.name for document in filters], store.notices


def places_of(text: str, folder: Path) -> list[str]:
    """Files below *folder* whose name or bytes hold *text*, in any of its usual forms."""
    forms = {
        text.encode(),
        text.encode("utf-16-le"),
        urllib.parse.quote(text).encode(),
        urllib.parse.quote_plus(text).encode(),
        text.rpartition(" ")[2].encode(),  # a family name alone is too much too
    }
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if text in path.name
        or (path.is_file() and any(form in path.read_bytes() for form in forms))
    ]


def live_through_trouble(service: RunningSimulators) -> None:
    """Good pictures, then each bad answer with a good one after it, then a refused key."""
    control = service.control

    async def see(more: int, operation: str) -> None:
        there = len(control.requests(operation))
        await control.arrived(there + more, operation, timeout_s=PATIENCE_S)

    asyncio.run(control.arrived(3, "webhook", timeout_s=2 * PATIENCE_S))
    for answer in BAD_ANSWERS:
        control.call("POST", "inject", {"operation": "recognition"} | answer)
        asyncio.run(see(2, "recognition"))
    control.fault("status", status=401, error=f"{KEY} of {NAME}", operation="recognition")
    asyncio.run(see(1, "recognition"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_key_and_name_are_found_in_the_encrypted_store_only(
    home: Home, profile: Path, service: RunningSimulators, number: signal.Signals
) -> None:
    profile_id = read_profile_file(profile)[0].id
    asyncio.run(prepare(home, profile_id))
    arguments = ("--profile", str(profile), "--debug", "--log-filter", "net,facespace")
    with home.console(*arguments) as process:
        live_through_trouble(service)
        home.until_said("FaceSpace is lost: signed out")
        begun = time.monotonic()
        process.send_signal(number)
        status = process.wait(PATIENCE_S)
    if number is signal.SIGTERM:
        assert status == 0, home.said
        assert time.monotonic() - begun < LIMITS.quit_s
    print(home.said)
    print(*[p for p in home.folder.rglob("*") if p.is_file()], sep="\n")
    for secret in SECRETS:
        assert places_of(secret, home.folder) == []
    asked_for = str((home.paths.data / FILE_NAME).relative_to(home.folder))
    assert places_of(NAME, home.folder) == [asked_for]
    assert "Traceback" not in home.said
    rows, filters, notices = asyncio.run(kept(home, profile_id))
    assert {row.label for row in rows} >= {NAME, "Mira Holt"}
    assert filters == [NAME]
    assert notices == []
    assert not service.control.trapped()
    assert not service.control.take_faults()  # among them: the key reached the web hook


def test_a_demo_with_pictures_leaves_the_pictures_only(tmp_path: Path) -> None:
    home, out = Home(tmp_path / "home"), tmp_path / "out"
    arguments = ("--demo", "--screenshot", str(out), "--theme", "dark", "--size", "1200x700")
    arguments += ("--wait", str(PATIENCE_S))
    with home.console(*arguments) as process:
        assert process.wait(4 * PATIENCE_S) == 0, home.said
    assert home.said == ""
    assert [path.name for path in home.folder.rglob("*") if path.is_file()] == ["said.txt"]
    assert {path.name for path in out.iterdir()} == {f"{each.id}-dark.png" for each in SERVICES}
    for picture in out.iterdir():  # a file that is handed on says what it shows, only
        assert not QImage(str(picture)).textKeys()


@pytest.mark.parametrize(
    ("mask", "holders"),
    [(NameMask.FULL, ["rows.csv", "rows.csv.manifest.json"]), (NameMask.PSEUDONYM, [])],
)
def test_an_export_holds_the_name_where_it_was_asked_to_only(
    make_bench: Bench, paths: Paths, tmp_path: Path, mask: NameMask, holders: list[str]
) -> None:
    bench, asked = make_bench, tmp_path / "asked"
    asked.mkdir()
    bench.control.script(PICTURE)

    async def scenario() -> None:
        bench.store = await Store.open(paths.store_file, Secret("5a" * 32))
        await bench.open()
        page = bench.tab.live.presences
        await bench.until(lambda: page.model.rowCount() >= len(PICTURE))
        page.set_filter(Filter(chips=(Chip(column="person", op=Op.CONTAINS, text=NAME),)))
        await bench.until(lambda: set(column(page, "Reported as")) == {NAME})
        bench.display.set_mask(mask)
        bench.tab.export_wanted.emit("live", page)
        [dialog] = dialogs(ExportDialog)
        [place] = [each for each in dialog.findChildren(QLineEdit) if each.text().endswith(".csv")]
        assert NAME not in place.text()
        place.setText(str(asked / "rows.csv"))
        press(dialog, "Export")
        await bench.until(lambda: "written to" in texts(dialog))
        dialog.reject()
        await bench.store.flush()

    bench.run(scenario)
    assert (asked / "rows.csv").exists()
    assert sorted(places_of(NAME, asked)) == holders
    assert places_of(NAME, paths.config.parent) == []
