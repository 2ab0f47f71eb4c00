"""The control calls of the Voxel51 simulator, besides those of facespace_desk.demo.control.

    POST   /_sim/finish      {"job_id": ..., "failure": "" or a type}: ends that job now
    POST   /_sim/vanish      {"ids": [...]}: these data and jobs are gone
    POST   /_sim/outputs     {job id: kind}: their outputs come so (the choices of "outputs")
    POST   /_sim/expire      ends the life of every signed address given so far
    GET    /_sim/uploads     size, sha256 and type of what was uploaded, by id of the data

The switches are in switches.py.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from facespace_desk.demo.control import refusal
from facespace_desk.demo.voxel51.account import FAILURES, Job, Life
from facespace_desk.demo.voxel51.platform import Platform
from facespace_desk.demo.voxel51.switches import CHOICES


class Controls:
    """What of *platform* tests and the demo's menu may turn."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def routes(self) -> list[Route]:
        return [
            Route("/_sim/finish", self._finish, methods=["POST"]),
            Route("/_sim/vanish", self._vanish, methods=["POST"]),
            Route("/_sim/outputs", self._outputs, methods=["POST"]),
            Route("/_sim/expire", self._expire, methods=["POST"]),
            Route("/_sim/uploads", self._uploads),
        ]

    def show(self) -> dict[str, object]:
        """What is going on: how many of everything there are, for all users together."""
        now_s = self._platform.now_s()
        counts: dict[str, int] = {}
        data = 0
        for had in self._platform.account.holdings.values():
            data += sum(1 for _each in had.present(now_s))
            for job in had.jobs.values():
                counts[job.state(now_s)] = counts.get(job.state(now_s), 0) + 1
        users = len(self._platform.account.users)
        return {"jobs": counts, "data": data, "users": users}

    def _job(self, job_id: object) -> Job | None:
        for had in self._platform.account.holdings.values():
            if isinstance(job_id, str) and job_id in had.jobs:
                return had.jobs[job_id]
        return None

    async def _finish(self, request: Request) -> Response:
        wanted = await request.json()
        job, failure = self._job(wanted.get("job_id")), wanted.get("failure", "")
        if job is None or job.killed_s is not None or failure not in ("", *FAILURES):
            return refusal("there is no such job that could be finished so")
        job.start(Life(0.0, 0.0, 0.0, failure), self._platform.now_s())
        return JSONResponse(self._platform.documents.job(job))

    async def _vanish(self, request: Request) -> Response:
        for item_id in (await request.json())["ids"]:
            for had in self._platform.account.holdings.values():
                had.data.pop(item_id, None)
                had.jobs.pop(item_id, None)
        return JSONResponse({})

    async def _outputs(self, request: Request) -> Response:
        wanted = await request.json()
        for job_id, kind in wanted.items():
            if self._job(job_id) is None or kind not in CHOICES["outputs"]:
                return refusal(f"an output cannot be {kind!r}, or there is no job {job_id}")
        self._platform.troubles.update(wanted)
        return JSONResponse({})

    async def _expire(self, _request: Request) -> Response:
        self._platform.storage.signer.expire_all()
        return JSONResponse({})

    async def _uploads(self, _request: Request) -> Response:
        found = {
            data.id: {"name": data.name, "size": data.size, "sha256": data.sha256,
                      "type": data.type}
            for had in self._platform.account.holdings.values()
            for data in had.data.values()
            if data.sha256
        }  # fmt: skip
        return JSONResponse(found)
