"""What opens something is taken out of events on both ways by which packets are read."""

from __future__ import annotations

import json

import pytest

from facespace_desk.amigocloud.live.packets import ITEM, LivePacket, PlainEvents
from facespace_desk.amigocloud.live.records import LiveEvent
from facespace_desk.amigocloud.masking import without_likely_secrets
from facespace_desk.net.redaction import MASK

SPACE = "/amigosocket"
SECRET = "5f2e9a"
EVENTS = (
    {"websocket_session": SECRET, "userid": 42},
    {"data": [{"photo": f"https://cloud.example.test/p?size=s&token={SECRET}&a=1"}]},
    {"note": json.dumps({"websocket_session": SECRET})},  # JSON within JSON
)


def by_the_library(text: str) -> LiveEvent:
    packet = LivePacket()
    packet.decode(text[1:])  # without Engine.IO's own head
    name, item = packet.data
    assert name == ITEM
    return item


@pytest.mark.parametrize("data", EVENTS)
def test_a_secret_is_masked_and_all_else_stays(data: dict[str, object]) -> None:
    text = f"42{SPACE},{json.dumps(['told', data])}"
    plain = PlainEvents(SPACE).read(text)
    assert plain is not None
    masked = json.loads(json.dumps(data).replace(SECRET, MASK))
    assert plain.data == masked
    assert by_the_library(text).data == masked


def test_a_packet_that_cannot_be_read_shows_no_secret_either() -> None:
    packet = LivePacket()
    packet.decode(f'2{SPACE},["told",{{"websocket_session":"{SECRET}"')
    assert SECRET not in repr(packet.data)


@pytest.mark.parametrize("text", ["a token of thanks", '{"tokens": 3}', '{"token": "word"}'])
def test_a_word_that_opens_nothing_stays(text: str) -> None:
    assert without_likely_secrets(text) == text
