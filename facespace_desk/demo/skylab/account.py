"""What one account of the studio holds: profiles, jobs and photos, and what may be done to them.

Names are unique: a profile's and a job's in the account, a photo's in its job or profile.
Moments are of the simulated clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from facespace_desk.demo.skylab.line import Line, Turn
from facespace_desk.demo.skylab.sketches import Sketch

Status = Literal["created", "queued", "processing", "processed", "completed", "cancelled"]
REGULAR = "regular"
KEPT_S = 14 * 86_400  # of output files (wire section 3.3)
FIRST_IDS: Mapping[str, int] = {"profile": 80, "job": 4_700, "photo": 90_000}

PLAIN: Mapping[str, object] = {  # a profile that says nothing
    "description": "",
    "enableCrop": False,
    "enableColor": False,
    "enableRetouch": False,
    "enableExtract": False,
    "replaceBackground": False,
    "dualFileOutput": False,
    "enableStripPngMetadata": False,
    "outputFileType": "png",
}


class Refused(Exception):
    """An answer with *status* and the words for the client."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


@dataclass
class Profile:
    id: int
    name: str
    fields: dict[str, object]  # all others, as the wire answers them

    def is_on(self, name: str) -> bool:
        return self.fields.get(name) in (True, "true")

    @property
    def takes_backgrounds(self) -> bool:
        return self.is_on("enableExtract") and self.is_on("replaceBackground")


@dataclass
class Job:
    id: int
    name: str
    profile_id: int
    created_s: float
    type: str = REGULAR
    fields: dict[str, object] = field(default_factory=dict)
    turn: Turn | None = None
    cancelled_s: float | None = None
    callback_url: str | None = None
    is_told: bool = False  # the callback was sent

    def status(self, now_s: float) -> Status:
        if self.cancelled_s is not None:
            return "cancelled"
        if self.turn is None:
            return "created"
        if now_s < self.turn.begins_s:
            return "queued"
        if now_s < self.turn.ends_s:
            return "processing"
        return "processed" if now_s < self.turn.completed_s else "completed"

    @property
    def outputs_end_s(self) -> float:
        """When the output files are thrown away."""
        return (self.turn.completed_s if self.turn is not None else self.created_s) + KEPT_S


@dataclass
class Photo:
    """*original* names its file on the shelf; None until one was uploaded."""

    id: int
    name: str
    job_id: int | None
    profile_id: int | None
    created_s: float
    original: str | None = None
    sketch: Sketch | None = None  # of what is drawn when it is asked for
    md5: bytes = b""  # announced when the upload address was asked for
    is_usable: bool = True  # whether the studio can work on what was uploaded

    @property
    def owner(self) -> tuple[str, int]:
        """What it belongs to, "job" or "profile", and the id of that."""
        if self.job_id is not None:
            return "job", self.job_id
        assert self.profile_id is not None
        return "profile", self.profile_id


class Account:
    """Profiles, jobs and photos by id, ids rising; an empty one, or what is given."""

    def __init__(
        self,
        profiles: Iterable[Profile] = (),
        jobs: Iterable[Job] = (),
        photos: Iterable[Photo] = (),
        line: Line | None = None,
        last_ids: Mapping[str, int] = FIRST_IDS,
    ) -> None:
        self.profiles = {profile.id: profile for profile in profiles}
        self.jobs = {job.id: job for job in jobs}
        self.photos = {photo.id: photo for photo in photos}
        self.line = line or Line()
        self.last_ids = dict(last_ids)
        self._photos_of: dict[tuple[str, int], list[Photo]] = {}
        for photo in self.photos.values():
            self._photos_of.setdefault(photo.owner, []).append(photo)

    # finding

    def profile(self, profile_id: object) -> Profile:
        """
        Raises:
            Refused: there is none.
        """
        found = self.profiles.get(profile_id) if isinstance(profile_id, int) else None
        if found is None:
            raise Refused(404, "Profile not found")
        return found

    def job(self, job_id: object) -> Job:
        """
        Raises:
            Refused: there is none.
        """
        found = self.jobs.get(job_id) if isinstance(job_id, int) else None
        if found is None:
            raise Refused(404, "Job not found")
        return found

    def job_named(self, name: object) -> Job:
        """
        Raises:
            Refused: there is none.
        """
        for job in self.jobs.values():
            if job.name == name:
                return job
        raise Refused(404, "Job not found")

    def photo(self, photo_id: object) -> Photo:
        """
        Raises:
            Refused: there is none.
        """
        found = self.photos.get(photo_id) if isinstance(photo_id, int) else None
        if found is None:
            raise Refused(404, "Photo not found")
        return found

    def photos_of(self, owner: Job | Profile) -> list[Photo]:
        return self._photos_of.get((_kind(owner), owner.id), [])

    # changing; each raises Refused when it may not be

    def add_profile(self, name: str, fields: Mapping[str, object]) -> Profile:
        _check_name(name, (profile.name for profile in self.profiles.values()), "Profile")
        made = Profile(self._next_id("profile"), name, dict(fields))
        self.profiles[made.id] = made
        return made

    def rename_profile(self, profile: Profile, name: str) -> None:
        others = (other.name for other in self.profiles.values() if other is not profile)
        _check_name(name, others, "Profile")
        profile.name = name

    def add_job(self, name: str | None, profile: Profile, now_s: float) -> Job:
        """A new job; it is named after its number when *name* is None."""
        job_id = self._next_id("job")
        name = f"Job {job_id}" if name is None else name
        _check_name(name, (job.name for job in self.jobs.values()), "Job")
        made = Job(job_id, name, profile.id, now_s)
        self.jobs[made.id] = made
        return made

    def rename_job(self, job: Job, name: str) -> None:
        others = (other.name for other in self.jobs.values() if other is not job)
        _check_name(name, others, "Job")
        job.name = name

    def give_profile(self, job: Job, profile: Profile, now_s: float) -> None:
        if job.status(now_s) != "created":
            raise Refused(422, "The profile of a job that was queued cannot be changed")
        job.profile_id = profile.id

    def queue(self, job: Job, turn: Turn, now_s: float) -> None:
        if job.status(now_s) != "created":
            raise Refused(422, f"Job is already {job.status(now_s)}")
        if not any(photo.original for photo in self.photos_of(job)):
            raise Refused(422, "Job has no photos")
        job.turn = turn
        self.line.join(turn, now_s)

    def cancel(self, job: Job, now_s: float) -> None:
        status = job.status(now_s)
        if status in ("processed", "completed", "cancelled"):
            raise Refused(422, f"Job is already {status}")
        self._leave_line(job, now_s)
        job.cancelled_s = now_s

    def delete_job(self, job: Job, now_s: float) -> list[Photo]:
        """Delete it with its photos; those."""
        self._leave_line(job, now_s)
        del self.jobs[job.id]
        photos = self._photos_of.pop((_kind(job), job.id), [])
        for photo in photos:
            del self.photos[photo.id]
        return photos

    def add_photo(self, owner: Job | Profile, name: str, now_s: float) -> Photo:
        if isinstance(owner, Profile) and not owner.takes_backgrounds:
            raise Refused(422, "Profile needs enable_extract and replace_background for photos")
        if isinstance(owner, Job) and owner.status(now_s) != "created":
            raise Refused(422, f"Job is already {owner.status(now_s)}")
        _check_name(name, (photo.name for photo in self.photos_of(owner)), "Photo")
        is_job = isinstance(owner, Job)
        made = Photo(
            id=self._next_id("photo"),
            name=name,
            job_id=owner.id if is_job else None,
            profile_id=None if is_job else owner.id,
            created_s=now_s,
        )
        self.photos[made.id] = made
        self._photos_of.setdefault(made.owner, []).append(made)
        return made

    def delete_photo(self, photo: Photo) -> None:
        del self.photos[photo.id]
        self._photos_of[photo.owner].remove(photo)

    def _leave_line(self, job: Job, now_s: float) -> None:
        if job.turn is not None:
            self.line.leave(job.turn, now_s)

    def _next_id(self, kind: str) -> int:
        self.last_ids[kind] += 1
        return self.last_ids[kind]


def _kind(owner: Job | Profile) -> str:
    return "job" if isinstance(owner, Job) else "profile"


def _check_name(name: str, others: Iterable[str], what: str) -> None:
    if not name.strip():
        raise Refused(422, f"{what} name can't be blank")
    if name in others:
        raise Refused(422, f"{what} name has already been taken")
