"""Addresses that cameras name, made from data that anybody may have entered.

They are put together with care but not trusted: whoever fetches one checks again where it leads.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Set
from typing import Final
from urllib.parse import quote, urlsplit

ADDRESS_LENGTH: Final = 2_000  # characters
WEB: Final = frozenset({"http", "https"})
PLAYABLE: Final = WEB | {"rtsp", "rtsps", "rtmp", "rtmps"}  # what external players understand

_DEFAULT_PORT: Final = 80  # wire/cam2.md 7: a camera without a port counts as port 80
_HOST_NAME = re.compile(r"(?i)(?=.{1,253}\Z)[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?", re.ASCII)
_SCHEME = re.compile(r"(?i)([a-z][a-z0-9+.-]*):(?://|(?![0-9]))", re.ASCII)
_UNREADABLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\\]")
_PATH_CHARACTERS = "/?&=%!$'()*+,;:@~-._"


def camera_address(host: str | None, port: int | None, path: str | None) -> str | None:
    """`http://host:port/path`, https on port 443; None when there is no path or no usable host."""
    if not host or not path or len(path) > ADDRESS_LENGTH:
        return None
    place = _host(host.strip())
    if place is None:
        return None
    port = _DEFAULT_PORT if port is None else port
    scheme = "https" if port == 443 else "http"
    shown = "" if port in (80, 443) else f":{port}"
    try:
        tail = quote(path.strip().lstrip("/"), safe=_PATH_CHARACTERS)
    except UnicodeEncodeError:  # half a character
        return None
    return f"{scheme}://{place}{shown}/{tail}"


def web_address(text: str | None, schemes: Set[str] = WEB) -> str | None:
    """*text* as an absolute address with one of *schemes*, `http://` put before it when it has
    none; None when it cannot be one."""
    text = (text or "").strip()
    if not text or len(text) > ADDRESS_LENGTH or _UNREADABLE.search(text):
        return None
    found = _SCHEME.match(text)
    if found is None:
        text = f"http://{text.removeprefix('//')}"
    elif found[1].lower() not in schemes:
        return None
    try:
        parts = urlsplit(text)
        is_usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return text if is_usable and text.isprintable() else None


def _host(text: str) -> str | None:
    try:
        address = ipaddress.ip_address(text.removeprefix("[").removesuffix("]"))
    except ValueError:
        return text if _HOST_NAME.fullmatch(text) else None
    return f"[{address.compressed}]" if address.version == 6 else str(address)
