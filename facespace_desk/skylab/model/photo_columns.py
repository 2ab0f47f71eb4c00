"""Photos as rows of a table, and as what the grid paints."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Final

import msgspec

from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.moment_columns import moment_column
from facespace_desk.modelkit.sizes import size_text

HIDDEN_AT_FIRST: Final = ("md5", "id", "folder")


class PhotoState(Enum):
    """Where a photo stands; the value is the word that the operator reads."""

    WAITING = "waiting"  # to be sent
    UPLOADING = "uploading"
    SENT = "at the studio"
    READY = "finished"  # its result can be fetched
    FETCHING = "coming back"
    HERE = "here"  # its result is on this computer
    FAILED = "failed"


SHAPES: Final = {  # icon, colour token
    PhotoState.WAITING: ("state-ring", "muted"),
    PhotoState.UPLOADING: ("state-arc", "accent"),
    PhotoState.SENT: ("state-half", "muted"),
    PhotoState.READY: ("state-disc", "accent"),
    PhotoState.FETCHING: ("state-arc", "accent"),
    PhotoState.HERE: ("circle-check", "live"),
    PhotoState.FAILED: ("state-square", "bad"),
}
VERDICT_SHAPES: Final = {  # icon, colour token
    "accepted": ("thumbs-up", "live"),
    "flagged": ("flag", "warn"),
}
_ORDER: Final = {state: number for number, state in enumerate(PhotoState)}


class PhotoRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One photo of the shown job. `original` and `result` are files on this computer, empty when
    there are none; `share` is how far its transfer is, from 0 to 1."""

    key: str
    photo_id: int | None
    name: str
    state: PhotoState
    words: str = ""  # why it failed, or waits
    original: str = ""
    result: str = ""
    results: int = 0  # files that came back
    size: int = 0  # bytes, of the original
    md5: str = ""
    prepared: str = ""
    share: float = 0.0
    sent_ms: int | None = None
    received_ms: int | None = None
    transfer_id: int | None = None  # of the transfer under way or failed
    is_ready: bool = False  # the service says that there is a result
    verdict: str = ""  # what the operator thinks of the result: "accepted", "flagged"

    @property
    def state_words(self) -> str:
        moves = self.state in (PhotoState.UPLOADING, PhotoState.FETCHING)
        return f"{self.state.value} {self.share:.0%}" if moves else self.state.value

    @property
    def can_compare(self) -> bool:
        """Whether there is a result to look at."""
        return self.is_ready or bool(self.result)


def photo_columns(display: Display) -> tuple[Column[PhotoRow], ...]:
    """What the table shows of a photo."""
    return (
        Column("name", "Photo", text=lambda row: row.name, width=230, hideable=False),
        Column(
            "state",
            "State",
            text=lambda row: row.state_words,
            value=lambda row: row.state.value,
            sort_key=lambda row: _ORDER[row.state],
            icon=lambda row: SHAPES[row.state][0],
            tone=lambda row: SHAPES[row.state][1],
            tooltip=lambda row: row.words or None,
            width=130,
        ),
        Column(
            "verdict",
            "Verdict",
            text=lambda row: row.verdict,
            icon=lambda row: VERDICT_SHAPES[row.verdict][0] if row.verdict else None,
            tone=lambda row: VERDICT_SHAPES[row.verdict][1] if row.verdict else None,
            width=100,
        ),
        Column(
            "size",
            "Size",
            text=lambda row: size_text(row.size) if row.size else "",
            number=lambda row: row.size or None,
            align="right",
            mono=True,
            newest_first=True,
            width=90,
        ),
        Column("prepared", "Prepared", text=lambda row: row.prepared, width=220),
        moment_column("sent", "Sent", display, lambda row: row.sent_ms),
        moment_column("received", "Came back", display, lambda row: row.received_ms),
        Column(
            "results",
            "Files",
            text=lambda row: str(row.results) if row.results else "",
            number=lambda row: row.results,
            align="right",
            mono=True,
            width=64,
        ),
        Column(
            "result",
            "Result",
            text=lambda row: Path(row.result).name if row.result else "",
            tooltip=lambda row: row.result or None,
            width=220,
        ),
        Column(
            "words",
            "What happened",
            text=lambda row: row.words,
            tone=lambda row: "bad" if row.state is PhotoState.FAILED else None,
            width=260,
        ),
        Column(
            "folder",
            "Original in",
            text=lambda row: str(Path(row.original).parent) if row.original else "",
            width=220,
        ),
        Column("md5", "MD5", text=lambda row: row.md5, mono=True, width=250),
        Column(
            "id",
            "ID",
            text=lambda row: "" if row.photo_id is None else str(row.photo_id),
            number=lambda row: row.photo_id,
            align="right",
            mono=True,
            width=90,
        ),
    )
