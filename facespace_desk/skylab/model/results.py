"""The results of jobs, on their way to this computer: where they go, and whether they are whole."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QStandardPaths, Signal

from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.placing import is_same
from facespace_desk.skylab.errors import StudioException
from facespace_desk.skylab.model.batches import download_of
from facespace_desk.skylab.model.carried import Carried
from facespace_desk.skylab.model.folders import DownloadRules, TemplateError, folder_for
from facespace_desk.skylab.model.jobs import JobsModel
from facespace_desk.skylab.model.kept import JobShelf, KeptJob
from facespace_desk.store.records import StoreTrouble
from facespace_desk.store.store import Store

if TYPE_CHECKING:
    from facespace_desk.skylab.client import SkylabClient

KIND: Final = "skylab.rules"
NAME: Final = "downloads"
_OPEN: Final = frozenset({"queued", "running", "waiting", "paused"})


class ResultsModel(QObject):
    """Signals:

    rules_changed: other rules are in force.
    told(str, str): something for a short note, and its tone.
    """

    rules_changed = Signal()
    told = Signal(str, str)

    def __init__(
        self,
        client: SkylabClient,
        jobs: JobsModel,
        shelf: JobShelf,
        carried: Carried,
        *,
        store: Store,
        profile: str,
        base: Path | None = None,
        clock: Callable[[], int] = wall_ms,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*base* is where results go until somebody chooses another folder."""
        super().__init__(parent)
        self._client = client
        self._jobs = jobs
        self._shelf = shelf
        self._carried = carried
        self._documents = store.views
        self._profile = profile
        self._clock = clock
        self._tasks = TaskScope("Skylab results", report)
        self._rules = DownloadRules(base=str(base or pictures_folder()))

    @property
    def rules(self) -> DownloadRules:
        return self._rules

    def set_rules(self, rules: DownloadRules) -> None:
        """Use and keep other rules; jobs whose results lie somewhere stay there.

        Raises:
            TemplateError: the template cannot be used.
        """
        folder_for(rules, {})
        if rules != self._rules:
            self._rules = rules
            text = msgspec.json.encode(rules).decode()
            self._tasks.start(self._documents.put(self._profile, KIND, NAME, text), name="keep")
            self.rules_changed.emit()

    async def load(self) -> None:
        """Read what was chosen. Raises StoreTrouble."""
        for document in await self._documents.list(self._profile, KIND):
            if document.name == NAME:
                try:
                    self._rules = msgspec.json.decode(document.json, type=DownloadRules)
                except msgspec.DecodeError:
                    continue
        self.rules_changed.emit()

    def folder(self, job_id: int) -> Path:
        """Where the results of this job lie, or would go."""
        kept = self._shelf.get(job_id)
        return Path(kept.folder) if kept.folder else self._fresh_folder(kept)

    def fetch(self, job_id: int, photo_ids: Sequence[int] | None = None) -> None:
        """Put the results of these photos, or of all, into the queue."""
        self._tasks.start(self._fetch(job_id, photo_ids), name="fetch")

    def verify(self, job_id: int) -> None:
        """Compare the files that came back with what they were, and tell."""
        self._tasks.start(self._verify(job_id), name="verify")

    async def close(self) -> None:
        """Wait until the rules are kept; nothing is put into the queue any more."""
        self._tasks.cancel("fetch")
        self._tasks.cancel("verify")
        await self._tasks.finish()

    async def fetch_now(self, job_id: int, photo_ids: Sequence[int] | None = None) -> int:
        """As `fetch`; how many photos were put into the queue. What is on its way is left alone,
        and so is what is here already unless *photo_ids* names it.

        Raises:
            StudioException, StoreTrouble, OSError: none was.
        """
        listing = await self._client.get_job_photos(job_id)
        kept = self._shelf.get(job_id)
        folder = self.folder(job_id)
        await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
        left_out = {
            each.facts.get("photo_id")
            for each in self._carried.of_job(job_id)
            if each.direction == "download" and each.state in _OPEN
        }
        if photo_ids is None:
            left_out |= {each.photo_id for each in kept.received}
        wanted = [
            photo
            for photo in listing.entries
            if photo.id not in left_out and (photo_ids is None or photo.id in photo_ids)
        ]
        await self._drop_failed(job_id, {photo.id for photo in wanted})
        title = kept.name or f"#{job_id}"
        await self._carried.queue.add(
            [
                download_of(
                    photo.id,
                    photo.name,
                    folder,
                    rule=self._rules.rule,
                    job_id=job_id,
                    job_title=title,
                )
                for photo in wanted
            ]
        )
        self._shelf.keep(
            msgspec.structs.replace(self._shelf.get(job_id), folder=str(folder), was_fetched=True)
        )
        return len(wanted)

    async def _drop_failed(self, job_id: int, photo_ids: set[int]) -> None:
        """Failed tries of these make room for new ones."""
        ids = [
            each.id
            for each in self._carried.of_job(job_id)
            if each.direction == "download"
            and each.state == "failed"
            and each.facts.get("photo_id") in photo_ids
        ]
        if ids:
            await self._carried.queue.remove(ids)

    async def _fetch(self, job_id: int, photo_ids: Sequence[int] | None) -> None:
        try:
            count = await self.fetch_now(job_id, photo_ids)
        except StudioException as error:
            self.told.emit(error.message, "bad")
        except StoreTrouble as error:
            self.told.emit(f"The list of transfers could not be written. {error}", "bad")
        except OSError as error:
            words = error.strerror or type(error).__name__
            self.told.emit(f"The folder for the results cannot be made: {words}.", "bad")
        except TemplateError as error:
            self.told.emit(f"The folder for the results cannot be made: {error}.", "bad")
        else:
            if not count:
                self.told.emit("Everything is here already, or on its way", "info")

    async def _verify(self, job_id: int) -> None:
        received = self._shelf.get(job_id).received
        bad: list[str] = []
        for each in received:
            path = Path(each.path)
            if not await asyncio.to_thread(is_same, path, each.size, each.sha256):
                bad.append(path.name)
        if not received:
            self.told.emit("No result has come back yet", "info")
        elif not bad:
            words = "file is" if len(received) == 1 else "files are"
            self.told.emit(f"{len(received)} {words} as they came", "good")
        else:
            named = ", ".join(bad[:3]) + (" …" if len(bad) > 3 else "")
            self.told.emit(
                f"{len(bad)} of {len(received)} files changed or missing: {named}", "warn"
            )

    def _fresh_folder(self, kept: KeptJob) -> Path:
        moment = datetime.fromtimestamp((kept.first_seen_ms or self._clock()) / 1000, UTC)
        values = {
            "job": kept.name,
            "profile": kept.profile_name,
            "date": f"{moment.astimezone():%Y-%m-%d}",
            "id": str(kept.id),
        }
        return folder_for(self._rules, values)


def pictures_folder() -> Path:
    """Where this user keeps pictures, with a folder of ours in it."""
    place = QStandardPaths.StandardLocation.PicturesLocation
    return Path(QStandardPaths.writableLocation(place) or Path.home()) / "Skylab"
