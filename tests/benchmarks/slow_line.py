"""A CAM2 simulator at the end of a slow line, as a process: see `SlowLine`.

Run as a module it prints `{"port", "client_id", "client_secret"}`, then answers each line on its
standard input with what was measured since the last one, and ends with the input.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from collections.abc import Callable

from tests.cam2_simulator import cam2_in_thread

CAMERAS = 5_000


class SlowLine:
    """Forwards TCP to *port* as if the server were *round_trip_s* away.

    What goes either way is held for half a round trip. The kernel opens a connection on loopback
    at once; over a real line the first bytes leave a round trip later, so they are held that long.
    Counts connections, and requests that wait for the first bytes of their answer.
    """

    def __init__(self, port: int, round_trip_s: float) -> None:
        self._port = port
        self._half_s = round_trip_s / 2
        self.connections = self.connections_open = self.most_connections = 0
        self.requests_open = self.most_requests = 0

    def take(self) -> dict[str, int]:
        """What was measured since the last call."""
        told = {
            "connections_open": self.connections_open,
            "connections": self.connections,
            "most_connections": self.most_connections,
            "most_requests": self.most_requests,
        }
        self.connections = 0
        self.most_connections, self.most_requests = self.connections_open, self.requests_open
        return told

    async def serve(self, started: Callable[[int], None]) -> None:
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        started(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.connections_open += 1
        self.most_connections = max(self.most_connections, self.connections_open)
        opened_s = time.monotonic() + 2 * self._half_s
        there, back = await asyncio.open_connection("127.0.0.1", self._port)
        waiting = _Waiting(self)
        try:
            await asyncio.gather(
                self._carry(reader, back, opened_s, waiting.asked),
                self._carry(there, writer, 0.0, waiting.answered),
            )
        finally:
            waiting.answered()
            self.connections_open -= 1

    async def _carry(
        self,
        source: asyncio.StreamReader,
        target: asyncio.StreamWriter,
        not_before_s: float,
        passed: Callable[[], None],
    ) -> None:
        held: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def receive() -> None:
            data = b"more"
            while data:
                try:
                    data = await source.read(65_536)
                except OSError:
                    data = b""  # an end like any other
                await held.put((max(time.monotonic(), not_before_s) + self._half_s, data))

        receiving = asyncio.create_task(receive())
        while True:
            due_s, data = await held.get()
            await asyncio.sleep(max(0.0, due_s - time.monotonic()))
            if not data:
                break
            passed()
            target.write(data)  # to somebody who left, it is lost
        target.close()
        await receiving


class _Waiting:
    """Whether one connection has a request under way."""

    def __init__(self, line: SlowLine) -> None:
        self._line = line
        self._is_open = False

    def asked(self) -> None:
        if not self._is_open:
            self._is_open = True
            self._line.requests_open += 1
            self._line.most_requests = max(self._line.most_requests, self._line.requests_open)

    def answered(self) -> None:
        if self._is_open:
            self._is_open = False
            self._line.requests_open -= 1


def slowed(port: int, round_trip_s: float) -> int:
    """The port of a slow line to *port*, which is served by a thread for as long as the process
    lives."""
    is_up, ports = threading.Event(), list[int]()

    def started(found: int) -> None:
        ports.append(found)
        is_up.set()

    line = SlowLine(port, round_trip_s)
    threading.Thread(target=asyncio.run, args=(line.serve(started),), daemon=True).start()
    assert is_up.wait(10), "the slow line did not start"
    return ports[0]


def main(round_trip_s: float) -> None:
    sys.setswitchinterval(0.0005)  # the line and the simulator are two threads of this process
    with cam2_in_thread(CAMERAS) as cam2:
        line = SlowLine(int(cam2.origin.rpartition(":")[2]), round_trip_s)

        def started(port: int) -> None:
            client_id, secret = cam2.clients["user"]
            told = {"port": port, "client_id": client_id, "client_secret": secret}
            print(json.dumps(told), flush=True)

        serving = threading.Thread(target=asyncio.run, args=(line.serve(started),), daemon=True)
        serving.start()
        for _ in sys.stdin:
            print(json.dumps(line.take()), flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]))
