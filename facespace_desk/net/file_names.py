"""Names of files that a server has chosen, made harmless before anything else is done with them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

STEM_BYTES: Final = 180  # UTF-8; leaves room for numbers, ids and extensions in 255
SUFFIX_BYTES: Final = 40

_SEPARATORS: Final = re.compile(r"[/\\]")
_DRIVE: Final = re.compile(r"^[A-Za-z]:")
_INVISIBLE: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_FORBIDDEN: Final = re.compile(r'[<>:"|?*]')  # on Windows; `:` also names a stream of a file
_DEVICE: Final = re.compile(
    r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])"
    r"(?=[ .]|\Z)"
)


def safe_file_name(name: str, fallback: str) -> tuple[str, str]:
    """Stem and extension of *name* (extension with its dot, as it came, or empty) so that it can
    only be a file in the folder that is chosen for it; the stem *fallback* when nothing is left."""
    base = _SEPARATORS.split(unicodedata.normalize("NFC", name))[-1]
    base = _FORBIDDEN.sub("_", _DRIVE.sub("", _INVISIBLE.sub("", base)))
    base = base.strip(" .")
    suffix = PurePosixPath(base).suffix
    stem = base.removesuffix(suffix).strip(" .")
    if not stem:  # nothing but an extension, or nothing at all
        stem = fallback
    if _DEVICE.match(stem):
        stem = f"_{stem}"
    return _cut(stem, STEM_BYTES), _cut(suffix, SUFFIX_BYTES)


def _cut(text: str, most: int) -> str:
    raw = text.encode("utf-8")
    return text if len(raw) <= most else raw[:most].decode("utf-8", "ignore").rstrip(" .")
