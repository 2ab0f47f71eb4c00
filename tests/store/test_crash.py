"""kill -9 at any moment: what was on the disk stays there, and the store opens clean.

On a quiet machine, which the benchmarks ask for, that is all that is older than 250 ms.
"""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from facespace_desk.store import Store
from tests.limits import LIMITS, PATIENCE_S
from tests.store.conftest import KEY, OpenStore

# 500 rows a second in ticks of 10 ms; each line says how many rows were given, when, and how many
# another reader of the file saw before.
WRITER = """
import asyncio, sys, time
from pathlib import Path
from facespace_desk.credentials import Secret
from facespace_desk.store import Store, StoredSighting

async def main(path, key, is_busy):
    store = await Store.open(Path(path), Secret(key))
    reader = await Store.open(Path(path), Secret(key))
    given = 0
    started = time.monotonic()
    if is_busy:
        history = [StoredSighting("c", f"H {n}", n, n, 1, "server") for n in range(400_000)]
        work = asyncio.create_task(store.sightings.add_server("history", history))
    while True:
        while given < (time.monotonic() - started) * 500:
            row = StoredSighting("cam", f"Person {given % 60}", given, given, 1, "desk")
            store.sightings.add("p", [row])
            given += 1
        print(given, time.monotonic(), await reader.sightings.count("p"), flush=True)
        await asyncio.sleep(0.01)

asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3] == "busy"))
"""


def run_and_kill(path: Path, mode: str, lines: int) -> tuple[int, int]:
    """How many rows the file must hold after the kill, and how many were given at all."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), KEY.reveal(), mode],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    given = []
    while len(given) < lines or not int(given[-1][2]):
        given.append(writer.stdout.readline().split())
    writer.send_signal(signal.SIGKILL)
    killed_at = time.monotonic()
    given += [line.split() for line in writer.stdout if line.endswith("\n")]
    writer.stdout.close()
    assert writer.wait(PATIENCE_S) == -signal.SIGKILL
    old = [int(count) for count, at, _ in given if float(at) < killed_at - LIMITS.loss_s]
    return max([int(given[-1][2]), *old]), int(given[-1][0])


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize("mode", ["calm", "busy"])
async def test_killed_writer_loses_nothing_but_the_last_moment(
    path: Path, open_store: OpenStore, mode: str
) -> None:
    for lines in (60, 90, 121):
        before = await _count(open_store) if path.exists() else 0
        safe, given = run_and_kill(path, mode, lines)
        store = await open_store()
        assert store.notices == []
        kept = await store.sightings.between("p", 0, 10**9)
        assert max(safe, before) <= len(kept) <= max(given, before)
        assert [row.first_ms for row in kept] == list(range(len(kept)))
        await store.close()


async def _count(open_store: OpenStore) -> int:
    store: Store = await open_store()
    count = await store.sightings.count("p")
    await store.close()
    return count
