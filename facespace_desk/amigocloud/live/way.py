"""How a live line leaves this computer: by the proxy on purpose, with certificates always checked.

And how long, and how much, it takes at most.
"""

from __future__ import annotations

import ssl
import urllib.request
from dataclasses import dataclass, field

import aiohttp
import truststore

from facespace_desk import __version__
from facespace_desk.amigocloud.live.troubles import trouble
from facespace_desk.language import tr
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.net.errors import ErrorKind
from facespace_desk.net.proxy import ProxyChoice


@dataclass(frozen=True)
class LineLimits:
    """How long and how large. Seconds and bytes; wire/amigocloud.md 7."""

    connect_s: float = 10.0
    answer_s: float = 20.0  # a handshake, or a post
    upgrade_s: float = 10.0
    leave_s: float = 2.0
    packet_bytes: int = 64 * 2**20  # a packet, and a body of polling
    slack_s: float = 5.0  # beyond the server's own times before a poll is given up


@dataclass(frozen=True)
class Way:
    """*proxy* is the address of an HTTP proxy, perhaps with a password; None goes directly.

    *ssl_context* replaces the operating system's trust store. There is no way to trust everybody.
    """

    proxy: str | None = field(default=None, repr=False)
    ssl_context: ssl.SSLContext | None = None
    limits: LineLimits = LineLimits()

    @classmethod
    def to(
        cls,
        base_url: BaseUrl,
        choice: ProxyChoice,
        context: ssl.SSLContext | None,
        limits: LineLimits,
    ) -> Way:
        """The way to *base_url* that a profile chose.

        Raises:
            ServiceError: the proxy is of a kind that live lines cannot use.
        """
        proxy = _system_proxy(base_url) if choice.follows_system else choice.url
        if proxy is not None and not proxy.lower().startswith(("http://", "https://")):
            words = tr("Live events pass HTTP proxies only, not SOCKS.")
            raise trouble(ErrorKind.USAGE, words)
        return cls(proxy, context, limits)

    def session(self) -> aiohttp.ClientSession:
        """Connections that read no environment, keep cookies for themselves and end with it."""
        context = self.ssl_context or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        watch = aiohttp.TraceConfig()
        watch.on_request_redirect.append(_stay_here)
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=context),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self.limits.connect_s),
            headers={"User-Agent": f"FaceSpaceDesk/{__version__}"},
            trust_env=False,
            trace_configs=[watch],
        )


async def _stay_here(*_details: object) -> None:
    """Web sockets of aiohttp follow redirections and cannot be told not to."""
    raise aiohttp.ClientConnectionError("redirected")


def _system_proxy(base_url: BaseUrl) -> str | None:
    """What the operating system says; what is on this computer stays on it."""
    if base_url.is_loopback:
        return None
    found = urllib.request.getproxies().get(base_url.scheme)
    if not found or urllib.request.proxy_bypass(base_url.host):
        return None
    try:
        return ProxyChoice.parse(found if "://" in found else f"http://{found}").url
    except ValueError:
        words = tr("The proxy settings of this computer cannot be used.")
        raise trouble(ErrorKind.UNREACHABLE, words) from None
