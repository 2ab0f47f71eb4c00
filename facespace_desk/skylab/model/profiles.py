"""The profiles of an account: listed, made, changed and copied. Nothing is written that was not
shown first as a difference to what is there now."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.language import tr
from facespace_desk.modelkit.state import LoadState, wall_ms
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.skylab.errors import StudioException, of_disk, of_storage
from facespace_desk.skylab.model.profile_columns import profile_columns
from facespace_desk.skylab.model.profile_options import (
    Draft,
    Edit,
    ProfilePlan,
    plan_new,
    plan_update,
    title_of,
)
from facespace_desk.skylab.names import safe_name
from facespace_desk.skylab.records import Photo, Profile
from facespace_desk.skylab.uploads import MOST_BYTES

if TYPE_CHECKING:
    from facespace_desk.skylab.client import SkylabClient

# After these the request may have arrived all the same.
UNSURE: Final = frozenset(
    {
        ErrorKind.TIMED_OUT,
        ErrorKind.UNREACHABLE,
        ErrorKind.SERVER_TROUBLE,
        ErrorKind.NOT_THIS_PROTOCOL,
        ErrorKind.TOO_LARGE,
        ErrorKind.BROKE_OFF,
    }
)


class ProfilesModel(QObject):
    """Signals:

    state_changed(LoadState): how the list of profiles stands.
    profile_changed(int): this profile is another, is new, or is gone.
    busy_changed(str): what is under way, in words; empty when nothing is.
    planned(ProfilePlan): what would be written; `write` does it.
    written(Profile): it is done.
    failed(StudioException, bool): it did not work; True: it may have been written all the same.
    told(str, str): something for a short note, and its tone.
    """

    state_changed = Signal(object)
    profile_changed = Signal(object)
    busy_changed = Signal(str)
    planned = Signal(object)
    written = Signal(object)
    failed = Signal(object, bool)
    told = Signal(str, str)

    def __init__(
        self,
        client: SkylabClient,
        *,
        after_write: Callable[[], Awaitable[object]] | None = None,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*after_write* is for who else shows profiles; a StudioException of it is ignored."""
        super().__init__(parent)
        self._client = client
        self._after_write = after_write
        self._tasks = TaskScope("Skylab profiles", report)
        self._profiles: dict[int, Profile] = {}
        self._state = LoadState.off()
        self.table: RecordTableModel[Profile] = RecordTableModel(
            profile_columns(), newest_first=False, parent=self
        )

    @property
    def state(self) -> LoadState:
        return self._state

    @property
    def profiles(self) -> Sequence[Profile]:
        """In the order of the service."""
        return tuple(self._profiles.values())

    def profile(self, profile_id: int | None) -> Profile | None:
        return None if profile_id is None else self._profiles.get(profile_id)

    def names(self, but_id: int | None = None) -> list[str]:
        """Names that are taken by others than *but_id*."""
        return [each.name for each in self.profiles if each.id != but_id]

    def refresh(self) -> None:
        """Read the list anew."""
        self._tasks.start(self._refresh(), name="refresh", replacing="refresh")

    def take(self, profile: Profile) -> None:
        """The service answered with this profile."""
        known = self._profiles.get(profile.id)
        if known is not None and "photos" not in profile.raw:
            profile = msgspec.structs.replace(profile, photos=known.photos)
        self._profiles[profile.id] = profile
        self.table.synchronise(self.profiles, key=lambda each: each.id)
        self.profile_changed.emit(profile.id)

    def plan(self, edit: Edit) -> None:
        """Find out what writing *edit* would do."""
        shown = edit.shown
        if shown is None:
            self.planned.emit(plan_new(edit.draft, edit.source))
        else:
            self._start(lambda: self._plan(edit.draft, shown))

    def write(self, plan: ProfilePlan, copy_from: Profile | None = None) -> None:
        """**Writes** what was planned; then brings over the background pictures of *copy_from*."""
        self._start(lambda: self._write(plan, copy_from), is_write=True)

    def cancel(self) -> None:
        """Stop what is under way."""
        self._tasks.cancel("step")

    async def close(self) -> None:
        await self._tasks.close()
        await self.table.close()

    async def _refresh(self) -> None:
        self._set_state(LoadState.loading(tr("Reading the profiles")))
        try:
            listing = await self._client.list_profiles()
        except StudioException as error:
            self._set_state(LoadState.failed(error))
            return
        before, self._profiles = self._profiles, {each.id: each for each in listing.entries}
        self.table.synchronise(self.profiles, key=lambda each: each.id)
        for profile_id in before.keys() | self._profiles.keys():
            if before.get(profile_id) != self._profiles.get(profile_id):
                self.profile_changed.emit(profile_id)
        unread = tr("{count} could not be read", count=listing.unread) if listing.unread else ""
        self._set_state(LoadState.live(wall_ms(), unread))

    def _set_state(self, state: LoadState) -> None:
        self._state = state.after(self._state)
        self.state_changed.emit(self._state)

    def _start(self, step: Callable[[], Awaitable[None]], *, is_write: bool = False) -> None:
        self._tasks.start(self._guard(step, is_write), name="step", replacing="step")

    async def _guard(self, step: Callable[[], Awaitable[None]], is_write: bool) -> None:
        try:
            await step()
        except StudioException as error:
            self.failed.emit(error, is_write and error.kind in UNSURE)
        finally:
            self.busy_changed.emit("")

    async def _plan(self, draft: Draft, shown: Profile) -> None:
        self.busy_changed.emit(tr("Reading the profile as it is now"))
        now = await self._client.get_profile(shown.id)
        self.planned.emit(plan_update(now, shown, draft))

    async def _write(self, plan: ProfilePlan, copy_from: Profile | None) -> None:
        self.busy_changed.emit(tr("Writing"))
        if plan.profile_id is None:
            found = await self._client.create_profile(plan.name, plan.fields)
        else:
            found = await self._client.update_profile(plan.profile_id, plan.fields)
        self.take(found)
        missing = plan.not_taken(found)
        if missing:
            names = ", ".join(title_of(name) for name in missing)
            self.told.emit(tr("Written, but the studio did not take: {names}", names=names), "warn")
        if copy_from is not None and found.takes_backgrounds:
            found = await self._bring_over(copy_from.backgrounds, found)
        await self._tell_others()
        self.written.emit(found)

    async def _tell_others(self) -> None:
        if self._after_write is None:
            return
        try:
            await self._after_write()
        except StudioException:
            return  # it is written; others will read it when they can

    async def _bring_over(self, backgrounds: Sequence[Photo], target: Profile) -> Profile:
        """Give *target* the same background pictures, one after the other; the profile then."""
        folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="desk-skylab-copy-"))
        failed: list[str] = []
        try:
            for number, photo in enumerate(backgrounds, start=1):
                count = len(backgrounds)
                self.busy_changed.emit(
                    tr("Copying picture {number} of {count}", number=number, count=count)
                )
                try:
                    await self._copy(photo, target.id, folder)
                except StudioException as error:
                    failed.append(f"{photo.name}: {error.message}")
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        if failed:
            self.told.emit(tr("Not copied: {names}", names="; ".join(failed)), "warn")
        try:
            found = await self._client.get_profile(target.id)
        except StudioException:
            return target
        self.take(found)
        return found

    async def _copy(self, photo: Photo, profile_id: int, folder: Path) -> None:
        fresh = await self._client.get_photo(photo.id)  # its address may have run out
        if not fresh.original_url:
            words = tr("The studio does not say where the picture is.")
            raise StudioException(words, operation="copy", kind=ErrorKind.NOT_FOUND)
        stem, suffix = safe_name(photo.name, photo.id)
        path = folder / (stem + suffix)
        try:
            await self._client.storage.get_file(
                fresh.original_url, path, cap_bytes=MOST_BYTES, operation="copy"
            )
            await self._client.upload_profile_photo(profile_id, path)
        except OSError as error:
            raise of_disk(error, "copy") from error
        except ServiceError as error:
            raise of_storage(error) from error
        finally:
            await asyncio.to_thread(path.unlink, missing_ok=True)
