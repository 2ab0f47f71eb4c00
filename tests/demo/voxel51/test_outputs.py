"""What jobs make: labels that fit what is drawn, and outputs that are no good."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from facespace_desk.demo.voxel51 import drawing, films, outputs, watching
from facespace_desk.demo.voxel51.sketches import KINDS, Sketch
from facespace_desk.demo.voxel51.switches import TROUBLES
from facespace_desk.demo.voxel51.trouble import troubled
from tests.demo.voxel51.calls import Calls
from tests.voxel_simulator import RunningVoxel

NIGHTS, DAYS = ([seed for seed in range(40)
                 if Sketch(seed, 2, 0).conditions[1:] == ("clear", time)][:3]
                for time in ("night", "day"))  # fmt: skip
SKETCH = Sketch(DAYS[0], 12, 60_000)


@pytest.mark.parametrize("seed", DAYS)
def test_labels_lie_exactly_round_what_is_drawn(seed: int) -> None:
    sketch = Sketch(seed, 24, 0)
    empty = drawing.picture(Sketch(seed, 24, 0), 1).copy()
    empty[:] = drawing._background(seed, sketch.width, sketch.height)
    for frame in (1, 9, 24):
        differs = (drawing.picture(sketch, frame) != empty).any(axis=2)
        for seen in sketch.seen(frame):
            left, right = round(seen.left * 320), round(seen.right * 320)
            top, bottom = round(seen.top * 180), round(seen.bottom * 180)
            box = differs[top:bottom, left:right]
            rows, columns = np.flatnonzero(box.any(axis=1)), np.flatnonzero(box.any(axis=0))
            if seen.left > 0 and seen.right < 1:  # else its ends are not seen
                assert max(rows[0], columns[0]) <= 1
                assert rows[-1] >= bottom - top - 2
                assert columns[-1] >= right - left - 2
            differs[max(0, top - 1) : bottom + 1, max(0, left - 1) : right + 1] = False
        if len(sketch.seen(frame)) == len(sketch.movers):
            assert not differs.any()  # else too little of one is seen for a label


def test_a_night_is_darker_than_a_day() -> None:
    night, day = (drawing.picture(Sketch(seeds[0], 2, 0), 1).mean() for seeds in (NIGHTS, DAYS))
    assert night < 0.7 * day


def test_sizes_are_kept_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(films.drawn(SKETCH))
    assert path.stat().st_size == SKETCH.size
    with av.open(str(path)) as container:
        assert len(list(container.decode(video=0))) == SKETCH.frames
    still = films.drawn(Sketch(1, 1, 80_000))
    assert (len(still), still[:2]) == (80_000, b"\xff\xd8")


def test_in_a_film_of_others_what_moves_is_seen(tmp_path: Path) -> None:
    frames = []
    for number in range(30):
        frame = np.full((120, 200, 3), 90, np.uint8)
        frame[40:70, 10 + number * 5 : 40 + number * 5] = (220, 40, 40)
        frames.append(frame)
    path = tmp_path / "a.mp4"
    path.write_bytes(films.film_file(frames, 10))
    seen = watching.watched_file(path).seen[20]
    assert len(seen) == 1
    assert seen[0].left == pytest.approx(0.55, abs=0.03)
    assert seen[0].right == pytest.approx(0.70, abs=0.03)
    assert seen[0].bottom == pytest.approx(70 / 120, abs=0.03)


def test_for_an_upload_that_is_gone_a_sketch_stands_in(tmp_path: Path) -> None:
    assert len(watching.watched(tmp_path / "gone.mp4", SKETCH).frames) == SKETCH.frames
    junk = tmp_path / "junk.mp4"
    junk.write_bytes(films.drawn(SKETCH)[:3_000])
    assert len(watching.watched(junk, SKETCH).frames) == SKETCH.frames


def test_an_output_holds_what_the_document_promises() -> None:
    files = ["labels.json", "video.mp4", "frames/%06d.jpg", "objects.csv", "keyframe.jpg"]
    made = outputs.made(files, True, watching.watched_sketch(SKETCH))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = archive.namelist()
        labels = json.loads(archive.read("labels.json"))
        rows = list(csv.DictReader(io.StringIO(archive.read("objects.csv").decode())))
        film = archive.read("video.mp4")
    assert names[2:14] == [f"frames/{number:06d}.jpg" for number in range(1, 13)]
    assert list(labels["frames"]) == [str(number) for number in range(1, 13)]
    with av.open(io.BytesIO(film), "r") as container:
        assert len(list(container.decode(video=0))) == 12
    things = [(number, thing["label"], thing["bounding_box"]["top_left"]["x"])
              for number, frame in labels["frames"].items()
              for thing in frame["objects"]["objects"]]  # fmt: skip
    assert things == [(row["frame"], row["label"], float(row["left"])) for row in rows]
    assert {label for _number, label, _left in things} <= set(KINDS)
    attributes = labels["frames"]["1"]["attrs"]["attrs"]
    assert {"name": "weather", "value": "clear", "confidence": 0.91} in attributes


async def complete(me: Calls, analytic: str) -> Any:
    search = f"state:COMPLETE,expired:False,name:{analytic}"
    return (await me.done("GET", "jobs", {"search": search}))["jobs"][0]


@pytest.mark.parametrize(
    ("analytic", "sort", "sign"),
    [("vehicle-sense", "application/zip", b"PK"), ("keyframe", "image/jpeg", b"\xff\xd8"),
     ("scene-sense", "text/csv", b"frame,label")],
)  # fmt: skip
async def test_outputs_come_as_what_they_are(
    me: Calls, analytic: str, sort: str, sign: bytes
) -> None:
    job = await complete(me, analytic)
    reply = await me.http.get(f"jobs/{job['id']}/output")
    assert reply.headers["Content-Type"].startswith(sort)
    assert reply.content.startswith(sign)
    assert int(reply.headers["Content-Length"]) == len(reply.content)


async def test_an_outputs_address_leads_to_the_same_bytes(voxel: RunningVoxel, me: Calls) -> None:
    job = await complete(me, "scene-sense")
    url = (await me.done("GET", f"jobs/{job['id']}/output-url"))["url"]
    direct = (await me.http.get(f"jobs/{job['id']}/output")).content
    del me.http.headers["Authorization"]
    assert (await me.http.get(url)).content == direct


def members(kind: str) -> list[zipfile.ZipInfo]:
    right = outputs.zipped([("labels.json", b"{}")])
    with zipfile.ZipFile(io.BytesIO(troubled(kind, right))) as archive:
        return archive.infolist()


def test_outputs_can_be_hostile() -> None:
    assert any(".." in member.filename for member in members("slip"))
    assert any(member.filename.startswith("/") for member in members("absolute"))
    assert any(member.external_attr >> 28 == 0o12 for member in members("symlink"))
    (bomb,) = members("bomb")
    assert bomb.file_size == 2**30
    assert bomb.compress_size < 2**21
    assert len({member.filename for member in members("many")}) == 120_000
    assert members("encrypted")[0].flag_bits & 1
    names = [member.filename for member in members("names")]
    assert len(set(names)) < len(names)


def test_a_bomb_is_a_sound_zip() -> None:
    right = outputs.zipped([("labels.json", b"{}")])
    bomb = io.BytesIO(troubled("bomb", right))
    with zipfile.ZipFile(bomb) as archive, archive.open("labels.json") as member:
        assert member.read(1_000) == bytes(1_000)


@pytest.mark.parametrize("kind", ["truncated", "not a zip", "empty"])
def test_outputs_can_be_no_zips(kind: str) -> None:
    right = outputs.zipped([("labels.json", b"{}" * 100)])
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(troubled(kind, right)))


def test_every_kind_of_trouble_can_be_made() -> None:
    right = outputs.zipped([("labels.json", b"{}")])
    assert all(troubled(kind, right) != right for kind in TROUBLES)


async def test_the_switch_and_single_jobs_choose_the_trouble(
    voxel: RunningVoxel, me: Calls
) -> None:
    job = await complete(me, "vehicle-sense")
    path = f"jobs/{job['id']}/output"
    right = (await me.http.get(path)).content
    voxel.control.set_outputs({job["id"]: "not a zip"})
    assert (await me.http.get(path)).content.startswith(b"<!DOCTYPE")
    voxel.control.set_outputs({job["id"]: "right"})
    voxel.control.set_switch(outputs="empty")
    assert (await me.http.get(path)).content == right
