"""The CAM2 tab: the world's public cameras on a map, searched, looked at and administered."""

from facespace_desk.cam2.view.opened import Cam2Slice, build

__all__ = ["Cam2Slice", "build"]
