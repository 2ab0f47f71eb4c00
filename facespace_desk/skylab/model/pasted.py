"""A callback that somebody pasted, judged, and what is usually wrong with one that does not match.

Pure. Pasting changes texts: an editor ends the last line, a tool writes JSON anew. The signature
is over the very bytes that were sent, so what was lost on the way is tried again here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from facespace_desk.credentials import Secret
from facespace_desk.language import tr
from facespace_desk.skylab.callbacks import Finding, Verdict, validate_callback

_HEADER: Final = re.compile(
    r"^[ \t]*['\"]?x-skylab-(timestamp|signature)['\"]?[ \t]*:[ \t]*['\"]?(.*?)['\",\r]*$",
    re.IGNORECASE | re.MULTILINE,
)
_REWRITTEN: Final = tr(
    "It matches when the JSON is written otherwise: some tool has read it "
    "and written it anew. Sign and check the raw bytes."
)
_HEAD_LINE: Final = re.compile(r"^(?:PATCH\s|[A-Za-z][A-Za-z0-9-]*:\s)", re.MULTILINE)
_MATCHES: Final = frozenset({Finding.GOOD, Finding.OLD, Finding.AHEAD})


@dataclass(frozen=True)
class Pasted:
    """The three texts that a callback is judged by."""

    body: str
    timestamp: str
    signature: str

    @property
    def missing(self) -> str:
        """What is still wanted, in words; empty when all is there."""
        wanted = {tr("the body"): self.body, tr("the timestamp"): self.timestamp}
        wanted[tr("the signature")] = self.signature
        names = [name for name, text in wanted.items() if not text.strip()]
        if len(names) < 2:
            return "".join(names)
        return tr("{others} and {last}", others=", ".join(names[:-1]), last=names[-1])


def split_request(text: str) -> Pasted | None:
    """A whole request that was pasted with its headers, taken apart; None when it is none."""
    headers = {found[1].lower(): found[2].strip() for found in _HEADER.finditer(text)}
    if not headers or not _HEAD_LINE.match(text):
        return None
    _, gap, body = text.replace("\r\n", "\n").partition("\n\n")
    return Pasted(body if gap else "", headers.get("timestamp", ""), headers.get("signature", ""))


def judged(secret: Secret | None, pasted: Pasted, *, now_s: float | None = None) -> Verdict:
    """The verdict; where nothing matches, with the reason if it is one of the usual ones."""
    timestamp, signature = pasted.timestamp.strip(), pasted.signature.strip()
    verdict = validate_callback(secret, timestamp, pasted.body, signature, now_s=now_s)
    if verdict.finding is not Finding.WRONG:
        return verdict
    for body, reason in _variants(pasted.body):
        again = validate_callback(secret, timestamp, body, signature, now_s=now_s)
        if again.finding in _MATCHES:
            words = tr("The signature does not match this body. {reason}", reason=reason)
            return replace(verdict, words=words)
    return verdict


def _variants(body: str) -> Iterator[tuple[str, str]]:
    """What the body may have been before it was pasted, and what to say when it was that."""
    if body != body.rstrip("\r\n"):
        yield (
            body.rstrip("\r\n"),
            tr(
                "It matches without the line break at the end, which the paste or a tool has added."
            ),
        )
    if not body.endswith("\n"):
        yield body + "\n", tr("It matches with a line break at the end, which the paste has lost.")
    if "\n" in body:
        yield body.replace("\n", "\r\n"), tr("It matches with the line ends of Windows (CR LF).")
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return
    for separators in ((",", ":"), (", ", ": ")):
        for is_ascii in (False, True):
            yield json.dumps(content, separators=separators, ensure_ascii=is_ascii), _REWRITTEN
