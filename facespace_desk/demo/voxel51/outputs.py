"""Makes the output of a job: labels as JSON, a video or frames, a table, a picture; in a zip.

Labels are in the format of the vendor's video labels: frames by number from 1, boxes in shares of
width and height. Importing this loads numpy and PyAV: do it in a thread.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Sequence

from facespace_desk.demo.voxel51 import films
from facespace_desk.demo.voxel51.drawing import Picture
from facespace_desk.demo.voxel51.sketches import object_document
from facespace_desk.demo.voxel51.watching import Watched

_STAMP = (2020, 3, 1, 10, 0, 0)
_COLUMNS = "frame,label,index,confidence,left,top,right,bottom"


def made(files: Sequence[str], is_zipped: bool, watched: Watched) -> bytes:
    """The output that has these *files*; `%06d` in a name stands for the frame's number."""
    contents = [part for name in files for part in _contents(name, watched)]
    return zipped(contents) if is_zipped else contents[0][1]


def zipped(contents: Sequence[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents:
            archive.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _contents(name: str, watched: Watched) -> Iterator[tuple[str, bytes]]:
    if "%" in name:
        for number, frame in enumerate(watched.frames, 1):
            yield name % number, films.picture_file(frame)
        return
    suffix = name.rpartition(".")[2].lower()
    match suffix:
        case "json":
            yield name, json.dumps(labels(watched), indent=1).encode()
        case "csv":
            yield name, _table(watched).encode()
        case "jpg" | "jpeg" | "png":
            yield name, films.picture_file(_fullest(watched))
        case "mp4" | "mov":
            yield name, films.film_file(watched.frames, watched.rate)
        case _:
            yield name, f"{len(watched.frames)} frames\n".encode()


def labels(watched: Watched) -> dict[str, object]:
    """The document of `labels.json`."""
    _place, weather, time = watched.conditions
    frames: dict[str, object] = {}
    for number, seen in enumerate(watched.seen, 1):
        frames[str(number)] = {
            "objects": {"objects": [object_document(thing) for thing in seen]},
            "attrs": {
                "attrs": [
                    {"name": "weather", "value": weather, "confidence": 0.91},
                    {"name": "time", "value": time, "confidence": 0.97},
                    {"name": "traffic", "value": _traffic(len(seen)), "confidence": 0.8},
                ]
            },
        }
    return {"frames": frames}


def _traffic(count: int) -> str:
    return "heavy" if count > 3 else "light" if count else "none"


def _table(watched: Watched) -> str:
    lines = [_COLUMNS]
    for number, seen in enumerate(watched.seen, 1):
        lines.extend(
            f"{number},{thing.label},{thing.number},{thing.confidence},"
            f"{thing.left},{thing.top},{thing.right},{thing.bottom}"
            for thing in seen
        )
    return "\r\n".join(lines) + "\r\n"


def _fullest(watched: Watched) -> Picture:
    """The first frame that shows the most."""
    most = max(range(len(watched.frames)), key=lambda number: len(watched.seen[number]))
    return watched.frames[most]
