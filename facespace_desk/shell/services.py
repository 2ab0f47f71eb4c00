"""The one list of services. A tab exists only for a service that stands here."""

from __future__ import annotations

from facespace_desk.shell.amigocloud_entry import AMIGOCLOUD
from facespace_desk.shell.cam2_entry import CAM2
from facespace_desk.shell.facespace_entry import FACESPACE
from facespace_desk.shell.service_entry import ServiceEntry
from facespace_desk.shell.skylab_entry import SKYLAB
from facespace_desk.shell.voxel51_entry import VOXEL51

SERVICES: tuple[ServiceEntry, ...] = (FACESPACE, CAM2, SKYLAB, VOXEL51, AMIGOCLOUD)


def service(service_id: str) -> ServiceEntry:
    """The entry with this id. Raises KeyError."""
    for entry in SERVICES:
        if entry.id == service_id:
            return entry
    raise KeyError(service_id)
