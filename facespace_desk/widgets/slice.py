"""What a service's slice is to the window, and what the window hands it: the seam between both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from facespace_desk.modelkit.state import LoadState

if TYPE_CHECKING:
    from facespace_desk.credentials import Credentials
    from facespace_desk.modelkit.display import Display
    from facespace_desk.modelkit.tasks import Report
    from facespace_desk.paths import Paths
    from facespace_desk.profiles import Profile
    from facespace_desk.settings import SettingsFile
    from facespace_desk.store import Store
    from facespace_desk.widgets.theme import ThemeSwitch

Tell = Callable[[str, str], None]
"""Shows a short note; the second text is its tone: info, good, warn or bad."""


class Slice(Protocol):
    """One service, running. What its tab can do, it offers as actions of `widget`."""

    @property
    def widget(self) -> QWidget:
        """The tab's page."""

    @property
    def state(self) -> LoadState:
        """How the service stands now."""

    @property
    def state_changed(self) -> SignalInstance:
        """Emits the new LoadState (as object)."""

    @property
    def sign_in(self) -> SignalInstance:
        """Emits nothing: the operator wants to enter another key."""

    def apply_settings(self) -> None:
        """The settings are other ones; take over what concerns this service."""

    async def close(self) -> None:
        """Stop all tasks, then close the connections. The widget is the window's to delete."""


@dataclass(frozen=True)
class ServiceContext:
    """What a slice is built from. Secrets are asked from `credentials` under the profile's id."""

    profile: Profile
    credentials: Credentials
    store: Store
    display: Display
    theme: ThemeSwitch
    settings: SettingsFile
    paths: Paths
    report: Report
    tell: Tell
