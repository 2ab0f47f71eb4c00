"""Files to datasets and photos to galleries, whole or in chunks (wire section 3.6)."""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import json
import re
import secrets
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from facespace_desk.demo.amigocloud.account import USER_ID, Gallery
from facespace_desk.demo.amigocloud.database import Column, point
from facespace_desk.demo.amigocloud.resources import PROJECT
from facespace_desk.demo.amigocloud.rest import Answer, Call, Operation, Refused, listing
from facespace_desk.demo.amigocloud.state import State

_GALLERY = r"related_tables/(?P<gallery>\d{1,9})"
_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15})")
_FIELD = re.compile(rb'\bname="([^"]*)"')
_FILE = re.compile(rb'\bfilename="([^"]*)"')
_BOUNDARY = re.compile(r'boundary="?([^";]+)"?')
_MOST_SIMPLE = 64 * 2**20
_MOST_ROWS = 50_000  # of a file; everybody else waits while they are read


@dataclass
class _Chunked:
    """An upload under way."""

    target: str  # the path that it began at
    size: int
    until_s: float
    content: bytearray = field(default_factory=bytearray)
    is_complete: bool = False


@dataclass(frozen=True)
class _Part:
    name: str
    filename: str | None
    content: bytes


class Uploads:
    """The endpoints; `operations()` says where they are."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._under_way: dict[str, _Chunked] = {}

    def operations(self) -> list[Operation]:
        post, data = ("POST",), PROJECT + "/datasets/"
        return [
            Operation("upload", post, data + "upload", self._data_simple, "CREATE"),
            Operation("chunk", post, data + "chunked_upload", self._chunk, "CREATE"),
            Operation(
                "complete", post, data + "chunked_upload/complete", self._data_complete, "CREATE"
            ),
            Operation("entries", ("GET",), _GALLERY + "/entries", self._entries),
            Operation("upload", post, _GALLERY + "/upload", self._photo_simple, "CREATE"),
            Operation("chunk", post, _GALLERY + "/chunked_upload", self._chunk, "CREATE"),
            Operation(
                "complete", post, _GALLERY + "/chunked_upload/complete", self._photo_end, "CREATE"
            ),
        ]

    def clear(self) -> None:
        self._under_way.clear()

    def expire(self) -> None:
        for upload in self._under_way.values():
            upload.until_s = 0

    # data files

    def _data_simple(self, call: Call) -> Answer:
        part, _fields = _file_and_fields(call)
        return self._import(call, part.filename or "datafile", part.content)

    def _data_complete(self, call: Call) -> Answer:
        content, fields = self._completed(call)
        return self._import(call, str(fields.get("filename", "datafile")), content)

    def _import(self, call: Call, filename: str, content: bytes) -> Answer:
        """Start the job that makes a dataset of the file."""
        project_id = call.number("project")
        if project_id not in self._state.account.projects:
            raise Refused(404, "Not found.")
        about = {"user_id": USER_ID, "project_id": project_id, "filename": filename}
        tell = self._state.tell_user

        def finish(job: str) -> Mapping[str, object]:
            columns, rows = _table(content)
            name = filename.rpartition(".")[0] or filename
            account = self._state.account
            kind = "vector" if any(column.type == "point" for column in columns) else "tabular"
            try:
                dataset = account.add_dataset(project_id, name, kind, columns, rows)
            except sqlite3.Error as error:
                raise ValueError(str(error)) from error
            tell("project:process_file_finished", {**about, "job": job})
            made = {"user_id": USER_ID, "project_id": project_id, "dataset_id": dataset.id}
            tell("dataset:creation_succeeded", {**made, "job": job})
            return {"dataset_ids": [dataset.id]}

        def fail(job: str) -> Mapping[str, object]:
            tell("project:process_datasource_failed", {**about, "job": job})
            return {"dataset_ids": []}

        job = self._state.jobs.start(finish, fail)
        tell("project:process_file_started", {**about, "job": job.id})
        return {"job": job.id}

    # gallery photos

    def _found_gallery(self, call: Call) -> Gallery:
        gallery = self._state.account.galleries.get(call.number("gallery"))
        if gallery is None:
            raise Refused(404, "Not found.")
        return gallery

    def _entries(self, call: Call) -> Answer:
        wanted = call.params.get("source_amigo_id")
        entries = [
            {"amigo_id": amigo_id, "source_amigo_id": source, "filename": filename}
            for amigo_id, source, filename, _content in self._found_gallery(call).photos
            if wanted in (None, source)
        ]
        found = listing(self._state, call, entries, lambda one: one)
        assert isinstance(found, dict)
        return {**{name: found[name] for name in ("count", "next")}, "data": found["results"]}

    def _photo_simple(self, call: Call) -> Answer:
        part, fields = _file_and_fields(call)
        return self._add_photo(call, part.content, fields)

    def _photo_end(self, call: Call) -> Answer:
        return self._add_photo(call, *self._completed(call))

    def _add_photo(self, call: Call, content: bytes, fields: Mapping[str, object]) -> Answer:
        gallery = self._found_gallery(call)
        source, filename = fields.get("source_amigo_id"), fields.get("filename")
        if not source or not filename:
            raise Refused(400, "source_amigo_id and filename are required.")
        amigo_id = self._state.account.amigo_id()
        gallery.photos.append((amigo_id, str(source), str(filename), content))
        return {"amigo_id": amigo_id, "source_amigo_id": source, "filename": filename}

    # chunks

    def _chunk(self, call: Call) -> Answer:
        """Take a chunk where the one before it ended.

        Raises:
            Refused: 400, its place or size is wrong; the answer says the offset. 410, too late.
        """
        if "gallery" in call.groups:
            self._found_gallery(call)
        part, fields = _file_and_fields(call)
        first, last, size = self._range(call, len(part.content))
        upload_id = str(fields.get("upload_id", ""))
        target = call.path.rstrip("/")
        if not upload_id:
            if first:
                raise Refused(400, "Offsets do not match", offset=0)
            upload_id = secrets.token_hex(16)
            life_s = self._state.panel.number("upload_life_s")
            self._under_way[upload_id] = _Chunked(target, size, time.time() + life_s)
        upload = self._found_upload(upload_id, target)
        offset = len(upload.content)
        if first != offset or size != upload.size:
            raise Refused(400, "Offsets do not match", offset=offset, upload_id=upload_id)
        taken = int(self._state.panel.number("short_chunks")) or last + 1 - first
        upload.content += part.content[:taken]
        expires = datetime.fromtimestamp(upload.until_s, UTC).isoformat()
        return {"upload_id": upload_id, "offset": len(upload.content), "expires": expires}

    def _range(self, call: Call, length: int) -> tuple[int, int, int]:
        match = _RANGE.fullmatch(call.headers.get("content-range", ""))
        if match is None:
            self._state.panel.fault("chunk: no usable Content-Range")
            raise Refused(400, "Error in request headers")
        first, last, size = int(match[1]), int(match[2]), int(match[3])
        if last + 1 - first != length or last >= size:
            self._state.panel.fault("chunk: another size than Content-Range says")
            raise Refused(400, "File size doesn't match headers")
        return first, last, size

    def _found_upload(self, upload_id: str, target: str) -> _Chunked:
        upload = self._under_way.get(upload_id)
        if upload is None or upload.target != target:
            raise Refused(404, "Not found.")
        if upload.until_s < time.time():
            raise Refused(410, "Upload has expired")
        if upload.is_complete:
            raise Refused(400, 'Upload has already been marked as "complete"')
        return upload

    def _completed(self, call: Call) -> tuple[bytes, Mapping[str, object]]:
        """The whole file, and what came with it.

        Raises:
            Refused: 400, it is not whole or another file; 410, too late.
        """
        fields = call.fields()
        upload_id, md5 = fields.get("upload_id"), fields.get("md5")
        if not upload_id or not md5:
            raise Refused(400, 'Both "upload_id" and "md5" are required')
        target = call.path.rstrip("/").removesuffix("/complete")
        upload = self._found_upload(str(upload_id), target)
        offset = len(upload.content)
        if offset != upload.size:
            raise Refused(400, "The upload is not whole", offset=offset, upload_id=upload_id)
        if hashlib.md5(upload.content, usedforsecurity=False).hexdigest() != md5:
            raise Refused(400, "md5 checksum does not match")
        content, upload.content, upload.is_complete = bytes(upload.content), bytearray(), True
        return content, fields


def _file_and_fields(call: Call) -> tuple[_Part, Mapping[str, str]]:
    """The part `datafile` and the text parts of a multipart body.

    Raises:
        Refused: 400, there is no such part; 413, it is too large.
    """
    if len(call.body) > _MOST_SIMPLE:
        raise Refused(413, "Too large.")
    parts = _parts(call.headers.get("content-type", ""), call.body)
    file = next((part for part in parts if part.name == "datafile"), None)
    if file is None:
        raise Refused(400, "datafile: this field is required.", datafile=["Required."])
    rest = [part for part in parts if part is not file]
    return file, {part.name: part.content.decode("utf-8", "replace") for part in rest}


def _parts(content_type: str, body: bytes) -> list[_Part]:
    boundary = _BOUNDARY.search(content_type)
    if not content_type.startswith("multipart/form-data") or boundary is None:
        raise Refused(400, "The body is no multipart form.")
    found = []
    for piece in (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode())[1:]:
        head, gap, content = piece.partition(b"\r\n\r\n")
        name, filename = _FIELD.search(head), _FILE.search(head)
        if not gap or name is None:
            continue
        text = filename[1].decode("utf-8", "replace") if filename else None
        found.append(_Part(name[1].decode("utf-8", "replace"), text, content))
    return found


def _table(content: bytes) -> tuple[Sequence[Column], list[Sequence[object]]]:
    """Columns and the first rows of a GeoJSON or CSV file; one of another sort has one row.

    Raises:
        ValueError: it is empty or broken.
    """
    if not content:
        raise ValueError("the file is empty")
    if content.lstrip()[:1] == b"{":
        try:
            return _from_geojson(json.loads(content))
        except (AttributeError, LookupError, TypeError) as error:
            raise ValueError("the features are broken") from error
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return [Column("bytes", "integer")], [(len(content),)]
    lines = [
        line for line in itertools.islice(csv.reader(io.StringIO(text)), 1 + _MOST_ROWS) if line
    ]
    names = _names(lines[0]) if lines else []
    if not names:
        raise ValueError("the file has no columns")
    width = len(names)
    rows: list[Sequence[object]] = [tuple((*line, *[None] * width)[:width]) for line in lines[1:]]
    return [Column(name) for name in names], rows


def _from_geojson(found: object) -> tuple[Sequence[Column], list[Sequence[object]]]:
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list):
        raise ValueError("the file has no features")
    names = _names(
        [*dict.fromkeys(name for one in features for name in one.get("properties") or {})]
    )
    rows: list[Sequence[object]] = []
    for one in features[:_MOST_ROWS]:
        properties, geometry = one.get("properties") or {}, one.get("geometry") or {}
        place = geometry.get("coordinates") if geometry.get("type") == "Point" else None
        values = [_cell(properties.get(name)) for name in names]
        rows.append((*values, point(place[1], place[0]) if place else None))
    return [*(Column(name) for name in names), Column("geom", "point")], rows


def _names(names: Sequence[str]) -> list[str]:
    """Column names that differ, also for a database."""
    taken = {"amigo_id", "geom"}
    found = []
    for name in names:
        unique, number = name.strip() or "column", 1
        while unique.casefold() in taken:
            number += 1
            unique = f"{name}_{number}"
        taken.add(unique.casefold())
        found.append(unique)
    return found


def _cell(value: object) -> object:
    return json.dumps(value) if isinstance(value, list | dict | bool) else value
