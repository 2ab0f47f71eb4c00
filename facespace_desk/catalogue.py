"""Finds the operator's language and its texts, for our own words and for Qt's dialogs."""

from __future__ import annotations

import re

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from facespace_desk import assets
from facespace_desk.language import PSEUDO, SHIPPED, WRITTEN_IN, Language, speak

_PLACE = re.compile(r"(\{[^{}]*\})")
_ACCENTS = str.maketrans("aceinouyAEIOUN", "áçéíñóúýÁÉÍÓÚÑ")
_LONGER = 1 / 3  # what a text of English may grow by in other languages
_RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT MARK}\N{RIGHT-TO-LEFT OVERRIDE}"  # labels look at the mark
_END = "\N{POP DIRECTIONAL FORMATTING}"


def choose(app: QApplication, wanted: str) -> None:
    """Speak *wanted* (a code of `SHIPPED` or `PSEUDO`, or "system") for the rest of this process.

    English is spoken where nothing better is shipped.
    """
    code = _of_the_system() if wanted == "system" else wanted
    if code in PSEUDO:
        speak(_pseudo(code))
    elif code != WRITTEN_IN and code in SHIPPED:
        speak(_shipped(app, code))
    QLocale.setDefault(QLocale(WRITTEN_IN if code in PSEUDO else code))  # for fields of numbers
    direction = QLocale(code).textDirection()
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if code == "ar-XB" else direction)


def _of_the_system() -> str:
    """The first shipped one in the order the system wishes; the English of any country is ours."""
    for wish in QLocale.system().uiLanguages():
        code = wish.split("-")[0].split("_")[0]
        if code in SHIPPED:
            return code
    return WRITTEN_IN


def _shipped(app: QApplication, code: str) -> Language | None:
    ours = QTranslator(app)
    if not ours.load(str(assets.path("translations", f"{code}.qm"))):
        return None
    qts = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if qts.load(f"qtbase_{code}", folder):
        app.installTranslator(qts)
    locale = QLocale(code)

    def find(text: str, comment: str, n: int | None) -> str:
        return ours.translate("", text, comment, -1 if n is None else n) or ""

    return Language(code, find, locale.groupSeparator(), locale.decimalPoint())


def _pseudo(code: str) -> Language:
    """English that looks foreign: a text that was forgotten shows at once."""
    change = _accented if code == "en-XA" else _mirrored

    def find(text: str, comment: str, n: int | None) -> str:
        english = comment if n == 1 else text
        return change(english)

    return Language(code, find)


def _accented(text: str) -> str:
    parts = _PLACE.split(text)
    changed = "".join(p if _PLACE.fullmatch(p) else p.translate(_ACCENTS) for p in parts)
    return f"[{changed}{'·' * max(1, round(len(text) * _LONGER))}]"


def _mirrored(text: str) -> str:
    parts = _PLACE.split(text)
    return "".join(
        p if _PLACE.fullmatch(p) or not p.strip() else f"{_RIGHT_TO_LEFT}{p}{_END}" for p in parts
    )
