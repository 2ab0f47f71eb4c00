"""Camera objects for which no careful program stumbles: odd_shapes and hostile_texts.

The shapes are those that wire section 3 tells of, and some that a broken row could have.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from facespace_desk.demo import hostile
from facespace_desk.demo.cam2.world import Document

ONE_IN = 10


def oddly(documents: list[Document]) -> list[Document]:
    """The same cameras, every tenth in one of the odd shapes, each of which comes in turn."""
    return [
        _SHAPES[number // ONE_IN % len(_SHAPES)](document) if number % ONE_IN == 1 else document
        for number, document in enumerate(documents)
    ]


def with_hostile_texts(documents: list[Document]) -> list[Document]:
    """The same cameras, their texts replaced by those of hostile.py."""
    texts = [*hostile.NAMES, *hostile.CAMERAS]
    fields = ("source", "city", "state", "country", "timezone_name", "reference_url")
    return [
        document | {name: texts[(number + place) % len(texts)] for place, name in enumerate(fields)}
        for number, document in enumerate(documents)
    ]


def _no_retrieval(document: Document) -> Document:
    return {name: value for name, value in document.items() if name != "retrieval"}


def _null_retrieval(document: Document) -> Document:
    return document | {"retrieval": None}


def _text_retrieval(document: Document) -> Document:
    return document | {"retrieval": json.dumps(document["retrieval"])}


def _lifted_retrieval(document: Document) -> Document:
    retrieval = document["retrieval"]
    assert isinstance(retrieval, dict)
    return _no_retrieval(document) | retrieval


def _greedy_retrieval(document: Document) -> Document:
    """Members that would overwrite the camera's own fields."""
    retrieval = document["retrieval"]
    assert isinstance(retrieval, dict)
    greedy = {"cameraID": "../auth", "camera_type": "stream", "source": "elsewhere"}
    return document | {"retrieval": retrieval | greedy}


def _unknown_type(document: Document) -> Document:
    return document | {"type": "panorama"}


def _wrong_types(document: Document) -> Document:
    return document | {
        "legacy_cameraID": str(document["legacy_cameraID"] or 7),
        "frame_rate": "12.5",
        "is_active_image": "true",
        "utc_offset": "3600",
        "resolution_width": [640],
        "city": 7,
    }


def _stranger(document: Document) -> Document:
    return document | {"added_by": {"name": "nobody"}, "__v": 0, "latitude": 91.5}


_SHAPES: tuple[Callable[[Document], Document], ...] = (
    *(_no_retrieval, _null_retrieval, _text_retrieval, _lifted_retrieval, _greedy_retrieval),
    *(_unknown_type, _wrong_types, _stranger),
)
