"""The two families that the console brings along, and the sizes in use.

Inter for everything, JetBrains Mono for ids and raw text. Digits are tabular everywhere: figures
that tick must not make their neighbours dance. Scripts that neither family has fall back to the
system's.
"""

from PySide6.QtGui import QFont, QFontDatabase

from facespace_desk import assets

UI_FAMILY = "Inter"
MONO_FAMILY = "JetBrains Mono"
BASE_PX = 13
CAPTION_PX = 12
TITLE_PX = 15

_FILES = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "JetBrainsMono-Regular.ttf",
)


class FontError(RuntimeError):
    """A font that belongs to the console is missing or damaged."""


def load() -> None:
    """Make both families known to Qt; once in a process is enough.

    Raises:
        FontError: which file could not be used.
    """
    for name in _FILES:
        if QFontDatabase.addApplicationFont(str(assets.path("fonts", name))) < 0:
            raise FontError(f"the font {name} could not be loaded")


def ui(size_px: int = BASE_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The family for text, with digits of one width."""
    font = QFont(UI_FAMILY)
    font.setPixelSize(size_px)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def mono(size_px: int = CAPTION_PX) -> QFont:
    """The family for ids, times in tables and raw text."""
    font = QFont(MONO_FAMILY)
    font.setPixelSize(size_px)
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font
