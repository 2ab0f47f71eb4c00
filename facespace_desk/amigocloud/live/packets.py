"""Packets of Socket.IO as the feed wants them: each event becomes an item, none an exception.

python-socketio takes a packet class of one's own (`serializer`). Ours reads what arrives: the
library calls the handler of ITEM with one argument, a LiveEvent or an Unreadable. Left to itself
the library would raise in a task of its own for each packet that cannot be read.
"""

from __future__ import annotations

import json
import re
import time

import msgspec
from socketio import packet as wire

from facespace_desk.amigocloud.live.records import LiveEvent, Unreadable
from facespace_desk.amigocloud.masking import without_likely_secrets

ITEM = "item"  # the one event that a handler needs
START_CHARACTERS = 200
ATTACHMENTS = 1_000
ATTACHMENT_BYTES = 64 * 2**20  # of one event

_HEAD = re.compile(
    r"([0-6])(?:([0-9]{1,9})-)?(?:(/[^,?]*)(?:\?[^,]*)?(?:,|\Z))?([0-9]{1,18})?", re.ASCII
)
_WITH_ATTACHMENTS = re.compile(r"4[56]([0-9]{1,9})-", re.ASCII)
_decode = msgspec.json.Decoder().decode


class _Misread(Exception):
    """Why a packet is no packet, in words without anything that the server chose."""


class LivePacket(wire.Packet):  # type: ignore[misc]  # the library has no types
    """Events arrive as `[ITEM, item]`; packets that leave are the library's."""

    _text = ""
    _attached = 0

    def decode(self, encoded_packet: object) -> int:
        """How many attachments follow."""
        if not isinstance(encoded_packet, str):
            self._spoil("bytes arrived that belong to no event")
            return 0
        # A server may send a ticket back, and addresses with the token in them (AC-2, AC-11):
        # neither may come into a list, a store or an export.
        self._text = without_likely_secrets(encoded_packet)
        try:
            return self._read(self._text)
        except _Misread as error:
            self._spoil(str(error))
            return 0

    def add_attachment(self, attachment: object) -> bool:
        """Whether the event is complete, for better or worse."""
        if not isinstance(attachment, bytes):
            self._spoil("text arrived in place of its attachments", with_attachments=True)
            return True
        self._attached += len(attachment)
        if self._attached > ATTACHMENT_BYTES:
            self._spoil("its attachments are too large", with_attachments=True)
            return True
        try:
            if not super().add_attachment(attachment):
                return False
            if self.packet_type == wire.BINARY_EVENT:
                self._make_item()
        except (_Misread, ValueError, IndexError, TypeError, RecursionError):
            self._spoil("its attachments do not fit", with_attachments=True)
        return True

    def _read(self, text: str) -> int:
        """How many attachments follow. Raises _Misread."""
        head = _HEAD.match(text)
        if head is None:
            raise _Misread("it is of no known kind")
        kind, attachments = int(head[1]), int(head[2] or 0)
        rest = text[head.end() :]
        self.packet_type = kind
        self.namespace = head[3]
        self.id = int(head[4]) if head[4] else None
        self.data = _json(rest) if rest else None
        if kind == wire.EVENT:
            self._make_item()
        elif kind == wire.CONNECT and not isinstance(self.data, dict):
            self.data = None
        elif kind == wire.ACK and not isinstance(self.data, list):
            raise _Misread("an acknowledgement of nothing")
        elif kind in (wire.BINARY_EVENT, wire.BINARY_ACK):
            if not 0 < attachments <= ATTACHMENTS:
                raise _Misread("its number of attachments cannot be")
            return attachments
        return 0

    def _make_item(self) -> None:
        item = _event(self.data, _size(self._text) + self._attached)
        if item is None:
            raise _Misread("it has no name")
        self.data = [ITEM, item]

    def _spoil(self, why: str, *, with_attachments: bool = False) -> None:
        self.packet_type = wire.BINARY_EVENT if with_attachments else wire.EVENT
        self.id = None
        start = "".join(
            letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}"
            for letter in self._text[:START_CHARACTERS]
        )
        item = Unreadable(now_ms(), f"A packet was skipped: {why}.", start, _size(self._text))
        self.data = [ITEM, item]


class PlainEvents:
    """Reads the events of *namespace* that are nothing but an event: most of all packets.

    The library makes two tasks of each packet. With thousands a second that costs more than all
    else, and each turn of the loop may have to wait for the window's thread.
    """

    def __init__(self, namespace: str) -> None:
        self._head = f"42{namespace},"
        self._due = 0  # attachments that the library waits for

    def read(self, packet: str | bytes) -> LiveEvent | None:
        """None when the library has to look at it: it has or is attachments, an acknowledgement is
        wanted, something is wrong with it, or it is no event."""
        if isinstance(packet, bytes):
            self._due = max(0, self._due - 1)
            return None
        is_due, self._due = self._due > 0, 0
        if is_due or not packet.startswith(self._head):
            with_attachments = _WITH_ATTACHMENTS.match(packet)
            if with_attachments is not None and not is_due:
                self._due = int(with_attachments[1])
            return None
        try:
            data = _decode(without_likely_secrets(packet)[len(self._head) :])
        except (ValueError, RecursionError):
            return None
        return _event(data, _size(packet))


def _event(data: object, size: int) -> LiveEvent | None:
    """None when *data* has no name."""
    if not isinstance(data, list) or not data or not isinstance(data[0], str):
        return None
    first = data[1] if len(data) > 1 else None
    return LiveEvent(now_ms(), data[0], first, size, isinstance(first, dict), tuple(data[2:]))


def _json(text: str) -> object:
    """The values in *text*. Half a surrogate pair, which is no character, becomes U+FFFD."""
    try:
        return _decode(text)
    except (ValueError, RecursionError):
        pass  # it is stricter than JavaScript: half a pair, huge numbers, NaN
    try:
        lenient = json.loads(text)
        whole = json.dumps(lenient, ensure_ascii=False)
    except (ValueError, RecursionError):
        raise _Misread("its JSON is malformed") from None
    units = whole.encode("utf-16-le", "surrogatepass")
    return json.loads(units.decode("utf-16-le", "replace"))


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def now_ms() -> int:
    """Epoch milliseconds by this computer's clock."""
    return round(time.time() * 1000)
