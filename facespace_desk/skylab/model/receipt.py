"""The receipt of a job: what was sent, with which settings, what came back, what failed, with
hashes. As JSON, CSV or HTML. Pure."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import msgspec

from facespace_desk.language import spoken, tr
from facespace_desk.modelkit.display import Display, Zone
from facespace_desk.modelkit.export_file import formula_safe
from facespace_desk.skylab.model.kept import KeptJob
from facespace_desk.skylab.model.stages import Stage
from facespace_desk.skylab.preparing import deed_words
from facespace_desk.skylab.records import Profile

Format = Literal["json", "csv", "html"]
FORMATS: Final[tuple[Format, ...]] = ("html", "json", "csv")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One file. Moments are ISO 8601 in UTC; hashes hexadecimal, `what` says of which."""

    kind: str  # "sent", "came back", "failed"
    photo: str
    photo_id: int | None = None
    file: str = ""
    size: int | None = None
    hash: str = ""
    at: str = ""
    what: str = ""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of a job, as one proves it."""

    job_id: int
    job: str
    status: str
    profile: str
    settings: Mapping[str, Any]
    made: str
    first_seen: str = ""
    queued: str = ""
    ended: str = ""
    folder: str = ""
    lines: tuple[Line, ...] = ()

    def count(self, kind: str) -> int:
        return sum(line.kind == kind for line in self.lines)


def receipt_of(kept: KeptJob, profile: Profile | None, display: Display, *, now_ms: int) -> Receipt:
    """The receipt as of now."""

    def iso(ms: int | None) -> str:
        return display.iso_text(ms or None, Zone.UTC)

    names = {sent.photo_id: sent.name for sent in kept.sent}
    lines = [
        Line(
            kind="sent",
            photo=sent.name,
            photo_id=sent.photo_id,
            file=sent.path,
            size=sent.size,
            hash=f"md5:{sent.md5}" if sent.md5 else "",
            at=iso(sent.sent_ms),
            what=deed_words(sent.prepared) or tr("as it is"),
        )
        for sent in kept.sent
    ]
    lines += [
        Line(
            kind="came back",
            photo=names.get(received.photo_id, f"#{received.photo_id}"),
            photo_id=received.photo_id,
            file=received.path,
            size=received.size,
            hash=f"sha256:{received.sha256}" if received.sha256 else "",
            at=iso(received.received_ms),
        )
        for received in kept.received
    ]
    lines += [
        Line(
            kind="failed",
            photo=failure.name,
            at=iso(failure.at_ms),
            what=f"{failure.direction}: {failure.reason}",
        )
        for failure in kept.failures
    ]
    return Receipt(
        job_id=kept.id,
        job=kept.name,
        status=Stage.GONE.value if kept.is_gone else kept.status,
        profile=kept.profile_name,
        settings=_settings(profile),
        made=iso(now_ms),
        first_seen=iso(kept.first_seen_ms),
        queued=iso(kept.queued_ms),
        ended=iso(kept.ended_ms),
        folder=kept.folder,
        lines=tuple(lines),
    )


def written(receipt: Receipt, kind: Format) -> bytes:
    """The receipt as a file."""
    return {"json": _json, "csv": _csv, "html": _html}[kind](receipt)


def file_name(receipt: Receipt, kind: Format) -> str:
    """Without names of people or customers: "receipt_4711.html"."""
    return f"receipt_{receipt.job_id}.{kind}"


def _settings(profile: Profile | None) -> dict[str, Any]:
    """What the profile says, without addresses, which are secrets while they are valid."""
    if profile is None:
        return {}
    settings = {name: value for name, value in profile.request_fields().items() if name != "name"}
    if profile.backgrounds:
        settings["backgrounds"] = [photo.name for photo in profile.backgrounds]
    return settings


def _json(receipt: Receipt) -> bytes:
    return msgspec.json.format(msgspec.json.encode(receipt)) + b"\n"


def _csv(receipt: Receipt) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    heads = ("job_id", "job", "status", "profile", *Line.__struct_fields__)
    writer.writerow(heads)
    head = (receipt.job_id, receipt.job, receipt.status, receipt.profile)
    for line in receipt.lines or (Line(kind="nothing", photo=""),):
        cells = (*head, *msgspec.structs.astuple(line))
        writer.writerow([formula_safe("" if cell is None else str(cell)) for cell in cells])
    return text.getvalue().encode("utf-8", "replace")


def _html(receipt: Receipt) -> bytes:
    facts = (
        (tr("Job"), f"{receipt.job} (#{receipt.job_id})"),
        (tr("State"), receipt.status),
        (tr("Profile"), receipt.profile),
        (tr("First seen"), receipt.first_seen),
        (tr("Queued"), receipt.queued),
        (tr("Ended"), receipt.ended),
        (tr("Results in"), receipt.folder),
        (tr("Receipt made"), receipt.made),
    )
    counts = tr(
        "{sent} sent, {received} came back, {failed} failed",
        sent=receipt.count("sent"),
        received=receipt.count("came back"),
        failed=receipt.count("failed"),
    )
    title = tr("Receipt of job {job_id}", job_id=receipt.job_id)
    parts = [
        f"<!doctype html><html lang='{spoken()}'><head><meta charset='utf-8'>",
        f"<title>{_safe(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{_safe(receipt.job)}</h1><p>{counts}</p>",
        _rows(tr("Job"), ((name, value) for name, value in facts if value)),
    ]
    if receipt.settings:
        settings = ((name, str(value)) for name, value in receipt.settings.items())
        parts.append(_rows(tr("Settings"), settings))
    for kind, head in (
        ("sent", tr("Sent")),
        ("came back", tr("Came back")),
        ("failed", tr("Failed")),
    ):
        lines = [line for line in receipt.lines if line.kind == kind]
        if lines:
            parts.append(_table(head, lines))
    return "".join([*parts, "</body></html>\n"]).encode("utf-8", "replace")


def _rows(title: str, rows: Any) -> str:
    cells = "".join(
        f"<tr><th>{_safe(name)}</th><td>{_safe(value)}</td></tr>" for name, value in rows
    )
    return f"<h2>{_safe(title)}</h2><table class='facts'>{cells}</table>"


def _table(title: str, lines: Sequence[Line]) -> str:
    heads = {
        "photo": tr("photo"),
        "file": tr("file"),
        "size": tr("size"),
        "hash": tr("hash"),
        "at": tr("at", "the moment"),
        "what": tr("what", "was done to a file, or happened to it"),
    }
    head = "".join(f"<th>{_safe(name)}</th>" for name in heads.values())
    body = "".join(
        "<tr>" + "".join(f"<td>{_safe(getattr(line, name))}</td>" for name in heads) + "</tr>"
        for line in lines
    )
    return f"<h2>{_safe(title)} ({len(lines)})</h2><table><tr>{head}</tr>{body}</table>"


def _safe(value: object) -> str:
    return html.escape("" if value is None else str(value))


_STYLE: Final = (
    "body{font:14px sans-serif;margin:2em;color:#17212b}h1{font-size:20px}h2{font-size:15px;"
    "margin-top:1.6em}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:4px "
    "10px 4px 0;border-bottom:1px solid #d4dce5;vertical-align:top;overflow-wrap:anywhere}"
    ".facts th{width:12em;color:#4f5d6d;font-weight:normal}@media print{body{margin:0}}"
)
