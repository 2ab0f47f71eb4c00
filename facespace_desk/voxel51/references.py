"""References to data at the platform, as job requests have them (wire/voxel51.md 5.1). Pure."""

from __future__ import annotations

from typing import Final

import msgspec

from facespace_desk.voxel51.errors import RemoteDataPathError

DATA_ID: Final = "data-id"  # with a hyphen
OPERATION: Final = "job_request"


class DataReference(msgspec.Struct, frozen=True):
    """Data at the platform, by its id."""

    data_id: str


def reference(data_id: object) -> DataReference:
    """A reference to the data of this id. Raises RemoteDataPathError: it cannot be one."""
    if not isinstance(data_id, str) or not data_id.strip() or not data_id.isprintable():
        raise RemoteDataPathError("This cannot be the id of data.", operation=OPERATION)
    return DataReference(data_id)
