"""Real socket.io servers of npm, as programs of their own: 1.7, 2.5, and 4.8 with and without
revision 3.

They are installed once for each machine, from package-lock.json, into the user's cache.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import hashlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Literal, Self

import platformdirs
import pytest

HERE = Path(__file__).parent
INSTALL_LIMIT_S = 300
LIMIT_S = 30.0  # for anything that a server does at once; CI may be ten times slower
NAMESPACE = "/amigosocket"
PATH = "/v2_socket.io/socket.io"

OLD_SERVERS = ("1.7", "2.5")
SERVERS = (*OLD_SERVERS, "4.8", "4.8 with 3")
_PACKAGES = {"1.7": "socketio1", "2.5": "socketio2", "4.8": "socketio4", "4.8 with 3": "socketio4"}
_OFFLINE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ETIMEDOUT", "ENETUNREACH", "ECONNRESET")


def installed() -> Path:
    """The folder with node_modules; skips the test where there is no Node, or no network."""
    found = _found()
    if isinstance(found, str):
        pytest.skip(found)
    return found


@functools.cache
def _found() -> Path | str:
    """Or why there is none."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return "the real socket.io servers need Node and npm"
    lock = (HERE / "package-lock.json").read_bytes()
    cache = Path(platformdirs.user_cache_dir("facespace-desk-tests", appauthor=False))
    folder = cache / f"socketio-{hashlib.sha256(lock).hexdigest()[:16]}"
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as temporary:
            made = Path(temporary) / "made"
            if not _install(npm, made):
                return "the real socket.io servers cannot be fetched: no network"
            with contextlib.suppress(OSError):  # another test process was first
                made.rename(folder)
    return folder


def _install(npm: str, folder: Path) -> bool:
    """False where there is no network."""
    folder.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder)
    done = subprocess.run(
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retry-mintimeout=1000"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=INSTALL_LIMIT_S,
    )
    if done.returncode and any(word in done.stderr for word in _OFFLINE):
        return False
    assert done.returncode == 0, done.stderr
    return True


class RealServer:
    """One server; `port` stays the same over restarts. `told` is what it said, oldest first."""

    def __init__(self, version: str, **options: object) -> None:
        self.version = version
        self.port = 0
        self.told: list[dict[str, Any]] = []
        self._options = {
            "path": PATH,
            "namespace": NAMESPACE,
            "pingInterval": 25_000,
            "pingTimeout": 60_000,
            "maxHttpBufferSize": 2**26,
            **({"allowEIO3": True} if version == "4.8 with 3" else {}),
            **options,
        }
        self._changed = asyncio.Event()
        self._number = 0
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None

    @property
    def revision(self) -> int:
        """What our client ought to speak with it."""
        return 4 if self.version == "4.8" else 3

    @property
    def protocol(self) -> Literal["auto", 3, 4]:
        """What the profile says: a server that speaks both is asked for revision 3."""
        return 3 if self.version == "4.8 with 3" else "auto"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def tickets(self) -> list[dict[str, Any]]:
        """The data of each `authenticate` that arrived."""
        return [each["data"] for each in self.told if each["on"] == "authenticate"]

    def count(self, what: str) -> int:
        return sum(each["on"] == what for each in self.told)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *trouble: object) -> None:
        await self.kill()

    async def start(self) -> None:
        folder = installed()
        self._process = await asyncio.create_subprocess_exec(
            "node",
            str(HERE / "server.js"),
            _PACKAGES[self.version],
            json.dumps({**self._options, "port": self.port}),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=2**26,
            env={**os.environ, "NODE_PATH": str(folder / "node_modules"), "NODE_NO_WARNINGS": "1"},
        )
        self._reader = asyncio.create_task(self._read(self._process))
        begun = self.count("listening")
        await self.until(lambda: self.count("listening") > begun)
        self.port = self.told[-1]["port"]

    async def kill(self) -> None:
        """Without a word to anybody."""
        process, self._process = self._process, None
        if process is None:
            return
        assert self._reader is not None
        assert process.stdin is not None
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        await self._reader
        process.stdin.close()
        with contextlib.suppress(OSError):
            await process.stdin.wait_closed()

    async def restart(self) -> None:
        await self.kill()
        await self.start()

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    async def do(self, deed: str, **details: object) -> dict[str, Any]:
        """Until the server has done it; see server.js."""
        self._number += 1
        number = self._number
        assert self._process is not None
        assert self._process.stdin is not None
        line = json.dumps({"do": deed, "number": number, **details})
        self._process.stdin.write(line.encode() + b"\n")
        await self._process.stdin.drain()
        await self.until(lambda: any(each.get("number") == number for each in self.told))
        return next(each for each in self.told if each.get("number") == number)

    async def emit(self, event: str, *arguments: object) -> None:
        await self.do("emit", event=event, args=arguments)

    async def until(self, holds: Any) -> None:
        """Until *holds()*, looked at whenever the server says something."""
        async with asyncio.timeout(LIMIT_S):
            while not holds():
                assert self._reader is None or not self._reader.done(), "the server has ended"
                self._changed.clear()
                await self._changed.wait()

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        while line := await process.stdout.readline():
            self.told.append(json.loads(line))
            self._changed.set()
        self._changed.set()


@contextlib.asynccontextmanager
async def real_server(version: str, **options: object) -> AsyncIterator[RealServer]:
    """A server of socket.io *version*, one of SERVERS, with *options* of its own constructor."""
    async with RealServer(version, **options) as server:
        yield server
