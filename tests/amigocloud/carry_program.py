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
from tests.transfers.journal import carried


async def carry(origin: str, token: str, database: Path) -> dict[str, int]:
    """How many transfers ended in which state."""
    url = BaseUrl.parse(origin)
    async with AmigoCloudClient(url, Secret(token), read_only=False) as client:
        client.uploads = Uploads(client._calls, largest_chunk=CHUNK_BYTES)  # many small steps
        return await carried(database, AmigoCloudTransfers(client))


if __name__ == "__main__":
    print(asyncio.run(carry(sys.argv[1], sys.argv[2], Path(sys.argv[3]))))
