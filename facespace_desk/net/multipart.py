"""The first picture of a stream of pictures: multipart/x-mixed-replace, as cameras send it.

Cameras agree on little: the boundary comes with or without its dashes, lines end in CR LF or LF,
and a part may or may not say how long it is.
"""

from __future__ import annotations

import re

MEDIA_TYPE = "multipart/x-mixed-replace"
HEAD_BYTES = 16 * 1024  # what comes before a picture; more is no stream of pictures
_DASHES = 8  # and a line end: what may stand before the boundary's own text

_BOUNDARY = re.compile(r"""(?i);\s*boundary\s*=\s*(?:"([^"]*)"|([^\s;]*))""")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


class NoPart(ValueError):
    """The stream is not made of parts."""


class FirstPart:
    """Takes a stream piece by piece until its first part is whole."""

    def __init__(self, content_type: str) -> None:
        """*content_type* is the header of the whole answer."""
        self._token = _token(content_type)
        self._delimiter = re.compile(rb"\r?\n-{0,6}" + re.escape(self._token))
        self._taken = bytearray()
        self._searched = 0
        self._length: int | None = None
        self._has_head = False
        self.media_type = ""
        self.body = b""

    @property
    def count(self) -> int:
        """How many bytes are held."""
        return len(self._taken)

    @property
    def length(self) -> int | None:
        """How long the part says it is; None while or when it does not say."""
        return self._length

    def feed(self, piece: bytes) -> bool:
        """Whether the part is whole now, and in `body`.

        Raises:
            NoPart: this cannot become one.
        """
        self._taken += piece
        if not self._has_head and not self._take_head():
            return False
        end = self._end()
        if end is None:
            return False
        self.body = bytes(self._taken[:end])
        return True

    def _take_head(self) -> bool:
        begin, blank = self._taken.find(self._token), None
        if begin >= 0:
            blank = _BLANK_LINE.search(self._taken, begin + len(self._token))
        if blank is None:
            if len(self._taken) > HEAD_BYTES:
                raise NoPart
            return False
        lines = self._taken[begin : blank.start()].decode("latin-1").splitlines()[1:]
        fields = {
            name.strip().lower(): value.strip()
            for name, colon, value in (line.partition(":") for line in lines)
            if colon
        }
        self.media_type = media_type_of(fields.get("content-type", ""))
        text = fields.get("content-length", "")
        if text.isascii() and text.isdigit() and 0 < len(text) <= 18:
            self._length = int(text)
        del self._taken[: blank.end()]
        self._has_head = True
        return True

    def _end(self) -> int | None:
        if self._length is not None:
            return self._length if len(self._taken) >= self._length else None
        begin = max(0, self._searched - len(self._token) - _DASHES)
        found = self._delimiter.search(self._taken, begin)
        self._searched = len(self._taken)
        return None if found is None else found.start()


def media_type_of(content_type: str) -> str:
    """The media type in a Content-Type header, in lower case and without parameters."""
    return content_type.partition(";")[0].strip().lower()


def _token(content_type: str) -> bytes:
    found = _BOUNDARY.search(content_type)
    text = (found[1] or found[2] or "") if found else ""
    return (text.strip().lstrip("-") or "--").encode("latin-1", "replace")
