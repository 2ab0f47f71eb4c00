"""What a download writes, and under which names (wire/skylab.md 5.1; SK-4, SK-13). Pure.

Names come from a server. They are reduced to a base name that every file system takes, with the
extension of a picture, before anything else is done with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from facespace_desk.net.file_names import safe_file_name
from facespace_desk.pictures.signatures import Format
from facespace_desk.skylab.records import DEFAULT_OUTPUT, Profile

# What can be written, by extension. The writer is chosen by it, as the official client does.
FORMATS: Final = MappingProxyType(
    {
        ".jpg": Format.JPEG,
        ".jpeg": Format.JPEG,
        ".png": Format.PNG,
        ".webp": Format.WEBP,
        ".tif": Format.TIFF,
        ".tiff": Format.TIFF,
    }
)
_USUAL: Final = MappingProxyType(
    {
        Format.JPEG: ".jpg",
        Format.PNG: ".png",
        Format.WEBP: ".webp",
        Format.TIFF: ".tif",
    }
)
Kind = Literal["picture", "cutout", "composite"]


@dataclass(frozen=True)
class Output:
    """One file to be written. `background` counts the profile's background pictures from 0."""

    kind: Kind
    name: str
    format: Format
    background: int = -1


def safe_name(name: str, photo_id: int) -> tuple[str, str]:
    """Stem and extension of *name* (extension with its dot, as it came, or empty) so that it can
    only be a file in the folder that is chosen for it; `photo-<id>` when nothing is left."""
    return safe_file_name(name, f"photo-{photo_id}")


def output_format(text: str | None) -> tuple[str, Format]:
    """The extension and format of a profile's `outputFileType`; PNG where it says none that can be
    written."""
    suffix = "." + (text or DEFAULT_OUTPUT).strip().lstrip(".").lower()
    if suffix not in FORMATS:
        suffix = f".{DEFAULT_OUTPUT}"
    return suffix, FORMATS[suffix]


def outputs(
    name: str, photo_id: int, profile: Profile, received: Format, backgrounds: int
) -> tuple[Output, ...]:
    """What is to be written for a photo called *name*, of which *received* is the format.

    *backgrounds* is how many background pictures the profile has. Composites are numbered from 2
    in parentheses; the first has no number.
    """
    stem, suffix = safe_name(name, photo_id)
    if not profile.enable_extract:
        if suffix.lower() not in FORMATS:
            suffix = _USUAL.get(received, ".png")
        return (Output("picture", stem + suffix, FORMATS[suffix.lower()]),)
    found = []
    if profile.dual_file_output or not profile.replace_background:
        found.append(Output("cutout", f"{stem}.png", Format.PNG))
    if profile.replace_background:
        extension, wanted = output_format(profile.output_file_type)
        for number in range(backgrounds):
            count = f" ({number + 1})" if number else ""
            found.append(Output("composite", f"{stem}{count}{extension}", wanted, number))
    return tuple(found)
