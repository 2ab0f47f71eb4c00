"""Profiles as rows of a table."""

from __future__ import annotations

from typing import Final

from facespace_desk.language import tr
from facespace_desk.modelkit.columns import Column
from facespace_desk.skylab.model.profile_options import FLAGS, OPTIONS, value_text
from facespace_desk.skylab.records import Profile

_SHORT: Final = {
    "enable_crop": tr("crop"),
    "enable_color": tr("colour"),
    "enable_retouch": tr("retouch"),
    "enable_extract": tr("cut-out"),
    "replace_background": tr("background"),
    "dual_file_output": tr("both files"),
    "enable_strip_png_metadata": tr("no metadata"),
}
HIDDEN_AT_FIRST: Final = (*FLAGS, "output_file_type", "description", "id")


def summary_of(profile: Profile) -> str:
    """What a profile does, in a few words: "colour, cut-out, background"."""
    return ", ".join(words for name, words in _SHORT.items() if getattr(profile, name))


def profile_columns() -> tuple[Column[Profile], ...]:
    """What the table shows of a profile."""
    return (
        Column("name", tr("Name"), text=lambda row: row.name, width=200, hideable=False),
        Column(
            "backgrounds",
            tr("Pictures"),
            text=lambda row: str(len(row.backgrounds)) if row.backgrounds else "",
            number=lambda row: len(row.backgrounds),
            align="right",
            mono=True,
            width=72,
        ),
        Column("summary", tr("Does"), text=summary_of, width=160),
        Column("description", tr("Description"), text=lambda row: row.description or "", width=240),
        *(_option(name) for name in (*FLAGS, "output_file_type")),
        Column(
            "id",
            "ID",
            text=lambda row: str(row.id),
            number=lambda row: row.id,
            align="right",
            mono=True,
            width=80,
        ),
    )


def _option(name: str) -> Column[Profile]:
    return Column(
        name, OPTIONS[name].title, text=lambda row: value_text(getattr(row, name)), width=110
    )
