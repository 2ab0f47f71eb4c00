"""Starts the simulators in a process of their own, and ends them.

They come from the same executable as the console: a source tree runs `python -m
facespace_desk.demo`, a frozen build calls itself with `--run-simulators` and the same arguments.
The process holds on to our end of a pipe, so that it ends with us even when we are killed.
Threads, not asyncio's own subprocesses, watch it: those differ between loops and systems.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

FROZEN_ENTRY = "--run-simulators"
PROFILE_NAME = "simulators.json"
READY_LINE = b"ready\n"  # what a child with --follow-parent says, besides complaints
START_LIMIT_S = 30.0
_TERMINATE_S = 2.0  # how long a polite end may take; with the rest under 3 s
_KILL_S = 0.8
_LAST_LINES = 20
# Large pieces of memory go back to the system as soon as they are free, where its C library is
# glibc: after a few pictures of 27 megapixels that is 100 MB in use instead of 400.
_THRIFTY = {"MALLOC_MMAP_THRESHOLD_": "1048576"}

logger = logging.getLogger("desk.demo")


class SimulatorsTrouble(Exception):
    """The simulators did not start or did not stay; the text says why, in one sentence or more."""


class Simulators:
    """The simulators' process. *on_death* hears in words when it ends without being asked to."""

    def __init__(
        self,
        *,
        seed: int | None = None,
        speed: float | None = None,
        port_base: int | None = None,
        on_death: Callable[[str], None] | None = None,
    ) -> None:
        options = {"--seed": seed, "--speed": speed, "--port-base": port_base}
        self._options = [
            part
            for name, value in options.items()
            if value is not None
            for part in (name, str(value))
        ]
        self._on_death = on_death
        self._process: _Process | None = None
        self._profile: Path | None = None
        self._keep: list[str] = []

    @property
    def is_running(self) -> bool:
        return self._process is not None and not self._process.ended.done()

    async def start(self, folder: Path, keep: Path | None = None) -> Path:
        """Start them; the profile file in *folder*, written when all of them answer.

        With *keep* they go on where they were when that folder was used last.

        Raises:
            SimulatorsTrouble: they ended or did not answer in time.
        """
        self._keep = [] if keep is None else ["--keep", str(keep)]
        return await self._start(folder / PROFILE_NAME, [])

    async def restart(self) -> Path:
        """Start them again on the ports that they had, running or not.

        Raises:
            SimulatorsTrouble: as `start`; or they have never run.
        """
        await self.stop()
        if self._profile is None:
            raise SimulatorsTrouble("The simulators have not run yet.")
        return await self._start(self._profile, ["--ports-of", str(self._profile)])

    async def stop(self) -> None:
        """End them, within 3 s."""
        process, self._process = self._process, None
        if process is not None:
            await process.stop()

    async def _start(self, profile: Path, options: list[str]) -> Path:
        if self.is_running:
            raise SimulatorsTrouble("The simulators run already.")
        command = [*_entry(), "--profile-out", str(profile), "--follow-parent"]
        try:
            process = _Process([*command, *self._options, *self._keep, *options])
        except OSError as error:
            raise SimulatorsTrouble(f"The simulators could not be started: {error}.") from error
        self._process = process
        try:
            await self._until_ready(process)
        except BaseException:
            await self.stop()
            raise
        self._profile = profile
        if words := process.last_words():
            logger.warning("the simulators say: %s", words)
        process.ended.add_done_callback(lambda _ended: self._note_end(process))
        logger.info("simulators run as process %d", process.pid)
        return profile

    async def _until_ready(self, process: _Process) -> None:
        either: list[asyncio.Future[Any]] = [process.ready, process.ended]
        await asyncio.wait(either, timeout=START_LIMIT_S, return_when=asyncio.FIRST_COMPLETED)
        if process.ended.done():
            raise SimulatorsTrouble(process.obituary())
        if not process.ready.done():
            words = f"The simulators did not answer within {START_LIMIT_S:.0f} s."
            raise SimulatorsTrouble(f"{words} {process.last_words()}".strip())

    def _note_end(self, process: _Process) -> None:
        if self._process is not process:
            return  # we ended it
        logger.error("simulators ended with status %s", process.ended.result())
        if self._on_death is not None:
            self._on_death(process.obituary())


class _Process:
    """A running child; `ready` resolves when all answer, `ended` to its exit status."""

    def __init__(self, command: list[str]) -> None:
        self._loop = asyncio.get_running_loop()
        self.ready: asyncio.Future[None] = self._loop.create_future()
        self.ended: asyncio.Future[int] = self._loop.create_future()
        self._lines: deque[str] = deque(maxlen=_LAST_LINES)
        self._popen = subprocess.Popen(  # noqa: S603  # our own executable
            command,
            env=os.environ | _THRIFTY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=os.name == "posix",  # Ctrl+C in a terminal is the console's
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.pid = self._popen.pid
        threading.Thread(target=self._watch, name="simulators' end", daemon=True).start()

    def last_words(self) -> str:
        return "\n".join(self._lines)

    def obituary(self) -> str:
        words = f"The simulators ended with status {self.ended.result()}."
        return f"{words}\n{self.last_words()}".strip()

    async def stop(self) -> None:
        """Ask, then insist; returns when it is gone."""
        assert self._popen.stdin is not None
        self._popen.stdin.close()  # enough by itself, and the only polite way on Windows
        if os.name == "posix":
            self._popen.terminate()
        await asyncio.wait([self.ended], timeout=_TERMINATE_S)
        if not self.ended.done():
            self._popen.kill()
            await asyncio.wait([self.ended], timeout=_KILL_S)

    def _watch(self) -> None:
        """In a thread: hear what it says, wait for its end, tell the loop."""
        assert self._popen.stdout is not None
        with self._popen.stdout as lines:
            for line in lines:
                if line == READY_LINE:
                    self._tell(self.ready, None)
                else:
                    self._lines.append(line.decode("utf-8", "replace").rstrip())
        self._tell(self.ended, self._popen.wait())

    def _tell(self, future: asyncio.Future[Any], result: object) -> None:
        def resolve() -> None:
            if not future.done():
                future.set_result(result)

        with contextlib.suppress(RuntimeError):  # the loop has ended before the child
            self._loop.call_soon_threadsafe(resolve)


def _entry() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_ENTRY]
    return [sys.executable, "-m", "facespace_desk.demo"]
