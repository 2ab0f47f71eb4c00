"""Tokens: where one comes from, and which of several counts (wire/voxel51.md 1).

A key goes to the host that its file or the profile names, so that host is shown before a token is
activated (VX-16). Everything blocks: call it in a thread.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from facespace_desk.credentials import Secret
from facespace_desk.files import write_atomically
from facespace_desk.net.errors import ErrorKind
from facespace_desk.net.http import BaseUrl
from facespace_desk.voxel51.errors import ApplicationTokenError, TokenError
from facespace_desk.voxel51.times import as_moment

DEFAULT_BASE_URL: Final = "https://api.voxel51.com"
FILE_BYTES: Final = 64 * 1024  # a larger file is no token
OPERATION: Final = "token"

Origin = Literal["given", "environment", "token file", "stored", "keyring"]
"""Where a token was found."""

_KEY: Final = re.compile(r"[\x21-\x7e]{1,8192}")


@dataclass(frozen=True)
class Kind:
    """One of the two kinds of tokens: the names of what may hold one."""

    is_application: bool
    file_variable: str
    key_variable: str
    base_url_variable: str
    stored_name: str

    def trouble(self, message: str) -> TokenError:
        """The error about a token of this kind."""
        made_by = ApplicationTokenError if self.is_application else TokenError
        return made_by(message, operation=OPERATION, kind=ErrorKind.SIGNED_OUT)


USER: Final = Kind(
    False,
    "VOXEL51_API_TOKEN",
    "VOXEL51_API_PRIVATE_KEY",
    "VOXEL51_API_BASE_URL",
    "api-token.json",
)
APPLICATION: Final = Kind(
    True,
    "VOXEL51_APP_TOKEN",
    "VOXEL51_APP_PRIVATE_KEY",
    "VOXEL51_APP_BASE_URL",
    "app-token.json",
)


@dataclass(frozen=True)
class Token:
    """A key, and where it may go. Printing it shows no key (VX-7)."""

    private_key: Secret
    base_url: BaseUrl
    origin: Origin
    created_at: datetime | None = None
    token_id: str | None = None
    warning: str = ""

    @property
    def host(self) -> str:
        """Whom the key would be sent to, for a question to the operator (VX-16)."""
        return self.base_url.origin


def stored_path(kind: Kind, home: Path | None = None) -> Path:
    """Where the official clients keep the active token."""
    return (home or Path.home()) / ".voxel51" / kind.stored_name


def load_token(
    kind: Kind = USER,
    *,
    token: Path | Secret | None = None,
    keyring: Secret | None = None,
    base_url: str | None = None,
    environ: Mapping[str, str] = os.environ,
    home: Path | None = None,
) -> Token:
    """The token that counts: *token* given in code, else the key variable, else the file variable,
    else the stored file, else what the keyring holds. *base_url*, that of the profile, overrides
    all others.

    Raises:
        TokenError: there is none, or the first that there is cannot be used; the others are not
            tried then.
    """
    found = _first(kind, token, keyring, environ, stored_path(kind, home))
    if found is None:
        raise kind.trouble(
            "There is no token: none was given, activated, or is in the environment."
        )
    text, key, origin, rest = found
    warning = ""
    if base_url:
        text = base_url
    elif not text:
        text = DEFAULT_BASE_URL
        if origin in ("token file", "stored", "given") and rest is not None:
            warning = f"The token names no address, so it is used at {DEFAULT_BASE_URL}."
    try:
        url = BaseUrl.parse(text)
    except ValueError as error:
        raise kind.trouble(f"The address for the token cannot be used. {error}") from error
    rest = rest or {}
    token_id = rest.get("token_id")
    return Token(
        checked_key(key, is_application=kind.is_application),
        url,
        origin,
        created_at=as_moment(rest.get("created_at")),
        token_id=token_id if isinstance(token_id, str) else None,
        warning=warning,
    )


def read_token_file(path: Path, kind: Kind = USER) -> Token:
    """What is in *path*, for a look at its host before it is activated. Raises TokenError."""
    return load_token(kind, token=path, environ={})


def activate_token(path: Path, kind: Kind = USER, *, home: Path | None = None) -> Token:
    """Make the token in *path* the stored one, for this user's eyes only (VX-7).

    Raises:
        TokenError: the file cannot be used, or its copy not be written; the old one stays.
    """
    token = read_token_file(path, kind)
    try:
        write_atomically(stored_path(kind, home), _content(path, kind))
    except OSError as error:
        words = error.strerror or type(error).__name__
        raise kind.trouble(f"The token cannot be stored: {words}.") from error
    return token


def deactivate_token(kind: Kind = USER, *, home: Path | None = None) -> bool:
    """Delete the stored token; whether there was one. Raises TokenError."""
    try:
        stored_path(kind, home).unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        words = error.strerror or type(error).__name__
        raise kind.trouble(f"The stored token cannot be deleted: {words}.") from error
    return True


def checked_key(value: Secret | None, *, is_application: bool) -> Secret:
    """*value* without blanks around it. Raises TokenError: it cannot be a key."""
    kind = APPLICATION if is_application else USER
    text = value.reveal().strip() if value is not None else ""
    if not text:
        raise kind.trouble("The token is missing.")
    if not _KEY.fullmatch(text):
        raise kind.trouble("The token has characters that a token cannot have.")
    return Secret(text)


_Found = tuple[str | None, Secret, Origin, Mapping[str, Any] | None]


def _first(
    kind: Kind,
    given: Path | Secret | None,
    keyring: Secret | None,
    environ: Mapping[str, str],
    stored: Path,
) -> _Found | None:
    """Base URL, key, where they come from, and the other members of a file."""
    if isinstance(given, Secret):
        return None, given, "given", None
    if given is not None:
        return _of_file(given, kind, "given")
    if key := environ.get(kind.key_variable):
        return environ.get(kind.base_url_variable) or None, Secret(key), "environment", None
    if path := environ.get(kind.file_variable):
        return _of_file(Path(path), kind, "token file")
    if stored.is_file():
        return _of_file(stored, kind, "stored")
    return None if keyring is None else (None, keyring, "keyring", None)


def _of_file(path: Path, kind: Kind, origin: Origin) -> _Found:
    try:
        content = msgspec.json.decode(_content(path, kind))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise kind.trouble("The token file is not JSON.") from None  # it may repeat the key
    inside = content.get("access_token") if isinstance(content, dict) else None
    if not isinstance(inside, dict):
        raise kind.trouble("The token file holds no access_token.")
    key, url = inside.get("private_key"), inside.get("base_api_url")
    if not isinstance(key, str) or not key.strip():
        raise kind.trouble("The token file holds no private_key.")
    if url is not None and not isinstance(url, str):
        raise kind.trouble("The address in the token file is not a text.")
    return url, Secret(key), origin, inside


def _content(path: Path, kind: Kind) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(FILE_BYTES + 1)
    except OSError as error:
        words = error.strerror or type(error).__name__
        raise kind.trouble(f"The token file cannot be read: {words}.") from error
    if len(content) > FILE_BYTES:
        raise kind.trouble("The token file is too large to be one.")
    return content
