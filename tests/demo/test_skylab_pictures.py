"""The studio's pictures: what the account's photos are, and what the studio makes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import pyvips

from facespace_desk.demo.skylab.account import Account
from facespace_desk.demo.skylab.darkroom import Work
from facespace_desk.demo.skylab.drawing import drawn
from facespace_desk.demo.skylab.seeding import PHOTOS, seeded
from facespace_desk.demo.skylab.sketches import LARGEST, SUBJECTS, Sketch, sketch
from facespace_desk.demo.skylab.studio import is_usable, worked_out
from tests.demo.studio import EXTRACT, PLAIN, Studio, entered
from tests.skylab_simulator import RunningSkylab

NOW_S = 1_790_000_000.0
SMALL = replace(sketch(1, 0, NOW_S), width=320, height=240, kind="jpg", orientation=1)


@pytest.fixture
async def studio(skylab: RunningSkylab) -> AsyncIterator[Studio]:
    async with entered(skylab) as made:
        yield made


@pytest.fixture(scope="module")
def account() -> Account:
    return seeded(1, NOW_S)


def sketches(account: Account) -> list[Sketch]:
    return [photo.sketch for photo in account.photos.values() if photo.sketch and photo.job_id]


def read(body: bytes) -> pyvips.Image:
    return pyvips.Image.new_from_buffer(body, "")


def mean(image: pyvips.Image) -> list[float]:
    return [band.avg() for band in image.colourspace("srgb").bandsplit()[:3]]


def worked(tmp_path: Path, body: bytes, work: Work, kind: str = "jpg") -> pyvips.Image:
    path = tmp_path / "original"
    path.write_bytes(body)
    return read(worked_out(path, work, kind))


# the account


def test_there_are_6_profiles_40_jobs_and_600_photos(account: Account) -> None:
    assert len(account.profiles) == 6
    assert len(account.jobs) == 40
    assert sum(len(account.photos_of(job)) for job in account.jobs.values()) == PHOTOS == 600
    kinds = [
        tuple(
            profile.is_on(name)
            for name in (
                *("enableExtract", "dualFileOutput", "replaceBackground"),
                "enableStripPngMetadata",
            )
        )
        for profile in account.profiles.values()
    ]
    assert len(set(kinds)) == 6
    assert [len(account.photos_of(profile)) for profile in account.profiles.values()] == [
        *(0, 0, 0, 2, 0, 1),
    ]


def test_jobs_are_in_every_state_in_every_world() -> None:
    for seed in (1, 2):
        states = Counter(job.status(NOW_S) for job in seeded(seed, NOW_S).jobs.values())
        assert set(states) == {
            *("created", "queued", "processing", "processed", "completed", "cancelled"),
        }


def test_photos_are_as_varied_as_real_ones(account: Account) -> None:
    found = sketches(account)
    assert {one.subject for one in found} == set(SUBJECTS)
    assert {one.kind for one in found} == {"jpg", "png", "webp"}
    assert {one.colours for one in found} == {
        *("srgb", "bare", "p3", "cmyk", "grey", "alpha", "16 bit"),
    }
    assert {one.orientation for one in found} == set(range(1, 9))
    assert any(one.place for one in found)
    assert LARGEST in {(one.width, one.height) for one in found}
    assert max(one.width * one.height for one in found) == 27_000_000


def test_the_same_seed_gives_the_same_pictures() -> None:
    assert drawn(SMALL) == drawn(SMALL)
    assert drawn(SMALL) != drawn(replace(SMALL, number=1))


# drawing


@pytest.mark.parametrize("subject", [*SUBJECTS, "beach", "studio", "garden"])
def test_every_subject_is_drawn(subject: str) -> None:
    image = read(drawn(replace(SMALL, subject=subject, colours="srgb")))
    assert (image.width, image.height, image.bands) == (320, 240, 3)
    assert image.deviate() > 8


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_is_upright_by_its_flag(orientation: int) -> None:
    upright = read(drawn(replace(SMALL, colours="srgb")))
    turned = read(drawn(replace(SMALL, colours="srgb", orientation=orientation)))
    swaps = orientation >= 5
    assert (turned.width, turned.height) == ((240, 320) if swaps else (320, 240))
    again = turned.autorot()
    assert abs(upright.cast("short") - again.cast("short")).avg() < 2.5


@pytest.mark.parametrize(
    ("colours", "kind", "interpretation", "bands"),
    [
        ("p3", "jpg", "srgb", 3),
        ("cmyk", "jpg", "cmyk", 4),
        ("grey", "jpg", "b-w", 1),
        ("alpha", "png", "srgb", 4),
        ("alpha", "webp", "srgb", 4),
        ("16 bit", "png", "rgb16", 3),
    ],
)
def test_colours_are_stored_as_said(
    colours: str, kind: str, interpretation: str, bands: int
) -> None:
    image = read(drawn(replace(SMALL, colours=colours, kind=kind)))
    assert (image.interpretation, image.bands) == (interpretation, bands)
    assert bool(image.get_typeof("icc-profile-data")) is (colours in ("p3", "cmyk"))


def test_camera_date_and_place_are_in_the_file() -> None:
    image = read(drawn(replace(SMALL, place=(-33.5, 18.25), orientation=6)))
    assert image.get("exif-ifd0-Make").startswith(SMALL.camera[0])
    assert image.get("exif-ifd3-GPSLatitudeRef").startswith("S")
    assert image.get("exif-ifd3-GPSLatitude").startswith("33/1 30/1 0/100")
    assert image.get("orientation") == 6


# the studio's work


@pytest.mark.parametrize(
    ("colours", "kind"),
    [
        *(("srgb", "jpg"), ("p3", "jpg"), ("cmyk", "jpg"), ("grey", "jpg")),
        *(("alpha", "png"), ("alpha", "webp"), ("16 bit", "png")),
    ],
)
def test_a_retouch_changes_the_tone_and_keeps_the_size(
    tmp_path: Path, colours: str, kind: str
) -> None:
    body = drawn(replace(SMALL, colours=colours, kind=kind, orientation=6 if kind == "jpg" else 1))
    before, after = read(body), worked(tmp_path, body, "retouch", kind)
    assert (after.width, after.height) == (before.width, before.height)
    assert after.hasalpha() == (colours == "alpha")
    if colours != "cmyk":  # whose plain conversion knows no profile
        assert mean(after)[0] - mean(before)[0] > 5
    if kind == "jpg":
        assert after.get("orientation") == 6
        assert after.get("exif-ifd0-Make") == before.get("exif-ifd0-Make")


@pytest.mark.parametrize("subject", SUBJECTS)
def test_an_extract_is_the_upright_subject_on_nothing(tmp_path: Path, subject: str) -> None:
    body = drawn(replace(SMALL, subject=subject, colours="srgb", orientation=6))
    image = worked(tmp_path, body, "extract", "png")
    assert (image.width, image.height, image.bands) == (320, 240, 4)
    alpha = np.frombuffer(image[3].write_to_memory(), dtype=np.uint8).reshape(240, 320)
    assert alpha[:40, :40].max() == 0
    assert 0.03 < (alpha > 128).mean() < 0.7


@pytest.mark.parametrize("orientation", [1, 3, 6])
def test_a_large_picture_is_cut_out_upright(tmp_path: Path, orientation: int) -> None:
    large = replace(SMALL, width=1800, height=1200, colours="srgb", orientation=orientation)
    image = worked(tmp_path, drawn(large), "extract", "png")
    assert (image.width, image.height, image.bands) == (1800, 1200, 4)


def test_a_picture_without_a_backdrop_is_cut_out_in_the_middle(tmp_path: Path) -> None:
    noise = pyvips.Image.gaussnoise(300, 200, mean=128, sigma=60).bandjoin([90, 10]).cast("uchar")
    body = noise.copy(interpretation="srgb").jpegsave_buffer()
    alpha = worked(tmp_path, body, "extract", "png")[3]
    assert alpha.getpoint(150, 100) == [255]
    assert alpha.getpoint(2, 2) == [0]


def test_an_extract_can_lack_its_alpha_channel(tmp_path: Path) -> None:
    assert worked(tmp_path, drawn(SMALL), "opaque", "png").bands == 3


def test_what_the_studio_cannot_use_is_known_by_its_head(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for body, is_good in ((b"no picture", False), (drawn(SMALL), True), (wide(6401), False)):
        path.write_bytes(body)
        assert is_usable(path) is is_good


def wide(pixels: int) -> bytes:
    return bytes(pyvips.Image.black(pixels, 1).pngsave_buffer())


# over the wire


async def test_outputs_are_what_the_profile_says(studio: Studio) -> None:
    for profile_id, bands in ((PLAIN, 3), (EXTRACT, 4)):
        job = await studio.job(f"Job {profile_id}", profile_id)
        photo = await studio.uploaded(drawn(SMALL), job_id=job["id"])
        await finish(studio, job["id"])
        found = await studio.done("GET", f"photos/{photo['id']}")
        output = await studio.storage.get(found["retouchedUrl"])
        assert read(output.content).bands == bands
        assert output.headers["Content-Type"] == ("image/png" if bands == 4 else "image/jpeg")


async def test_a_photo_that_cannot_be_used_has_no_output(studio: Studio) -> None:
    job = await studio.job()
    photo = await studio.uploaded(b"no picture", job_id=job["id"])
    await finish(studio, job["id"])
    assert (await studio.done("GET", f"photos/{photo['id']}"))["retouchedUrl"] is None


async def test_a_damaged_photo_has_an_address_with_nothing_there(studio: Studio) -> None:
    job = await studio.job()
    whole = bytearray(drawn(replace(SMALL, kind="png", colours="srgb")))
    whole[len(whole) // 2 :] = bytes(len(whole) // 2)
    photo = await studio.uploaded(bytes(whole), "a.png", job_id=job["id"])
    good = await studio.uploaded(drawn(SMALL), "b.jpg", job_id=job["id"])
    await finish(studio, job["id"])
    for record, status in ((photo, {200, 404}), (good, {200})):
        address = (await studio.done("GET", f"photos/{record['id']}"))["retouchedUrl"]
        assert (await studio.storage.get(address)).status_code in status


async def finish(studio: Studio, job_id: int) -> None:
    await studio.done("POST", f"jobs/{job_id}/queue")
    reply = await studio.api.post("/_sim/finish", json={"job_id": job_id})
    assert reply.json()["status"] == "completed"


async def test_an_original_of_the_start_is_drawn_once(studio: Studio) -> None:
    job = await studio.seeded("completed")
    photo = await studio.done("GET", f"photos/{job['photos'][0]['id']}")
    first = await studio.storage.get(photo["originalUrl"])
    second = await studio.storage.get(photo["originalUrl"])
    assert first.content == second.content
    assert first.headers["ETag"] == second.headers["ETag"]
