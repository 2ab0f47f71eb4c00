"""Carries what is in a journal, as the console does, until it is done or killed.

Run: `python -m tests.skylab.carry_program ORIGIN KEY DATABASE`
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from facespace_desk.credentials import Secret
from facespace_desk.net.http import BaseUrl
from facespace_desk.skylab.carrying import SkylabTransfers
from facespace_desk.skylab.client import SkylabClient
from tests.transfers.journal import carried


async def carry(origin: str, key: str, database: Path) -> dict[str, int]:
    """How many transfers ended in which state."""
    async with SkylabClient(BaseUrl.parse(origin), Secret(key)) as client:
        return await carried(database, SkylabTransfers(client))


if __name__ == "__main__":
    print(asyncio.run(carry(sys.argv[1], sys.argv[2], Path(sys.argv[3]))))
