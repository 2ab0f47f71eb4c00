"""Rows on the clipboard as the table shows them: TSV, HTML, JSON."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.export_file import formula_safe

if TYPE_CHECKING:
    from facespace_desk.widgets.record_table import RecordTable

COPY_LIMIT = 20_000
"""Rows that the clipboard takes; more belong into an export."""
_BREAKS = str.maketrans({"\t": " ", "\n": " ", "\r": " "})


class RowCopier(QObject):
    """Copies what is selected: shown columns in shown order, names as masked as on the screen.

    Signals:
        copied: how many rows went to the clipboard.
        refused: how many rows were too many for it.
    """

    copied = Signal(int)
    refused = Signal(int)

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table

    def copy_rows(self, *, with_heads: bool = False) -> None:
        """The selected rows, for spreadsheets and documents."""
        if self._may_copy():
            heads, rows = self._texts()
            data = mime_data(heads if with_heads else None, rows)
            QGuiApplication.clipboard().setMimeData(data)
            self.copied.emit(len(rows))

    def copy_json(self) -> None:
        """The selected rows as a JSON list."""
        if self._may_copy():
            heads, rows = self._texts()
            listed = [dict(zip(heads, row, strict=True)) for row in rows]
            QGuiApplication.clipboard().setText(json.dumps(listed, ensure_ascii=False, indent=1))
            self.copied.emit(len(rows))

    def copy_cell(self) -> None:
        """The text of the current cell, letter by letter."""
        index = self._table.currentIndex()
        if index.isValid():
            QGuiApplication.clipboard().setText(index.data())

    def menu(self) -> QMenu:
        """The menu of these commands, made anew; the caller shows it."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        count = self._table.selected_count()
        for text, keys, command in (
            (tr_n("Copy {n:,} rows", "Copy row", count), "Ctrl+C", self.copy_rows),
            (tr("Copy with headers"), "Ctrl+Shift+C", partial(self.copy_rows, with_heads=True)),
            (tr("Copy cell"), "", self.copy_cell),
            (tr("Copy as JSON"), "", self.copy_json),
        ):
            action = menu.addAction(text)
            action.setShortcut(keys)
            action.setEnabled(count > 0)
            action.triggered.connect(lambda _checked, command=command: command())
        return menu

    def _may_copy(self) -> bool:
        count = self._table.selected_count()
        if count > COPY_LIMIT:
            self.refused.emit(count)
        return 0 < count <= COPY_LIMIT

    def _texts(self) -> tuple[list[str], list[list[str]]]:
        """The heads and the cells of the selected rows."""
        model, header = self._table.records, self._table.header
        by_key = {column.key: section for section, column in enumerate(model.columns)}
        sections = [by_key[key] for key in header.visible_keys()]
        heads = [model.headerData(section, Qt.Orientation.Horizontal) for section in sections]
        rows = [
            [model.index(row, section).data() for section in sections]
            for row in self._table.selected_rows()
        ]
        return heads, rows


def mime_data(heads: Sequence[str] | None, rows: Iterable[Sequence[str]]) -> QMimeData:
    """*rows* of texts, with *heads* above them when given, as TSV and as HTML at once.

    Spreadsheets read formulas from the clipboard as from a file, so texts are made safe for them.
    """
    table = [[formula_safe(cell.translate(_BREAKS)) for cell in row] for row in rows]
    lines = ["\t".join(row) for row in table]
    parts = []
    if heads is not None:
        lines.insert(0, "\t".join(head.translate(_BREAKS) for head in heads))
        parts.append(_html_row("th", heads))
    parts += [_html_row("td", row) for row in table]
    tsv = "\n".join(lines)
    data = QMimeData()
    data.setText(tsv)
    data.setHtml(f"<meta charset='utf-8'><table>{''.join(parts)}</table>")
    data.setData("text/tab-separated-values", tsv.encode("utf-8", "replace"))
    return data


def _html_row(tag: str, cells: Sequence[str]) -> str:
    inner = "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells)
    return f"<tr>{inner}</tr>"
