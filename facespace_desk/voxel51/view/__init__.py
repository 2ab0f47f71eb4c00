"""The Voxel51 tab."""

from facespace_desk.voxel51.view.opened import Voxel51Slice, build

__all__ = ["Voxel51Slice", "build"]
