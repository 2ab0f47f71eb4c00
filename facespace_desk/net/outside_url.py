"""An address that was found in data, read so that nothing can be smuggled in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote

from facespace_desk.language import tr
from facespace_desk.net.base_url import DEFAULT_PORTS, URL_LENGTH, host_and_port

_SHAPE = re.compile(r"(?i)([a-z][a-z0-9+.-]*)://([^/?#\\]*)(/[^?#]*)?(\?[^#]*)?(?:#.*)?", re.ASCII)
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_KEPT = "/%!$&'()*+,;=:@~?[]"  # what is encoded already stays as it is


@dataclass(frozen=True)
class OutsideUrl:
    """`host` is a name or an IP address, without brackets; `target` is path and query, encoded.

    The query may be a password, as it often is with cameras: no repr and no message shows it.
    """

    scheme: str
    host: str
    port: int
    path: str
    target: str = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> OutsideUrl:
        """The address in *text*.

        Raises:
            ValueError: one sentence, which repeats nothing of the address but its scheme.
        """
        shape = _SHAPE.fullmatch(text.strip())
        if shape is None:
            raise ValueError(tr("It is no address of the web."))
        scheme = shape[1].lower()
        if scheme not in DEFAULT_PORTS:
            raise ValueError(
                tr("Addresses that begin with {scheme}: are not opened.", scheme=scheme[:20])
            )
        if len(text) > URL_LENGTH or _UNREADABLE.search(text.strip()):
            raise ValueError(tr("The address is too long or contains invisible characters."))
        if "@" in shape[2]:
            raise ValueError(tr("The address contains a user name or password; it is not opened."))
        host, port = host_and_port(shape[2], DEFAULT_PORTS[scheme])
        path, query = shape[3] or "/", shape[4] or ""
        try:
            path = quote(path, safe=_KEPT)
            return cls(scheme, host, port, path, path + quote(query, safe=_KEPT))
        except UnicodeEncodeError:
            raise ValueError(tr("The address contains half a character.")) from None

    @property
    def authority(self) -> str:
        """As in a Host header: the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def shown(self) -> str:
        """The address without its query, for people."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def whole(self) -> str:
        """The address with its query; not for people."""
        return f"{self.scheme}://{self.authority}{self.target}"
