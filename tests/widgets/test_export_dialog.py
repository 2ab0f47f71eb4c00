"""The export dialog: exactly what the table shows, in three forms, without accidents."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.export import ExportContext
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import TaskScope
from facespace_desk.widgets.export_dialog import ExportDialog
from facespace_desk.widgets.record_table import RecordTable
from facespace_desk.widgets.theme import ThemeSwitch
from tests.modelkit.table_fixtures import Pass, make_model, passes
from tests.widgets.conftest import look

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = ["look"]


class Bench:
    def __init__(self, loop: LoopRunner, folder: Path) -> None:
        self.loop = loop
        self.folder = folder
        self.display = Display()
        self.model: RecordTableModel[Pass] = make_model(self.display)
        self.table = RecordTable(self.model)
        self.troubles: list[BaseException] = []
        self.tasks = TaskScope("test", lambda error, _where: self.troubles.append(error))
        self.dialog: ExportDialog

    def open(self, name: str = "rows.csv", kind: str = "CSV") -> None:
        context = ExportContext(view="passes", profile="Test", gaps=["a gap"])
        self.dialog = ExportDialog(self.table, self.display, context, None, tasks=self.tasks)
        self.dialog.open()
        combo = self.dialog.findChild(QComboBox)
        assert combo is not None
        combo.setCurrentIndex(combo.findText(kind, Qt.MatchFlag.MatchStartsWith))
        self.path.setText(str(self.folder / name))

    @property
    def path(self) -> QLineEdit:
        return next(
            each
            for each in self.dialog.findChildren(QLineEdit)
            if "desk_" in each.text() or str(self.folder) in each.text()
        )

    def button(self, text: str) -> QAbstractButton:
        buttons = self.dialog.findChildren(QAbstractButton)
        return next(each for each in buttons if each.text().startswith(text))

    def words(self) -> str:
        labels = self.dialog.findChildren(QLabel)
        return "\n".join(each.text() for each in labels if each.isVisible())

    async def export(self) -> None:
        self.button("Export").click()
        await self.loop.until(lambda: "written to" in self.words())

    def run(self, scenario: Callable[[], Any]) -> None:
        self.loop.run(scenario())


@pytest.fixture
def bench(app_loop: LoopRunner, look: ThemeSwitch, tmp_path: Path) -> Iterator[Bench]:
    folder = tmp_path / "out"
    folder.mkdir()
    made = Bench(app_loop, folder)
    yield made

    async def close() -> None:
        if shiboken6.isValid(made.dialog):
            made.dialog.reject()
        await made.tasks.close()
        await made.model.close()

    app_loop.run(close())
    made.table.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not made.troubles


def manifest(path: Path) -> dict[str, Any]:
    return json.loads(path.with_name(path.name + ".manifest.json").read_text())  # type: ignore[no-any-return]


def test_csv_has_the_rows_columns_and_order_shown(bench: Bench) -> None:
    async def scenario() -> None:
        bench.model.append(passes(120))
        bench.model.set_filter(Filter((Chip("camera", Op.EQUALS, "cam-3"),)))
        bench.table.header.moveSection(2, 0)
        bench.open()
        assert "10 of 120 rows" in bench.words()
        await bench.export()
        file = bench.folder / "rows.csv"
        rows = list(csv.reader(io.StringIO(file.read_text())))
        titles = {column.key: column.title for column in bench.model.columns}
        shown = [titles[key] for key in bench.table.header.visible_keys()]
        assert [head for head in rows[0] if not head.endswith("(UTC)")] == shown
        assert len(rows) == 11
        facts = manifest(file)
        assert (facts["rows_shown"], facts["rows_held"]) == (10, 120)
        assert facts["gaps"] == ["a gap"]
        assert facts["zone"] == "UTC"
        assert facts["file"]["rows"] == 10
        assert "10 rows" in bench.words()
        assert bench.button("Show in folder").isVisible()

    bench.run(scenario)


@pytest.mark.parametrize(("kind", "name"), [("JSON", "rows.json"), ("NDJSON", "rows.ndjson")])
def test_json_and_ndjson_can_be_read_by_programs(bench: Bench, kind: str, name: str) -> None:
    async def scenario() -> None:
        bench.model.append(passes(5))
        bench.open(name, kind)
        await bench.export()
        text = (bench.folder / name).read_text()
        rows = json.loads(text) if kind == "JSON" else [*map(json.loads, text.splitlines())]
        assert len(rows) == 5
        assert not bench.button("Semicolons").isEnabled()

    bench.run(scenario)


def test_choosing_another_form_changes_the_name(bench: Bench) -> None:
    async def scenario() -> None:
        bench.open()
        combo = bench.dialog.findChild(QComboBox)
        assert combo is not None
        combo.setCurrentIndex(2)
        assert bench.path.text().endswith(".ndjson")
        assert Path(bench.path.text()).name.startswith("desk_passes_")

    bench.run(scenario)


def test_file_that_is_there_is_kept_until_one_says_otherwise(bench: Bench) -> None:
    async def scenario() -> None:
        bench.model.append(passes(3))
        (bench.folder / "rows.csv").write_text("precious")
        bench.open()
        bench.button("Export").click()
        await bench.loop.until(lambda: "exists already" in bench.words())
        assert (bench.folder / "rows.csv").read_text() == "precious"
        assert bench.button("Export").isEnabled()
        bench.button("Replace").click()
        await bench.export()
        assert (bench.folder / "rows.csv").read_text() != "precious"

    bench.run(scenario)


@pytest.mark.parametrize(
    ("name", "words"),
    [("no/such/folder/rows.csv", "This folder does not exist."), ("", "Write a name")],
)
def test_place_that_is_none_is_told_at_its_field(bench: Bench, name: str, words: str) -> None:
    async def scenario() -> None:
        bench.open()
        bench.path.setText(str(bench.folder / name) if name else "")
        bench.button("Export").click()
        await asyncio.sleep(0)
        assert words in bench.words()
        assert not list(bench.folder.iterdir())

    bench.run(scenario)


def test_cancelled_export_leaves_nothing(bench: Bench) -> None:
    async def scenario() -> None:
        bench.model.append(passes(100_000))
        bench.open()
        bench.button("Export").click()
        await bench.loop.until(lambda: "of 100,000 rows" in bench.words().split("\n", 1)[1])
        assert bench.button("Cancel").isVisible()
        bench.button("Cancel").click()
        await bench.tasks.close()
        assert not list(bench.folder.iterdir())

    bench.run(scenario)
