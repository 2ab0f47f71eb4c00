"""The vendor's own client: content with the simulator, and its files are ours where it is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from facespace_desk.credentials import Secret
from facespace_desk.demo.skylab.drawing import drawn
from facespace_desk.demo.skylab.sketches import sketch
from facespace_desk.skylab.callbacks import validate_callback
from tests.skylab.official import Official, OfficialError, official_client
from tests.skylab.studio import (
    DUAL,
    EVERYTHING,
    EXTRACT,
    PLAIN,
    REPLACED,
    STRIPPED,
    completed,
    entered,
    files_in,
    official_conversion,
    picture,
    pixels,
)
from tests.skylab_simulator import RunningSkylab

KINDS = (
    ("jpg", "srgb", 1),
    ("jpg", "p3", 6),
    ("jpg", "cmyk", 1),
    ("png", "alpha", 1),
    ("png", "16 bit", 1),
    ("webp", "srgb", 1),
    ("jpg", "grey", 3),
)


@pytest.fixture
def official(skylab: RunningSkylab) -> Iterator[Official]:
    with official_client(skylab.origin, skylab.api_key) as client:
        yield client


def test_jobs_and_photos(official: Official, skylab: RunningSkylab, tmp_path: Path) -> None:
    assert len(official.call("list_jobs")) == 30
    job = official.call("create_job", {"name": "Wedding", "profile_id": PLAIN})
    assert official.call("get_job", job["id"])["name"] == "Wedding"
    assert official.call("get_job_by_name", {"name": "Wedding"})["id"] == job["id"]
    renamed = official.call("update_job", job["id"], {"name": "Wedding 2"})
    assert renamed["name"] == "Wedding 2"
    done = official.call("upload_job_photo", picture(tmp_path / "a.jpg"), job["id"])
    assert done["upload_response"] == 200
    photo = done["photo"]["id"]
    assert official.call("get_photo", photo)["name"] == "a.jpg"
    for way in (("id", job["id"]), ("name", "Wedding 2")):
        assert [each["id"] for each in official.call("get_job_photos", *way)] == [photo]
    assert official.call("queue_job", job["id"])["status"] == "queued"
    assert official.call("fetch_jobs_in_front", job["id"]) == {"jobsInFront": 2}
    assert official.call("cancel_job", job["id"])["status"] == "cancelled"
    assert official.call("delete_photo", photo)["id"] == photo
    assert official.call("get_photo", photo)["status"] == 404
    assert official.call("delete_job", job["id"])["id"] == job["id"]
    assert official.call("get_job", job["id"])["status"] == 404
    with pytest.raises(OfficialError, match="JobNotFoundException"):
        official.call("upload_job_photo", tmp_path / "a.jpg", job["id"])
    assert skylab.control.trapped() == []


def test_profiles_and_their_backgrounds(official: Official, tmp_path: Path) -> None:
    assert [each["id"] for each in official.call("list_profiles")] == list(range(81, 87))
    flags = {"name": "Mine", "enable_extract": True, "replace_background": True}
    profile = official.call("create_profile", flags)
    changed = official.call("update_profile", profile["id"], {"description": "On a beach"})
    assert changed["description"] == "On a beach"
    path = picture(tmp_path / "beach.jpg")
    assert official.call("upload_profile_photo", path, profile["id"])["upload_response"] == 200
    (photo,) = official.call("get_profile", profile["id"])["photos"]
    assert (photo["name"], photo["jobId"]) == ("beach.jpg", None)
    assert official.call("create_profile", flags)["status"] == 422
    with pytest.raises(OfficialError, match="Unable to create the photo object"):
        official.call("upload_profile_photo", path, PLAIN)


def test_the_wrong_key_is_refused(skylab: RunningSkylab) -> None:
    with official_client(skylab.origin, "wrong") as official:
        assert official.call("list_jobs")["status"] == 403


def test_a_callback_that_is_good_for_it_is_good_for_us(
    official: Official, skylab: RunningSkylab
) -> None:
    job = next(each for each in official.call("list_jobs") if each["status"] == "completed")
    skylab.control.send_callback(job["id"], skylab.sink_url)
    (heard,) = skylab.control.webhook()
    stamp, signature = (heard["headers"][f"x-skylab-{name}"] for name in ("timestamp", "signature"))
    good = (skylab.callback_secret, heard["body"], stamp, signature)
    assert official.call("validate_hmac_headers", *good) is True
    secret, body = Secret(skylab.callback_secret), heard["body"]
    assert validate_callback(secret, stamp, body, signature).is_good
    altered = (skylab.callback_secret, heard["body"] + " ", stamp, signature)
    assert official.call("validate_hmac_headers", *altered) is False


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """Of every kind that is taken."""
    folder = tmp_path / "in"
    folder.mkdir()
    plain = replace(sketch(1, 3, 1.79e9), width=300, height=200, orientation=1)
    paths = []
    for number, (kind, colours, orientation) in enumerate(KINDS):
        paths.append(folder / f"IMG {number}.{kind}")
        drawing = replace(plain, number=number, kind=kind, colours=colours, orientation=orientation)
        paths[-1].write_bytes(drawn(drawing))
    return paths


@pytest.mark.parametrize("profile_id", [PLAIN, EXTRACT, DUAL, REPLACED, STRIPPED, EVERYTHING])
async def test_the_files_of_both_clients_agree(
    official: Official,
    skylab: RunningSkylab,
    tmp_path: Path,
    pictures: list[Path],
    profile_id: int,
) -> None:
    """Pixel for pixel where a format keeps pixels, byte for byte else. Of a picture that needs no
    change the official client writes another encoding, and ours the bytes that came."""
    folders = theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    for folder in folders:
        folder.mkdir()
    async with entered(skylab) as client:
        job = await completed(client, skylab, profile_id, *pictures)
        ids = [photo.id for photo in job.photos]
        result = await client.download_all_photos(ids, profile_id, ours)
    shown = official.call("get_job", job.id)
    done = official.call("download_all_photos", shown["photos"], shown["profile"], theirs)
    assert done["errored_photos"] == result.errored_photos == []
    assert sorted(done["success_photos"]) == sorted(result.success_photos)
    assert files_in(theirs) == files_in(ours) != []
    for name in files_in(ours):
        expected = ours / name
        if profile_id in (PLAIN, STRIPPED):
            expected = tmp_path / f"again{expected.suffix}"
            official_conversion((ours / name).read_bytes(), expected)
        assert is_the_same(expected, theirs / name), name


def is_the_same(ours: Path, theirs: Path) -> bool:
    if ours.suffix == ".png":
        return bool(np.array_equal(pixels(ours), pixels(theirs)))
    return ours.read_bytes() == theirs.read_bytes()


async def test_a_single_photo_is_the_same_too(
    official: Official, skylab: RunningSkylab, tmp_path: Path
) -> None:
    folders = theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    for folder in folders:
        folder.mkdir()
    async with entered(skylab) as client:
        job = await completed(client, skylab, EVERYTHING, picture(tmp_path / "a.jpg"))
        await client.download_photo(job.photos[0].id, ours)
    assert official.call("download_photo", job.photos[0].id, theirs) == ["a.jpg", True]
    assert files_in(theirs) == files_in(ours) == ["a.png", "a.webp"]
    for name in files_in(ours):
        assert is_the_same(ours / name, theirs / name), name
