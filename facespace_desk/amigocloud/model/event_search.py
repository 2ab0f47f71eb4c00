"""What of a filter the database can judge beforehand, so that fewer rows come to Python.

A narrowing may let too much through, never too little: the filter itself has the last word.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from facespace_desk.amigocloud.live.reports import ObjectKey
from facespace_desk.modelkit.columns import ANY_COLUMN
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.store.event_records import Narrow

_TEXT_OPS: Final = frozenset({Op.CONTAINS, Op.EQUALS, Op.STARTS, Op.ENDS})
_VERBATIM: Final = frozenset({"name", "object", "payload"})  # columns that show what is stored
_IN_OTHERS: Final = frozenset("0123456789-:., bkmg–")  # letters of times, sizes and empty cells


def narrowing(
    spec: Filter | None,
    muted: Collection[str] = (),
    key: ObjectKey | None = None,
    names: Collection[str] = (),
) -> Narrow:
    """What rows must meet to pass *spec*, not be of a *muted* type and tell of an object, besides
    what only Python can judge. *names* of datasets are shown in rows, but not kept in them."""
    hidden = frozenset(muted)
    chips = () if spec is None else tuple(chip for chip in spec.chips if chip.is_active)
    has_alternatives = (
        spec is not None and spec.match == "any" and len(chips) + len(spec.groups) > 1
    )
    if has_alternatives:
        return _narrow(hidden, key)
    needles = [chip.text for chip in chips if _must_be_in_a_text(chip, names)]
    return _narrow(hidden, key, max(needles, key=len, default=""))


def _narrow(hidden: frozenset[str], key: ObjectKey | None, text: str = "") -> Narrow:
    if key is None:
        return Narrow(not_names=hidden, text=text)
    return Narrow(not_names=hidden, dataset_id=key.dataset_id, object_id=key.object_id, text=text)


def _must_be_in_a_text(chip: Chip, names: Collection[str]) -> bool:
    if chip.negated or chip.op not in _TEXT_OPS or not chip.text.isascii():
        return False
    if chip.column in _VERBATIM:
        # Several objects are joined by ", ", which is not how they are stored.
        return not (chip.column == "object" and "," in chip.text)
    wanted = chip.text.casefold()
    if chip.column != ANY_COLUMN or _IN_OTHERS.issuperset(wanted):
        return False
    return not any(wanted in name.casefold() for name in names)
