"""The Skylab Studio service, as wire/skylab.md has it (the official Python client 0.0.15).

Reading changes nothing. What uploads and downloads is in `uploads` and `downloads`; their steps can
be called one by one, for whoever keeps a journal between them.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Self, TypeVar

from facespace_desk.credentials import Secret
from facespace_desk.net.closing import Closing
from facespace_desk.net.http import BaseUrl, Limits
from facespace_desk.net.probing import probed
from facespace_desk.net.storage import Storage
from facespace_desk.pictures.work import PictureWork
from facespace_desk.skylab import reading
from facespace_desk.skylab.access import ProbeReport
from facespace_desk.skylab.calls import LIMITS, Calls, GetParameters, Question, checked_key, id_text
from facespace_desk.skylab.downloads import CONCURRENT, Downloads, Options
from facespace_desk.skylab.errors import StudioException, wrong
from facespace_desk.skylab.records import (
    Fields,
    Job,
    JobResult,
    Listing,
    Photo,
    PhotoResult,
    Profile,
    Uploaded,
    UploadUrl,
)
from facespace_desk.skylab.uploads import PUT_WAITS_S, Progress, Uploads

T = TypeVar("T")

DEFAULT_BASE_URL: Final = "https://studio.skylabtech.ai"
BASE_URL_VARIABLE: Final = "SKYLAB_API_URL"
KEY_VARIABLE: Final = "SKYLAB_API_KEY"
NO_FIELDS: Final[Fields] = MappingProxyType({})


class SkylabClient(Closing):
    """One account. Belongs to the event loop in which it is first used.

    Every method raises a `StudioException`; a ValidationException of kind USAGE means that nothing
    was sent. *fields* of requests are passed on as they are, in snake_case.
    """

    def __init__(
        self,
        base_url: BaseUrl,
        api_key: Secret | None,
        *,
        get_parameters: GetParameters = "body",
        api_version: int = 1,
        max_concurrent_downloads: int = CONCURRENT,
        limits: Limits = LIMITS,
        put_waits_s: Sequence[float] = PUT_WAITS_S,
        proxy: str | None = None,
        allow_private: bool = False,
        work: PictureWork | None = None,
        ssl_context: ssl.SSLContext | None = None,
        storage: Storage | None = None,
    ) -> None:
        """*allow_private*: files may lie in a private network. Those on this computer may where the
        service itself is on it. *work* has the threads for pictures; without, the client has its
        own. *storage* is for tests.

        Raises:
            InvalidKeyException: the key is missing, or cannot be one.
            ValueError: *proxy* cannot be read.
        """
        self._calls = Calls(
            base_url,
            checked_key(api_key),
            api_version=api_version,
            get_parameters=get_parameters,
            limits=limits,
            proxy=proxy,
            ssl_context=ssl_context,
        )
        self.storage = storage or Storage(
            allow_loopback=base_url.is_loopback,
            allow_private=allow_private,
            proxy=proxy,
            accept="image/*, */*;q=0.5",
            ssl_context=ssl_context,
        )
        self._own_work = PictureWork()
        self.uploads = Uploads(self, self.storage, waits_s=put_waits_s)
        self.downloads = Downloads(
            self, self.storage, work or self._own_work, at_once=max_concurrent_downloads
        )

    @classmethod
    def from_environment(
        cls,
        environ: Mapping[str, str] = os.environ,
        *,
        allow_plain_http: bool = False,
        **options: Any,
    ) -> Self:
        """A client as SKYLAB_API_KEY and SKYLAB_API_URL say; empty is absent.

        Raises:
            InvalidKeyException: as the constructor.
            ValidationException: the base URL cannot be used, and why.
        """
        text = environ.get(BASE_URL_VARIABLE) or DEFAULT_BASE_URL
        try:
            base_url = BaseUrl.parse(text, allow_plain_http=allow_plain_http)
        except ValueError as error:
            raise wrong(f"{BASE_URL_VARIABLE}: {error}", "construction") from error
        key = environ.get(KEY_VARIABLE)
        return cls(base_url, Secret(key) if key else None, **options)

    @property
    def base_url(self) -> BaseUrl:
        return self._calls.base_url

    async def close(self) -> None:
        """Closes all connections; the client cannot be used again."""
        await self._calls.close()
        await self.storage.close()
        await self.downloads.close()
        await self._own_work.close()

    async def probe(self) -> ProbeReport:
        """Ask once: is it there, does it take the key, is it Skylab?"""
        return await probed(self._probe(), ProbeReport, StudioException)

    async def _probe(self) -> ProbeReport:
        question = Question("GET", ("profiles",), "probe")
        reply, _ = await self._calls.ask_fully(question, reading.read_profiles)
        return ProbeReport(reply.elapsed_s, reply.clock_skew_s)

    # jobs

    async def list_jobs(self) -> Listing[Job]:
        """The latest 30 jobs; the service has no way to ask for older ones."""
        return await self._calls.ask(Question("GET", ("jobs",), "list_jobs"), reading.read_jobs)

    async def create_job(
        self, name: str | None = None, profile_id: int | None = None, fields: Fields = NO_FIELDS
    ) -> Job:
        """A new job. Names must be unique in an account."""
        body = {**_known(name=name, profile_id=profile_id), **fields}
        return await self._job("POST", (), "create_job", body or None)

    async def get_job(self, job_id: int) -> Job:
        return await self._job("GET", (_job_id(job_id, "get_job"),), "get_job")

    async def get_job_by_name(self, name: str) -> Job:
        question = Question(
            "GET", ("jobs", "find_by_name"), "get_job_by_name", "job", params={"name": name}
        )
        return await self._calls.ask(question, reading.read_job)

    async def update_job(self, job_id: int, fields: Fields) -> Job:
        return await self._job("PATCH", (_job_id(job_id, "update_job"),), "update_job", fields)

    async def queue_job(self, job_id: int, *, callback_url: str | None = None) -> Job:
        """Let the job be processed; *callback_url* is told when it is finished."""
        segments = (_job_id(job_id, "queue_job"), "queue")
        body = _known(callback_url=callback_url)
        return await self._job("POST", segments, "queue_job", body or None)

    async def fetch_jobs_in_front(self, job_id: int) -> int | None:
        """How many jobs are ahead; None when the service does not say so that it can be read."""
        segments = ("jobs", _job_id(job_id, "fetch_jobs_in_front"), "jobs_in_front")
        question = Question("GET", segments, "fetch_jobs_in_front", "job")
        return await self._calls.ask(question, reading.read_in_front)

    async def cancel_job(self, job_id: int) -> Job:
        return await self._job("POST", (_job_id(job_id, "cancel_job"), "cancel"), "cancel_job")

    async def delete_job(self, job_id: int) -> Mapping[str, Any]:
        """**Deletes** the job and its photos at the service; answers what it says of it.

        Whether that ends the work on a queued job is not known: cancel it first (wire 10).
        """
        segments = ("jobs", _job_id(job_id, "delete_job"))
        question = Question("DELETE", segments, "delete_job", "job")
        return await self._calls.ask(question, reading.read_deleted)

    async def get_job_photo_ids(self, job_id: int) -> tuple[int, ...]:
        segments = ("jobs", _job_id(job_id, "get_job_photo_ids"), "photo_ids")
        question = Question("GET", segments, "get_job_photo_ids", "job")
        return await self._calls.ask(question, reading.read_photo_ids)

    # profiles

    async def list_profiles(self) -> Listing[Profile]:
        question = Question("GET", ("profiles",), "list_profiles")
        return await self._calls.ask(question, reading.read_profiles)

    async def create_profile(self, name: str, fields: Fields = NO_FIELDS) -> Profile:
        return await self._profile("POST", (), "create_profile", {"name": name, **fields})

    async def get_profile(self, profile_id: int) -> Profile:
        segments = (_profile_id(profile_id, "get_profile"),)
        return await self._profile("GET", segments, "get_profile")

    async def update_profile(self, profile_id: int, fields: Fields) -> Profile:
        segments = (_profile_id(profile_id, "update_profile"),)
        return await self._profile("PATCH", segments, "update_profile", fields)

    # photos

    async def get_photo(self, photo_id: int) -> Photo:
        question = Question(
            "GET", ("photos", _photo_id(photo_id, "get_photo")), "get_photo", "photo"
        )
        return await self._calls.ask(question, reading.read_photo)

    async def get_job_photos(
        self, job_id: int | None = None, *, job_name: str | None = None
    ) -> Listing[Photo]:
        """The photos of a job, by its id or by its name."""
        if (job_id is None) == (job_name is None):
            raise wrong("Either the id or the name of a job is needed.", "get_job_photos")
        if job_id is not None:
            _job_id(job_id, "get_job_photos")
        params = _known(job_id=job_id, job_name=job_name)
        question = Question(
            "GET", ("photos", "list_for_job"), "get_job_photos", "job", params=params
        )
        return await self._calls.ask(question, reading.read_photos)

    async def delete_photo(self, photo_id: int) -> Mapping[str, Any]:
        """**Deletes** the photo at the service; answers what it says of it."""
        segments = ("photos", _photo_id(photo_id, "delete_photo"))
        question = Question("DELETE", segments, "delete_photo", "photo")
        return await self._calls.ask(question, reading.read_deleted)

    async def create_photo(
        self, name: str, *, job_id: int | None = None, profile_id: int | None = None
    ) -> Photo:
        """A record without a file: the first step of an upload."""
        if (job_id is None) == (profile_id is None):
            raise wrong("A photo belongs either to a job or to a profile.", "create_photo")
        body = {**_known(job_id=job_id, profile_id=profile_id), "name": name}
        question = Question(
            "POST", ("photos",), "create_photo", json={**body, "use_cache_upload": False}
        )
        return await self._calls.ask(question, reading.read_photo)

    async def upload_url(self, photo_id: int, content_md5: str) -> UploadUrl:
        """Where the file of this record may be put for a while: the second step."""
        _photo_id(photo_id, "upload_url")
        params = {"use_cache_upload": False, "photo_id": photo_id, "content_md5": content_md5}
        question = Question("GET", ("photos", "upload_url"), "upload_url", "photo", params=params)
        return await self._calls.ask(question, reading.read_upload_url)

    # files

    async def upload_job_photo(
        self, job_id: int, path: Path, *, progress: Progress | None = None
    ) -> Uploaded:
        """Upload a picture; whatever goes wrong, no record without a file is left behind."""
        return await self.uploads.to_job(job_id, path, progress=progress)

    async def upload_profile_photo(
        self, profile_id: int, path: Path, *, progress: Progress | None = None
    ) -> Uploaded:
        """As `upload_job_photo`, a background picture of a profile."""
        return await self.uploads.to_profile(profile_id, path, progress=progress)

    async def download_photo(
        self,
        photo_id: int,
        folder: Path,
        profile: Profile | None = None,
        options: Options | None = None,
    ) -> PhotoResult:
        """Write the finished picture, or what the profile makes of it, into *folder*."""
        return await self.downloads.photo(photo_id, folder, profile, options)

    async def download_all_photos(
        self,
        photo_ids: Sequence[int],
        profile_id: int,
        folder: Path,
        options: Options | None = None,
        *,
        ended: Callable[[PhotoResult], None] | None = None,
    ) -> JobResult:
        """As `download_photo`, several at once; one that fails stops no other. *ended* hears of
        each as it ends."""
        return await self.downloads.photos(photo_ids, profile_id, folder, options, ended=ended)

    def _job(
        self, method: str, segments: tuple[str, ...], operation: str, json: Fields | None = None
    ) -> Awaitable[Job]:
        question = Question(method, ("jobs", *segments), operation, "job", json=json)
        return self._calls.ask(question, reading.read_job)

    def _profile(
        self, method: str, segments: tuple[str, ...], operation: str, json: Fields | None = None
    ) -> Awaitable[Profile]:
        question = Question(method, ("profiles", *segments), operation, "profile", json=json)
        return self._calls.ask(question, reading.read_profile)


def _known(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _job_id(number: int, operation: str) -> str:
    return id_text(number, "job", operation)


def _profile_id(number: int, operation: str) -> str:
    return id_text(number, "profile", operation)


def _photo_id(number: int, operation: str) -> str:
    return id_text(number, "photo", operation)
