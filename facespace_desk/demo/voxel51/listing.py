"""Answers of queries, with the total as the switches say (wire section 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facespace_desk.demo.voxel51 import searching
from facespace_desk.demo.voxel51.account import Document
from facespace_desk.demo.voxel51.platform import Platform
from facespace_desk.demo.voxel51.switches import chosen


class Listing:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def answer(self, kind: str, rows: Sequence[Document], values: Mapping[str, object]) -> Document:
        """
        Raises:
            Refused: the query is not understood.
        """
        panel = self._platform.panel
        found, total = searching.found(kind, rows, values, int(panel.number("most_rows")))
        answer: Document = {kind: self._platform.documents.listed(kind, found)}
        name = chosen(panel, "total")
        return answer if name == "none" else answer | {name: total}
