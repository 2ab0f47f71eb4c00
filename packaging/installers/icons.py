"""The icon of the console as each system wants it, from the one drawing in `resources/app`."""

from __future__ import annotations

import struct
from pathlib import Path

from installers.commands import fresh, run
from installers.product import DRAWING

LINUX_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
# Type of an entry in an .icns file: pixels of the PNG in it.
_ICNS_TYPES = {
    "icp4": 16,
    "icp5": 32,
    "icp6": 64,
    "ic07": 128,
    "ic08": 256,
    "ic09": 512,
    "ic10": 1024,
}
_PNG_SIZES = sorted({*LINUX_SIZES, *_ICO_SIZES, *_ICNS_TYPES.values()})


def draw(folder: Path, python: Path) -> Path:
    """*folder* with SIZE.png for every size that any system wants."""
    program = Path(__file__).with_name("draw_icons.py")
    sizes = map(str, _PNG_SIZES)
    more = {"QT_QPA_PLATFORM": "offscreen"}
    run([python, program, DRAWING, fresh(folder), *sizes], more=more)
    return folder


def write_ico(drawn: Path, target: Path) -> Path:
    """An icon of Windows that holds PNGs, as Windows Vista and newer read them."""
    pictures = [(size, (drawn / f"{size}.png").read_bytes()) for size in _ICO_SIZES]
    header = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(header) + 16 * len(pictures)
    entries, bodies = b"", b""
    for size, body in pictures:
        edge = size % 256  # 256 is written as 0
        entries += struct.pack(
            "<BBBBHHII", edge, edge, 0, 0, 1, 32, len(body), offset + len(bodies)
        )
        bodies += body
    target.write_bytes(header + entries + bodies)
    return target


def write_icns(drawn: Path, target: Path) -> Path:
    """An icon of macOS that holds PNGs."""
    entries = b""
    for kind, size in _ICNS_TYPES.items():
        body = (drawn / f"{size}.png").read_bytes()
        entries += kind.encode() + struct.pack(">I", len(body) + 8) + body
    target.write_bytes(b"icns" + struct.pack(">I", len(entries) + 8) + entries)
    return target
