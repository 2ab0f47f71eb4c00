"""Fetches addresses that were found in data: the still of a camera, a background picture.

Whoever wrote the data chose the address, so it is treated as an attacker's: http and https only,
no credentials, cookies or referer, and no way into this computer or a private network unless the
profile allows it. A name is resolved here, once for each request, and the connection goes to the
very address that was checked; TLS and the Host header keep the name. Redirections are checked like
the first address. Through a SOCKS proxy the checked address travels, too. An HTTP proxy must be
given the name: it is resolved and checked here before, but what the proxy makes of it is not seen.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

import httpx
import truststore

from facespace_desk import __version__
from facespace_desk.language import tr
from facespace_desk.net import faults
from facespace_desk.net.address_range import Address, Range, Reach, range_of, read_address
from facespace_desk.net.body import Progress, pieces, read_body, too_large
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.multipart import MEDIA_TYPE, FirstPart, NoPart, media_type_of
from facespace_desk.net.outside_errors import OutsideCall, OutsideError
from facespace_desk.net.outside_url import OutsideUrl
from facespace_desk.net.proxy import ProxyChoice

__all__ = ["Fetched", "Outside", "OutsideError", "OutsideLimits", "Progress"]

log = logging.getLogger("desk.net")

REDIRECTS = 3
THE_CAMERA = tr("The camera")
ADDRESSES = 3  # tried for one name, one after the other
_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Gives the addresses of a host name; raises OSError when there are none."""


@dataclass(frozen=True)
class OutsideLimits:
    """How long and how large. `read_s` is the longest silence, `total_s` is for everything from
    the name to the last byte, redirections included."""

    connect_s: float = 5.0
    read_s: float = 10.0
    total_s: float = 20.0
    body_bytes: int = 16 * 2**20


@dataclass(frozen=True)
class Fetched:
    """What an address gave; whether it is a picture is for the decoder to say.

    `content_type` is in lower case without parameters, empty when unsaid. `url_shown` is the last
    address, without user, query and fragment. `is_stream`: it is the first picture of a stream.
    """

    body: bytes = field(repr=False)
    content_type: str
    elapsed_s: float
    status: int
    url_shown: str
    is_stream: bool = False


class Outside:
    """Requests to anybody; one connection for each, none is kept."""

    def __init__(
        self,
        what: str = THE_CAMERA,
        *,
        reach: Reach = Reach.PUBLIC,
        proxy: str | None = None,
        connections: int = 8,
        resolve: Resolve | None = None,
        range_of: Callable[[Address], Range] = range_of,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        """*what* is the subject of all words. *reach* is the profile's choice. *proxy* is as in
        `ProxyChoice`; those of the operating system are not followed. More requests than
        *connections* wait for their turn. *resolve*, *range_of* and *ssl_context* are for tests.

        Raises:
            ValueError: *proxy* cannot be read.
        """
        self._what = what
        self._reach = reach
        self._proxy = ProxyChoice.parse(proxy).url
        self._turns = asyncio.Semaphore(connections)
        self._resolve = resolve or _resolve
        self._range_of = range_of
        self._ssl_context = ssl_context
        self._transport: httpx.AsyncHTTPTransport | None = None
        self._is_closed = False

    async def fetch(
        self,
        url: str,
        *,
        operation: str = "picture",
        limits: OutsideLimits | None = None,
        progress: Progress | None = None,
    ) -> Fetched:
        """What is at *url*; of a stream of pictures the first one.

        *progress* hears of bytes so far and the total, if known, at most ten times a second.

        Raises:
            OutsideError: a ServiceError whose `message` and `explain()` are fit for an operator
                and name neither user nor query of an address.
        """
        limits = limits or OutsideLimits()
        call = OutsideCall(self._what, operation)
        async with self._turns:
            started = time.monotonic()
            try:
                async with asyncio.timeout(limits.total_s):
                    fetched = await self._follow(call, _readable(call, url), limits, progress)
            except TimeoutError as error:
                words = tr(
                    "{what} was not done within {seconds:g} s.",
                    what=self._what,
                    seconds=limits.total_s,
                )
                raise call.error(ErrorKind.TIMED_OUT, words) from error
        elapsed_s = time.monotonic() - started
        log.debug("outside, %s: %d bytes in %.1f s", operation, len(fetched.body), elapsed_s)
        return replace(fetched, elapsed_s=elapsed_s)

    async def close(self) -> None:
        """Closes all connections; nothing can be fetched any more."""
        self._is_closed = True
        transport, self._transport = self._transport, None
        if transport is not None:
            await transport.aclose()

    async def _follow(
        self, call: OutsideCall, url: OutsideUrl, limits: OutsideLimits, progress: Progress | None
    ) -> Fetched:
        for _ in range(REDIRECTS + 1):
            addresses = await self._checked_addresses(call, url)
            response = await self._begin(call, url, addresses, limits)
            try:
                status = response.status_code
                if status in _REDIRECTIONS:
                    url = _next(call, url, response)
                elif status != 200:
                    raise call.of_status(status)
                else:
                    return await _read(call, url, response, limits, progress)
            finally:
                await response.aclose()
        raise call.error(
            ErrorKind.REDIRECTED, tr("{what} sends us on again and again.", what=self._what)
        )

    async def _checked_addresses(self, call: OutsideCall, url: OutsideUrl) -> list[Address]:
        """Where the connection may go to; never empty."""
        literal = read_address(url.host)
        found = [literal] if literal is not None else await self._addresses_of(call, url)
        ranges = [self._range_of(address) for address in found]
        allowed = [
            address
            for address, leads_to in zip(found, ranges, strict=True)
            if self._reach.allows(leads_to)
        ]
        if not allowed:
            words = (
                tr(
                    "{host} leads to {range}, which this profile does not allow.",
                    host=url.host,
                    range=ranges[0].words,
                )
                if ranges[0].is_private
                else tr("{host} leads to {range}.", host=url.host, range=ranges[0].words)
            )
            raise call.error(ErrorKind.BLOCKED, words)
        return allowed[:ADDRESSES]

    async def _addresses_of(self, call: OutsideCall, url: OutsideUrl) -> list[Address]:
        try:
            texts = await self._resolve(url.host, url.port)
        except (OSError, UnicodeError):
            texts = ()
        found = [address for text in texts if (address := read_address(text)) is not None]
        if not found:
            raise call.error(
                ErrorKind.HOST_NOT_FOUND, tr("The name {host} was not found.", host=url.host)
            )
        return list(dict.fromkeys(found))

    async def _begin(
        self,
        call: OutsideCall,
        url: OutsideUrl,
        addresses: Sequence[Address],
        limits: OutsideLimits,
    ) -> httpx.Response:
        """Status and headers, from the first of *addresses* that answers at all."""
        transport = self._open_transport()
        hosts = [url.host] if self._is_named_to_proxy else [str(address) for address in addresses]
        for host in hosts:
            request = _request(url, host, limits)
            try:
                response = await transport.handle_async_request(request)
            except httpx.HTTPError as error:
                failure, cause = _failure(call, error, limits), faults.harmless(error)
                if not isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
                    break
            else:
                response.request = request
                return response
        raise failure from cause

    @property
    def _is_named_to_proxy(self) -> bool:
        return self._proxy is not None and not self._proxy.lower().startswith("socks")

    def _open_transport(self) -> httpx.AsyncHTTPTransport:
        if self._is_closed:
            raise RuntimeError("the way outside is closed")
        if self._transport is None:
            self._transport = httpx.AsyncHTTPTransport(
                verify=self._ssl_context or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
                trust_env=False,
                # None is kept: its certificate was checked for one of the names at that address.
                limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
                proxy=self._proxy,
            )
        return self._transport


async def _resolve(host: str, port: int) -> Sequence[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def _readable(call: OutsideCall, text: str) -> OutsideUrl:
    try:
        return OutsideUrl.parse(text)
    except ValueError as error:
        raise call.error(ErrorKind.USAGE, str(error)) from None


def _request(url: OutsideUrl, host: str, limits: OutsideLimits) -> httpx.Request:
    """A request to *host*, the checked address, for what is at *url*."""
    return httpx.Request(
        "GET",
        httpx.URL(scheme=url.scheme, host=host, port=url.port, raw_path=url.target.encode("ascii")),
        headers={
            "Host": url.authority,
            "User-Agent": f"FaceSpaceDesk/{__version__}",
            "Accept": "image/*,*/*;q=0.1",
            "Accept-Encoding": "identity",  # pictures are compressed already
            "Connection": "close",
        },
        extensions={
            "timeout": {
                "connect": limits.connect_s,
                "read": limits.read_s,
                "write": limits.read_s,
                "pool": None,
            },
            "sni_hostname": url.host,
        },
    )


def _next(call: OutsideCall, url: OutsideUrl, response: httpx.Response) -> OutsideUrl:
    """Where *response* sends us; it is still to be resolved and checked."""
    location = response.headers.get("location", "").strip()
    if not location:
        raise call.error(
            ErrorKind.REDIRECTED, tr("{what} sends us on to nowhere.", what=call.service)
        )
    try:
        target = _readable(call, urljoin(url.whole, location))
    except ValueError:
        raise call.error(ErrorKind.USAGE, tr("It is no address of the web.")) from None
    if url.scheme == "https" and target.scheme == "http":
        words = tr("{what} sends us on from https to plain http.", what=call.service)
        raise call.error(ErrorKind.REDIRECTED, words)
    return target


async def _read(
    call: OutsideCall,
    url: OutsideUrl,
    response: httpx.Response,
    limits: OutsideLimits,
    progress: Progress | None,
) -> Fetched:
    content_type = response.headers.get("content-type", "")
    media_type = media_type_of(content_type)
    is_stream = media_type == MEDIA_TYPE
    try:
        if is_stream:
            part = await _first_part(call, response, content_type, limits.body_bytes)
            media_type, body = part.media_type, part.body
        else:
            body = await read_body(response, call, cap_bytes=limits.body_bytes, progress=progress)
    except httpx.HTTPError as error:
        failure, cause = _failure_of_body(call, error, limits), faults.harmless(error)
    else:
        if _is_page(media_type, body):
            words = tr("{what} sent a web page instead of a picture.", what=call.service)
            raise call.error(ErrorKind.NOT_A_PICTURE, words)
        return Fetched(body, media_type, 0.0, response.status_code, url.shown, is_stream)
    raise failure from cause


async def _first_part(
    call: OutsideCall, response: httpx.Response, content_type: str, cap_bytes: int
) -> FirstPart:
    part = FirstPart(content_type)
    try:
        async with aclosing(pieces(response, call)) as body:
            async for piece in body:
                is_whole = part.feed(piece)
                if (len(part.body) if is_whole else max(part.count, part.length or 0)) > cap_bytes:
                    raise too_large(call, cap_bytes)
                if is_whole:
                    return part
    except NoPart:
        words = tr("{what} sent something else than its stream of pictures.", what=call.service)
        raise call.error(ErrorKind.NOT_A_PICTURE, words) from None
    raise call.error(ErrorKind.BROKE_OFF, tr("The stream ends in the middle of its first picture."))


def _is_page(media_type: str, body: bytes) -> bool:
    """Careless cameras send pictures as text/html: only what also looks like markup is a page."""
    start = body[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return True
    return media_type in _PAGE_TYPES and (start.startswith(b"<") or start.isascii())


def _failure(call: OutsideCall, error: httpx.HTTPError, limits: OutsideLimits) -> ServiceError:
    if isinstance(error, httpx.ConnectTimeout):
        words = tr(
            "{what} did not take the connection within {seconds:g} s.",
            what=call.service,
            seconds=limits.connect_s,
        )
        return call.error(ErrorKind.TIMED_OUT, words)
    if isinstance(error, httpx.TimeoutException):
        words = tr(
            "{what} did not answer within {seconds:g} s.",
            what=call.service,
            seconds=limits.read_s,
        )
        return call.error(ErrorKind.TIMED_OUT, words)
    return faults.of_httpx(error, call)


def _failure_of_body(
    call: OutsideCall, error: httpx.HTTPError, limits: OutsideLimits
) -> ServiceError:
    if isinstance(error, httpx.ReadError | httpx.RemoteProtocolError):
        return call.error(ErrorKind.BROKE_OFF, tr("The picture ends in the middle."))
    return _failure(call, error, limits)
