"""The Voxel51 Platform, for a user, as wire/voxel51.md has it (the official clients of 2020)."""

from __future__ import annotations

import ssl
from typing import Self

from facespace_desk.credentials import Secret
from facespace_desk.net.http import BaseUrl, Limits
from facespace_desk.net.storage import Storage
from facespace_desk.voxel51.calls import LIMITS, Calls, Line, QueryTransport
from facespace_desk.voxel51.connection import Connection
from facespace_desk.voxel51.data import DataOperations
from facespace_desk.voxel51.downloads import Files
from facespace_desk.voxel51.jobs import JobOperations


class VoxelClient(DataOperations, JobOperations, Connection):
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
        limits: Limits = LIMITS,
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
        line = Line.open(
            base_url,
            token,
            is_application=False,
            limits=limits,
            proxy=proxy,
            allow_private=allow_private,
            ssl_context=ssl_context,
            storage=storage,
        )
        super().__init__(Calls(line, query_transport), owns_line=True)

    @classmethod
    def of_application(cls, calls: Calls) -> Self:
        """For the one user whom *calls* are for; see `ApplicationClient.acting_as`."""
        client = cls.__new__(cls)
        Connection.__init__(client, calls, owns_line=False)
        return client

    @property
    def username(self) -> str | None:
        """Whom it acts for; None for the owner of a token."""
        return self._calls.username

    @property
    def files(self) -> Files:
        """The steps of uploads and downloads, for whoever keeps a journal between them."""
        return Files(self._calls)
