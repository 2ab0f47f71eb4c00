"""Files that the service names by an address: exports, and pictures (wire 3.2, 3.5; AC-3, AC-15).

At the own origin they are fetched with the token. An export may lie in foreign storage; it is
fetched from there without the token, and by the rules of `net.storage`. A name that a server gives
to a file is reduced to a base name, and never takes the place of a file that is there.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from facespace_desk.amigocloud.calls import Calls, Question
from facespace_desk.amigocloud.errors import (
    AmigoCloudError,
    ForeignAddress,
    of_disk,
    translated,
)
from facespace_desk.amigocloud.urls import Target, safe_base_name
from facespace_desk.net.body import too_large
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.faults import Call
from facespace_desk.net.file_names import safe_file_name
from facespace_desk.net.storage import Progress, Storage
from facespace_desk.pictures.raster import PictureTrouble
from facespace_desk.pictures.signatures import HEAD_BYTES, format_of

CAP_BYTES: Final = 2 * 2**30
PICTURE_BYTES: Final = 8 * 2**20
BLOCK_BYTES: Final = 256 * 1024
OPERATION: Final = "download"
FALLBACK: Final = "export"
_DIGITS: Final = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class Downloaded:
    """A file that is here; `with_token` is whether it came from the service itself."""

    path: Path
    size: int
    content_type: str
    with_token: bool


class Links:
    """Fetches what addresses lead to. Belongs to the client's event loop."""

    def __init__(self, calls: Calls, storage: Storage) -> None:
        self._calls = calls
        self._storage = storage

    async def picture(self, target: Target, *, cap_bytes: int = PICTURE_BYTES) -> bytes:
        """The bytes of a picture at the own origin.

        Raises:
            AmigoCloudError: it cannot be had, is too large, or is none.
        """
        question = Question("GET", target, "picture", body_bytes=cap_bytes)
        reply = await self._calls.ask(question)
        try:
            format_of(reply.body[:HEAD_BYTES])
        except PictureTrouble as trouble:
            raise AmigoCloudError(
                trouble.words, operation="picture", kind=ErrorKind.NOT_A_PICTURE
            ) from trouble
        return reply.body

    async def file(
        self,
        address: str,
        folder: Path,
        *,
        name: str | None = None,
        cap_bytes: int = CAP_BYTES,
        progress: Progress | None = None,
    ) -> Downloaded:
        """What is at *address*, as a new file in *folder*: called *name*, or else as the server
        says, with a number where that is taken.

        Raises:
            AmigoCloudError: it cannot be had or written; nothing of it is left behind.
        """
        part: Path | None = None
        try:
            part = await asyncio.to_thread(_new_part, folder)
            try:
                target = self._calls.addresses.resolve(address, OPERATION)
            except ForeignAddress:
                got = await self._from_elsewhere(address, part, cap_bytes, progress)
            else:
                got = await self._from_service(target, part, cap_bytes, progress)
            wanted = name or got.name or safe_base_name(urlsplit(address).path)
            path = await asyncio.to_thread(_placed, part, folder, wanted)
        except OSError as error:
            raise of_disk(error, OPERATION) from error
        finally:
            if part is not None:
                with suppress(OSError):
                    part.unlink(missing_ok=True)
        return Downloaded(path, got.size, got.content_type, got.with_token)

    async def _from_service(
        self, target: Target, part: Path, cap_bytes: int, progress: Progress | None
    ) -> _Got:
        async with self._calls.stream(target, OPERATION) as answer:
            if answer.size is not None and answer.size > cap_bytes:
                raise _too_large(cap_bytes)
            async with aclosing(answer.pieces()) as arriving:
                size = await _written(arriving, part, cap_bytes, answer.size, progress)
            headers = answer.headers
        message = Message()
        message["content-disposition"] = headers.get("content-disposition", "")
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        return _Got(size, kind, message.get_filename() or "", with_token=True)

    async def _from_elsewhere(
        self, address: str, part: Path, cap_bytes: int, progress: Progress | None
    ) -> _Got:
        try:
            received = await self._storage.get_file(
                address, part, cap_bytes=cap_bytes, operation=OPERATION, progress=progress
            )
        except ServiceError as error:
            raise translated(error) from error
        return _Got(received.size, received.content_type, "", with_token=False)


@dataclass(frozen=True)
class _Got:
    size: int
    content_type: str
    name: str
    with_token: bool


async def _written(
    pieces: AsyncGenerator[bytes, None],
    part: Path,
    cap_bytes: int,
    size: int | None,
    progress: Progress | None,
) -> int:
    count, block = 0, bytearray()
    async for piece in pieces:
        count += len(piece)
        if count > cap_bytes:
            raise _too_large(cap_bytes)
        block += piece
        if len(block) >= BLOCK_BYTES:
            await asyncio.to_thread(_append, part, bytes(block))
            block.clear()
            if progress is not None:
                progress(count, size)
    await asyncio.to_thread(_append, part, bytes(block))
    if progress is not None:
        progress(count, size)
    return count


def _append(part: Path, block: bytes) -> None:
    with part.open("ab") as file:
        file.write(block)


def _new_part(folder: Path) -> Path:
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".amigocloud.", suffix=".part")
    os.close(descriptor)
    return Path(name)


def _placed(part: Path, folder: Path, wanted: str) -> Path:
    """*part* under a free name like *wanted*."""
    stem, suffix = safe_file_name(wanted, FALLBACK)
    number = 1
    while True:
        count = f" ({number})" if number > 1 else ""
        path = folder / f"{stem}{count}{suffix}"
        try:
            path.touch(exist_ok=False)  # ours from here on, whoever else writes into the folder
        except FileExistsError:
            number += 1
            continue
        part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
        return path


def _too_large(cap_bytes: int) -> AmigoCloudError:
    return translated(too_large(Call("AmigoCloud", OPERATION), cap_bytes))
