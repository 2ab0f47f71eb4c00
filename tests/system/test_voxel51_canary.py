"""Both tokens, signed addresses and names, after a session with everything: secrets may be nowhere,
names of data and users only on the screen, in the encrypted store and where it was asked for.

Everything that was written is searched, and all that the tab showed, copied and told.
"""

from __future__ import annotations

import asyncio
import json
import signal
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from facespace_desk.credentials import Secret
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.paths import Paths
from facespace_desk.store.store import Store
from facespace_desk.voxel51.application import ApplicationClient
from facespace_desk.voxel51.view.tab import ANALYTICS, APPLICATION, DATA, JOBS
from facespace_desk.voxel51.view.upload_dialog import UploadDialog
from facespace_desk.voxel51.view.url_dialog import UrlDialog
from facespace_desk.widgets.export_dialog import ExportDialog
from facespace_desk.widgets.table_page import TablePage
from tests.conftest import AllowLogs
from tests.programs import Home, linux_only
from tests.system.test_canary import places_of
from tests.system.traces import all_words, traces_of
from tests.voxel51.tab_fixtures import (
    Bench,
    button,
    column,
    dialogs,
    field,
    look,
    make_bench,
    pick,
    press,
    running_voxel,
    texts,
    type_text,
    voxel,
)
from tests.voxel_simulator import RunningVoxel, video

__all__ = ["look", "make_bench", "running_voxel", "voxel"]

WORD = "quillonbird-canary"  # in the name of data, and of a user
USER = f"{WORD}-user"
SIGNED = "signature-of-the-operators-own-9d41f07b2c"
ADDRESS = f"https://storage.example.test/films/dock.mp4?X-Signature={SIGNED}"
WAIT_S = 30.0
ANSWERS: tuple[dict[str, Any], ...] = (
    {"kind": "status", "status": 403},
    {"kind": "status", "status": 500},
    {"kind": "truncated"},
)


def secrets_of(simulator: RunningVoxel) -> set[str]:
    """Both tokens, and the signature of every address that the storage was asked for."""
    found = {simulator.token, simulator.app_token, SIGNED}
    for request in simulator.control.requests("storage"):
        found |= set(parse_qs(request["query"]).get("Sim-Signature", []))
    return found


@pytest.mark.timeout(300)  # it does a whole day's work
def test_nothing_of_a_whole_session_is_found_where_it_must_not_be(
    make_bench: Bench, paths: Paths, tmp_path: Path, allow_logs: AllowLogs
) -> None:
    allow_logs(r"desk\.(voxel51|feed): .* is lost")
    bench, asked = make_bench, tmp_path / "asked"
    asked.mkdir()
    seen: list[str] = []

    async def open_store() -> None:
        bench.store = await Store.open(paths.store_file, Secret("5a" * 32))

    async def scenario() -> None:
        bench.open_store = open_store  # type: ignore[method-assign]
        await with_a_user(bench.simulator)
        await bench.begin()
        await uploaded(bench, asked, seen)
        await looked_at_an_output(bench, asked, seen)
        await exported(bench, asked, seen)
        await acted_for_a_user(bench, seen)
        await through_trouble(bench, seen)
        await bench.store.flush()
        await bench.close()
        await bench.store.close()

    traces = traces_of(scenario, bench, paths, asked, seen)
    assert len(traces.lines) > 100
    secrets = secrets_of(bench.simulator)
    assert len(secrets) >= 5
    for secret in secrets:
        assert traces.of(secret) == []
    assert WORD not in traces.report
    assert WORD not in traces.logged
    assert places_of(WORD, traces.kept) == []
    assert len(places_of(WORD, asked)) >= 2  # the file itself, and the export
    assert [words for words in seen if USER in words]
    assert not bench.control.take_faults()


async def with_a_user(simulator: RunningVoxel) -> None:
    """Let the application have a user with a canary for a name."""
    address, token = BaseUrl.parse(simulator.base_url), Secret(simulator.app_token)
    async with ApplicationClient(address, token) as application:
        await application.create_user(USER)


async def uploaded(bench: Bench, folder: Path, seen: list[str]) -> None:
    """A video with a telling name, and one by a signed address, which is refused first."""
    bench.tab.show_mode(DATA)
    page = bench.parts.data
    await bench.until(lambda: column(page.page, "Name"), WAIT_S)
    page.upload()
    [upload] = dialogs(UploadDialog)
    bench.session.data.uploads.drop([video(folder / f"{WORD}.mp4")])
    await bench.until(lambda: "1 of 1 will be sent" in upload.text, WAIT_S)
    pick(upload, "From", "a camera of our own")
    press(upload, "Upload")
    await bench.until(lambda: f"{WORD}.mp4" in column(page.page, "Name"), WAIT_S)
    page.add_by_url()
    [dialog] = dialogs(UrlDialog)
    type_text(dialog.url, ADDRESS)
    type_text(dialog.length, "10485760")
    pick(dialog, "From", "elsewhere")
    bench.control.fault("status", operation="*", times=3, status=500, error=f"no {ADDRESS}")
    press(dialog, "Add")
    await bench.until(lambda: bench.session.data.by_url.error, WAIT_S)
    seen += [all_words(dialog), repr(bench.session.data.by_url)]
    bench.control.clear_faults()
    await bench.until(lambda: button(dialog, "Add").isEnabled(), WAIT_S)
    press(dialog, "Add")
    await bench.until(lambda: "dock.mp4" in column(page.page, "Name"), WAIT_S)
    seen.append(all_words(bench.tab))


async def looked_at_an_output(bench: Bench, folder: Path, seen: list[str]) -> None:
    """From the storage, by redirects with signed addresses; looked at, its log read, downloaded."""
    bench.control.set_switch(downloads="redirect")
    bench.tab.show_mode(JOBS)
    board, jobs = bench.parts.board, bench.session.jobs
    await bench.until(lambda: jobs.board.state.word == "live", WAIT_S)
    job = next(row for row in jobs.board.rows() if row.state == "COMPLETE" and not row.expired)
    jobs.board.choose(job.id)
    await bench.until(lambda: jobs.detail.status is not None, WAIT_S)
    board.show_output(job)
    await bench.until(lambda: bench.control.requests("storage"), WAIT_S)
    seen.append(all_words(bench.tab))
    board.show_log(job)
    board.show_board()
    board.commands.download_to(str(folder), [job.id])
    downloads = lambda: [each for each in bench.queue.transfers if each.direction == "download"]  # noqa: E731
    await bench.until(lambda: downloads() and downloads()[0].state == "done", WAIT_S)
    seen += [repr(each) for each in bench.queue.transfers]
    seen.append(all_words(bench.tab))


async def exported(bench: Bench, folder: Path, seen: list[str]) -> None:
    """The data, the jobs, and the transfers."""
    for name in ("data", "jobs", "transfers"):
        page: TablePage = bench.tab.pages[name]
        bench.tab.export_wanted.emit(name, page)
        [dialog] = dialogs(ExportDialog)
        formats = field(dialog, "Format", QComboBox)
        csv = next(
            formats.itemText(place)
            for place in range(formats.count())
            if formats.itemText(place).startswith("CSV")
        )
        pick(dialog, "Format", csv)
        [place] = [each for each in dialog.findChildren(QLineEdit) if ".csv" in each.text()]
        place.setText(str(folder / f"{name}.csv"))
        press(dialog, "Export")
        await bench.until(partial(_is_written, dialog), WAIT_S)
        seen.append(all_words(dialog))
        dialog.reject()


def _is_written(dialog: ExportDialog) -> bool:
    return "written to" in texts(dialog)


async def acted_for_a_user(bench: Bench, seen: list[str]) -> None:
    """Whose name goes along in every request."""
    bench.tab.show_mode(APPLICATION)
    await bench.act_as(USER)
    bench.tab.show_mode(DATA)
    await bench.until(lambda: bench.session.data.list.state.word == "live", WAIT_S)
    seen += [all_words(bench.tab), repr(bench.session.client), repr(bench.models.sessions)]
    seen += [repr(vars(bench.session)), repr(bench.slice)]


async def through_trouble(bench: Bench, seen: list[str]) -> None:
    """Answers that cannot be used, some of which repeat what was sent with the question."""
    simulator = bench.simulator
    said = f"{WORD} {simulator.token} {simulator.app_token}"
    for answer in ANSWERS:
        wanted = {"operation": "*", "times": 200, "error": said} | answer
        bench.control.call("POST", "inject", wanted)
        for mode in (ANALYTICS, DATA, JOBS):
            bench.tab.show_mode(mode)
        lists = (bench.session.data.list, bench.session.jobs.board)
        for each in lists:
            each.refresh()
        bench.models.status.look_again()
        await bench.until(lambda: all(each.truth.misses for each in lists), WAIT_S)  # noqa: B023
        errors = [each.state.error for each in lists]
        seen += [all_words(bench.tab), repr(errors), repr(bench.slice.state)]
        seen += [str(error) for error in errors]
        bench.control.clear_faults()
        for each in lists:
            each.refresh()
        await bench.until(lambda: not any(each.truth.misses for each in lists), WAIT_S)  # noqa: B023
    seen += [words for words, _tone in bench.told]


# the program


@linux_only
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_the_program_leaves_no_token_behind(
    tmp_path: Path, voxel: RunningVoxel, number: signal.Signals
) -> None:
    home = Home(tmp_path / "home")
    profile = tmp_path / "given" / "profile.json"
    profile.parent.mkdir()
    tokens = {"api_token": voxel.token, "app_token": voxel.app_token}
    entry = {"base_url": voxel.base_url, **tokens}
    profile.write_text(json.dumps({"services": {"voxel51": entry}}))
    with home.console("--profile", str(profile), "--debug") as process:
        asyncio.run(voxel.control.arrived(1, timeout_s=60))
        process.send_signal(number)
        status = process.wait(WAIT_S)
    if number is signal.SIGTERM:
        assert status == 0, home.said
    for secret in (voxel.token, voxel.app_token):
        assert places_of(secret, home.folder) == []
    assert "Traceback" not in home.said
