"""Downloads a photo onto a small disk that is full, makes room, and lets it go on.

Run: `python -m tests.skylab.full_disk_program ORIGIN KEY PHOTO DISK FREE` (FREE: how many bytes of
DISK, a small file system, are left at first). Prints what became of it.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from facespace_desk.credentials import Secret
from facespace_desk.net.http import BaseUrl
from facespace_desk.skylab.carrying import SkylabTransfers
from facespace_desk.skylab.client import SkylabClient
from facespace_desk.store.store import Store
from facespace_desk.store.transfers import NewTransfer
from facespace_desk.transfers.queue import QueueLimits, TransferQueue
from tests.transfers.journal import DATABASE_KEY, PROFILE


async def settled(queue: TransferQueue) -> tuple[str, str]:
    """State and reason, once the transfer is no longer under way."""
    async with asyncio.timeout(60):
        while queue.transfers[0].state in ("queued", "running"):  # noqa: ASYNC110  # no event
            await asyncio.sleep(0.01)
    return queue.transfers[0].state, queue.transfers[0].reason


def sizes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in folder.iterdir()}


async def main(origin: str, key: str, photo_id: int, disk: Path, free: int) -> dict[str, Any]:
    ballast, out = disk / "ballast", disk / "out"
    out.mkdir()
    ballast.write_bytes(bytes(shutil.disk_usage(disk).free - free))
    store = await Store.open(None, DATABASE_KEY)
    told: dict[str, Any] = {}
    async with SkylabClient(BaseUrl.parse(origin), Secret(key)) as client:
        queue = TransferQueue(store.transfers, PROFILE, limits=QueueLimits(reserve_bytes=0))
        queue.register(SkylabTransfers(client))
        new = NewTransfer(
            service="skylab",
            batch="1",
            batch_title="Job",
            title="a",
            direction="download",
            path=str(out / "a"),
            facts={"photo_id": photo_id},
        )
        await queue.add([new])
        told["full"] = await settled(queue)
        told["files_when_full"] = sizes(out)
        ballast.unlink()
        await queue.resume()
        told["room"] = await settled(queue)
        told["files"] = sizes(out)
        result = await client.download_photo(photo_id, out)
        told["same"] = all(
            path.with_name(path.name.replace("-2.", ".")).read_bytes() == path.read_bytes()
            for path in (each.path for each in result.files)
        )
        await queue.close()
    await store.close()
    return told


if __name__ == "__main__":
    _, where, secret, photo, folder, left = sys.argv
    print(json.dumps(asyncio.run(main(where, secret, int(photo), Path(folder), int(left)))))
