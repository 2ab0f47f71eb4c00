"""Carries what is in a journal, as the console does, until it is done or killed.

Run: `python -m tests.amigocloud.carry_program ORIGIN TOKEN DATABASE`
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from facespace_desk.amigocloud.carrying import AmigoCloudTransfers
from facespace_desk.amigocloud.client import AmigoCloudClient
from facespace_desk.amigocloud.uploads import CHUNK_BYTES, Uploads
from facespace_desk.credentials import Secret
from facespace_desk.net.http import BaseUrl
from facespace_desk.store.store import Store
from facespace_desk.transfers.queue import TransferQueue

PROFILE = "test-profile"
DATABASE_KEY = Secret("0" * 64)


async def carry(origin: str, token: str, database: Path) -> dict[str, int]:
    """How many transfers ended in which state."""
    store = await Store.open(database, DATABASE_KEY)
    url = BaseUrl.parse(origin)
    async with AmigoCloudClient(url, Secret(token), read_only=False) as client:
        client.uploads = Uploads(client._calls, largest_chunk=CHUNK_BYTES)  # many small steps
        queue = TransferQueue(store.transfers, PROFILE)
        queue.register(AmigoCloudTransfers(client))
        await queue.load()
        while not queue.is_idle:  # noqa: ASYNC110  # the queue tells a callback; this is a program
            await asyncio.sleep(0.01)
        states = [each.state for each in queue.transfers]
        await queue.close()
    await store.close()
    return {state: states.count(state) for state in set(states)}


if __name__ == "__main__":
    print(asyncio.run(carry(sys.argv[1], sys.argv[2], Path(sys.argv[3]))))
