"""The Demo menu: lets the simulators behave well or badly, to try the console and to train people.

It shows for the demo, and for any other server on this computer that turns out to be a simulator.
Loaded after the window was painted.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from facespace_desk.demo.launcher import SimulatorsTrouble
from facespace_desk.modelkit.tasks import TaskScope
from facespace_desk.net.errors import ServiceError, explain
from facespace_desk.net.http import BaseUrl
from facespace_desk.profiles import Profile, ServiceConfig
from facespace_desk.shell.demo_situations import (
    SITUATIONS,
    SPEEDS,
    SimulatorControl,
    SimulatorState,
    Situation,
)

SERVICE = "facespace"  # whose simulator the menu drives


class DemoMenu(QMenu):
    """Situations, speed, and the simulators' process; what is on has a check mark.

    The marks are read from the simulator each time the menu opens and after each choice: a
    situation may have ended by itself, or somebody else may have changed it.
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
        self._control: SimulatorControl | None = None
        self._situations: dict[QAction, Situation] = {}
        self._speeds: dict[QAction, float] = {}
        self._fill()
        self._show(None)
        self.menuAction().setVisible(False)
        self.aboutToShow.connect(self._look)
        self.triggered.connect(self._do)

    def set_profile(self, profile: Profile) -> None:
        """Drive the simulators of *profile*; without any, the menu is hidden."""
        origin = _loopback_origin(profile.services.get(SERVICE))
        self._control = None if origin is None else SimulatorControl(origin)
        is_demo = profile.kind == "demo"
        self._process.setVisible(is_demo)
        self.menuAction().setVisible(is_demo and origin is not None)
        self._show(None)
        self._look()

    def _fill(self) -> None:
        for section in SITUATIONS:
            for situation in section:
                action = self.addAction(situation.title)
                action.setToolTip(situation.words)
                action.setCheckable(True)
                self._situations[action] = situation
            self.addSeparator()
        speeds = self.addMenu("Speed of the simulated time")
        for speed in SPEEDS:
            action = speeds.addAction(f"{speed} ×")
            action.setCheckable(True)
            self._speeds[action] = speed
        self._reset = self.addAction("Everything as at the start")
        process = self.addMenu("The simulators' process")
        self._stopping = process.addAction("Stop it: all servers are gone")
        self._restarting = process.addAction("Start it again")
        self._process = process.menuAction()
        self.setToolTipsVisible(True)

    def _look(self) -> None:
        if self._control is not None:
            self._start(self._read(self._control), "look")

    def _do(self, action: QAction) -> None:
        """What the operator chose. Qt turns a mark over by itself; looking puts it right."""
        control = self._control
        if action is self._stopping:
            self._start(self._end_process(), "process")
        elif action is self._restarting:
            self._start(self._begin_process(), "process")
        elif control is None:
            return
        elif action is self._reset:
            words = "The simulators are as they were at the start."
            self._start(self._change(control.reset, words), "change")
        elif action in self._speeds:
            speed = self._speeds[action]
            words = f"The simulated time runs at {speed} × the real one."
            self._start(self._change(partial(control.run_clock, speed), words), "change")
        else:
            situation = self._situations[action]
            change = self._change(partial(control.bring_about, situation), situation.words)
            self._start(change, "change")

    def _start(self, coro: Coroutine[Any, Any, None], kind: str) -> None:
        """A new wish takes the place of one of its kind that is under way."""
        name = f"demo menu: {kind}"
        self._tasks.start(coro, name=name, replacing=name)

    async def _change(self, change: Callable[[], Awaitable[None]], words: str) -> None:
        try:
            await change()
        except ServiceError as error:
            self._tell(explain(error).happened, "bad")
        else:
            self._tell(f"Demo: {words}", "info")
        self._look()

    async def _read(self, control: SimulatorControl) -> None:
        try:
            state = await control.state()
        except ServiceError:
            state = None  # that nobody answers shows in the menu, and in the tab
        if control is self._control:
            self._show(state)
            if state is not None:
                self.menuAction().setVisible(True)

    async def _end_process(self) -> None:
        await self._stop()
        self._show(None)
        self._tell("Demo: the simulators are stopped.", "warn")

    async def _begin_process(self) -> None:
        self._show(None)
        try:
            await self._restart()
        except SimulatorsTrouble as trouble:
            self._tell(str(trouble), "bad")
            return
        self._tell("Demo: the simulators run again.", "good")
        self._look()

    def _show(self, state: SimulatorState | None) -> None:
        """Draw *state*; None when no simulator answers."""
        for action, situation in self._situations.items():
            action.setEnabled(state is not None)
            action.setChecked(state is not None and situation.is_in(state))
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
