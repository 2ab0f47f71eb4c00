"""Addresses of AmigoCloud: what a text means, whose it is, and where the token goes (wire 1.1, 2).

The token travels to the origin of the base URL and to no other. An address of another host is
never made into a request here; what the service sends is checked like what an operator types.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import quote, unquote, unquote_plus

from facespace_desk.amigocloud.errors import AmigoCloudError, ForeignAddress, wrong
from facespace_desk.language import tr
from facespace_desk.net.base_url import BaseUrl, origin_of

TokenTransport = Literal["query", "header"]
Params = Mapping[str, object]

QUERY: Final[TokenTransport] = "query"  # what the service is known to take
API_ROOT: Final = "/api/v1"
TOKEN: Final = "token"  # noqa: S105  # the name of the parameter
LONGEST: Final = 32_000  # characters of an address; queries hold SQL

_ABSOLUTE: Final = re.compile(r"(?i)https?:|[a-z][a-z0-9+.-]*://", re.ASCII)
_WHOLE: Final = re.compile(r"[^/?#]*//([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#.*)?", re.DOTALL)
_UNREADABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\\\u200b-\u200f\u2028-\u202e\u2060-\u2069]")
_PATH: Final = "/!$&'()*+,;=:@%~"
_QUERY: Final = "/!$&'()*+,;=:@%~?"
_BAD_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class Target:
    """Path and query at the service's own origin, ready to travel, without a token.

    The query is no part of the repr: it may hold what was searched for.
    """

    path: str
    query: str = field(default="", repr=False)

    @property
    def text(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path

    def with_params(self, params: Params) -> Target:
        """This with *params* added; None is left out, and so is any token."""
        added = [
            f"{quote(name, safe='')}={quote(query_text(value), safe='')}"
            for name, value in params.items()
            if value is not None and name != TOKEN
        ]
        return Target(self.path, "&".join(([self.query] if self.query else []) + added))

    def with_token(self, token: str) -> str:
        """Path and query as they travel: exactly one token, encoded (AC-5, AC-6)."""
        piece = f"{TOKEN}={quote(token, safe='')}"
        return f"{self.path}?{self.query}&{piece}" if self.query else f"{self.path}?{piece}"


class Addresses:
    """What texts mean at one service; *project_url* belongs to a project's token."""

    def __init__(self, base_url: BaseUrl, project_url: str | None = None) -> None:
        """Raises AmigoCloudError when *project_url* does not lead to this service."""
        self.base_url = base_url
        self._root = base_url.path + API_ROOT
        self._project: Target | None = None
        if project_url is not None:
            # Against the API root, always; never below another project (AC-12).
            found = self._resolved(project_url.strip(), "construction")
            self._project = Target(found.path.rstrip("/"))

    @property
    def project(self) -> Target | None:
        """The only project that the token works for; None when it is the user's own."""
        return self._project

    def resolve(self, text: str, operation: str, params: Params | None = None) -> Target:
        """Where *text* leads: a full URL, a path below the API root, or, with a project's token,
        below the project. Tokens in it are left out.

        Raises:
            ForeignAddress: it leads to another server.
            AmigoCloudError: it cannot be an address.
        """
        text = text.strip()
        is_plain = not (_ABSOLUTE.match(text) or text.startswith("/"))
        target = (
            self._resolved(f"{self._project.path}/{text.strip('/')}", operation, is_whole=True)
            if is_plain and self._project is not None
            else self._resolved(text, operation)
        )
        return target.with_params(params or {})

    def below(self, *segments: object) -> Target:
        """Below the API root, each segment encoded as one. Raises ValueError as `BaseUrl.join`."""
        root = BaseUrl("https", "host", 443, self._root)
        return Target(root.join(*map(str, segments)).removeprefix(root.origin))

    def url(self, target: Target) -> str:
        """*target* as a full URL for eyes: without the token."""
        return self.base_url.origin + target.text

    def _resolved(self, text: str, operation: str, *, is_whole: bool = False) -> Target:
        if len(text) > LONGEST:
            raise wrong(tr("The address is too long."), operation)
        if _UNREADABLE.search(text):
            raise wrong(tr("The address has invisible characters or a backslash."), operation)
        if _ABSOLUTE.match(text):
            path, query = self._own(text, operation)
        else:
            rest = text.partition("#")[0]
            path, _, query = rest.partition("?")
            if not is_whole:
                path = self._root + (path if path.startswith("/") else f"/{path.strip('/')}")
                path = path if rest.startswith("/") else path.rstrip("/")
        return Target(_clean_path(path, operation), _without_token(query))

    def _own(self, text: str, operation: str) -> tuple[str, str]:
        """Path and query of a full URL that leads to our own server."""
        whole = _WHOLE.fullmatch(text)
        origin = origin_of(text)
        if whole is None or origin is None:
            raise wrong(
                tr("The address is not one of http or https, or cannot be read."), operation
            )
        if "@" in whole[1]:
            raise wrong(tr("The address contains a user name or password."), operation)
        if origin != self.base_url.origin:
            raise _foreign(origin, self.base_url.origin, operation)
        return whole[2] or "/", whole[3] or ""


def query_text(value: object) -> str:
    """*value* as a text of a query; flags as JSON has them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def pairs_of(query: str) -> list[tuple[str, str]]:
    """Names and values of a query, decoded."""
    pieces = (piece.partition("=") for piece in query.split("&") if piece)
    return [(unquote_plus(name), unquote_plus(value)) for name, _, value in pieces]


def safe_base_name(text: str) -> str:
    """The last part of a path, as services write them in addresses."""
    return unquote(text.rstrip("/").rpartition("/")[2])


def _clean_path(path: str, operation: str) -> str:
    if _BAD_ESCAPE.search(path):
        raise wrong(tr("The address contains a “%” that encodes nothing."), operation)
    if any(unquote(part) in (".", "..") for part in path.split("/")):
        raise wrong(tr("The address contains a “.” or “..” part."), operation)
    return _quoted(path, _PATH, operation)


def _without_token(query: str) -> str:
    """*query* as it came but for its tokens, and for what cannot travel."""
    kept: Sequence[str] = [
        piece
        for piece in query.split("&")
        if piece and unquote_plus(piece.partition("=")[0]).strip() != TOKEN
    ]
    return "&".join(_quoted(_BAD_ESCAPE.sub("%25", piece), _QUERY, "request") for piece in kept)


def _quoted(text: str, safe: str, operation: str) -> str:
    try:
        return quote(text, safe=safe)
    except UnicodeEncodeError:
        raise wrong(tr("The address contains half a character."), operation) from None


def _foreign(origin: str, own: str, operation: str) -> AmigoCloudError:
    words = tr(
        "The address leads to {origin}; the token is for {own} only, and was sent nowhere.",
        origin=origin,
        own=own,
    )
    return ForeignAddress(words, operation=operation)
