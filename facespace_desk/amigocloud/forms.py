"""Bodies of requests as multipart forms (RFC 7578), names escaped as browsers do."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

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


def multipart(fields: Mapping[str, str], files: Mapping[str, FilePart]) -> Form:
    """The text parts, then the files. Raises ValueError when a text is half a character."""
    boundary = f"desk-{secrets.token_hex(16)}"  # nobody can put it into a file beforehand
    pieces: list[bytes] = []
    for name, text in fields.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{_escaped(name)}"\r\n\r\n'
        pieces += [head.encode(), text.encode(), b"\r\n"]
    for name, file in files.items():
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{_escaped(name)}"; '
            f'filename="{_escaped(file.filename)}"\r\nContent-Type: {file.content_type}\r\n\r\n'
        )
        pieces += [head.encode(), file.content, b"\r\n"]
    pieces.append(f"--{boundary}--\r\n".encode())
    return Form(b"".join(pieces), f"multipart/form-data; boundary={boundary}")


def _escaped(text: str) -> str:
    return _TO_ESCAPE.sub(lambda found: _ESCAPES[found[0]], text)
