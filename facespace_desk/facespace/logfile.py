"""Forwarding to a log file (wire/facespace.md 6): one rotating file, readable by its owner only.

A line is `2026-11-21T07:59:03.123Z LEVEL text`. Pictures and ranges are written as JSON, so that a
name can neither break a line nor pretend to be another one.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from facespace_desk.facespace.dates import from_ms
from facespace_desk.facespace.errors import FaceSpaceError, InvalidUsageError
from facespace_desk.facespace.masking import Mask
from facespace_desk.facespace.outbox import ForwarderStatus, Outbox
from facespace_desk.facespace.records import LogAnswer, Notice, Picture
from facespace_desk.files import PRIVATE_FILE, make_private_directory
from facespace_desk.language import tr

FILE_NAME: Final = "facespace.log"
FILE_BYTES: Final = 5 * 2**20
BACKUPS: Final = 4
QUEUE_LINES: Final = 1000

HEARTBEAT, LOG, ERROR = logging.DEBUG, logging.INFO, logging.ERROR
LEVELS: Final = {
    "heartbeat": HEARTBEAT,
    "log": LOG,
    "error": ERROR,
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "critical": logging.CRITICAL,
}
_NAMES = {HEARTBEAT: "HEARTBEAT", LOG: "LOG", ERROR: "ERROR"}


def level_of(name: str) -> int:
    """The level called *name*, in any case: the service's three names or a standard one.

    Raises:
        InvalidUsageError: there is no such level; names those there are.
    """
    level = LEVELS.get(str(name).strip().lower())
    if level is None:
        raise InvalidUsageError(
            tr("There is no such level; there are {levels}.", levels=", ".join(LEVELS)),
            operation="log file",
        )
    return level


class LogFileForwarder:
    """Writes what the feed brings. `run` is the worker; a task scope owns it."""

    def __init__(
        self,
        path: Path,
        *,
        level: str = "heartbeat",
        mask: Mask | None = None,
        file_bytes: int = FILE_BYTES,
        backups: int = BACKUPS,
        now_s: Callable[[], float] = time.time,
        on_change: Callable[[ForwarderStatus], None] | None = None,
    ) -> None:
        """*mask* rewrites each name before it is written.

        Raises:
            InvalidUsageError: there is no such *level*.
        """
        self.level = level_of(level)
        self._mask: Mask = mask or (lambda label: label)
        self._now_s = now_s
        self._file = _RotatingFile(path, file_bytes, backups)
        self._outbox: Outbox[str] = Outbox(max_items=QUEUE_LINES, on_change=on_change)

    @property
    def status(self) -> ForwarderStatus:
        """Counts lines."""
        return self._outbox.status

    @property
    def path(self) -> Path:
        return self._file.path

    def picture(self, picture: Picture) -> None:
        """A heartbeat for each picture, and who is seen where."""
        people = sum(map(len, picture.cameras.values()))
        self._write(
            HEARTBEAT,
            f"poll: {len(picture.cameras)} cameras, {people} labels, {picture.elapsed_ms:.0f} ms",
        )
        for camera, labels in picture.cameras.items():
            if labels:
                self._write(LOG, f"{_quoted(camera)}: {self._names(labels)}")

    def logs(self, answer: LogAnswer) -> None:
        """That a range was fetched, and how much it held."""
        self._write(LOG, f"range: {len(answer)} sightings, {answer.problems} problems")

    def notice(self, notice: Notice) -> None:
        """A control message of the service."""
        self._write(LOG, f"notice: {_quoted(notice.text)}")

    def failure(self, error: FaceSpaceError) -> None:
        """A poll or range that failed."""
        self._write(ERROR, f"{error.operation}: {_quoted(error.message)}")

    async def run(self) -> None:
        """Write what is queued, until cancelled."""
        while True:
            await self._outbox.filled()
            await self._flush()

    def clear(self) -> int:
        """Forget what waits; how many lines that were."""
        return self._outbox.clear()

    async def close(self) -> None:
        """Write what still waits, after `run` has ended."""
        if self._outbox.status.queued:
            await self._flush()

    async def _flush(self) -> None:
        lines = self._outbox.take_now(QUEUE_LINES)
        # Once begun, a write is finished: cancelling would leave it to a thread nobody awaits.
        writing = asyncio.ensure_future(asyncio.to_thread(self._file.write, lines))
        try:
            await asyncio.shield(writing)
        except asyncio.CancelledError:
            await asyncio.wait({writing})
            self._account(writing, len(lines))
            raise
        except OSError:
            pass
        self._account(writing, len(lines))

    def _account(self, writing: asyncio.Future[None], count: int) -> None:
        trouble = writing.exception()
        if trouble is None:
            self._outbox.sent(round(self._now_s() * 1000), count)
        else:
            reason = trouble.strerror if isinstance(trouble, OSError) else None
            self._outbox.failed(
                tr("The log file cannot be written: {reason}.", reason=reason or tr("unknown")),
                count,
            )

    def _write(self, level: int, text: str) -> None:
        if level < self.level:
            return
        at = from_ms(round(self._now_s() * 1000))
        stamp = at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"
        line = f"{stamp} {_NAMES[level]} {text}\n"
        self._outbox.put(line, len(line))

    def _names(self, labels: tuple[str, ...]) -> str:
        return ", ".join(_quoted(self._mask(label)) for label in labels)


class _RotatingFile:
    """Appends; above a size, the file becomes `.1`, that one `.2`, and the oldest goes."""

    def __init__(self, path: Path, max_bytes: int, backups: int) -> None:
        self.path = path
        self._max_bytes = max_bytes
        self._backups = backups

    def write(self, lines: list[str]) -> None:
        """Raises OSError when the file cannot be written."""
        make_private_directory(self.path.parent)
        data = "".join(lines).encode("utf-8", "backslashreplace")
        descriptor = self._open()
        try:
            size = os.fstat(descriptor).st_size
            if size and size + len(data) > self._max_bytes:
                os.close(descriptor)
                descriptor = -1
                self._rotate()
                descriptor = self._open()
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
        finally:
            if descriptor >= 0:
                os.close(descriptor)

    def _open(self) -> int:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(self.path, flags, PRIVATE_FILE)
        if hasattr(os, "fchmod"):  # the file may be older than this rule
            os.fchmod(descriptor, PRIVATE_FILE)
        return descriptor

    def _rotate(self) -> None:
        names = [self.path, *(self._backup(number) for number in range(1, self._backups + 1))]
        for older, newer in zip(reversed(names), reversed(names[:-1]), strict=False):
            with contextlib.suppress(FileNotFoundError):
                newer.replace(older)
        if not self._backups:
            self.path.unlink()

    def _backup(self, number: int) -> Path:
        return self.path.with_name(f"{self.path.name}.{number}")


def _quoted(text: str) -> str:
    """*text* in quotes, with everything escaped that a terminal or a line could mistake."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in plain) + '"'
