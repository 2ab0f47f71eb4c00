"""The CAM2 service, as wire/cam2.md has it (the official client in its last state).

Every address is made from one base URL, so that no credential can leave for another host (C2-2).
Reading never changes anything; what writes, resets or issues says so in its first line.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Callable, Iterable
from types import TracebackType
from typing import Final, Self

from facespace_desk.cam2.access import (
    Capabilities,
    ProbeReport,
)
from facespace_desk.cam2.changes import ChangeLog
from facespace_desk.cam2.records import Camera, Lookup, NewClient, RadiusUnit
from facespace_desk.cam2.search import PAGE_CAP, Query, Search
from facespace_desk.cam2.writing import Changes, WritePlan
from facespace_desk.credentials import Secret
from facespace_desk.net.http import BaseUrl, Limits

DEFAULT_BASE_URL: Final = "https://cam2-api.herokuapp.com"
CLIENT_ID_VARIABLE: Final = "CAM2_CLIENT_ID"
CLIENT_SECRET_VARIABLE: Final = "CAM2_CLIENT_SECRET"  # noqa: S105  # a name, no secret
BASE_URL_VARIABLE: Final = "CAM2_BASE_URL"


class Cam2Client:
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
        limits: Limits | None = None,
        proxy: str | None = None,
        ssl_context: ssl.SSLContext | None = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        """*radius_unit* is what this server reads a radius in. *clock* (seconds, monotonic) replaces
        the one by which tokens age.

        Raises:
            InvalidClientIdError, InvalidClientSecretError: they cannot be credentials.
            ValueError: *proxy* cannot be read.
        """
        raise NotImplementedError

    @property
    def base_url(self) -> BaseUrl:
        raise NotImplementedError

    def is_own(self, client_id: str) -> bool:
        """Whether *client_id* is the one that this client signs in with."""
        raise NotImplementedError

    async def camera(self, camera_id: str) -> Camera:
        """The camera with this id."""
        raise NotImplementedError

    async def camera_by_legacy_id(self, legacy_id: int | str) -> Camera:
        """The camera with this id of the former database."""
        raise NotImplementedError

    def cameras_by_ids(
        self, ids: Iterable[str] | None = None, legacy_ids: Iterable[int | str] | None = None
    ) -> AsyncIterator[Lookup]:
        """What becomes of each id, in order, the legacy ones last; one that fails is reported."""
        raise NotImplementedError

    async def exists(self, camera_type: str, **retrieval: str | int | None) -> tuple[Camera, ...]:
        """The cameras with this retrieval data (ip, port, image_path, video_path, snapshot_url,
        m3u8_url); none when there is none."""
        raise NotImplementedError

    def search(self, query: Query, *, page_cap: int = PAGE_CAP) -> Search:
        """The cameras that *query* describes, page by page, at most *page_cap* pages."""
        raise NotImplementedError

    async def probe_radius_unit(self) -> RadiusUnit | None:
        """What the server reads a radius in; None when no camera tells. Changes no setting."""
        raise NotImplementedError

    async def probe(self) -> ProbeReport:
        """Sign in anew and ask once: is it there, does it take the credentials, is it CAM2?"""
        raise NotImplementedError

    async def capabilities(self) -> Capabilities:
        """What the credentials allow; asks only what changes nothing."""
        raise NotImplementedError

    def plan_add(self, draft: Changes) -> WritePlan:
        """A new camera as *draft* says, checked; nothing is sent."""
        raise NotImplementedError

    async def plan_update(
        self, camera_id: str, changes: Changes, *, known: Camera | None = None
    ) -> WritePlan:
        """Read the camera anew and say what *changes* would do to it; *known* is what the operator
        was shown. A value of None or "" means "to be emptied", see `WritePlan.not_cleared`."""
        raise NotImplementedError

    async def plan_undo(self, plan: WritePlan) -> WritePlan:
        """What it takes to put back what an update that was written has changed."""
        raise NotImplementedError

    async def write(self, plan: WritePlan) -> str:
        """**Writes.** Do what was planned; the camera's id. An update reads the camera once more
        and raises ResourceConflictError when somebody changed it meanwhile."""
        raise NotImplementedError

    def change_log(
        self, start_ms: int | None = None, end_ms: int | None = None, *, page_cap: int = PAGE_CAP
    ) -> ChangeLog:
        """What was changed between two moments, page by page."""
        raise NotImplementedError

    async def register(self, owner: str, level: str = "user") -> NewClient:
        """**Issues** credentials; the secret is never shown again by the service."""
        raise NotImplementedError

    async def set_owner(self, client_id: str, owner: str) -> None:
        """**Writes.** Give a client to another owner."""
        raise NotImplementedError

    async def set_permission(self, client_id: str, level: str) -> None:
        """**Writes.** Give a client another permission level."""
        raise NotImplementedError

    async def reset_secret(self, client_id: str) -> Secret:
        """**Resets** the secret of a client; the former one is worthless at once."""
        raise NotImplementedError

    async def client_ids(self, owner: str) -> tuple[str, ...]:
        """The clients of *owner*."""
        raise NotImplementedError

    async def usage(self, client_id: str, owner: str) -> int:
        """How many calls a client has made."""
        raise NotImplementedError

    async def close(self) -> None:
        """Close the connections and forget the token; the client cannot be used again."""
        raise NotImplementedError

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()
