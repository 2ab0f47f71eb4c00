"""The control calls of the Skylab Studio simulator, besides those of facespace_desk.demo.control.

    POST   /_sim/pictures    {photo id: kind}: the outputs of these photos come so; kinds are the
                             choices of "retouched" from "right" on that name an answer
    DELETE /_sim/pictures    as at the start
    POST   /_sim/expire      ends the life of every address given so far
    POST   /_sim/finish      {"job_id": ...}: completes that job now, wherever it stands
    GET    /_sim/callbacks   what was sent, with the outcome: a status, or why there is none
    POST   /_sim/callbacks   {"job_id": ..., "url": ...}: sends one now

The switches are in switches.py.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from facespace_desk.demo.control import refusal
from facespace_desk.demo.skylab.house import House
from facespace_desk.demo.skylab.line import Turn
from facespace_desk.demo.skylab.storage import PICTURES

LANE = "account"  # of the jobs that clients queue


class Controls:
    """What of *house* tests and the demo's menu may turn."""

    def __init__(self, house: House) -> None:
        self._house = house

    def routes(self) -> list[Route]:
        return [
            Route("/_sim/pictures", self._pictures, methods=["POST", "DELETE"]),
            Route("/_sim/expire", self._expire, methods=["POST"]),
            Route("/_sim/finish", self._finish, methods=["POST"]),
            Route("/_sim/callbacks", self._sent_callbacks, methods=["GET", "POST"]),
        ]

    def show(self) -> dict[str, object]:
        """What is going on: jobs by status, and how many photos there are."""
        account, now_s = self._house.account, self._house.now_s()
        counts: dict[str, int] = {}
        for job in account.jobs.values():
            counts[job.status(now_s)] = counts.get(job.status(now_s), 0) + 1
        return {"jobs": counts, "photos": len(account.photos)}

    async def _pictures(self, request: Request) -> Response:
        wanted = await request.json() if request.method == "POST" else {}
        kinds: dict[int, str] = {}
        for photo_id, kind in wanted.items():
            if int(photo_id) not in self._house.account.photos:
                return refusal(f"there is no photo {photo_id}")
            if kind not in PICTURES:
                return refusal(f"an output cannot be {kind!r}; it can be {', '.join(PICTURES)}")
            kinds[int(photo_id)] = kind
        storage = self._house.storage
        storage.kinds = storage.kinds | kinds if wanted else {}
        return JSONResponse({})

    async def _expire(self, _request: Request) -> Response:
        self._house.storage.signer.expire_all()
        self._house.changed()
        return JSONResponse({})

    async def _finish(self, request: Request) -> Response:
        house = self._house
        job = house.account.jobs.get((await request.json()).get("job_id"))
        if job is None or job.cancelled_s is not None:
            return refusal("there is no such job that could be finished")
        now_s = house.now_s()
        if job.turn is not None:
            house.account.line.leave(job.turn, now_s)
        job.turn = Turn(LANE, now_s, now_s, work_s=0.0, tail_s=0.0, begins_s=now_s)
        house.changed()
        return JSONResponse(house.documents.job(job))

    async def _sent_callbacks(self, request: Request) -> Response:
        callbacks = self._house.callbacks
        if request.method == "POST":
            wanted = await request.json()
            job = self._house.account.jobs.get(wanted.get("job_id"))
            if job is None:
                return refusal("there is no such job")
            await callbacks.tell(job, str(wanted.get("url", "")))
            self._house.changed()
        return JSONResponse(list(callbacks.sent))
