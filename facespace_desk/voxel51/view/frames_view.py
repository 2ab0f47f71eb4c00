"""A film with its labels: the frame, the strip of its length, and what is seen in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSlider,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.voxel51.labels import LabelFrame, SeenObject
from facespace_desk.voxel51.model.frames import SPEEDS, FramePlayer
from facespace_desk.voxel51.view.frame_canvas import FrameCanvas, hue_of
from facespace_desk.voxel51.view.frame_timeline import FrameTimeline, clock_words
from facespace_desk.widgets import theme
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import ElidedLabel, label

LIST_EVERY_MS: Final = 100  # while it plays, lists follow so often
JUMP_S: Final = 1.0
NAMES_MOST: Final = 500  # labels that are listed one by one
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NO_FILM: Final = "The output has labels, but no picture to them."


class FramesView(QWidget):
    """Follows a FramePlayer.

    Signals:
        input_wanted: put the labels over the job's own input.
        file_wanted: put the labels over a video of this computer.
    """

    input_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, player: FramePlayer) -> None:
        super().__init__()
        self.player = player
        self.canvas = FrameCanvas(player)
        self.timeline = FrameTimeline(player)
        self.names = QTreeWidget()
        self.objects = QTreeWidget()
        self.attributes = label(role="muted", wraps=True)
        self.place = label(role="mono")
        self.note = ElidedLabel(role="warning")
        self.least = QSlider(Qt.Orientation.Horizontal)
        self._least_words = label(role="mono")
        self.speed = QComboBox()
        self._lack = QFrame()
        self._input = button("Fetch the input video", icon_name="download")
        self._file = button("Choose a video…", icon_name="folder-open")
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(LIST_EVERY_MS)
        self._make_buttons()
        self._dress()
        self._lay_out()
        self._connect()
        self._show_loaded()

    def show_lack(self, is_shown: bool, input_name: str = "") -> None:
        """Offer to get pictures for the labels; *input_name* is the job's own video, if it has
        one."""
        self._lack.setVisible(is_shown)
        self._input.setVisible(bool(input_name))
        self._input.setText(f"Fetch {input_name}".replace("&", "&&")[:60])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        player = self.player
        frames = max(1, round(player.rate * JUMP_S))
        is_far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Space: self.toggle,
            Qt.Key.Key_Left: lambda: player.step(-frames if is_far else -1),
            Qt.Key.Key_Right: lambda: player.step(frames if is_far else 1),
            Qt.Key.Key_Home: lambda: player.seek(1),
            Qt.Key.Key_End: lambda: player.seek(player.count),
            Qt.Key.Key_N: lambda: player.seek_seen(1),
            Qt.Key.Key_P: lambda: player.seek_seen(-1),
        }
        act = acts.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def toggle(self) -> None:
        """Play, or stand."""
        if self.player.is_playing:
            self.player.pause()
        else:
            self.player.play()

    # building

    def _make_buttons(self) -> None:
        self.back = tool_button("skip-back", "One frame back (←)")
        self.play = tool_button("play", "Play (Space)")
        self.on = tool_button("skip-forward", "One frame on (→)")
        self.seen_back = tool_button("chevron-left", "To the frame before that shows a label (P)")
        self.seen_on = tool_button("chevron-right", "To the next frame that shows a label (N)")
        self.back.clicked.connect(lambda: self.player.step(-1))
        self.play.clicked.connect(self.toggle)
        self.on.clicked.connect(lambda: self.player.step(1))
        self.seen_back.clicked.connect(lambda: self.player.seek_seen(-1))
        self.seen_on.clicked.connect(lambda: self.player.seek_seen(1))

    def _dress(self) -> None:
        self.speed.addItems([f"{speed:g}×" for speed in SPEEDS])
        self.speed.setCurrentIndex(SPEEDS.index(self.player.speed))
        self.speed.setAccessibleName("Speed")
        self.least.setRange(0, 100)
        self.least.setAccessibleName("Least confidence")
        self.least.setMinimumWidth(80)
        _as_list(self.names, ("Label", "In the film"), "Labels of the film")
        _as_list(self.objects, ("In this frame", "No.", "Conf."), "Labels of this frame")
        self.place.setMinimumWidth(
            self.place.fontMetrics().horizontalAdvance("frame 88,888 of 88,888  0:00:00.000")
        )
        self._least_words.setMinimumWidth(34)

    def _lay_out(self) -> None:
        film = QWidget()
        column = QVBoxLayout(film)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._lack)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.timeline)
        column.addWidget(self._bar())
        self._lay_out_lack()
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.sides.setHandleWidth(1)
        self.sides.setChildrenCollapsible(False)
        self.sides.addWidget(film)
        self.sides.addWidget(self._lists())
        self.sides.setStretchFactor(0, 1)
        self.sides.setSizes([820, 270])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.sides)
        self.setFocusProxy(self.canvas)

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("kind", "status")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(6)
        for part in (self.back, self.play, self.on, self.seen_back, self.seen_on):
            row.addWidget(part)
        row.addSpacing(6)
        row.addWidget(self.place)
        row.addWidget(self.note, 1)
        row.addWidget(self.speed)
        return bar

    def _lists(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(200)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QFrame()
        head.setProperty("kind", "toolbar")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(label("Confidence from", "muted"))
        row.addWidget(self.least, 1)
        row.addWidget(self._least_words)
        column.addWidget(head)
        column.addWidget(self.names, 2)
        column.addWidget(self.objects, 3)
        self.attributes.setContentsMargins(12, 6, 12, 6)
        column.addWidget(self.attributes)
        return side

    def _lay_out_lack(self) -> None:
        self._lack.setProperty("kind", "truth")
        row = QHBoxLayout(self._lack)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(ElidedLabel(NO_FILM, "muted"), 1)
        row.addWidget(self._input)
        row.addWidget(self._file)
        self._lack.hide()

    def _connect(self) -> None:
        player = self.player
        player.loaded.connect(self._show_loaded)
        player.frame_changed.connect(self._frame_changed)
        player.picture_changed.connect(self._frame_changed)
        player.filter_changed.connect(self._show_frame)
        player.playing_changed.connect(self._show_playing)
        self.timeline.wanted.connect(player.seek)
        self.canvas.pressed_twice.connect(self.toggle)
        self.canvas.chosen.connect(self._choose)
        self.objects.itemSelectionChanged.connect(self._highlight)
        self.names.itemChanged.connect(self._names_changed)
        self.least.valueChanged.connect(lambda value: player.set_least(value / 100))
        self.speed.activated.connect(lambda place: player.set_speed(SPEEDS[place]))
        self._follow.timeout.connect(self._show_frame)
        self._input.clicked.connect(self.input_wanted)
        self._file.clicked.connect(self.file_wanted)

    # showing

    def _show_loaded(self) -> None:
        player = self.player
        with QSignalBlocker(self.names):
            self.names.clear()
            for name, count in list(player.label_counts.items())[:NAMES_MOST]:
                item = QTreeWidgetItem([name, f"{count:,}"])
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(0, Qt.CheckState.Checked)
                item.setTextAlignment(1, _RIGHT)
                item.setIcon(0, icon("state-disc", hue_of(name, player.labels.names)))
                self.names.addTopLevelItem(item)
        notes = " ".join(player.notes)
        self.note.setText(notes)
        self._show_playing()
        self._show_frame()

    def _frame_changed(self) -> None:
        """Numbers follow at once; lists while it plays no faster than can be read."""
        self._show_place()
        if not self.player.is_playing:
            self._show_frame()
        elif not self._follow.isActive():
            self._follow.start()

    def _show_place(self) -> None:
        player = self.player
        words = f"frame {player.number:,} of {player.count:,}  "
        words += clock_words(player.time_s(player.number)) if player.number else ""
        self.place.setText(words if player.count else "")

    def _show_frame(self) -> None:
        self._show_place()
        self._least_words.setText(f"{self.player.least:.2f}")
        frame, chosen = self.player.frame, self._chosen_index()
        with QSignalBlocker(self.objects):
            self.objects.clear()
            for seen in self.player.objects:
                item = self._item(seen)
                self.objects.addTopLevelItem(item)
                item.setSelected(chosen is not None and seen.index == chosen)
        self.attributes.setText(_attribute_words(frame))
        self.attributes.setVisible(bool(frame.attributes))
        self._highlight()

    def _item(self, seen: SeenObject) -> QTreeWidgetItem:
        number = "" if seen.index is None else str(seen.index)
        sure = "" if seen.confidence is None else f"{seen.confidence:.2f}"
        item = QTreeWidgetItem([seen.label, number, sure])
        item.setData(0, Qt.ItemDataRole.UserRole, seen.index)
        item.setIcon(0, icon("state-disc", hue_of(seen.label, self.player.labels.names)))
        for column in (1, 2):
            item.setTextAlignment(column, _RIGHT)
        return item

    def _show_playing(self) -> None:
        is_on = self.player.is_playing
        words = "Pause (Space)" if is_on else "Play (Space)"
        self.play.setIcon(icon("pause" if is_on else "play", "text"))
        self.play.setToolTip(words)
        self.play.setAccessibleName(words)
        self.play.setEnabled(self.player.count > 1)
        if self.player.speed in SPEEDS:
            self.speed.setCurrentIndex(SPEEDS.index(self.player.speed))
        if not is_on:
            self._show_frame()

    # choosing

    def _chosen_index(self) -> int | None:
        """The number of the thing that is chosen, which goes on from frame to frame."""
        items = self.objects.selectedItems()
        return items[0].data(0, Qt.ItemDataRole.UserRole) if items else None

    def _choose(self, place: int) -> None:
        self.objects.clearSelection()
        item = self.objects.topLevelItem(place) if place >= 0 else None
        if item is not None:
            item.setSelected(True)
            self.objects.scrollToItem(item)

    def _highlight(self) -> None:
        items = self.objects.selectedItems()
        self.canvas.highlight(self.objects.indexOfTopLevelItem(items[0]) if items else -1)

    def _names_changed(self) -> None:
        items = (self.names.topLevelItem(place) for place in range(self.names.topLevelItemCount()))
        off = Qt.CheckState.Unchecked
        hidden = frozenset(each.text(0) for each in items if each and each.checkState(0) is off)
        self.player.set_hidden(hidden)


def _as_list(tree: QTreeWidget, titles: tuple[str, ...], name: str) -> None:
    tree.setHeaderLabels(list(titles))
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setAccessibleName(name)
    tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    tree.setIndentation(0)
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setMinimumSectionSize(34)
    for column in range(1, len(titles)):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(column, 84 if len(titles) == 2 else 58)
    height = theme.metrics().row
    tree.setMinimumHeight(3 * height)


def _attribute_words(frame: LabelFrame) -> str:
    return "\n".join(f"{each.name}: {each.value}" for each in frame.attributes[:12])
