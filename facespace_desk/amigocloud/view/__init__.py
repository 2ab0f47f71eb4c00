"""The AmigoCloud tab: live events, moving objects, data."""

from facespace_desk.amigocloud.view.opened import AmigoSlice, build

__all__ = ["AmigoSlice", "build"]
