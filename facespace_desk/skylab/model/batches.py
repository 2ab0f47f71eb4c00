"""Photos of a job as entries of the queue, and what the journal says of them afterwards."""

from __future__ import annotations

from pathlib import Path

from facespace_desk.skylab.model.carried import SERVICE, batch_of
from facespace_desk.skylab.model.folders import Rule
from facespace_desk.skylab.model.preflight import Verdict
from facespace_desk.skylab.names import safe_name
from facespace_desk.store.transfers import NewTransfer


def upload_of(verdict: Verdict, job_id: int, job_title: str) -> NewTransfer:
    """A picture on its way to a job; *verdict* says that it is sent."""
    assert verdict.plan is not None
    return NewTransfer(
        service=SERVICE,
        batch=batch_of(job_id),
        batch_title=job_title,
        title=verdict.plan.name,
        direction="upload",
        path=verdict.finding.path,
        size=verdict.finding.size,
        facts={
            "job_id": job_id,
            "original_md5": verdict.finding.md5,
            **verdict.plan.facts(),
        },
    )


def download_of(
    photo_id: int, name: str, folder: Path, *, rule: Rule, job_id: int, job_title: str
) -> NewTransfer:
    """The results of a photo, on their way into *folder*."""
    stem, suffix = safe_name(name, photo_id)
    return NewTransfer(
        service=SERVICE,
        batch=batch_of(job_id),
        batch_title=job_title,
        title=name,
        direction="download",
        path=str(folder / (stem + suffix)),
        facts={"job_id": job_id, "photo_id": photo_id, "rule": rule},
    )
