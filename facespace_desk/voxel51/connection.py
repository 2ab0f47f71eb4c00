"""What both clients have: connections, a look at the platform, and its analytics."""

from __future__ import annotations

import asyncio
import ssl
import time
from types import TracebackType
from typing import ClassVar, Final, Self

import msgspec

from facespace_desk.credentials import Secret
from facespace_desk.net.errors import ErrorKind
from facespace_desk.net.http import BaseUrl, Limits
from facespace_desk.net.storage import Storage
from facespace_desk.voxel51 import reading
from facespace_desk.voxel51.access import ProbeReport
from facespace_desk.voxel51.analytics import AnalyticOperations
from facespace_desk.voxel51.calls import LIMITS, Calls, Line, QueryTransport, Question
from facespace_desk.voxel51.errors import APIError, class_of
from facespace_desk.voxel51.records import PlatformStatus

PROBE_LIMIT_S: Final = 15.0


class Connection(AnalyticOperations):
    """Connections to the platform with one token."""

    _is_application: ClassVar[bool]

    def __init__(
        self,
        base_url: BaseUrl,
        token: Secret | None,
        *,
        query_transport: QueryTransport = "body",
        limits: Limits = LIMITS,
        proxy: str | None = None,
        allow_private: bool = False,
        ssl_context: ssl.SSLContext | None = None,
        storage: Storage | None = None,
    ) -> None:
        """*allow_private*: files may lie in a private network. *storage* is for tests. An
        application's own routes read queries in addresses only, whatever *query_transport* says.

        Raises:
            TokenError: the token is missing, or cannot be one; an ApplicationTokenError if it is
                an application's.
            ValueError: *proxy* cannot be read.
        """
        line = Line.open(
            base_url,
            token,
            is_application=self._is_application,
            limits=limits,
            proxy=proxy,
            allow_private=allow_private,
            ssl_context=ssl_context,
            storage=storage,
        )
        self._calls = Calls(line, query_transport, is_application=self._is_application)
        self._owns_line = True

    @property
    def base_url(self) -> BaseUrl:
        return self._calls.base_url

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes all connections. The client of an application's user has none to close: they are
        the application's."""
        if self._owns_line:
            await self._calls.line.close()

    async def probe(self) -> ProbeReport:
        """Ask once: is it there, does it take the token, is it the platform?"""
        question, member = self._probe_question()
        started = time.monotonic()
        try:
            async with asyncio.timeout(PROBE_LIMIT_S):
                reply = await self._calls.ask(question)
                if not isinstance((await self._calls.object_in(reply)).get(member), list):
                    raise self._calls.lacking(f"list of {member}", question.operation)
        except TimeoutError:
            words = "No answer within the time limit."
            made_by = class_of(None, is_application=self._calls.is_application)
            error = made_by(words, operation=question.operation, kind=ErrorKind.TIMED_OUT)
        except APIError as failure:
            error = failure
        else:
            return ProbeReport(reply.elapsed_s, reply.clock_skew_s)
        return ProbeReport(time.monotonic() - started, error=error)

    async def get_platform_status(self) -> PlatformStatus:
        operation = "get_platform_status"
        root = ("apps", "status") if self._calls.is_application else ("status",)
        question = Question("GET", (*root, "all"), operation, again="reading")
        try:
            return reading.platform_status(await self._calls.ask_object(question))
        except ValueError as error:
            raise self._calls.lacking(str(error), operation) from None

    def _probe_question(self) -> tuple[Question, str]:
        """Something small that needs the token, and the list that answers it."""
        calls = self._calls
        if calls.is_application and calls.username is None:
            segments = ("apps", "users", "list")
            return Question("GET", segments, "probe", again="reading"), "users"
        is_in_body = calls.query_transport == "body"
        question = Question(
            "GET",
            ("data",),
            "probe",
            params={} if is_in_body else {"fields": "id", "limit": "1"},
            json={"fields": "id", "limit": 1} if is_in_body else msgspec.UNSET,
            again="reading",
        )
        return question, "data"
