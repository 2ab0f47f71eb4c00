"""Queries that an operator writes: in words, or in the service's own syntax (wire/voxel51.md 4);
and those that are kept under a name, in the encrypted store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.voxel51.errors import wrong
from facespace_desk.voxel51.query import OPERATION, Query, Subject

if TYPE_CHECKING:
    from facespace_desk.store.store import Store

KIND: Final = "voxel51.queries"
NAME_LENGTH: Final = 60  # characters
ANY, SYNTAX = "*", "syntax"  # besides the names of fields
ESCAPES: Final = (
    "field:text, conditions joined by commas, alternatives by |. A comma or colon that is meant "
    "is written \\, or \\: there; | and \\ cannot be looked for."
)


class Asking(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is asked. `where` is the field in which `text` is looked for, ANY of them, or SYNTAX:
    *text* is written as the service has it. No `fields` are all of them."""

    text: str = ""
    where: str = "name"
    fields: tuple[str, ...] = ()
    sort: str = "upload_date"
    descending: bool = True

    def query(self, subject: Subject) -> Query:
        """Raises APIError: it cannot be asked; the words say why."""
        query = Query(subject=subject).sorted_by(self.sort, descending=self.descending)
        if self.fields:
            query = query.with_fields(*self.fields)
        if not self.text.strip():
            return query
        if self.where == SYNTAX:
            return _with_terms(query, self.text)
        return query.where(None if self.where == ANY else self.where, self.text.strip())


SOONEST: Final = Asking(sort="expiration_date", descending=False)


class SavedQuery(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    asking: Asking


class QueryShelf(QObject):
    """The saved queries of one user about one subject.

    Signals:
        changed: one was kept, replaced or removed, or the shelf was read.
    """

    changed = Signal()

    def __init__(
        self,
        store: Store,
        profile: str,
        scope: str,
        subject: Subject,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.subject = subject
        self._documents = store.views
        self._place = (profile, f"{KIND}.{subject.value}.{scope}")
        self._saved: dict[str, Asking] = {}
        self._tasks = TaskScope("Voxel51 queries", report)

    @property
    def saved(self) -> list[SavedQuery]:
        """All of them, by name."""
        names = sorted(self._saved, key=str.casefold)
        return [SavedQuery(name=name, asking=self._saved[name]) for name in names]

    def keep(self, name: str, asking: Asking) -> None:
        """Keep it under *name*, in place of an older one."""
        self._saved[name] = asking
        text = msgspec.json.encode(asking).decode()
        self._tasks.start(self._documents.put(*self._place, name, text), name="keep")
        self.changed.emit()

    def forget(self, name: str) -> None:
        """Remove the one of this name, if there is one."""
        if self._saved.pop(name, None) is not None:
            self._tasks.start(self._documents.remove(*self._place, name), name="forget")
            self.changed.emit()

    async def load(self) -> None:
        """Read the shelf; what cannot be read is left out. Raises StoreTrouble."""
        for document in await self._documents.list(*self._place):
            try:
                self._saved[document.name] = msgspec.json.decode(document.json, type=Asking)
            except msgspec.DecodeError:
                continue
        self.changed.emit()

    async def close(self) -> None:
        """Wait until everything is written."""
        await self._tasks.finish()


def _with_terms(query: Query, text: str) -> Query:
    """Raises APIError: an unknown field, nothing after a colon, a stray backslash."""
    for part in _split(text, ","):
        if not part.strip():
            raise wrong("There is a comma with nothing beside it.", OPERATION)
        field, *rest = _split(part, ":")
        if len(rest) > 1:
            words = f"There are two colons in “{part.strip()}”; one that is meant is written \\:."
            raise wrong(words, OPERATION)
        values = [_plain(each) for each in _split(rest[0] if rest else field, "|")]
        query = query.where(_plain(field).casefold() if rest else None, *values)
    return query


def _split(text: str, mark: str) -> list[str]:
    """*text* at each *mark* that no backslash stands before."""
    parts, is_escaped = [""], False
    for letter in text:
        if letter == mark and not is_escaped:
            parts.append("")
            continue
        parts[-1] += letter
        is_escaped = letter == "\\" and not is_escaped
    return parts


def _plain(text: str) -> str:
    """Without blanks around it, and without the backslashes of escapes. Raises APIError."""
    plain, is_escaped = "", False
    for letter in text.strip():
        if is_escaped and letter not in ",:":
            words = "A backslash only stands before a comma or a colon that is meant."
            raise wrong(words, OPERATION)
        if letter == "\\" and not is_escaped:
            is_escaped = True
            continue
        plain += letter
        is_escaped = False
    if is_escaped:
        raise wrong("A backslash only stands before a comma or a colon that is meant.", OPERATION)
    return plain
