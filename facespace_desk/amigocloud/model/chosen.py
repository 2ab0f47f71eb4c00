"""Which object the tab is about: one selection for the map, the table of objects and the events."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.live.reports import ObjectKey


class Chosen(QObject):
    """Holds the chosen object, which need not be known to anybody.

    Signals:
        changed(ObjectKey | None): another object is chosen, or none.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key: ObjectKey | None = None
        self.chosen_by: object = None  # whoever asked for the choice in force

    @property
    def key(self) -> ObjectKey | None:
        return self._key

    def choose(self, key: ObjectKey | None, *, source: object = None) -> None:
        """Choose *key*; *source* tells listeners which of them it was that asked."""
        if key != self._key:
            self._key = key
            self.chosen_by = source
            self.changed.emit(key)
