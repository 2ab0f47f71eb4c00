"""Events to order, by name: what the service may send and what it should not (wire 10.8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from facespace_desk.demo.amigocloud.account import USER_ID

_HUGE_BYTES = 10_000_000
_DEPTH = 200


@dataclass(frozen=True)
class Step:
    """An event with its arguments; with a *packet* instead it is sent raw, to every session."""

    event: str = ""
    args: Sequence[object] = ()
    packet: str = ""


def _report(**members: object) -> dict[str, object]:
    report: dict[str, object] = {
        "object_id": "204-north",
        "timestamp": "1700000123",
        "latitude": "45.5017",
        "longitude": "-73.5673",
        "altitude": "31.0",
        "speed": "12.5",
        "track": "274.0",
        "satellite_fix": "1",
        "satellites": "8",
        "climb": "0.0",
        "separation": "-21.0",
    }
    return report | members


def _realtime(dataset: int, *reports: object) -> Step:
    return Step("realtime", ({"dataset_id": dataset, "data": list(reports)},))


def _user(event: str, **members: object) -> Step:
    return Step(event, ({"user_id": USER_ID, "project_id": 101, **members},))


def _deep(_dataset: int) -> Step:
    found: object = "down here"
    for _level in range(_DEPTH):
        found = [found]
    return _user("project:nested", extra=found)


def _fixed(step: Step, _dataset: int) -> Step:
    return step


_NUMBERS = {
    "timestamp": 1700000124,
    "latitude": 45.5018,
    "longitude": -73.5674,
    "altitude": 31.5,
    "speed": 12.75,
    "track": 0.0,
}
_HEAD = "42/amigosocket,"
_JOB = "9f86d081884c7d659a2feaa0c55ad015"
_FIXED: Mapping[str, Step] = {
    "unknown event": _user("weather:changed", wind="NW 5"),
    "text argument": Step("project:deleted", ("gone",)),
    "list argument": Step("project:deleted", ([1, 2],)),
    "null argument": Step("project:deleted", (None,)),
    "no argument": Step("project:deleted"),
    "two arguments": Step("project:deleted", ({"project_id": 1}, "and more")),
    "malformed json": Step(packet=_HEAD + '["realtime",{"dataset_id":9,'),
    "not a list": Step(packet=_HEAD + '{"realtime":1}'),
    "empty list": Step(packet=_HEAD + "[]"),
    "number as name": Step(packet=_HEAD + "[7,{}]"),
    "unknown packet": Step(packet="9what"),
    "empty message": Step(packet="4"),
    "error packet": Step(packet='44/amigosocket,"something went wrong"'),
    "unauthorized": _user("unauthorized", detail="session expired"),
    "unicode": _user("project:metadata_updated", name="Muelle n.º 3 🚌 \u2028 日本語 👩‍👩‍👧 ñ"),
    "huge": _user("project:metadata_updated", text="x" * _HUGE_BYTES),
    "project created": _user("project:creation_succeeded", job=_JOB),
    "file failed": _user("project:process_datasource_failed", filename="piers.zip", job=_JOB),
    "style": _user("temp_dataset:style_updated", temp_dataset_id=5, extra={"cache_busting": 3}),
}
STEPS: Mapping[str, Callable[[int], Step]] = {
    **{name: partial(_fixed, step) for name, step in _FIXED.items()},
    "texts": lambda dataset: _realtime(dataset, _report()),
    "numbers": lambda dataset: _realtime(dataset, _report(**_NUMBERS)),
    "swapped": lambda dataset: _realtime(
        dataset, _report(latitude="-173.5673", longitude="45.5017")
    ),
    "unreadable place": lambda dataset: _realtime(
        dataset,
        _report(latitude="north"),
        _report(latitude=None),
        _report(latitude="NaN"),
        _report(longitude="inf"),
        _report(latitude=True),
    ),
    "odd reports": lambda dataset: _realtime(
        dataset, 7, None, [], {}, {"object_id": "nowhere"}, _report(object_id=12), _report()
    ),
    "odd times": lambda dataset: _realtime(
        dataset,
        *(_report(timestamp=odd) for odd in ("", None, "soon", "-5", "1e400", "1700000123000")),
    ),
    "no data": lambda dataset: Step("realtime", ({"dataset_id": dataset},)),
    "data as object": lambda dataset: Step(
        "realtime", ({"dataset_id": dataset, "data": _report()},)
    ),
    "dataset as text": lambda dataset: Step(
        "realtime", ({"dataset_id": str(dataset), "data": [_report()]},)
    ),
    "deep": _deep,
}
