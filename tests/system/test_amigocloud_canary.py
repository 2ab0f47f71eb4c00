"""The token, the tickets of the live line, and what events say, after a session with everything:
secrets may be nowhere, what events say only in the encrypted store and where it was asked for.

Everything that was written is searched, and all that the tab showed, copied and told.
"""

from __future__ import annotations

import asyncio
import json
import signal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit

from facespace_desk.amigocloud.model.sources import Sources
from facespace_desk.amigocloud.model.zones import Zone
from facespace_desk.amigocloud.view.tab import CONSOLE, EVENTS, OBJECTS, SQL
from facespace_desk.credentials import Secret
from facespace_desk.modelkit.state import Phase
from facespace_desk.paths import Paths
from facespace_desk.store.store import Store
from facespace_desk.widgets.export_dialog import ExportDialog
from tests.amigo_simulator import PROJECT, RunningAmigo
from tests.amigocloud.tab_fixtures import (
    PROFILE,
    STREETS,
    VEHICLES,
    Bench,
    amigo,
    field,
    look,
    make_bench,
    press,
    running_amigo,
    texts,
)
from tests.conftest import AllowLogs
from tests.programs import Home, linux_only
from tests.system.test_canary import places_of
from tests.system.traces import all_words, traces_of
from tests.window import column, dialogs, pick

__all__ = ["amigo", "look", "make_bench", "running_amigo"]

WORD = "Quillonbird-canary"  # what events, objects and addresses say
FORMATS = {"NDJSON": "ndjson", "CSV": "csv", "GeoJSON": "geojson", "GPX": "gpx"}
WAIT_S = 30.0
BAD_ANSWERS: tuple[dict[str, Any], ...] = (
    {"kind": "status", "status": 500, "error": WORD},
    {"kind": "status", "status": 403, "error": WORD},
    {"kind": "html", "status": 502},
    {"kind": "truncated"},
    {"kind": "drop"},
)


def secrets_of(simulator: RunningAmigo) -> set[str]:
    """All tokens of the account, and every ticket that was given and came back."""
    found = {*simulator.tokens.values(), simulator.project_token}
    for ticket in simulator.control.authentications():
        found |= {str(each["websocket_session"]) for each in ticket["data"] if each}
    return found


@pytest.mark.timeout(300)  # it does a whole day's work
def test_nothing_of_a_whole_session_is_found_outside_the_store(
    make_bench: Bench, paths: Paths, tmp_path: Path, allow_logs: AllowLogs
) -> None:
    allow_logs("live events lost")
    bench, asked = make_bench, tmp_path / "asked"
    asked.mkdir()
    seen: list[str] = []

    async def scenario() -> None:
        bench.store = await Store.open(paths.store_file, Secret("5a" * 32))
        sources = Sources(bench.store, PROFILE)
        sources.want(bench.source(VEHICLES))
        await sources.close()
        bench.control.set_switch(ticket_reply="both")  # it sends every ticket back
        await bench.open()
        await listened(bench, seen)
        await exported_everything(bench, asked, seen)
        await asked_in_the_console(bench, seen)
        await through_trouble(bench, seen)
        await bench.store.flush()
        await bench.close()
        await bench.store.close()

    traces = traces_of(scenario, bench, paths, asked, seen)
    assert len(traces.lines) > 100
    assert len(list(asked.iterdir())) >= 2 * len(FORMATS)
    secrets = secrets_of(bench.simulator)
    assert len(secrets) >= 6
    for secret in secrets:
        assert traces.of(secret) == []
    assert WORD not in traces.report
    assert WORD not in traces.logged
    assert places_of(WORD, traces.kept) == []
    assert places_of(WORD, asked)  # what was asked for, and only there
    assert not bench.control.take_faults()


async def listened(bench: Bench, seen: list[str]) -> None:
    """Events with a canary in them, looked at in every way; the connection in all its facts."""
    tab, models = bench.tab, bench.models
    lat, lon = STREETS
    address = f"https://cloud.example.test/photo?token={bench.simulator.token}&size=s"
    entry = {"object_id": WORD, "latitude": str(lat), "longitude": str(lon), "photo": address}
    for second in range(2):
        stamped = entry | {"timestamp": str(1_700_000_000 + second), "speed": str(second)}
        bench.control.emit(
            "realtime", {"dataset_id": VEHICLES, "data": [stamped]}, dataset=VEHICLES
        )
    bench.control.emit("project:renamed", {"name": WORD})
    await bench.until(lambda: len(models.movers.fleet) == 1, WAIT_S)
    await bench.until(lambda: "authenticated" in column(tab.events, "Type"), WAIT_S)
    await bench.until(lambda: len(column(tab.events, "Type")) >= 5, WAIT_S)
    tab.connection.show_more(True)
    models.zones.add(Zone(WORD, lat, lon, 1.0))
    [key] = models.movers.fleet.keys
    models.objects.toggle_pin(key)
    tab.show_kind(OBJECTS)
    models.chosen.choose(key)
    tab.show_kind(EVENTS)
    tab.events.table.go_to_row(0)
    tab.show_part("detail", is_shown=True)
    await bench.until(lambda: not models.detail.is_reading, WAIT_S)
    for page in range(3):
        tab.detail.show_page(page)
        seen.append(all_words(tab))
    seen += [repr(models.link.info), repr(models.link._options), repr(bench.slice._client)]


async def exported_everything(bench: Bench, folder: Path, seen: list[str]) -> None:
    """All events, in every format."""
    for title, ending in FORMATS.items():
        bench.tab._want_export()
        [dialog] = dialogs(ExportDialog)
        formats = field(dialog, "Format", QComboBox)
        offered = [formats.itemText(place) for place in range(formats.count())]
        pick(dialog, "Format", next(each for each in offered if each.startswith(title)))
        [place] = [each for each in dialog.findChildren(QLineEdit) if f".{ending}" in each.text()]
        place.setText(str(folder / f"events.{ending}"))
        press(dialog, "Export")
        await bench.until(lambda dialog=dialog: "written to" in texts(dialog), WAIT_S)
        seen.append(all_words(dialog))
        dialog.reject()


async def asked_in_the_console(bench: Bench, seen: list[str]) -> None:
    """A request with the token typed into it, one to another server, copies, and SQL."""
    bench.tab.show_mode(CONSOLE)
    page = bench.tab.console
    answered = len(bench.control.requests())
    page.address.setText(f"me/projects?token={bench.simulator.token}&limit=5")
    page.headers.setPlainText(f"X-Note: {WORD}")
    press(page, "Send")
    await bench.until(lambda: "200 OK" in texts(page), WAIT_S)
    assert len(bench.control.requests()) > answered
    for name in ("cURL", "Python"):
        press(page, f"Copy as {name}")
        seen.append(QGuiApplication.clipboard().text())
    for tab_number in range(page.answers.count()):
        page.answers.setCurrentIndex(tab_number)
        seen.append(page.answer.toPlainText())
    typed = page.address.text()
    page.address.setText(f"{bench.simulator.foreign_origin}/api/v1/me")
    press(page, "Send")
    await bench.until(lambda: "The address was not opened" in texts(page), WAIT_S)
    assert bench.simulator.token in typed  # the operator's own hand put it there, and only there
    seen += [texts(page), *(repr(each) for each in page.history.list.titles)]
    bench.tab.show_mode(SQL)
    projects = bench.models.data.projects
    await bench.until(lambda: projects.projects, WAIT_S)
    projects.choose(PROJECT)
    await bench.until(lambda: bench.models.data.sql.project is not None, WAIT_S)
    bench.tab.sql.ask_about(f"SELECT '{WORD}' AS word")
    press(bench.tab.sql, "Run")
    history = bench.models.data.sql.history
    await bench.until(lambda: [each for each in history.entries if each.outcome], WAIT_S)
    seen.append(all_words(bench.tab.sql))


async def through_trouble(bench: Bench, seen: list[str]) -> None:
    """Bad answers where tickets are fetched, then where projects are listed."""
    link = bench.models.link
    for answer in BAD_ANSWERS:
        bench.control.call("POST", "inject", {"operation": "*", "times": 40} | answer)
        link.reconnect()
        await bench.until(lambda: bench.slice.state.error is not None, WAIT_S)
        bench.models.data.projects.refresh()
        await bench.until(lambda: bench.models.data.projects.state.error is not None, WAIT_S)
        seen += [all_words(bench.tab), repr(bench.slice.state), str(link.gaps)]
        seen += [repr(bench.models.data.projects.state)]
        bench.control.clear_faults()
        link.reconnect()
        bench.models.data.projects.refresh()
        await bench.until(lambda: bench.slice.state.phase is Phase.LIVE, WAIT_S)
        await bench.until(lambda: bench.models.data.projects.state.error is None, WAIT_S)
    seen += [words for words, _tone in bench.told]


# the program


@linux_only
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_the_program_leaves_no_token_behind(
    tmp_path: Path, amigo: RunningAmigo, number: signal.Signals
) -> None:
    home = Home(tmp_path / "home")
    profile = tmp_path / "given" / "profile.json"
    profile.parent.mkdir()
    entry = {"base_url": amigo.base_url, "token": amigo.token}
    profile.write_text(json.dumps({"services": {"amigocloud": entry}}))
    with home.console("--profile", str(profile), "--debug") as process:
        asyncio.run(amigo.control.subscribed(1, 60))
        asyncio.run(amigo.control.arrived(1, "projects", timeout_s=60))
        amigo.control.emit("project:renamed", {"name": WORD})
        process.send_signal(number)
        status = process.wait(WAIT_S)
    if number is signal.SIGTERM:
        assert status == 0, home.said
    for secret in (*secrets_of(amigo), WORD):
        assert places_of(secret, home.folder) == []
    assert "Traceback" not in home.said
