"""Bodies of polling in Engine.IO 3 and 4: many packets in one piece.

A packet is a text that begins with its type, or the bytes of a binary message. Source: the
engine.io protocol, revisions 3 and 4; wire/amigocloud.md 5.3. Servers of revision 3 send two forms:

    binary   00 or 01 (bytes), the length in bytes as decimal digits of one byte each, FF, packet
    text     the length in UTF-16 units as text, ":", packet; "b4" and base64 for bytes

Bytes that are no UTF-8 are read as U+FFFD: they spoil one packet, not the line.
"""

from __future__ import annotations

import base64
import binascii
import enum
import re

Packet = str | bytes

LENGTH_DIGITS = 10  # a body of more than 10 GB is none
_SEPARATOR = "\x1e"  # between packets of revision 4
_TEXT_LENGTH = re.compile(r"([0-9]{1,10}):", re.ASCII)
_TEXT, _BYTES, _END = 0, 1, 0xFF
_MESSAGE = 4


class Form(enum.Enum):
    """How a server puts packets into a body."""

    BINARY_3 = "binary, as Socket.IO 1.x sends it"
    TEXT_3 = "text, as Socket.IO 2.x sends it"
    TEXT_4 = "revision 4"


def form_of(body: bytes) -> Form | None:
    """The form of a handshake's body; None when it is no handshake."""
    if body[:2] == b"0{":
        return Form.TEXT_4
    if body[:1] in (b"\x00", b"\x01"):
        return Form.BINARY_3
    if re.match(rb"[0-9]{1,10}:0\{", body):
        return Form.TEXT_3
    return None


def decode_3(body: bytes) -> list[Packet]:
    """The packets of a body in either form of revision 3.

    Raises:
        ValueError: the body is damaged, or is something else.
    """
    if body[:1] in (b"\x00", b"\x01"):
        return _decode_binary(body)
    return _decode_text(body.decode("utf-8", "replace"))


def encode_3(packets: list[Packet]) -> bytes:
    """*packets* in the binary form, which every server of revision 3 takes."""
    parts: list[bytes] = []
    for packet in packets:
        if isinstance(packet, bytes):
            kind, content = _BYTES, bytes((_MESSAGE,)) + packet
        else:
            kind, content = _TEXT, packet.encode("utf-8", "replace")
        digits = bytes(int(digit) for digit in str(len(content)))
        parts += [bytes((kind,)), digits, bytes((_END,)), content]
    return b"".join(parts)


def decode_4(body: bytes) -> list[Packet]:
    """The packets of a body of revision 4.

    Raises:
        ValueError: a binary packet is no base64.
    """
    texts = body.decode("utf-8", "replace").split(_SEPARATOR)
    return [from_base64(text[1:]) if text[:1] == "b" else text for text in texts]


def encode_4(packets: list[Packet]) -> str:
    """*packets* as one body of revision 4.

    A separator inside a packet is written as JSON's escape for it; bare it is in no valid JSON.
    """
    return _SEPARATOR.join(
        "b" + base64.b64encode(packet).decode("ascii")
        if isinstance(packet, bytes)
        else packet.replace(_SEPARATOR, "\\u001e")
        for packet in packets
    )


def from_base64(text: str) -> bytes:
    """Raises ValueError when *text* is no base64."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("a binary packet is no base64") from error


def _decode_binary(body: bytes) -> list[Packet]:
    packets: list[Packet] = []
    at, size = 0, len(body)
    while at < size:
        kind = body[at]
        end = body.find(_END, at + 1, at + 2 + LENGTH_DIGITS)
        if kind not in (_TEXT, _BYTES) or end < at + 2:
            raise ValueError("a packet of a binary body has no length")
        length = 0
        for digit in body[at + 1 : end]:
            if digit > 9:
                raise ValueError("a length in a binary body is no number")
            length = 10 * length + digit
        at = end + 1 + length
        if length == 0 or at > size:
            raise ValueError("a packet of a binary body is empty or cut")
        packets.append(_binary_packet(kind, body[end + 1 : at]))
    return packets


def _binary_packet(kind: int, content: bytes) -> Packet:
    if kind == _TEXT:
        return content.decode("utf-8", "replace")
    if content[0] not in (_MESSAGE, ord("4")):
        raise ValueError("a binary packet is no message")
    return content[1:]


def _decode_text(body: str) -> list[Packet]:
    # With one unit for each character a length is an index; else the units must be counted.
    is_wide = not body.isascii() and max(body, default="") > "\uffff"
    units = body.encode("utf-16-le", "surrogatepass") if is_wide else b""
    packets: list[Packet] = []
    at, size = 0, len(units) // 2 if is_wide else len(body)
    while at < size:
        head = units[2 * at : 2 * (at + LENGTH_DIGITS + 1)].decode("utf-16-le", "replace")
        found = _TEXT_LENGTH.match(head) if is_wide else _TEXT_LENGTH.match(body, at)
        if found is None:
            raise ValueError("a packet of a text body has no length")
        length = int(found[1])
        start = at + len(found[0])
        at = start + length
        if length == 0 or at > size:
            raise ValueError("a packet of a text body is empty or cut")
        piece = units[2 * start : 2 * at]
        text = piece.decode("utf-16-le", "replace") if is_wide else body[start:at]
        packets.append(from_base64(text[2:]) if text[:2] == "b4" else text)
    return packets
