"""What is found out about files before they are uploaded, and what is done about it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import pyvips

from facespace_desk.pictures.raster import PictureTrouble
from facespace_desk.skylab.metadata import NotThisFormat, told_by, without_told
from facespace_desk.skylab.model.preflight import (
    Fate,
    Finding,
    Fixes,
    Verdict,
    judge,
    look,
    summed,
)
from facespace_desk.skylab.preparing import Preparation, discard, fitting, prepared
from facespace_desk.skylab.uploads import checked_file
from tests.pictures.painted import PICTURES
from tests.skylab.desk import draw, md5_of, with_gps


def verdict_of(path: Path, fixes: Fixes | None = None, **known: Any) -> Verdict:
    return judge([look(path)], fixes or Fixes(), **known)[0]


def test_a_good_file_is_ready(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.jpg")
    verdict = verdict_of(path)
    assert verdict.fate is Fate.READY
    assert verdict.finding.md5 == md5_of(path)
    assert (verdict.finding.width, verdict.finding.height) == (80, 60)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.jpg", b"", "empty"),
        ("page.jpg", b"<html><body>404</body></html>", "web page"),
        ("notes.txt", b"hello there", "text"),
        ("archive.jpg", b"PK\x03\x04....", "zip"),
        ("drawing.png", b"BM" + bytes(40), "BMP"),
    ],
)
def test_what_is_no_picture_is_refused_with_what_it_is(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    verdict = verdict_of(path)
    assert verdict.fate is Fate.REFUSED
    assert words.casefold() in verdict.words.casefold()


def test_a_cut_picture_is_refused(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.jpg", width=600, height=400)
    path.write_bytes(path.read_bytes()[:-300])
    assert "too early" in verdict_of(path).words


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert verdict_of(tmp_path / "gone.jpg").fate is Fate.REFUSED
    assert verdict_of(tmp_path).fate is Fate.REFUSED


@pytest.mark.parametrize(("name", "sent"), [("a.tif", "a.jpg"), ("a.gif", "a.png")])
def test_what_the_studio_does_not_take_is_converted(tmp_path: Path, name: str, sent: str) -> None:
    path = draw(tmp_path / name)
    verdict = verdict_of(path)
    assert verdict.fate is Fate.FIXED
    assert verdict.plan is not None
    assert verdict.plan.name == sent
    made = prepared(path, verdict.plan, tmp_path / "out", md5=verdict.finding.md5)
    assert checked_file(made).name == sent
    assert verdict_of(path, Fixes(convert=False)).fate is Fate.REFUSED


def test_picture_of_a_telephone_becomes_a_jpeg(tmp_path: Path) -> None:
    path = tmp_path / "IMG_0042.HEIC"
    shutil.copy(PICTURES / "telephone.heic", path)
    verdict = verdict_of(path)
    assert verdict.fate is Fate.FIXED
    assert verdict.plan is not None
    made = prepared(path, verdict.plan, tmp_path / "made")
    assert made.name == "IMG_0042.jpg"
    sent = checked_file(made)
    assert (sent.width, sent.height) == (320, 200)


def test_see_through_pictures_become_png(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    image = pyvips.Image.black(20, 20, bands=4).cast("uchar").copy(interpretation="srgb")
    image.write_to_file(str(path))
    plan = verdict_of(path).plan
    assert plan is not None
    assert plan.name == "a.png"


def test_too_many_pixels_are_made_fewer(tmp_path: Path) -> None:
    path = draw(tmp_path / "wide.jpg", width=6600, height=100)
    verdict = verdict_of(path)
    assert verdict.plan is not None
    assert verdict.plan.shrink
    made = prepared(path, verdict.plan, tmp_path / "out")
    assert checked_file(made).width == 6400
    assert verdict_of(path, Fixes(shrink=False)).fate is Fate.REFUSED


def test_too_many_bytes_are_made_fewer() -> None:
    big = Finding(path="a.jpg", size=28 * 2**20, format="JPEG", width=4000, height=3000, md5="1")
    assert judge([big], Fixes())[0].plan == Preparation(name="a.jpg", shrink=True, strip=False)
    exact = Finding(path="a.jpg", size=27 * 2**20, format="JPEG", width=4000, height=3000, md5="1")
    assert judge([exact], Fixes())[0].fate is Fate.READY


@pytest.mark.parametrize("size", [(6400, 4218), (12_000, 9_000), (100, 90_000), (6401, 1)])
def test_fitting_keeps_the_limits(size: tuple[int, int]) -> None:
    width, height = fitting(*size)
    assert width <= 6400
    assert height <= 6400
    assert width * height <= 27_000_000


def test_a_name_that_lies_is_put_right(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.png")
    path = path.rename(tmp_path / "really.jpg")
    verdict = verdict_of(path)
    assert verdict.plan is not None
    assert verdict.plan.name == "really.png"
    made = prepared(path, verdict.plan, tmp_path / "out")
    assert made.name == "really.png"
    assert verdict_of(path, Fixes(rename=False)).fate is Fate.REFUSED


def test_the_same_picture_twice_is_left_out_and_the_same_name_is_numbered(tmp_path: Path) -> None:
    first = draw(tmp_path / "one" / "a.jpg", shade=90)
    other = draw(tmp_path / "two" / "a.jpg", shade=120)
    again = tmp_path / "copy.jpg"
    again.write_bytes(first.read_bytes())
    fates = judge([look(first), look(other), look(again)], Fixes())
    assert [each.fate for each in fates] == [Fate.READY, Fate.FIXED, Fate.LEFT_OUT]
    assert fates[1].plan is not None
    assert fates[1].plan.name == "a (2).jpg"
    everything = judge([look(first), look(again)], Fixes(skip_known=False))
    assert all(each.is_sent for each in everything)


def test_names_and_pictures_of_the_job_count(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.jpg")
    renamed = verdict_of(path, taken_names={"A.JPG"}).plan
    assert renamed is not None
    assert renamed.name == "a (2).jpg"
    assert verdict_of(path, known_md5={md5_of(path)}).fate is Fate.LEFT_OUT
    assert verdict_of(path, Fixes(rename=False), taken_names={"a.jpg"}).fate is Fate.REFUSED


def test_sums_say_what_becomes_of_all(tmp_path: Path) -> None:
    paths = [draw(tmp_path / "a.jpg"), draw(tmp_path / "b.tif"), tmp_path / "none.jpg"]
    summary = summed(judge([look(path) for path in paths], Fixes()))
    assert (summary.files, summary.sent, summary.fixed, summary.refused) == (3, 2, 1, 1)
    assert summary.sent_bytes == sum(path.stat().st_size for path in paths[:2])


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
def test_position_and_details_are_taken_out_and_no_pixel_changes(
    tmp_path: Path, suffix: str
) -> None:
    data = with_gps(tmp_path / "a.jpg", width=40, height=30).read_bytes()
    if suffix != ".jpg":
        image = pyvips.Image.new_from_buffer(data, "")
        options = {"lossless": True} if suffix == ".webp" else {}
        data = image.write_to_buffer(suffix, **options)
    told = told_by(data)
    assert told.has_position
    assert told.has_details
    assert told.orientation == 6
    clean = without_told(data)
    left = told_by(clean)
    assert not left.is_anything
    assert left.orientation == 6
    assert b"Acme" not in clean
    before, after = (pyvips.Image.new_from_buffer(each, "") for each in (data, clean))
    assert before.write_to_memory() == after.write_to_memory()
    assert after.get("orientation") == 6


def test_the_colour_profile_stays(tmp_path: Path) -> None:
    image = pyvips.Image.black(16, 16, bands=3).copy(interpretation="srgb").cast("uchar")
    data = image.icc_transform("p3", input_profile="srgb").jpegsave_buffer()
    after = pyvips.Image.new_from_buffer(without_told(data), "")
    assert after.get_typeof("icc-profile-data")


def test_pictures_behind_the_picture_go_too() -> None:
    data = pyvips.Image.black(8, 8).cast("uchar").jpegsave_buffer()
    assert without_told(data + data + b"secret") == without_told(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"\xff\xd8",
        b"\xff\xd8\xff\xe1\xff\xff",
        b"\xff\xd8\xff\xe1\x00\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\x89PNG\r\n\x1a\n\x7f\xff\xff\xffIDAT",
        b"RIFF\x10\x00\x00\x00WEBPVP8 \xff\xff\xff\x00",
    ],
)
def test_damaged_containers_are_said_to_be_so(data: bytes) -> None:
    with pytest.raises(NotThisFormat):
        without_told(data)


def test_what_is_sent_tells_nothing_and_the_original_is_not_touched(tmp_path: Path) -> None:
    path = with_gps(tmp_path / "a.jpg")
    before = path.read_bytes()
    verdict = verdict_of(path)
    assert verdict.finding.tells == "position and camera details"
    assert verdict.plan is not None
    made = prepared(path, verdict.plan, tmp_path / "out", md5=verdict.finding.md5)
    assert made != path
    assert not told_by(made.read_bytes()).is_anything
    assert path.read_bytes() == before
    discard(made.parent)
    assert not made.exists()
    assert path.exists()
    kept = verdict_of(path, Fixes(strip=False)).plan
    assert kept is not None
    assert prepared(path, kept, tmp_path / "out") == path


def test_a_file_that_changed_since_is_not_sent(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.jpg")
    with pytest.raises(PictureTrouble, match="changed"):
        prepared(path, Preparation(name="a.jpg"), tmp_path / "out", md5="0" * 32)


def test_a_plan_survives_the_journal() -> None:
    plan = Preparation(name="a (2).jpg", strip=False, encode="jpeg", shrink=True)
    assert Preparation.of_facts({"job_id": 1, **plan.facts()}) == plan
    assert Preparation.of_facts({"job_id": 1}) is None
