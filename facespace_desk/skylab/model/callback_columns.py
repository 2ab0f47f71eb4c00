"""What came to the callback listener, as rows of a table."""

from __future__ import annotations

from typing import Final

from facespace_desk.language import tr
from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.display import Display
from facespace_desk.skylab.callbacks import Finding
from facespace_desk.skylab.listener import Heard

LOOKS: Final = {  # icon, colour token
    Finding.GOOD: ("circle-check", "live"),
    Finding.UNCHECKED: ("state-ring", "muted"),
    Finding.OLD: ("clock", "warn"),
    Finding.AHEAD: ("clock", "warn"),
    Finding.REPLAYED: ("history", "warn"),
    Finding.WRONG: ("state-square", "bad"),
    Finding.MALFORMED: ("state-square", "bad"),
    Finding.TOO_LARGE: ("state-square", "bad"),
}
_FINDING_WORDS: Final = {
    Finding.GOOD: tr("good", "verdict on a callback"),
    Finding.UNCHECKED: tr("not checked", "verdict on a callback"),
    Finding.TOO_LARGE: tr("too large", "verdict on a callback"),
    Finding.MALFORMED: tr("malformed", "verdict on a callback"),
    Finding.WRONG: tr("wrong", "verdict on a callback"),
    Finding.OLD: tr("old", "verdict on a callback"),
    Finding.AHEAD: tr("ahead", "verdict on a callback"),
    Finding.REPLAYED: tr("replayed", "verdict on a callback"),
}
_NONE: Final = ("state-cross", "muted")


def callback_columns(display: Display) -> tuple[Column[Heard], ...]:
    """What the table shows of a request."""
    return (
        Column(
            "at",
            tr("Heard"),
            text=lambda row: display.time_text(row.at_ms),
            moment_ms=lambda row: row.at_ms,
            newest_first=True,
            parse=display.parse_time,
            mono=True,
            width=170,
            hideable=False,
        ),
        Column(
            "verdict",
            tr("Verdict"),
            text=_verdict,
            icon=lambda row: _look(row)[0],
            tone=lambda row: _look(row)[1],
            width=130,
        ),
        Column(
            "job",
            tr("Job"),
            text=lambda row: "" if row.job_id is None else str(row.job_id),
            number=lambda row: row.job_id,
            align="right",
            mono=True,
            width=80,
        ),
        Column(
            "status",
            tr("Answered"),
            text=lambda row: str(int(row.status)),
            number=lambda row: row.status,
            align="right",
            mono=True,
            width=90,
        ),
        Column("words", tr("What happened"), text=lambda row: row.words, width=420),
    )


def _verdict(row: Heard) -> str:
    return tr("no callback") if row.verdict is None else _FINDING_WORDS[row.verdict.finding]


def _look(row: Heard) -> tuple[str, str]:
    return _NONE if row.verdict is None else LOOKS[row.verdict.finding]
