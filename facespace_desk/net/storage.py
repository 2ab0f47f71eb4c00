"""Files on their way to and from storage, by addresses that a service has signed.

No credentials, no cookies and no header but what is asked for: the signature may cover them all.
Files are streamed in both directions; a download goes on where it broke off when the storage says
that the file is still the same (RFC 9110 14.2, If-Range).
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import httpx

from facespace_desk.net.address_range import Address, Range, range_of
from facespace_desk.net.body import Progress, read_start
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.faults import Call
from facespace_desk.net.outside import Resolve
from facespace_desk.net.proxy import ProxyChoice
from facespace_desk.net.storage_landing import Begun, Landing, Received, etag_of, number_of
from facespace_desk.net.storage_sending import Body, Source, Throttle
from facespace_desk.net.storage_url import StorageUrl
from facespace_desk.net.storage_way import Outgoing, Way

__all__ = ["Begun", "Progress", "Received", "Storage", "StorageLimits", "Stored", "Throttle"]

REDIRECTS: Final = 3
ERROR_BYTES: Final = 8 * 1024
CONNECTIONS: Final = 16

_REDIRECTIONS: Final = frozenset({301, 302, 303, 307, 308})
_NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})
_CODE: Final = re.compile(rb"<Code>([A-Za-z0-9]{1,60})</Code>")  # of the errors of S3


@dataclass(frozen=True)
class StorageLimits:
    """How long, in seconds, and how large. `read_s` and `write_s` are the longest silences."""

    connect_s: float = 10.0
    read_s: float = 60.0
    write_s: float = 120.0
    total_s: float = 3_600.0  # for one file
    body_bytes: int = 200 * 2**20


@dataclass(frozen=True)
class Stored:
    """A file that has arrived; `etag` is what the storage calls its content, None if unsaid."""

    status: int
    etag: str | None


class Storage:
    """Sends and fetches files. Belongs to one event loop."""

    def __init__(
        self,
        what: str = "The storage",
        *,
        allow_loopback: bool = False,
        allow_private: bool = False,
        proxy: str | None = None,
        limits: StorageLimits | None = None,
        connections: int = CONNECTIONS,
        accept: str = "*/*",
        resolve: Resolve | None = None,
        range_of: Callable[[Address], Range] = range_of,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        """*what* is the subject of all words. *allow_loopback*: the service is on this computer,
        so its files may be, also over plain http. *proxy* is as in `ProxyChoice`. More requests
        than *connections* wait for their turn. *accept* is what downloads say that they would
        like. The last three are for tests.

        Raises:
            ValueError: *proxy* cannot be read.
        """
        self._what = what
        self._limits = limits or StorageLimits()
        self._accept = accept
        self._turns = asyncio.Semaphore(connections)
        self._way = Way(
            allow_loopback=allow_loopback,
            allow_private=allow_private,
            proxy=ProxyChoice.parse(proxy),
            connections=connections,
            resolve=resolve,
            range_of=range_of,
            ssl_context=ssl_context,
        )

    async def put_file(
        self,
        url: str,
        path: Path,
        *,
        size: int,
        headers: Mapping[str, str] = _NO_HEADERS,
        operation: str = "upload",
        progress: Progress | None = None,
        throttle: Throttle | None = None,
    ) -> Stored:
        """PUT the *size* bytes of *path* to *url*, with *headers*, Host and Content-Length only.

        Raises:
            ServiceError: it did not arrive; of kind USAGE when the file has another size by now.
            OSError: the file cannot be read.
        """
        call = Call(self._what, operation)

        source = Source(path)
        body = Body(call, source, size, progress=progress, throttle=throttle)
        outgoing = Outgoing(
            call,
            "PUT",
            _readable(call, url),
            {**headers, "Content-Length": str(size)},
            body,
            self._timeouts,
        )
        with contextlib.closing(source):
            async with (
                self._turns,
                self._within_total(call),
                self._way.answer(outgoing) as response,
            ):
                start = await _start(response, call)
                if not 200 <= response.status_code < 300:
                    raise _refusal(call, response, start)
                return Stored(response.status_code, etag_of(response))

    async def get_file(
        self,
        url: str,
        part: Path,
        *,
        etag: str | None = None,
        cap_bytes: int | None = None,
        operation: str = "download",
        begun: Begun | None = None,
        progress: Progress | None = None,
        throttle: Throttle | None = None,
    ) -> Received:
        """What is at *url*, in *part*. With *etag*, that of the file of which *part* already holds
        the beginning, only the rest is fetched, if the storage still has the same file.

        Redirections are followed, each checked like the first address, and never from https to
        http. What has arrived stays in *part*, whatever goes wrong.

        Raises:
            ServiceError: it is not all there.
            OSError: *part* cannot be written.
        """
        call = Call(self._what, operation)
        cap = self._limits.body_bytes if cap_bytes is None else cap_bytes
        landing = Landing(call, part, cap, begun=begun, progress=progress, throttle=throttle)
        place = _readable(call, url)
        async with self._turns, self._within_total(call):
            for _ in range(REDIRECTS + 1):
                have = await asyncio.to_thread(_size_of, part) if etag else 0
                headers = {"Accept": self._accept, "Accept-Encoding": "identity"}
                if etag and have:
                    headers |= {"Range": f"bytes={have}-", "If-Range": etag}
                outgoing = Outgoing(call, "GET", place, headers, timeouts=self._timeouts)
                async with self._way.answer(outgoing) as response:
                    if response.status_code in _REDIRECTIONS:
                        place = _next(call, place, response)
                    elif response.status_code == 416 and etag:
                        etag = None  # what we hold is longer, or all of it: from the beginning
                    elif response.status_code in (200, 206):
                        return await landing.take(response, have)
                    else:
                        raise _refusal(call, response, await _start(response, call))
        raise call.error(ErrorKind.REDIRECTED, f"{self._what} sends us on again and again.")

    async def close(self) -> None:
        """Closes all connections; nothing can be sent or fetched any more."""
        await self._way.close()

    @property
    def _timeouts(self) -> dict[str, float | None]:
        limits = self._limits
        return {"connect": limits.connect_s, "read": limits.read_s, "write": limits.write_s}

    def _within_total(self, call: Call) -> _Within:
        return _Within(call, self._limits.total_s)


class _Within:
    """A time limit whose end is an error of the call."""

    def __init__(self, call: Call, total_s: float) -> None:
        self._call = call
        self._total_s = total_s
        self._timeout = asyncio.timeout(total_s)

    async def __aenter__(self) -> None:
        await self._timeout.__aenter__()

    async def __aexit__(self, *trouble: object) -> None:
        try:
            await self._timeout.__aexit__(*trouble)  # type: ignore[arg-type]  # passed on as it is
        except TimeoutError as error:
            words = f"It was not done within {self._total_s:g} s."
            raise self._call.error(ErrorKind.TIMED_OUT, words) from error


def _size_of(part: Path) -> int:
    with contextlib.suppress(FileNotFoundError):
        return part.stat().st_size
    return 0


def _readable(call: Call, text: str) -> StorageUrl:
    try:
        return StorageUrl.parse(text)
    except ValueError as error:
        raise call.error(ErrorKind.USAGE, str(error)) from None


def _next(call: Call, url: StorageUrl, response: httpx.Response) -> StorageUrl:
    """Where *response* sends us; it is still to be resolved and checked."""
    location = response.headers.get("location", "").strip()
    if not location:
        raise call.error(ErrorKind.REDIRECTED, f"{call.service} sends us on to nowhere.")
    try:
        target = url.joined(location)
    except ValueError as error:
        raise call.error(ErrorKind.REDIRECTED, str(error)) from None
    if url.scheme == "https" and target.scheme == "http":
        words = f"{call.service} sends us on from https to plain http."
        raise call.error(ErrorKind.REDIRECTED, words)
    return target


async def _start(response: httpx.Response, call: Call) -> bytes:
    try:
        return await read_start(response, call, limit_bytes=ERROR_BYTES)
    except (httpx.HTTPError, ServiceError):
        return b""  # the status already says what matters


def _refusal(call: Call, response: httpx.Response, start: bytes) -> ServiceError:
    status = response.status_code
    kind, words = _MEANING.get(status, _TROUBLE if status >= 500 else _ODD)
    code = _CODE.search(start)
    shown = f"{status}, {code[1].decode()}" if code else str(status)
    wait_s = number_of(response.headers.get("retry-after", "").strip())
    return call.error(
        kind,
        words.format(what=call.service, status=shown),
        status=status,
        retry_after_s=None if wait_s is None else float(wait_s),
    )


_TROUBLE = (ErrorKind.SERVER_TROUBLE, "{what} has trouble of its own ({status}).")
_ODD = (ErrorKind.REFUSED, "{what} refused the file ({status}).")
_EXPIRED = (
    ErrorKind.REFUSED,
    "{what} does not accept the address: it has run out, or was made for something else "
    "({status}).",
)
_GONE = (ErrorKind.NOT_FOUND, "{what} has no such file, or no longer ({status}).")
_MEANING: Mapping[int, tuple[ErrorKind, str]] = {
    401: _EXPIRED,
    403: _EXPIRED,
    404: _GONE,
    407: (ErrorKind.UNREACHABLE, "The proxy asks for a user name and password."),
    410: _GONE,
    429: (ErrorKind.RATE_LIMITED, "{what} is asked too often ({status})."),
}
