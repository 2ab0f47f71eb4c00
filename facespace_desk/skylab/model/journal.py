"""What the journal of transfers says of files that have made their way."""

from __future__ import annotations

import msgspec

from facespace_desk.skylab.model.kept import Received, Sent
from facespace_desk.skylab.preparing import Preparation
from facespace_desk.store.transfers import StoredTransfer


class _File(msgspec.Struct, frozen=True):
    """How the journal spells a file that was made; `path` is empty when another one of that name
    was left alone."""

    path: str | None = None
    size: int = 0
    sha256: str = ""


def sent_of(transfer: StoredTransfer) -> Sent | None:
    """The picture that an upload has brought to the studio; None when it says none."""
    photo_id = transfer.facts.get("photo_id")
    if not isinstance(photo_id, int):
        return None
    plan = Preparation.of_facts(transfer.facts)
    return Sent(
        photo_id=photo_id,
        name=transfer.title,
        path=transfer.path,
        size=transfer.size or 0,
        md5=str(transfer.facts.get("original_md5") or ""),
        prepared="" if plan is None else plan.deeds,
        sent_ms=transfer.ended_ms or 0,
    )


def received_of(transfer: StoredTransfer) -> list[Received]:
    """The files that a download has written."""
    photo_id, text = transfer.facts.get("photo_id"), transfer.facts.get("made")
    if not isinstance(photo_id, int) or not isinstance(text, str):
        return []
    return [
        Received(
            photo_id=photo_id,
            path=file.path,
            size=file.size,
            sha256=file.sha256,
            received_ms=transfer.ended_ms or 0,
        )
        for file in msgspec.json.decode(text, type=list[_File])
        if file.path
    ]
