"""What CAM2 says, as records (wire/cam2.md 3 and 4). Pure; times are epoch ms UTC.

`Camera` has a name of ours for each field of the wire; `WIRE_NAMES` has the other one. Reading
tolerates what servers really send: see `reading`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from facespace_desk.cam2.addresses import PLAYABLE, camera_address, web_address
from facespace_desk.cam2.errors import Cam2Error
from facespace_desk.credentials import Secret

Value = str | int | float | bool | None  # of one field of a camera
RadiusUnit = Literal["km", "m"]

CAMERA_TYPES: Final = ("ip", "non_ip", "stream")
PERMISSION_LEVELS: Final = ("user", "webUI", "admin")  # each allows what those before it do

# The members of `retrieval`, by type (wire 3), and the one without which there is no picture.
RETRIEVAL_FIELDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "ip": ("brand", "image_path", "ip", "model", "port", "video_path"),
        "non_ip": ("snapshot_url",),
        "stream": ("m3u8_url",),
    }
)
REQUIRED_RETRIEVAL: Final[Mapping[str, str]] = MappingProxyType(
    {"ip": "ip", "non_ip": "snapshot_url", "stream": "m3u8_url"}
)
ALL_RETRIEVAL_FIELDS: Final = frozenset(
    name for names in RETRIEVAL_FIELDS.values() for name in names
)

# Our name of each field -> the wire's, in the order in which they are shown.
WIRE_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "camera_id": "cameraID",
        "legacy_id": "legacy_cameraID",
        "type": "type",
        "source": "source",
        "country": "country",
        "state": "state",
        "city": "city",
        "latitude": "latitude",
        "longitude": "longitude",
        "width": "resolution_width",
        "height": "resolution_height",
        "frame_rate": "frame_rate",
        "has_image": "is_active_image",
        "has_video": "is_active_video",
        "utc_offset": "utc_offset",
        "timezone_id": "timezone_id",
        "timezone_name": "timezone_name",
        "reference_logo": "reference_logo",
        "reference_url": "reference_url",
        "ip": "ip",
        "port": "port",
        "brand": "brand",
        "model": "model",
        "image_path": "image_path",
        "video_path": "video_path",
        "snapshot_url": "snapshot_url",
        "m3u8_url": "m3u8_url",
    }
)

_HOURS_AT_MOST: Final = 14  # of any UTC offset; a larger number is in seconds (wire 9)


class Camera(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One camera of the catalogue.

    `type` is "ip", "non_ip", "stream", another text that a newer server sends, or empty.
    Coordinates are degrees (WGS 84), a resolution is pixels, None means that nothing is known.

    `unread` names the fields that arrived with a value that cannot be one (`retrieval` when none of
    its members could be read); the field is None then, and `unread_values` holds, in the same
    order, what came. `extra` are fields that this console does not know, as (name, JSON text).
    """

    camera_id: str
    legacy_id: int | None = None
    type: str = ""
    source: str | None = None
    country: str | None = None
    state: str | None = None
    city: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    width: int | None = None
    height: int | None = None
    frame_rate: float | None = None
    has_image: bool | None = None
    has_video: bool | None = None
    utc_offset: int | None = None
    timezone_id: str | None = None
    timezone_name: str | None = None
    reference_logo: str | None = None
    reference_url: str | None = None
    ip: str | None = None
    port: int | None = None
    brand: str | None = None
    model: str | None = None
    image_path: str | None = None
    video_path: str | None = None
    snapshot_url: str | None = None
    m3u8_url: str | None = None
    unread: tuple[str, ...] = ()
    unread_values: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> tuple[float, float] | None:
        """Latitude and longitude, when both are known."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    @property
    def has_place(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    @property
    def looks_swapped(self) -> bool:
        """Whether latitude and longitude seem to have changed places: the one cannot be a latitude
        but would do as a longitude. Said to the operator, never put right silently."""
        if "latitude" not in self.unread or self.longitude is None:
            return False
        try:
            came = float(self.unread_values[self.unread.index("latitude")].strip('" '))
        except ValueError:
            return False
        return 90 < abs(came) <= 180 and abs(self.longitude) <= 90

    @property
    def utc_offset_s(self) -> int | None:
        """The offset in seconds where its unit is beyond doubt; small numbers may be hours."""
        if self.utc_offset is None or abs(self.utc_offset) <= _HOURS_AT_MOST:
            return None
        return self.utc_offset

    @property
    def still_url(self) -> str | None:
        """Where its still picture is; whoever fetches it checks again where that leads."""
        if self.type == "ip":
            return camera_address(self.ip, self.port, self.image_path)
        if self.type == "stream":
            return None
        return web_address(self.snapshot_url)

    @property
    def stream_url(self) -> str | None:
        """Where its moving picture is, for an external player."""
        if self.type == "ip":
            return camera_address(self.ip, self.port, self.video_path)
        return web_address(self.m3u8_url, PLAYABLE)

    @property
    def reference_link(self) -> str | None:
        """The page of its source as an absolute http or https address."""
        return web_address(self.reference_url)

    def value(self, field: str) -> Value:
        """The value of one of the fields in `WIRE_NAMES`."""
        found: Value = getattr(self, field)
        return found

    def flat(self) -> dict[str, Value]:
        """The flat view of the official client: wire names, `type` as `camera_type`, the members of
        `retrieval` beside the others, none of them when there is no retrieval data."""
        members = RETRIEVAL_FIELDS.get(self.type, ())
        if all(self.value(name) is None for name in members):
            members = ()
        view: dict[str, Value] = {}
        for name, wire_name in WIRE_NAMES.items():
            value = self.value(name)
            if name not in ALL_RETRIEVAL_FIELDS or name in members or value is not None:
                view["camera_type" if name == "type" else wire_name] = value
        return view


class Change(msgspec.Struct, frozen=True, gc=False):
    """One entry of the change log. One whose time cannot be read has its `raw` text only."""

    camera_id: str
    at_ms: int | None
    raw: str


class NewClient(msgspec.Struct, frozen=True):
    """Credentials just issued: the service never shows the secret again."""

    client_id: str
    secret: Secret


class Lookup(msgspec.Struct, frozen=True):
    """What became of one id that was asked for: a camera or an error, never both."""

    asked: str
    is_legacy: bool
    camera: Camera | None = None
    error: Cam2Error | None = None
