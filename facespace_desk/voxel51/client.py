"""The Voxel51 Platform, for a user, as wire/voxel51.md has it (the official clients of 2020)."""

from __future__ import annotations

import ssl
from types import TracebackType
from typing import Self

from facespace_desk.credentials import Secret
from facespace_desk.net.http import BaseUrl, Limits
from facespace_desk.net.storage import Storage
from facespace_desk.voxel51.access import ProbeReport
from facespace_desk.voxel51.analytics import AnalyticOperations
from facespace_desk.voxel51.calls import QueryTransport
from facespace_desk.voxel51.data import DataOperations
from facespace_desk.voxel51.jobs import JobOperations
from facespace_desk.voxel51.records import PlatformStatus


class VoxelClient(AnalyticOperations, DataOperations, JobOperations):
    """One user: of a token, or one of an application's (`ApplicationClient.acting_as`).

    Never changed after it was made: whom a call is for cannot change while it is under way (VX-2).
    Every method raises an `APIError`; one of kind USAGE means that nothing was sent.
    """

    def __init__(
        self,
        base_url: BaseUrl,
        token: Secret | None,
        *,
        query_transport: QueryTransport = "body",
        limits: Limits | None = None,
        proxy: str | None = None,
        allow_private: bool = False,
        ssl_context: ssl.SSLContext | None = None,
        storage: Storage | None = None,
    ) -> None:
        """*allow_private*: files may lie in a private network. *storage* is for tests.

        Raises:
            TokenError: the token is missing, or cannot be one.
            ValueError: *proxy* cannot be read.
        """
        raise NotImplementedError

    @property
    def base_url(self) -> BaseUrl:
        raise NotImplementedError

    @property
    def username(self) -> str | None:
        """Whom it acts for; None for the owner of a token."""
        raise NotImplementedError

    @property
    def queries_by(self) -> QueryTransport:
        raise NotImplementedError

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
        """Closes all connections. Of an application's user there are none to close: they are the
        application's."""
        raise NotImplementedError

    async def probe(self) -> ProbeReport:
        """Ask once: is it there, does it take the token, is it the platform?"""
        raise NotImplementedError

    async def get_platform_status(self) -> PlatformStatus:
        raise NotImplementedError
