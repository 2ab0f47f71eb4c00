"""What is said of files before they are uploaded."""

from __future__ import annotations

import os
from pathlib import Path

import av
import numpy as np
import pytest

from facespace_desk.voxel51.preflight import Fate, duration_text, look
from tests.cam2.picture_making import jpeg
from tests.voxel51.platform_bench import plain_file

FRAMES, RATE = 75, 25


def film(path: Path, **options: str) -> Path:
    """Three seconds of noise, which no codec makes small."""
    chance = np.random.default_rng(7)
    with av.open(str(path), "w", options=options) as container:
        stream = container.add_stream("mpeg4", rate=RATE)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        stream.gop_size = 5
        for _ in range(FRAMES):
            picture = chance.integers(0, 255, (90, 160, 3), dtype=np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(("name", "container"), [("a.mp4", "MP4"), ("a.mkv", "Matroska")])
def test_a_whole_video_is_ready_and_says_what_it_is(
    tmp_path: Path, name: str, container: str
) -> None:
    found = look(film(tmp_path / name))
    assert (found.fate, found.reason, found.container) == (Fate.READY, "", container)
    assert (found.codec, found.width, found.height) == ("mpeg4", 160, 90)
    assert found.duration_s == pytest.approx(FRAMES / RATE, abs=0.1)
    assert found.size == (tmp_path / name).stat().st_size


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv"])
def test_a_video_that_ends_before_its_end_is_doubtful(tmp_path: Path, name: str) -> None:
    options = {"movflags": "faststart"} if name == "a.mp4" else {}
    whole = film(tmp_path / name, **options).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // 3])
    found = look(tmp_path / name)
    assert found.fate is Fate.DOUBTFUL
    assert "cut off" in found.reason or "damaged" in found.reason


def test_a_video_without_its_index_is_doubtful(tmp_path: Path) -> None:
    whole = film(tmp_path / "a.mp4").read_bytes()  # the index stands at its end
    (tmp_path / "a.mp4").write_bytes(whole[: len(whole) // 2])
    found = look(tmp_path / "a.mp4")
    assert found.fate is Fate.DOUBTFUL
    assert "index is damaged" in found.reason


def test_what_is_no_video_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg())
    (tmp_path / "a.json").write_text("{}")
    (tmp_path / "empty.mp4").touch()
    plain_file(tmp_path / "noise.mp4", 20_000)
    assert look(tmp_path / "a.jpg").reason == "A picture, no video."
    assert look(tmp_path / "a.json").reason == "JSON, no video."
    assert look(tmp_path / "a.jpg").fate is look(tmp_path / "a.json").fate is Fate.READY
    assert look(tmp_path / "noise.mp4").fate is Fate.DOUBTFUL
    assert look(tmp_path / "empty.mp4").reason == "The file is empty."
    assert look(tmp_path / "none.mp4").reason == "It cannot be read: No such file or directory."
    assert look(tmp_path).reason == "It is not an ordinary file."
    assert {look(tmp_path / each).fate for each in ("empty.mp4", "none.mp4", ".")} == {Fate.REFUSED}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    assert look(tmp_path / "pipe.mp4").reason == "It is not an ordinary file."


def test_lengths_read_as_in_a_player() -> None:
    texts = [duration_text(each) for each in (None, 6.6, 61, 3_723)]
    assert texts == ["", "0:07", "1:01", "1:02:03"]
