"""Tickets for all that is listened to, fresh for each session of the live line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from facespace_desk.amigocloud.errors import AmigoCloudError
from facespace_desk.amigocloud.records import Dataset
from facespace_desk.net.errors import ErrorKind

AT_ONCE: Final = 4  # tickets asked for at the same time
# What concerns one dataset, not the line.
_STATUSES: Final = frozenset({400, 403, 404, 410})
_KINDS: Final = frozenset({ErrorKind.BLOCKED})


class TicketOffice(Protocol):
    """The part of the client that gives tickets."""

    async def authentication(self, dataset: Dataset | None = None) -> dict[str, object]: ...


Wishes = Callable[[], tuple[bool, Sequence[Dataset]]]
"""Whether the user's events are wanted, and which datasets."""
Refused = Callable[[Mapping[int | None, str]], None]


class Tickets:
    """Asks for one ticket each. A dataset that is refused does not cost the others: *refused*
    hears of it, by dataset id, None for the user's events."""

    def __init__(self, office: TicketOffice, wishes: Wishes, refused: Refused) -> None:
        self._office = office
        self._wishes = wishes
        self._refused = refused

    async def __call__(self) -> Sequence[Mapping[str, object]]:
        """What to send with `authenticate`.

        Raises:
            AmigoCloudError: the trouble is not one dataset's, or there is not one ticket.
        """
        user, datasets = self._wishes()
        wanted: list[Dataset | None] = [*([None] if user else []), *datasets]
        gate = asyncio.Semaphore(AT_ONCE)

        async def ask(dataset: Dataset | None) -> dict[str, object] | AmigoCloudError:
            async with gate:
                try:
                    return await self._office.authentication(dataset)
                except AmigoCloudError as error:
                    if error.status in _STATUSES or error.kind in _KINDS:
                        return error
                    raise

        try:
            async with asyncio.TaskGroup() as group:
                asked = [group.create_task(ask(dataset)) for dataset in wanted]
        except* AmigoCloudError as several:
            raise _first(several) from None
        answers = [task.result() for task in asked]
        troubles = {
            dataset.id if dataset is not None else None: answer
            for dataset, answer in zip(wanted, answers, strict=True)
            if isinstance(answer, AmigoCloudError)
        }
        self._refused({key: trouble.message for key, trouble in troubles.items()})
        tickets = [answer for answer in answers if not isinstance(answer, AmigoCloudError)]
        if troubles and not tickets:
            raise next(iter(troubles.values()))
        return tickets


def _first(several: BaseExceptionGroup[AmigoCloudError]) -> AmigoCloudError:
    """One of them: they fail for the same reason."""
    error: BaseException = several
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    assert isinstance(error, AmigoCloudError)
    return error
