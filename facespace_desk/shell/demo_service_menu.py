"""The situations of one service in the Demo menu."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from facespace_desk.language import tr
from facespace_desk.shell.demo_situations import (
    Incident,
    ServiceDemo,
    SimulatorControl,
    SimulatorState,
    Situation,
)
from facespace_desk.shell.palette import PALETTE_TITLE

Choice = tuple[Callable[[], Coroutine[Any, Any, None]], str]
"""What is to be done, and the words once it is."""


class DemoServiceMenu(QMenu):
    """What the simulator of one service can be made to go through; `control` drives it."""

    def __init__(self, demo: ServiceDemo, parent: QWidget) -> None:
        super().__init__(demo.title, parent)
        self.demo = demo
        self.control: SimulatorControl | None = None
        self.state: SimulatorState | None = None
        self._situations: dict[QAction, Situation] = {}
        self._incidents: dict[QAction, Incident] = {}
        for section in demo.sections:
            for situation in section:
                action = self._add(situation)
                action.setCheckable(True)
                self._situations[action] = situation
            self.addSeparator()
        for incident in demo.incidents:
            self._incidents[self._add(incident)] = incident
        self.setToolTipsVisible(True)
        self.show_state(None)

    def has(self, action: QAction) -> bool:
        return action in self._situations or action in self._incidents

    def choice(self, action: QAction) -> Choice | None:
        """What *action* of this menu stands for; None when there is nobody to tell."""
        if self.control is None:
            return None
        if action in self._incidents:
            incident = self._incidents[action]
            return partial(self.control.let_happen, incident), incident.words
        situation = self._situations[action]
        return partial(self.control.bring_about, situation), situation.words

    def show_state(self, state: SimulatorState | None) -> None:
        """Draw *state*; None when the simulator does not answer."""
        self.state = state
        for action, situation in self._situations.items():
            action.setEnabled(state is not None)
            is_on = state is not None and situation.is_in(state, self.demo.usual)
            action.setChecked(is_on)
        for action in self._incidents:
            action.setEnabled(state is not None)

    def _add(self, what: Situation | Incident) -> QAction:
        action = self.addAction(what.title)
        action.setToolTip(what.words)
        title = tr("Demo, {service}: {situation}", service=self.demo.title, situation=what.title)
        action.setProperty(PALETTE_TITLE, title)
        return action
