"""The CAM2 service, as wire/cam2.md has it (the official client in its last state).

Every address is made from one base URL, so that no credential can leave for another host (C2-2).
Reading never changes anything; what writes, resets or issues says so in its first word.
"""

from __future__ import annotations

import os
import ssl
import time
import weakref
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from typing import Any, Final, Self

from facespace_desk.cam2 import changes, checks, radius, reading, replies, writing
from facespace_desk.cam2.access import (
    Capabilities,
    ProbeReport,
    checked_client_id,
    checked_client_secret,
)
from facespace_desk.cam2.ahead import Ahead
from facespace_desk.cam2.calls import AUTH, LIMITS, REQUESTS_OPEN, Calls, Question
from facespace_desk.cam2.changes import ChangeLog
from facespace_desk.cam2.errors import (
    AuthenticationError,
    AuthorizationError,
    Cam2Error,
    FormatError,
    InternalError,
    ResourceConflictError,
    ResourceNotFoundError,
    translated,
)
from facespace_desk.cam2.naming import SUBJECTS
from facespace_desk.cam2.records import (
    Camera,
    Change,
    Lookup,
    NewClient,
    RadiusUnit,
)
from facespace_desk.cam2.search import PAGE_CAP, Query, Rows, Search
from facespace_desk.cam2.writing import Changes, WritePlan
from facespace_desk.credentials import Secret
from facespace_desk.language import tr
from facespace_desk.net.closing import Closing
from facespace_desk.net.http import BaseUrl, Limits
from facespace_desk.net.probing import probed

DEFAULT_BASE_URL: Final = "https://cam2-api.herokuapp.com"
CLIENT_ID_VARIABLE: Final = "CAM2_CLIENT_ID"
CLIENT_SECRET_VARIABLE: Final = "CAM2_CLIENT_SECRET"  # noqa: S105  # a name, no secret
BASE_URL_VARIABLE: Final = "CAM2_BASE_URL"
NO_CAMERA: Final = "0" * 24  # the form of an id, and the id of no camera


class Cam2Client(Closing):
    """One server and one client ID. Belongs to the event loop in which it is first used.

    Every method raises a `Cam2Error`; a FormatError of kind USAGE means that nothing was sent.
    """

    def __init__(
        self,
        base_url: BaseUrl,
        client_id: Secret | None,
        client_secret: Secret | None,
        *,
        radius_unit: RadiusUnit = "km",
        limits: Limits = LIMITS,
        proxy: str | None = None,
        ssl_context: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """*radius_unit* is what this server reads a radius in; by *clock* (seconds) tokens age.

        Raises:
            InvalidClientIdError, InvalidClientSecretError: they cannot be credentials.
            ValueError: *proxy* cannot be read.
        """
        self.radius_unit = radius_unit
        self._id = checked_client_id(client_id)
        self._searches: weakref.WeakSet[Search] = weakref.WeakSet()
        self._calls = Calls(
            base_url,
            self._id,
            checked_client_secret(client_secret),
            limits=limits,
            proxy=proxy,
            ssl_context=ssl_context,
            clock=clock,
        )

    @classmethod
    def from_environment(
        cls,
        environ: Mapping[str, str] = os.environ,
        *,
        allow_plain_http: bool = False,
        **options: Any,
    ) -> Self:
        """A client as CAM2_CLIENT_ID, CAM2_CLIENT_SECRET and CAM2_BASE_URL say; empty is absent.

        Raises:
            InvalidClientIdError, InvalidClientSecretError: as the constructor.
            FormatError: the base URL cannot be used, and why.
        """
        text = environ.get(BASE_URL_VARIABLE) or DEFAULT_BASE_URL
        try:
            base_url = BaseUrl.parse(text, allow_plain_http=allow_plain_http)
        except ValueError as error:
            message = f"{BASE_URL_VARIABLE}: {error}"
            raise FormatError(message, operation="construction") from error
        values = (environ.get(name) for name in (CLIENT_ID_VARIABLE, CLIENT_SECRET_VARIABLE))
        client_id, client_secret = (Secret(value) if value else None for value in values)
        return cls(base_url, client_id, client_secret, **options)

    @property
    def base_url(self) -> BaseUrl:
        return self._calls.base_url

    def is_own(self, client_id: str) -> bool:
        """Whether *client_id* is the one that this client signs in with."""
        return self._id == Secret(client_id.strip())

    # cameras

    async def camera(self, camera_id: str) -> Camera:
        """The camera with this id."""
        segment = checks.path_id(SUBJECTS["camera_id"], camera_id, "camera")
        question = Question("GET", ("cameras", segment), "camera")
        return await self._calls.ask(question, reading.read_one)

    async def camera_by_legacy_id(self, legacy_id: int | str) -> Camera:
        """The camera with this id of the former database."""
        digits = checks.legacy_id(legacy_id, "camera by legacy id")
        question = Question("GET", ("cameras", "legacy", digits), "camera by legacy id")
        return await self._calls.ask(question, reading.read_one)

    async def cameras_by_ids(
        self, ids: Iterable[str] | None = None, legacy_ids: Iterable[int | str] | None = None
    ) -> AsyncGenerator[Lookup, None]:
        """What becomes of each id, in order, the legacy ones last; one that fails is reported.

        After a refused sign-in the others are reported with that error and not asked for. Whoever
        leaves early closes the iterator (`contextlib.aclosing`).
        """
        waiting = deque[tuple[str | int, bool]]((camera_id, False) for camera_id in ids or ())
        waiting.extend((legacy_id, True) for legacy_id in legacy_ids or ())
        ahead: Ahead[Lookup] = Ahead()
        refusal: Cam2Error | None = None
        try:
            while waiting or len(ahead):
                while waiting and len(ahead) < REQUESTS_OPEN:
                    ahead.ask(self._lookup(*waiting.popleft(), refusal), "cam2 lookup")
                lookup = await ahead.take()
                if isinstance(lookup.error, AuthenticationError):
                    refusal = lookup.error
                yield lookup
        finally:
            await ahead.close()

    async def exists(self, camera_type: str, **retrieval: str | int | None) -> tuple[Camera, ...]:
        """The cameras with this retrieval data (ip, port, image_path, video_path, snapshot_url,
        m3u8_url); empty when there is none."""
        params = checks.existence(camera_type, retrieval)
        question = Question("GET", ("cameras", "exist"), "exists", params)
        rows = await self._calls.ask(question, reading.read_cameras)
        return rows.cameras

    def search(self, query: Query, *, page_cap: int = PAGE_CAP) -> Search:
        """The cameras that *query* describes, page by page, at most *page_cap* pages."""
        return self._search(query, self.radius_unit, page_cap)

    async def probe_radius_unit(self) -> RadiusUnit | None:
        """What the server reads a radius in; None when no camera tells. Changes no setting.

        Looks for a camera from 500 m north of it with radius 1: found, it is kilometres. Not found
        with 1 but with 1,000, it is metres (wire 6).
        """
        rows = await self._rows(Query(), "km", 0)
        for query, camera_id in radius.probe_queries(rows.cameras):
            for unit in radius.UNITS:
                if await self._finds(query, unit, camera_id):
                    return unit
        return None

    # signing in

    async def probe(self) -> ProbeReport:
        """Sign in anew and ask once: is it there, does it take the credentials, is it CAM2?"""
        self._calls.tokens.forget()
        return await probed(self._probe(), ProbeReport, InternalError)

    async def _probe(self) -> ProbeReport:
        # An address for documentation (RFC 5737): a short answer, also from a large catalogue.
        params = {"type": "ip", "ip": "192.0.2.1"}
        question = Question("GET", ("cameras", "exist"), "probe", params)
        reply, _ = await self._calls.ask_fully(question, reading.read_cameras)
        level = (await self.capabilities()).level
        return ProbeReport(reply.elapsed_s, reply.clock_skew_s, level=level)

    async def capabilities(self) -> Capabilities:
        """What the credentials allow, found without changing anything.

        Raises:
            AuthenticationError: they are not accepted at all.
        """
        later = {"start": "2100-01-01T00:00:00.000Z"}  # no entry is younger, so none is sent
        listing = Question("GET", ("apps", "db-change"), "capabilities", later)
        # No camera has this id, and a form that is empty would change none.
        nothing = Question("PUT", ("cameras", NO_CAMERA), "capabilities", form={})
        may_administer, why_first = await self._may(listing)
        may_write, why_second = await self._may(nothing)
        return Capabilities(
            may_administer,
            may_write,
            (f"Reading the change log {why_first}.", f"An update of no camera {why_second}."),
        )

    # writing

    def plan_add(self, draft: Changes) -> WritePlan:
        """A new camera as *draft* says, by the field names of `Camera`; nothing is sent."""
        return writing.plan_add(draft)

    async def plan_update(
        self, camera_id: str, changes: Changes, *, known: Camera | None = None
    ) -> WritePlan:
        """Read the camera anew and say what *changes* would do to it; *known* is what the operator
        was shown. A value of None or "" means "to be emptied", see `WritePlan.not_cleared`."""
        return writing.plan_update(await self.camera(camera_id), changes, known)

    async def plan_undo(self, plan: WritePlan) -> WritePlan:
        """What puts back the values that an update, which was written, has changed."""
        values = writing.undoing(plan)
        return await self.plan_update(plan.camera_id or "", values, known=plan.after)

    async def write(self, plan: WritePlan) -> str:
        """**Writes** what was planned; answers the camera's id.

        Raises:
            ResourceConflictError: the camera was changed since the plan was made, or its legacy id
                is taken.
        """
        if plan.is_empty:
            raise checks.wrong(tr("There is nothing to write."), writing.UPDATE)
        if plan.camera_id is None:
            added = Question(
                "POST", ("cameras", "create"), writing.ADD, form=plan.form, expected=(200, 201)
            )
            return await self._calls.ask(added, replies.read_camera_id)
        segment = checks.path_id(SUBJECTS["camera_id"], plan.camera_id, writing.UPDATE)
        overtaken = plan.overtaken(await self.camera(segment))
        if overtaken:
            message = tr("The camera was changed meanwhile: {names}.", names=", ".join(overtaken))
            raise ResourceConflictError(message, operation=writing.UPDATE)
        updated = Question(
            "PUT", ("cameras", segment), writing.UPDATE, form=plan.form, expected=(200, 201)
        )
        return await self._calls.ask(updated, replies.read_camera_id)

    # administration

    def change_log(
        self, start_ms: int | None = None, end_ms: int | None = None, *, page_cap: int = PAGE_CAP
    ) -> ChangeLog:
        """What was changed between two moments, page by page."""
        moments = changes.bounds(start_ms, end_ms)

        async def fetch(offset: int) -> tuple[tuple[Change, ...], int]:
            params = moments | ({"offset": str(offset)} if offset else {})
            question = Question("GET", ("apps", "db-change"), changes.OPERATION, params)
            return await self._calls.ask(question, reading.read_changes)

        return ChangeLog(fetch, page_cap=page_cap)

    async def register(self, owner: str, level: str = "user") -> NewClient:
        """**Issues** credentials; the service never shows the secret again."""
        form = {
            "owner": checks.text(tr("The owner"), owner, "register"),
            "permissionLevel": checks.text(tr("The permission level"), level, "register"),
        }
        question = Question("POST", ("apps", "register"), "register", form=form)
        issued = await self._calls.ask(question, replies.read_new_client)
        self._calls.mask(issued.secret.reveal())
        return issued

    async def set_owner(self, client_id: str, owner: str) -> None:
        """**Writes**: gives a client to another owner."""
        form = {"owner": checks.text(tr("The owner"), owner, "set owner")}
        await self._change_client(client_id, form, "set owner")

    async def set_permission(self, client_id: str, level: str) -> None:
        """**Writes**: gives a client another permission level."""
        form = {"permissionLevel": checks.text(tr("The permission level"), level, "set permission")}
        await self._change_client(client_id, form, "set permission")

    async def reset_secret(self, client_id: str) -> Secret:
        """**Resets** the secret of a client; the former one is worthless at once."""
        segment = checks.path_id(tr("The client ID"), client_id, "reset secret")
        question = Question("PUT", ("apps", segment, "secret"), "reset secret")
        secret = await self._calls.ask(question, replies.read_secret)
        self._calls.mask(secret.reveal())
        return secret

    async def client_ids(self, owner: str) -> tuple[str, ...]:
        """The clients of *owner*."""
        params = {"owner": checks.text(tr("The owner"), owner, "client ids")}
        question = Question("GET", ("apps", "by-owner"), "client ids", params)
        return await self._calls.ask(question, replies.read_client_ids)

    async def usage(self, client_id: str, owner: str) -> int:
        """How many calls a client of *owner* has made."""
        segment = checks.path_id(tr("The client ID"), client_id, "usage")
        params = {"owner": checks.text(tr("The owner"), owner, "usage")}
        question = Question("GET", ("apps", segment, "usage"), "usage", params)
        return await self._calls.ask(question, replies.read_usage)

    async def close(self) -> None:
        """Stop all searches, forget the token, close the connections."""
        for search in list(self._searches):
            await search.close()
        await self._calls.close()

    def _search(self, query: Query, unit: RadiusUnit, page_cap: int) -> Search:
        search = Search(
            lambda offset: self._rows(query, unit, offset), query, unit=unit, page_cap=page_cap
        )
        self._searches.add(search)
        return search

    async def _rows(self, query: Query, unit: RadiusUnit, offset: int) -> Rows:
        question = Question("GET", ("cameras", "search"), "search", query.params(unit, offset))
        return await self._calls.ask(question, reading.read_cameras)

    async def _finds(self, query: Query, unit: RadiusUnit, camera_id: str) -> bool:
        async with self._search(query, unit, radius.PAGES) as search:
            async for page in search:
                if any(camera.camera_id == camera_id for camera in page.cameras):
                    return True
        return False

    async def _lookup(self, asked: str | int, is_legacy: bool, refusal: Cam2Error | None) -> Lookup:
        try:
            if refusal is not None:
                raise translated(refusal)
            if is_legacy:
                camera = await self.camera_by_legacy_id(asked)
            else:
                camera = await self.camera(str(asked))
        except Cam2Error as error:
            return Lookup(str(asked), is_legacy, error=error)
        return Lookup(str(asked), is_legacy, camera)

    async def _change_client(self, client_id: str, form: dict[str, str], operation: str) -> None:
        segment = checks.path_id(tr("The client ID"), client_id, operation)
        await self._calls.ask(
            Question("PUT", ("apps", segment), operation, form=form), replies.read_nothing
        )

    async def _may(self, question: Question) -> tuple[bool | None, str]:
        """Whether the credentials allow *question*, and what the server did about it."""
        try:
            await self._calls.ask(question, replies.read_nothing)
        except AuthenticationError as error:
            if error.operation == AUTH:
                raise
            return False, "was refused"
        except AuthorizationError:
            return False, "was refused"
        except (FormatError, ResourceNotFoundError, ResourceConflictError):
            return True, "was not refused"  # what was asked for is wrong, but it may be asked
        except InternalError as error:
            return None, f"told nothing ({error.message.rstrip('.')})"
        return True, "was answered"
