"""Settings: pages with a search over all of them. A change applies at once; there is no OK
button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display, NameMask, Zone
from facespace_desk.settings import Settings, SettingsFile
from facespace_desk.shell.settings_pages import PAGES, Choice, Flag, Number, Page, Row
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.fields import decimal_number, whole_number
from facespace_desk.widgets.forms import Form, FormRow
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.theme import ThemeSwitch

_SIZE_PX = (760, 520)
_NAV_PX = 200


class SettingsDialog(DeskDialog):
    """Edits the settings' values; knows nothing of secrets.

    Signals:
        changed: the Settings as they are now, already saved.
    """

    changed = Signal(object)

    def __init__(
        self,
        settings: SettingsFile,
        theme: ThemeSwitch,
        display: Display,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Settings"), parent)
        self._settings = settings
        self._theme = theme
        self._display = display
        self._setters: dict[str, Callable[[Any], None]] = {}
        self._rows: list[tuple[int, Row, FormRow]] = []
        self._is_filling = False
        self.resize(*_SIZE_PX)
        self._search = QLineEdit()
        self._search.setPlaceholderText(tr("Search settings"))
        self._search.setClearButtonEnabled(True)
        self._search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._nav = QListWidget()
        self._nav.setProperty("kind", "nav")
        self._nav.setFixedWidth(_NAV_PX)
        self._nav.setIconSize(QSize(16, 16))
        self._nav.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nav.setAccessibleName(tr("Pages", "of the settings"))
        self._pages = QStackedWidget()
        self._nothing = label(tr("No setting has these words."), "muted")
        self._nothing.hide()
        self._problem = label(role="error", wraps=True)
        self._problem.hide()
        self._lay_out()
        for page in PAGES:
            self._add_page(page)
        self._nav.currentRowChanged.connect(self._pages.setCurrentIndex)
        self._nav.setCurrentRow(0)
        self._search.textChanged.connect(self.search)
        display.changed.connect(self._fill)
        self._fill()

    def search(self, text: str) -> None:
        """Show only rows that have all words of *text*, and the first page that has one."""
        words = text.casefold().split()
        hits = set()
        for page, row, form_row in self._rows:
            is_hit = all(word in row.words for word in words)
            form_row.set_visible(is_hit)
            if is_hit:
                hits.add(page)
        for page in range(self._nav.count()):
            self._nav.item(page).setHidden(page not in hits)
        if hits and self._nav.currentRow() not in hits:
            self._nav.setCurrentRow(min(hits))
        self._pages.setVisible(bool(hits))
        self._nothing.setVisible(not hits)

    def visible_titles(self) -> list[str]:
        """Titles of the rows that the search left, over all pages."""
        return [row.title for _page, row, form in self._rows if not form.title.isHidden()]

    def set_value(self, name: str, value: object) -> None:
        """Change one setting, as its field does."""
        if self._is_filling or getattr(self._settings.current, name) == value:
            return
        try:
            settings = self._settings.update(**{name: value})
        except OSError as error:
            settings = self._settings.current  # it holds for now
            reason = error.strerror or type(error).__name__
            self._problem.setText(tr("The settings could not be saved: {reason}", reason=reason))
            self._problem.show()
        self._apply(settings)
        self.changed.emit(settings)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        side = QVBoxLayout()
        side.setContentsMargins(0, 12, 0, 12)
        side.setSpacing(8)
        side.addWidget(self._search)
        side.addWidget(self._nav, 1)
        self._search.setFixedWidth(_NAV_PX)
        main = QVBoxLayout()
        main.setContentsMargins(24, 16, 24, 16)
        main.addWidget(self._pages, 1)
        main.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop)
        main.addWidget(self._problem)
        row = QHBoxLayout()
        row.addSpacing(12)  # margins, unlike this, are not mirrored where one writes to the left
        row.addLayout(side)
        row.addLayout(main, 1)
        self.body.addLayout(row)
        reset = button(tr("Reset this page"), "quiet", icon_name="rotate-ccw")
        reset.clicked.connect(self._reset_page)
        close = button(tr("Close"))
        close.clicked.connect(self.accept)
        self.add_button(reset, left=True)
        self.add_button(close)

    def _add_page(self, page: Page) -> None:
        self._nav.addItem(page.title)
        self._nav.item(self._nav.count() - 1).setIcon(icon(page.icon, "muted"))
        form = Form(label_width_px=150)
        for row in page.rows:
            field = self._field(row)
            made = form.add_row(row.title, field, row.help_text, stretch=False)
            self._rows.append((self._pages.count(), row, made))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        column.addWidget(label(page.title, "title"))
        column.addWidget(form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(content)
        scroll.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self._pages.addWidget(scroll)

    def _field(self, row: Choice | Flag | Number) -> QWidget:
        if isinstance(row, Choice):
            return self._choice(row)
        if isinstance(row, Flag):
            return self._flag(row)
        return self._number(row)

    def _choice(self, row: Choice) -> QComboBox:
        box = QComboBox()
        for value, text in row.options:
            box.addItem(text, value)
        box.setMinimumWidth(200)
        box.currentIndexChanged.connect(lambda index: self.set_value(row.name, box.itemData(index)))
        self._setters[row.name] = lambda value: box.setCurrentIndex(box.findData(value))
        return box

    def _flag(self, row: Flag) -> QCheckBox:
        box = QCheckBox(row.text)
        box.toggled.connect(lambda is_on: self.set_value(row.name, is_on))
        self._setters[row.name] = box.setChecked
        return box

    def _number(self, row: Number) -> QSpinBox | QDoubleSpinBox:
        box: QSpinBox | QDoubleSpinBox
        if row.decimals:
            box = decimal_number(
                row.least, row.most, row.unit, step=row.step, decimals=row.decimals
            )
        else:
            box = whole_number(int(row.least), int(row.most), row.unit, step=int(row.step))
        box.valueChanged.connect(lambda value: self.set_value(row.name, value))
        self._setters[row.name] = box.setValue
        return box

    def _fill(self) -> None:
        """Show the settings as they are; the mask and the zone may have been changed elsewhere."""
        self._is_filling = True
        settings = self._settings.current
        for name, show in self._setters.items():
            show(getattr(settings, name))
        self._is_filling = False

    def _apply(self, settings: Settings) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._theme.apply(app, settings.theme, settings.density)
        self._display.set_zone(Zone(settings.zone))
        self._display.set_mask(NameMask(settings.name_mask))

    def _reset_page(self) -> None:
        default = Settings()
        page = self._pages.currentIndex()
        for index, row, _form_row in self._rows:
            if index == page:
                self.set_value(row.name, getattr(default, row.name))
        self._fill()
