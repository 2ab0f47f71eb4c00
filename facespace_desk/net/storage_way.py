"""The way to storage: names resolved and checked, connections kept for one name each.

The rules are those of `outside`, with two more: https everywhere but on this computer, and a
service on this computer only may lead to files on it. A connection goes to the very address that
was checked, and is used again for the same name only, since its certificate was checked for it.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import urllib.request
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import truststore

from facespace_desk.language import tr
from facespace_desk.net import faults
from facespace_desk.net.address_range import Address, Range, read_address
from facespace_desk.net.errors import ErrorKind
from facespace_desk.net.faults import Call
from facespace_desk.net.outside import Resolve
from facespace_desk.net.proxy import ProxyChoice
from facespace_desk.net.storage_url import StorageUrl

ADDRESSES = 3  # tried for one name, one after the other
NAMES_KEPT = 8  # whose connections are kept open
IDLE_S = 15.0


@dataclass(frozen=True)
class Outgoing:
    """One request, as it is to travel; `content` and `headers` are everything there is."""

    call: Call
    method: str
    url: StorageUrl
    headers: Mapping[str, str]
    content: httpx.AsyncByteStream | None = None
    timeouts: Mapping[str, float | None] = field(default_factory=dict)


@dataclass
class _Line:
    """The connections to one address, for one name."""

    transport: httpx.AsyncHTTPTransport
    users: int = 0


class Way:
    """Requests to storage. Belongs to one event loop."""

    def __init__(
        self,
        *,
        allow_loopback: bool,
        allow_private: bool,
        proxy: ProxyChoice,
        connections: int,
        resolve: Resolve | None,
        range_of: Callable[[Address], Range],
        ssl_context: ssl.SSLContext | None,
    ) -> None:
        self._allow_loopback = allow_loopback
        self._allow_private = allow_private
        self._proxy = proxy
        self._connections = connections
        self._resolve = resolve or _resolve
        self._range_of = range_of
        self._ssl_context = ssl_context
        self._lines: dict[tuple[str, str, int, str, str | None], _Line] = {}
        self._is_closed = False

    @asynccontextmanager
    async def answer(self, outgoing: Outgoing) -> AsyncIterator[httpx.Response]:
        """Status and headers of the first address that takes the connection; the body is open.

        Raises:
            ServiceError: the address is not allowed, or nobody answers.
        """
        call, url = outgoing.call, outgoing.url
        proxy = self._proxy_for(call, url)
        hosts = await self._checked_hosts(call, url, proxy)
        for number, host in enumerate(hosts, start=1):
            line = await self._line(url, host, proxy)
            line.users += 1
            try:
                response = await self._ask(outgoing, line, host, is_last=number == len(hosts))
                if response is None:
                    continue
                try:
                    yield response
                finally:
                    await response.aclose()
                return
            finally:
                line.users -= 1

    async def close(self) -> None:
        self._is_closed = True
        lines, self._lines = self._lines, {}
        for line in lines.values():
            await line.transport.aclose()

    async def _ask(
        self, outgoing: Outgoing, line: _Line, host: str, *, is_last: bool
    ) -> httpx.Response | None:
        """None when the connection was not taken, and there is another address to try."""
        request = _request(outgoing, host)
        try:
            response = await line.transport.handle_async_request(request)
        except httpx.HTTPError as error:
            if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout) and not is_last:
                return None
            failure, cause = faults.of_httpx(error, outgoing.call), faults.harmless(error)
        else:
            response.request = request
            return response
        raise failure from cause

    async def _checked_hosts(self, call: Call, url: StorageUrl, proxy: str | None) -> Sequence[str]:
        """Where the connection may go to; never empty."""
        is_named_to_proxy = proxy is not None and not proxy.lower().startswith("socks")
        literal = read_address(url.host)
        found = [literal] if literal is not None else await self._addresses_of(url)
        if not found:
            if is_named_to_proxy and url.scheme == "https":
                return [url.host]  # networks with a proxy often have no names of the world outside
            raise call.error(ErrorKind.HOST_NOT_FOUND, tr("The name of the storage was not found."))
        ranges = [self._range_of(address) for address in found]
        allowed = [
            address
            for address, leads_to in zip(found, ranges, strict=True)
            if self._is_allowed(url, leads_to)
        ]
        if not allowed:
            raise call.error(ErrorKind.BLOCKED, _why_not(url, ranges[0]))
        if is_named_to_proxy:
            return [url.host]
        return [str(address) for address in allowed[:ADDRESSES]]

    def _is_allowed(self, url: StorageUrl, leads_to: Range) -> bool:
        if leads_to is Range.THIS_COMPUTER:
            return self._allow_loopback
        if url.scheme != "https":
            return False
        return leads_to is Range.PUBLIC or (self._allow_private and leads_to.is_private)

    async def _addresses_of(self, url: StorageUrl) -> list[Address]:
        try:
            texts = await self._resolve(url.host, url.port)
        except (OSError, UnicodeError):
            texts = ()
        found = [address for text in texts if (address := read_address(text)) is not None]
        return list(dict.fromkeys(found))

    def _proxy_for(self, call: Call, url: StorageUrl) -> str | None:
        """What is on this computer stays on it; http goes nowhere else."""
        if url.scheme == "http":
            return None
        if not self._proxy.follows_system:
            return self._proxy.url
        found = urllib.request.getproxies().get(url.scheme)
        if found is None or urllib.request.proxy_bypass(url.host):
            return None
        try:
            return ProxyChoice.parse(found if "://" in found else f"http://{found}").url
        except ValueError:
            words = tr("The proxy settings of this computer cannot be used.")
            raise call.error(ErrorKind.UNREACHABLE, words) from None

    async def _line(self, url: StorageUrl, host: str, proxy: str | None) -> _Line:
        if self._is_closed:
            raise RuntimeError("the way to storage is closed")
        key = (url.scheme, url.host, url.port, host, proxy)
        line = self._lines.pop(key, None) or _Line(self._transport(proxy))
        self._lines[key] = line  # the last used is the last
        idle = [each for each, found in self._lines.items() if found.users == 0 and each != key]
        for old in idle[: max(0, len(self._lines) - NAMES_KEPT)]:
            await self._lines.pop(old).transport.aclose()
        return line

    def _transport(self, proxy: str | None) -> httpx.AsyncHTTPTransport:
        if self._ssl_context is None:
            self._ssl_context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        return httpx.AsyncHTTPTransport(
            verify=self._ssl_context,
            trust_env=False,
            limits=httpx.Limits(
                max_connections=None,
                max_keepalive_connections=self._connections,
                keepalive_expiry=IDLE_S,
            ),
            proxy=proxy,
        )


async def _resolve(host: str, port: int) -> Sequence[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def _request(outgoing: Outgoing, host: str) -> httpx.Request:
    """A request to *host*, the checked address, for what is at the URL, byte for byte."""
    url = outgoing.url
    target = url.target.encode("ascii")
    place = httpx.URL(scheme=url.scheme, host=host, port=url.port, raw_path=target)
    extensions: dict[str, Any] = {
        "timeout": {**outgoing.timeouts, "pool": None},
        "sni_hostname": url.host,
    }
    if place.raw_path != target:  # httpx would write it in another way
        if host == url.host and read_address(host) is None:  # told to a proxy, which it confuses
            words = tr("The address of the file cannot be sent through a proxy.")
            raise outgoing.call.error(ErrorKind.USAGE, words)
        extensions["target"] = target
    return httpx.Request(
        outgoing.method,
        place,
        headers={"Host": url.authority, **outgoing.headers},
        stream=outgoing.content or httpx.ByteStream(b""),
        extensions=extensions,
    )


def _why_not(url: StorageUrl, leads_to: Range) -> str:
    if leads_to is Range.PUBLIC:
        return tr("The file is offered over plain http; only https is allowed.")
    if url.scheme == "http" and leads_to is not Range.THIS_COMPUTER:
        return tr(
            "The address of the file is plain http and leads to {range}.", range=leads_to.words
        )
    return tr(
        "The address of the file leads to {range}, which is not allowed.", range=leads_to.words
    )
