"""The top of the window: one tab per service with the shape of its state, the profile, find, the
menu."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QTabBar, QWidget

from facespace_desk.language import tr
from facespace_desk.modelkit.state import LoadState, wall_ms
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.icons import icon
from facespace_desk.widgets.labels import restyle
from facespace_desk.widgets.shapes import TOKENS
from facespace_desk.widgets.state_light import state_words


class TabStrip(QFrame):
    """Tabs at the left, buttons at the right.

    Signals:
        tab_chosen: service id (str) of the tab that is now in front.
        find_pressed: the palette is wanted.
    """

    tab_chosen = Signal(str)
    find_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.profile_menu = QMenu(self)
        self.main_menu = QMenu(self)
        self._tabs = QTabBar()
        self._tabs.setProperty("kind", "services")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.setDocumentMode(True)
        self._tabs.setIconSize(QSize(16, 16))
        self._tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tabs.setAccessibleName(tr("Services"))
        self._tabs.currentChanged.connect(self._choose)
        self._profile = button(tr("No profile"), "quiet")
        self._profile.setToolTip(tr("Profiles: which servers this desk talks to"))
        self._profile.clicked.connect(self._open_profiles)
        self._find = button(
            tr("Find"), "quiet", icon_name="search", tip=tr("Find a command (Ctrl+K)")
        )
        self._find.clicked.connect(self.find_pressed)
        self._menu = tool_button("menu", tr("Menu", "of the window"))
        self._menu.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(self._tabs, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        for widget in (self._profile, self._find, self._menu):
            row.addWidget(widget)
        self.setFixedHeight(40)

    def add_tab(self, service_id: str, title: str) -> None:
        """Append a tab; its shape says off until a state is shown."""
        index = self._tabs.addTab(icon("state-ring", "muted"), title)
        self._tabs.setTabData(index, service_id)

    def remove_tab(self, service_id: str) -> None:
        self._tabs.removeTab(self._index(service_id))

    def service_ids(self) -> list[str]:
        """Those that have a tab, from left to right."""
        return [str(self._tabs.tabData(index)) for index in range(self._tabs.count())]

    def title(self, service_id: str) -> str:
        return self._tabs.tabText(self._index(service_id))

    def current(self) -> str | None:
        """The service in front."""
        index = self._tabs.currentIndex()
        return None if index < 0 else str(self._tabs.tabData(index))

    def choose(self, service_id: str) -> None:
        """Bring a tab to the front."""
        self._tabs.setCurrentIndex(self._index(service_id))

    def step(self, by: int) -> None:
        """Go *by* tabs to the right, round the corner."""
        if self._tabs.count():
            self._tabs.setCurrentIndex((self._tabs.currentIndex() + by) % self._tabs.count())

    def show_state(self, service_id: str, state: LoadState) -> None:
        index = self._index(service_id)
        self._tabs.setTabIcon(index, icon(f"state-{state.shape}", TOKENS[state.phase]))
        title = self._tabs.tabText(index)
        self._tabs.setTabToolTip(index, f"{title}: {state_words(state, wall_ms())}")
        self._tabs.setAccessibleTabName(index, f"{title}, {state.words}")

    def set_profile(self, name: str, colour: str) -> None:
        """Show the profile by name and colour."""
        self._profile.setText(name.replace("&", "&&"))
        self._profile.setIcon(icon("state-disc", colour))
        self._profile.setAccessibleName(tr("Profile {name}", name=name))
        restyle(self._profile, "tone", colour)

    def set_buttons_visible(self, is_visible: bool) -> None:
        """On the first-run page nothing may compete with the two choices."""
        self._profile.setVisible(is_visible)
        self._find.setVisible(is_visible)

    def _index(self, service_id: str) -> int:
        return self.service_ids().index(service_id)

    def _choose(self, index: int) -> None:
        if index >= 0:
            self.tab_chosen.emit(str(self._tabs.tabData(index)))

    def _open_profiles(self) -> None:
        _open_below(self.profile_menu, self._profile)

    def _open_menu(self) -> None:
        _open_below(self.main_menu, self._menu)


def _open_below(menu: QMenu, anchor: QWidget) -> None:
    """Open *menu* with its right edge under that of *anchor*; it does not block."""
    corner = anchor.mapToGlobal(anchor.rect().bottomRight())
    corner.setX(corner.x() - menu.sizeHint().width())
    menu.popup(corner)
