"""One call of the Voxel51 Platform: headers, transport of queries, retries, names of errors."""

from __future__ import annotations

from typing import Literal

from facespace_desk.net.storage import Progress, Throttle

__all__ = ["Calls", "Progress", "QueryTransport", "Throttle"]

QueryTransport = Literal["body", "query"]


class Calls:
    """Calls with one token, for one user."""
