"""What the operator reads, in their language. Knows no Qt, so that clients and models speak it too.

English is written in the code. `tr` and `tr_n` look a text up in the catalogue of the chosen
language (`resources/translations`, made by `packaging/translations.py`), and fill its places:

    tr("No sign of {name} since {time}", name=name, time=time)
    tr("Open", "a camera that answers")   # the second text tells two meanings apart; no values then
    tr_n("{n:,} cameras", "{n:,} camera", n)

The language is chosen once, before the rooms that speak are imported, so a text may also stand in
a constant; another choice counts from the next start. The command line, the log and reports for
support stay English: those who read them are seldom those who chose the language.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

SHIPPED = {"en": "English", "de": "Deutsch"}  # by ISO 639 code: how it calls itself
WRITTEN_IN = "en"
PSEUDO = {"en-XA": "accents, and a third longer", "ar-XB": "right to left"}  # to test with

_PLURAL_LIMIT = 2**31 - 1  # Qt counts with 32 bits


@dataclass(frozen=True)
class Language:
    """One that is not English.

    `find(text, comment, n)` gives the translation, in the plural form of *n* when it is not None,
    and "" when there is none. `group` and `point` stand in numbers where English has "," and ".".
    """

    code: str
    find: Callable[[str, str, int | None], str]
    group: str = ","
    point: str = "."


class _Formatter(string.Formatter):
    """Fills places; numbers that were written for English get the signs of the language."""

    def format_field(self, value: Any, format_spec: str) -> str:
        written: str = super().format_field(value, format_spec)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _with_signs(written)
        return written


_formatter = _Formatter()
_language: Language | None = None
_known: dict[tuple[str, str], str] = {}  # what was looked up, without plurals


def speak(language: Language | None) -> None:
    """Answer in *language* from now on; None for English."""
    global _language  # noqa: PLW0603  # one process speaks one language
    _language = language
    _known.clear()


def spoken() -> str:
    """The code of the language in use."""
    return WRITTEN_IN if _language is None else _language.code


def tr(text: str, comment: str = "", /, **values: Any) -> str:
    """*text* in the operator's language, with *values* in its places; English when it has none."""
    if _language is None:
        return text.format(**values) if values else text
    found = _known.get((text, comment))
    if found is None:
        found = _known[text, comment] = _language.find(text, comment, None) or text
    return _formatter.vformat(found, (), values) if values else found


def tr_n(many: str, one: str, n: int, /, **values: Any) -> str:
    """What is said of *n* things, which the texts call {n}: *one* of 1, *many* of all others.

    Other languages have other forms than these two; their catalogues hold all of them.
    """
    if _language is None:
        return (one if n == 1 else many).format(n=n, **values)
    found = _language.find(many, one, min(abs(n), _PLURAL_LIMIT))
    return _formatter.vformat(found or (one if n == 1 else many), (), {"n": n, **values})


def number(value: float, spec: str = ",") -> str:
    """A number alone, such as "2,600" or in German "2.600"; *spec* as `format` takes it."""
    return _with_signs(format(value, spec))


def read_number(text: str) -> float:
    """What somebody typed as `number` writes it; a comma is a point where it groups nothing.

    Raises:
        ValueError: it is no number.
    """
    group, point = (",", ".") if _language is None else (_language.group, _language.point)
    plain = "".join(text.split())
    if re.fullmatch(
        rf"[+-]?\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(point)}\d*)?", plain
    ):
        plain = plain.replace(group, "")
    return float(plain.replace(",", "."))


def _with_signs(written: str) -> str:
    if _language is None:
        return written
    signs = str.maketrans({",": _language.group, ".": _language.point})
    return written.translate(signs)
