"""A console that is killed while 500 rows arrive each second has lost the last moment only.

The child is the slice without its window: feed, live model, keeper and encrypted store, on a server
that shows fifty new people in each picture, ten pictures a second.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

from facespace_desk.credentials import Secret
from facespace_desk.store import Store
from tests.facespace.slice_fixtures import PROFILE
from tests.programs import linux_only

pytestmark = linux_only

KEY = Secret("7e" * 32)
PEOPLE = 50
LOSS_LIMIT_S = 0.25  # the store commits at least so often
PICTURES = (12, 25)

CHILD = """
import asyncio, json, sys, time
from pathlib import Path
from facespace_desk.credentials import Secret
from facespace_desk.store import Store
from tests.facespace.making import raw_server, reply_bytes
from tests.facespace.slice_fixtures import Slice

PEOPLE = 50
asked = 0

def picture(head):
    global asked
    people = [f"Person {asked * PEOPLE + number}" for number in range(PEOPLE)]
    asked += 1
    return reply_bytes(json.dumps({"gate": people[::2], "dock": people[1::2]}).encode())

def tell(picture, changes):
    numbers = [int(label.split()[1]) for labels in picture.cameras.values() for label in labels]
    print(max(numbers) // PEOPLE + 1, time.monotonic(), flush=True)

async def main(path, key):
    store = await Store.open(Path(path), Secret(key))
    async with raw_server(picture) as base_url:
        desk = Slice(store, base_url, "k")
        desk.live.looked.connect(tell)
        desk.live.start()
        await asyncio.Event().wait()

asyncio.run(main(*sys.argv[1:]))
"""


def run_and_kill(path: Path, pictures: int) -> int:
    """How many pictures were folded in longer than the limit before the child was killed."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), KEY.reveal()], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    told = [child.stdout.readline().split() for _ in range(pictures)]
    child.send_signal(signal.SIGKILL)
    killed_at = time.monotonic()
    told += [line.split() for line in child.stdout if line.endswith("\n")]
    child.stdout.close()
    assert child.wait(10) == -signal.SIGKILL
    safe = max(int(count) for count, at in told if float(at) < killed_at - LOSS_LIMIT_S)
    paces_s = sorted(float(late[1]) - float(early[1]) for early, late in pairwise(told))
    print(f"\n{PEOPLE / paces_s[len(paces_s) // 2]:.0f} rows/s, {safe * PEOPLE} rows safe")
    return safe


async def test_a_killed_slice_has_lost_a_quarter_second_at_most(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    for pictures in PICTURES:  # the second run goes on with what the first has left
        safe = run_and_kill(path, pictures)
        store = await Store.open(path, KEY)
        try:
            assert store.notices == []
            kept = {row.label for row in await store.sightings.between(PROFILE, 0, 2**62)}
        finally:
            await store.close()
        assert safe >= pictures - 10
        assert kept >= {f"Person {number}" for number in range(safe * PEOPLE)}
