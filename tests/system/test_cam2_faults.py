"""What the CAM2 tab says and does when the service or a camera misbehaves, from wire to banner.

Each trouble ends in words that can be seen in the tab; rows that were there stay; nothing is left
running, open or in memory; and the window never computes for long between two turns.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as QtText
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from facespace_desk.cam2.model.search import Progress
from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.view.lookup_dialog import LookupDialog
from facespace_desk.cam2.view.picture import PictureView
from facespace_desk.modelkit.state import Phase
from facespace_desk.widgets.state_banner import StateBanner
from tests.cam2.tab_fixtures import (
    Bench,
    bench,
    button,
    cam2,
    column,
    dialogs,
    field,
    hit,
    look,
    make_bench,
    press,
    running_cam2,
    texts,
)
from tests.cam2_simulator import cam2_in_thread
from tests.fluency import fluent
from tests.limits import AT_ONCE_S, PATIENCE_S

__all__ = ["bench", "cam2", "look", "make_bench", "running_cam2"]

MIB = 2**20
MEMORY_LIMIT = 64 * MIB  # for a picture that claims gigabytes


def banner(bench: Bench) -> str:
    """All that the tab's banner says, or nothing while it is hidden."""
    [found] = bench.tab.findChildren(StateBanner, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found.text if found.isVisible() else ""


def pouring(bench: Bench) -> int:
    """How many bodies without end are being sent to somebody."""
    return int(bench.control.call("GET", "state")["pouring"])


def resident() -> int:
    return int(psutil.Process().memory_info().rss)


async def well_again(bench: Bench) -> None:
    """The service works, and one press leads back to a list that is whole."""
    bench.control.clear_faults()
    press(bench.tab, "Try again")
    await bench.searched()
    await bench.until(lambda: not banner(bench))
    assert "that is all" in bench.tab.results.text


# searching


@pytest.mark.parametrize(
    ("words", "faults"),
    [
        (
            "has trouble of its own",
            [
                {"kind": "status", "status": 500},
                {"kind": "status", "status": 503, "retry_after": "1"},
                {"kind": "html", "status": 502},
            ],
        ),
        ("asked us to wait 1 second", [{"kind": "status", "status": 429, "retry_after": "1"}]),
        ("asked us to wait", [{"kind": "status", "status": 429, "retry_after": "3600"}]),
        ("does not know", [{"kind": "status", "status": 404}, {"kind": "html", "status": 404}]),
        (
            "not what CAM2 would send",
            [
                {"kind": "html", "status": 200},
                {"kind": "truncated"},
                {"kind": "empty"},
                {"kind": "shape", "shape": "string"},
                {"kind": "shape", "shape": "null"},
                {"kind": "shape", "shape": "not utf-8"},
                {"kind": "shape", "shape": "deep"},
            ],
        ),
        ("could not be reached", [{"kind": "cut"}, {"kind": "drop"}]),
        ("sent us to another address", [{"kind": "redirect"}]),
        (
            "is too large",
            [{"kind": "huge"}, {"kind": "huge", "declared": False}, {"kind": "huge", "gzip": True}],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_trouble_with_a_search_is_said_and_the_rows_stay(
    bench: Bench, words: str, faults: list[dict[str, Any]]
) -> None:
    async def scenario() -> None:
        listed = bench.listed()
        for fault in faults:
            bench.control.fault(operation="search", times=1000, **fault)
            async with fluent(bench.app_loop, str(fault)):
                press(bench.tab.form, "Search")
                await bench.until(lambda: words in banner(bench))
                await bench.until(lambda: "Broken off after 0 pages" in bench.tab.results.text)
                assert bench.listed() == listed
                assert bench.slice.state.phase is not Phase.LIVE
                await well_again(bench)
            assert sorted(bench.listed()) == sorted(listed)
            listed = bench.listed()

    bench.run(scenario, timeout_s=4 * PATIENCE_S)
    assert not bench.control.trapped()


def test_trouble_in_the_middle_keeps_what_came_and_goes_on(bench: Bench) -> None:
    async def scenario() -> None:
        await break_off_after_a_page(bench, "status", status=500)
        assert "has trouble of its own" in banner(bench)
        kept = bench.listed()
        assert len(kept) >= 100
        assert f"{len(kept)} cameras kept" in bench.tab.results.text
        asked = len(bench.control.requests("search"))
        await well_again(bench)
        assert set(kept) < set(bench.listed())
        offsets = [each["query"] for each in bench.control.requests("search")[asked:]]
        assert all("offset=" in query for query in offsets)  # not from the beginning

    async def break_off_after_a_page(bench: Bench, kind: str, **options: object) -> None:
        def spoil(progress: Progress) -> None:
            if progress.pages == 1:
                bench.control.fault(kind, operation="search", times=1000, **options)

        bench.models.search.progress_changed.connect(spoil)
        press(bench.tab.form, "Search")
        await bench.until(lambda: "Broken off after" in bench.tab.results.text)
        bench.models.search.progress_changed.disconnect(spoil)

    bench.run(scenario)


def test_waiting_as_long_as_was_asked_is_enough(bench: Bench) -> None:
    async def scenario() -> None:
        bench.control.fault("status", operation="search", status=429, retry_after="1")
        press(bench.tab.form, "Search")
        await bench.searched()
        assert "that is all" in bench.tab.results.text
        assert banner(bench) == ""

    bench.run(scenario)


def test_pages_that_repeat_end_with_a_warning(bench: Bench) -> None:
    async def scenario() -> None:
        bench.control.set_switch(repeat_pages=True)
        async with fluent(bench.app_loop, "repeated pages"):
            press(bench.tab.form, "Search")
            await bench.searched()
        assert "the server repeats itself" in bench.tab.results.text
        listed = bench.listed()
        assert len(listed) == len(set(listed)) > 100

    bench.run(scenario)


def test_odd_rows_cost_neither_their_page_nor_their_fields(bench: Bench) -> None:
    async def scenario() -> None:
        before = sorted(bench.listed())
        bench.control.set_switch(odd_shapes=True)
        async with fluent(bench.app_loop, "odd shapes"):
            press(bench.tab.form, "Search")
            await bench.searched()
        assert sorted(bench.listed()) == before
        odd = bench.camera(lambda camera: {"width", "city"} <= set(camera.unread))
        bench.models.cameras.select((odd.camera_id,))
        await bench.until(lambda: "could not be read: [640]" in texts(bench.tab.detail))
        stranger = bench.camera(lambda camera: "91.5" in camera.unread_values)
        bench.models.cameras.select((stranger.camera_id,))
        await bench.until(lambda: "could not be read: 91.5" in texts(bench.tab.detail))
        unknown = bench.camera(lambda camera: camera.type == "panorama")
        bench.models.cameras.select((unknown.camera_id,))
        await bench.until(lambda: "panorama" in texts(bench.tab.detail))

    bench.run(scenario)


def test_coordinates_that_are_texts_count_and_impossible_ones_are_no_place(bench: Bench) -> None:
    first, second = "a" * 24, "b" * 24
    page = [
        {"cameraID": first, "type": "ip", "latitude": "-39.5", "longitude": " 176.92 "},
        {"cameraID": second, "type": "ip", "latitude": 176.92, "longitude": -39.5},
    ]

    async def scenario() -> None:
        bench.control.fault("body", operation="search", body=json.dumps(page))
        press(bench.tab.form, "Search")
        await bench.searched()
        text, swapped = (bench.models.cameras.camera(each) for each in (first, second))
        assert text is not None
        assert text.place == (-39.5, 176.92)
        assert swapped is not None
        assert swapped.place is None
        bench.models.cameras.select((second,))
        await bench.until(lambda: "could not be read: 176.92" in texts(bench.tab.detail))

    bench.run(scenario)


def test_hostile_texts_are_rows_like_others(bench: Bench) -> None:
    async def scenario() -> None:
        before = sorted(bench.listed())
        bench.control.set_switch(hostile_texts=True)
        async with fluent(bench.app_loop, "hostile texts"):
            press(bench.tab.form, "Search")
            await bench.searched()
            assert sorted(bench.listed()) == before
            for row in range(0, bench.tab.list.model.rowCount(), 10):
                bench.tab.list.table.go_to_row(row)
                await asyncio.sleep(0.005)
        assert any("<b>bold</b>" in text for text in column(bench.tab.list, "City"))
        marked_up = [
            label.text()[:40]
            for label in bench.tab.findChildren(QLabel)
            if label.textFormat() is not Qt.TextFormat.PlainText
            and QtText.mightBeRichText(label.text())
        ]
        assert not marked_up

    bench.run(scenario)


# tokens


def test_expiry_amid_twenty_calls_causes_one_renewal(bench: Bench) -> None:
    async def scenario() -> None:
        ids = [camera.camera_id for camera in bench.models.cameras][:20]
        assert len(bench.control.requests("auth")) == 1
        hit(bench.tab.list.table, "Ctrl+L")
        [dialog] = dialogs(LookupDialog)
        field(dialog, "IDs to look up", QPlainTextEdit).setPlainText("\n".join(ids))
        bench.control.fault("hold", operation="camera", times=3)
        async with fluent(bench.app_loop, "expiry amid calls"):
            press(dialog, "Look up")
            press(bench.tab.form, "Search")
            await bench.control.arrived(3, "camera")
            assert bench.control.call("POST", "expire")["tokens"] == 1
            bench.control.release()
            await bench.until(lambda: "20 of 20 found" in texts(dialog))
            await bench.searched()
        assert "that is all" in bench.tab.results.text
        assert banner(bench) == ""
        assert len(bench.control.requests("auth")) == 2
        answered = bench.control.requests("camera")
        assert 20 < len(answered) <= 24  # those that were open when the token died went twice
        dialog.reject()

    bench.run(scenario)


def test_a_refused_client_is_asked_to_sign_in(bench: Bench) -> None:
    async def scenario() -> None:
        listed = bench.listed()
        bench.control.fault(
            "status", operation="search", status=401, error="Bad client secret", times=1000
        )
        press(bench.tab.form, "Search")
        await bench.until(lambda: bench.slice.state.phase is Phase.SIGNED_OUT)
        await bench.until(lambda: "did not accept the sign-in" in banner(bench))
        assert bench.listed() == listed
        asked: list[bool] = []
        bench.slice.sign_in.connect(lambda: asked.append(True))
        press(bench.tab, "Sign in")
        assert asked

    bench.run(scenario)


# a server that goes


@pytest.fixture
def lost_server() -> Iterator[ExitStack]:
    """Servers that a test starts and stops."""
    with ExitStack() as servers:
        yield servers


def test_a_server_that_goes_in_the_middle_of_a_search_and_returns(
    make_bench: Bench, lost_server: ExitStack
) -> None:
    bench = make_bench

    async def start(port: int = 0) -> None:
        running = await asyncio.to_thread(
            lost_server.enter_context, cam2_in_thread(cameras=1000, port=port)
        )
        bench.simulator, bench.control = running, running.control
        bench.base_url = running.base_url

    one_page = asyncio.Event()

    def hold_the_rest(progress: Progress) -> None:
        if progress.pages == 1:
            bench.models.search.progress_changed.disconnect(hold_the_rest)
            bench.control.fault("hold", operation="search", times=1000)
            one_page.set()

    async def scenario() -> None:
        await start()
        await bench.begin()
        everything = sorted(bench.listed())
        assert len(everything) == 1000
        bench.models.search.progress_changed.connect(hold_the_rest)
        async with fluent(bench.app_loop, "server gone and back"):
            press(bench.tab.form, "Search")
            await one_page.wait()
            await asyncio.to_thread(lost_server.close)
            await bench.until(lambda: "could not be reached" in banner(bench))
            kept = bench.listed()
            assert 100 <= len(kept) < 1000
            assert f"{len(kept)} cameras kept" in bench.tab.results.text
            await start(urlsplit(bench.base_url).port or 0)
            press(bench.tab, "Try again")
            # It knows none of its former tokens, and says so.
            await bench.until(lambda: "did not accept the sign-in" in banner(bench))
            hit(bench.tab.list.table, "F5")
            await bench.searched()
            await bench.until(lambda: not banner(bench))
        assert sorted(bench.listed()) == everything
        await bench.close()

    bench.run(scenario)


# pictures


def picture(bench: Bench) -> str:
    """All that is said upon and instead of the picture of the chosen camera."""
    views = [each for each in bench.tab.findChildren(PictureView) if each.isVisible()]
    return "\n".join(view.text for view in views)


async def choose(bench: Bench, kind: str) -> Camera:
    """Choose a camera whose picture behaves so."""
    ids = {document["cameraID"] for document in bench.control.cameras_of_kind(kind, 1000)}
    camera = bench.camera(lambda camera: camera.camera_id in ids and camera.still_url)
    bench.models.cameras.select((camera.camera_id,))
    await bench.until(lambda: camera.camera_id[:10] in texts(bench.tab.detail))
    return camera


async def a_picture_comes(bench: Bench) -> None:
    bench.control.set_switch(picture="still")
    await choose(bench, "still")
    press(bench.tab.detail, "Show picture")
    await bench.until(lambda: bench.models.preview.state.still is not None)
    bench.control.set_switch(picture="")


async def no_picture_comes(bench: Bench, kind: str, words: str) -> None:
    """A camera of this kind is said to be in trouble, at no cost; all else stays as it is."""
    listed = bench.listed()
    await choose(bench, kind)
    before = resident()
    async with fluent(bench.app_loop, kind):
        press(bench.tab.detail, "Show picture")
        await bench.until(lambda: words in picture(bench))
    await bench.until(lambda: pouring(bench) == 0)
    grown = resident() - before
    print(f"{kind}: {grown / MIB:.1f} MiB more")
    assert grown < MEMORY_LIMIT
    await bench.until(lambda: button(bench.tab.detail, "Refresh").isEnabled())
    assert bench.listed() == listed


@pytest.mark.parametrize(
    "troubles",
    [
        {
            "huge": "is larger than 8 MiB",
            "flood": "is larger than 8 MiB",
            "bomb": "would be too large to unpack",
        },
        {
            "inside": "which this profile does not allow",
            "denied": "wants a login",
            "missing": "has nothing at this address",
            "refused": "The connection was refused",
            "dropped": "The connection broke off",
        },
        {
            "html": "sent a web page instead of a picture",
            "empty": "sent nothing at all",
            "cut": "ends in the middle",
        },
    ],
    ids="-".join,
)
def test_a_picture_that_does_not_come_says_why(bench: Bench, troubles: dict[str, str]) -> None:
    async def scenario() -> None:
        await a_picture_comes(bench)  # what pictures need is loaded
        for kind, words in troubles.items():
            await no_picture_comes(bench, kind, words)
            await a_picture_comes(bench)

    bench.run(scenario, timeout_s=4 * PATIENCE_S)


@pytest.mark.parametrize(
    ("kind", "limit", "words"),
    [
        ("never", {"total_s": 2.0}, "was not done within 2 s"),
        ("silent", {"read_s": 1.0}, "did not answer within 1 s"),
    ],
)
def test_a_camera_has_so_long_and_no_longer(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, kind: str, limit: dict[str, float], words: str
) -> None:
    """With shorter limits than those of the console, which make no more than the words longer."""

    async def scenario() -> None:
        await a_picture_comes(bench)
        with monkeypatch.context() as patch:
            stills = bench.models.preview._stills
            patch.setattr(stills, "_limits", replace(stills._limits, **limit))
            await no_picture_comes(bench, kind, words)
        await a_picture_comes(bench)

    bench.run(scenario)


def test_addresses_inside_are_refused_in_words_and_nobody_is_asked(bench: Bench) -> None:
    """What the demo allows, this computer, does not reach the networks around it."""

    async def scenario() -> None:
        inside = [
            document
            for document in bench.control.cameras_of_kind("private", 1000)
            if "127.0.0.1" not in str(document["retrieval"])
        ]
        refused = 0
        for document in inside:
            bench.models.cameras.select((document["cameraID"],))
            camera = bench.models.cameras.current
            assert camera is not None
            assert camera.camera_id == document["cameraID"]
            if camera.still_url is None:
                assert not button(bench.tab.detail, "Show picture").isEnabled()
                continue
            press(bench.tab.detail, "Show picture")
            await bench.until(lambda: bench.models.preview.state.error is not None)
            await bench.until(lambda: " leads to " in picture(bench) or "login" in picture(bench))
            refused += 1
        assert refused

    bench.run(scenario)


def test_stopping_a_picture_that_never_ends_hangs_up_at_once(bench: Bench) -> None:
    async def scenario() -> None:
        await choose(bench, "never")
        press(bench.tab.detail, "Show picture")
        await bench.until(lambda: pouring(bench) == 1)
        press(bench.tab.detail, "Stop")
        await bench.until(lambda: pouring(bench) == 0, AT_ONCE_S)
        press(bench.tab.detail, "Show picture")
        await bench.until(lambda: pouring(bench) == 1)
        bench.models.cameras.select(())
        await bench.until(lambda: pouring(bench) == 0, AT_ONCE_S)

    bench.run(scenario)
