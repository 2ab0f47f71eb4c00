"""Raster tiles of an XYZ server that the user names by a template.

Polite as OpenStreetMap's tile usage policy asks: a User-Agent of our own, at most two connections,
nothing fetched ahead, answers kept as long as the server says, and peace when it answers 429 or is
in trouble. Pictures count only when small. Redirections are not followed: a template names its
server.
"""

from __future__ import annotations

import asyncio
import re
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import parse_qsl, quote

import httpx
import truststore

from facespace_desk import __version__
from facespace_desk.language import tr
from facespace_desk.map.sources import MOST_BYTES, TileImage, TileTrouble, is_tile
from facespace_desk.map.tile_cache import Kept, TileCache, fresh_for
from facespace_desk.net import faults
from facespace_desk.net.base_url import URL_LENGTH, BaseUrl
from facespace_desk.net.body import ACCEPTED_ENCODING, read_body
from facespace_desk.net.errors import ServiceError
from facespace_desk.net.faults import Call
from facespace_desk.net.proxy import ProxyChoice

CONNECTIONS = 2
CONNECT_S, READ_S, TOTAL_S = 10.0, 15.0, 30.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 5.0, 600.0  # after trouble; doubles each time
ABSENT_S = 3600.0  # a tile that the server has not is not asked for again so long
_MOST_ABSENT = 5_000
_NO_TILE = frozenset({204, 404, 410})

_SHAPE = re.compile(r"(?i)(https?://[^/?#\\]+)(/[^?#]*)(?:\?([^#]*))?")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_UNFIT = re.compile(r"[\x00-\x20\x7f\\\"<>^`|]")
_SECRET_WORDS = ("key", "token", "secret", "password", "passwd", "auth", "signature", "credential")


@dataclass(frozen=True)
class XyzTemplate:
    """A checked template such as `https://tiles.example.org/{z}/{x}/{y}.png`."""

    text: str
    host: str
    is_loopback: bool

    @classmethod
    def parse(cls, text: str) -> XyzTemplate:
        """The template that a user typed; `{-y}` stands for rows counted from the south.

        Raises:
            ValueError: one sentence for the line next to the field.
        """
        text = text.strip()
        if len(text) > URL_LENGTH:
            raise ValueError(tr("The address is too long."))
        if _UNFIT.search(text):
            raise ValueError(tr("The address contains blanks or characters that no address has."))
        shape = _SHAPE.fullmatch(text)
        if shape is None:
            raise ValueError(
                tr("The address must look like {example}.", example="https://host/{z}/{x}/{y}.png")
            )
        server = BaseUrl.parse(shape[1])  # https, or this computer; no user name
        names = _PLACEHOLDER.findall(text)
        if "{" in _PLACEHOLDER.sub("", text) or "}" in _PLACEHOLDER.sub("", text):
            raise ValueError(tr("A brace in the address has no partner."))
        if unknown := [name for name in names if name not in ("z", "x", "y", "-y")]:
            raise ValueError(
                tr(
                    "{name} is not known; only {places} are.",
                    name="{" + unknown[0][:20] + "}",
                    places="{z}, {x}, {y}",
                )
            )
        if not {"z", "x"} <= set(names) or ("y" in names) == ("-y" in names):
            raise ValueError(tr("The address must contain {places}.", places="{z}, {x}, {y}"))
        _refuse_secrets(shape[3] or "")
        rest = quote(text[len(shape[1]) :], safe="/!$&'()*+,;=:@%~?{}")
        return cls(server.origin + rest, server.host, server.is_loopback)

    def url(self, zoom: int, x: int, y: int) -> str:
        """The address of one tile."""
        values = {"z": zoom, "x": x, "y": y, "-y": (1 << zoom) - 1 - y}
        return _PLACEHOLDER.sub(lambda name: str(values[name[1]]), self.text)


class XyzSource:
    """Tiles of one server; a TileSource. Use it in one event loop, and close it."""

    def __init__(
        self,
        template: XyzTemplate,
        *,
        attribution: str,
        cache: TileCache | None = None,
        min_zoom: int = 0,
        max_zoom: int = 19,
        proxy: str | None = None,
        ssl_context: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """*attribution* is what the server's owner wants to be shown; *proxy* as in ProxyChoice.

        Raises:
            ValueError: *proxy* cannot be read.
        """
        self.template = template
        self.name = template.host
        self.attribution = attribution
        self.min_zoom, self.max_zoom = min_zoom, max_zoom
        self._cache = cache
        self._proxy = ProxyChoice.parse(proxy)
        self._ssl_context = ssl_context
        self._clock = clock
        self._turns = asyncio.Semaphore(CONNECTIONS)
        self._client: httpx.AsyncClient | None = None
        self._is_closed = False
        self._absent: dict[str, float] = {}
        self._pause_ends = 0.0
        self._pause_s = 0.0
        self._pause_words = ""

    async def tile(self, zoom: int, x: int, y: int) -> TileImage | None:
        """One tile, from the cache while that is fresh; None when the server has none there.

        Raises:
            TileTrouble: it cannot be had now.
        """
        if not is_tile(zoom, x, y) or not self.min_zoom <= zoom <= self.max_zoom:
            return None
        url = self.template.url(zoom, x, y)
        if self._absent.get(url, 0.0) > self._clock():
            return None
        kept = await self._kept(url)
        if kept is not None and kept.fresh_until > self._clock():
            return TileImage.checked(kept.body)
        async with self._turns:
            return await self._fetched(url, kept)

    async def close(self) -> None:
        """Ends requests. The cache is the caller's."""
        self._is_closed = True
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _kept(self, url: str) -> Kept | None:
        if self._cache is None:
            return None
        return await asyncio.to_thread(self._cache.get, url, self._clock())

    async def _fetched(self, url: str, kept: Kept | None) -> TileImage | None:
        if self._is_closed:
            raise TileTrouble(tr("The source of tiles is closed."))
        if (rest_s := self._pause_ends - self._clock()) > 0:
            raise TileTrouble(self._pause_words, retry_after_s=rest_s)
        call = Call(self.name, "tile")
        headers = {}
        if kept is not None and kept.etag:
            headers["If-None-Match"] = kept.etag
        if kept is not None and kept.modified:
            headers["If-Modified-Since"] = kept.modified
        try:
            async with asyncio.timeout(TOTAL_S):
                async with self._http().stream("GET", url, headers=headers) as response:
                    body = b""
                    if response.status_code == 200:
                        body = await read_body(response, call, cap_bytes=MOST_BYTES)
        except TimeoutError as error:
            raise self._pause(tr("{server} did not answer in time.", server=self.name)) from error
        except httpx.HTTPError as error:
            told = faults.of_httpx(error, call)
            raise self._pause(f"{self.name}: {told.message}") from faults.harmless(error)
        except ServiceError as error:
            raise TileTrouble(f"{self.name}: {error.message}") from error
        return await self._judged(url, kept, response, body)

    async def _judged(
        self, url: str, kept: Kept | None, response: httpx.Response, body: bytes
    ) -> TileImage | None:
        """What an answer means for the tile, the cache and the next requests."""
        status, now_s = response.status_code, self._clock()
        headers = {name.lower(): value for name, value in response.headers.items()}
        if status == 304 and kept is not None:
            self._pause_s = 0.0
            if self._cache is not None:
                until = now_s + (fresh_for(headers, now_s) or 0.0)
                await asyncio.to_thread(self._cache.renew, url, until)
            return TileImage.checked(kept.body)
        if status in _NO_TILE:
            self._pause_s = 0.0
            if len(self._absent) >= _MOST_ABSENT:
                self._absent.clear()
            self._absent[url] = now_s + ABSENT_S
            return None
        if status == 429 or status >= 500:
            words = (
                tr("{server} asks for fewer requests.", server=self.name)
                if status == 429
                else tr("{server} is in trouble ({status}).", server=self.name, status=status)
            )
            raise self._pause(words, faults.retry_after_s(headers, now_s))
        if status in (401, 403):
            raise self._pause(
                tr("{server} refuses to give tiles ({status}).", server=self.name, status=status),
                LONGEST_PAUSE_S,
            )
        if status != 200:
            raise TileTrouble(
                tr("{server} gave no tile ({status}).", server=self.name, status=status)
            )
        self._pause_s = 0.0
        image = TileImage.checked(body)
        await self._keep(url, body, headers)
        return image

    async def _keep(self, url: str, body: bytes, headers: dict[str, str]) -> None:
        if self._cache is None:
            return
        now_s = self._clock()
        fresh_s = fresh_for(headers, now_s)
        if fresh_s is None:
            await asyncio.to_thread(self._cache.forget, url)
            return
        etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
        kept = Kept(body, etag, modified, now_s + fresh_s)
        await asyncio.to_thread(self._cache.put, url, kept, now_s)

    def _pause(self, words: str, wait_s: float | None = None) -> TileTrouble:
        """Leaves the server in peace for a while, longer each time."""
        now_s = self._clock()
        if self._pause_ends <= now_s:  # two requests may fail at once
            self._pause_s = min(max(self._pause_s * 2, FIRST_PAUSE_S), LONGEST_PAUSE_S)
        pause_s = min(max(wait_s or 0.0, self._pause_s), LONGEST_PAUSE_S)
        self._pause_ends = max(self._pause_ends, now_s + pause_s)
        self._pause_words = words
        return TileTrouble(words, retry_after_s=self._pause_ends - now_s)

    def _http(self) -> httpx.AsyncClient:
        if self._client is None:
            try:
                self._client = self._new_client()
            except (ValueError, httpx.InvalidURL) as error:
                # The text of the error would show the proxy's password.
                message = tr("The proxy settings of this computer cannot be used.")
                raise TileTrouble(message) from type(error)("proxy settings")
        return self._client

    def _new_client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            verify=self._ssl_context or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            timeout=httpx.Timeout(READ_S, connect=CONNECT_S),
            limits=httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS),
            proxy=self._proxy.url,
            # A system proxy is for the network; what is on this computer stays on it.
            trust_env=self._proxy.follows_system and not self.template.is_loopback,
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            headers={
                "User-Agent": f"FaceSpaceDesk/{__version__}",
                "Accept": "image/png, image/jpeg, image/webp",
                "Accept-Encoding": ACCEPTED_ENCODING,
            },
        )


def _refuse_secrets(query: str) -> None:
    """Raises ValueError for a query that holds a key: the template is kept among plain settings."""
    for name, _value in parse_qsl(query, keep_blank_values=True):
        if any(word in name.lower() for word in _SECRET_WORDS):
            raise ValueError(
                tr("The address must not contain a key; it would be kept in the open.")
            )
