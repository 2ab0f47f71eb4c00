"""The FaceSpace tab: who is where now, who was where, and what each camera reports."""

from facespace_desk.facespace.view.opened import FaceSpaceSlice, build

__all__ = ["FaceSpaceSlice", "build"]
