"""The codec of polling bodies: round trips, damage, and what servers really send."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facespace_desk.amigocloud.live import eio3
from facespace_desk.amigocloud.live.dialect import Dialect, OpenPacket
from facespace_desk.amigocloud.live.eio3 import Form, Packet

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40).map(lambda text: "4" + text)
PACKETS = st.lists(TEXTS | st.binary(max_size=40), min_size=1, max_size=20)


def text_body(packets: list[Packet]) -> bytes:
    """As engine.io 3 of Node writes it: lengths are those of JavaScript."""
    parts = []
    for packet in packets:
        text = packet if isinstance(packet, str) else "b4" + eio3.encode_4([packet])[1:]
        parts.append(f"{len(text.encode('utf-16-le')) // 2}:{text}")
    return "".join(parts).encode()


@given(PACKETS)
@example(["4ñ", "4🚌", "4\U0010ffff", b"", "4\x1e:12:", "4👨‍👩‍👧‍👦\u2028"])
def test_what_is_written_in_binary_is_read_again(packets: list[Packet]) -> None:
    assert eio3.decode_3(eio3.encode_3(packets)) == packets


@given(PACKETS)
@example(["4ñ", "4🚌", "4\U0010ffff", b"", "4\x1e:12:", "4👨‍👩‍👧‍👦\u2028"])
def test_what_is_written_as_text_is_read(packets: list[Packet]) -> None:
    assert eio3.decode_3(text_body(packets)) == packets


@given(PACKETS)
def test_revision_4_is_read_again_and_keeps_its_separator_apart(packets: list[Packet]) -> None:
    read = eio3.decode_4(eio3.encode_4(packets).encode())
    escaped = [
        packet.replace("\x1e", "\\u001e") if isinstance(packet, str) else packet
        for packet in packets
    ]
    assert read == escaped


@given(st.binary(max_size=200))
def test_any_bytes_are_packets_or_a_value_error(body: bytes) -> None:
    for decode in (eio3.decode_3, eio3.decode_4):
        try:
            packets = decode(body)
        except ValueError:
            continue
        assert all(isinstance(packet, str | bytes) for packet in packets)
    eio3.form_of(body)


@given(PACKETS, st.data())
def test_damaged_bodies_are_packets_or_a_value_error(
    packets: list[Packet], data: st.DataObject
) -> None:
    whole = data.draw(st.sampled_from([eio3.encode_3(packets), text_body(packets)]))
    at = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(st.sampled_from(["cut", "flip", "drop", "double"]))
    damaged = {
        "cut": whole[:at],
        "flip": whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :],
        "drop": whole[:at] + whole[at + 1 :],
        "double": whole[:at] + whole[at : at + 1] * 2 + whole[at + 1 :],
    }[damage]
    try:
        read = eio3.decode_3(damaged)
    except ValueError:
        return
    assert len(read) <= len(damaged)


@given(st.lists(TEXTS, min_size=1, max_size=10), st.binary(max_size=60))
def test_a_dialect_bears_whatever_comes(texts: list[str], data: bytes) -> None:
    for revision in (3, 4):
        dialect = Dialect(revision)
        for packet in (*texts, *(text[1:] for text in texts), data, data.decode("latin-1")):
            shown = dialect.inward(packet)
            # The library takes no packet that begins otherwise.
            assert shown is None or isinstance(shown, bytes) or re.match("[0-46]", shown)


def test_known_bodies_are_read() -> None:
    """wire/amigocloud.md 5.3 and notes of real servers."""
    hello = b"\x00\x01\x05\xff40/amigosocket,"
    assert eio3.decode_3(hello) == ["40/amigosocket,"]
    assert eio3.encode_3(["40/amigosocket,"]) == hello
    assert eio3.decode_3(b'9:0{"a":12}2:40') == ['0{"a":12}', "40"]
    assert eio3.decode_3("3:4🚌".encode()) == ["4🚌"]
    assert eio3.decode_3(b"\x01\x03\xff\x04\x01\x02") == [b"\x01\x02"]
    assert eio3.decode_3(b"\x00\x04\xff4\xc3(x") == ["4\ufffd(x"]


@pytest.mark.parametrize(
    ("body", "form"),
    [
        (b'\x00\x09\x07\xff0{"sid":', Form.BINARY_3),
        (b'97:0{"sid":"x"}2:40', Form.TEXT_3),
        (b'0{"sid":"x"}', Form.TEXT_4),
        (b"<!doctype html>", None),
        (b"", None),
        (b"ok", None),
        (b'{"code":5}', None),
    ],
)
def test_a_handshake_shows_the_form(body: bytes, form: Form | None) -> None:
    assert eio3.form_of(body) is form


@pytest.mark.parametrize(
    "packet",
    [
        "0",
        "0{}",
        "0[]",
        "1",
        b"0{}",
        '0{"sid":"","pingInterval":1,"pingTimeout":1}',
        '0{"sid":"x","pingInterval":0,"pingTimeout":1}',
        '0{"sid":"x","pingInterval":1e300,"pingTimeout":1}',
        '0{"sid":7,"pingInterval":1,"pingTimeout":1}',
        '0{"sid":"x","upgrades":"none","pingInterval":1,"pingTimeout":1}',
    ],
)
def test_a_handshake_without_sense_opens_nothing(packet: Packet) -> None:
    with pytest.raises(ValueError, match=r"."):
        OpenPacket.read(packet)


def test_a_session_id_cannot_add_to_the_address() -> None:
    opened = OpenPacket.read('0{"sid":"a&EIO=9 #/","pingInterval":25000,"pingTimeout":60000}')
    assert opened.sid_in_url == "a%26EIO%3D9%20%23%2F"


def test_heartbeats_of_revision_3_are_shown_turned_round() -> None:
    dialect = Dialect(3)
    assert dialect.outward("3") == "3"  # nothing was shown as a ping
    assert dialect.inward("3") == "2"
    assert dialect.outward("3") is None
    assert dialect.inward("3probe") == "3probe"
    assert (dialect.inward("40"), dialect.inward("40/a,{}")) == (None, "40/a")
    assert (dialect.outward("40/a,{}"), dialect.outward("40{}")) == ("40/a", None)
