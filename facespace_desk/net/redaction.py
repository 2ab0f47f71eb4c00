"""Takes secrets out of text before anybody can read it (wire/README.md, rule 3).

Two ways, both always: by place, where texts usually carry secrets (headers, query values, members
of JSON and of reprs, bearer tokens, signed URLs, private keys), and by value, for the secrets that
are in use. Better to mask a harmless word than to show a key. Every pattern runs in linear time.
"""

from __future__ import annotations

import base64
import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import quote, quote_plus

MASK = "[redacted]"
SHORTEST_VALUE = 6  # characters; a shorter value would mask ordinary words everywhere

_NAMES = (
    r"api[_-]?key|access[_-]?key|private[_-]?key|secret[_-]?key|hex[_-]?key"
    r"|x[_-]voxel51[_-]application|authorization|token|secret|password|passwd|passphrase|pwd"
    r"|websocket[_-]?session|session[_-]?id|cookie|signature|credential|x-amz-|x-goog-"
)
# Each name has one of these; most lines have none and are done quickly.
_STEMS = (
    *("key", "voxel51", "authorization", "token", "secret", "passw", "passphrase", "pwd"),
    *("session", "cookie", "signature", "credential", "x-amz-", "x-goog-"),
)
_NAME = rf"(?:{_NAMES})[\w-]{{0,40}}"
_BARE = r"""(?!b?\\*["'])[^\s\[{(]"""  # how a value without quotes begins
# name": "value", name = 'value', ('name', b'value')
_QUOTED = re.compile(
    rf"""(?isx)
    (?P<name> {_NAME} \\*["']? \s* (?: [:=]>? | , ) \s* )
    (?:
        (?P<escaped> b?\\+["'] ) .*? (?: (?<!\\)(?P=escaped) | \Z )
      | (?P<double> b?" ) (?:[^"\\]|\\.)* (?: " | \\?\Z )
      | (?P<single> b?' ) (?:[^'\\]|\\.)* (?: ' | \\?\Z )
    )"""
)
# name: value to the end of the line, since header values may hold blanks
_HEADER = re.compile(rf"""(?i)(?P<name>{_NAME}\\*["']?[ \t]*:[ \t]*){_BARE}[^\r\n]*""")
# name=value up to a blank
_ASSIGNED = re.compile(rf"""(?i)(?P<name>{_NAME}\\*["']?[ \t]*=>?[ \t]*){_BARE}\S*""")
_URL = re.compile(
    r"""://(?P<user>[^\s/?#"'<>]*@)?(?P<rest>[^\s?#"'<>]*)(?P<tail>[?#][^\s"'<>]*)?"""
)
_QUERY = re.compile(r"""\?[^\s"'<>=?]*=[^\s"'<>]*""")
_SCHEME = re.compile(
    r"\b(?P<scheme>(?i:Bearer|Negotiate|NTLM)|Basic|Token|Digest)\s+(?P<value>[\w.~+/=:-]{4,})"
)
_JWT = re.compile(r"eyJ[\w-]{6,}\.[\w-]*(?:\.[\w-]*)?")
_PEM = re.compile(
    r"(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)"
)


def redact(text: str) -> str:
    """*text* with every secret masked."""
    if (live := _live.pattern) is not None:
        text = live.sub(MASK, text)
    if "PRIVATE KEY-" in text:
        text = _PEM.sub(MASK, text)
    if "://" in text:
        text = _URL.sub(_without_query, text)
    if "?" in text:
        text = _QUERY.sub(f"?{MASK}", text)
    lower = text.lower()
    if any(stem in lower for stem in _STEMS):
        text = _QUOTED.sub(_without_quoted, text)
        text = _HEADER.sub(_without_value, text)
        text = _ASSIGNED.sub(_without_value, text)
    text = _SCHEME.sub(_without_token, text)
    return _JWT.sub(MASK, text)


def register_secret(value: str) -> Callable[[], None]:
    """Masks *value* wherever it appears, also in encoded forms, until the result is called.

    Values under SHORTEST_VALUE characters are masked by place only.
    """
    if len(value) < SHORTEST_VALUE:
        return lambda: None
    _live.add(value)
    is_live = True

    def unregister() -> None:
        nonlocal is_live
        if is_live:
            is_live = False
            _live.remove(value)

    return unregister


class _LiveSecrets:
    """The values in use, counted, and one pattern for all their spellings."""

    def __init__(self) -> None:
        self.pattern: re.Pattern[str] | None = None
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def add(self, value: str) -> None:
        with self._lock:
            self._counts[value] += 1
            self._rebuild()

    def remove(self, value: str) -> None:
        with self._lock:
            self._counts[value] -= 1
            self._counts += Counter()  # drops what nobody uses any more
            self._rebuild()

    def _rebuild(self) -> None:
        spellings = {spelling for value in self._counts for spelling in _spellings(value)}
        longest_first = sorted(spellings, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(re.escape, longest_first))) if spellings else None


_live = _LiveSecrets()


def _spellings(value: str) -> Iterator[str]:
    """How *value* may appear: plain, in a URL, in JSON, in a repr, in base64."""
    yield value
    raw = value.encode("utf-8", "surrogatepass")
    for encoded in (quote(raw, safe=""), quote_plus(raw), quote(raw)):
        yield encoded
        yield re.sub(r"%[0-9A-F]{2}", lambda escape: escape[0].lower(), encoded)
    yield json.dumps(value)[1:-1]
    yield json.dumps(value, ensure_ascii=False)[1:-1]
    yield repr(value)[1:-1]
    yield repr(raw)[2:-1]
    yield base64.b64encode(raw).decode("ascii").rstrip("=")


def _without_query(found: re.Match[str]) -> str:
    user = f"{MASK}@" if found["user"] else ""
    tail = f"{found['tail'][0]}{MASK}" if found["tail"] else ""
    return f"://{user}{found['rest']}{tail}"


def _without_quoted(found: re.Match[str]) -> str:
    opening = found["escaped"] or found["double"] or found["single"]
    return f"{found['name']}{opening}{MASK}{opening.removeprefix('b')}"


def _without_value(found: re.Match[str]) -> str:
    return f"{found['name']}{MASK}"


def _without_token(found: re.Match[str]) -> str:
    scheme, value = found["scheme"], found["value"]
    looks_made = re.search(r"[A-Z0-9_=]", value) is not None and len(value) >= 8
    if scheme in ("Basic", "Token", "Digest") and not looks_made:
        return found[0]  # "Basic settings", "Token refreshed"
    return f"{scheme} {MASK}"
