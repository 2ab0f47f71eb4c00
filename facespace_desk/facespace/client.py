"""The FaceSpace service, as wire/facespace.md has it (client version 0.1.2, observed).

Two operations: `logs`, who was seen when, and `recognition`, who is seen now. Both are GET without
a body; the key travels in `x-api-key` to the base URL's origin and nowhere else. The vendor has
switched its public host off, so the base URL is a setting and the default one counts as retired.
"""

from __future__ import annotations

import asyncio
import os
import ssl
import time
import weakref
from collections.abc import Callable, Container, Mapping
from typing import Any, Final, Self

from facespace_desk.credentials import Secret
from facespace_desk.facespace.access import RETIRED_HOSTS, ProbeReport, checked_key
from facespace_desk.facespace.dates import Bounds, bounds_of, parse_bound, text_of_ms
from facespace_desk.facespace.errors import (
    SERVICE,
    FaceSpaceError,
    HTTPRequestError,
    InvalidUsageError,
    translated,
)
from facespace_desk.facespace.payload import read_logs
from facespace_desk.facespace.realtime import DEFAULT_REFRESH_S, RealtimeFeed
from facespace_desk.facespace.records import LogAnswer, Notice, Picture, Stop, read_recognition
from facespace_desk.language import tr
from facespace_desk.net.closing import Closing
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.http import BaseUrl, Door, Limits, Progress, Reply, parse_json

DEFAULT_BASE_URL: Final = "https://visionapi.automa.one/facespace"
KEY_VARIABLE: Final = "FACESPACE_API_KEY"
BASE_URL_VARIABLE: Final = "FACESPACE_BASE_URL"
PROBE_LIMIT_S: Final = 15.0
THREAD_BYTES: Final = 64 * 1024  # larger log bodies are read in a thread


class FaceSpaceClient(Closing):
    """One server and one key. Belongs to the event loop in which it is first used."""

    def __init__(
        self,
        base_url: BaseUrl,
        api_key: Secret | None,
        *,
        send_seconds: bool = False,
        limits: Limits | None = None,
        proxy: str | None = None,
        ssl_context: ssl.SSLContext | None = None,
        now_s: Callable[[], float] = time.time,
        feed_options: Mapping[str, Any] | None = None,
    ) -> None:
        """*send_seconds* is for servers known to take seconds (wire 3.2). *feed_options* pass the
        clock, pause and spread of `RealtimeFeed`.

        Raises:
            APIKeyError: there is no key, or it has characters that no header can carry.
            ValueError: *proxy* cannot be read.
        """
        self._key = checked_key(api_key)
        self._send_seconds = send_seconds
        self._now_s = now_s
        self._feed_options = dict(feed_options or {})
        self._feeds: weakref.WeakSet[RealtimeFeed] = weakref.WeakSet()
        self._door = Door(
            SERVICE,
            base_url,
            headers=self._headers,
            limits=limits,
            proxy=proxy,
            ssl_context=ssl_context,
            clock=now_s,
        )

    @classmethod
    def from_environment(
        cls,
        environ: Mapping[str, str] = os.environ,
        *,
        allow_plain_http: bool = False,
        **options: Any,
    ) -> Self:
        """A client as the variables FACESPACE_API_KEY and FACESPACE_BASE_URL say; empty is absent.

        Raises:
            APIKeyError: as the constructor.
            InvalidUsageError: the base URL cannot be used, and why.
        """
        text = environ.get(BASE_URL_VARIABLE) or DEFAULT_BASE_URL
        try:
            base_url = BaseUrl.parse(text, allow_plain_http=allow_plain_http)
        except ValueError as error:
            raise InvalidUsageError(
                f"{BASE_URL_VARIABLE}: {error}", operation="construction"
            ) from error
        key = environ.get(KEY_VARIABLE)
        return cls(base_url, Secret(key) if key else None, **options)

    @property
    def base_url(self) -> BaseUrl:
        return self._door.base_url

    async def logs_range(
        self,
        start: str | None = None,
        end: str | None = None,
        camera: str | None = None,
        *,
        progress: Progress | None = None,
        keep_body: bool = False,
    ) -> LogAnswer:
        """Sightings from *start* to *end*, both included; strictly day-first texts in UTC.

        None or an empty text leaves a side open; a bare date as the end means all of that day. An
        entry whose time cannot be read is always among them. *progress* hears bytes so far and, if
        known, in total; *keep_body* keeps the answer as it came, for a forwarder.

        Raises:
            DateParseError, InvalidUsageError: nothing was sent.
            FaceSpaceError: one of its subclasses.
        """
        _check_texts(start, end, camera)
        bounds = bounds_of(start, end, send_seconds=self._send_seconds, operation="logs")
        return await self._logs(bounds, camera or None, progress, keep_body=keep_body)

    async def logs_between(
        self,
        start_ms: int | None = None,
        end_ms: int | None = None,
        camera: str | None = None,
        *,
        progress: Progress | None = None,
        keep_body: bool = False,
    ) -> LogAnswer:
        """As `logs_range`, with epoch milliseconds; both count as the second in which they lie."""
        start, end = (
            None if at_ms is None else text_of_ms(at_ms, operation="logs")
            for at_ms in (start_ms, end_ms)
        )
        return await self.logs_range(start, end, camera, progress=progress, keep_body=keep_body)

    async def whole_day(
        self,
        day: str,
        camera: str | None = None,
        *,
        progress: Progress | None = None,
        keep_body: bool = False,
    ) -> LogAnswer:
        """Sightings of one day, `DD/MM/YY`, UTC. Raises as `logs_range`."""
        _check_texts(day)
        if not parse_bound(day).is_date:
            raise InvalidUsageError(tr("A day is written DD/MM/YY."), operation="logs")
        return await self.logs_range(day, day, camera, progress=progress, keep_body=keep_body)

    async def complete_set(
        self,
        camera: str | None = None,
        *,
        progress: Progress | None = None,
        keep_body: bool = False,
    ) -> LogAnswer:
        """Every sighting that the server has. Raises as `logs_range`."""
        return await self.logs_range(camera=camera, progress=progress, keep_body=keep_body)

    async def recognition(self, *, retry: bool = True) -> Picture | Notice | Stop:
        """Who is seen now, or a control message; one poll.

        Raises:
            FaceSpaceError: one of its subclasses.
        """
        picture, _reply = await self._recognition(retry=retry)
        return picture

    def realtime(
        self, refresh_s: float = DEFAULT_REFRESH_S, limit: int | None = None
    ) -> RealtimeFeed:
        """Polls `recognition` until stopped; see `RealtimeFeed`.

        Raises:
            InvalidUsageError: *refresh_s* or *limit* is not a positive number.
        """
        feed = RealtimeFeed(
            lambda: self.recognition(retry=False),
            refresh_s=refresh_s,
            limit=limit,
            **self._feed_options,
        )
        self._feeds.add(feed)
        return feed

    async def probe(self) -> ProbeReport:
        """Ask once, without retries: is it there, does it take the key, is it FaceSpace?"""
        started = time.monotonic()
        try:
            _picture, reply = await self._recognition(retry=False, total_s=PROBE_LIMIT_S)
        except FaceSpaceError as error:
            return ProbeReport.of(error, time.monotonic() - started)
        return ProbeReport(
            reachable=True,
            accepted=True,
            speaks_protocol=True,
            retired=False,
            elapsed_s=reply.elapsed_s,
            clock_skew_s=reply.clock_skew_s,
        )

    async def close(self) -> None:
        """Stop all feeds and close the connections; the client cannot be used again."""
        for feed in list(self._feeds):
            feed.stop()
        await self._door.close()

    def _headers(self) -> dict[str, str]:
        return {"x-api-key": self._key.reveal(), "Accept": "application/json"}

    async def _logs(
        self, bounds: Bounds, camera: str | None, progress: Progress | None, *, keep_body: bool
    ) -> LogAnswer:
        params = {
            "start_time": bounds.start_text,
            "end_time": bounds.end_text,
            "camera_id": camera,
        }
        # An unknown camera may be answered by 404 (wire 9): that means it has no entries.
        allowed = (404,) if camera is not None else ()
        reply = await self._get(
            "logs", params=params, progress=progress, allow_status=allowed, operation="logs"
        )
        if reply.status == 404 and not await self._is_unknown_camera(reply):
            raise self._not_found()
        body = b"{}" if reply.status == 404 else reply.body
        answer = await self._read_logs(body, bounds, camera)
        answer.elapsed_s = reply.elapsed_s
        answer.body = reply.body if keep_body else b""
        return answer

    async def _read_logs(self, body: bytes, bounds: Bounds, camera: str | None) -> LogAnswer:
        def read() -> LogAnswer:
            return read_logs(body, start_ms=bounds.start_ms, end_ms=bounds.end_ms, camera=camera)

        try:
            return read() if len(body) < THREAD_BYTES else await asyncio.to_thread(read)
        except ServiceError as error:
            raise self._translated(error) from error

    async def _is_unknown_camera(self, reply: Reply) -> bool:
        """Whether a 404 is the service speaking, and not a server that knows no such path."""
        if not reply.body.strip():
            return True
        try:
            await parse_json(reply.body, dict, service=SERVICE, operation="logs")
        except ServiceError:
            return False
        return True

    def _not_found(self) -> FaceSpaceError:
        return HTTPRequestError(
            tr("The server knows no such path."),
            operation="logs",
            kind=ErrorKind.RETIRED if self._is_retired_host else ErrorKind.NOT_FOUND,
            status=404,
        )

    async def _recognition(
        self, *, retry: bool, total_s: float | None = None
    ) -> tuple[Picture | Notice | Stop, Reply]:
        reply = await self._get(
            "recognition", retry=retry, total_s=total_s, operation="recognition"
        )
        if reply.status != 200:  # other successes are none here (wire 3.3)
            raise HTTPRequestError(
                tr("The answer has status {status} instead of 200.", status=reply.status),
                operation="recognition",
                kind=ErrorKind.NOT_THIS_PROTOCOL,
                status=reply.status,
            )
        try:
            payload = await parse_json(
                reply.body, dict[str, object], service=SERVICE, operation="recognition"
            )
            picture = read_recognition(
                payload,
                received_ms=round(self._now_s() * 1000),
                elapsed_ms=reply.elapsed_s * 1000,
                body=reply.body,
            )
        except ServiceError as error:
            raise self._translated(error) from error
        except ValueError as error:
            raise HTTPRequestError(
                tr("The answer cannot be used: {error}.", error=error),
                operation="recognition",
                kind=ErrorKind.NOT_THIS_PROTOCOL,
                status=reply.status,
            ) from error
        return picture, reply

    async def _get(
        self,
        path: str,
        *,
        operation: str,
        params: Mapping[str, str | None] | None = None,
        retry: bool = True,
        total_s: float | None = None,
        progress: Progress | None = None,
        allow_status: Container[int] = (),
    ) -> Reply:
        try:
            return await self._door.get(
                path,
                params=params or {},
                operation=operation,
                retry=retry,
                total_s=total_s,
                progress=progress,
                allow_status=allow_status,
            )
        except ServiceError as error:
            raise self._translated(error) from error

    @property
    def _is_retired_host(self) -> bool:
        return self.base_url.host in RETIRED_HOSTS

    def _translated(self, error: ServiceError) -> FaceSpaceError:
        made = translated(error)
        if self._is_retired_host and made.kind not in (ErrorKind.SIGNED_OUT, ErrorKind.USAGE):
            made.kind = ErrorKind.RETIRED
        return made


def _check_texts(*values: object) -> None:
    if not all(value is None or isinstance(value, str) for value in values):
        raise InvalidUsageError("Start, end and camera must be texts.", operation="logs")
