"""Files, from the platform into a folder (wire/voxel51.md 7)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Downloaded:
    """A file that is here, whole. `content_type` is what the other side says that it is."""

    path: Path
    size: int
    content_type: str = ""
