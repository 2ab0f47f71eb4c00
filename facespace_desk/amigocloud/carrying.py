"""Carries AmigoCloud's files for the transfer queue: one try after another, over restarts.

Always in chunks, whatever the size: chunks can be repeated without harm, and a second `complete`
is refused by name, so that nothing is lost and nothing doubled wherever the console is killed. An
upload that is given up needs no tidying; the service forgets it by itself. A data file is done when
the service has made a dataset of it.

Facts, given by whoever adds a transfer: see `data_facts` and `photo_facts`. Kept here: `stage`,
`upload_id`, `offset`, `md5`, `before` (photos of this name that the row had), and at the end `job`
or `amigo_id`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Protocol

from facespace_desk.amigocloud.cursor import Cursor
from facespace_desk.amigocloud.errors import JobFailed, JobUnfinished
from facespace_desk.amigocloud.records import GalleryEntry, JobStatus, Project, UploadReceipt
from facespace_desk.amigocloud.routes import Routes
from facespace_desk.amigocloud.upload_answers import Point
from facespace_desk.amigocloud.upload_files import UploadFile
from facespace_desk.amigocloud.uploads import (
    AlreadyComplete,
    OtherBytes,
    Place,
    UploadLost,
    Uploads,
)
from facespace_desk.language import tr
from facespace_desk.store.transfers import Facts, StoredTransfer
from facespace_desk.transfers.handler import Context, Refused, Retry

SERVICE_ID: Final = "amigocloud"
SENDING, COMPLETING, SENT = "sending", "completing", "sent"  # stages
JOB_LOOK_S: Final = 3.0  # short jobs end meanwhile; others give their place in the queue to others
JOB_AGAIN_S: Final = 10.0


class Service(Protocol):
    """What is needed of the client."""

    @property
    def uploads(self) -> Uploads: ...

    @property
    def routes(self) -> Routes: ...

    def entries(self, gallery: int, source_amigo_id: str | None = None) -> Cursor[GalleryEntry]: ...

    async def wait_job(self, job_id: str, *, limit_s: float) -> JobStatus: ...


def data_facts(project: Project) -> Facts:
    """The facts of a data file that becomes a dataset of *project*."""
    return {"project": f"/{project.path}"}


def photo_facts(gallery: int, source_amigo_id: str, filename: str) -> Facts:
    """The facts of a photo that belongs to a row, and is called *filename* there."""
    return {"gallery": gallery, "source_amigo_id": source_amigo_id, "filename": filename}


class AmigoCloudTransfers:
    """The handler for data files and gallery photos."""

    service = SERVICE_ID

    def __init__(self, client: Service) -> None:
        self._client = client

    async def carry(self, transfer: StoredTransfer, context: Context) -> None:
        """See `transfers.handler.Handler`."""
        stage = transfer.facts.get("stage")
        if stage == SENT:
            await self._made(transfer.facts.get("job"), context)
            return
        place = self._place(transfer)
        uploads = self._client.uploads
        file = await uploads.check(Path(transfer.path))
        point = _point(transfer, file)
        if stage == COMPLETING:
            if point is None:
                words = tr("The file has changed; whether it had arrived before is not known.")
                raise Refused(words)
            receipt = await self._completed_before(transfer, context, place, file, point)
        else:
            receipt = await self._carried(transfer, context, place, file, point)
        await context.keep(stage=SENT, job=receipt.job_id, amigo_id=receipt.amigo_id)
        context.progress(file.size, file.size)
        await self._made(receipt.job_id, context)

    async def forget(self, transfer: StoredTransfer) -> None:
        """Nothing: what was sent of it expires at the service."""

    async def _carried(
        self,
        transfer: StoredTransfer,
        context: Context,
        place: Place,
        file: UploadFile,
        point: Point | None,
    ) -> UploadReceipt:
        async def checkpoint(reached: Point) -> None:
            await context.keep(
                stage=SENDING, upload_id=reached.upload_id, offset=reached.offset, md5=file.md5
            )

        try:
            reached = await self._client.uploads.chunks(
                place,
                file,
                resume=point,
                checkpoint=checkpoint,
                progress=context.progress,
                throttle=context.throttle,
            )
            before = await self._same_named(transfer)
            await context.keep(stage=COMPLETING, before=",".join(sorted(before)))
            return await self._client.uploads.complete(place, file, reached)
        except (UploadLost, OtherBytes) as error:
            await _begin_anew(context)
            raise Retry(error.message) from error

    async def _completed_before(
        self,
        transfer: StoredTransfer,
        context: Context,
        place: Place,
        file: UploadFile,
        point: Point,
    ) -> UploadReceipt:
        """The last step again, of which nobody has heard whether it was taken."""
        try:
            return await self._client.uploads.complete(place, file, point)
        except AlreadyComplete:
            found = await self._new_photo(transfer)
            return found or UploadReceipt()
        except OtherBytes as error:
            await _begin_anew(context)
            raise Retry(error.message) from error
        except UploadLost as error:
            if "gallery" not in transfer.facts:
                words = tr(
                    "The service knows this upload no more, and whether it had arrived "
                    "cannot be seen. Look at the project's datasets before you add the file "
                    "again."
                )
                raise Refused(words) from error
            if (found := await self._new_photo(transfer)) is not None:
                return found
            await _begin_anew(context)
            raise Retry(error.message) from error

    async def _made(self, job: object, context: Context) -> None:
        """Only the job that makes a dataset of it says whether a data file was good."""
        if not isinstance(job, str) or not job:
            return  # a photo; or nobody knows the job, as its answer was lost
        try:
            await self._client.wait_job(job, limit_s=JOB_LOOK_S)
        except JobFailed as error:
            await _begin_anew(context)
            words = tr(
                "The file arrived, but the service could not make a dataset of it. {reason}",
                reason=error.message,
            )
            raise Refused(words) from error
        except JobUnfinished as error:
            words = tr("The file has arrived; the service is making a dataset of it.")
            raise Retry(words, after_s=JOB_AGAIN_S, is_free=True) from error

    async def _new_photo(self, transfer: StoredTransfer) -> UploadReceipt | None:
        """The photo that an earlier try has made; None when there is none, or for a data file."""
        before = set(str(transfer.facts.get("before") or "").split(","))
        found = await self._same_named(transfer) - before
        return UploadReceipt(amigo_id=min(found)) if found else None

    async def _same_named(self, transfer: StoredTransfer) -> set[str]:
        """The photos of this name that the row has."""
        gallery, source = transfer.facts.get("gallery"), transfer.facts.get("source_amigo_id")
        if not isinstance(gallery, int) or not isinstance(source, str):
            return set()
        name = _filename(transfer)
        entries = self._client.entries(gallery, source).entries()
        return {entry.amigo_id async for entry in entries if entry.filename == name}

    def _place(self, transfer: StoredTransfer) -> Place:
        facts = transfer.facts
        project, gallery = facts.get("project"), facts.get("gallery")
        source = facts.get("source_amigo_id")
        if transfer.direction != "upload":
            raise Refused(tr("Only uploads are carried for AmigoCloud."))
        if isinstance(project, str):
            return self._client.routes.data_place(project)
        if isinstance(gallery, int) and isinstance(source, str):
            return self._client.routes.photo_place(gallery, source, _filename(transfer))
        raise Refused(tr("The transfer does not say which project or gallery it is for."))


def _filename(transfer: StoredTransfer) -> str:
    name = transfer.facts.get("filename")
    return name if isinstance(name, str) and name else Path(transfer.path).name


def _point(transfer: StoredTransfer, file: UploadFile) -> Point | None:
    """Where an earlier try came to; None when there is none, or the file is another by now."""
    upload_id, offset = transfer.facts.get("upload_id"), transfer.facts.get("offset")
    is_same = transfer.facts.get("md5") == file.md5
    if not is_same or not isinstance(upload_id, str) or not isinstance(offset, int):
        return None
    return Point(upload_id, offset)


async def _begin_anew(context: Context) -> None:
    await context.keep(stage=None, upload_id=None, offset=None, md5=None, job=None)
