"""Whether a callback really comes from Skylab: signature, age, and whether it came before.

Source: wire/skylab.md 6. The signature is over the raw bytes of the body; JSON that was read and
written again does not match. Even a good callback is but a hint: fetch the job before trusting it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import math
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Final

from facespace_desk.credentials import Secret
from facespace_desk.language import tr, tr_n

BODY_BYTES: Final = 2**20
OLDEST_S: Final = 300.0  # also how far a clock may be ahead
REMEMBERED: Final = 10_000  # signatures
DIGEST_BYTES: Final = 32
_LONGEST_TEXT: Final = 200  # characters of a header
_MILLISECONDS_FROM: Final = 1e11  # a larger number cannot be seconds (the year 5138)


class Finding(Enum):
    """What a callback is."""

    GOOD = "good"
    UNCHECKED = "not checked"  # there is no secret to check it with
    TOO_LARGE = "too large"
    MALFORMED = "malformed"
    WRONG = "wrong"
    OLD = "old"
    AHEAD = "ahead"
    REPLAYED = "replayed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`words` is one sentence for a person. `age_s` is None when the timestamp cannot be read: it
    is signed all the same."""

    finding: Finding
    words: str
    age_s: float | None = None

    @property
    def is_good(self) -> bool:
        return self.finding is Finding.GOOD


class Replays:
    """The signatures that were good already. A clock in seconds says when they may be forgotten:
    by then their timestamp is too old anyway. One that cannot be read is kept as long as there is
    room."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._seen: OrderedDict[bytes, None] = OrderedDict()

    def is_new(self, signature: bytes) -> bool:
        """Whether *signature* was not seen before; it is from now on."""
        if signature in self._seen:
            return False
        self._seen[signature] = None
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return True


def sign(secret: Secret, timestamp: str, raw_body: bytes) -> str:
    """The text of the signature header for *raw_body*."""
    return base64.b64encode(_digest(secret, timestamp, raw_body)).decode("ascii")


def validate_callback(
    secret: Secret | None,
    timestamp: str,
    raw_body: bytes | str,
    signature: str,
    *,
    now_s: float | None = None,
    replays: Replays | None = None,
) -> Verdict:
    """Judges a callback by its headers' texts and its raw body. *now_s* is epoch seconds.

    Without *replays* a callback may come any number of times, as when one is pasted for a test.
    """
    if secret is None or not secret.reveal():
        return Verdict(
            Finding.UNCHECKED, tr("Without the account's secret nothing can be checked.")
        )
    body = raw_body.encode("utf-8", "surrogatepass") if isinstance(raw_body, str) else raw_body
    if len(body) > BODY_BYTES:
        return Verdict(Finding.TOO_LARGE, tr("The body is larger than 1 MiB."))
    given = _decoded(signature)
    if given is None or len(timestamp) > _LONGEST_TEXT:
        words = tr("The signature is not 32 bytes in base64, or the timestamp is far too long.")
        return Verdict(Finding.MALFORMED, words)
    if not hmac.compare_digest(given, _digest(secret, timestamp, body)):
        words = tr("The signature does not match: another secret, timestamp or body.")
        return Verdict(Finding.WRONG, words)
    return _judged(given, _age_s(timestamp, time.time() if now_s is None else now_s), replays)


def moment_s(timestamp: str) -> float | None:
    """Epoch seconds of a timestamp in seconds, milliseconds or ISO 8601; None for anything else.

    ISO 8601 without a zone is taken for UTC.
    """
    text = timestamp.strip()
    try:
        number = float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        number = math.nan
    if math.isfinite(number):
        return number / 1000 if abs(number) >= _MILLISECONDS_FROM else number
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    try:
        return aware.timestamp()
    except OverflowError:
        return None


def _judged(signature: bytes, age_s: float | None, replays: Replays | None) -> Verdict:
    """Of a callback whose signature is right."""
    if age_s is not None and age_s > OLDEST_S:
        words = tr(
            "The signature is right, but {time} old; more than 5 minutes are too old.",
            time=_span(age_s),
        )
        return Verdict(Finding.OLD, words, age_s)
    if age_s is not None and age_s < -OLDEST_S:
        words = tr(
            "The signature is right, but dated {time} ahead of this computer's clock.",
            time=_span(-age_s),
        )
        return Verdict(Finding.AHEAD, words, age_s)
    if replays is not None and not replays.is_new(signature):
        return Verdict(Finding.REPLAYED, tr("The signature is right, but has come before."), age_s)
    if age_s is None:
        words = tr("The signature is right; how old it is cannot be read from the timestamp.")
        return Verdict(Finding.GOOD, words)
    return Verdict(Finding.GOOD, tr("The signature is right and fresh."), age_s)


def _digest(secret: Secret, timestamp: str, body: bytes) -> bytes:
    message = timestamp.encode("utf-8", "surrogatepass") + b":" + body
    return hmac.new(secret.reveal().encode("utf-8"), message, hashlib.sha256).digest()


def _decoded(signature: str) -> bytes | None:
    text = signature.strip()
    if len(text) > _LONGEST_TEXT:
        return None
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return found if len(found) == DIGEST_BYTES else None


def _age_s(timestamp: str, now_s: float) -> float | None:
    moment = moment_s(timestamp)
    return None if moment is None else now_s - moment


def _span(seconds: float) -> str:
    if seconds < 3_600:
        return tr_n("{n} minutes", "{n} minute", round(seconds / 60))
    if seconds < 172_800:
        return tr("{hours:,.1f} hours", hours=seconds / 3_600)
    return tr_n("{n:,} days", "{n:,} day", round(seconds / 86_400))
