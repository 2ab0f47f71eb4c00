"""Typed decoding at the edge; whatever is wrong with a body becomes a BadPayload."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from facespace_desk.language import tr
from facespace_desk.net.errors import BadPayload

T = TypeVar("T")

THREAD_BYTES = 256 * 1024  # larger bodies are decoded in a thread
BATCH_BYTES = 128 * 1024  # decoding holds the interpreter lock for about a millisecond

_BOM = b"\xef\xbb\xbf"
_BLANK = re.compile(rb"[ \t\r\n]*+")
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_STRINGS = re.compile(
    rb'(?:[ \t\r\n]*+"[^"\\]*+(?:\\.[^"\\]*+)*+"[ \t\r\n]*+,){1,4096}+', re.DOTALL
)
_MARK = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{},]', re.DOTALL)


async def parse_json(body: bytes, type: type[T], *, service: str, operation: str) -> T:  # noqa: A002
    """*body* as *type*, decoded in a thread when it is large.

    One call of the decoder holds the interpreter lock from beginning to end (0.8 s for 75 MB seen);
    what may grow to megabytes is better read with `json_lists` inside a thread.

    Raises:
        BadPayload: not JSON, or of another shape; names the field's path.
    """
    if len(body) > THREAD_BYTES:
        return await asyncio.to_thread(decode_json, body, type, service, operation)
    return decode_json(body, type, service, operation)


def decode_json(body: bytes, type: type[T], service: str, operation: str) -> T:  # noqa: A002
    """*body* as *type*, here and now. Of a repeated member the last one counts.

    Raises:
        BadPayload: not JSON, or of another shape; names the field's path.
    """
    try:
        return msgspec.json.decode(body.removeprefix(_BOM), type=type)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        message, cause = _words(body, error), _bare(error)
    raise BadPayload(message, service=service, operation=operation) from cause


def json_lists(body: bytes, *, service: str, operation: str) -> Iterator[tuple[str, object]]:
    """The members of a JSON object whose values are long lists, in pieces.

    Yields (key, list) as often as needed until a list is complete, at least once for each member;
    a value that is no list comes whole. Run it in a thread: between two pieces the interpreter lock
    is free, so that 64 MiB do not freeze the window.

    Raises:
        BadPayload: not a JSON object.
    """
    reader = _ListReader(body)
    try:
        yield from reader.members()
        return
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        message, cause = _words(body, error), _bare(error)
    raise BadPayload(message, service=service, operation=operation) from cause


class _ListReader:
    """Finds the seams of `{"key": [item, ...], ...}` and has the decoder read what lies between."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._at = len(_BOM) if body.startswith(_BOM) else 0

    def members(self) -> Iterator[tuple[str, object]]:
        self._take(b"{")
        if not self._found(b"}"):
            while True:
                key = self._key()
                yield from ((key, value) for value in self._values())
                if self._found(b"}"):
                    break
                self._take(b",")
        self._blank()
        if self._at != len(self._body):
            raise self._broken()

    def _values(self) -> Iterator[object]:
        if not self._found(b"["):
            yield msgspec.json.decode(self._span())
            return
        if self._found(b"]"):
            yield []
            return
        is_open = True
        while is_open:
            start = self._at
            is_open = self._advance()
            end = self._at - 1  # of the comma or bracket
            yield msgspec.json.decode(b"[%b]" % self._body[start:end])

    def _advance(self) -> bool:
        """Moves behind the comma after a batch of items; False behind the closing bracket."""
        goal = self._at + BATCH_BYTES
        while self._at < goal:
            strings = _STRINGS.match(self._body, self._at, goal)
            if strings:
                self._at = strings.end()
                continue
            if not self._span().strip():
                raise self._broken()
            if self._found(b"]"):
                return False
            self._take(b",")
        return True

    def _span(self) -> bytes:
        """One value of any kind, up to the mark that ends it."""
        start = self._at
        depth = 0
        for mark in _MARK.finditer(self._body, start):
            first = mark[0][:1]
            if first in b"[{":
                depth += 1
            elif first in b"]},":
                if depth == 0:
                    self._at = mark.start()
                    return self._body[start : self._at]
                depth -= first != b","
        raise self._broken()

    def _key(self) -> str:
        self._blank()
        found = _STRING.match(self._body, self._at)
        if found is None:
            raise self._broken()
        self._at = found.end()
        self._take(b":")
        return msgspec.json.decode(found[0], type=str)

    def _found(self, mark: bytes) -> bool:
        self._blank()
        if self._body.startswith(mark, self._at):
            self._at += 1
            return True
        return False

    def _take(self, mark: bytes) -> None:
        if not self._found(mark):
            raise self._broken()

    def _blank(self) -> None:
        found = _BLANK.match(self._body, self._at)
        assert found is not None  # it matches nothing, too
        self._at = found.end()

    def _broken(self) -> msgspec.DecodeError:
        return msgspec.DecodeError(f"JSON is malformed (byte {self._at})")


def _words(body: bytes, error: Exception) -> str:
    start = body[:64].removeprefix(_BOM).lstrip()
    if not start:
        return tr("The answer is empty.")
    if start.startswith(b"<"):
        return tr("The answer is a web page, not data.")
    if isinstance(error, RecursionError):
        return tr("The answer is nested too deeply.")
    if isinstance(error, msgspec.ValidationError):
        return tr("The answer has another shape: {error}.", error=error)
    return tr("The answer is not valid JSON.")


def _bare(error: Exception) -> Exception:
    """A cause that does not keep the body, as a UnicodeDecodeError does."""
    return ValueError("invalid UTF-8") if isinstance(error, UnicodeDecodeError) else error
