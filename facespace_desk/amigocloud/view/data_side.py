"""Who the token belongs to, its projects, and the datasets of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.amigocloud.cursor import CursorEnd
from facespace_desk.amigocloud.model.data import DataModels
from facespace_desk.amigocloud.model.pictures import USER
from facespace_desk.amigocloud.records import Dataset, Project
from facespace_desk.amigocloud.view.picture_label import PictureLabel
from facespace_desk.amigocloud.view.side_list import Line, SideList
from facespace_desk.amigocloud.view.trouble_line import TroubleLine
from facespace_desk.language import number, tr
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.widgets.buttons import tool_button
from facespace_desk.widgets.labels import ElidedLabel, label

ICONS = {"realtime": "radio", "vector": "map-pin", "raster": "image"}


class DataSide(QWidget):
    """Signals:

    new_wanted: make a project.
    """

    new_wanted = Signal()

    def __init__(self, models: DataModels) -> None:
        super().__init__()
        self._models = models
        self._projects, self._datasets = models.projects, models.datasets
        self._picture = PictureLabel(QSize(36, 36), tr("Picture of the user"))
        self._name = ElidedLabel("", "strong")
        self._about = ElidedLabel("", "caption")
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a project"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(tr("Find a project"))
        self.visible = QCheckBox(tr("Those shared with me too"))
        self.new = tool_button("folder-plus", tr("New project"))
        self._refresh = tool_button("refresh-cw", tr("Read projects and datasets again"))
        self._project_words = ElidedLabel("", "caption")
        self._dataset_words = ElidedLabel("", "caption")
        self.projects = SideList(tr("Projects"))
        self.datasets = SideList(tr("Datasets"))
        self._troubles = TroubleLine(), TroubleLine()
        self._lay_out()
        self.search.textChanged.connect(self._projects.find)
        self.visible.toggled.connect(self._projects.show_all_visible)
        self.new.clicked.connect(self.new_wanted)
        self._refresh.clicked.connect(self._read_again)
        self.projects.chosen.connect(self._projects.choose)
        self.datasets.chosen.connect(self._datasets.choose)
        self._troubles[0].retry.connect(self._projects.refresh)
        self._troubles[1].retry.connect(self._datasets.refresh)
        self._projects.changed.connect(self._show_projects)
        self._projects.chosen_changed.connect(self._show_projects)
        self._projects.state_changed.connect(self._show_projects)
        self._datasets.changed.connect(self._show_datasets)
        self._datasets.changed.connect(self._show_projects)
        self._datasets.chosen_changed.connect(self._show_datasets)
        self._datasets.state_changed.connect(self._show_datasets)
        models.pictures.changed.connect(self._show_picture)
        models.access.changed.connect(self._show_projects)
        self._show_projects()
        self._show_datasets()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._about)
        self._user = QFrame()
        user = QHBoxLayout(self._user)
        user.setContentsMargins(12, 10, 12, 4)
        user.setSpacing(10)
        user.addWidget(self._picture)
        user.addLayout(words, 1)
        find = QHBoxLayout()
        find.setContentsMargins(12, 6, 8, 2)
        find.setSpacing(4)
        find.addWidget(self.search, 1)
        find.addWidget(self.new)
        find.addWidget(self._refresh)
        shared = QHBoxLayout()
        shared.setContentsMargins(14, 0, 12, 2)
        shared.addWidget(self.visible)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(
            _half(tr("Projects"), self._project_words, self._troubles[0], self.projects)
        )
        halves.addWidget(
            _half(tr("Datasets"), self._dataset_words, self._troubles[1], self.datasets)
        )
        halves.setSizes([320, 220])
        halves.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._user)
        column.addLayout(find)
        column.addLayout(shared)
        column.addWidget(halves, 1)
        self.setMinimumWidth(220)

    def _read_again(self) -> None:
        self._projects.refresh()
        self._datasets.refresh()

    def _show_picture(self, key: str) -> None:
        if key == USER:
            self._picture.show_picture(self._models.pictures.user())

    def _show_projects(self) -> None:
        model = self._projects
        me, chosen = model.me, model.chosen
        self._user.setVisible(me is not None)
        if me is not None:
            self._name.setText(me.name)
            self._about.setText(me.email or me.organization or "")
            self._picture.show_picture(self._models.pictures.user())
        for each in (self.search, self.visible, self.new):
            each.setVisible(not model.is_single)
        why = self._models.access.why_no_change()
        self.new.setEnabled(not why)
        self.new.setToolTip(why or tr("New project"))
        lines = [_project_line(each, self._dataset_count(each)) for each in model.projects]
        self.projects.show_lines(lines, None if chosen is None else chosen.id)
        self._project_words.setText(_count(len(lines), model.count, model.state, model.words))
        self._troubles[0].show_state(model.state)

    def _dataset_count(self, project: Project) -> int | None:
        """As the list below has it, which is the newer, or else as the service said."""
        listed = self._datasets
        is_listed = listed.project is not None and listed.project.id == project.id
        if is_listed and listed.end is CursorEnd.COMPLETE:
            return len(listed.datasets)
        return project.dataset_count

    def _show_datasets(self) -> None:
        model = self._datasets
        chosen = model.chosen
        lines = [_dataset_line(each) for each in model.datasets]
        self.datasets.show_lines(lines, None if chosen is None else chosen.id)
        words = _count(len(lines), None, model.state, model.words)
        self._dataset_words.setText(words if model.project is not None else tr("choose a project"))
        self._troubles[1].show_state(model.state)


def _half(title: str, words: QWidget, banner: QWidget, below: QWidget) -> QWidget:
    half = QWidget()
    head = QHBoxLayout()
    head.setContentsMargins(12, 8, 12, 4)
    head.setSpacing(8)
    head.addWidget(label(title, "section"))
    head.addWidget(words, 1)
    column = QVBoxLayout(half)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(head)
    column.addWidget(banner)
    column.addWidget(below, 1)
    return half


def _count(shown: int, count: int | None, state: LoadState, words: str) -> str:
    """How many there are, and what else is to be said of a list."""
    if state.phase is Phase.LOADING:
        return tr("{count:,}, reading…", count=shown) if shown else tr("reading…")
    if state.updated_ms is None and not shown:
        return ""
    said = number(shown)
    if count is not None and count != shown:
        said = tr("{shown:,} of {count:,}", shown=shown, count=count)
    return f"{said}; {words}" if words else said


def _project_line(project: Project, dataset_count: int | None) -> Line:
    return Line(
        id=project.id,
        title=project.name or tr("Project {id}", id=project.id),
        note="" if dataset_count is None else number(dataset_count),
        tip="\n".join(filter(None, (project.name, project.description))),
    )


def _dataset_line(dataset: Dataset) -> Line:
    kind = (dataset.type or "").casefold()
    return Line(
        id=dataset.id,
        title=dataset.name or tr("Dataset {id}", id=dataset.id),
        note="" if dataset.feature_count is None else number(dataset.feature_count),
        icon=ICONS.get(kind, "list"),
        tone="live" if dataset.is_realtime else "muted",
        tip=" · ".join(filter(None, (dataset.name, dataset.type, dataset.table_name))),
    )
