"""What the Voxel51 tab remembers: QtCore at most."""
