"""Sizes as people read them. Pure."""

from __future__ import annotations

from facespace_desk.language import number


def size_text(size_bytes: int) -> str:
    """A size as people read it: "312 kB", "1.2 GB"; decimal units, as disks are sold."""
    size = float(size_bytes)
    for unit in ("B", "kB", "MB"):
        if size < 999.5:
            return f"{number(size, '.0f' if size >= 10 or unit == 'B' else '.1f')} {unit}"
        size /= 1000
    return f"{number(size, '.1f')} GB"
