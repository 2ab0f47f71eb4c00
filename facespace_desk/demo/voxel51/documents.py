"""What is answered about analytics, data and jobs (wire section 5.5)."""

from __future__ import annotations

from facespace_desk.demo.control import Panel
from facespace_desk.demo.voxel51 import moments
from facespace_desk.demo.voxel51.account import PUBLIC, Analytic, Data, Document, Job
from facespace_desk.demo.voxel51.searching import FIELDS
from facespace_desk.demo.voxel51.switches import NAMES, chosen

_OWN_IDS = {"analytics": "analytic_id", "data": "data_id", "jobs": "job_id"}


class Documents:
    """Writes them as the switches say."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel

    def data(self, data: Data) -> Document:
        return self._with_id("data", self.data_row(data))

    def analytic(self, analytic: Analytic) -> Document:
        row = self.analytic_row(analytic)
        row["is_image_to_video"] = analytic.type == "IMAGE_TO_VIDEO"
        return self._with_id("analytics", row)

    def job(self, job: Job) -> Document:
        """Job details."""
        row = self.job_row(job)
        row["output_filename"] = self._named(job.analytic.output_name)
        return self._with_id("jobs", row)

    def listed(self, kind: str, rows: list[Document]) -> list[Document]:
        """Rows as lists have them: only what can be queried."""
        named = [{name: row[name] for name in FIELDS[kind] if name in row} for row in rows]
        return [self._with_id(kind, row) for row in named]

    def data_row(self, data: Data) -> Document:
        return {
            "id": data.id,
            "name": self._named(data.name),
            "size": data.size,
            "type": data.type,
            "encoding": data.encoding,
            "upload_date": self._moment(data.upload_s),
            "expiration_date": self._moment(data.expiration_s),
        }

    def analytic_row(self, analytic: Analytic) -> Document:
        return {
            "id": analytic.id,
            "name": analytic.name,
            "version": analytic.version,
            "scope": "public" if analytic.owner == PUBLIC else "user",
            "supports_cpu": analytic.supports("CPU"),
            "supports_gpu": analytic.supports("GPU"),
            "pending": analytic.is_pending,
            "upload_date": self._moment(analytic.upload_s),
            "description": analytic.description,
            "type": analytic.type,
        }

    def job_row(self, job: Job) -> Document:
        now_s = self._panel.clock.now_s()
        state = job.state(now_s)
        return {
            "id": job.id,
            "name": job.name,
            "state": state,
            "archived": job.archived,
            "upload_date": self._moment(job.upload_s),
            "expiration_date": self._moment(job.expiration_s),
            "expired": job.is_expired(now_s),
            "analytic_id": job.analytic.id,
            "compute_mode": job.compute_mode,
            "auto_start": job.auto_start,
            "start_date": None if state == "READY" else self._moment(job.started_s),
            "completion_date": self._moment(job.ends_s) if state == "COMPLETE" else None,
            "fail_date": self._moment(job.ends_s) if state == "FAILED" else None,
            "failure_type": job.failure if state == "FAILED" else "NONE",
        }

    def _moment(self, moment_s: float | None) -> str | None:
        if moment_s is None:
            return None
        return moments.text(moment_s, has_offset=chosen(self._panel, "dates") == "offset")

    def _named(self, name: str) -> str:
        return NAMES.get(chosen(self._panel, "names"), "{name}").format(name=name)

    def _with_id(self, kind: str, row: Document) -> Document:
        if chosen(self._panel, "ids") == "own" and "id" in row:
            row[_OWN_IDS[kind]] = row.pop("id")
        return row
