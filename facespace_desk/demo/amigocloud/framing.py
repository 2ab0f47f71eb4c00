"""Bodies of Engine.IO polling: the binary and the text form of protocol 3, and that of protocol 4.

A packet is text, its first character the type, or the bytes of a binary message without a type.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable

Packet = str | bytes
_MESSAGE = b"\x04"  # the type of a binary message in protocol 3
_SEPARATOR = "\x1e"
_END = 0xFF
_LONGEST_NUMBER = 310  # digits; what JavaScript still takes for a number


def to_body(packets: Iterable[Packet], protocol: int, *, is_binary: bool) -> tuple[bytes, str]:
    """A body and its content type."""
    if protocol == 4:
        return _SEPARATOR.join(map(_text4, packets)).encode(
            "utf-8", "replace"
        ), "text/plain; charset=UTF-8"
    if is_binary:
        return b"".join(map(_binary3, packets)), "application/octet-stream"
    texts = (_text3(packet) for packet in packets)
    body = "".join(f"{units(text)}:{text}" for text in texts)
    return body.encode("utf-8", "replace"), "text/plain; charset=UTF-8"


def from_body(body: bytes, protocol: int) -> list[Packet]:
    """The packets in it.

    Raises:
        ValueError: it is damaged.
    """
    if not body:
        raise ValueError("an empty body")
    if protocol == 4:
        return [_packet(text, "b") for text in body.decode().split(_SEPARATOR)]
    return _from_binary(body) if body[0] in (0, 1) else _from_text(body.decode())


def units(text: str) -> int:
    """Length as JavaScript counts it, in units of UTF-16."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def _text4(packet: Packet) -> str:
    return packet if isinstance(packet, str) else "b" + base64.b64encode(packet).decode()


def _text3(packet: Packet) -> str:
    return packet if isinstance(packet, str) else "b4" + base64.b64encode(packet).decode()


def _binary3(packet: Packet) -> bytes:
    content = packet.encode("utf-8", "replace") if isinstance(packet, str) else _MESSAGE + packet
    kind = b"\0" if isinstance(packet, str) else b"\1"
    digits = bytes(int(digit) for digit in str(len(content)))
    return kind + digits + bytes([_END]) + content


def _packet(text: str, mark: str) -> Packet:
    """A packet of a text body, where binary ones begin with *mark*."""
    if not text:
        raise ValueError("an empty packet")
    if not text.startswith(mark):
        return text
    try:
        return base64.b64decode(text[len(mark) :], validate=True)
    except binascii.Error as error:
        raise ValueError("broken base64") from error


def _from_binary(body: bytes) -> list[Packet]:
    found: list[Packet] = []
    at = 0
    while at < len(body):
        kind, end = body[at], body.find(_END, at, at + _LONGEST_NUMBER)
        digits = body[at + 1 : end]
        if kind > 1 or end < 0 or not digits or max(digits) > 9:
            raise ValueError("a damaged head")
        size = int("".join(map(str, digits)))
        content = body[end + 1 : end + 1 + size]
        if len(content) != size or not content:
            raise ValueError("a packet is cut short")
        found.append(content.decode() if kind == 0 else content[1:])
        at = end + 1 + size
    return found


def _from_text(body: str) -> list[Packet]:
    wide = body.encode("utf-16-le", "surrogatepass")
    found: list[Packet] = []
    at = 0
    while at < len(wide):
        colon = wide.find(b":\0", at)
        digits = wide[at:colon].decode("utf-16-le", "replace") if colon >= 0 else ""
        if not (digits.isascii() and digits.isdecimal() and len(digits) < 12):
            raise ValueError("a damaged head")
        at = colon + 2 + 2 * int(digits)
        if at > len(wide):
            raise ValueError("a packet is cut short")
        found.append(_packet(wide[colon + 2 : at].decode("utf-16-le", "surrogatepass"), "b4"))
    return found
