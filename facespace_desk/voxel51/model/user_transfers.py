"""The transfers of one user. Those of a user whom nobody acts for stand still."""

from __future__ import annotations

from typing import Final

from facespace_desk.store.transfers import StoredTransfer
from facespace_desk.transfers.profile_queue import ProfileQueue
from facespace_desk.transfers.queue import OPEN
from facespace_desk.voxel51.records import SERVICE_ID

MOVING: Final = OPEN - {"paused"}
OWN: Final = "own"  # the scope of the token's own user


def user_of(transfer: StoredTransfer) -> str | None:
    """Whom a transfer of ours is for; None is the owner of the token."""
    username = transfer.facts.get("username")
    return username if isinstance(username, str) else None


def scope_of(username: str | None) -> str:
    """The name under which the store keeps what is this user's alone; None as above."""
    return OWN if username is None else f"as:{username}"


class UserTransfers:
    """Stops and resumes what the application carries for its users.

    The owner's own files go on whoever is acted for: nobody else's name is on them.
    """

    def __init__(self, queue: ProfileQueue) -> None:
        self._queue = queue
        self._stopped: dict[str, set[int]] = {}  # by user; what the operator paused is not in it

    async def stop_all(self) -> None:
        """Nobody is acted for when a profile is opened. Raises StoreTrouble."""
        await self._queue.pause([each.id for each in self._moving()])

    async def stop(self, username: str | None) -> None:
        """*username* is let go. Raises StoreTrouble."""
        if username is None:
            return
        ids = {each.id for each in self._moving() if user_of(each) == username}
        self._stopped.setdefault(username, set()).update(ids)
        await self._queue.pause(ids)

    async def go_on(self, username: str | None) -> None:
        """*username* is acted for again. Raises StoreTrouble."""
        ids = self._stopped.pop(username, set()) if username is not None else set()
        if ids:
            await self._queue.resume(ids)

    def _moving(self) -> list[StoredTransfer]:
        return [
            each
            for each in self._queue.transfers
            if each.service == SERVICE_ID and user_of(each) is not None and each.state in MOVING
        ]
