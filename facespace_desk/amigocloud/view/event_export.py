"""The formats in which the list of events can be exported, for the export dialog."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from facespace_desk.amigocloud.model.export import TITLES, EventFormat, export_events
from facespace_desk.amigocloud.model.kept_events import KeptEvents
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.export import ExportContext, ExportResult
from facespace_desk.widgets.export_dialog import OtherFormat, Progress


def event_formats(
    events: KeptEvents, display: Display, context: ExportContext
) -> Sequence[OtherFormat]:
    """What the dialog offers instead of its own formats, which would read a million cells."""

    async def write(
        kind: EventFormat, path: Path, overwrite: bool, progress: Progress
    ) -> ExportResult:
        return await export_events(
            events,
            path,
            kind,
            display=display,
            context=context,
            overwrite=overwrite,
            progress=progress,
        )

    return [OtherFormat(title, kind.value, partial(write, kind)) for kind, title in TITLES.items()]
