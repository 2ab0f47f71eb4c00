"""Where a service lives: the address rules of wire/README.md, rules 1, 2 and 4.

A base URL has no user info, query or fragment; it is `https`, or `http` on the loopback interface
or after opting in. Whatever is appended is encoded one segment at a time.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from facespace_desk.language import tr

URL_LENGTH = 2_000  # characters; longer ones are not addresses

_SHAPE = re.compile(r"(?i)([a-z][a-z0-9+.-]*)://([^/?#\\]*)([^?#\\]*)", re.ASCII)
_AUTHORITY = re.compile(r"(\[[^\[\]]*\]|[^:\[\]]*)(?::([0-9]*))?", re.ASCII)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
_NUMERIC = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)", re.ASCII)
_UNREADABLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
DEFAULT_PORTS = {"https": 443, "http": 80}
_PATH_CHARACTERS = "/!$&'()*+,;=:@%~"


@dataclass(frozen=True)
class BaseUrl:
    """A checked address; `path` begins with a slash or is empty, and never ends with one."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def parse(cls, text: str, *, allow_plain_http: bool = False) -> BaseUrl:
        """The address that an operator typed.

        Raises:
            ValueError: one sentence for the line next to the field.
        """
        scheme, authority, path = _split(text.strip())
        host, port = host_and_port(authority, DEFAULT_PORTS[scheme])
        url = cls(scheme, host, port, _clean_path(path))
        if scheme == "http" and not (allow_plain_http or url.is_loopback):
            raise ValueError(tr("Plain http is allowed for this computer only; use https."))
        return url

    @property
    def origin(self) -> str:
        """Scheme, host and port, the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def text(self) -> str:
        """The whole address, without a slash at the end."""
        return self.origin + self.path

    @property
    def is_loopback(self) -> bool:
        """Whether the address is this computer's own: 127.0.0.0/8, ::1 or localhost."""
        if self.host == "localhost":
            return True
        try:
            address = ipaddress.ip_address(self.host)
        except ValueError:
            return False
        if address.version == 6:
            return address == ipaddress.IPv6Address("::1")
        return address.is_loopback

    def join(self, *segments: str) -> str:
        """The address of something below, each segment encoded as one.

        Raises:
            ValueError: a segment that is empty, `.` or `..`, or is no text.
        """
        return "/".join([self.text, *map(_encode_segment, segments)])

    def owns(self, url: str) -> bool:
        """Whether *url* has the same scheme, host and port."""
        return origin_of(url) == self.origin

    def __str__(self) -> str:
        return self.text


def origin_of(url: str) -> str | None:
    """Scheme, host and port of any absolute http or https URL; None when it has none."""
    shape = _SHAPE.match(url)
    if shape is None or shape[1].lower() not in DEFAULT_PORTS:
        return None
    scheme = shape[1].lower()
    authority = shape[2].rpartition("@")[2]
    try:
        host, port = host_and_port(authority, DEFAULT_PORTS[scheme])
    except ValueError:
        return None
    return BaseUrl(scheme, host, port, "").origin


def _split(text: str) -> tuple[str, str, str]:
    if not text:
        raise ValueError(tr("The address is missing."))
    if len(text) > URL_LENGTH:
        raise ValueError(tr("The address is too long."))
    if _UNREADABLE.search(text):
        raise ValueError(tr("The address contains blanks or invisible characters."))
    if "\\" in text:
        raise ValueError(tr("The address contains a backslash."))
    if "?" in text or "#" in text:
        raise ValueError(tr("The address must end before any “?” or “#”."))
    shape = _SHAPE.fullmatch(text)
    if shape is None or shape[1].lower() not in DEFAULT_PORTS:
        raise ValueError(tr("The address must begin with https://."))
    if "@" in shape[2]:
        raise ValueError(tr("The address must not contain a user name or password."))
    return shape[1].lower(), shape[2], shape[3]


def host_and_port(authority: str, default_port: int) -> tuple[str, int]:
    """The host in lower case, IPv6 without brackets, and the port of "host:port".

    Raises:
        ValueError: one sentence; also for hosts such as "127.1", which systems read differently.
    """
    parts = _AUTHORITY.fullmatch(authority)
    if parts is None:
        raise ValueError(tr("The host in the address is not valid."))
    port = int(parts[2]) if parts[2] and len(parts[2]) <= 5 else default_port
    if (parts[2] and len(parts[2]) > 5) or not 0 < port < 65536:
        raise ValueError(tr("The port must be a number from 1 to 65535."))
    if parts[1].startswith("["):
        try:
            address = ipaddress.IPv6Address(parts[1][1:-1])
        except ValueError:
            raise ValueError(tr("The IPv6 address is not valid.")) from None
        if address.scope_id is not None:  # names an interface of one machine; profiles travel
            raise ValueError(tr("The IPv6 address must not name an interface."))
        return address.compressed, port
    return _host_name(parts[1]), port


def _host_name(text: str) -> str:
    if not text:
        raise ValueError(tr("The address has no host."))
    try:
        name = (text if text.isascii() else _ascii_name(text)).lower().removesuffix(".")
    except UnicodeError:
        raise ValueError(tr("The host in the address is not valid.")) from None
    labels = name.split(".")
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError(tr("The host in the address is not valid."))
    if _NUMERIC.fullmatch(labels[-1]):  # "127.1" and "0x7f000001" reach this computer, too
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError:
            raise ValueError(tr("The IPv4 address is not valid.")) from None
    return name


def _ascii_name(text: str) -> str:
    import idna  # large tables that most addresses never need

    return idna.encode(text, uts46=True).decode("ascii")  # IDNAError is a UnicodeError


def _clean_path(path: str) -> str:
    path = path.rstrip("/")
    if not path:
        return ""
    if _BAD_ESCAPE.search(path):
        raise ValueError(tr("The address contains a “%” that encodes nothing."))
    for segment in path[1:].split("/"):
        plain = unquote(segment)
        if plain in ("", ".", ".."):
            raise ValueError(tr("The address contains an empty, “.” or “..” part."))
        if _UNREADABLE.search(plain.replace(" ", "")):
            raise ValueError(tr("The address contains invisible characters."))
    return _quote(path, _PATH_CHARACTERS)


def _encode_segment(segment: str) -> str:
    if segment in ("", ".", ".."):
        raise ValueError(tr("A part of an address must not be empty, “.” or “..”."))
    return _quote(segment, "")


def _quote(text: str, safe: str) -> str:
    try:
        return quote(text, safe=safe)
    except UnicodeEncodeError:
        raise ValueError(tr("The address contains half a character.")) from None
