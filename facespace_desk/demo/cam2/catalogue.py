"""The cameras as they are now: the seeded world with what has been written over it."""

from __future__ import annotations

import random
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from facespace_desk.demo.cam2.index import Query
from facespace_desk.demo.cam2.kinds import Kind
from facespace_desk.demo.cam2.reading import MAIN_FIELD, RETRIEVAL_FIELDS, Malformed
from facespace_desk.demo.cam2.world import Document, World

PAGE = 100
PAST_CHANGES = 1_500
_PAST_S = 60 * 86_400
_NUMBER_IN_PATH = re.compile(r"/(\d{1,9})/")
_FIELDS = (  # as the wire lists them; absent ones are null
    *("cameraID", "legacy_cameraID", "type", "source", "country", "state", "city"),
    *("latitude", "longitude", "resolution_width", "resolution_height", "frame_rate"),
    *("is_active_image", "is_active_video", "utc_offset", "timezone_id", "timezone_name"),
    *("reference_logo", "reference_url"),
)


class Conflict(ValueError):
    """409; the text goes to the client."""


class Catalogue:
    """Cameras by row and by id, their search, and the log of what was written when."""

    def __init__(self, world: World, seed: int, now_s: float) -> None:
        self._world = world
        self._seed = seed
        self._index = world.index()
        self._written: dict[int, Document] = {}
        self._changes: list[tuple[int, str]] = []  # (ms since 1970, camera id), oldest first
        self.reset(now_s)

    def reset(self, now_s: float) -> None:
        self._index.reset()
        self._written.clear()
        draw = random.Random(self._seed)
        self._changes = sorted(
            (
                round((now_s - draw.random() * _PAST_S) * 1000),
                self._world.camera_id(draw.randrange(self._world.count)),
            )
            for _ in range(PAST_CHANGES)
        )

    def __len__(self) -> int:
        return len(self._index)

    # reading

    def document(self, row: int) -> Document:
        written = self._written.get(row)
        return self._world.document(row) if written is None else written

    def row(self, camera_id: str) -> int | None:
        row = self._world.row(camera_id)
        return row if row is not None and row < len(self._index) else None

    def row_of_legacy_id(self, number: int) -> int | None:
        return self._index.with_legacy_id(number)

    def page(self, query: Query, offset: int, *, repeats: bool) -> list[int]:
        """Rows of one page; *repeats*: ten come again on the next page, and it never ends."""
        rows = self._index.find(query)
        if not repeats or not len(rows):
            return [int(row) for row in rows[offset : offset + PAGE]]
        first = offset * 9 // 10
        return [int(rows[(first + number) % len(rows)]) for number in range(PAGE)]

    def with_retrieval(self, wanted: Mapping[str, str]) -> list[int]:
        """Rows of cameras with this type and these retrieval members, at most a page."""
        asked = {"port": "80"} if wanted["type"] == "ip" else {}
        asked |= {name: value for name, value in wanted.items() if name != "type"}
        found: list[int] = []
        for row in self._candidates(wanted):
            document = self.document(row)
            retrieval = document["retrieval"]
            assert isinstance(retrieval, dict)
            if document["type"] == wanted["type"] and all(
                _as_asked(name, retrieval.get(name)) == value for name, value in asked.items()
            ):
                found.append(row)
            if len(found) == PAGE:
                break
        return found

    def _candidates(self, wanted: Mapping[str, str]) -> Iterator[int]:
        """Rows among which the wanted ones are: seeded addresses carry their camera's number."""
        texts = [wanted.get(name, "") for name in ("image_path", "video_path")]
        texts += [wanted.get(name, "") for name in ("snapshot_url", "m3u8_url")]
        numbers = [int(match[1]) for text in texts if (match := _NUMBER_IN_PATH.search(text))]
        if not any(texts):  # an address alone
            yield from (int(row) for row in self._index.find(Query({"type": wanted["type"]})))
            return
        likely = {number + twin for number in numbers for twin in (0, 1)}
        likely |= set(self._written) | set(self._world.rows_of_kind(Kind.PRIVATE))
        yield from sorted(row for row in likely if row < len(self._index))

    # writing

    def add(self, form: Mapping[str, object], now_s: float) -> str:
        """Store a new camera; its id.

        Raises:
            Malformed: a required field is missing.
            Conflict: the legacy id is taken.
        """
        for name in ("type", "is_active_image", "is_active_video"):
            if name not in form:
                raise Malformed(f"Must include {name}")
        row = len(self._index)
        camera_id = self._world.camera_id(row)
        document: Document = {**dict.fromkeys(_FIELDS), **form, "cameraID": camera_id}
        document["retrieval"] = self._checked_retrieval(document, {}, form.get("retrieval"), True)
        self._check_legacy_id(form, row)
        self._put(row, document, now_s)
        return camera_id

    def update(
        self, row: int, form: Mapping[str, object], now_s: float, *, null_erases: bool
    ) -> None:
        """Write *form* over a camera; members of the retrieval that are null stay as they were,
        or are erased.

        Raises:
            Malformed: the retrieval does not fit the type.
            Conflict: the legacy id is another camera's.
        """
        before = self.document(row)
        document = {**before, **form}
        stored = before["retrieval"] if document["type"] == before["type"] else {}
        assert isinstance(stored, dict)
        document["retrieval"] = self._checked_retrieval(
            document, stored, form.get("retrieval"), null_erases
        )
        self._check_legacy_id(form, row)
        self._put(row, document, now_s)

    @staticmethod
    def _checked_retrieval(
        document: Document, stored: Mapping[str, object], given: object, null_erases: bool
    ) -> Document:
        camera_type = str(document["type"])
        new = given if isinstance(given, dict) else {}
        stray = new.keys() - set(RETRIEVAL_FIELDS[camera_type])
        if stray:
            raise Malformed(f"{min(stray)} does not belong to a camera of type {camera_type}")
        kept = {name: value for name, value in new.items() if value is not None or null_erases}
        empty = dict.fromkeys(RETRIEVAL_FIELDS[camera_type])
        retrieval: Document = {**empty, **stored, **kept}
        may_be_empty = bool(stored) and null_erases
        if not retrieval[MAIN_FIELD[camera_type]] and not may_be_empty:
            raise Malformed(f"Must include {MAIN_FIELD[camera_type]}")
        return retrieval

    def _check_legacy_id(self, form: Mapping[str, object], row: int) -> None:
        number = form.get("legacy_cameraID")
        if isinstance(number, int) and self.row_of_legacy_id(number) not in (None, row):
            raise Conflict("legacy_cameraID already exists")

    def _put(self, row: int, document: Document, now_s: float) -> None:
        self._written[row] = document
        self._index.put(row, document)
        self._changes.append((round(now_s * 1000), str(document["cameraID"])))
        self._changes.sort()  # a clock can be set back

    # the log

    def changes(
        self, start_ms: int | None, end_ms: int | None, *, newest_first: bool
    ) -> list[tuple[int, str]]:
        """All changes from *start_ms* to *end_ms*, both included; None: unbounded."""
        first = 0 if start_ms is None else bisect_left(self._changes, (start_ms, ""))
        last = len(self._changes) if end_ms is None else bisect_right(self._changes, (end_ms, "~"))
        found = self._changes[first:last]
        return found[::-1] if newest_first else found


def _as_asked(name: str, value: object) -> str | None:
    if name == "port" and value is None:
        return "80"
    return None if value is None else str(value)


def stamp(moment_ms: int) -> str:
    moment = datetime.fromtimestamp(moment_ms / 1000, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
