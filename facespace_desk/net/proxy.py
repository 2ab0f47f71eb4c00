"""Which proxy stands between this desk and a service.

None, an empty text or `system` follows the operating system's settings, except on the loopback
interface; `none` connects directly; anything else is the address of a proxy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote

from facespace_desk.language import tr

_SCHEMES = ("http", "https", "socks5", "socks5h")
_PROXY = re.compile(
    r"(?i)([a-z0-9]+)://(?:[^\s/?#@]*@)?(\[[0-9a-f:.]+\]|[^\s/?#@:\[\]]+)(?::([0-9]{1,5}))?/?",
    re.ASCII,
)


def with_login(address: str, user: str, password: str) -> str:
    """*address* with a login in it, where it names a proxy; what it names is checked by `parse`.

    The text is a secret from then on.
    """
    scheme, separator, rest = address.strip().partition("://")
    if not separator or not user:
        return address
    login = quote(user, safe="") + (f":{quote(password, safe='')}" if password else "")
    return f"{scheme}://{login}@{rest}"


@dataclass(frozen=True)
class ProxyChoice:
    """`url` may carry a password, therefore no repr shows it."""

    follows_system: bool
    url: str | None = field(default=None, repr=False)

    @classmethod
    def parse(cls, text: str | None) -> ProxyChoice:
        """What a profile says about its proxy.

        Raises:
            ValueError: one sentence for the line next to the field; the address is not repeated.
        """
        plain = (text or "").strip()
        if plain.lower() in ("", "system"):
            return cls(follows_system=True)
        if plain.lower() == "none":
            return cls(follows_system=False)
        shape = _PROXY.fullmatch(plain)
        if shape is None or not 0 < int(shape[3] or 1) < 65536:
            raise ValueError(tr("The proxy must look like http://host:port or socks5://host:port."))
        if shape[1].lower() not in _SCHEMES:
            raise ValueError(tr("The proxy must be one of http, https, socks5 and socks5h."))
        return cls(follows_system=False, url=plain)
