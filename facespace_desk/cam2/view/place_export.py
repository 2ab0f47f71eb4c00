"""What the export dialog offers for cameras besides the formats of every table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from facespace_desk.cam2.model.geo_export import GeoFormat, Notice, export_places
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.export import ExportContext, ExportResult
from facespace_desk.widgets.export_dialog import OtherFormat, RowLimit
from facespace_desk.widgets.table_page import TablePage

TITLES: Final = {
    GeoFormat.GEOJSON: tr("GeoJSON, for maps"),
    GeoFormat.KML: tr("KML, for globes"),
    GeoFormat.GPX: tr("GPX, waypoints"),
}


@dataclass(frozen=True)
class PlaceExport:
    """Writes the cameras that *page* shows, in one format."""

    page: TablePage
    kind: GeoFormat
    notice: Notice
    display: Display
    context: ExportContext

    async def write(
        self, path: Path, overwrite: bool, progress: Callable[[int, int], None]
    ) -> ExportResult:
        """See `OtherFormat`. Raises ExportError."""
        return await export_places(
            self.page.model,
            path,
            self.kind,
            keys=self.page.table.header.visible_keys(),
            display=self.display,
            context=self.context,
            notice=self.notice,
            overwrite=overwrite,
            progress=progress,
        )


def place_formats(
    page: TablePage, notice: Notice, display: Display, context: ExportContext
) -> list[OtherFormat]:
    """The formats of places."""
    return [
        OtherFormat(title, kind.value, PlaceExport(page, kind, notice, display, context).write)
        for kind, title in TITLES.items()
    ]


def row_limit(notice: Notice) -> RowLimit | None:
    """How much may leave, as long as nobody said what for."""
    most = notice.most_rows
    if most is None:
        return None
    words = tr(
        "At most {most:,} rows leave this desk as long as the profile does not say what for. "
        "Filter, or name the purpose in the profile.",
        most=most,
    )
    return RowLimit(most, words)
