"""Multipart forms read as they arrive; no part is ever held as a whole (RFC 7578)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from email.message import Message
from urllib.parse import unquote

from facespace_desk.demo.voxel51.account import Refused

_HEAD_BYTES = 16_384
_TEXT_BYTES = 65_536


class Form:
    """The parts of a body, one after the other: `async for part in form`, each read to its end."""

    def __init__(self, content_type: str, body: AsyncIterator[bytes]) -> None:
        """
        Raises:
            Refused: it is no multipart form.
        """
        boundary = _parameter("Content-Type", content_type, "boundary")
        if not content_type.lower().startswith("multipart/form-data") or not boundary:
            raise Refused(400, "The body must be a multipart form")
        self._mark = b"\r\n--" + boundary.encode("latin-1")
        self._body = body
        self._buffer = bytearray(b"\r\n")  # so that the first boundary looks like the others

    async def __aiter__(self) -> AsyncIterator[Part]:
        async for _nothing in self._until(self._mark):
            pass
        while await self._next_part():
            part = Part(await self._head(), self._until(self._mark))
            yield part
            async for _left in part.pieces:
                pass
        async for _rest in self._body:
            pass

    async def _next_part(self) -> bool:
        """Behind a boundary: whether another part comes."""
        while len(self._buffer) < 2:
            await self._more()
        sign = bytes(self._buffer[:2])
        del self._buffer[:2]
        return sign == b"\r\n"

    async def _head(self) -> str:
        while (end := self._buffer.find(b"\r\n\r\n")) < 0:
            if len(self._buffer) > _HEAD_BYTES:
                raise Refused(400, "The form is damaged")
            await self._more()
        head = bytes(self._buffer[:end])
        del self._buffer[: end + 4]
        return head.decode("utf-8", "replace")

    async def _until(self, mark: bytes) -> AsyncIterator[bytes]:
        """What comes before *mark*; that is taken out too."""
        while (end := self._buffer.find(mark)) < 0:
            free = len(self._buffer) - len(mark) + 1
            if free > 0:
                piece = bytes(self._buffer[:free])
                del self._buffer[:free]
                yield piece
            await self._more()
        piece = bytes(self._buffer[:end])
        del self._buffer[: end + len(mark)]
        if piece:
            yield piece

    async def _more(self) -> None:
        piece = await anext(self._body, None)
        if piece is None:
            raise Refused(400, "The form ends too early")
        self._buffer += piece


class Part:
    """One part; `pieces` are its content."""

    def __init__(self, head: str, pieces: AsyncIterator[bytes]) -> None:
        self.pieces = pieces
        self.name = self.file_name = ""
        self.type = "text/plain"
        for line in head.split("\r\n"):
            name, _, value = line.partition(":")
            if name.lower() == "content-disposition":
                self.name = _parameter("Content-Disposition", value.strip(), "name") or ""
                self.file_name = _file_name(value.strip())
            elif name.lower() == "content-type":
                self.type = value.strip()

    async def content(self, most: int = _TEXT_BYTES) -> bytes:
        """All of it.

        Raises:
            Refused: it is longer than *most*.
        """
        found = bytearray()
        async for piece in self.pieces:
            found += piece
            if len(found) > most:
                raise Refused(413, f"The part {self.name!r} is too large")
        return bytes(found)


def _file_name(disposition: str) -> str:
    """`filename*` wins over `filename`; browsers' %22 is a quotation mark."""
    encoded = re.search(r"filename\*=utf-8''([^;]+)", disposition, re.IGNORECASE)
    if encoded:
        return unquote(encoded[1])
    plain = re.search(r'filename="((?:\\.|[^"\\])*)"', disposition)
    if plain:
        return re.sub(r'\\(["\\])', r"\1", plain[1]).replace("%22", '"')
    return _parameter("Content-Disposition", disposition, "filename") or ""


def _parameter(header: str, value: str, name: str) -> str | None:
    message = Message()
    message[header] = value
    found = message.get_param(name, header=header.lower())
    return found if isinstance(found, str) else None
