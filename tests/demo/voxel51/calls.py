"""Speaks the platform's protocol as plainly as can be, for the tests of its simulator."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from tests.voxel_simulator import RunningVoxel

VEHICLES, COUNT, DOCK = "voxel51/vehicle-sense", "acme/object-count", "northgate/dock-watch"
MOMENT_S = 1_800_000_000.0
DAY_S = 86_400


class Calls:
    """Calls of one user, or of an application that acts for one."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def call(self, method: str, path: str, body: Any = None, **query: Any) -> tuple[int, Any]:
        """Status and JSON, or None; *body* goes as JSON, with GET too."""
        reply = await self.http.request(method, path, json=body, params=query or None)
        return reply.status_code, reply.json() if reply.content else None

    async def done(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        status, found = await self.call(method, path, body, **query)
        assert status in (200, 204), found
        return found

    async def refused(self, method: str, path: str, body: Any = None, **query: Any) -> int:
        """The status; the error has the platform's form."""
        status, found = await self.call(method, path, body, **query)
        assert status >= 400, found
        assert found["error"]["code"] == status
        assert found["error"]["message"]
        return status

    async def ttl(self, path: str, **form: str) -> int:
        return (await self.http.put(f"{path}/ttl", data=form)).status_code

    async def uploaded(
        self, body: bytes = b"bytes", name: str = "a.bin", sort: str = "x/y", **texts: str
    ) -> Any:
        files: Any = {"file": (name, body, sort)}
        files |= {key: (None, text) for key, text in texts.items()}
        reply = await self.http.post("data", files=files)
        assert reply.status_code == 200, reply.text
        return reply.json()["data"]

    async def new_job(
        self, analytic: str = VEHICLES, data_id: str = "", *, auto_start: str = "False", **more: Any
    ) -> httpx.Response:
        """*more*: members of the request, and `ttl`."""
        if not data_id:
            data_id = (await self.videos())[0]["id"]
        texts = {"job_name": (None, "Night"), "auto_start": (None, auto_start)}
        if "ttl" in more:
            texts["job_ttl"] = (None, more.pop("ttl"))
        wanted = {"analytic": analytic, "inputs": {"video": {"data-id": data_id}}}
        request = json.dumps(wanted | {"parameters": {}} | more)
        files: Any = {"file": ("job.json", request, "application/json")} | texts
        return await self.http.post("jobs", files=files)

    async def job(self, analytic: str = VEHICLES, data_id: str = "", **more: Any) -> Any:
        reply = await self.new_job(analytic, data_id, **more)
        assert reply.status_code == 200, reply.text
        return reply.json()["job"]

    async def state(self, job_id: str) -> str:
        return str((await self.done("GET", f"jobs/{job_id}"))["job"]["state"])

    async def videos(self) -> list[Any]:
        """Data of the start that are drawn here, the first to expire last."""
        query = {"search": "type:video", "sort": "expiration_date:desc"}
        return list((await self.done("GET", "data", query))["data"])

    async def names(self, kind: str, **query: Any) -> list[str]:
        found = await self.done("GET", kind, query)
        return [each["name"] for each in found[kind]]


@asynccontextmanager
async def entered(
    voxel: RunningVoxel, headers: dict[str, str] | None = None
) -> AsyncIterator[Calls]:
    """As the account itself, unless *headers* say else."""
    wanted = headers or {"Authorization": f"Bearer {voxel.token}"}
    base = f"{voxel.base_url}/v1/"
    async with httpx.AsyncClient(
        base_url=base, headers=wanted, trust_env=False, timeout=60
    ) as http:
        yield Calls(http)


def acting(voxel: RunningVoxel, user: str | None) -> dict[str, str]:
    """The headers of the application, for one of its users."""
    headers = {"x-voxel51-application": voxel.app_token}
    return headers if user is None else headers | {"x-voxel51-application-user": user}
