"""The log: a private rotating file and a ring of recent lines for the window; no secrets in either.

Text is masked after formatting, so that it does not matter which library wrote it, or whether a
secret came in the message, its arguments, an exception or a stack.
"""

from __future__ import annotations

import contextlib
import io
import logging
import logging.handlers
import os
import re
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from facespace_desk.net.redaction import redact

FILE_NAME = "desk.log"
FILE_BYTES = 1_000_000
FILE_COUNT = 3  # desk.log, desk.log.1, desk.log.2
RING_LINES = 5_000
LINE_CHARACTERS = 20_000  # a server's answer must not fill the log

ROOT = "desk"
# Libraries that print requests, payloads or every packet below WARNING.
TALKATIVE = (
    "aiohttp",
    "asyncio",
    "engineio",
    "h11",
    "httpcore",
    "httpx",
    "keyring",
    "qasync",
    "socketio",
    "stamina",
    "urllib3",
    "uvicorn",
    "websockets",
)

_KEPT = "desk_masked_text"  # in a record, so that one masking serves all handlers
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class LogLine:
    """One masked entry; `at` is aware, UTC; `text` may have several lines."""

    at: datetime
    level: str
    logger: str
    text: str


class LogBuffer:
    """The newest lines, in order. Safe to use from any thread."""

    def __init__(self, size: int = RING_LINES) -> None:
        self._lines: deque[LogLine] = deque(maxlen=size)
        self._listeners: list[Callable[[LogLine], None]] = []
        self._lock = threading.Lock()

    def lines(self) -> list[LogLine]:
        """All that is held, oldest first."""
        with self._lock:
            return list(self._lines)

    def subscribe(self, listener: Callable[[LogLine], None]) -> Callable[[], None]:
        """Calls *listener* with each new line, in the thread that logs; the result ends that."""
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock, contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    def add(self, line: LogLine, *, quietly: bool = False) -> None:
        """Keeps *line* and, unless *quietly*, tells the listeners."""
        with self._lock:
            self._lines.append(line)
            listeners = () if quietly else tuple(self._listeners)
        for listener in listeners:
            listener(line)


def setup(log_dir: Path | None, *, debug: bool, log_filter: Sequence[str] = ()) -> LogBuffer:
    """Starts logging to *log_dir* (None: no file) and into the buffer; replaces an earlier set-up.

    *log_filter* names rooms, such as `net` and `cam2`: only those log in detail. *debug* alone
    makes everything log in detail, libraries included, and copies it to standard error.

    Raises:
        OSError: *log_dir* cannot be made or written.
    """
    close()
    buffer = LogBuffer()
    handlers: list[logging.Handler] = [_BufferHandler(buffer)]
    if log_dir is not None:
        handlers.append(_file_handler(log_dir))
    if debug and sys.stderr is not None:
        handlers.append(_ErrorStreamHandler(sys.stderr))
    for handler in handlers:
        handler.setFormatter(_MaskingFormatter())
        logging.getLogger().addHandler(handler)
    _set_levels(debug, log_filter)
    return buffer


def close() -> None:
    """Ends what `setup` began and closes the file."""
    root = logging.getLogger()
    for handler in root.handlers[:]:
        if isinstance(handler, _Quiet):
            root.removeHandler(handler)
            handler.close()


def _set_levels(debug: bool, log_filter: Sequence[str]) -> None:
    everything = debug and not log_filter
    logging.getLogger().setLevel(logging.DEBUG if everything else logging.WARNING)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.NOTSET if everything else logging.WARNING)
    for name in _rooms():
        logging.getLogger(name).setLevel(logging.NOTSET)  # of an earlier filter
    logging.getLogger(ROOT).setLevel(logging.DEBUG if everything else logging.INFO)
    for name in log_filter:
        room = name.strip().removeprefix(f"{ROOT}.")
        if room:
            logging.getLogger(f"{ROOT}.{room}").setLevel(logging.DEBUG)


def _rooms() -> list[str]:
    return [name for name in logging.root.manager.loggerDict if name.startswith(f"{ROOT}.")]


class _MaskingFormatter(logging.Formatter):
    """Time in UTC, level, logger and masked text; further lines are indented."""

    def format(self, record: logging.LogRecord) -> str:
        at = _moment(record).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        text = self.text_of(record).replace("\n", "\n    ")
        return f"{at} {record.levelname} {record.name}: {text}"

    def text_of(self, record: logging.LogRecord) -> str:
        """The message with its exception and stack, masked, without control characters."""
        if (kept := record.__dict__.get(_KEPT)) is None:
            kept = record.__dict__[_KEPT] = self._masked(record)
        return str(kept)

    def _masked(self, record: logging.LogRecord) -> str:
        try:
            message = record.getMessage()
        except Exception as error:  # noqa: BLE001  (an argument's own __str__ may raise anything)
            # logging would print the bare arguments to standard error instead.
            message = f"{record.msg} [arguments not readable: {type(error).__name__}]"
        parts = [message]
        if record.exc_info:
            # Not through record.exc_text: other handlers would find what is kept there unmasked.
            parts.append(self.formatException(record.exc_info))
        elif record.exc_text:
            parts.append(record.exc_text)
        if record.stack_info:
            parts.append(self.formatStack(record.stack_info))
        return _clipped("\n".join(parts))


class _Quiet:
    """A handler whose own failure prints nothing: logging would print the arguments unmasked."""

    def handleError(self, record: logging.LogRecord) -> None:
        """A full disk or a listener that failed; the record is in the other handlers."""


class _BufferHandler(_Quiet, logging.Handler):
    def __init__(self, buffer: LogBuffer) -> None:
        super().__init__()
        self._buffer = buffer
        self._telling = threading.local()

    def emit(self, record: logging.LogRecord) -> None:
        formatter = self.formatter
        assert isinstance(formatter, _MaskingFormatter)
        text = formatter.text_of(record)
        line = LogLine(_moment(record), record.levelname, record.name, text)
        is_telling = getattr(self._telling, "now", False)  # a listener that logs would never end
        self._telling.now = True
        try:
            self._buffer.add(line, quietly=is_telling)
        except Exception:  # noqa: BLE001  (a listener is no part of the statement that logged)
            self.handleError(record)
        finally:
            self._telling.now = is_telling


class _ErrorStreamHandler(_Quiet, logging.StreamHandler[TextIO]):
    pass


class _PrivateFileHandler(_Quiet, logging.handlers.RotatingFileHandler):
    """A rotating file that only its owner can read, from the first byte."""

    def _open(self) -> io.TextIOWrapper:
        stream = open(  # noqa: SIM115  (Path has no opener; the handler closes it)
            self.baseFilename,
            self.mode,
            encoding=self.encoding,
            errors=self.errors,
            opener=_open_private,
        )
        assert isinstance(stream, io.TextIOWrapper)
        return stream


def _open_private(path: str, flags: int) -> int:
    descriptor = os.open(path, flags, 0o600)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, 0o600)  # an older file may have been laxer
    return descriptor


def _file_handler(log_dir: Path) -> logging.Handler:
    log_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    log_dir.chmod(0o700)
    return _PrivateFileHandler(
        log_dir / FILE_NAME,
        maxBytes=FILE_BYTES,
        backupCount=FILE_COUNT - 1,
        encoding="utf-8",
        errors="backslashreplace",
    )


def _moment(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


def _clipped(text: str) -> str:
    """*text*, masked and bounded; a secret cut in two by the bound does not show either half."""
    cut = text[: 4 * LINE_CHARACTERS]
    masked = redact(cut)
    if len(cut) < len(text):
        masked = masked[: -LINE_CHARACTERS // 4]
    shown = masked[:LINE_CHARACTERS]
    if len(cut) < len(text) or len(shown) < len(masked):
        shown += f" [… {len(text):,} characters]"
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", shown.replace("\r\n", "\n"))
