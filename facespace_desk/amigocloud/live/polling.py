"""Requests of polling: handshakes, polls and posts, each within its limits.

What the answers mean for the line is `session`'s to say.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

import aiohttp

from facespace_desk.amigocloud.live import eio3
from facespace_desk.amigocloud.live.dialect import OpenPacket
from facespace_desk.amigocloud.live.eio3 import Form, Packet
from facespace_desk.amigocloud.live.endings import InFlight
from facespace_desk.amigocloud.live.records import Protocol
from facespace_desk.amigocloud.live.troubles import TooLarge, of_failure, of_status, trouble
from facespace_desk.amigocloud.live.way import Way
from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind

_EIO = re.compile(r"(?<=[?&])EIO=[0-9](?=&|$)")
_BINARY = {"Content-Type": "application/octet-stream"}
_TEXT = {"Content-Type": "text/plain; charset=UTF-8"}


def speaking(url: str, revision: int) -> str:
    """*url*, asking for *revision* of Engine.IO."""
    return _EIO.sub(f"EIO={revision}", url)


def read_body(body: bytes, revision: int) -> list[Packet]:
    """The packets of an answer; at least one. Raises ValueError."""
    if not body:
        raise ValueError("an answer without packets")
    return eio3.decode_4(body) if revision == 4 else eio3.decode_3(body)


@dataclass(frozen=True)
class Handshake:
    """What an opened session agreed on; `rest` came with it."""

    revision: int
    form: Form
    opened: OpenPacket
    rest: list[Packet]
    url: str  # for polls and posts


class Polling:
    """The requests of one attempt, by *http*, which its maker closes after all *in_flight*."""

    def __init__(self, http: aiohttp.ClientSession, way: Way, in_flight: InFlight) -> None:
        self._http = http
        self._in_flight = in_flight
        self._proxy = way.proxy
        self._limits = way.limits
        self._posting = asyncio.Lock()  # overlapping posts are an error in engine.io

    async def shake_hands(self, url: str, protocol: Protocol) -> Handshake:
        """Opens a session in the revision that the server speaks. Raises ServiceError."""
        revisions: tuple[int, ...] = (4, 3) if protocol == "auto" else (protocol,)
        status, body = 0, b""
        for revision in revisions:
            status, body = await self._ask("GET", speaking(url, revision), self._limits.answer_s)
            if status != 400:
                break
        if status != 200:
            raise of_status(status)
        form = eio3.form_of(body)
        if form is None:
            words = tr("The answer is no handshake of Socket.IO.")
            raise trouble(ErrorKind.NOT_THIS_PROTOCOL, words)
        revision = 4 if form is Form.TEXT_4 else 3
        if protocol not in ("auto", revision):
            words = tr(
                "The server speaks Engine.IO {revision}; the profile asks for another.",
                revision=revision,
            )
            raise trouble(ErrorKind.NOT_THIS_PROTOCOL, words)
        try:
            first, *rest = read_body(body, revision)
            opened = OpenPacket.read(first)
        except (ValueError, RecursionError):
            words = tr("The handshake of Socket.IO cannot be read.")
            raise trouble(ErrorKind.NOT_THIS_PROTOCOL, words) from None
        address = f"{speaking(url, revision)}&sid={opened.sid_in_url}"
        return Handshake(revision, form, opened, rest, address)

    async def poll(self, url: str, opened: OpenPacket) -> tuple[int, bytes]:
        """Status and body, as late as the server may answer. Raises ServiceError."""
        limit_s = (opened.ping_interval + opened.ping_timeout) / 1000 + self._limits.slack_s
        return await self._ask("GET", url, limit_s)

    async def post(self, url: str, packets: list[Packet], revision: int) -> int:
        """The status of the answer. Raises ServiceError."""
        if revision == 4:
            body, headers = eio3.encode_4(packets).encode("utf-8", "replace"), _TEXT
        else:
            body, headers = eio3.encode_3(packets), _BINARY
        async with self._posting:
            status, _ = await self._ask("POST", url, self._limits.answer_s, body, headers)
        return status

    async def _ask(
        self,
        method: str,
        url: str,
        limit_s: float,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, bytes]:
        read = bytearray()
        try:
            async with (
                self._in_flight.limited(limit_s),
                self._http.request(
                    method,
                    url,
                    data=body,
                    headers=headers,
                    proxy=self._proxy,
                    allow_redirects=False,
                ) as response,
            ):
                async for block in response.content.iter_any():
                    read += block
                    if len(read) > self._limits.packet_bytes:
                        raise TooLarge("too large")
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise of_failure(error) from None
        return response.status, bytes(read)
