"""The Voxel51 Platform, for a user, as wire/voxel51.md has it (the official clients of 2020)."""

from __future__ import annotations

from typing import Self

from facespace_desk.voxel51.calls import Calls
from facespace_desk.voxel51.connection import Connection
from facespace_desk.voxel51.data import DataOperations
from facespace_desk.voxel51.downloads import Files
from facespace_desk.voxel51.jobs import JobOperations


class VoxelClient(DataOperations, JobOperations, Connection):
    """One user: of a token, or one of an application's (`ApplicationClient.acting_as`).

    Never changed after it was made: whom a call is for cannot change while it is under way (VX-2).
    Every method raises an `APIError`; one of kind USAGE means that nothing was sent.
    """

    _is_application = False

    @classmethod
    def of_application(cls, calls: Calls) -> Self:
        """For the one user whom *calls* are for; see `ApplicationClient.acting_as`."""
        client = cls.__new__(cls)
        client._calls, client._owns_line = calls, False
        return client

    @property
    def username(self) -> str | None:
        """Whom it acts for; None for the owner of a token."""
        return self._calls.username

    @property
    def files(self) -> Files:
        """The steps of uploads and downloads, for whoever keeps a journal between them."""
        return Files(self._calls)
