"""Files, from the disk to AmigoCloud, whole or in chunks (wire/amigocloud.md 3.6).

What the service says that it has decides where the next chunk begins, so that an upload goes on
after a break, a restart or an answer that was lost. Only the last step, `complete`, makes
something of the bytes; the steps can be called one by one, for whoever keeps a journal.

Chunks begin with the 100,000 bytes of the official client and grow while the service takes them:
each costs a round trip. When a larger one is refused they are small again for good.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from facespace_desk.amigocloud import reading
from facespace_desk.amigocloud.calls import Question
from facespace_desk.amigocloud.errors import AmigoCloudError, wrong
from facespace_desk.amigocloud.records import UploadReceipt
from facespace_desk.amigocloud.upload_answers import (
    Point,
    failure_of,
    object_in,
    offset_in,
    point_after,
)
from facespace_desk.amigocloud.upload_files import OPERATION, UploadFile, checked_file, read_part
from facespace_desk.amigocloud.urls import Target
from facespace_desk.net.errors import ErrorKind
from facespace_desk.net.forms import FilePart, Form, multipart
from facespace_desk.net.http import Reply
from facespace_desk.net.storage import Progress, Throttle

SIMPLE_BELOW: Final = 8_000_000  # bytes; exactly that size goes in chunks
SIMPLE_S: Final = 3_600.0  # for all of it; the longest silence has a limit of its own
CHUNK_BYTES: Final = 100_000
LARGEST_CHUNK: Final = 16 * CHUNK_BYTES
FILE_PART: Final = "datafile"
RETRY_AFTER_MOST_S: Final = 30.0
CHUNK_WAIT_S: Final = 1.0  # before the one retry of a chunk
STUCK: Final = 3  # answers in a row that leave the offset where it was
_ALREADY: Final = "already"  # the service's word for a second `complete`
_GONE: Final = frozenset({404, 410})
_TOO_LARGE: Final = 413
_REPLY_BYTES: Final = 256 * 1024


@dataclass(frozen=True)
class Place:
    """Where a file goes, and what is said of it when it is there."""

    simple: Target
    chunked: Target
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def complete(self) -> Target:
        return Target(f"{self.chunked.path.rstrip('/')}/complete", self.chunked.query)


class UploadLost(AmigoCloudError):
    """The service does not know this upload any more; it can be begun anew."""

    default_kind = ErrorKind.NOT_FOUND


class AlreadyComplete(AmigoCloudError):
    """This upload was completed before; the answer to that was lost."""

    default_kind = ErrorKind.REFUSED


class OtherBytes(AmigoCloudError):
    """The service holds other bytes than the file has; it can be begun anew."""

    default_kind = ErrorKind.REFUSED


Checkpoint = Callable[[Point], Awaitable[None]]


class Asking(Protocol):
    """What an upload needs of the calls."""

    async def ask(self, question: Question) -> Reply: ...


class Uploads:
    """Uploads with one token. Belongs to the client's event loop."""

    def __init__(
        self,
        calls: Asking,
        *,
        chunk_bytes: int = CHUNK_BYTES,
        largest_chunk: int = LARGEST_CHUNK,
        wait_s: float = CHUNK_WAIT_S,
    ) -> None:
        self._calls = calls
        self._chunk_bytes = chunk_bytes
        self._largest = max(chunk_bytes, largest_chunk)
        self._wait_s = wait_s

    async def check(self, path: Path) -> UploadFile:
        """*path*, hashed. Raises AmigoCloudError when it is none to be uploaded."""
        return await asyncio.to_thread(checked_file, path)

    async def upload(
        self,
        place: Place,
        path: Path,
        *,
        force_chunked: bool = False,
        resume: Point | None = None,
        checkpoint: Checkpoint | None = None,
        progress: Progress | None = None,
        throttle: Throttle | None = None,
    ) -> UploadReceipt:
        """The whole of it: whole or in chunks as the size says, *resume* going on with the latter.

        An upload that the service has forgotten is begun anew, once.

        Raises:
            AmigoCloudError: it is not there.
        """
        file = await self.check(path)
        if resume is None and file.size < SIMPLE_BELOW and not force_chunked:
            return await self.simple(place, file, progress=progress, throttle=throttle)
        for is_last in (False, True):
            try:
                point = await self.chunks(
                    place,
                    file,
                    resume=resume,
                    checkpoint=checkpoint,
                    progress=progress,
                    throttle=throttle,
                )
                return await self._surely_completed(place, file, point)
            except (UploadLost, OtherBytes):
                if is_last:
                    raise
                resume = None
        raise AssertionError("the last attempt returns or raises")

    async def _surely_completed(
        self, place: Place, file: UploadFile, point: Point
    ) -> UploadReceipt:
        """As `complete`, once more when nobody knows whether it was taken."""
        try:
            return await self.complete(place, file, point)
        except AmigoCloudError as error:
            if not error.is_uncertain:
                raise
        await asyncio.sleep(self._wait_s)
        try:
            return await self.complete(place, file, point)
        except AlreadyComplete:
            return UploadReceipt()  # what the first answer said is lost

    # the steps

    async def simple(
        self,
        place: Place,
        file: UploadFile,
        *,
        progress: Progress | None = None,
        throttle: Throttle | None = None,
    ) -> UploadReceipt:
        """The file as one form. Never sent again by itself: nobody knows whether it arrived."""
        content = await asyncio.to_thread(read_part, file, 0, file.size)
        if throttle is not None:
            await throttle(len(content))
        form = _form(place.fields, FilePart(file.name, content))
        question = Question(
            "POST",
            place.simple,
            OPERATION,
            content=form.body,
            headers=form.headers,
            total_s=SIMPLE_S,
        )
        reply = await self._calls.ask(question)
        if progress is not None:
            progress(file.size, file.size)
        return reading.receipt(object_in(reply))

    async def chunks(
        self,
        place: Place,
        file: UploadFile,
        *,
        resume: Point | None = None,
        checkpoint: Checkpoint | None = None,
        progress: Progress | None = None,
        throttle: Throttle | None = None,
    ) -> Point:
        """All bytes, from where *resume* says, or rather from where the service says.

        *checkpoint* is awaited after each chunk.

        Raises:
            UploadLost: it cannot go on with *resume*, or with what it began.
            AmigoCloudError: the bytes are not all there.
        """
        point = resume if resume is not None and resume.offset <= file.size else None
        size, stuck, furthest = self._chunk_bytes, 0, -1
        while point is None or point.offset < file.size:
            offset = 0 if point is None else point.offset
            content = await asyncio.to_thread(read_part, file, offset, size)
            if throttle is not None:
                await throttle(len(content))
            reply = await self._chunk(place, file, point, content)
            if reply is None:  # it does not want so much at once
                self._largest = size = self._chunk_bytes
                continue
            point = reply
            stuck = stuck + 1 if point.offset <= furthest else 0
            furthest = max(furthest, point.offset)
            if stuck >= STUCK or point.offset > file.size:
                words = "The service does not take the bytes in any order that makes sense."
                raise AmigoCloudError(words, operation=OPERATION, kind=ErrorKind.NOT_THIS_PROTOCOL)
            if point.offset == offset + len(content):
                size = min(2 * size, self._largest)
            if checkpoint is not None:
                await checkpoint(point)
            if progress is not None:
                progress(point.offset, file.size)
        return point

    async def complete(self, place: Place, file: UploadFile, point: Point) -> UploadReceipt:
        """Have the service make something of the bytes.

        Raises:
            AlreadyComplete: that was done before.
            OtherBytes: the service has other bytes, or not all.
            UploadLost: it knows nothing of them any more.
            AmigoCloudError: it could not be done; perhaps it was, if `is_uncertain`.
        """
        body = {
            "filename": file.name,
            **place.fields,
            "upload_id": point.upload_id,
            "md5": file.md5,
        }
        question = Question(
            "POST",
            place.complete,
            OPERATION,
            json=body,
            allow_status=(400, *_GONE),
        )
        reply = await self._calls.ask(question)
        if reply.status < 300:
            return reading.receipt(object_in(reply))
        failure = failure_of(reply)
        if reply.status in _GONE:
            raise UploadLost(failure.message, operation=OPERATION, status=reply.status)
        if _ALREADY in failure.message.casefold():
            raise AlreadyComplete(failure.message, operation=OPERATION, status=reply.status)
        if "md5" in failure.message.casefold() or offset_in(reply) is not None:
            raise OtherBytes(failure.message, operation=OPERATION, status=reply.status)
        raise failure

    async def _chunk(
        self, place: Place, file: UploadFile, point: Point | None, content: bytes
    ) -> Point | None:
        """Send one chunk, and once more if need be; None when it is too large for the service."""
        try:
            return await self._send_chunk(place, file, point, content)
        except AmigoCloudError as error:
            wait_s = error.retry_after_s or self._wait_s
            is_worth = error.is_uncertain or error.status == 429 or error.retryable
            if not is_worth or wait_s > RETRY_AFTER_MOST_S:
                raise
        await asyncio.sleep(wait_s)
        return await self._send_chunk(place, file, point, content)

    async def _send_chunk(
        self, place: Place, file: UploadFile, point: Point | None, content: bytes
    ) -> Point | None:
        offset = 0 if point is None else point.offset
        fields = {} if point is None else {"upload_id": point.upload_id}
        form = _form(fields, FilePart(FILE_PART, content))
        span = f"bytes {offset}-{offset + len(content) - 1}/{file.size}"
        question = Question(
            "POST",
            place.chunked,
            OPERATION,
            content=form.body,
            headers={**form.headers, "Content-Range": span},
            allow_status=(400, *_GONE, _TOO_LARGE),
            body_bytes=_REPLY_BYTES,
        )
        reply = await self._calls.ask(question)
        is_grown = len(content) > self._chunk_bytes
        if reply.status < 300:
            return point_after(reply, point, offset + len(content))
        if reply.status in _GONE and point is not None:
            words = failure_of(reply).message
            raise UploadLost(words, operation=OPERATION, status=reply.status)
        there = offset_in(reply)
        if reply.status == 400 and there is not None and point is not None:
            return Point(point.upload_id, there)  # it took more, or less, than we have heard of
        if is_grown and reply.status in (400, _TOO_LARGE):
            return None
        raise failure_of(reply)


def _form(fields: Mapping[str, str], file: FilePart) -> Form:
    try:
        return multipart(fields, {FILE_PART: file})
    except UnicodeEncodeError:
        raise wrong("A text that goes with the file has half a character.", OPERATION) from None
