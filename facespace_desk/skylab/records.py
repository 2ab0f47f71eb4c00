"""What Skylab says, as records (wire/skylab.md 3.1 to 3.3). Pure; no I/O.

Every record keeps the whole object in `raw`. `extra` are its members that this console does not
know; `request_fields` spells them as requests do, so that a copy loses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Generic, TypeVar

import msgspec

from facespace_desk.skylab.errors import StudioException

T = TypeVar("T")
Json = Any  # what JSON can say
Fields = Mapping[str, Json]  # members of a request, in snake_case

SERVICE_ID: Final = "skylab"  # in journals, profiles and stores
REGULAR: Final = "regular"  # the type of job whose uploads carry a tag
COMPLETED: Final = "completed"
DEFAULT_OUTPUT: Final = "png"
URL_START: Final = ("https://", "http://")

_NO_OBJECT: Final[Mapping[str, Json]] = MappingProxyType({})
_FAILED_WORDS: Final = ("cancel", "fail", "error")  # wire 10
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class _Record(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    name: str = ""
    raw: Mapping[str, Json] = _NO_OBJECT  # as it came, unknown members included

    @property
    def extra(self) -> dict[str, Json]:
        """The members that this console does not know, as they came."""
        known = {wire_name(name) for name in self.__struct_fields__ if name != "raw"}
        return {name: value for name, value in self.raw.items() if name not in known}


class Photo(_Record, frozen=True, kw_only=True):
    """One picture of a job (`job_id`), or a background of a profile (`job_id` is None).

    The addresses are secrets while they are valid: their queries are signatures.
    """

    job_id: int | None = None
    job: Mapping[str, Json] | None = None  # the photo's own view of its job; None for a profile's
    profile_id: int | None = None  # of `job`
    original_url: str | None = None
    retouched_url: str | None = None

    @property
    def is_ready(self) -> bool:
        """Whether there is an address for the finished picture."""
        return (self.retouched_url or "").lower().startswith(URL_START)

    def __repr__(self) -> str:
        return f"Photo(id={self.id}, name={self.name!r}, job_id={self.job_id})"


class Profile(_Record, frozen=True, kw_only=True):
    """How the pictures of a job are to look. A flag is None when the service does not say."""

    description: str | None = None
    enable_crop: bool | None = None
    enable_color: bool | None = None
    enable_retouch: bool | None = None
    enable_extract: bool | None = None
    replace_background: bool | None = None
    dual_file_output: bool | None = None
    enable_strip_png_metadata: bool | None = None
    output_file_type: str | None = None  # as it came; see names.output_format
    photos: tuple[Photo, ...] = ()

    @property
    def backgrounds(self) -> tuple[Photo, ...]:
        """The background pictures, in their order."""
        return tuple(photo for photo in self.photos if photo.job_id is None)

    @property
    def takes_backgrounds(self) -> bool:
        """Whether background pictures can be added: both flags must be on."""
        return bool(self.enable_extract and self.replace_background)

    def request_fields(self) -> dict[str, Json]:
        """What creates a profile like this one: every member but ids and pictures, in
        snake_case, unknown ones with the value that came."""
        left_out = {"id", "photos"}
        return {
            request_name(name): value for name, value in self.raw.items() if name not in left_out
        }

    def __repr__(self) -> str:
        return f"Profile(id={self.id}, name={self.name!r})"


class Job(_Record, frozen=True, kw_only=True):
    """A set of photos that is processed by one profile. `status` is an opaque word."""

    type: str | None = None
    status: str | None = None
    profile_id: int | None = None
    profile: Profile | None = None
    photos: tuple[Photo, ...] = ()

    @property
    def is_regular(self) -> bool:
        """Whether uploads to it carry a tag; the comparison is exact (wire 4.2)."""
        return self.type == REGULAR

    @property
    def is_completed(self) -> bool:
        return _word(self.status) == COMPLETED

    @property
    def has_failed(self) -> bool:
        """Whether it ended without finished pictures: cancelled, failed."""
        return _word(self.status).startswith(_FAILED_WORDS)

    @property
    def has_ended(self) -> bool:
        return self.is_completed or self.has_failed

    def __repr__(self) -> str:
        return f"Job(id={self.id}, name={self.name!r}, status={self.status!r})"


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """Entries in the order of the service; `unread` is how many could not be understood."""

    entries: tuple[T, ...]
    unread: int = 0


class UploadUrl(msgspec.Struct, frozen=True):
    """Where a file may be put for a while. A secret: no repr shows it."""

    text: str

    def __repr__(self) -> str:
        return "UploadUrl(…)"


class PhotoFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that may be uploaded. `content_md5` is base64 of the 16 bytes of its MD5.

    `width` and `height` are pixels as stored, None when the header does not tell cheaply.
    `changed_ns` is its time of change when it was read.
    """

    path: Path
    name: str
    size: int
    content_md5: str
    changed_ns: int
    width: int | None = None
    height: int | None = None


class Uploaded(msgspec.Struct, frozen=True, kw_only=True):
    """A file that has arrived: its record, and the status of the storage's answer."""

    photo: Photo
    upload_response: int


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """One file that a download made."""

    path: Path
    size: int
    sha256: str


class PhotoResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one photo. `files` were written even if another one of them failed;
    `skipped` were there already and left alone."""

    photo_id: int
    name: str
    files: tuple[Written, ...] = ()
    skipped: tuple[Path, ...] = ()
    error: StudioException | None = None

    @property
    def is_success(self) -> bool:
        return self.error is None


class JobResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the photos of a job, in the order in which they were asked for."""

    photos: tuple[PhotoResult, ...]

    @property
    def success_photos(self) -> list[str]:
        """Names, as the official client has them."""
        return [each.name for each in self.photos if each.is_success]

    @property
    def errored_photos(self) -> list[str]:
        return [each.name for each in self.photos if not each.is_success]


def wire_name(name: str) -> str:
    """`profile_id` -> `profileId`: how answers spell it."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def request_name(name: str) -> str:
    """`profileId` -> `profile_id`: how requests spell it."""
    return _HUMP.sub("_", name).lower()


def _word(status: str | None) -> str:
    return (status or "").strip().casefold()
