"""The Skylab tab: photo jobs, from pictures on a disk to finished files."""

from facespace_desk.skylab.view.opened import SkylabSlice, build

__all__ = ["SkylabSlice", "build"]
