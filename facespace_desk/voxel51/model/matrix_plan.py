"""What a matrix would make: one analytic on many data, or many analytics on one. Pure.

Every job's name ends with the mark of its batch, so that one of which nobody knows whether it was
made can be looked for, and none is made twice.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from facespace_desk.voxel51.document import AnalyticDocument
from facespace_desk.voxel51.model.data_choices import data_size
from facespace_desk.voxel51.model.job_draft import JobDraft, Key, begun, data_field
from facespace_desk.voxel51.model.job_problems import NAME_LENGTH, problems_of
from facespace_desk.voxel51.records import Analytic, DataItem
from facespace_desk.voxel51.request import DataReference, JobRequest

if TYPE_CHECKING:
    from facespace_desk.voxel51.model.launching import Launcher

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # no two look alike
_MARK_LENGTH: Final = 5


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """One job to be; `refusal` is why it cannot be, or ""."""

    name: str
    analytic: str
    data: DataItem
    request: JobRequest
    refusal: str = ""


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """How much a plan is. Sizes are counted for every job that reads them."""

    jobs: int
    refused: int
    known_bytes: int
    unknown_sizes: int  # jobs whose data has no size that is known


def new_mark() -> str:
    """A short mark that no other batch has."""
    return "".join(random.SystemRandom().choices(_LETTERS, k=_MARK_LENGTH))


class Planner:
    """Plans one batch; *mark* is the end of all its names."""

    def __init__(self, launcher: Launcher, mark: str) -> None:
        self._launcher = launcher
        self._tail = f" · {mark}"

    def one_on_many(
        self, draft: JobDraft, document: AnalyticDocument, key: Key, items: Iterable[DataItem]
    ) -> tuple[Planned, ...]:
        """The form of *draft*, with each of *items* in turn in the field *key*."""
        title = draft.name.strip()
        return tuple(
            self._planned(_with_data(draft, key, item.id), document, item, title) for item in items
        )

    def many_on_one(
        self, analytics: Sequence[tuple[Analytic, AnalyticDocument]], item: DataItem
    ) -> tuple[Planned, ...]:
        """Each analytic with its own defaults, on *item*."""
        found = []
        for analytic, document in analytics:
            draft, key = begun(analytic.name, analytic.version, document), data_field(document)
            if key is not None:
                draft = _with_data(draft, key, item.id)
            title = " ".join(filter(None, (analytic.name, analytic.version)))
            planned = self._planned(draft, document, item, title)
            if key is None:
                planned = msgspec.structs.replace(planned, refusal="It takes no data.")
            found.append(planned)
        return tuple(found)

    def _planned(
        self, draft: JobDraft, document: AnalyticDocument, item: DataItem, title: str
    ) -> Planned:
        request = draft.request
        room = NAME_LENGTH - len(self._tail)
        name = f"{title}: {item.name or item.id}"[:room].rstrip() + self._tail
        named = (request.analytic, request.version or "")
        draft = msgspec.structs.replace(draft, name=name)
        problems = problems_of(draft, document, named, self._launcher)
        words = (f"{spot[1]}: {text}" if spot[1] else text for spot, text in problems.items())
        return Planned(
            name=name,
            analytic=request.analytic,
            data=item,
            request=request,
            refusal=next(words, ""),
        )


def data_fields(document: AnalyticDocument) -> tuple[Key, ...]:
    """All fields that take data."""
    keys: list[Key] = [("inputs", each.name) for each in document.inputs]
    keys += [("parameters", each.name) for each in document.parameters if each.kind.is_data]
    return tuple(keys)


def totals_of(plan: Iterable[Planned]) -> Totals:
    """Of the jobs that can be."""
    jobs = refused = known = unknown = 0
    for each in plan:
        size = data_size(each.data)
        refused += bool(each.refusal)
        jobs += not each.refusal
        if not each.refusal:
            known += size or 0
            unknown += size is None
    return Totals(jobs=jobs, refused=refused, known_bytes=known, unknown_sizes=unknown)


def _with_data(draft: JobDraft, key: Key, data_id: str) -> JobDraft:
    return draft.with_value(key, DataReference(data_id))
