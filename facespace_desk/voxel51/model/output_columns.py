"""The files of an output as rows of a table."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

import msgspec

from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.voxel51.outputs import Entry, Kind, kind_of

ICONS: Final = {
    Kind.ZIP: "layers",
    Kind.LABELS: "tag",
    Kind.JSON: "list-ordered",
    Kind.TABLE: "layout-grid",
    Kind.PICTURE: "image",
    Kind.VIDEO: "film",
    Kind.TEXT: "scroll-text",
    Kind.OTHER: "info",
}
_REFUSED: Final = "triangle-alert"


class FileRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One file; `number` tells files of the same name apart."""

    number: int
    name: str
    kind: Kind
    size: int
    refusal: str = ""

    @property
    def shown_name(self) -> str:
        """Without characters that would draw over others."""
        kept = "".join(each if each.isprintable() else "�" for each in self.name)
        return kept if len(kept) <= 300 else f"{kept[:150]}…{kept[-149:]}"

    @property
    def base_name(self) -> str:
        return PurePosixPath(self.shown_name.replace("\\", "/")).name or self.shown_name


def row_of(entry: Entry) -> FileRow:
    return FileRow(
        number=entry.number,
        name=entry.name,
        kind=kind_of(entry.name),
        size=entry.size,
        refusal=entry.refusal,
    )


def file_columns() -> tuple[Column[FileRow], ...]:
    """What the list of files shows."""
    return (
        Column(
            "name",
            "File",
            text=lambda row: row.shown_name,
            icon=lambda row: _REFUSED if row.refusal else ICONS[row.kind],
            tone=lambda row: "warn" if row.refusal else None,
            tooltip=lambda row: row.refusal or row.shown_name,
            hideable=False,
            width=190,
        ),
        Column(
            "size",
            "Size",
            text=lambda row: size_text(row.size),
            number=lambda row: row.size,
            align="right",
            width=76,
        ),
    )
