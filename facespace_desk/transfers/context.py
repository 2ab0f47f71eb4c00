"""What a slice is built from that carries files; no other is handed the list of transfers."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from facespace_desk.widgets.slice import ServiceContext

if TYPE_CHECKING:
    from facespace_desk.transfers.profile_queue import ProfileQueue


@dataclass(frozen=True)
class CarryingContext(ServiceContext):
    """A slice registers its handler with `transfers`, and takes it back when it is closed."""

    transfers: ProfileQueue

    @property
    def without_transfers(self) -> ServiceContext:
        """For a slice from which no file may go anywhere."""
        shared = {each.name: getattr(self, each.name) for each in fields(ServiceContext)}
        return ServiceContext(**shared)
