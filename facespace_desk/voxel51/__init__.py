"""Voxel51 Platform: videos, the analytics that look at them, and the jobs in between."""
