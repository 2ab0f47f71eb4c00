"""The Demo menu: lets the simulators behave well or badly, to try the console and to train people.

It shows for the demo, and for any other server on this computer that turns out to be a simulator.
Loaded after the window was painted.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from facespace_desk.demo.launcher import SimulatorsTrouble
from facespace_desk.modelkit.tasks import TaskScope
from facespace_desk.net.errors import ServiceError, explain
from facespace_desk.net.http import BaseUrl
from facespace_desk.profiles import Profile, ServiceConfig
from facespace_desk.shell.demo_amigocloud import AMIGOCLOUD
from facespace_desk.shell.demo_cam2 import CAM2
from facespace_desk.shell.demo_facespace import FACESPACE
from facespace_desk.shell.demo_service_menu import DemoServiceMenu
from facespace_desk.shell.demo_situations import SPEEDS, SimulatorControl, SimulatorState
from facespace_desk.shell.demo_voxel51 import VOXEL51
from facespace_desk.shell.palette import PALETTE_TITLE

DEMOS = (FACESPACE, CAM2, VOXEL51, AMIGOCLOUD)


class DemoMenu(QMenu):
    """A menu of situations for each service, the speed, and the simulators' process.

    What is on has a check mark. The marks are read from the simulators each time the menu opens
    and after each choice: a situation may have ended by itself, or somebody else may have changed
    it.
    """

    def __init__(
        self,
        *,
        tasks: TaskScope,
        tell: Callable[[str, str], None],
        stop: Callable[[], Awaitable[object]],
        restart: Callable[[], Awaitable[object]],
        parent: QWidget | None = None,
    ) -> None:
        """*tell* shows a note in a tone: info, good, warn or bad. *stop* and *restart* are for the
        demo's own simulators; *restart* keeps their ports and may raise SimulatorsTrouble."""
        super().__init__("Demo", parent)
        self._tasks = tasks
        self._tell = tell
        self._stop = stop
        self._restart = restart
        self._is_demo = False
        self._speeds: dict[QAction, float] = {}
        self._parts = [DemoServiceMenu(demo, self) for demo in DEMOS]
        self._fill()
        self._show_clock(None)
        self.menuAction().setVisible(False)
        self.aboutToShow.connect(self._look)
        self.triggered.connect(self._do)

    def set_profile(self, profile: Profile) -> None:
        """Drive the simulators of *profile*; without any, the menu is hidden."""
        self._is_demo = profile.kind == "demo"
        for part in self._parts:
            origin = _loopback_origin(profile.services.get(part.demo.id))
            part.control = None if origin is None else SimulatorControl(part.demo, origin)
            part.menuAction().setVisible(self._is_demo and origin is not None)
            part.show_state(None)
        self._process.setVisible(self._is_demo)
        self.menuAction().setVisible(self._is_demo and bool(self._controls()))
        self._show_clock(None)
        self._look()

    def _fill(self) -> None:
        for part in self._parts:
            self.addMenu(part)
        self.addSeparator()
        speeds = self.addMenu("Speed of the simulated time")
        for speed in SPEEDS:
            action = speeds.addAction(f"{speed} ×")
            action.setCheckable(True)
            action.setProperty(PALETTE_TITLE, f"Demo: simulated time at {speed} ×")
            self._speeds[action] = speed
        self._reset = self.addAction("Everything as at the start")
        self._reset.setProperty(PALETTE_TITLE, "Demo: everything as at the start")
        process = self.addMenu("The simulators' process")
        self._stopping = process.addAction("Stop it: all servers are gone")
        self._stopping.setProperty(PALETTE_TITLE, "Demo: stop the simulators")
        self._restarting = process.addAction("Start it again")
        self._restarting.setProperty(PALETTE_TITLE, "Demo: start the simulators again")
        self._process = process.menuAction()
        self.setToolTipsVisible(True)

    def _controls(self) -> list[SimulatorControl]:
        return [part.control for part in self._parts if part.control is not None]

    def _look(self) -> None:
        for part in self._parts:
            if part.control is not None:
                self._start(self._read(part, part.control), f"look at {part.demo.id}")

    def _do(self, action: QAction) -> None:
        """What the operator chose. Qt turns a mark over by itself; looking puts it right."""
        if action is self._stopping:
            self._start(self._end_process(), "process")
        elif action is self._restarting:
            self._start(self._begin_process(), "process")
        elif action is self._reset:
            words = "The simulators are as they were at the start."
            self._start(self._change([one.reset for one in self._controls()], words), "change")
        elif action in self._speeds:
            speed = self._speeds[action]
            words = f"The simulated time runs at {speed} × the real one."
            changes = [partial(one.run_clock, speed) for one in self._controls()]
            self._start(self._change(changes, words), "change")
        else:
            part = next(part for part in self._parts if part.has(action))
            found = part.choice(action)
            if found is not None:
                change, words = found
                words = f"{part.demo.title}. {words}"
                self._start(self._change([change], words), f"change {part.demo.id}")

    def _start(self, coro: Coroutine[Any, Any, None], kind: str) -> None:
        """A new wish takes the place of one of its kind that is under way."""
        name = f"demo menu: {kind}"
        self._tasks.start(coro, name=name, replacing=name)

    async def _change(
        self, changes: Sequence[Callable[[], Coroutine[Any, Any, None]]], words: str
    ) -> None:
        try:
            for change in changes:
                await change()
        except ServiceError as error:
            self._tell(explain(error).happened, "bad")
        else:
            self._tell(f"Demo: {words}", "info")
        self._look()

    async def _read(self, part: DemoServiceMenu, control: SimulatorControl) -> None:
        try:
            state = await control.state()
        except ServiceError:
            state = None  # that nobody answers shows in the menu, and in the tab
        if control is not part.control:
            return
        part.show_state(state)
        self._show_clock(next((one.state for one in self._parts if one.state is not None), None))
        if state is not None:
            part.menuAction().setVisible(True)
            self.menuAction().setVisible(True)

    async def _end_process(self) -> None:
        await self._stop()
        self._show_nobody()
        self._tell("Demo: the simulators are stopped.", "warn")

    async def _begin_process(self) -> None:
        self._show_nobody()
        try:
            await self._restart()
        except SimulatorsTrouble as trouble:
            self._tell(str(trouble), "bad")
            return
        self._tell("Demo: the simulators run again.", "good")
        self._look()

    def _show_nobody(self) -> None:
        for part in self._parts:
            part.show_state(None)
        self._show_clock(None)

    def _show_clock(self, state: SimulatorState | None) -> None:
        """Draw what all simulators have in common; None when none answers."""
        for action, speed in self._speeds.items():
            action.setEnabled(state is not None)
            action.setChecked(state is not None and not state.is_fixed and state.speed == speed)
        self._reset.setEnabled(state is not None)
        self._stopping.setEnabled(state is not None)


def _loopback_origin(config: ServiceConfig | None) -> str | None:
    """Where a simulator may be; None for what is elsewhere or nowhere."""
    if config is None:
        return None
    try:
        address = BaseUrl.parse(config.base_url, allow_plain_http=True)
    except ValueError:
        return None
    return address.origin if address.is_loopback and address.scheme == "http" else None
