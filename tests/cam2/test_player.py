"""Streams open in a player of the operator's choice: no shell, no surprise in the arguments."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from facespace_desk.cam2.model.player import PlayerModel, PlayerTrouble
from facespace_desk.cam2.records import Camera
from facespace_desk.net.address_range import Reach
from tests.limits import PATIENCE_S

PUBLIC = "93.184.216.34"


class Stage:
    """A player that only notes how it was started, and names that resolve as told."""

    def __init__(self, program: Path, *, reach: Reach = Reach.PUBLIC, starts: bool = True) -> None:
        self.started: list[tuple[str, list[str]]] = []
        self.kept: list[str] = []
        self.addresses: dict[str, list[str]] = {"cam.example": [PUBLIC]}
        self.told: list[tuple[str, str]] = []
        self._starts = starts
        self.model = PlayerModel(
            str(program),
            keep=self.kept.append,
            reach=reach,
            resolve=self._resolve,
            start=self._start,
        )
        self.model.told.connect(lambda words, tone: self.told.append((words, tone)))

    async def play(self, **fields: object) -> tuple[str, str]:
        """Play the stream of such a camera; what was told."""
        done = asyncio.Event()
        self.model.told.connect(lambda _words, _tone: done.set())
        self.model.play(Camera(camera_id="a", **fields))  # type: ignore[arg-type]
        async with asyncio.timeout(PATIENCE_S):
            await done.wait()
        await self.model.close()
        return self.told[-1]

    async def _resolve(self, host: str) -> Sequence[str]:
        if host not in self.addresses:
            raise OSError("no such name")
        return self.addresses[host]

    def _start(self, program: str, arguments: list[str]) -> bool:
        self.started.append((program, arguments))
        return self._starts


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program by the name of a known player."""
    file = tmp_path / "mpv"
    file.write_text("#!/bin/sh\n")
    file.chmod(0o700)
    return file


@pytest.mark.parametrize(
    "url",
    [
        "https://cam.example/a.m3u8?x=1&y=$(reboot);`id`|--script=x",
        "rtsp://cam.example:554/stream one",
    ],
)
async def test_address_is_one_argument_after_the_end_of_options(program: Path, url: str) -> None:
    stage = Stage(program)
    url = url.replace(" ", "%20")
    _words, tone = await stage.play(type="stream", m3u8_url=url)
    assert tone == "good"
    [(started, arguments)] = stage.started
    assert started == str(program)
    assert arguments[-2:] == ["--", url]


async def test_ip_camera_without_scheme_gets_one(program: Path) -> None:
    stage = Stage(program)
    await stage.play(type="ip", ip=PUBLIC, port=8080, video_path="--script=evil.mjpg")
    assert stage.started[0][1][-1] == f"http://{PUBLIC}:8080/--script=evil.mjpg"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1/a", "this computer"),
        ("http://10.0.0.7/a", "private network"),
        ("http://[::ffff:192.168.0.1]/a", "private network"),
        ("http://inside.example/a", "private network"),
        ("http://both.example/a", "private network"),
        ("http://gone.example/a", "was not found"),
        ("rtmp://cam.example/a", "are not opened"),
        ("file:///etc/passwd", "no address for a stream"),
        (None, "no address for a stream"),
    ],
)
async def test_what_may_not_be_opened_is_said_and_nothing_starts(
    program: Path, url: str | None, words: str
) -> None:
    stage = Stage(program)
    stage.addresses |= {"inside.example": ["10.1.2.3"], "both.example": [PUBLIC, "10.1.2.3"]}
    said, tone = await stage.play(type="stream", m3u8_url=url)
    assert words in said
    assert tone == "bad"
    assert not stage.started


async def test_profile_may_allow_this_computer_and_not_its_network(program: Path) -> None:
    stage = Stage(program, reach=Reach.LOOPBACK)
    await stage.play(type="stream", m3u8_url="http://127.0.0.1:9/a")
    assert len(stage.started) == 1
    other = Stage(program, reach=Reach.LOOPBACK)
    said, _ = await other.play(type="stream", m3u8_url="http://10.0.0.7/a")
    assert said == "10.0.0.7 leads to a private network, which this profile does not allow."
    assert not other.started


async def test_player_that_does_not_start_is_told(program: Path) -> None:
    stage = Stage(program, starts=False)
    said, tone = await stage.play(type="stream", m3u8_url="http://cam.example/a")
    assert (said, tone) == ("The player mpv could not be started.", "bad")


async def test_choice_is_kept_and_only_a_program_is_taken(program: Path, tmp_path: Path) -> None:
    stage = Stage(Path())
    text = tmp_path / "notes.txt"
    text.write_text("no program")
    for wrong in (str(text), str(tmp_path), "", str(tmp_path / "gone")):
        with pytest.raises(PlayerTrouble):
            stage.model.choose(wrong)
    stage.model.choose(str(program))
    assert stage.kept == [str(program)]
    assert stage.model.name == "mpv"
    await stage.model.close()


@pytest.mark.skipif(sys.platform == "win32", reason="the player is a shell script")
async def test_started_player_gets_the_address_literally(tmp_path: Path) -> None:
    fifo = tmp_path / "heard"
    os.mkfifo(fifo)
    script = tmp_path / "player.sh"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$1" > "{fifo}"\n')
    script.chmod(0o700)
    model = PlayerModel(str(script), reach=Reach.LOOPBACK)
    url = "http://127.0.0.1:9/$(touch%20x)?a=1&b=;'\""
    model.play(Camera(camera_id="a", type="stream", m3u8_url=url))
    heard = await asyncio.wait_for(asyncio.to_thread(fifo.read_text), PATIENCE_S)
    assert heard.splitlines() == ["1", url]
    await model.close()
