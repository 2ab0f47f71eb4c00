"""How fast FaceSpace's answers are read, merged and folded on a quiet machine.

Run: `python -m pytest -m benchmark tests/benchmarks/test_facespace_speed.py -s -p no:xdist`
"""

import asyncio
import json
import time
from collections.abc import Callable

import pytest

from facespace_desk.facespace.merge import merge
from facespace_desk.facespace.payload import read_logs
from facespace_desk.facespace.presence import Presence, PresenceFolder
from facespace_desk.facespace.records import Picture, Sighting
from tests.limits import quickest_s

pytestmark = pytest.mark.benchmark

START_MS = 1_709_539_143_000
Report = Callable[[str, str], None]


def people_log(entries: int, cameras: int = 12) -> bytes:
    per_camera = entries // cameras
    return json.dumps(
        {
            f"camera-{camera}": [
                f"Person Number {index % 400} @ {index // 3600 % 24:02}:{index // 60 % 60:02}"
                f":{index % 60:02} {1 + index * 28 // per_camera:02}/03/24"
                for index in range(per_camera)
            ]
            for camera in range(cameras)
        }
    ).encode()


def test_200_000_entries_are_read_quickly(report: Report) -> None:
    body = people_log(200_000)
    assert len(read_logs(body)) > 199_000
    took_s = quickest_s(lambda: read_logs(body))
    report("read 200,000 entries", f"{took_s:.2f} s")
    assert took_s < 1.5


async def test_64_mib_do_not_hold_up_the_loop(report: Report) -> None:
    body = people_log(1_750_000)
    assert len(body) > 60 * 2**20
    worst_s = 0.0
    reading = asyncio.create_task(asyncio.to_thread(read_logs, body))
    while not reading.done():
        started = time.perf_counter()
        await asyncio.sleep(0.001)
        worst_s = max(worst_s, time.perf_counter() - started)
    assert len(await reading) > 1_700_000
    report("longest turn while 60 MiB are read", f"{worst_s * 1000:.0f} ms")
    assert worst_s < 0.25  # one plain decode would take 0.6


def test_200_000_rows_are_merged_quickly(report: Report) -> None:
    def who(index: int) -> tuple[str, str]:
        return f"c{index % 12}", f"p{index % 400}"

    def at_ms(index: int) -> int:
        return START_MS + index % 86_400 * 1000

    server = [Sighting(*who(index), at_ms(index)) for index in range(150_000)]
    desk = [
        Presence(*who(index), at_ms(index), at_ms(index) + 1000, 5, False)
        for index in range(0, 150_000, 3)
    ]
    assert len(merge(server, desk)) >= 100_000
    took_s = quickest_s(lambda: merge(server, desk))
    report("merge 200,000 rows", f"{took_s:.2f} s")
    assert took_s < 3


def test_a_thousand_people_at_ten_hertz_cost_little(report: Report) -> None:
    cameras = {
        f"camera-{camera}": tuple(f"person-{camera}-{person}" for person in range(50))
        for camera in range(20)
    }

    def ten_seconds() -> None:
        folder = PresenceFolder()
        for tick in range(100):
            folder.feed(Picture(START_MS + tick * 100, 1.0, cameras, frozenset()))

    took_s = quickest_s(ten_seconds)
    report("ten seconds of 1,000 people", f"{took_s:.2f} s")
    assert took_s < 2
