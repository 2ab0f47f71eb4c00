"""A console without a window that carries a folder of files to a server; it may be killed.

The server makes a new record for whoever asks, so that one who asks twice has a photo twice: only
its list, and what the journal kept, tell what has been done already.
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
from pathlib import Path
from typing import Any

import httpx

from facespace_desk.credentials import Secret
from facespace_desk.store.store import Store
from facespace_desk.store.transfers import NewTransfer, StoredTransfer
from facespace_desk.transfers.handler import Context, Retry
from facespace_desk.transfers.profile_queue import ProfileQueue
from facespace_desk.transfers.queue import QueueLimits

PROFILE = "test-profile"
SERVICE = "photos"


class PhotoHandler:
    """Makes a record, then sends the bytes; keeps each step before the next."""

    service = SERVICE

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def carry(self, transfer: StoredTransfer, context: Context) -> None:
        photo_id = transfer.facts.get("photo_id")
        if photo_id is None:
            photo_id = await self._find(transfer) or await self._make(transfer)
            await context.keep(photo_id=photo_id)
        body = await asyncio.to_thread(Path(transfer.path).read_bytes)
        if not (await self._ask("GET", f"/photos/{photo_id}"))["is_complete"]:
            await self._ask("PUT", f"/photos/{photo_id}", content=body)
        context.progress(len(body), len(body))

    async def forget(self, transfer: StoredTransfer) -> None:
        raise AssertionError("nothing is cancelled here")

    async def _find(self, transfer: StoredTransfer) -> int | None:
        listed = await self._ask("GET", f"/photos?md5={transfer.facts['md5']}")
        return listed["ids"][0] if listed["ids"] else None

    async def _make(self, transfer: StoredTransfer) -> int:
        made = await self._ask("POST", f"/photos?name={transfer.title}&md5={transfer.facts['md5']}")
        return int(made["id"])

    async def _ask(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        try:
            reply = await self._http.request(method, path, **options)
        except httpx.TransportError as error:
            raise Retry(f"The server broke off: {type(error).__name__}", after_s=0.01) from error
        reply.raise_for_status()
        answer: dict[str, Any] = reply.json()
        return answer


def files_of(folder: Path) -> list[NewTransfer]:
    return [
        NewTransfer(
            service=SERVICE,
            batch="1",
            batch_title="A folder",
            title=path.name,
            direction="upload",
            path=str(path),
            size=path.stat().st_size,
            facts={"md5": hashlib.md5(path.read_bytes()).hexdigest()},
        )
        for path in sorted(folder.iterdir())
    ]


async def main(store_file: str, key: str, origin: str, folder: str) -> int:
    store = await Store.open(Path(store_file), Secret(key))
    async with httpx.AsyncClient(base_url=origin, trust_env=False) as http:
        queue = ProfileQueue(store.transfers, PROFILE, limits=QueueLimits(uploads=6))
        await queue.load()
        if not queue.transfers:  # they are taken all or none
            await queue.add(files_of(Path(folder)))
        queue.register(PhotoHandler(http))
        while not queue.is_idle:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await queue.close()
    await store.close()
    return 0 if {each.state for each in queue.transfers} == {"done"} else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main(*sys.argv[1:])))
