"""The cameras held: one row each in the table, one point each on the map, one selection for all.

A camera is one record under its id, whatever brought it: a search, a lookup, an edit. Views never
keep cameras, only ids. The table is filtered by its chips and, when asked, by a box on the map.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.cam2.model.areas import Box
from facespace_desk.cam2.model.columns import CameraRow, camera_columns
from facespace_desk.cam2.model.local_notes import LocalNotes
from facespace_desk.cam2.records import Camera
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.filters import Filter, Predicate, compile_filter
from facespace_desk.modelkit.table import RecordTableModel

ROW_CAP: Final = 1_000_000  # cameras; the whole service has a fraction of them

Selected = tuple[str, ...]


class CameraTable(RecordTableModel[CameraRow]):
    """The rows, filtered by chips and by a box on the map."""

    def __init__(self, display: Display, parent: QObject | None = None) -> None:
        super().__init__(
            camera_columns(display),
            row_cap=ROW_CAP,
            display=display,
            parent=parent,
        )
        self._box: Box | None = None

    @property
    def box(self) -> Box | None:
        """Where rows must lie to be shown; None: anywhere."""
        return self._box

    def set_box(self, box: Box | None) -> None:
        """Show only cameras in *box*, besides what the filter says."""
        if box != self._box:
            self._box = box
            self.set_filter(self.filter)

    @property
    def chips_in_force(self) -> tuple[Filter | None, frozenset[str]]:
        """What `chips_pass` follows from."""
        everywhere = self.filter is not None and self.filter.looks_everywhere
        return self.filter, self._visible if everywhere else frozenset()

    def chips_pass(self) -> Predicate | None:
        """The test that the chips mean, without the box; None when they hold nothing back."""
        return (
            None
            if self.filter is None
            else compile_filter(self.filter, self.columns, self._visible)
        )

    def _compiled(self, spec: Filter | None) -> Predicate | None:
        passes, box = super()._compiled(spec), self._box
        if box is None:
            return passes

        def is_inside(row: CameraRow) -> bool:
            place = row.camera.place
            return place is not None and box.holds(*place) and (passes is None or passes(row))

        return is_inside


class CameraList(QObject):
    """Holds cameras and knows which of them are selected.

    Signals:
        selection_changed(tuple[str, ...]): ids of the cameras selected, the current one first.
        put_in(range, tuple[int, ...]): row ids of cameras that came, and of those that changed.
        removed(object): row ids of cameras that were taken out.
        cleared: nothing is held any more.
    """

    selection_changed = Signal(object)
    put_in = Signal(object, object)
    removed = Signal(object)
    cleared = Signal()

    def __init__(
        self, display: Display, notes: LocalNotes | None = None, *, parent: QObject | None = None
    ) -> None:
        """*notes* is what is known of cameras on this computer."""
        super().__init__(parent)
        self.table = CameraTable(display, self)
        self.selected_by: object = None  # whoever asked for the selection in force
        self._notes = notes
        self._row_ids: dict[str, int] = {}
        self._selected: Selected = ()
        self._missed: Selected = ()  # was selected when the list was emptied, and may come back
        if notes is not None:
            notes.changed.connect(self._show_note)

    def __len__(self) -> int:
        return len(self._row_ids)

    def __iter__(self) -> Iterator[Camera]:
        """The cameras in the order in which they came."""
        return (self._row(row_id).camera for row_id in self._row_ids.values())

    def __contains__(self, camera_id: object) -> bool:
        return camera_id in self._row_ids

    def camera(self, camera_id: str) -> Camera | None:
        """The camera with this id, if it is held."""
        row_id = self._row_ids.get(camera_id)
        return None if row_id is None else self._row(row_id).camera

    def row_id(self, camera_id: str) -> int | None:
        """The id of its row, for as long as it is held."""
        return self._row_ids.get(camera_id)

    def camera_at(self, row_id: int) -> Camera | None:
        """The camera with this row id, if it is held."""
        row = self.table.record(row_id)
        return None if row is None else row.camera

    def put(self, cameras: Iterable[Camera]) -> range:
        """Take in *cameras*; one that is held keeps its row. The row ids of the new ones."""
        fresh: dict[str, CameraRow] = {}
        changes: dict[int, CameraRow] = {}
        for camera in cameras:
            row_id = self._row_ids.get(camera.camera_id)
            if row_id is None:
                fresh[camera.camera_id] = self._made(camera)
            elif self._row(row_id).camera != camera:
                changes[row_id] = self._made(camera)
        self.table.update(changes)
        first = self.table.end_id
        self._row_ids.update(zip(fresh, range(first, first + len(fresh)), strict=True))
        came = self.table.append(list(fresh.values())) if fresh else range(0)
        if came or changes:
            self.put_in.emit(came, tuple(changes))
        self._find_missed(fresh)
        changed_ids = {self._row(row_id).camera.camera_id for row_id in changes}
        if not changed_ids.isdisjoint(self._selected):
            self.selection_changed.emit(self._selected)  # their facts are other ones
        return came

    def remove(self, camera_ids: Iterable[str]) -> None:
        """Take these out of the list; nothing happens to them at the service."""
        gone = [each for each in camera_ids if each in self._row_ids]
        if not gone:
            return
        row_ids = tuple(self._row_ids.pop(camera_id) for camera_id in gone)
        self.table.remove(row_ids)
        self.removed.emit(row_ids)
        kept = tuple(each for each in self._selected if each in self._row_ids)
        if kept != self._selected:
            self._select(kept, None)

    def clear(self) -> None:
        """Hold nothing; what was selected is selected again should it come back."""
        if not self._row_ids:
            return
        missed = self._selected or self._missed
        self._row_ids.clear()
        self.table.clear()
        self.cleared.emit()
        self._select((), None)
        self._missed = missed

    @property
    def selected(self) -> Selected:
        """Ids of the cameras selected, the current one first."""
        return self._selected

    @property
    def current(self) -> Camera | None:
        """The camera that the detail is about."""
        return self.camera(self._selected[0]) if self._selected else None

    def select(self, camera_ids: Sequence[str], *, source: object = None) -> None:
        """Select these and no others; ids that are not held are left out."""
        held = tuple(dict.fromkeys(each for each in camera_ids if each in self._row_ids))
        self._missed = ()
        if held != self._selected:
            self._select(held, source)

    def _select(self, camera_ids: Selected, source: object) -> None:
        self._selected = camera_ids
        self.selected_by = source
        self.selection_changed.emit(camera_ids)

    def _find_missed(self, fresh: Iterable[str]) -> None:
        if self._missed and not self._selected:
            came = set(fresh)
            back = tuple(each for each in self._missed if each in came)
            if back:
                self._missed = ()
                self._select(back, None)

    def _row(self, row_id: int) -> CameraRow:
        row = self.table.record(row_id)
        assert row is not None  # ids and rows come and go together
        return row

    def _made(self, camera: Camera) -> CameraRow:
        if self._notes is None:
            return CameraRow(camera)
        note = self._notes.note(camera.camera_id)
        return CameraRow(
            camera,
            checked_ms=note.checked_ms,
            checked_result=note.checked_result,
            is_favourite=note.is_favourite,
            tags=", ".join(note.tags),
            note=note.note,
        )

    def _show_note(self, camera_id: str) -> None:
        """What is known here of a camera, or of all of them, is another."""
        wanted = [camera_id] if camera_id else list(self._row_ids)
        changes: dict[int, CameraRow] = {}
        for each in wanted:
            row_id = self._row_ids.get(each)
            if row_id is not None:
                row = self._row(row_id)
                made = self._made(row.camera)
                if msgspec.structs.astuple(made)[1:] != msgspec.structs.astuple(row)[1:]:
                    changes[row_id] = made
        self.table.update(changes)
