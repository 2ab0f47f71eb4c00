"""Coordinates as people write and paste them, read and written.

Decimal degrees, degrees and minutes, and degrees, minutes and seconds; signs or letters for the
half of the world; pairs parted by a comma, a semicolon or spaces; `geo:` addresses (RFC 5870);
squares of the MGRS. Without letters latitude comes first, as on every map service.
"""

from __future__ import annotations

import re
import unicodedata

from facespace_desk.map.mgrs import mgrs_text, parse_mgrs

_DEGREES = "°ºd"
_MINUTES = "'’′m"
_SECONDS = '"”″s'
_NUMBER = r"\d{1,3}(?:\.\d+)?"
_ANGLE = re.compile(
    rf"""
    (?P<before>[NSEW])? \s* (?P<sign>[+-])? \s*
    (?P<degrees>{_NUMBER}) (?: \s*[{_DEGREES}]\s* | \s+ (?=\d) | (?=\s*(?:[NSEW]|$)) )
    (?: (?P<minutes>\d{{1,2}}(?:\.\d+)?)
        (?: \s*[{_MINUTES}]\s* | \s+ (?=\d) | (?=\s*(?:[NSEW]|$)) ) )?
    (?: (?P<seconds>\d{{1,2}}(?:\.\d+)?) \s* (?:[{_SECONDS}]|'')? \s* )?
    \s* (?P<after>[NSEW])?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_GEO = re.compile(
    r"geo:(?P<lat>-?\d{1,3}(?:\.\d+)?),(?P<lon>-?\d{1,3}(?:\.\d+)?)(?:,-?\d+(?:\.\d+)?)?(?:[;?].*)?",
    re.IGNORECASE | re.ASCII,
)
_WORDS = {"north": "N", "south": "S", "east": "E", "west": "W", "latitude": "", "longitude": ""}
_LABELS = re.compile(r"\b(north|south|east|west|latitude|longitude|lat|lon|lng|long)\b[:=]?", re.I)
_AXES = {"": "", "N": "NS", "S": "NS", "E": "EW", "W": "EW"}
_NEGATIVE = ("S", "W")
_MOST_LETTERS = 200  # longer texts are no coordinates, whatever they hold


def parse_coordinates(text: str) -> tuple[float, float] | None:
    """Latitude and longitude of a text, or None when it is not one place on the earth."""
    plain = _plain(text)
    if len(plain) > _MOST_LETTERS:
        return None
    if address := _GEO.fullmatch(plain):
        return _place(float(address["lat"]), float(address["lon"]))
    if (square := parse_mgrs(plain)) is not None:
        return square
    plain = _LABELS.sub(lambda word: _WORDS.get(word[1].lower(), ""), plain)
    for first, second in _halves(plain.strip(" ()[]{}<>")):
        if (one := _angle(first)) and (other := _angle(second)):
            break
    else:
        return None
    (value, axis), (other_value, other_axis) = one, other
    if axis and axis == other_axis:
        return None
    if axis == "EW" or other_axis == "NS":
        value, other_value = other_value, value
    return _place(value, other_value)


def dd_text(lat: float, lon: float, digits: int = 5) -> str:
    """Decimal degrees, latitude first: `40.42372, -86.92120`. Five digits are a metre."""
    return f"{_tidy(lat, digits)}, {_tidy(lon, digits)}"


def dms_text(lat: float, lon: float) -> str:
    """Degrees, minutes and seconds to a tenth: `40°25′25.4″N 86°55′16.3″W`."""
    return f"{_dms(lat, 'NS')} {_dms(lon, 'EW')}"


def grid_text(lat: float, lon: float) -> str:
    """The square of the MGRS: `16T EK 06684 74788`; beyond its grid decimal degrees."""
    return mgrs_text(lat, lon) or dd_text(lat, lon)


NOTATIONS = (dd_text, dms_text, grid_text)


def _plain(text: str) -> str:
    """The text with one kind of minus, plain digits and single spaces."""
    text = unicodedata.normalize("NFKC", text.replace("º", "°").replace("″", '"').replace("′", "'"))
    text = re.sub("[−‐‑–—]", "-", text)
    return re.sub(r"\s+", " ", text).strip()


def _halves(text: str) -> list[tuple[str, str]]:
    """Ways to part a text in two, the likely first."""
    for separator in (";", "/", ", ", ","):
        if text.count(separator) == 1:
            first, _, second = text.partition(separator)
            # Beside another separator a comma stands for the decimal point.
            return [(first, second) if separator == "," else (_pointed(first), _pointed(second))]
    if text.count(",") == 3 and (found := re.fullmatch(r"(\S+,\d+),\s*(\S+,\d+)", text)):
        return [(_pointed(found[1]), _pointed(found[2]))]
    words = _pointed(text)
    middles = [at.start() for at in re.finditer(r" |(?<=[NSEWnsew])(?=\d)", words)]
    # The parts are alike: each has as many numbers as the other.
    halves = [(words[:at], words[at:]) for at in middles]
    return [pair for pair in halves if _count(pair[0]) == _count(pair[1])]


def _count(text: str) -> int:
    return len(re.findall(r"\d+(?:\.\d+)?", text))


def _pointed(text: str) -> str:
    """Decimal commas as points."""
    return re.sub(r"(?<=\d),(?=\d)", ".", text)


def _angle(text: str) -> tuple[float, str] | None:
    """Degrees and the axis that a letter names, "NS", "EW" or "" for none."""
    shape = _ANGLE.fullmatch(text.strip(" ,;"))
    if shape is None or (shape["before"] and shape["after"]):
        return None
    parts = [shape[name] for name in ("degrees", "minutes", "seconds") if shape[name]]
    # Only the last part has a fraction, and seconds do not come without minutes.
    if any("." in part for part in parts[:-1]) or (shape["seconds"] and not shape["minutes"]):
        return None
    degrees, minutes, seconds = (float(part) for part in [*parts, "0", "0"][:3])
    letter = (shape["before"] or shape["after"] or "").upper()
    if minutes >= 60 or seconds >= 60 or (letter and shape["sign"] == "-"):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    is_negative = shape["sign"] == "-" or letter in _NEGATIVE
    return (-value if is_negative else value), _AXES[letter]


def _place(lat: float, lon: float) -> tuple[float, float] | None:
    if abs(lat) > 90.0 or abs(lon) > 180.0:
        return None
    return lat + 0.0, lon + 0.0  # no minus before a zero


def _tidy(value: float, digits: int) -> str:
    """Without a minus before nothing but zeros."""
    return f"{round(value, digits) + 0.0:.{digits}f}"


def _dms(value: float, letters: str) -> str:
    tenths = round(abs(value) * 36000)
    degrees, rest = divmod(tenths, 36000)
    minutes, rest = divmod(rest, 600)
    letter = letters[1] if value < 0 and tenths else letters[0]
    return f"{degrees}°{minutes:02d}′{rest / 10:04.1f}″{letter}"
