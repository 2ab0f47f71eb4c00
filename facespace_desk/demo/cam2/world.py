"""The catalogue at its start: the documents of the seeded cameras, made when asked for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from facespace_desk.demo.cam2.cities import City, cities
from facespace_desk.demo.cam2.index import NULL, TEXT_FIELDS, Index, Words
from facespace_desk.demo.cam2.kinds import KINDS, Kind
from facespace_desk.demo.cam2.sowing import SIZES, TYPES, Field, Placing, sow

CAMERAS = 120_000
SMALLEST = 350  # the wire specification's least
Document = dict[str, object]

_SOURCES = (
    *("open-webcams", "weather-eye", "harbour-watch", "campus-cams", "traffic-world"),
    *("ski-report", "beach-view", "city-panorama", "axis-directory", "rail-and-road"),
)
_BRANDS = (  # brand, models, path of the still, path of the video
    ("Axis", ("P1375", "M3045-V", "211W"), "axis-cgi/jpg/image.cgi", "axis-cgi/mjpg/video.cgi"),
    ("Panasonic", ("WV-SP105", "BB-HCM580"), "SnapshotJPEG", "nphMotionJpeg"),
    ("Sony", ("SNC-RZ30", "SNC-EB600"), "oneshotimage.jpg", "image"),
    ("Canon", ("VB-H41",), "-wvhttp-01-/image.jpg", "-wvhttp-01-/video.cgi"),
    (None, (None,), "snapshot.jpg", "video.mjpg"),
)
_SUBJECTS = ("harbour", "ring-road", "old-town", "bridge", "airport", "main-square", "beach")
_PRIVATE_IPS = (  # address and port of cameras that no careful program asks
    *(("10.0.0.17", 80), ("192.168.1.64", "8080"), ("127.0.0.1", 22), ("169.254.169.254", None)),
    *(("172.16.4.2", 80), ("localhost", 25), ("2130706433", 22), ("::1", "631"), ("0.0.0.0", 22)),  # noqa: S104
)
_PRIVATE_URLS = (
    "http://169.254.169.254/latest/meta-data/",
    "http://10.1.2.3/cam.jpg",
    "http://127.0.0.1:22/",
    "http://[::ffff:10.0.0.1]/snapshot.jpg",
    "http://user:password@192.168.0.10/image.jpg",
    "file:///etc/passwd",
    "rtsp://192.168.0.12:554/live",
)
_MACHINE = 0xAA_3651_7F04
_FIRST_STAMP_S = 0x5B00_0000  # May 2018


class World:
    """*count* cameras drawn from *seed*; `origin` and `dead_port` say where their pictures are."""

    def __init__(self, seed: int, count: int = CAMERAS) -> None:
        if count < SMALLEST:
            raise ValueError(f"a world has at least {SMALLEST} cameras")
        self.count = count
        self.camera_port = 0
        self.dead_port = 0
        self._field = sow(seed, count)
        self._machine = _MACHINE ^ (seed * 0x9E37_79B1 & 0xFF_FFFF_FFFF)

    def index(self) -> Index:
        """What can be searched, taken from the same choices as the documents."""
        field, words = self._field, Words()
        columns: dict[str, NDArray[np.int32]] = {
            name: np.empty(self.count, dtype=np.int32) for name in TEXT_FIELDS
        }
        columns["type"][:] = _numbers(words, TYPES)[field.type]
        columns["source"][:] = self._source_numbers(words)
        for name, texts, null_share, null_from in (
            ("country", [city.zone.country for city in cities()], 8, 0),
            ("state", [city.state for city in cities()], 16, 1),
            ("city", [city.name for city in cities()], 12, 2),
        ):
            numbers = _numbers(words, texts)[field.city]
            numbers[self._digits(null_from, 256) < null_share] = NULL
            columns[name][:] = numbers
        in_three = (self._digits(0, 256) >= 8) & (self._digits(0, 256) < 40)
        three = _numbers(words, [city.zone.country3 for city in cities()])
        columns["country"][in_three] = three[field.city[in_three]]
        sizes = np.array([size or (NULL, NULL) for size in SIZES], dtype=np.int32)[field.size]
        columns["resolution_width"] = sizes[:, 0].copy()
        columns["resolution_height"] = sizes[:, 1].copy()
        columns["is_active_image"] = field.has_image.astype(np.int32)
        columns["is_active_video"] = field.has_video.astype(np.int32)
        columns["legacy_cameraID"] = np.where(field.legacy_id > 0, field.legacy_id, NULL)
        lat, lon = _catalogued(field)
        return Index(words, columns, lat, lon)

    def camera_id(self, row: int) -> str:
        """24 hex digits that name their row; made the same way for cameras added later."""
        return f"{_FIRST_STAMP_S + row * 211:08x}{self._machine:010x}{row:06x}"

    def row(self, camera_id: str) -> int | None:
        """The row of an id, also of one that nobody has been given yet."""
        if len(camera_id) != 24 or not camera_id.isascii() or not camera_id.isalnum():
            return None
        try:
            row = int(camera_id[-6:], 16)
        except ValueError:
            return None
        return row if self.camera_id(row) == camera_id else None

    def city(self, row: int) -> City:
        return cities()[int(self._field.city[row])]

    def kind(self, row: int) -> Kind:
        return KINDS[int(self._field.kind[row])]

    def size(self, row: int) -> tuple[int, int] | None:
        return SIZES[int(self._field.size[row])]

    def place(self, row: int) -> tuple[float, float]:
        """Where it really stands: latitude, longitude."""
        return float(self._field.lat[row]), float(self._field.lon[row])

    def rows_of_kind(self, kind: Kind) -> list[int]:
        return [int(row) for row in np.flatnonzero(self._field.kind == KINDS.index(kind))]

    def document(self, row: int) -> Document:
        """The camera as the wire has it (section 3)."""
        field, city = self._field, self.city(row)
        digits = int(field.digits[row])
        size = self.size(row) or (None, None)
        latitude, longitude = self._written_place(row)
        return {
            "cameraID": self.camera_id(row),
            "legacy_cameraID": int(field.legacy_id[row]) or None,
            "type": TYPES[int(field.type[row])],
            "source": self._source(row),
            "country": _country(city, digits % 256),
            "state": None if _digit(digits, 1, 256) < 16 else city.state,
            "city": None if _digit(digits, 2, 256) < 12 else city.name,
            "latitude": latitude,
            "longitude": longitude,
            "resolution_width": size[0],
            "resolution_height": size[1],
            "frame_rate": (None, None, None, 1, 5, 15, 25, 30)[_digit(digits, 3, 8)],
            "is_active_image": bool(field.has_image[row]),
            "is_active_video": bool(field.has_video[row]),
            **_times(city, _digit(digits, 4, 64)),
            **_references(city, _digit(digits, 5, 64)),
            "retrieval": self.retrieval(row),
        }

    def retrieval(self, row: int) -> Document:
        camera_type = TYPES[int(self._field.type[row])]
        digit = _digit(int(self._field.digits[row]), 6, 64)
        is_private = self.kind(row) is Kind.PRIVATE
        # One in sixty has the picture of the camera before it: entered twice.
        number = row - 1 if digit == 63 and row and not is_private else row
        if camera_type == "ip":
            return self._ip_retrieval(row, number, digit)
        if is_private:
            url = _PRIVATE_URLS[digit % len(_PRIVATE_URLS)]
        else:
            leaf = "live.m3u8" if camera_type == "stream" else f"{_SUBJECTS[digit % 7]}.jpg"
            url = f"http://127.0.0.1:{self._port(row)}/{number}/{leaf}"
        return {"m3u8_url" if camera_type == "stream" else "snapshot_url": url}

    def _ip_retrieval(self, row: int, number: int, digit: int) -> Document:
        brand, models, image, video = _BRANDS[digit % len(_BRANDS)]
        ip, port = "127.0.0.1", self._port(row) if digit % 3 else str(self._port(row))
        if self.kind(row) is Kind.PRIVATE:
            ip, port = _PRIVATE_IPS[digit % len(_PRIVATE_IPS)]  # type: ignore[assignment]
        return {
            "ip": ip,
            "port": port,
            "brand": brand,
            "model": models[digit % len(models)],
            "image_path": f"/{number}/{image}",
            "video_path": f"/{number}/{video}" if self._field.has_video[row] else None,
        }

    def _port(self, row: int) -> int:
        return self.dead_port if self.kind(row) is Kind.REFUSED else self.camera_port

    def _written_place(self, row: int) -> tuple[object, object]:
        lat, lon = self.place(row)
        written: dict[Placing, tuple[object, object]] = {
            Placing.TEXT: (str(lat), str(lon)),
            Placing.NULL: (None, None),
            Placing.ZERO: (0, 0),
            Placing.SWAPPED: (lon, lat),
            Placing.HALF: (lat, None),
            Placing.BROKEN: ("unknown", ""),
        }
        return written.get(Placing(int(self._field.placing[row])), (lat, lon))

    def _source(self, row: int) -> str | None:
        digit = _digit(int(self._field.digits[row]), 7, 32)
        if digit == 0:
            return None
        if digit > 12:
            return _SOURCES[digit % len(_SOURCES)]
        return f"roads-{self.city(row).zone.country.lower()}"

    def _source_numbers(self, words: Words) -> NDArray[np.int32]:
        """As `_source`, for all rows at once."""
        digit = self._digits(7, 32)
        common = _numbers(words, _SOURCES)[digit % len(_SOURCES)]
        roads = _numbers(words, [f"roads-{city.zone.country.lower()}" for city in cities()])
        numbers = np.where(digit > 12, common, roads[self._field.city])
        numbers[digit == 0] = NULL
        return numbers

    def _digits(self, place: int, base: int) -> NDArray[np.uint64]:
        """As `_digit`, for all rows at once."""
        digits = self._field.digits >> np.uint64(8 * place) if place else self._field.digits
        return digits % np.uint64(256) % np.uint64(base)


def _digit(digits: int, place: int, base: int) -> int:
    """One of the independent choices 0..7 of a camera, below *base* (at most 256)."""
    return (digits >> 8 * place) % 256 % base


def _numbers(
    words: Words, texts: tuple[str, ...] | list[str] | list[str | None]
) -> NDArray[np.int32]:
    return np.array([words.number(text) for text in texts], dtype=np.int32)


def _country(city: City, digit: int) -> str | None:
    if digit < 8:
        return None
    return city.zone.country3 if digit < 40 else city.zone.country


def _times(city: City, digit: int) -> Document:
    """Mostly seconds, sometimes hours, sometimes nothing (wire section 9)."""
    seconds = city.zone.utc_offset_s
    offset = None if digit < 6 else seconds // 3600 if digit < 10 else seconds
    return {
        "utc_offset": offset,
        "timezone_id": city.zone.timezone_id if digit % 2 else None,
        "timezone_name": (city.zone.timezone_name or None) if digit % 4 < 2 else None,
    }


def _references(city: City, digit: int) -> Document:
    host = f"cams-{city.zone.country.lower()}.example"
    url = (f"http://{host}/{digit}", f"{host}/view?id={digit}", f"https://{host}/", None)[digit % 4]
    return {
        "reference_logo": f"http://{host}/logo.png" if digit % 8 == 0 else None,
        "reference_url": url,
    }


def _catalogued(field: Field) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where the catalogue's own search believes the cameras to be; NaN: nowhere."""
    lat, lon = field.lat.copy(), field.lon.copy()
    is_swapped = field.placing == Placing.SWAPPED
    lat[is_swapped], lon[is_swapped] = field.lon[is_swapped], field.lat[is_swapped]
    lat[field.placing == Placing.ZERO] = lon[field.placing == Placing.ZERO] = 0
    is_lost = np.isin(field.placing, (Placing.NULL, Placing.HALF, Placing.BROKEN))
    is_lost |= np.abs(lat) > 90
    lat[is_lost] = lon[is_lost] = np.nan
    return lat, lon
