"""The Skylab Studio simulator: the wire specification's section 11 over one seeded account.

Protocol: the routes of section 3 under `/api/public/v1/`. The storage is on a port of its own, see
storage.py; injections reach it as the operations "put" and "get" (a "drop" of a "put" comes in
the middle of the body). Control calls besides those of control.py are in controls.py, the
switches in switches.py.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from facespace_desk.demo.clock import Clock
from facespace_desk.demo.control import Panel, Recorded, refusal
from facespace_desk.demo.faults import faulty
from facespace_desk.demo.server import Annex
from facespace_desk.demo.skylab import reading
from facespace_desk.demo.skylab.account import PLAIN, Account, Job, Profile, Refused
from facespace_desk.demo.skylab.controls import LANE, Controls
from facespace_desk.demo.skylab.documents import Document, Documents
from facespace_desk.demo.skylab.house import House
from facespace_desk.demo.skylab.line import Turn
from facespace_desk.demo.skylab.switches import CHOICES, MANNER, SWITCHES, chosen

API_KEY = "studio-demo-key-7f2b41"
CALLBACK_SECRET = "studio-demo-callbacks-c09e"  # noqa: S105  # of the demo
PREFIX = "/api/public/v1"
LISTED = 30  # wire section 3.1
_CHANGING_GETS = ("upload_url",)
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_Endpoint = Callable[["_Call"], object]  # what it returns becomes JSON


class _Call:
    """One authorised request, as its operation sees it."""

    def __init__(self, values: dict[str, object], path_id: str) -> None:
        self.values = values
        self._path_id = path_id

    @property
    def id(self) -> int:
        """
        Raises:
            Refused: the path has no number there.
        """
        if not (self._path_id.isascii() and self._path_id.isdecimal()):
            raise Refused(404, "Not found")
        return int(self._path_id)

    def text(self, name: str) -> str | None:
        return reading.text(self.values, name)

    def number(self, name: str) -> int | None:
        return reading.number(self.values, name)


class Skylab:
    """One simulated account of the studio, and its storage on another port."""

    def __init__(
        self,
        seed: int,
        clock: Clock,
        api_key: str = API_KEY,
        callback_secret: str = CALLBACK_SECRET,
        *,
        bytes_per_s: float = 0.0,
        folder: Path | None = None,
    ) -> None:
        """*bytes_per_s*: the first value of the switch of that name. What happens is kept in
        *folder*, and goes on from there (keeping.py); then a loop has to run."""
        self._api_key = api_key
        switches = SWITCHES | {"bytes_per_s": bytes_per_s}
        self.panel = Panel(clock, switches, CHOICES, MANNER)
        self._house = House(seed, self.panel, callback_secret, folder)
        self._controls = Controls(self._house)
        self.panel.on_reset = self._house.reset
        self.panel.on_show = self._controls.show

    @property
    def annex(self) -> Annex:
        return self._house.storage

    def routes(self) -> list[Route]:
        route = self._route
        return [
            route("list_jobs", "GET", "jobs", self._list_jobs),
            route("create_job", "POST", "jobs", self._create_job),
            route("job_by_name", "GET", "jobs/find_by_name", self._job_by_name),
            route("get_job", "GET", "jobs/{id}", self._get_job),
            route("update_job", "PATCH", "jobs/{id}", self._update_job),
            route("update_job", "PUT", "jobs/{id}", self._update_job),
            route("delete_job", "DELETE", "jobs/{id}", self._delete_job),
            route("queue_job", "POST", "jobs/{id}/queue", self._queue_job),
            route("jobs_in_front", "GET", "jobs/{id}/jobs_in_front", self._jobs_in_front),
            route("cancel_job", "POST", "jobs/{id}/cancel", self._cancel_job),
            route("photo_ids", "GET", "jobs/{id}/photo_ids", self._photo_ids),
            route("list_profiles", "GET", "profiles", self._list_profiles),
            route("create_profile", "POST", "profiles", self._create_profile),
            route("get_profile", "GET", "profiles/{id}", self._get_profile),
            route("update_profile", "PATCH", "profiles/{id}", self._update_profile),
            route("update_profile", "PUT", "profiles/{id}", self._update_profile),
            route("create_photo", "POST", "photos", self._create_photo),
            route("upload_url", "GET", "photos/upload_url", self._upload_url),
            route("job_photos", "GET", "photos/list_for_job", self._job_photos),
            route("get_photo", "GET", "photos/{id}", self._get_photo),
            route("delete_photo", "DELETE", "photos/{id}", self._delete_photo),
            *self._controls.routes(),
            *self.panel.routes(),
            Route("/{rest:path}", self._elsewhere, methods=_METHODS),
        ]

    # what all operations have in common

    @property
    def _account(self) -> Account:
        return self._house.account

    @property
    def _documents(self) -> Documents:
        return self._house.documents

    def _now_s(self) -> float:
        return self._house.now_s()

    def _route(self, operation: str, method: str, path: str, endpoint: _Endpoint) -> Route:
        async def answer(request: Request) -> Response:
            return await self._answer(request, operation, endpoint)

        return Route(f"{PREFIX}/{path}", answer, methods=[method])

    async def _answer(self, request: Request, operation: str, endpoint: _Endpoint) -> Response:
        """Record, delay, let an injected fault speak, else check and answer."""
        recorded = await self.panel.record(request, operation)
        await self.panel.pause(self.panel.number("latency_s"))

        async def right() -> Response:
            return self._checked(request, recorded, endpoint)

        injection = self.panel.take_injection(operation)
        if injection is None:
            return await right()
        return await faulty(injection, self.panel, request.url.path, right)

    def _checked(self, request: Request, recorded: Recorded, endpoint: _Endpoint) -> Response:
        if recorded.headers.get("x-slt-api-key") != self._api_key:
            return _message("Invalid API key", 403)
        self._note_breaches(recorded)
        try:
            is_get = recorded.method == "GET"
            values = reading.parameters(recorded.body, recorded.query, is_get=is_get)
            answer = endpoint(_Call(values, request.path_params.get("id", "")))
        except Refused as error:
            return _message(error.words, error.status)
        if not is_get or recorded.operation in _CHANGING_GETS:
            self._house.changed()
        return JSONResponse(answer)

    def _note_breaches(self, recorded: Recorded) -> None:
        if recorded.method != "GET" and recorded.query:
            self.panel.fault(f"{recorded.operation}: a query on a {recorded.method} request")
        sort = recorded.headers.get("content-type", "").partition(";")[0]
        if recorded.body and sort != "application/json":
            self.panel.fault(f"{recorded.operation}: a body of {sort or 'no type'}")
        for header in ("authorization", "cookie", "referer"):
            if header in recorded.headers:
                self.panel.fault(f"{recorded.operation}: the header {header}")

    async def _elsewhere(self, request: Request) -> Response:
        """Telemetry, or a path that was pasted together badly: kept as what reached the trap."""
        if request.url.path.startswith("/_sim/"):
            return refusal("no such path", 404)
        recorded = await self.panel.record(request, "elsewhere")
        self.panel.trapped.append(recorded)
        self.panel.fault(f"unknown path {recorded.method} {recorded.path}")
        return _message("Not found", 404)

    # jobs

    def _list_jobs(self, _call: _Call) -> object:
        latest = sorted(self._account.jobs, reverse=True)[:LISTED]
        return [self._documents.job(self._account.jobs[job_id]) for job_id in latest]

    def _create_job(self, call: _Call) -> object:
        profile_id = call.number("profile_id")
        if profile_id is None:
            raise Refused(422, "Profile must exist")
        job = self._account.add_job(call.text("name"), self._profile(profile_id), self._now_s())
        job.type = call.text("type") or job.type
        job.fields = reading.fields(call.values, "name", "profile_id", "type", "id", "status")
        return self._documents.job(job)

    def _profile(self, profile_id: int) -> Profile:
        """A profile that is named by another thing; that it is missing is 422."""
        try:
            return self._account.profile(profile_id)
        except Refused as error:
            raise Refused(422, "Profile must exist") from error

    def _get_job(self, call: _Call) -> object:
        return self._documents.job(self._account.job(call.id))

    def _job_by_name(self, call: _Call) -> object:
        if call.text("name") is None:
            raise Refused(422, "name is missing")
        return self._documents.job(self._account.job_named(call.text("name")))

    def _update_job(self, call: _Call) -> object:
        job = self._account.job(call.id)
        name, profile_id = call.text("name"), call.number("profile_id")
        if profile_id is not None and profile_id != job.profile_id:
            self._account.give_profile(job, self._profile(profile_id), self._now_s())
        if name is not None:
            self._account.rename_job(job, name)
        job.fields |= reading.fields(call.values, "name", "profile_id", "type", "id", "status")
        return self._documents.job(job)

    def _queue_job(self, call: _Call) -> object:
        job, now_s = self._account.job(call.id), self._now_s()
        url = call.text("callback_url")
        if url is not None and urlsplit(url).scheme not in ("http", "https"):
            raise Refused(422, "callback_url must be a URL")
        photos = self._account.photos_of(job)
        number = self.panel.number
        turn = Turn(
            lane=LANE,
            joined_s=now_s,
            ready_s=now_s + number("strangers"),
            work_s=number("start_s") + number("photo_s") * len(photos),
            tail_s=number("processed_s"),
        )
        self._account.queue(job, turn, now_s)
        job.callback_url = url
        self._house.work_ahead(job)
        if url is not None:
            self._house.callbacks.expect(self._account, job)
        return self._documents.job(job)

    def _jobs_in_front(self, call: _Call) -> object:
        job = self._account.job(call.id)
        found = 0
        if job.turn is not None and job.cancelled_s is None:
            found = self._account.line.in_front(job.turn, self._now_s())
        shapes: dict[str, object] = {
            "object": {"jobsInFront": found},
            "integer": found,
            "count": {"count": found},
            "text": "soon",
        }
        return shapes[chosen(self.panel, "jobs_in_front")]

    def _cancel_job(self, call: _Call) -> object:
        job = self._account.job(call.id)
        self._account.cancel(job, self._now_s())
        self._house.darkroom.stop(job.id)
        self._house.callbacks.forget(job.id)
        return self._documents.job(job)

    def _delete_job(self, call: _Call) -> object:
        job = self._account.job(call.id)
        document = self._documents.job(job)
        self._house.darkroom.stop(job.id)
        self._house.callbacks.forget(job.id)
        for photo in self._account.delete_job(job, self._now_s()):
            self._house.drop(photo)
        return self._deleted(document)

    def _photo_ids(self, call: _Call) -> object:
        job = self._account.job(call.id)
        return [photo.id for photo in self._account.photos_of(job)]

    def _deleted(self, document: Document) -> Document:
        return {"id": document["id"]} if self.panel.is_on("short_deletes") else document

    # profiles

    def _list_profiles(self, _call: _Call) -> object:
        return [self._documents.profile(profile) for profile in self._account.profiles.values()]

    def _create_profile(self, call: _Call) -> object:
        fields = {**PLAIN, **reading.fields(call.values, "name", "id", "photos")}
        return self._documents.profile(self._account.add_profile(call.text("name") or "", fields))

    def _get_profile(self, call: _Call) -> object:
        return self._documents.profile(self._account.profile(call.id))

    def _update_profile(self, call: _Call) -> object:
        profile = self._account.profile(call.id)
        name = call.text("name")
        if name is not None:
            self._account.rename_profile(profile, name)
        profile.fields |= reading.fields(call.values, "name", "id", "photos")
        return self._documents.profile(profile)

    # photos

    def _create_photo(self, call: _Call) -> object:
        job_id, profile_id = call.number("job_id"), call.number("profile_id")
        if (job_id is None) == (profile_id is None):
            raise Refused(422, "Photo needs a job_id or a profile_id")
        owner: Job | Profile
        if job_id is not None:
            owner = self._account.job(job_id)
        else:
            owner = self._account.profile(profile_id)
        photo = self._account.add_photo(owner, call.text("name") or "", self._now_s())
        return self._documents.photo(photo)

    def _upload_url(self, call: _Call) -> object:
        photo = self._account.photo(call.number("photo_id"))
        photo.md5 = reading.md5(call.values)
        return {"url": self._house.storage.upload_url(photo)}

    def _get_photo(self, call: _Call) -> object:
        return self._documents.photo(self._account.photo(call.id))

    def _job_photos(self, call: _Call) -> object:
        job_id, name = call.number("job_id"), call.text("job_name")
        if job_id is not None:
            job = self._account.job(job_id)
        elif name is not None:
            job = self._account.job_named(name)
        else:
            raise Refused(422, "job_id or job_name is missing")
        photos = [self._documents.photo(photo) for photo in self._account.photos_of(job)]
        return {"photos": photos} if chosen(self.panel, "photo_list") == "object" else photos

    def _delete_photo(self, call: _Call) -> object:
        photo = self._account.photo(call.id)
        document = self._documents.photo(photo)
        self._account.delete_photo(photo)
        self._house.drop(photo)
        return self._deleted(document)


def _message(words: str, status: int) -> Response:
    """Words as the studio writes them (wire section 7)."""
    return JSONResponse({"message": words}, status)
