"""What analytics, data and jobs have in common: queries, batches, ends of life."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, TypeVar

import msgspec

from facespace_desk.net.storage_url import StorageUrl
from facespace_desk.voxel51 import reading, watching
from facespace_desk.voxel51.calls import Again, Calls, Question, id_text
from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.mapping import bounded_map
from facespace_desk.voxel51.paging import Paging
from facespace_desk.voxel51.query import Query, Subject, query_text
from facespace_desk.voxel51.records import (
    NOTHING,
    Analytic,
    BatchResult,
    DataItem,
    Job,
    Json,
    Page,
    SignedUrl,
)
from facespace_desk.voxel51.times import utc_text

R = TypeVar("R", Analytic, DataItem, Job)
Read = Callable[[object], R | None]

BATCH_LIMIT: Final = 100  # ids in one call; the service's own limit is not known (wire 3.4)
BATCH_LEAST: Final = 25  # ids in one call where there are several at once


class Operations:
    """Calls for one user, or for an application itself; never changed."""

    _calls: Calls

    def _id(self, value: str, noun: str, operation: str) -> str:
        return id_text(value, noun, operation, is_application=self._calls.is_application)

    async def _do(
        self, method: str, segments: tuple[str, ...], operation: str, again: Again = "never"
    ) -> None:
        """A call whose answer says nothing."""
        await self._calls.ask(Question(method, segments, operation, again=again))

    async def _got(
        self, segments: tuple[str, ...], operation: str, member: str, read: Read[R]
    ) -> R:
        question = Question("GET", segments, operation, again="reading")
        return self._record(await self._calls.ask_object(question), operation, member, read)

    def _record(self, content: Mapping[str, Json], operation: str, member: str, read: Read[R]) -> R:
        found = read(content.get(member))
        if found is None:
            raise self._calls.lacking(f"{member} with an id", operation)
        return found

    async def _listed(
        self, question: Question, subject: Subject, read: Read[R]
    ) -> tuple[Page[R], list[Json]]:
        """The records, and as what they came."""
        content = await self._calls.ask_object(question)
        try:
            page = reading.page(content, subject.value, read)
        except ValueError as error:
            raise self._calls.lacking(str(error), question.operation) from None
        return page, content[subject.value]

    async def _queried(
        self,
        root: tuple[str, ...],
        operation: str,
        query: Query,
        read: Read[R],
        *,
        by_address: bool = False,
    ) -> Page[R]:
        """One page; *by_address*: this route reads no body, whatever the profile says."""
        calls = self._calls
        try:
            members = query.body()
        except APIError as error:
            raise calls.wrong(error.message, operation) from error
        is_in_body = calls.query_transport == "body" and not by_address
        question = Question("GET", root, operation, json=members, again="reading")
        if not is_in_body:
            params = {name: query_text(value) for name, value in members.items()}
            question = replace(question, json=msgspec.UNSET, params=params)
        page, entries = await self._listed(question, query.subject, read)
        warning = watching.warning(query, entries, is_in_body=is_in_body)
        return msgspec.structs.replace(page, warning=warning)

    def _found(
        self,
        root: tuple[str, ...],
        operation: str,
        query: Query,
        read: Read[R],
        *,
        by_address: bool = False,
    ) -> Paging[R]:
        async def ask(part: Query) -> Page[R]:
            return await self._queried(root, operation, part, read, by_address=by_address)

        return Paging(ask, query)

    async def _batch(
        self,
        root: str,
        operation: str,
        action: str,
        ids: Sequence[str],
        extra: Mapping[str, str] = NOTHING,
        *,
        at_once: int = 1,
    ) -> tuple[BatchResult, ...]:
        """One result for each id, in their order, of as many calls as are needed, *at_once* of them
        under way.

        After a call that failed no other begins; the ids of those carry the failure, so that
        nothing that was heard is lost. Raises it when nothing was.
        """
        wanted = [self._id(each, "a batch", operation) for each in dict.fromkeys(ids)]
        # Shared out among the calls, unless that would make too many of too little.
        size = min(BATCH_LIMIT, max(BATCH_LEAST, -(-len(wanted) // at_once)))
        failures: list[APIError] = []
        heard: list[int] = []

        async def ask(start: int) -> list[BatchResult]:
            part = wanted[start : start + size]
            if not failures:
                try:
                    results = await self._batch_part(root, operation, action, part, extra)
                    heard.append(start)
                    return results
                except APIError as error:
                    failures.append(error)
            return [BatchResult(id=each, ok=False, error=failures[0]) for each in part]

        parts = await bounded_map(ask, range(0, len(wanted), size), at_once=at_once)
        if failures and not heard:
            raise failures[0]
        return tuple(result for part in parts for result in part)

    async def _batch_part(
        self, root: str, operation: str, action: str, ids: list[str], extra: Mapping[str, str]
    ) -> list[BatchResult]:
        body = {"action": action, "ids": ids, **extra}
        content = await self._calls.ask_object(
            Question("POST", (root, "batch"), operation, json=body)
        )
        try:
            return reading.batch(content, ids, operation, is_application=self._calls.is_application)
        except ValueError as error:
            raise self._calls.lacking(str(error), operation) from None

    def _ttl(
        self, days: float | None, expiration_date: datetime | None, operation: str
    ) -> dict[str, str]:
        """The members that change an end of life: exactly one of both (wire 3.2)."""
        if (days is None) == (expiration_date is None):
            words = "Either a number of days or a date is needed, not both."
            raise self._calls.wrong(words, operation)
        if expiration_date is not None:
            return {"expiration_date": self._moment(expiration_date, operation)}
        if not isinstance(days, int | float) or not -1e6 < days < 1e6:
            raise self._calls.wrong("The number of days cannot be used.", operation)
        return {"days": str(days)}

    def _moment(self, moment: datetime, operation: str) -> str:
        try:
            return utc_text(moment)
        except (ValueError, OverflowError) as error:
            raise self._calls.wrong(str(error), operation) from error

    async def _put_ttl(
        self,
        segments: tuple[str, ...],
        operation: str,
        days: float | None,
        expiration_date: datetime | None,
    ) -> None:
        form = self._ttl(days, expiration_date, operation)
        await self._calls.ask(Question("PUT", (*segments, "ttl"), operation, form=form))

    async def _signed_url(self, segments: tuple[str, ...], operation: str) -> SignedUrl:
        question = Question("GET", segments, operation, again="reading")
        url = (await self._calls.ask_object(question)).get("url")
        if not isinstance(url, str) or not url:
            raise self._calls.lacking("address", operation)
        return SignedUrl(url)

    def _https(self, url: SignedUrl, operation: str) -> str:
        """*url* as it is sent, if the service can fetch a file there at all."""
        try:
            StorageUrl.parse(url.text)
        except ValueError as error:
            raise self._calls.wrong(str(error), operation) from None
        return url.text
