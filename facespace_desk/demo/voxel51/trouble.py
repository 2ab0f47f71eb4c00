"""Outputs that no careful program stumbles over; kinds are the choices of the switch `outputs`.

slip, absolute     members that lead out of the folder
symlink            a member that is a link, and one that goes through it
bomb               a member of 1 GiB in 1 MiB
many               120,000 members, all empty
names              twice the same, of devices, with control characters, without end
encrypted          members that say they are
bad labels         labels that are no labels
"""

from __future__ import annotations

import io
import json
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable

from facespace_desk.demo.voxel51.outputs import zipped

_BOMB_PIECES, _PIECE_BYTES = 1_024, 2**20
_MANY = 120_000
_LABELS = b'{"frames": {"1": {"objects": {"objects": []}}}}'
_STAMP = (2020, 3, 1, 10, 0, 0)
_LINK_MODE = 0o120777 << 16


def troubled(kind: str, right: bytes) -> bytes:
    """What comes in place of the *right* zip."""
    if kind == "truncated":
        return right[: len(right) * 2 // 3]
    return _KINDS[kind]()


def _slip() -> bytes:
    names = ("labels.json", "../escaped.txt", "frames/../../escaped.txt", "..\\escaped.txt")
    return zipped([(name, _LABELS) for name in names])


def _absolute() -> bytes:
    names = ("labels.json", "/tmp/escaped.txt", "C:\\escaped.txt", "//host/share/escaped.txt")  # noqa: S108  # hostile
    return zipped([(name, _LABELS) for name in names])


def _symlink() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo("labels.json", _STAMP), _LABELS)
        for name, to in (("link", "/etc"), ("table.csv", "/etc/passwd")):
            link = zipfile.ZipInfo(name, _STAMP)
            link.create_system, link.external_attr = 3, _LINK_MODE
            archive.writestr(link, to)
        archive.writestr(zipfile.ZipInfo("link/escaped.txt", _STAMP), _LABELS)
    return target.getvalue()


def _names() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in (
            *("labels.json", "LABELS.JSON", "labels.json", "CON", "aux.txt", "a:b.txt", "end."),
            *("\u202egpj.exe", "line\nbreak.txt", "bell\x07.txt", "n" * 300 + ".txt", "", "./"),
            *("<b>bold</b>.csv", "d/" * 120 + "deep.txt", "\U0001f697.json"),
        ):
            info = zipfile.ZipInfo("x", _STAMP)
            info.filename = name
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # that there is one of this name
                archive.writestr(info, _LABELS)
    return target.getvalue()


def _many() -> bytes:
    """By hand, which is many times faster; of so many only the 64-bit form can tell."""
    local, central, at = [], [], 0
    for number in range(_MANY):
        name = b"f/%06d" % number
        common = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0x21, 0, 0, 0, len(name), 0)
        local.append(b"PK\x03\x04" + common + name)
        rest = struct.pack("<HHHII", 0, 0, 0, 0, at)
        central.append(b"PK\x01\x02\x14\x00" + common + rest + name)
        at += len(local[-1])
    listed = b"".join(central)
    counts = struct.pack("<QQQQ", _MANY, _MANY, len(listed), at)
    end64 = b"PK\x06\x06" + struct.pack("<QHHII", 44, 45, 45, 0, 0) + counts
    where = b"PK\x06\x07" + struct.pack("<IQI", 0, at + len(listed), 1)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(listed), at, 0)
    return b"".join((*local, listed, end64, where, end))


def _encrypted() -> bytes:
    """Both headers of the member say so."""
    found = bytearray(zipped([("labels.json", _LABELS)]))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = found.find(sign)
        found[place + at] |= 1
    return bytes(found)


def _bad_labels() -> bytes:
    box = {"bounding_box": {"top_left": {"x": "a"}, "bottom_right": {"x": 1e400, "y": -3}}}
    odd = {"frames": {"0": {}, "x": {"objects": 7}, "2": {"objects": {"objects": [box, 5, None]}}}}
    contents = [("labels.json", json.dumps(odd).encode()), ("video.mp4", b"no video")]
    return zipped([*contents, ("objects.csv", b'"open\r\n1,2\r\n\xff\xfe,\x00')])


def _bomb() -> bytes:
    """A zip whose only member is zeros; packed once, as a block that can be repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    blank, crc = bytes(_PIECE_BYTES), 0
    block = packer.compress(blank) + packer.flush(zlib.Z_FULL_FLUSH)
    for _piece in range(_BOMB_PIECES):
        crc = zlib.crc32(blank, crc)
    packed = block * _BOMB_PIECES + packer.flush()
    name = b"labels.json"
    sizes = struct.pack("<III", crc, len(packed), _BOMB_PIECES * _PIECE_BYTES)
    common = struct.pack("<HHHHH", 20, 0, 8, 0, 0x21) + sizes
    local = b"PK\x03\x04" + common + struct.pack("<HH", len(name), 0) + name + packed
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common
    central += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


_KINDS: dict[str, Callable[[], bytes]] = {
    "not a zip": lambda: b"<!DOCTYPE html><html><body>Sign in</body></html>",
    "empty": lambda: b"",
    "slip": _slip,
    "absolute": _absolute,
    "symlink": _symlink,
    "bomb": _bomb,
    "many": _many,
    "names": _names,
    "bad labels": _bad_labels,
    "encrypted": _encrypted,
}
