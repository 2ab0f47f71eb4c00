"""Speaks the photo studio's protocol as plainly as can be, for the tests of its simulator."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx

from tests.skylab_simulator import RunningSkylab

API = "/api/public/v1"
TAGGING = {"X-Amz-Tagging": "job=photo&api=true"}
PLAIN, EXTRACT, BOTH, REPLACED = 81, 82, 83, 84  # profiles of the start


def md5_text(body: bytes) -> str:
    return base64.b64encode(hashlib.md5(body).digest()).decode()


class Studio:
    """Calls that answer status and JSON; `made` and the like insist on 200."""

    def __init__(self, api: httpx.AsyncClient, storage: httpx.AsyncClient) -> None:
        self.api = api
        self.storage = storage

    async def call(self, method: str, path: str, body: Any = None, **query: Any) -> tuple[int, Any]:
        """*body* goes as JSON, with GET too."""
        reply = await self.api.request(method, f"{API}/{path}", json=body, params=query or None)
        return reply.status_code, reply.json()

    async def done(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        status, found = await self.call(method, path, body, **query)
        assert status == 200, found
        return found

    async def job(self, name: str = "Test", profile_id: int = PLAIN, **fields: Any) -> Any:
        body = {"name": name, "profile_id": profile_id} | fields
        return await self.done("POST", "jobs", body)

    async def photo(self, name: str, **owner: int) -> Any:
        """A photo's record; *owner* is job_id or profile_id."""
        return await self.done("POST", "photos", owner | {"name": name, "use_cache_upload": False})

    async def upload_url(self, photo_id: int, body: bytes) -> str:
        wanted = {"use_cache_upload": False, "photo_id": photo_id, "content_md5": md5_text(body)}
        return str((await self.done("GET", "photos/upload_url", wanted))["url"])

    async def put(
        self,
        url: str,
        body: bytes,
        *,
        tagging: bool = True,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        sent = {"Content-MD5": md5_text(body)} | (TAGGING if tagging else {}) | dict(headers or {})
        return await self.storage.put(url, content=body, headers=sent)

    async def uploaded(self, body: bytes, name: str = "a.jpg", **owner: int) -> Any:
        """A photo with its bytes in the storage."""
        photo = await self.photo(name, **owner)
        url = await self.upload_url(photo["id"], body)
        reply = await self.put(url, body, tagging="job_id" in owner)
        assert reply.status_code == 200, reply.text
        return photo

    async def seeded(self, status: str, profile_id: int | None = None) -> Any:
        """The latest job of the start with this status."""
        for job in await self.done("GET", "jobs"):
            if job["status"] == status and profile_id in (None, job["profileId"]):
                return job
        raise AssertionError(f"no job is {status}")


@asynccontextmanager
async def entered(skylab: RunningSkylab) -> AsyncIterator[Studio]:
    headers = {"X-SLT-API-KEY": skylab.api_key, "Content-Type": "application/json"}
    async with (
        httpx.AsyncClient(base_url=skylab.origin, headers=headers, trust_env=False) as api,
        httpx.AsyncClient(trust_env=False, timeout=30) as storage,
    ):
        yield Studio(api, storage)
