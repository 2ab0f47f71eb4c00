"""Labels of a video as typed frames: what was seen where, by frame (ETA's video labels). Pure.

`{"frames": {"1": {"objects": {"objects": [...]}, "attrs": {"attrs": [...]}}}}`; frames count from 1
and boxes are relative to the picture. Labels of one picture have the members of a frame themselves.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final, TypeVar

import msgspec

from facespace_desk.voxel51 import loose_json
from facespace_desk.voxel51.archive import OutputTrouble
from facespace_desk.voxel51.reading import as_number, as_text

T = TypeVar("T")

LABELS_BYTES: Final = 64 * 2**20
OBJECTS_MOST: Final = 10_000  # in one frame


class Box(msgspec.Struct, frozen=True, gc=False):
    """A box in a picture, from 0 at the left and top edge to 1 at the right and bottom one."""

    left: float
    top: float
    right: float
    bottom: float


class SeenObject(msgspec.Struct, frozen=True, gc=False):
    """Something that was seen; `index` is the same in all frames in which the same one is."""

    label: str
    box: Box
    confidence: float | None = None
    index: int | None = None


class SeenAttribute(msgspec.Struct, frozen=True, gc=False):
    """Something that is said of a whole frame: its weather, its kind."""

    name: str
    value: str
    confidence: float | None = None


class LabelFrame(msgspec.Struct, frozen=True):
    """One frame; `number` counts from 1."""

    number: int
    objects: tuple[SeenObject, ...] = ()
    attributes: tuple[SeenAttribute, ...] = ()


class Labels:
    """All frames that have labels, by number and in order; `unread` is how many frames, objects and
    attributes could not be understood."""

    def __init__(self, frames: Mapping[int, LabelFrame], unread: int) -> None:
        self.frames: Mapping[int, LabelFrame] = dict(sorted(frames.items()))
        self.unread = unread

    @property
    def last(self) -> int:
        """The number of the last frame with labels; 0 when there is none."""
        return max(self.frames, default=0)

    def at(self, number: int) -> LabelFrame:
        """Frame *number*, an empty one where there are no labels."""
        return self.frames.get(number) or LabelFrame(number)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The labels of all objects, each once, in alphabetical order."""
        found = {each.label for frame in self.frames.values() for each in frame.objects}
        return tuple(sorted(found))


class _Whole(msgspec.Struct):
    frames: dict[str, msgspec.Raw] | None = None
    objects: msgspec.Raw = msgspec.Raw()
    attrs: msgspec.Raw = msgspec.Raw()


def read_labels(content: bytes) -> Labels:
    """Blocks: call it in a thread. The decoder lets go of the interpreter lock between frames.

    Raises:
        OutputTrouble: it holds no labels.
    """
    whole = loose_json.decode(content, _Whole)
    if not isinstance(whole, _Whole):  # plain values
        frames = whole.get("frames", {"1": whole}) if isinstance(whole, dict) else None
    elif whole.frames is not None:
        frames = whole.frames
    else:
        has_labels = bytes(whole.objects) or bytes(whole.attrs)
        frames = {"1": msgspec.Raw(content)} if has_labels else None
    if not isinstance(frames, dict):
        raise OutputTrouble("The file holds no labels.")
    reader = _Reader()
    found = (reader.frame(str(name), each) for name, each in frames.items())
    return Labels({each.number: each for each in found if each is not None}, reader.unread)


class _Reader:
    """Reads frames, and counts what cannot be read."""

    def __init__(self) -> None:
        self.unread = 0

    def frame(self, name: str, content: object) -> LabelFrame | None:
        number = as_number(name)
        if isinstance(content, msgspec.Raw):
            content = msgspec.json.decode(content)
        if number is None or number < 1 or not isinstance(content, dict):
            self.unread += 1
            return None
        return LabelFrame(
            number,
            self._all(content.get("objects"), "objects", _object),
            self._all(content.get("attrs"), "attrs", _attribute),
        )

    def _all(
        self, content: object, member: str, read: Callable[[Mapping[str, Any]], T | None]
    ) -> tuple[T, ...]:
        """ETA wraps its lists: `{"objects": {"objects": [...]}}`; a bare list will do."""
        if isinstance(content, dict):
            content = content.get(member)
        entries = content[:OBJECTS_MOST] if isinstance(content, list) else []
        found = [read(each) if isinstance(each, dict) else None for each in entries]
        good = tuple(each for each in found if each is not None)
        self.unread += len(found) - len(good)
        return good


def _object(content: Mapping[str, Any]) -> SeenObject | None:
    box = _box(content.get("bounding_box"))
    label = as_text(content.get("label"))
    if box is None or label is None:
        return None
    return SeenObject(
        label, box, _share(content.get("confidence")), as_number(content.get("index"))
    )


def _attribute(content: Mapping[str, Any]) -> SeenAttribute | None:
    name, value = as_text(content.get("name")), content.get("value")
    if name is None or isinstance(value, dict | list) or value is None:
        return None
    return SeenAttribute(name, str(value), _share(content.get("confidence")))


def _box(content: object) -> Box | None:
    if not isinstance(content, dict):
        return None
    one, other = content.get("top_left"), content.get("bottom_right")
    if not isinstance(one, dict) or not isinstance(other, dict):
        return None
    left, top = _finite(one.get("x")), _finite(one.get("y"))
    right, bottom = _finite(other.get("x")), _finite(other.get("y"))
    if left is None or top is None or right is None or bottom is None:
        return None
    return Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))


def _share(value: object) -> float | None:
    number = _finite(value)
    return number if number is not None and 0 <= number <= 1 else None


def _finite(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e6 and math.isfinite(value) else None
