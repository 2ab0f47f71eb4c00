"""Bodies of requests as multipart forms (RFC 7578), names escaped as browsers do.

Small ones are made in memory; a form around a file of any size is made while it is sent.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import httpx

from facespace_desk.net.storage_sending import Body

_ESCAPES: Final = {'"': "%22", "\r": "%0D", "\n": "%0A"}
_TO_ESCAPE: Final = re.compile(r'["\r\n]')


@dataclass(frozen=True)
class FilePart:
    """A file in a form; *filename* is what the other side is told that it is called."""

    filename: str
    content: bytes = field(repr=False)
    content_type: str = "application/octet-stream"


@dataclass(frozen=True)
class Form:
    """A body, and the header that says how it is to be read."""

    body: bytes = field(repr=False)
    content_type: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Content-Type": self.content_type}


class StreamedForm(httpx.AsyncByteStream):
    """A form around one file, which is read while it is sent; it can be sent once.

    No generator, which would be left behind when a connection breaks.
    """

    def __init__(
        self,
        name: str,
        filename: str,
        content_type: str,
        file: Body,
        fields: Mapping[str, str],
    ) -> None:
        """The file's part is called *name*; the text parts of *fields* follow it.

        Raises:
            ValueError: a text is half a character.
        """
        boundary = _boundary()
        head = _file_head(boundary, name, filename, content_type)
        tail = b"".join(_text_part(boundary, *each) for each in fields.items())
        self._pieces = [head, b"\r\n" + tail + _end(boundary)]
        self._file = file
        self._is_begun = False
        self.headers = {
            "Content-Type": _content_type(boundary),
            "Content-Length": str(file.size + sum(map(len, self._pieces))),
        }

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        if not self._is_begun:
            self._is_begun = True
            return self._pieces.pop(0)
        if not self._pieces:
            raise StopAsyncIteration
        try:
            return await anext(self._file)
        except StopAsyncIteration:
            return self._pieces.pop()


def multipart(
    fields: Mapping[str, str], files: Mapping[str, FilePart], *, files_first: bool = False
) -> Form:
    """The text parts, then the files. Raises ValueError when a text is half a character."""
    boundary = _boundary()
    texts = [_text_part(boundary, *each) for each in fields.items()]
    parts: list[bytes] = []
    for name, file in files.items():
        head = _file_head(boundary, name, file.filename, file.content_type)
        parts += [head, file.content, b"\r\n"]
    pieces = [*parts, *texts] if files_first else [*texts, *parts]
    return Form(b"".join([*pieces, _end(boundary)]), _content_type(boundary))


def _boundary() -> str:
    return f"desk-{secrets.token_hex(16)}"  # nobody can put it into a file beforehand


def _content_type(boundary: str) -> str:
    return f"multipart/form-data; boundary={boundary}"


def _text_part(boundary: str, name: str, text: str) -> bytes:
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{_escaped(name)}"\r\n\r\n'
    return head.encode() + text.encode() + b"\r\n"


def _file_head(boundary: str, name: str, filename: str, content_type: str) -> bytes:
    return (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{_escaped(name)}"; '
        f'filename="{_escaped(filename)}"\r\nContent-Type: {content_type}\r\n\r\n'
    ).encode()


def _end(boundary: str) -> bytes:
    return f"--{boundary}--\r\n".encode()


def _escaped(text: str) -> str:
    return _TO_ESCAPE.sub(lambda found: _ESCAPES[found[0]], text)
