"""The vendor's Python client for AmigoCloud in a flood of events. Run: `PYTHON
amigocloud_flood_program.py URL`, of a server that gives tickets to nobody and asks for none."""

from __future__ import annotations

import importlib
import sys
import time
from typing import Any

from answering import serve  # beside this file, for an interpreter without ours

SLICE_S = 2.0


class Flooded:
    def __init__(self, url: str) -> None:
        module = importlib.import_module("amigocloud.amigocloud")
        self._api = module.AmigoCloud(base_url=url)  # without a token: nothing but the socket
        self._numbers: list[int] = []
        self._waits_ms: list[float] = []
        self._api.add_callback("realtime", self._take)

    def join(self) -> None:
        """Returns when the server will have heard of it."""
        self._api.amigosocket.emit("authenticate", {"userid": 77, "websocket_session": "ticket"})
        self._api.start_listening(seconds=1)

    def listen(self, count: int, limit_s: float) -> dict[str, Any]:
        """Until *count* events have come, or *limit_s* has passed."""
        began, cpu = time.monotonic(), time.process_time()
        while len(self._numbers) < count and time.monotonic() < began + limit_s:
            self._api.start_listening(seconds=SLICE_S)
        ordered = sorted(self._waits_ms) or [0.0]
        return {
            "received": len(self._numbers),
            "in_order": self._numbers == list(range(len(self._numbers))),
            "p50_ms": ordered[len(ordered) // 2],
            "p99_ms": ordered[int(len(ordered) * 0.99)],
            "longest_ms": ordered[-1],
            "cpu_s": time.process_time() - cpu,
        }

    def _take(self, data: dict[str, Any]) -> None:
        self._waits_ms.append(time.time() * 1000 - data["sent_ms"])
        self._numbers.append(data["n"])


if __name__ == "__main__":
    serve(lambda: Flooded(sys.argv[1]))
