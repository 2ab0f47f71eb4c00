"""Jobs, profiles and photos as the answers have them (wire sections 3.1 to 3.3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from facespace_desk.demo.control import Panel
from facespace_desk.demo.hostile import NAMES
from facespace_desk.demo.skylab.account import Account, Job, Photo, Profile
from facespace_desk.demo.skylab.storage import Storage
from facespace_desk.demo.skylab.switches import chosen

Document = dict[str, object]

_NAMES: Mapping[str, str] = {
    "parent": "../evil.png",
    "backslash": "..\\evil.png",
    "drive": "C:\\evil.png",
    "absolute": "/etc/evil.png",
    "unknown": "x.unknown",
    "duplicate": "same.png",
    "device": "CON.png",
}
_NOT_YET = "Not ready"  # in place of an address


class Documents:
    """Writes the things of *account* in the shapes that are switched on."""

    def __init__(self, account: Account, storage: Storage, panel: Panel) -> None:
        self._account = account
        self._storage = storage
        self._panel = panel

    def job(self, job: Job, *, with_addresses: bool = False) -> Document:
        """*with_addresses*: as callbacks have it, with the addresses of the outputs."""
        profile = self._account.profiles[job.profile_id]
        photos = self._account.photos_of(job)
        return {
            "id": job.id,
            "name": job.name,
            "type": job.type,
            "status": self.status(job),
            "profileId": job.profile_id,
            "profile": {"id": profile.id, "name": profile.name},
            "photos": [
                self.photo(photo) if with_addresses else {"id": photo.id, "name": self.name(photo)}
                for photo in photos
            ],
            "createdAt": _stamp(job.created_s),
            **job.fields,
        }

    def status(self, job: Job) -> str:
        found = job.status(self._panel.clock.now_s())
        return chosen(self._panel, "end_status") if found == "completed" else found

    def profile(self, profile: Profile) -> Document:
        fields = profile.fields
        if chosen(self._panel, "flags") == "texts":
            fields = {
                name: str(value).lower() if isinstance(value, bool) else value
                for name, value in fields.items()
            }
        photos = [self.photo(photo) for photo in self._account.photos_of(profile)]
        return {"id": profile.id, "name": profile.name, **fields, "photos": photos}

    def photo(self, photo: Photo) -> Document:
        has_original = photo.original is not None
        document: Document = {
            "id": photo.id,
            "name": self.name(photo),
            "jobId": photo.job_id,
            "originalUrl": self._storage.original_url(photo) if has_original else None,
        }
        if photo.job_id is None:
            return document
        job = self._account.jobs[photo.job_id]
        document["job"] = {"id": job.id, "profileId": job.profile_id}
        self._add_output(document, photo, job)
        return document

    def _add_output(self, document: Document, photo: Photo, job: Job) -> None:
        name = "retouchedUrl"
        if job.status(self._panel.clock.now_s()) != "completed":
            manner = chosen(self._panel, "unfinished")
        elif photo.original is None or not photo.is_usable:
            manner = "null"
        else:
            manner = chosen(self._panel, "retouched")
        if manner == "absent":
            return
        addresses: Mapping[str, str | None] = {"null": None, "text": _NOT_YET}
        document[name] = (
            addresses[manner] if manner in addresses else self._storage.output_url(photo)
        )

    def name(self, photo: Photo) -> str:
        manner = chosen(self._panel, "names")
        if manner == "hostile":
            return NAMES[photo.id % len(NAMES)] + ".png"
        return _NAMES.get(manner, photo.name)


def _stamp(moment_s: float) -> str:
    return datetime.fromtimestamp(moment_s, UTC).isoformat(timespec="milliseconds")
