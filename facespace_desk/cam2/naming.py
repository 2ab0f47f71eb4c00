"""The fields of a `Camera` as they begin a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from facespace_desk.language import tr

SUBJECTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "camera_id": tr("The camera ID"),
        "legacy_id": tr("The legacy ID"),
        "type": tr("The type"),
        "source": tr("The source"),
        "country": tr("The country"),
        "state": tr("The state"),
        "city": tr("The city"),
        "latitude": tr("The latitude"),
        "longitude": tr("The longitude"),
        "width": tr("The width"),
        "height": tr("The height"),
        "frame_rate": tr("The frame rate"),
        "has_image": tr("“Has image”"),
        "has_video": tr("“Has video”"),
        "utc_offset": tr("The UTC offset"),
        "timezone_id": tr("The time zone"),
        "timezone_name": tr("The time zone name"),
        "reference_logo": tr("The reference logo"),
        "reference_url": tr("The reference page"),
        "ip": tr("The IP address or host"),
        "port": tr("The port"),
        "brand": tr("The brand"),
        "model": tr("The model"),
        "image_path": tr("The path of the still"),
        "video_path": tr("The path of the stream"),
        "snapshot_url": tr("The address of the still"),
        "m3u8_url": tr("The address of the stream"),
    }
)
