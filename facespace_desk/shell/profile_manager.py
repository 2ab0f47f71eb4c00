"""The profiles: list, add, rename, copy, remove, colour, connect their services, open one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.credentials import Credentials, KeyringTrouble
from facespace_desk.language import tr
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.profiles import COLOURS, DEMO, Profile, ProfileBook, ProfileError
from facespace_desk.service_options import SERVICES as KNOWN_SERVICES
from facespace_desk.shell.service_entry import ServiceEntry
from facespace_desk.shell.services import SERVICES
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import ElidedLabel, IconLabel, label, line

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZE_PX = (760, 480)
_LIST_PX = 210
_ID = Qt.ItemDataRole.UserRole
_COLOUR_WORDS = {
    "grey": tr("Grey"),
    "blue": tr("Blue"),
    "green": tr("Green"),
    "amber": tr("Amber"),
    "red": tr("Red"),
    "violet": tr("Violet"),
}


class ProfileManager(DeskDialog):
    """Edits the book of profiles; each change is saved at once.

    Signals:
        profile_chosen: id (str) of the profile to open.
        sign_in_requested: profile id, service id.
        changed: a profile was added, changed or removed.
        removed: the id of a profile that is gone; what was kept for it shall go too.
    """

    profile_chosen = Signal(str)
    sign_in_requested = Signal(str, str)
    changed = Signal()
    removed = Signal(str)

    def __init__(
        self,
        book: ProfileBook,
        credentials: Credentials,
        open_id: str,
        report: Report,
        parent: QWidget | None = None,
    ) -> None:
        """*open_id* is the profile in use; it cannot be removed."""
        super().__init__(tr("Profiles"), parent)
        self._book = book
        self._credentials = credentials
        self._open_id = open_id
        self._tasks = TaskScope("profiles", report)
        self._list = QListWidget()
        self._list.setProperty("kind", "nav")
        self._list.setFixedWidth(_LIST_PX)
        self._list.setIconSize(QSize(16, 16))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(tr("Profiles"))
        self._details = QWidget()
        self._trouble = label(role="error", wraps=True)
        self._is_removal_asked = False
        self._make_details()
        self._make_buttons()
        self._lay_out()
        self._list.currentRowChanged.connect(self._show_current)
        self.reload(open_id)
        self.resize(*_SIZE_PX)

    def reload(self, profile_id: str = "") -> None:
        """Read the book again and choose *profile_id*, or else what was chosen."""
        wanted = profile_id or self.chosen().id
        self._list.blockSignals(True)
        self._list.clear()
        for profile in (DEMO, *self._book.profiles()):
            is_open = profile.id == self._open_id
            title = profile.name
            title = tr("{name} – open", name=title) if is_open else title
            item = QListWidgetItem(icon("state-disc", profile.colour), title)
            item.setData(_ID, profile.id)
            self._list.addItem(item)
        self._list.blockSignals(False)
        ids = [self._list.item(row).data(_ID) for row in range(self._list.count())]
        self._list.setCurrentRow(ids.index(wanted) if wanted in ids else 0)
        self._show_current()

    def chosen(self) -> Profile:
        """The profile that the right side shows."""
        row = self._list.currentRow()
        found = None if row < 0 else self._book.get(self._list.item(row).data(_ID))
        return DEMO if found is None else found

    def choose(self, profile_id: str) -> None:
        self.reload(profile_id)

    def add(self) -> None:
        """A new profile without services."""
        names = {profile.name for profile in self._book.profiles()}
        name, number = tr("New profile"), 1
        while name in names:
            number += 1
            name = tr("New profile {number}", number=number)
        self._change(lambda: self._book.create(name, {}))
        self._name.selectAll()
        self._name.setFocus()

    def duplicate(self) -> None:
        """A copy of the chosen profile, without its keys."""
        self._change(lambda: self._book.duplicate(self.chosen().id))

    def rename(self) -> None:
        """Save the name in the field."""
        profile, name = self.chosen(), self._name.text().strip()
        if profile.kind == "saved" and name != profile.name:
            self._change(lambda: self._book.rename(profile.id, name), self._name_row.set_error)

    def recolour(self, colour: str) -> None:
        """Give the chosen profile another colour."""
        import msgspec

        profile = self.chosen()
        if profile.kind == "saved" and colour != profile.colour:
            self._change(lambda: self._book.save(msgspec.structs.replace(profile, colour=colour)))

    def ask_removal(self) -> None:
        """Ask before anything is removed: keys do not come back."""
        self._is_removal_asked = True
        self._show_current()

    def remove(self) -> None:
        """Remove the chosen profile, its keys, and (by `removed`) what was kept for it."""
        profile = self.chosen()
        self._is_removal_asked = False
        self._tasks.start(self._forget_keys(profile), name=f"keys of {profile.id}")
        try:
            self._book.remove(profile.id)
        except OSError as error:
            self._trouble.setText(
                tr("The profile could not be removed: {reason}", reason=error.strerror)
            )
        else:
            self.removed.emit(profile.id)
            self.changed.emit()
        self.reload(self._open_id)

    def _change(
        self, act: Callable[[], Profile], refuse: Callable[[str], None] | None = None
    ) -> None:
        self._trouble.clear()
        try:
            profile = act()
        except ProfileError as error:
            words = str(error).removeprefix("name: ")
            (refuse or self._trouble.setText)(words[:1].upper() + words[1:] + ".")
            return
        except OSError as error:
            self._trouble.setText(
                tr("The profile could not be saved: {reason}", reason=error.strerror)
            )
            return
        self.changed.emit()
        self.reload(profile.id)

    async def _forget_keys(self, profile: Profile) -> None:
        for service_id in profile.services:
            for name in KNOWN_SERVICES[service_id].all_secrets:
                try:
                    await self._credentials.forget(profile.id, service_id, name)
                except KeyringTrouble as trouble:
                    self._trouble.setText(
                        tr("A key may still be in the key store. {trouble}", trouble=trouble)
                    )

    def _make_details(self) -> None:
        form = Form(label_width_px=90)
        self._name = QLineEdit()
        self._name.editingFinished.connect(self.rename)
        self._name_row = form.add_row(tr("Name"), self._name)
        form.add_row(
            tr("Colour"), self._colour_row(), tr("Marks the window, so that sites are told apart.")
        )
        self._services = QWidget()
        self._service_column = QVBoxLayout(self._services)
        self._service_column.setContentsMargins(0, 0, 0, 0)
        self._service_column.setSpacing(8)
        self._about_demo = label(
            tr("The demo needs no server: a simulated site runs on this computer."),
            "muted",
            wraps=True,
        )
        column = QVBoxLayout(self._details)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(14)
        self._form = form
        for part in (self._about_demo, form, label(tr("Services"), "section"), self._services):
            column.addWidget(part)
        column.addWidget(self._trouble)
        column.addStretch(1)
        column.addWidget(self._removal())

    def _colour_row(self) -> QWidget:
        self._colours = QButtonGroup(self)
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for index, colour in enumerate(COLOURS):
            swatch = QToolButton()
            swatch.setIcon(icon("state-disc", colour))
            swatch.setCheckable(True)
            swatch.setToolTip(_COLOUR_WORDS[colour])
            swatch.setAccessibleName(_COLOUR_WORDS[colour])
            self._colours.addButton(swatch, index)
            row.addWidget(swatch)
        row.addStretch(1)
        self._colours.idClicked.connect(lambda index: self.recolour(COLOURS[index]))
        return widget

    def _removal(self) -> QWidget:
        """The question whether to remove, in place of a message box."""
        self._question = QWidget()
        row = QHBoxLayout(self._question)
        row.setContentsMargins(0, 0, 0, 0)
        self._question_words = label(wraps=True)
        keep = button(tr("Keep it"))
        self._really = button(tr("Remove"), "danger", icon_name="trash-2")
        keep.clicked.connect(self._show_current)
        self._really.clicked.connect(self.remove)
        row.addWidget(self._question_words, 1)
        row.addWidget(keep)
        row.addWidget(self._really)
        self._question.hide()
        return self._question

    def _make_buttons(self) -> None:
        add = tool_button("plus", tr("Add a profile"), text=tr("Add"))
        self._copy = tool_button(
            "copy", tr("Copy this profile, without its keys"), text=tr("Duplicate")
        )
        self._remove = tool_button(
            "trash-2", tr("Remove this profile and its keys"), text=tr("Remove")
        )
        add.clicked.connect(self.add)
        self._copy.clicked.connect(self.duplicate)
        self._remove.clicked.connect(self.ask_removal)
        self._open = button(tr("Open"), "primary")
        self._open.clicked.connect(self._choose_profile)
        close = button(tr("Close"))
        close.clicked.connect(self.accept)
        for tool in (add, self._copy, self._remove):
            self.add_button(tool, left=True)
        self.add_button(close)
        self.add_button(self._open)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._list)
        row.addWidget(line(upright=True))
        row.addWidget(self._details, 1)
        self.body.addLayout(row)

    def _show_current(self) -> None:
        profile = self.chosen()
        is_saved = profile.kind == "saved"
        is_open = profile.id == self._open_id
        self._name.setText(profile.name)
        self._name_row.set_error("")
        self._form.setVisible(is_saved)
        self._about_demo.setVisible(not is_saved)
        self._colours.button(COLOURS.index(profile.colour)).setChecked(True)
        self._copy.setEnabled(is_saved)
        self._remove.setEnabled(is_saved and not is_open)
        self._open.setEnabled(not is_open)
        self._open.setText(tr("Open") if not is_open else tr("In use", "a profile"))
        self._question.setVisible(self._is_removal_asked and is_saved)
        self._question_words.setText(
            tr(
                "Remove “{name}”, its keys and the sightings kept for it? They do not come back.",
                name=profile.name,
            )
        )
        self._is_removal_asked = False
        self._fill_services(profile)

    def _fill_services(self, profile: Profile) -> None:
        while (item := self._service_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for entry in SERVICES:
            self._service_column.addWidget(self._service_row(profile, entry))

    def _service_row(self, profile: Profile, entry: ServiceEntry) -> QWidget:
        config = profile.services.get(entry.id)
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(entry.icon, "muted"))
        row.addWidget(label(entry.title, "strong"))
        is_demo = profile.kind == "demo"
        address = config.base_url if config else tr("not connected")
        if is_demo:
            address = tr("simulated")
        row.addWidget(ElidedLabel(address, "muted"), 1)
        if not is_demo:
            connect = button(
                tr("Change…", "how a service is connected") if config else tr("Connect…")
            )
            connect.clicked.connect(lambda: self.sign_in_requested.emit(profile.id, entry.id))
            row.addWidget(connect)
        return widget

    def _choose_profile(self) -> None:
        self.profile_chosen.emit(self.chosen().id)
        self.accept()
