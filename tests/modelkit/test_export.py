"""Exports: exactly what is shown, safe to open, complete or not there at all."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import io
import json
import os
import stat
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from facespace_desk.modelkit.display import Display, NameMask, Zone
from facespace_desk.modelkit.export import (
    ExportContext,
    ExportError,
    ExportFormat,
    ExportOptions,
    ExportResult,
    export_rows,
    file_name,
    formula_safe,
    manifest_path,
)
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.modelkit.table import RecordTableModel
from tests.limits import AT_ONCE_S, PATIENCE_S
from tests.modelkit.table_fixtures import Pass, make_model, passes

KEYS = ("camera", "person", "time", "count")


@pytest.fixture
async def model(qapp: Any) -> AsyncIterator[RecordTableModel[Pass]]:
    made = make_model(Display())
    yield made
    await made.close()


async def export(
    model: RecordTableModel[Pass], path: Path, display: Display | None = None, **options: Any
) -> ExportResult:
    extra = {name: options.pop(name) for name in ("keys", "progress") if name in options}
    context = ExportContext("live", "Demo", gaps=["14:02–14:05, network"], notes=["by hand"])
    return await export_rows(
        model,
        path,
        ExportOptions(**options),
        keys=extra.get("keys", KEYS),
        display=display or Display(),
        context=context,
        progress=extra.get("progress"),
    )


def read_csv(path: Path, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8")), delimiter=delimiter))


async def test_csv_holds_the_rows_columns_and_order_shown(
    model: RecordTableModel[Pass], tmp_path: Path
) -> None:
    model.append(passes(300))
    model.set_filter(Filter((Chip("camera", Op.CONTAINS, "cam-1"),)))
    model.sort(1, Qt.SortOrder.DescendingOrder)
    path = tmp_path / "rows.csv"
    result = await export(model, path)
    table = read_csv(path)
    assert table[0] == ["Camera", "Person", "Time", "Time (UTC)", "Count"]
    iso = Display().iso_text
    assert table[1:] == [
        [row.camera, row.person, iso(row.at_ms), iso(row.at_ms), str(row.count)]
        for row in model.shown()
    ]
    assert result.rows == model.rowCount() == len(table) - 1
    manifest = json.loads(manifest_path(path).read_text("utf-8"))
    assert manifest["file"] == {
        "name": "rows.csv",
        "rows": result.rows,
        "bytes": path.stat().st_size,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    assert manifest["filter"]["words"] == 'Camera contains "cam-1"'
    assert manifest["sorting"] == ["person downwards"]
    assert (manifest["rows_shown"], manifest["rows_held"]) == (result.rows, 300)
    assert manifest["gaps"] == ["14:02–14:05, network"]
    assert manifest["zone"] == "UTC"
    assert manifest["names"] == "in full"


async def test_both_zones_are_written_whichever_is_in_force(
    model: RecordTableModel[Pass], tmp_path: Path
) -> None:
    display = Display(Zone.LOCAL, local=ZoneInfo("Pacific/Kiritimati"))
    local = make_model(display)
    local.append([Pass("a", "b", 1_790_000_000_000), Pass("a", "b", None)])
    await export(local, tmp_path / "x.ndjson", display, format=ExportFormat.NDJSON)
    lines = [json.loads(line) for line in (tmp_path / "x.ndjson").read_text().splitlines()]
    assert lines[0]["time"] is lines[0]["time_utc"] is None
    assert lines[1]["time"] == "2026-09-22T04:13:20.000+14:00"
    assert lines[1]["time_utc"] == "2026-09-21T14:13:20.000+00:00"
    await local.close()


async def test_json_is_one_list_with_numbers_as_numbers(
    model: RecordTableModel[Pass], tmp_path: Path
) -> None:
    model.append(passes(3_000))
    path = tmp_path / "rows.json"
    await export(model, path, format=ExportFormat.JSON)
    rows = json.loads(path.read_text("utf-8"))
    assert [row["person"] for row in rows] == [row.person for row in model.shown()]
    assert [row["count"] for row in rows] == [row.count for row in model.shown()]


@pytest.mark.parametrize("file_format", list(ExportFormat))
async def test_no_rows_make_a_proper_file(
    model: RecordTableModel[Pass], tmp_path: Path, file_format: ExportFormat
) -> None:
    path = tmp_path / "none"
    result = await export(model, path, format=file_format)
    assert result.rows == 0
    text = path.read_text()
    assert text.count("\n") == {"csv": 1, "json": 2, "ndjson": 0}[file_format.value]
    assert file_format is not ExportFormat.JSON or json.loads(text) == []


async def test_masked_names_are_masked_in_file_and_manifest(
    model: RecordTableModel[Pass], tmp_path: Path
) -> None:
    display = Display(mask=NameMask.PSEUDONYM)
    masked = make_model(display)
    masked.append([Pass("cam-1", "Ada Lovelace", 0)])
    masked.set_filter(Filter((Chip("person", Op.CONTAINS, "Lovelace"),)))
    path = tmp_path / "rows.csv"
    await export(masked, path, display)
    for each in (path, manifest_path(path)):
        assert "Lovelace" not in each.read_text("utf-8")
    manifest = json.loads(manifest_path(path).read_text("utf-8"))
    assert manifest["names"] == "pseudonym"
    assert manifest["filter"]["words"] == 'Person contains "•••"'
    await masked.close()


async def test_gap_rows_go_into_the_manifest(model: RecordTableModel[Pass], tmp_path: Path) -> None:
    model.append([*passes(2), Pass("09:00–09:10", "", 5), *passes(2, 2)])
    path = tmp_path / "rows.csv"
    result = await export(model, path)
    assert result.rows == 4 == len(read_csv(path)) - 1
    gaps = json.loads(manifest_path(path).read_text("utf-8"))["gaps"]
    assert gaps == ["14:02–14:05, network", "no data, 09:00–09:10"]


async def test_spreadsheet_options(model: RecordTableModel[Pass], tmp_path: Path) -> None:
    model.append([Pass("=HYPERLINK(1)", 'Zoë;\n"quoted"', 0)])
    path = tmp_path / "rows.csv"
    await export(model, path, with_bom=True, delimiter=";")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    text = path.read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert rows[1][:2] == ["'=HYPERLINK(1)", 'Zoë;\n"quoted"']


@pytest.mark.parametrize(
    "text",
    [
        "=1",
        "+1+1",
        "-1-1",
        "@A1",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "＋1+1",
        "－2-",
        "＠A",
        "-",
    ],
)
def test_what_a_spreadsheet_would_compute_is_defused(text: str) -> None:
    assert formula_safe(text) == "'" + text


@pytest.mark.parametrize("text", ["", "a=1", "-5", "+4.5", "-1,25", "2026-11-21", "–", "cam-1"])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert formula_safe(text) == text


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    safe = formula_safe(text)
    assert safe in (text, "'" + text)
    if safe[:1] in "=@＝＋－＠\t\r\n" and safe:
        raise AssertionError(safe)


async def test_an_existing_file_is_kept_unless_told(
    model: RecordTableModel[Pass], tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("mine")
    with pytest.raises(ExportError, match="exists already"):
        await export(model, path)
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]
    await export(model, path, overwrite=True)
    assert path.read_text() != "mine"
    assert {each.name for each in tmp_path.iterdir()} == {"rows.csv", "rows.csv.manifest.json"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
async def test_only_this_user_may_read_the_file(
    model: RecordTableModel[Pass], tmp_path: Path
) -> None:
    await export(model, tmp_path / "rows.csv")
    for each in tmp_path.iterdir():
        assert stat.S_IMODE(each.stat().st_mode) == 0o600


async def test_a_folder_that_is_not_there_is_said_in_words(
    model: RecordTableModel[Pass], tmp_path: Path
) -> None:
    with pytest.raises(ExportError, match=r"rows\.csv could not be written: No such file"):
        await export(model, tmp_path / "nowhere" / "rows.csv")


async def test_cancelling_leaves_nothing(model: RecordTableModel[Pass], tmp_path: Path) -> None:
    model.append(passes(60_000))
    begun = asyncio.Event()
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        begun.set()

    task = asyncio.create_task(export(model, tmp_path / "rows.csv", progress=progress))
    await asyncio.wait_for(begun.wait(), PATIENCE_S)
    task.cancel()
    async with asyncio.timeout(AT_ONCE_S):
        with pytest.raises(asyncio.CancelledError):
            await task
    assert told[0][1] == 60_000
    assert told[-1][0] < 60_000
    assert list(tmp_path.iterdir()) == []


async def test_what_arrives_meanwhile_is_not_in_the_file(
    model: RecordTableModel[Pass], tmp_path: Path
) -> None:
    model.append(passes(20_000))
    expected = [row.person for row in model.shown()]

    def disturb(_done: int, _total: int) -> None:
        model.append(passes(10, 20_000))
        model.update({0: Pass("cam", "Somebody else", 0)})
        model.remove([1, 2])

    path = tmp_path / "rows.ndjson"
    await export(model, path, format=ExportFormat.NDJSON, progress=disturb)
    assert [json.loads(line)["person"] for line in path.read_text().splitlines()] == expected


async def test_switching_the_mask_while_writing_leaves_nothing(
    model: RecordTableModel[Pass], tmp_path: Path
) -> None:
    display = Display(mask=NameMask.HIDDEN)
    masked = make_model(display)
    masked.append(passes(20_000))
    with pytest.raises(ExportError, match="switched while writing"):
        await export(
            masked,
            tmp_path / "rows.csv",
            display,
            progress=lambda _done, _total: display.set_mask(NameMask.FULL),
        )
    assert list(tmp_path.iterdir()) == []
    await masked.close()


async def test_hostile_texts_are_written_and_read_back(
    model: RecordTableModel[Pass], tmp_path: Path
) -> None:
    names = ['a"b', "a,b;c", "x" * 10_000, "\u202egnp.exe", "<b>", "\ud800", "nul\x00"]
    model.append([Pass("cam", name, 0) for name in names])
    await export(model, tmp_path / "x.ndjson", format=ExportFormat.NDJSON, keys=("person",))
    await export(model, tmp_path / "x.csv", keys=("person",))
    lines = (tmp_path / "x.ndjson").read_text("utf-8").splitlines()
    read = [json.loads(line)["person"] for line in lines]
    assert read == [name.replace("\ud800", "?") for name in reversed(names)]


def test_file_names_carry_the_moment_and_no_names() -> None:
    now = datetime(2026, 11, 21, 7, 59, 3, tzinfo=UTC)
    assert file_name("Live list", now, ExportFormat.CSV) == "desk_live-list_20261121T075903Z.csv"
    assert file_name("…", now, ExportFormat.NDJSON) == "desk_table_20261121T075903Z.ndjson"
