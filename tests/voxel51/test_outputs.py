"""Outputs on the disk: what is good is shown, what is hostile does no harm and is named."""

from __future__ import annotations

import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.demo.voxel51.trouble import troubled
from facespace_desk.pictures.raster import PictureTrouble
from facespace_desk.voxel51 import outputs
from facespace_desk.voxel51.archive import OutputTrouble
from facespace_desk.voxel51.labels import Box, SeenAttribute, SeenObject, read_labels
from facespace_desk.voxel51.outputs import Kind, Output, kind_of, open_output
from tests.voxel51.platform_bench import any_request, entered, files_in
from tests.voxel_simulator import RunningVoxel, video


def written(path: Path, content: bytes) -> Output:
    path.write_bytes(content)
    return open_output(path)


def zip_of(path: Path, **files: bytes) -> Output:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name.replace("__", ".").replace("_in_", "/"), content)
    return open_output(path)


def entry(output: Output, name: str) -> Any:
    return next(each for each in output.entries if each.name == name)


async def test_the_output_of_a_job_is_looked_at_without_unpacking_it(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with entered(voxel) as client:
        data = await client.upload_data(video(tmp_path / "a.mp4"))
        job = await client.upload_job_request(
            await any_request(client, data), "Night", auto_start=True
        )
        voxel.control.finish(job.id)
        path = (await client.download_job_output(job.id, tmp_path)).path
    output = open_output(path)
    assert output.is_zip
    found = output.labels_entry()
    assert found is not None
    labels = output.labels(found)
    assert labels.unread == 0
    assert labels.last >= 1
    assert any(frame.objects for frame in labels.frames.values())
    assert {each.name for each in labels.at(1).attributes} >= {"weather", "time"}
    assert all(
        0 <= each.box.left < each.box.right <= 1
        for frame in labels.frames.values()
        for each in frame.objects
    )
    assert files_in(tmp_path) == sorted(["a.mp4", path.name])


def test_labels_are_read_as_frames_and_what_is_odd_is_counted() -> None:
    box = {"top_left": {"x": 0.1, "y": 0.2}, "bottom_right": {"x": 0.5, "y": 0.6}}
    good = {"label": "car", "confidence": 0.93, "bounding_box": box, "index": 3}
    attribute = {"name": "weather", "value": "rain", "confidence": 0.8}
    frames = {
        "2": {"objects": {"objects": [good, {"label": "no box"}, 7]}, "attrs": {}},
        "1": {"attrs": {"attrs": [attribute, {"value": "nameless"}]}, "objects": [good]},
        "0": {},
        "x": {},
        "3": 5,
    }
    labels = read_labels(json.dumps({"frames": frames}).encode())
    seen = SeenObject("car", Box(0.1, 0.2, 0.5, 0.6), 0.93, 3)
    assert list(labels.frames) == [1, 2]
    assert labels.at(2).objects == labels.at(1).objects == (seen,)
    assert labels.at(1).attributes == (SeenAttribute("weather", "rain", 0.8),)
    assert labels.at(9).objects == ()
    assert (labels.unread, labels.names, labels.last) == (6, ("car",), 2)
    one = read_labels(json.dumps({"objects": {"objects": [good]}}).encode())  # of one picture
    assert one.at(1).objects == (seen,)
    for text in (b"", b"[]", b"{}", b'{"frames": 7}', b"\xff", b"[" * 100_000):
        with pytest.raises(OutputTrouble, match=r"labels|JSON"):
            read_labels(text)


anything = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=5),
    lambda each: (
        st.lists(each, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["objects", "attrs", "label", "bounding_box", "top_left", "bottom_right", "x", "y"]
            ),
            each,
        )
    ),
)


@given(st.dictionaries(st.sampled_from(["0", "1", "2", "-1", "a", ""]), anything))
def test_any_frames_can_be_read(frames: dict[str, Any]) -> None:
    labels = read_labels(json.dumps({"frames": frames}).encode())
    assert all(
        each.box.left <= each.box.right for f in labels.frames.values() for each in f.objects
    )


@pytest.mark.parametrize("kind", ["slip", "absolute"])
def test_names_that_lead_outside_are_listed_and_never_opened(tmp_path: Path, kind: str) -> None:
    output = written(tmp_path / "o.zip", troubled(kind, b""))
    good, *bad = output.entries
    assert output.read(good, 1_000)
    for each in bad:
        assert "leads out" in each.refusal
        with pytest.raises(OutputTrouble, match="leads out"):
            output.read(each, 1_000)
        with pytest.raises(OutputTrouble):
            output.take_out(each, tmp_path)
    assert files_in(tmp_path) == ["o.zip"]


def test_links_are_listed_and_never_followed(tmp_path: Path) -> None:
    output = written(tmp_path / "o.zip", troubled("symlink", b""))
    for name in ("link", "table.csv"):
        with pytest.raises(OutputTrouble, match="link"):
            output.take_out(entry(output, name), tmp_path)
    taken = output.take_out(entry(output, "link/escaped.txt"), tmp_path)
    assert taken == tmp_path / "escaped.txt"  # by its base name, in the chosen folder


def test_a_bomb_is_named_before_a_byte_of_it_is_read(tmp_path: Path) -> None:
    output = written(tmp_path / "o.zip", troubled("bomb", b""))
    (bomb,) = output.entries
    assert "made to fill a disk" in bomb.refusal
    with pytest.raises(OutputTrouble, match="fill a disk"):
        output.labels(bomb)
    assert output.labels_entry() is None


def test_a_file_that_says_it_is_small_grows_no_further(tmp_path: Path) -> None:
    path = tmp_path / "o.zip"
    zip_of(path, a__json=b"0" * 5_000_000)
    content = bytearray(path.read_bytes())
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.find(sign) + at, 100)
    output = written(path, bytes(content))
    with pytest.raises(OutputTrouble, match="broken"):
        output.read(output.entries[0], 1_000_000)


def test_many_files_are_listed_and_too_many_refused(tmp_path: Path) -> None:
    many = zip_of(tmp_path / "m.zip", **{f"f_in_{number}": b"" for number in range(3_000)})
    assert len(many.entries) == 3_000
    with pytest.raises(OutputTrouble, match="more than 100,000 files"):
        written(tmp_path / "o.zip", troubled("many", b""))


def test_a_directory_that_would_fill_the_memory_is_not_read(tmp_path: Path) -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 2**31, 0, 0)
    with pytest.raises(OutputTrouble, match="more than"):
        written(tmp_path / "o.zip", b"PK\x03\x04" + bytes(100) + end)
    end_64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 2**40, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 4, 1)
    small = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 0xFFFFFFFF, 0, 0)
    with pytest.raises(OutputTrouble, match="more than"):
        written(tmp_path / "p.zip", b"PK\x03\x04" + end_64 + locator + small)


def test_strange_names_can_all_be_taken_out_into_one_folder(tmp_path: Path) -> None:
    output = written(tmp_path / "o.zip", troubled("names", b""))
    out = tmp_path / "out"
    out.mkdir()
    taken = [output.take_out(each, out) for each in output.entries if not each.refusal]
    assert len(set(taken)) == len(taken) > 5
    assert {each.parent for each in taken} == {out}
    assert all(each.name.isprintable() for each in taken)


@pytest.mark.parametrize(
    ("kind", "words"), [("truncated", "a part of it is missing"), ("empty", "is empty")]
)
def test_what_is_no_whole_zip_says_so(tmp_path: Path, kind: str, words: str) -> None:
    zip_of(tmp_path / "right.zip", labels__json=b"{}" * 500)
    with pytest.raises(OutputTrouble, match=words):
        written(tmp_path / "o.zip", troubled(kind, (tmp_path / "right.zip").read_bytes()))


def test_a_web_page_in_place_of_a_zip_is_a_file_of_its_own(tmp_path: Path) -> None:
    output = written(tmp_path / "o.zip", troubled("not a zip", b""))
    assert not output.is_zip
    assert "Sign in" in output.text(output.entries[0])


def test_a_locked_file_and_broken_ones_say_so(tmp_path: Path) -> None:
    locked = written(tmp_path / "l.zip", troubled("encrypted", b""))
    with pytest.raises(OutputTrouble, match="password"):
        locked.labels(locked.entries[0])
    odd = written(tmp_path / "o.zip", troubled("bad labels", b""))
    assert odd.labels(entry(odd, "labels.json")).unread >= 4
    table = odd.table(entry(odd, "objects.csv"))
    assert table.columns
    with pytest.raises(PictureTrouble):
        odd.picture(entry(odd, "video.mp4"))
    with pytest.raises(OutputTrouble, match="JSON"):
        odd.json(entry(odd, "video.mp4"))


def test_tables_json_and_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = b'\xef\xbb\xbfa,b\r\n1\r\n2,"x\ny",3\r\n\r\n'
    output = zip_of(
        tmp_path / "o.zip",
        t__csv=rows,
        d__json=b'{"a": [1, {"b": null}]}',
        e__csv=b"",
        frames_in_000002__jpg=b"",
        frames_in_000001__jpg=b"",
    )
    table = output.table(entry(output, "t.csv"))
    assert table.columns == ("a", "b", "")
    assert table.rows == (("1", "", ""), ("2", "x\ny", "3"))
    assert output.json(entry(output, "d.json")) == {"a": [1, {"b": None}]}
    assert [each.name for each in output.frames().values()] == [
        "frames/000001.jpg",
        "frames/000002.jpg",
    ]
    assert list(output.frames()) == [1, 2]
    with pytest.raises(OutputTrouble, match="empty"):
        output.table(entry(output, "e.csv"))
    monkeypatch.setattr(outputs, "TABLE_ROWS", 1)
    cut = output.table(entry(output, "t.csv"))
    assert (len(cut.rows), cut.is_cut) == (1, True)
    monkeypatch.setattr(outputs, "JSON_BYTES", 10)
    with pytest.raises(OutputTrouble, match="can be shown"):
        output.json(entry(output, "d.json"))


def test_kinds_go_by_names() -> None:
    names = ("labels.json", "a/b.JSON", "x.csv", "f.JPG", "v.mp4", "log.txt", "z.zip", "no suffix")
    assert [kind_of(name) for name in names] == [
        *(Kind.LABELS, Kind.JSON, Kind.TABLE, Kind.PICTURE, Kind.VIDEO, Kind.TEXT, Kind.ZIP),
        Kind.OTHER,
    ]
