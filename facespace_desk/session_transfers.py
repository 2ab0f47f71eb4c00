"""The transfers of the open profile: their queue, their entry in the status bar, and the question
whether the console may be left while files are carried."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication

from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.settings import Settings
from facespace_desk.store.records import StoreTrouble
from facespace_desk.transfers.profile_queue import WhenDone
from facespace_desk.transfers.queue import QueueLimits
from facespace_desk.widgets.slice import Tell

if TYPE_CHECKING:
    from facespace_desk.modelkit.display import Display
    from facespace_desk.profiles import Profile
    from facespace_desk.settings import SettingsFile
    from facespace_desk.shell.main_window import MainWindow
    from facespace_desk.store import Store
    from facespace_desk.transfers.model import TransferModel
    from facespace_desk.transfers.profile_queue import ProfileQueue
    from facespace_desk.transfers.surroundings import Source, SurroundingsWatch
    from facespace_desk.transfers.tally import Totals
    from facespace_desk.transfers.view.dialogs import LeaveDialog
    from facespace_desk.transfers.view.dock import TransferDialog
    from facespace_desk.transfers.view.status_entry import StatusEntry

TIDY_LIMIT_S: Final = 5.0
GOING: Final = ("queued", "running", "waiting")


class SessionTransfers:
    """One queue at a time, of the profile that is open."""

    def __init__(
        self,
        window: MainWindow,
        *,
        display: Display,
        settings: SettingsFile,
        titles: Mapping[str, str],
        leave: Callable[[], None],
        tell: Tell,
        report: Report,
        has_next_start: bool = True,
        sources: Callable[[], tuple[Source, Source]] | None = None,
    ) -> None:
        """*titles* are those of services; *leave* ends the console. Without *has_next_start* the
        journal goes with the console. *sources* makes what tells of battery and metered link."""
        self._window = window
        self._display = display
        self._settings = settings
        self._titles = titles
        self._leave = leave
        self._tell = tell
        self._report = report
        self._has_next_start = has_next_start
        self._sources = sources or self._real_sources
        self._is_journal_kept = False
        self._has_carried = False  # since everything was done the last time
        self._tasks = TaskScope("session transfers", report)
        self._news = asyncio.Event()  # the totals are other ones
        self._profile: Profile
        self._queue: ProfileQueue | None = None
        self._model: TransferModel | None = None
        self._watch: SurroundingsWatch | None = None
        self._entry: StatusEntry | None = None
        self._list: TransferDialog | None = None
        self._question: LeaveDialog | None = None

    async def open(self, profile: Profile, store: Store) -> ProfileQueue:
        """The queue of *profile*, with all that its journal in *store* knows."""
        from facespace_desk.transfers.model import TransferModel  # after the first paint
        from facespace_desk.transfers.profile_queue import ProfileQueue
        from facespace_desk.transfers.surroundings import SurroundingsWatch
        from facespace_desk.transfers.view.status_entry import StatusEntry

        self._profile = profile
        self._is_journal_kept = self._has_next_start and store.is_persistent
        self._queue = queue = ProfileQueue(
            store.transfers,
            profile.id,
            limits=limits_of(self._settings.current),
            keep_limits=self._keep_limits,
            titles=self._titles,
            report=self._report,
        )
        try:
            await queue.load()
        except StoreTrouble as error:
            self._tell(
                tr("The list of transfers could not be read. {trouble}", trouble=error), "bad"
            )
        self._entry = entry = StatusEntry()
        self._window.put_status_entry(entry)
        self._model = TransferModel(queue, self._display, report=self._report, parent=entry)
        entry.clicked.connect(self.show_list)
        self._model.totals_changed.connect(self._show_totals)
        self._model.controls_changed.connect(self._show_controls)
        self._watch = SurroundingsWatch(queue, *self._sources(), parent=entry)
        self._show_entry()
        return queue

    async def close(self) -> None:
        """Stop what is under way; it goes on when the profile is opened again. The slices have
        taken back their handlers before."""
        if self._tasks.is_running("leave"):  # it waits for files that are not carried any more
            self._tasks.cancel("leave")
            self._window.show_activity("")
        for dialog in (self._question, self._list):
            if dialog is not None:
                dialog.reject()
        queue, model, entry = self._queue, self._model, self._entry
        self._queue = self._model = self._entry = None
        watch, self._watch = self._watch, None
        if watch is not None:
            await watch.close()
        if model is not None:
            await model.close()
        if queue is not None:
            await queue.close()
        if entry is not None:
            entry.deleteLater()

    async def end(self) -> None:
        """Close for good."""
        await self.close()
        await self._tasks.close()

    def show_list(self) -> None:
        """Show all transfers of the profile in a window of their own."""
        if self._model is None:
            return
        if self._list is None:
            from facespace_desk.transfers.view.dock import TransferDialog  # wanted rarely

            self._list = TransferDialog(self._model, self._display, self._window)
            self._list.finished.connect(self._list_closed)
            self._list.dock.trouble.connect(lambda words: self._tell(words, "bad"))
            self._list.dock.page.export_wanted.connect(self._export)
        self._list.show()
        self._list.raise_()
        self._list.activateWindow()

    # leaving

    def ask_to_leave(self) -> None:
        """Leave, or ask first what shall become of the files that are still to be carried."""
        self._tasks.cancel("leave")
        self._window.show_activity("")
        queue, model = self._queue, self._model
        if queue is None or model is None or queue.is_idle:
            self._leave()
            return
        if self._question is None:
            from facespace_desk.transfers.view.dialogs import LeaveDialog  # wanted rarely

            self._question = question = LeaveDialog(
                model.totals, queue.going, self._window, is_journal_kept=self._is_journal_kept
            )
            question.finished.connect(self._question_closed)
            question.finish_chosen.connect(self._finish)
            question.later_chosen.connect(self._leave)
            question.cancel_chosen.connect(self._give_up)
        self._question.open()

    def _finish(self) -> None:
        self._window.show_activity(tr("Quits when the last file is carried"))
        self._tasks.start(self._leave_when_done(), name="leave")

    async def _leave_when_done(self) -> None:
        while (queue := self._queue) is not None and (queue.going or not queue.is_served):
            self._news.clear()
            await self._news.wait()
        left = 0 if self._model is None else self._model.totals.count(*GOING)
        if left and not self._is_journal_kept:
            self._window.show_activity("")
            words = tr_n(
                "{n:,} files could not be carried: the console stays open",
                "{n:,} file could not be carried: the console stays open",
                left,
            )
            self._tell(words, "warn")
        else:
            self._leave()

    def _give_up(self) -> None:
        self._tasks.start(self._leave_without(), name="leave")

    async def _leave_without(self) -> None:
        if self._queue is not None:
            with contextlib.suppress(StoreTrouble, TimeoutError):
                await self._queue.cancel()
                async with asyncio.timeout(TIDY_LIMIT_S):
                    await self._queue.tidied()
        self._leave()

    # the small ends

    def _show_totals(self, totals: Totals) -> None:
        self._news.set()
        self._see_whether_done(totals)
        self._show_entry()
        if self._question is not None:
            self._question.show_totals(totals, 0 if self._queue is None else self._queue.going)

    def _show_controls(self) -> None:
        self._news.set()
        self._show_entry()
        if self._question is not None and self._queue is not None and self._model is not None:
            self._question.show_totals(self._model.totals, self._queue.going)

    def _show_entry(self) -> None:
        if self._entry is not None and self._model is not None:
            self._entry.show_totals(self._model.totals, self._model.queue_holds)

    def _real_sources(self) -> tuple[Source, Source]:
        from facespace_desk.transfers.surroundings import Battery, MeteredLink

        return Battery(report=self._report), MeteredLink()

    def _see_whether_done(self, totals: Totals) -> None:
        """Do what was wished for the end, when it has come."""
        queue = self._queue
        if queue is None or totals.to_go or not self._has_carried:
            self._has_carried = bool(totals.to_go)
            return
        self._has_carried = False
        wish = queue.when_done
        if wish is WhenDone.NOTHING:
            return
        queue.set_when_done(WhenDone.NOTHING)
        failed = totals.count("failed")
        if wish is WhenDone.QUIT and not failed:
            self._leave()
            return
        words = tr_n("{n:,} files carried", "{n:,} file carried", totals.done)
        if failed:
            more = tr_n("{n:,} failed", "{n:,} failed", failed)
            words = f"{words}, {more}"
        self._tell(words, "warn" if failed else "good")
        QApplication.alert(self._window)

    def _list_closed(self) -> None:
        self._list = None

    def _question_closed(self) -> None:
        self._question = None

    def _export(self) -> None:
        if self._list is None:
            return
        from facespace_desk.modelkit.export import ExportContext  # wanted rarely
        from facespace_desk.widgets.export_dialog import ExportDialog

        context = ExportContext(view="transfers", profile=self._profile.name)
        table = self._list.dock.table
        ExportDialog(table, self._display, context, self._list, tasks=self._tasks).open()

    def _keep_limits(self, limits: QueueLimits) -> None:
        self._window.save_settings(
            uploads_at_once=limits.uploads,
            downloads_at_once=limits.downloads,
            transfer_kb_per_s=(limits.bytes_per_s or 0) // 1000,
            transfers_wait_on_battery=limits.waits_on_battery,
            transfers_wait_when_metered=limits.waits_when_metered,
        )


def limits_of(settings: Settings) -> QueueLimits:
    """How much is carried at once, as it was last chosen."""
    return QueueLimits(
        uploads=settings.uploads_at_once,
        downloads=settings.downloads_at_once,
        bytes_per_s=settings.transfer_kb_per_s * 1000 or None,
        waits_on_battery=settings.transfers_wait_on_battery,
        waits_when_metered=settings.transfers_wait_when_metered,
    )
