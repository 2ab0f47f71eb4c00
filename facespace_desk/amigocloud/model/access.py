"""What may be changed in this profile: the switch that blocks every request that is not a read
(E12), and whether SQL may change rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facespace_desk.language import tr

if TYPE_CHECKING:
    from facespace_desk.amigocloud.client import AmigoCloudClient


class Access(QObject):
    """Signals:

    changed: something may be done now that might not before, or the other way round.
    """

    changed = Signal()

    def __init__(
        self,
        client: AmigoCloudClient,
        *,
        sql_writes: bool = False,
        keep: Callable[[bool], None] = lambda _is_on: None,
        parent: QObject | None = None,
    ) -> None:
        """*sql_writes* is the profile's option. *keep* remembers how the switch is set."""
        super().__init__(parent)
        self._client = client
        self._sql_writes = sql_writes
        self._keep = keep

    @property
    def is_read_only(self) -> bool:
        return self._client.read_only

    @property
    def token_letter(self) -> str:
        """The letter that the token begins with, and which presumably names its level; or ""."""
        return self._client.token_letter

    def set_read_only(self, is_on: bool) -> None:
        """Send no request that changes something, or send them."""
        if is_on != self._client.read_only:
            self._client.read_only = is_on
            self._keep(is_on)
            self.changed.emit()

    def why_no_change(self) -> str:
        """Why nothing can be changed; empty when it can."""
        return tr("This profile is read-only.") if self.is_read_only else ""

    def why_no_sql_change(self) -> str:
        """Why SQL may not change rows; empty when it may."""
        if self.is_read_only:
            return tr("This profile is read-only, and the statement does not only read.")
        if not self._sql_writes:
            return tr(
                "The statement does not only read, and this profile does not let SQL "
                "change rows. The profile's settings say whether it may."
            )
        return ""
