"""Files, from the disk to the platform as one form, of any size (wire/voxel51.md 3.1 to 3.3).

Nothing of an upload is kept when it breaks off: it begins anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import mimetypes
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from facespace_desk.net.faults import Call
from facespace_desk.net.forms import StreamedForm
from facespace_desk.net.storage_sending import Body, Source
from facespace_desk.voxel51.calls import Calls, Progress, Question, Throttle
from facespace_desk.voxel51.errors import SERVICE

ANYTHING: Final = "application/octet-stream"
FILE_PART: Final = "file"
NONE: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True)
class Sending:
    """One file on its way: *filename* is what the service is told that it is called."""

    path: Path
    filename: str | None = None
    content_type: str | None = None  # None: guessed from the name
    progress: Progress | None = None  # bytes sent, and all of them
    throttle: Throttle | None = None


async def send_file(
    calls: Calls,
    segments: tuple[str, ...],
    operation: str,
    sending: Sending,
    *,
    fields: Mapping[str, str] = NONE,
    params: Mapping[str, str] = NONE,
) -> dict[str, Any]:
    """POST the file, then *fields*; the answer's object, empty where there is none.

    Cancelled, it stops at once: nothing is read or sent any more.

    Raises:
        APIError: it did not arrive; of kind USAGE when the file cannot be sent, or has changed.
    """
    try:
        size = await asyncio.to_thread(_size_of, calls, sending.path, operation)
        with contextlib.closing(Source(sending.path)) as source:
            call = Call(SERVICE, operation)
            body = Body(call, source, size, progress=sending.progress, throttle=sending.throttle)
            form = _form(calls, sending, body, fields, operation)
            question = Question("POST", segments, operation, params=params, upload=form)
            return await calls.ask_object(question, may_be_empty=True)
    except OSError as error:
        raise calls.of_disk(error, operation) from error


def content_type_of(filename: str) -> str:
    """By the extension, as the official client guesses it."""
    return mimetypes.guess_type(filename)[0] or ANYTHING


def _form(
    calls: Calls, sending: Sending, body: Body, fields: Mapping[str, str], operation: str
) -> StreamedForm:
    name = sending.filename or sending.path.name
    content_type = sending.content_type or content_type_of(name)
    try:
        return StreamedForm(FILE_PART, name, content_type, body, fields)
    except ValueError:
        words = "The name of the file is not readable text; rename it first."
        raise calls.wrong(words, operation) from None


def _size_of(calls: Calls, path: Path, operation: str) -> int:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise calls.wrong("It is not an ordinary file.", operation)
    if found.st_size == 0:
        raise calls.wrong("The file is empty; there is nothing to upload.", operation)
    return found.st_size
