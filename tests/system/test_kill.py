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
from tests.limits import LIMITS, PATIENCE_S
from tests.programs import linux_only

pytestmark = linux_only

KEY = Secret("7e" * 32)
PEOPLE = 50
PICTURES = (12, 25)

CHILD = """
import asyncio, json, sys, time
from pathlib import Path
from facespace_desk.credentials import Secret
from facespace_desk.store import Store
from tests.facespace.making import raw_server, reply_bytes
from tests.facespace.slice_fixtures import PROFILE, Slice

PEOPLE = 50
asked = on_disk = 0

def picture(head):
    global asked
    people = [f"Person {asked * PEOPLE + number}" for number in range(PEOPLE)]
    asked += 1
    return reply_bytes(json.dumps({"gate": people[::2], "dock": people[1::2]}).encode())

def tell(picture, changes):
    numbers = [int(label.split()[1]) for labels in picture.cameras.values() for label in labels]
    print(max(numbers) // PEOPLE + 1, time.monotonic(), on_disk, flush=True)

async def main(path, key):
    global on_disk
    store = await Store.open(Path(path), Secret(key))
    reader = await Store.open(Path(path), Secret(key))
    async with raw_server(picture) as base_url:
        desk = Slice(store, base_url, "k")
        desk.live.looked.connect(tell)
        desk.live.start()
        while True:
            on_disk = await reader.sightings.count(PROFILE)
            await asyncio.sleep(0.02)

asyncio.run(main(*sys.argv[1:]))
"""


def run_and_kill(path: Path, pictures: int) -> tuple[int, int]:
    """How many pictures the child had folded in longer than the limit before it was killed, and how
    many rows were on the disk when it told of its last one."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), KEY.reveal()], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    told: list[list[str]] = []
    while len(told) < pictures or int(told[-1][2]) <= int(told[0][2]):
        told.append(child.stdout.readline().split())
    child.send_signal(signal.SIGKILL)
    killed_at = time.monotonic()
    told += [line.split() for line in child.stdout if line.endswith("\n")]
    child.stdout.close()
    assert child.wait(PATIENCE_S) == -signal.SIGKILL
    old = [int(count) for count, at, _ in told if float(at) < killed_at - LIMITS.loss_s]
    safe, on_disk = max(old, default=0), int(told[-1][2])
    paces_s = sorted(float(late[1]) - float(early[1]) for early, late in pairwise(told))
    pace = PEOPLE / paces_s[len(paces_s) // 2]
    print(f"\n{pace:.0f} rows/s, {safe * PEOPLE} rows old, {on_disk} on the disk")
    return safe, on_disk


async def test_a_killed_slice_has_lost_the_last_moment_only(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    for pictures in PICTURES:  # the second run goes on with what the first has left
        safe, on_disk = run_and_kill(path, pictures)
        store = await Store.open(path, KEY)
        try:
            assert store.notices == []
            rows = await store.sightings.between(PROFILE, 0, 2**62)
        finally:
            await store.close()
        assert len(rows) >= on_disk > 0
        assert {row.label for row in rows} >= {
            f"Person {number}" for number in range(safe * PEOPLE)
        }
