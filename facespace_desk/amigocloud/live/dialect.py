"""What packets of one Engine.IO connection mean, for a library that believes in revision 4.

python-engineio 5 and later speak revision 4 only. `inward` turns what a server sends into what a
server of revision 4 would have sent, `outward` the reverse; both also keep away from the library
what it cannot bear. No input or output here; one object for each connection.

    revision 3                           shown as
    the server's pong, "3"               its ping, "2"; the library's answer to it goes nowhere
    "40", unasked                        nothing
    "40/ns,..." without a session id     "40/ns"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

import msgspec

from facespace_desk.amigocloud.live.eio3 import Form, Packet

PING, PONG, NOOP, CLOSE = "2", "3", "6", "1"
PROBE_ANSWER = "3probe"
LONGEST_WAIT_MS = 3_600_000  # an hour; a server that wants more is mistaken
LIBRARY_SLACK_MS = 10_000

_KNOWN = frozenset("0126")  # open, close, ping, noop
_MESSAGE = re.compile(r"4[0-6]")
_JOINED = re.compile(r"40(/[^,?]*)[,?]?")

_DIALECTS = {
    Form.BINARY_3: "Engine.IO 3 in binary (Socket.IO 1.x)",
    Form.TEXT_3: "Engine.IO 3 in text (Socket.IO 2.x)",
    Form.TEXT_4: "Engine.IO 4 (Socket.IO 3 or 4)",
}


class OpenPacket(msgspec.Struct, rename="camel"):
    """What a handshake agrees on; times in milliseconds."""

    sid: str
    ping_interval: float
    ping_timeout: float
    upgrades: list[str] = []

    @classmethod
    def read(cls, packet: Packet) -> OpenPacket:
        """Raises ValueError when *packet* opens nothing."""
        if not isinstance(packet, str) or packet[:1] != "0":
            raise ValueError("the first packet does not open a session")
        found = msgspec.json.decode(packet[1:].encode("utf-8", "replace"), type=cls)
        times = (found.ping_interval, found.ping_timeout)
        if not found.sid or not all(0 < time <= LONGEST_WAIT_MS for time in times):
            raise ValueError("the handshake has no session or senseless times")
        return found

    @property
    def sid_in_url(self) -> str:
        return quote(self.sid, safe="")

    def text(self) -> str:
        """As revision 4 writes it; the session id can stand in an address."""
        content = {
            "sid": self.sid_in_url,
            "upgrades": self.upgrades,
            "pingInterval": max(1, round(self.ping_interval)),
            # The session judges; the library, which says less, would be as quick.
            "pingTimeout": max(1, round(self.ping_timeout)) + LIBRARY_SLACK_MS,
        }
        return "0" + msgspec.json.encode(content).decode()


def describe(revision: int, form: Form | None) -> str:
    """The dialect in words for the operator."""
    return _DIALECTS[form] if form is not None else f"Engine.IO {revision}"


@dataclass
class Dialect:
    """*revision* is 3 or 4. `skipped` counts packets that mean nothing."""

    revision: int
    skipped: int = 0
    pongs_owed: int = 0  # answers of the library that must not leave

    def inward(self, packet: Packet) -> Packet | None:
        """What the library gets to see of *packet*; None: nothing."""
        if isinstance(packet, bytes) or packet == PROBE_ANSWER:
            return packet
        if _MESSAGE.match(packet):
            return self._message(packet)
        if self.revision == 3 and packet[:1] in (PING, PONG):
            # A ping of the server is rare, and no answer is expected; a pong is shown as its ping.
            self.pongs_owed += packet[:1] == PONG
            return PING if packet[:1] == PONG else None
        if packet[:1] in _KNOWN:
            return packet
        self.skipped += 1
        return None

    def outward(self, packet: Packet) -> Packet | None:
        """What leaves of the library's *packet*; None: nothing."""
        if self.revision == 4 or isinstance(packet, bytes):
            return packet
        if packet == PONG and self.pongs_owed:
            self.pongs_owed -= 1
            return None
        if packet.startswith("40"):
            found = _JOINED.match(packet)
            return f"40{found[1]}" if found else None
        return packet

    def _message(self, packet: str) -> Packet | None:
        if self.revision == 3 and packet.startswith("40"):
            found = _JOINED.match(packet)
            return f"40{found[1]}" if found else None
        return packet
