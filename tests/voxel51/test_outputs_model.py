"""Outputs that are looked at, and films with labels, without a window."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest

from facespace_desk.modelkit.state import Phase
from facespace_desk.pictures.raster import RGB, Raster
from facespace_desk.pictures.work import PictureWork
from facespace_desk.voxel51.archive import OutputTrouble
from facespace_desk.voxel51.film import VideoFilm
from facespace_desk.voxel51.labels import read_labels
from facespace_desk.voxel51.model.frames import FramePlayer
from facespace_desk.voxel51.model.label_index import LabelIndex
from facespace_desk.voxel51.model.output_content import Frames, Json, Nothing
from facespace_desk.voxel51.outputs import Kind, Table
from tests.voxel51.jobs_desk import Desk, opened, until
from tests.voxel_simulator import RunningVoxel, video

LABELS = (
    b'{"frames": {"2": {"objects": {"objects": [{"label": "car", "confidence": 0.9, "index": 1,'
    b' "bounding_box": {"top_left": {"x": 0.1, "y": 0.1}, "bottom_right": {"x": 0.5, "y": 0.5}}},'
    b' {"label": "box", "confidence": 0.3,'
    b' "bounding_box": {"top_left": {"x": 0, "y": 0}, "bottom_right": {"x": 1, "y": 1}}}]}},'
    b' "7": {"objects": {"objects": [{"label": "box", "bounding_box":'
    b' {"top_left": {"x": 0, "y": 0}, "bottom_right": {"x": 1, "y": 1}}}]}}}}'
)


async def look_at_a_film(desk: Desk) -> None:
    """Open outputs until one has labels and a film to them."""
    for row in desk.jobs("COMPLETE", count=8):
        await look_at(desk, row.id)
        if desk.outputs.player.has_film and desk.outputs.player.labels.frames:
            return
    raise AssertionError("no output has a film with labels")


async def look_at(desk: Desk, job_id: str) -> None:
    """Open this output, and wait until it is known what is in it."""
    desk.outputs.open(desk.now(job_id))
    await until(lambda: desk.outputs.content is not None or desk.outputs.state.error)


async def test_an_output_opens_with_its_labels_over_its_film(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        await look_at_a_film(desk)
        player = desk.outputs.player
        await until(lambda: player.picture is not None)
        assert player.number == 1
        assert player.count >= 24
        player.seek(20)
        await until(lambda: player.frame.number == 20)
        assert player.objects
        assert player.picture is not None
        assert (player.picture.width, player.picture.height) == (320, 180)
        folder = tmp_path / "cache"
        assert len(list(folder.iterdir())) == 1
    assert not list(folder.iterdir())  # nothing stays that was only looked at


async def test_the_other_files_are_shown_by_their_kind(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with opened(voxel, tmp_path) as desk:
        await look_at_a_film(desk)
        outputs = desk.outputs
        assert outputs.output is not None
        outputs.show_as_json()
        await until(lambda: isinstance(outputs.content, Json))
        tables = [each for each in outputs.output.entries if each.name.endswith(".csv")]
        if tables:
            outputs.choose(tables[0].number)
            await until(lambda: isinstance(outputs.content, Table))
        assert {Kind.LABELS, Kind.VIDEO} <= {row.kind for row in outputs.files.shown()}


async def test_a_film_plays_by_the_clock_and_stops_at_its_end(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        await look_at_a_film(desk)
        player, seen = desk.outputs.player, set[int]()
        player.picture_changed.connect(lambda: seen.add(player.frame.number))
        player.set_speed(8.0)
        player.play()
        await until(lambda: not player.is_playing)
        assert player.number == player.count
        await until(lambda: player.count in seen)
        player.step(-1)
        await until(lambda: player.frame.number == player.count - 1)
        player.seek_seen(-1)
        await until(lambda: player.frame.number < player.count - 1)


async def test_the_filter_hides_by_confidence_and_by_label(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        labels = read_labels(LABELS)
        player = desk.outputs.player
        player.load(None, labels, LabelIndex(labels))
        assert player.label_counts == {"box": 2, "car": 1}
        player.seek(2)
        assert [each.label for each in player.objects] == ["car", "box"]
        player.set_least(0.5)
        assert [each.label for each in player.objects] == ["car"]
        density = player.density()
        assert density is not None
        assert density.tolist() == [0, 1, 0, 0, 0, 0, 1]  # without a confidence it always shows
        player.set_hidden(frozenset({"box"}))
        player.seek(7)
        assert player.objects == ()


async def test_labels_without_a_film_can_be_put_over_another(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        await look_at_a_film(desk)
        outputs = desk.outputs
        labels = outputs.player.labels
        outputs.player.load(None, labels, LabelIndex(labels))
        outputs.use_film(video(tmp_path / "own.mp4"))
        await until(lambda: outputs.player.has_film)
        assert not outputs.lacks_film
        outputs.use_film(tmp_path / "nothing.mp4")
        await until(lambda: desk.told)
        assert desk.told[-1][1] == "bad"
        assert outputs.player.has_film  # the one before stays


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("truncated", "broken"),
        ("empty", "empty"),
        ("many", "files"),
    ],
)
async def test_an_output_that_cannot_be_opened_says_why(
    voxel: RunningVoxel, tmp_path: Path, kind: str, words: str
) -> None:
    async with opened(voxel, tmp_path) as desk:
        job = next(row for row in desk.jobs("COMPLETE", count=8) if "tracker" in row.analytic)
        voxel.control.set_outputs({job.id: kind})
        await look_at(desk, job.id)
        assert desk.outputs.state.phase is not Phase.LIVE
        assert words in desk.outputs.state.message
        assert desk.outputs.output is None
        desk.outputs.save(tmp_path / "as-it-came", whole=True)  # nothing is lost
        await until((tmp_path / "as-it-came").is_file)


@pytest.mark.parametrize("kind", ["slip", "absolute", "symlink", "bomb", "names", "encrypted"])
async def test_hostile_files_are_listed_and_never_opened(
    voxel: RunningVoxel, tmp_path: Path, kind: str
) -> None:
    async with opened(voxel, tmp_path) as desk:
        job = desk.jobs("COMPLETE")[0]
        voxel.control.set_outputs({job.id: kind})
        await look_at(desk, job.id)
        outputs = desk.outputs
        refused = [row for row in outputs.files.shown() if row.refusal]
        assert refused
        for row in refused[:4]:
            outputs.choose(row.number)
            await until(lambda: isinstance(outputs.content, Nothing))
            assert not outputs.is_harmless
        assert not [path for path in tmp_path.rglob("*") if "escaped" in path.name]


async def test_labels_that_are_none_are_said_and_the_film_is_shown(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        job = desk.jobs("COMPLETE")[0]
        voxel.control.set_outputs({job.id: "bad labels"})
        await look_at(desk, job.id)
        content = desk.outputs.content
        assert isinstance(content, Nothing) or (
            isinstance(content, Frames) and desk.outputs.player.labels.unread
        )


async def test_a_broken_download_says_so_and_can_be_tried_again(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        job = desk.jobs("COMPLETE")[0]
        voxel.control.set_switch(body="cut")
        await look_at(desk, job.id)
        assert desk.outputs.state.error is not None
        voxel.control.set_switch(body="whole")
        desk.outputs.open_again()
        await until(lambda: desk.outputs.output is not None)


async def test_a_download_can_be_cancelled_and_leaves_nothing(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        job = desk.jobs("COMPLETE")[0]
        voxel.control.set_switch(bytes_per_s=500_000.0, download_bytes=50_000_000)
        desk.outputs.open(desk.now(job.id))
        await until(lambda: desk.outputs.progress[0] > 0)
        desk.outputs.cancel()
        await until(lambda: not desk.outputs.is_fetching)
        assert desk.outputs.state.phase is Phase.PAUSED
        assert not list((tmp_path / "cache").iterdir())


async def test_a_file_is_saved_whole(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with opened(voxel, tmp_path) as desk:
        await look_at_a_film(desk)
        target = tmp_path / "mine.json"
        target.write_text("old")
        desk.outputs.save(target)
        await until(lambda: desk.told)
        assert read_labels(target.read_bytes()).frames
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_film_gives_every_frame_wherever_it_is_asked_for(tmp_path: Path) -> None:
    film = VideoFilm(video(tmp_path / "a.mp4", frames=24))
    assert len(film.times) == 24
    in_order = [film.frame(number).data for number in range(1, 25)]
    for number in (24, 1, 13, 12, 14, 2):
        assert film.frame(number).data == in_order[number - 1]
    film.close()
    with pytest.raises(OutputTrouble):
        film.frame(1)


def test_a_film_without_its_end_is_none_in_words(tmp_path: Path) -> None:
    whole = video(tmp_path / "a.mp4", frames=24).read_bytes()
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole[:2_000])
    for path in (cut, tmp_path / "missing.mp4"):
        with pytest.raises(OutputTrouble, match="cannot be read"):
            VideoFilm(path)


class WideFilm:
    """Large frames, counted as they are asked for."""

    rate, notes = 25.0, ()
    times: ClassVar = [number / 25 for number in range(40)]

    def __init__(self) -> None:
        self.asked: list[int] = []

    def frame(self, number: int) -> Raster:
        self.asked.append(number)
        return Raster(1920, 1080, bytes(1920 * 1080 * 3), RGB, 1920, 1080, "video")

    def close(self) -> None:
        """Nothing is held open."""


async def test_a_long_film_does_not_fill_the_memory() -> None:
    work, film = PictureWork(), WideFilm()
    player = FramePlayer(work)
    player.load(film, None, None)

    async def see(number: int) -> None:
        player.seek(number)
        await until(lambda: player.frame.number == number and player.picture is not None)

    for number in range(1, 41):
        await see(number)
    await see(39)
    assert film.asked.count(39) == 1  # the latest are held
    await see(1)
    assert film.asked.count(1) == 2  # the first is not any more
    await player.close()
    await work.close()
