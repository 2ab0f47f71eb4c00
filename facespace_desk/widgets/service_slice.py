"""What the slices of all services have in common: opening, connection, layout memory, closing.

A slice opens by itself while the window goes on, and closes in the opposite order. What differs
from service to service is in the methods that raise NotImplementedError.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from facespace_desk.credentials import KeyringTrouble, Secret
from facespace_desk.modelkit.export import ExportContext
from facespace_desk.modelkit.filter_shelf import FilterShelf
from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.tasks import TaskScope
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.proxy import with_login
from facespace_desk.service_options import OptionValue
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.pages import not_connected
from facespace_desk.widgets.slice import ServiceContext
from facespace_desk.widgets.tab_frame import TabFrame
from facespace_desk.widgets.table_page import TablePage

if TYPE_CHECKING:
    from facespace_desk.widgets.export_dialog import OtherFormat, RowLimit

REMEMBER_AFTER_MS: Final = 800
_TURNS: Final = 4  # of the loop, between two parts of a tab

TabT = TypeVar("TabT", bound=TabFrame)
Parts = TypeVar("Parts")


class _Signals(QObject):
    state_changed = Signal(object)
    sign_in = Signal()


class ServiceSlice(Generic[TabT]):
    """One service of one profile, running. See `facespace_desk.widgets.slice`.

    *shelves* names the tables whose filters are kept. `_connect` makes the client, `_open` models
    and tab; `_close_parts` ends models, then clients.
    """

    def __init__(
        self, context: ServiceContext, service: str, title: str, shelves: tuple[str, ...] = ()
    ) -> None:
        self._context = context
        self._service = service
        self._title = title
        self._signals = _Signals()
        self._tasks = TaskScope(service, context.report)
        self._state = LoadState.loading("Opening")
        self._stack = QStackedWidget()
        opening = label(f"Opening {title}…", "muted")
        opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(opening)
        self.tab: TabT | None = None
        self._shelves = {
            name: FilterShelf(
                context.store,
                context.profile.id,
                f"{service}.{name}",
                report=context.report,
                parent=self._stack,
            )
            for name in shelves
        }
        self._remember = QTimer(self._stack)
        self._remember.setSingleShot(True)
        self._remember.setInterval(REMEMBER_AFTER_MS)
        self._remember.timeout.connect(self._remember_layout)
        self._tasks.start(self._open_or_say_why(), name="open")

    @property
    def widget(self) -> QWidget:
        """The tab's page."""
        return self._stack

    @property
    def state(self) -> LoadState:
        """How the service stands."""
        return self._state

    @property
    def state_changed(self) -> SignalInstance:
        """Emits the LoadState."""
        return self._signals.state_changed

    @property
    def sign_in(self) -> SignalInstance:
        """The operator wants to enter another key."""
        return self._signals.sign_in

    def apply_settings(self) -> None:
        """Take over what concerns this service."""

    async def close(self) -> None:
        """Stop all tasks, then close the connections."""
        if self._remember.isActive():
            self._remember.stop()
            self._remember_layout()
        if self.tab is not None:
            for dialog in self.tab.findChildren(DeskDialog):
                dialog.reject()
        await self._tasks.close()
        if self.tab is not None:
            self.tab.flush()
        await self._close_parts()
        for shelf in self._shelves.values():
            await shelf.close()

    # what a service brings

    async def _connect(self) -> None:
        """Make the client of what profile and key store know.

        Raises:
            KeyringTrouble, ServiceError, ValueError: with words; the page says them.
        """
        raise NotImplementedError

    async def _open(self) -> None:
        """Make models and tab, and start."""
        raise NotImplementedError

    async def _close_parts(self) -> None:
        """Close models, then connections; some may not have been made."""
        raise NotImplementedError

    # what it finds here

    @property
    def _options(self) -> Mapping[str, OptionValue]:
        return self._context.profile.services[self._service].options

    async def _secret(self, name: str) -> Secret | None:
        return await self._context.credentials.load(self._context.profile.id, self._service, name)

    def _base_url(self) -> BaseUrl:
        """Raises ValueError in words."""
        return BaseUrl.parse(
            self._context.profile.services[self._service].base_url,
            allow_plain_http=bool(self._options.get("allow_plain_http", False)),
        )

    async def _proxy(self) -> str | None:
        """The profile's proxy, its login included; None when it names none."""
        options = self._options
        if not options.get("proxy"):
            return None
        password = await self._secret("proxy_password")
        return with_login(
            str(options["proxy"]),
            str(options.get("proxy_user", "")),
            password.reveal() if password else "",
        )

    async def _show_tab(
        self, steps: Generator[QWidget, None, Parts], make: Callable[[Parts], TabT]
    ) -> TabT:
        """Build the parts, of which *steps* yields each, put the tab of them in place, furnish it.

        Closed in the midst of it, no part is left behind as a window of its own.
        """
        made: list[QWidget] = []
        try:
            tab = make(await self._step(steps, made))
            self._stack.addWidget(tab)
            for _step in tab.furnish():
                await _others_first()
        except BaseException:
            self._drop(made)
            raise
        tab.sign_in.connect(self._signals.sign_in)
        tab.restore_layout(self._context.settings.current.splitters)
        for name, page in tab.pages.items():
            self._take_page(name, page)
        tab.layout_changed.connect(self._remember.start)
        self.tab = tab
        self._stack.setCurrentWidget(tab)
        self._stack.addActions(tab.actions())
        if self._stack.window().focusWidget() in (None, self._stack):
            tab.setFocus()
        return tab

    async def _step(self, steps: Generator[QWidget, None, Parts], made: list[QWidget]) -> Parts:
        """Take *steps* to their end; *made* gets each part as soon as there is one."""
        while True:
            try:
                made.append(next(steps))
            except StopIteration as done:
                parts: Parts = done.value
                return parts
            await _others_first()

    def _drop(self, made: Sequence[QWidget]) -> None:
        """Leave none of these behind that has no place in a window."""
        for part in made:
            if shiboken6.isValid(part) and part.parent() is None:
                part.deleteLater()

    def _take_page(self, name: str, page: TablePage) -> None:
        """Give a table its columns and filters as they are remembered under *name*."""
        columns = self._context.settings.current.columns
        page.restore_columns(columns.get(f"{self._service}.{name}", ""))
        if name in self._shelves:
            page.use_shelf(self._shelves[name])
        page.trouble.connect(self._tell_trouble)

    def _show_state(self, state: LoadState) -> None:
        if state != self._state:
            self._state = state
            self._signals.state_changed.emit(state)

    def _open_export(
        self,
        name: str,
        page: TablePage,
        gaps: Sequence[Mapping[str, object]] = (),
        *,
        notes: Sequence[str] = (),
        others: Sequence[OtherFormat] = (),
        limit: RowLimit | None = None,
    ) -> None:
        """Ask how the rows of *page* shall become a file; *gaps* are those that are no rows."""
        from facespace_desk.widgets.export_dialog import ExportDialog  # wanted rarely

        context = ExportContext(
            view=f"{self._service} {name}",
            profile=self._context.profile.name,
            gaps=gaps,
            notes=notes,
        )
        ExportDialog(
            page.table,
            self._context.display,
            context,
            self.tab,
            tasks=self._tasks,
            others=others,
            limit=limit,
        ).open()

    def _tell_trouble(self, words: str) -> None:
        self._context.tell(words, "bad")

    def _keep_settings(self, **changes: Any) -> None:
        try:
            self._context.settings.update(**changes)
        except OSError as error:
            self._tell_trouble(f"The settings could not be written: {error.strerror}")

    # opening

    async def _open_or_say_why(self) -> None:
        try:
            await self._connect()
        except KeyringTrouble as error:
            self._show_unconnected(LoadState.signed_out(str(error)))
        except ServiceError as error:
            self._show_unconnected(LoadState.failed(error))
        except ValueError as error:
            unusable = ServiceError(
                str(error), service=self._title, operation="connect", kind=ErrorKind.USAGE
            )
            self._show_unconnected(LoadState.failed(unusable))
        else:
            await self._open()

    def _show_unconnected(self, state: LoadState) -> None:
        page = not_connected(self._title)
        page.pressed.connect(self._signals.sign_in)
        if state.error is not None or state.message:
            words = state.error.message if state.error else state.message
            page.set_sentence(f"{self._title} is not connected in this profile", words)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._state = state
        self._signals.state_changed.emit(state)

    def _remember_layout(self) -> None:
        if self.tab is None:
            return
        current = self._context.settings.current
        columns = {
            f"{self._service}.{name}": page.columns_text() for name, page in self.tab.pages.items()
        }
        self._keep_settings(
            columns=current.columns | columns,
            splitters=current.splitters | self.tab.layout_text(),
        )


async def _others_first() -> None:
    """Between two parts the window draws, and requests under way take some steps, not one."""
    for _turn in range(_TURNS):
        await asyncio.sleep(0)
