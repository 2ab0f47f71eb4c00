"""Reads Skylab's answers into records, tolerating what servers really send (wire 3.1 to 3.3, 10).

A member that cannot be one is None; what came stays in `raw`. A list loses an entry that cannot be
understood, and says so, never the whole list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from facespace_desk.language import tr
from facespace_desk.net.errors import BadPayload
from facespace_desk.net.payload import decode_json
from facespace_desk.skylab.errors import SERVICE
from facespace_desk.skylab.records import Job, Listing, Photo, Profile, UploadUrl

T = TypeVar("T")

LARGEST: Final = 2**63 - 1
_WORDS: Final = {"true": True, "false": False, "1": True, "0": False}


def read_job(body: bytes, operation: str) -> Job:
    """Raises BadPayload, as the others do."""
    return _whole(
        _job(_object(body, operation)), tr("The answer holds no job with an id."), operation
    )


def read_jobs(body: bytes, operation: str) -> Listing[Job]:
    return _listing(decode_json(body, list[Any], SERVICE, operation), _job)


def read_profile(body: bytes, operation: str) -> Profile:
    return _whole(
        _profile(_object(body, operation)), tr("The answer holds no profile with an id."), operation
    )


def read_profiles(body: bytes, operation: str) -> Listing[Profile]:
    return _listing(decode_json(body, list[Any], SERVICE, operation), _profile)


def read_photo(body: bytes, operation: str) -> Photo:
    return _whole(
        _photo(_object(body, operation)), tr("The answer holds no photo with an id."), operation
    )


def read_photos(body: bytes, operation: str) -> Listing[Photo]:
    """An array, or an object that has one as `photos` (wire 10)."""
    return _listing(_array(body, "photos", operation), _photo)


def read_photo_ids(body: bytes, operation: str) -> tuple[int, ...]:
    """Of ids, or of objects that have one."""
    found = []
    for entry in _array(body, "photoIds", operation):
        number = as_id(entry.get("id") if isinstance(entry, dict) else entry)
        if number is not None:
            found.append(number)
    return tuple(found)


def read_deleted(body: bytes, operation: str) -> Mapping[str, Any]:
    """What was deleted, as it came: at least its id, but an empty answer is none the worse."""
    if not body.strip():
        return {}
    content = decode_json(body, object, SERVICE, operation)
    return content if isinstance(content, dict) else {}


def read_upload_url(body: bytes, operation: str) -> UploadUrl:
    url = _object(body, operation).get("url")
    if not isinstance(url, str) or not url:
        raise _lacking(tr("The answer holds no address for the upload."), operation)
    return UploadUrl(url)


def read_in_front(body: bytes, operation: str) -> int | None:
    """How many jobs are ahead; None when the answer does not say in any known way (wire 10)."""
    if not body.strip():
        return None
    content = decode_json(body, object, SERVICE, operation)
    if not isinstance(content, dict):
        return _count(content)
    counts = {
        str(name): number for name in content if (number := _count(content[name])) is not None
    }
    for part in ("front", "count"):
        named = [number for name, number in counts.items() if part in name.lower()]
        if len(named) == 1:
            return named[0]
    return next(iter(counts.values())) if len(counts) == 1 else None


def as_id(value: object) -> int | None:
    """An id, also one that is written as a text; None for anything else."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= LARGEST:
        return None
    return value


def as_flag(value: object) -> bool | None:
    """A flag; services send it as a boolean or as the text `true` or `false` (wire 3.2)."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | str):
        return _WORDS.get(str(value).strip().lower())
    return None


def _job(content: object) -> Job | None:
    if not isinstance(content, dict) or (number := as_id(content.get("id"))) is None:
        return None
    profile = _profile(content.get("profile"))
    own_id = as_id(content.get("profileId"))
    return Job(
        id=number,
        name=_text(content.get("name")) or "",
        type=_text(content.get("type")),
        status=_text(content.get("status")),
        profile_id=own_id if own_id is not None else (profile.id if profile else None),
        profile=profile,
        photos=_entries(content.get("photos"), _photo),
        raw=content,
    )


def _profile(content: object) -> Profile | None:
    if not isinstance(content, dict) or (number := as_id(content.get("id"))) is None:
        return None
    return Profile(
        id=number,
        name=_text(content.get("name")) or "",
        description=_text(content.get("description")),
        enable_crop=as_flag(content.get("enableCrop")),
        enable_color=as_flag(content.get("enableColor")),
        enable_retouch=as_flag(content.get("enableRetouch")),
        enable_extract=as_flag(content.get("enableExtract")),
        replace_background=as_flag(content.get("replaceBackground")),
        dual_file_output=as_flag(content.get("dualFileOutput")),
        enable_strip_png_metadata=as_flag(content.get("enableStripPngMetadata")),
        output_file_type=_text(content.get("outputFileType")),
        photos=_entries(content.get("photos"), _photo),
        raw=content,
    )


def _photo(content: object) -> Photo | None:
    if not isinstance(content, dict) or (number := as_id(content.get("id"))) is None:
        return None
    job = content.get("job")
    job = job if isinstance(job, dict) else None
    return Photo(
        id=number,
        name=_text(content.get("name")) or "",
        job_id=as_id(content.get("jobId")),
        job=job,
        profile_id=as_id(job.get("profileId")) if job is not None else None,
        original_url=_text(content.get("originalUrl")),
        retouched_url=_text(content.get("retouchedUrl")),
        raw=content,
    )


def _entries(content: object, read: Callable[[object], T | None]) -> tuple[T, ...]:
    if not isinstance(content, list):
        return ()
    return tuple(entry for item in content if (entry := read(item)) is not None)


def _listing(content: list[Any], read: Callable[[object], T | None]) -> Listing[T]:
    entries = _entries(content, read)
    return Listing(entries, len(content) - len(entries))


def _array(body: bytes, member: str, operation: str) -> list[Any]:
    content = decode_json(body, object, SERVICE, operation)
    if isinstance(content, dict):
        content = content.get(member)
    if not isinstance(content, list):
        raise _lacking(tr("The answer holds no list."), operation)
    return content


def _object(body: bytes, operation: str) -> dict[str, Any]:
    return decode_json(body, dict[str, Any], SERVICE, operation)


def _whole(record: T | None, words: str, operation: str) -> T:
    if record is None:
        raise _lacking(words, operation)
    return record


def _lacking(words: str, operation: str) -> BadPayload:
    return BadPayload(words, service=SERVICE, operation=operation)


def _text(value: object) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) else None


def _count(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
