"""FaceSpace Desk: one window that watches five services and acts on them."""

__version__ = "0.1.0"
