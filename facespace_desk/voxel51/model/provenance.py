"""Where data is from."""

from __future__ import annotations

from enum import Enum


class Origin(Enum):
    """The value is the word for it."""

    OWN_CAMERA = "own camera"
    CAM2 = "CAM2"
    UPLOAD = "upload"
    URL = "URL"
    UNKNOWN = "not known"
