"""Looks at files before they are uploaded: a verdict for each, and what can be done about it.

Two steps: `look` reads one file (blocks: in a thread), `judge` weighs all findings together and
reads nothing. Limits: wire/skylab.md 4.1. Pure, no Qt.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from enum import Enum
from pathlib import Path
from typing import Final

import msgspec

from facespace_desk.pictures.raster import PictureTrouble, TroubleKind
from facespace_desk.pictures.signatures import HEAD_BYTES, Format, format_of
from facespace_desk.skylab.metadata import NotThisFormat, told_by
from facespace_desk.skylab.preparing import READ_LIMITS, Encoding, Preparation
from facespace_desk.skylab.uploads import MOST_BYTES, MOST_PIXELS, MOST_SIDE

SUFFIXES: Final[dict[Format, tuple[str, ...]]] = {  # that the studio takes; the first is ours
    Format.JPEG: (".jpg", ".jpeg"),
    Format.PNG: (".png",),
    Format.WEBP: (".webp",),
}
_PROBE_BOX: Final = (64, 64)  # the whole file is read for it, few pixels are made


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one file is. `md5` is hexadecimal; `trouble` says why it is no picture for us."""

    path: str
    size: int = 0  # bytes
    format: str = ""  # a name of `signatures.Format`
    width: int = 0
    height: int = 0
    has_alpha: bool = False
    md5: str = ""
    tells: str = ""  # "position and camera details"
    trouble: str = ""

    @property
    def name(self) -> str:
        return Path(self.path).name


class Fate(Enum):
    """What becomes of a file; the value is the word that the operator reads."""

    READY = "ready"
    FIXED = "will be fixed"
    LEFT_OUT = "left out"
    REFUSED = "cannot be sent"


class Fixes(msgspec.Struct, frozen=True, kw_only=True):
    """What the operator lets us do."""

    strip: bool = True  # position and camera details
    convert: bool = True  # HEIC, TIFF, GIF to what the studio takes
    shrink: bool = True
    rename: bool = True  # a name that is taken, or that does not fit what the file is
    skip_known: bool = True  # the same picture twice


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of one file, and why."""

    finding: Finding
    fate: Fate
    plan: Preparation | None = None  # None: it is not sent
    reasons: tuple[str, ...] = ()  # one short sentence each

    @property
    def is_sent(self) -> bool:
        return self.plan is not None

    @property
    def words(self) -> str:
        return " ".join(self.reasons)


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """All verdicts together; bytes are those of the files as they are now."""

    files: int = 0
    sent: int = 0
    fixed: int = 0
    left_out: int = 0
    refused: int = 0
    sent_bytes: int = 0
    with_position: int = 0


# looking


def look(path: Path) -> Finding:
    """Read one file. Whatever is wrong with it is in the answer; nothing is raised."""
    try:
        size = path.stat().st_size
        if size > READ_LIMITS.bytes:
            words = f"It has {megabytes(size)}; nothing above {megabytes(READ_LIMITS.bytes)}."
            return Finding(path=str(path), size=size, trouble=words)
        if not path.is_file():
            return Finding(path=str(path), trouble="It is not an ordinary file.")
        data = path.read_bytes()
    except OSError as error:
        words = f"It cannot be read: {error.strerror or 'the system does not say why'}."
        return Finding(path=str(path), trouble=words)
    return _seen(path, data)


def _seen(path: Path, data: bytes) -> Finding:
    from facespace_desk.pictures.decode import decode  # loads libvips

    known = Finding(
        path=str(path),
        size=len(data),
        md5=hashlib.md5(data, usedforsecurity=False).hexdigest(),
    )
    try:
        kind = format_of(data[:HEAD_BYTES])
        probe = decode(data, box=_PROBE_BOX, limits=READ_LIMITS)
    except PictureTrouble as trouble:
        return msgspec.structs.replace(known, trouble=_words_of(trouble))
    return msgspec.structs.replace(
        known,
        format=kind.name,
        width=probe.full_width,
        height=probe.full_height,
        has_alpha=probe.has_alpha,
        tells=_told(data),
    )


def _words_of(trouble: PictureTrouble) -> str:
    if trouble.kind is TroubleKind.EMPTY:
        return "The file is empty."
    return trouble.words


def _told(data: bytes) -> str:
    try:
        return told_by(data).words
    except NotThisFormat:
        return ""


# judging


def judge(
    findings: Sequence[Finding],
    fixes: Fixes,
    *,
    taken_names: Collection[str] = (),
    known_md5: Collection[str] = (),
) -> list[Verdict]:
    """A verdict for each finding, in the same order.

    *taken_names* are those of photos that the job has already, *known_md5* the pictures that were
    sent to it.
    """
    names = {name.casefold() for name in taken_names}
    seen = set(known_md5)
    verdicts = []
    for finding in findings:
        verdict = _judge_one(finding, fixes, names, seen)
        if verdict.plan is not None:
            names.add(verdict.plan.name.casefold())
            seen.add(finding.md5)
        verdicts.append(verdict)
    return verdicts


def summed(verdicts: Iterable[Verdict]) -> Summary:
    """How many of each."""
    counts = dict.fromkeys(Fate, 0)
    sent_bytes = with_position = 0
    for verdict in verdicts:
        counts[verdict.fate] += 1
        if verdict.is_sent:
            sent_bytes += verdict.finding.size
            with_position += "position" in verdict.finding.tells
    return Summary(
        files=sum(counts.values()),
        sent=counts[Fate.READY] + counts[Fate.FIXED],
        fixed=counts[Fate.FIXED],
        left_out=counts[Fate.LEFT_OUT],
        refused=counts[Fate.REFUSED],
        sent_bytes=sent_bytes,
        with_position=with_position,
    )


def megabytes(size: int) -> str:
    """ "4.2 MB"; the studio's limit of 27 MB is binary, and so is this."""
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} KB"
    return f"{size / 2**20:,.1f} MB"


def _judge_one(finding: Finding, fixes: Fixes, names: set[str], seen: set[str]) -> Verdict:
    if finding.trouble:
        return _refused(finding, finding.trouble)
    if fixes.skip_known and finding.md5 in seen:
        words = "The same picture is in this job already."
        return Verdict(finding=finding, fate=Fate.LEFT_OUT, reasons=(words,))
    encode, reasons, wrong = _conversion(finding, fixes)
    if not wrong:
        shrink, more, wrong = _shrinking(finding, fixes)
        reasons += more
    if wrong:
        return _refused(finding, wrong)
    name, more, wrong = _naming(finding, encode, fixes, names)
    if wrong:
        return _refused(finding, wrong)
    reasons += more
    plan = Preparation(
        name=name,
        strip=fixes.strip and bool(finding.tells) and not encode and not shrink,
        encode=encode,
        shrink=shrink,
    )
    if fixes.strip and finding.tells:
        reasons.append(f"Without {finding.tells}.")
    elif finding.tells:
        reasons.append(f"Tells {finding.tells}.")
    is_other = bool(encode) or shrink or name != finding.name
    fate = Fate.FIXED if is_other else Fate.READY
    return Verdict(finding=finding, fate=fate, plan=plan, reasons=tuple(reasons))


def _conversion(finding: Finding, fixes: Fixes) -> tuple[Encoding, list[str], str]:
    """The format to encode in, what to say of it, and why it cannot be."""
    kind = Format[finding.format]
    if kind in SUFFIXES:
        return "", [], ""
    title = "AVIF" if Path(finding.path).suffix.lower() == ".avif" else finding.format
    if not fixes.convert:
        return "", [], f"The studio does not take {title}."
    encode: Encoding = "png" if finding.has_alpha else "jpeg"
    return encode, [f"{title} becomes {encode.upper()}."], ""


def _shrinking(finding: Finding, fixes: Fixes) -> tuple[bool, list[str], str]:
    """Whether it must become smaller, what to say of it, and why it cannot be."""
    if max(finding.width, finding.height) > MOST_SIDE:
        reason = f"{finding.width} × {finding.height} pixels: no side may exceed {MOST_SIDE}."
    elif finding.width * finding.height > MOST_PIXELS:
        pixels = finding.width * finding.height / 1e6
        reason = f"{pixels:.1f} million pixels; the studio takes {MOST_PIXELS / 1e6:.0f}."
    elif finding.size > MOST_BYTES and Format[finding.format] in SUFFIXES:
        reason = f"{megabytes(finding.size)}; the studio takes {megabytes(MOST_BYTES)}."
    else:
        return False, [], ""
    return (True, [f"{reason} Made smaller."], "") if fixes.shrink else (False, [], reason)


def _naming(
    finding: Finding, encode: Encoding, fixes: Fixes, names: set[str]
) -> tuple[str, list[str], str]:
    """The name to send, what to say of it, and why it cannot be."""
    stem, suffix = Path(finding.path).stem, Path(finding.path).suffix
    kind = Format[encode.upper()] if encode else Format[finding.format]
    reasons = []
    name = finding.name
    if suffix.lower() not in SUFFIXES[kind]:
        name = stem + SUFFIXES[kind][0]
        if not encode:
            reasons.append(f"It is a {finding.format} file: sent as {name}.")
            if not fixes.rename:
                return name, [], f"It is a {finding.format} file, which its name does not say."
    if name.casefold() in names:
        if not fixes.rename:
            return name, [], "The job has a photo of this name."
        name = _free_name(name, names)
        reasons.append(f"The name is taken: sent as {name}.")
    return name, reasons, ""


def _free_name(name: str, names: Collection[str]) -> str:
    stem, suffix = Path(name).stem, Path(name).suffix
    number = 2
    while f"{stem} ({number}){suffix}".casefold() in names:
        number += 1
    return f"{stem} ({number}){suffix}"


def _refused(finding: Finding, words: str) -> Verdict:
    return Verdict(finding=finding, fate=Fate.REFUSED, reasons=(words,))
