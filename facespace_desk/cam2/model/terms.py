"""The terms of CAM2, and whether somebody has agreed to them in this profile, for which purpose.

Source: the rules of use of the Continuous Analysis of Many Cameras project, in our words; what this
console does about each of them stands beside it. What was agreed to is kept in the store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.language import tr
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.service_options import OptionValue
from facespace_desk.store.store import Store

KIND: Final = "cam2.terms"
DOCUMENT: Final = "accepted"
EDITION: Final = 1  # of the summary below; another one has to be agreed to again
PURPOSE_LEAST: Final = 12  # characters; a word is no purpose
PURPOSE_MOST: Final = 1_000

NOTICE: Final = tr(
    "Research, non-commercial, never to identify people. Pictures are looked at, never kept."
)
SUMMARY: Final = tr(
    "CAM2 lists public cameras for research. Its terms bind whoever uses it, with this console too."
)


@dataclass(frozen=True)
class Term:
    """One rule, in one sentence, and what it means here in another."""

    title: str
    words: str


TERMS: Final = (
    Term(
        tr("Never identify anybody"),
        tr(
            "You must not find out who a person in a picture or stream is. No "
            "picture of a camera can reach a recognition service from here, by menu, "
            "clipboard, drag or file."
        ),
    ),
    Term(
        tr("Research and teaching only"),
        tr("Academic, educational and research use is allowed. Commercial use is not."),
    ),
    Term(
        tr("No scraping, no storing"),
        tr(
            "Pictures must not be collected or recorded. This console holds the one "
            "on screen in memory and forgets it with the page."
        ),
    ),
    Term(
        tr("No unreasonable load"),
        tr(
            "The cameras belong to others. A picture is fetched when you ask for it, "
            "no camera is asked more often than every 2 seconds, and never more than "
            "3 at once."
        ),
    ),
    Term(
        tr("Keep the notices"),
        tr("Name the source, and leave marks and notices of owners in place. Exports carry them."),
    ),
)


class Agreement(msgspec.Struct, frozen=True):
    """Who uses CAM2 here has agreed: on which day (UTC), to which edition, for what purpose."""

    accepted_on: str
    purpose: str
    edition: int = EDITION


class TermsModel(QObject):
    """What was agreed to in one profile.

    Signals:
        changed: it is another agreement, or it was read.
    """

    changed = Signal()

    def __init__(
        self,
        store: Store,
        profile: str,
        *,
        options: Mapping[str, OptionValue] | None = None,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*options* are the profile's; one that says when the terms were accepted is enough."""
        super().__init__(parent)
        self._documents = store.views
        self._profile = profile
        self._today = today
        self._tasks = TaskScope("CAM2 terms", report)
        said = options or {}
        accepted_on = str(said.get("terms_accepted", ""))
        self._agreement = (
            Agreement(accepted_on, str(said.get("terms_purpose", ""))) if accepted_on else None
        )

    @property
    def agreement(self) -> Agreement | None:
        """The one in force; None when nobody has agreed to the terms as they are now."""
        agreement = self._agreement
        return agreement if agreement is not None and agreement.edition == EDITION else None

    @property
    def is_accepted(self) -> bool:
        return self.agreement is not None

    @property
    def purpose(self) -> str:
        """What CAM2 is used for, as the operator said it; exports repeat it."""
        return self.agreement.purpose if self.agreement is not None else ""

    def trouble_with(self, purpose: str) -> str:
        """Why *purpose* will not do, in words; empty when it will."""
        size = len(" ".join(purpose.split()))
        if not size:
            return tr("Say what you use the cameras for.")
        if size < PURPOSE_LEAST:
            return tr("Say a little more: what is studied, and for whom.")
        if size > PURPOSE_MOST:
            return tr("At most {most:,} characters.", most=PURPOSE_MOST)
        return ""

    def accept(self, purpose: str) -> None:
        """Agree, today and for *purpose*; kept in the store soon.

        Raises:
            ValueError: the purpose will not do, and why.
        """
        if trouble := self.trouble_with(purpose):
            raise ValueError(trouble)
        self._agreement = Agreement(self._today().isoformat(), " ".join(purpose.split()))
        text = msgspec.json.encode(self._agreement).decode()
        self._tasks.start(
            self._documents.put(self._profile, KIND, DOCUMENT, text),
            name="keep",
            replacing="keep",
        )
        self.changed.emit()

    async def load(self) -> None:
        """Read what was agreed to. What cannot be read has to be agreed to again.

        Raises:
            StoreTrouble: the store could not be read.
        """
        for document in await self._documents.list(self._profile, KIND):
            if document.name != DOCUMENT:
                continue
            try:
                self._agreement = msgspec.json.decode(document.json, type=Agreement)
            except msgspec.DecodeError:
                self._agreement = None
        self.changed.emit()

    async def close(self) -> None:
        """Wait until it is written."""
        await self._tasks.finish()
