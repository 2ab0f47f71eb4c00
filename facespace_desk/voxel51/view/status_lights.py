"""One line about the platform: a light for each of its services, and on which side trouble is."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QFrame, QHBoxLayout

from facespace_desk.modelkit.state import LoadState
from facespace_desk.voxel51.model.status import Side, StatusModel, service_state, title_of
from facespace_desk.voxel51.records import ServiceStatus
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import ElidedLabel, label, set_role
from facespace_desk.widgets.state_light import StateLight

UNKNOWN: Final = (ServiceStatus(name="platform"), ServiceStatus(name="jobs"))
_ROLES: Final = {
    Side.NOBODY: "good",
    Side.PLATFORM: "warning",
    Side.OURS: "error",
    Side.BETWEEN: "error",
}


class PlatformLine(QFrame):
    """Drawn from the whole of the StatusModel; ages by itself."""

    def __init__(self, model: StatusModel) -> None:
        super().__init__()
        self._model = model
        self.setProperty("kind", "truth")
        self._lights: dict[str, StateLight] = {}
        self._side = label("", "strong")
        self._words = ElidedLabel("", "muted")
        self._ask = button("Ask now", "link", tip="Ask the platform how it is")
        self._ask.clicked.connect(model.look_again)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 3, 8, 3)
        self._row.setSpacing(14)
        self._row.addWidget(self._side)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._ask)
        model.changed.connect(self._show)
        self._show()

    @property
    def text(self) -> str:
        """All that it says."""
        lights = "  ".join(light.text for light in self._lights.values())
        return f"{lights}  {self._side.text()}: {self._words.text()}"

    def _show(self) -> None:
        status, state = self._model.status, self._model.state
        services = UNKNOWN if status is None else status.services
        self._put_lights([each.name for each in services])
        for service in services:
            light = self._lights[service.name]
            light.show_state(service_state(service, state) if status is not None else state)
        self._show_blame(state)

    def _show_blame(self, state: LoadState) -> None:
        blame = self._model.blame
        is_known = self._model.status is not None or state.error is not None
        self._side.setText(blame.side.value if is_known else "Asking the platform…")
        set_role(self._side, _ROLES[blame.side] if is_known else "muted")
        self._words.setText(blame.words if is_known else "")

    def _put_lights(self, names: list[str]) -> None:
        if list(self._lights) == names:
            return
        for light in self._lights.values():
            light.deleteLater()
        self._lights = {name: StateLight(title_of(name)) for name in names}
        for place, light in enumerate(self._lights.values()):
            self._row.insertWidget(place, light)
