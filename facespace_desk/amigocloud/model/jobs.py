"""Work that the service does in the background, from the moment that we hear of it (wire 3.5)."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.errors import AmigoCloudError, JobFailed
from facespace_desk.amigocloud.model.words import failure_words
from facespace_desk.amigocloud.records import JobStatus
from facespace_desk.language import tr
from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope

if TYPE_CHECKING:
    from facespace_desk.amigocloud.client import AmigoCloudClient


class JobStage(enum.Enum):
    """How far a job is; `STAGE_WORDS` are for the operator."""

    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = tr("not known")  # it could not be asked for


class JobRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One job. `status` is the service's word, `words` what else there is to say."""

    id: str
    what: str
    project_id: int | None = None
    stage: JobStage = JobStage.WORKING
    status: str = ""
    words: str = ""
    dataset_ids: tuple[int, ...] = ()
    begun_ms: int = 0
    ended_ms: int | None = None


STAGE_WORDS = {
    JobStage.WORKING: tr("working"),
    JobStage.DONE: tr("done"),
    JobStage.FAILED: tr("failed"),
    JobStage.UNKNOWN: tr("not known"),
}
TONES = {
    JobStage.WORKING: "accent",
    JobStage.DONE: "live",
    JobStage.FAILED: "bad",
    JobStage.UNKNOWN: "warn",
}


class JobsModel(QObject):
    """The jobs of this sitting.

    Signals:
        changed: a job is new, or stands otherwise.
        ended(JobRow): a job has ended, well or not.
    """

    changed = Signal()
    ended = Signal(object)

    def __init__(
        self,
        client: AmigoCloudClient,
        display: Display,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._tasks = TaskScope("AmigoCloud jobs", report)
        self._rows: dict[str, JobRow] = {}
        self.table: RecordTableModel[JobRow] = RecordTableModel(
            _columns(display), display=display, parent=self
        )

    @property
    def working(self) -> int:
        """How many are under way."""
        return sum(row.stage is JobStage.WORKING for row in self._rows.values())

    def row(self, job_id: str) -> JobRow | None:
        return self._rows.get(job_id)

    def watch(self, job_id: str, what: str, project_id: int | None = None) -> None:
        """Follow a job to its end; one that is followed already is no other."""
        if job_id not in self._rows:
            row = JobRow(id=job_id, what=what, project_id=project_id, begun_ms=wall_ms())
            self._put(row)
            self._tasks.start(self._follow(row), name="follow", replacing=f"job {job_id}")

    def look_again(self) -> None:
        """Ask again for those of which it is not known how they stand."""
        for row in [each for each in self._rows.values() if each.stage is JobStage.UNKNOWN]:
            again = msgspec.structs.replace(row, stage=JobStage.WORKING, words="")
            self._put(again)
            self._tasks.start(self._follow(again), name="follow", replacing=f"job {row.id}")

    def forget_ended(self) -> None:
        """Take those off the list that have ended."""
        over = (JobStage.DONE, JobStage.FAILED)
        self._rows = {key: row for key, row in self._rows.items() if row.stage not in over}
        self._show()

    async def close(self) -> None:
        await self._tasks.close()
        await self.table.close()

    async def _follow(self, row: JobRow) -> None:
        heard = row

        def changed(status: JobStatus) -> None:
            nonlocal heard
            heard = msgspec.structs.replace(row, status=status.status)
            if not status.has_ended:
                self._put(heard)

        try:
            status = await self._client.wait_job(row.id, changed=changed)
        except JobFailed as error:
            self._end(heard, JobStage.FAILED, words=error.message)
        except AmigoCloudError as error:
            words = failure_words(error)
            self._put(msgspec.structs.replace(row, stage=JobStage.UNKNOWN, words=words))
        else:
            made = ", ".join(map(str, status.dataset_ids))
            words = tr("dataset {number}", number=made) if made else ""
            self._end(heard, JobStage.DONE, words=words, dataset_ids=status.dataset_ids)

    def _end(self, row: JobRow, stage: JobStage, **found: Any) -> None:
        ended = msgspec.structs.replace(row, stage=stage, ended_ms=wall_ms(), **found)
        self._put(ended)
        self.ended.emit(ended)

    def _put(self, row: JobRow) -> None:
        self._rows[row.id] = row
        self._show()

    def _show(self) -> None:
        self.table.synchronise(list(self._rows.values()), key=lambda each: each.id)
        self.changed.emit()


def _columns(display: Display) -> tuple[Column[JobRow], ...]:
    return (
        Column("what", tr("Job"), lambda row: row.what, hideable=False, width=280),
        Column(
            "stage",
            tr("State"),
            lambda row: STAGE_WORDS[row.stage],
            tone=lambda row: TONES[row.stage],
            width=100,
        ),
        Column("words", tr("Outcome"), lambda row: row.words, width=320),
        Column(
            "begun",
            tr("Noticed"),
            lambda row: display.time_text(row.begun_ms),
            moment_ms=lambda row: row.begun_ms,
            newest_first=True,
            mono=True,
            width=170,
        ),
        Column("status", tr("Service’s word"), lambda row: row.status, mono=True, width=120),
        Column("id", tr("Job ID"), lambda row: row.id, mono=True, width=260),
    )
