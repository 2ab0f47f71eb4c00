"""The account as it is at the start: six profiles, 40 jobs in every state, 600 photos in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from facespace_desk.demo.skylab.account import PLAIN, Account, Job, Profile
from facespace_desk.demo.skylab.line import Turn
from facespace_desk.demo.skylab.sketches import sketch

PHOTOS = 600
BULK = "bulk"  # the lane of the jobs that wait at the start; it is slow, so that they can be seen
_BULK_PHOTO_S = 45.0
_BACKGROUNDS_FROM = 10_000  # numbers of sketches
_HOUR_S, _DAY_S = 3_600.0, 86_400.0

_OFF: Mapping[str, object] = {
    **PLAIN,
    "enableColor": True,
    "enableRetouch": True,
    "photoType": "standard",  # of such fields the clients know nothing
}
_EXTRACT: Mapping[str, object] = {**_OFF, "enableExtract": True}
_REPLACE: Mapping[str, object] = {**_EXTRACT, "replaceBackground": True, "outputFileType": "jpg"}
_PROFILES: tuple[tuple[str, str, Mapping[str, object], tuple[str, ...]], ...] = (
    ("Soft skin", "Tone and colour only", _OFF, ()),
    ("Cut-out", "Subject on transparent ground", _EXTRACT, ()),
    (
        "Cut-out, both files",
        "The cut-out as PNG besides the picture",
        {**_EXTRACT, "dualFileOutput": True, "outputFileType": "jpg"},
        (),
    ),
    (
        "Cut-out on beach and studio",
        "Two backgrounds, two files for each photo",
        _REPLACE,
        ("beach.jpg", "studio.jpg"),
    ),
    (
        "Catalogue, no metadata",
        "PNG without camera, place or date",
        {**_EXTRACT, "enableStripPngMetadata": True},
        (),
    ),
    (
        "Cut-out, and on garden",
        "Cut-out and composite",
        {**_REPLACE, "dualFileOutput": True, "outputFileType": "webp"},
        ("garden.jpg",),
    ),
)


@dataclass(frozen=True)
class _Sown:
    """A job of the start; *age_h* hours since it was created, oldest first."""

    title: str
    status: str
    photos: int
    age_h: float
    profile: int = 0  # of _PROFILES
    type: str = "regular"
    missing: int = 0  # photos whose upload never came


_TITLES = (
    *("Spring lookbook", "Wedding Holt", "School portraits 4b", "Ceramics catalogue"),
    *("Team pages", "Menu board", "Florist window", "Lamp collection", "Harvest fair"),
    *("Graduation", "Bottles 2nd series", "Chapel series", "Passport photos"),
)


def _sown() -> list[_Sown]:
    """Oldest first: of 40 jobs, the latest 30 are listed (wire section 3.1)."""
    jobs = [
        _Sown(_title(number), "completed", 9 + number * 7 % 11, 490 - number * 16, number % 6)
        for number in range(24)
    ]
    jobs[23] = _Sown("Wedding Okafor & Lind", "completed", 96, 30, 0)
    jobs[20] = _Sown("Sample set", "completed", 6, 120, 1, type="sample")
    for number in range(5):
        jobs.append(_Sown(_title(24 + number), "cancelled", 5 + number, 60 - number * 7, number))
    for number in range(6):
        photos = (0, 1, 12, 24, 3, 18)[number]
        missing = (0, 0, 3, 0, 0, 0)[number]
        title = _title(29 + number)
        jobs.append(_Sown(title, "created", photos, 20 - number, 5 - number, missing=missing))
    jobs.append(_Sown("Newborn Marsh", "processed", 8, 2.0, 1))
    jobs.append(_Sown("Yearbook, all classes", "processing", 60, 1.5, 0))
    jobs.append(_Sown("Vases on beach", "queued", 14, 1.2, 3))
    jobs.append(_Sown("Fruit stills", "queued", 11, 0.8, 4))
    rest = PHOTOS - sum(job.photos for job in jobs)
    jobs.append(_Sown("Portrait day", "queued", rest, 0.5, 5))
    return jobs


def _title(number: int) -> str:
    return f"{_TITLES[number % len(_TITLES)]} {1 + number // len(_TITLES)}"


def seeded(seed: int, now_s: float) -> Account:
    """The account at *now_s*; the same for the same seed, moments apart."""
    account = Account()
    profiles = []
    for name, description, fields, backgrounds in _PROFILES:
        profile = account.add_profile(name, {**fields, "description": description})
        _sow_backgrounds(account, profile, backgrounds, seed, now_s)
        profiles.append(profile)
    number = 0
    for sown in _sown():
        job = account.add_job(sown.title, profiles[sown.profile], now_s - sown.age_h * _HOUR_S)
        job.type = sown.type
        _sow_photos(account, job, sown, (seed, number), now_s)
        number += sown.photos
        _bring_to(account, job, sown, now_s)
    return account


def _sow_backgrounds(
    account: Account, profile: Profile, names: tuple[str, ...], seed: int, now_s: float
) -> None:
    for name in names:
        photo = account.add_photo(profile, name, now_s - 30 * _DAY_S)
        drawn = sketch(seed, _BACKGROUNDS_FROM + photo.id, now_s)
        photo.sketch = drawn.as_background(name.partition(".")[0])
        photo.original = photo.sketch.file_name


def _sow_photos(
    account: Account, job: Job, sown: _Sown, first: tuple[int, int], now_s: float
) -> None:
    seed, number = first
    dice = Random(seed * 1_000 + number)
    counter = int(dice.random() * 8_000)
    for place in range(sown.photos):
        drawn = sketch(seed, number + place, now_s)
        name = f"{drawn.subject}_{counter + place:04d}.{drawn.kind}"
        if drawn.kind == "jpg":
            name = f"IMG_{counter + place:04d}.{'JPG' if sown.profile == 2 else 'jpg'}"
        photo = account.add_photo(job, name, job.created_s + place)
        if place < sown.photos - sown.missing:
            photo.sketch, photo.original = drawn, drawn.file_name


def _bring_to(account: Account, job: Job, sown: _Sown, now_s: float) -> None:
    """Let the past of *job* be such that its status is what was sown."""
    if sown.status == "created":
        return
    if sown.status == "cancelled":
        job.cancelled_s = job.created_s + 0.5 * _HOUR_S
        return
    joined_s = job.created_s + 0.2 * _HOUR_S
    work_s = sown.photos * _BULK_PHOTO_S
    turn = Turn(BULK, joined_s, joined_s, work_s, tail_s=90.0)
    if sown.status == "completed":
        turn.begins_s, turn.work_s = joined_s, min(work_s, 0.5 * _HOUR_S)
        job.turn = turn
    elif sown.status == "processed":
        turn.begins_s, turn.work_s, turn.tail_s = joined_s, now_s - 20 - joined_s, 300.0
        job.turn = turn
    elif sown.status == "processing":
        account.queue(job, turn, now_s - work_s / 3)
    else:
        account.queue(job, turn, now_s)
