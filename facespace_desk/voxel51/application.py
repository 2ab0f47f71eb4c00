"""The Voxel51 Platform, for an application that acts for many users (wire/voxel51.md 6)."""

from __future__ import annotations

from facespace_desk.voxel51 import reading
from facespace_desk.voxel51.calls import Question, checked_username
from facespace_desk.voxel51.client import VoxelClient
from facespace_desk.voxel51.connection import Connection
from facespace_desk.voxel51.paging import Paging
from facespace_desk.voxel51.query import Query, Subject
from facespace_desk.voxel51.records import DataItem, Job, Page


class ApplicationClient(Connection):
    """One application. It acts for nobody: what is somebody's is done by `acting_as(name)`.

    Every method raises an `ApplicationAPIError`.
    """

    _is_application = True

    def acting_as(self, username: str) -> VoxelClient:
        """A client that does everything for this user, and for no other, for ever. No request is
        made; its connections are this one's.

        Raises:
            ApplicationAPIError: this cannot be the name of a user (VX-3).
        """
        return VoxelClient.of_application(self._calls.acting_as(username))

    async def query_application_data(self, query: Query | None = None) -> Page[DataItem]:
        """One page of the data of all users."""
        query = query or Query(subject=Subject.DATA)
        operation = "query_application_data"
        root = ("apps", "data")
        return await self._queried(root, operation, query, reading.data_item, by_address=True)

    def find_application_data(self, query: Query | None = None) -> Paging[DataItem]:
        """The data of all users, page by page."""
        query = query or Query(subject=Subject.DATA)
        operation = "query_application_data"
        root = ("apps", "data")
        return self._found(root, operation, query, reading.data_item, by_address=True)

    async def query_application_jobs(self, query: Query | None = None) -> Page[Job]:
        """One page of the jobs of all users."""
        query = query or Query(subject=Subject.JOBS)
        operation = "query_application_jobs"
        return await self._queried(("apps", "jobs"), operation, query, reading.job, by_address=True)

    def find_application_jobs(self, query: Query | None = None) -> Paging[Job]:
        """The jobs of all users, page by page."""
        query = query or Query(subject=Subject.JOBS)
        operation = "query_application_jobs"
        return self._found(("apps", "jobs"), operation, query, reading.job, by_address=True)

    async def create_user(self, username: str) -> None:
        """A new user of this application."""
        body = {"username": checked_username(username, "create_user")}
        await self._calls.ask(Question("POST", ("apps", "users"), "create_user", json=body))

    async def list_users(self) -> tuple[str, ...]:
        """The names of all users, in the order of the service."""
        operation = "list_users"
        question = Question("GET", ("apps", "users", "list"), operation, again="reading")
        users = (await self._calls.ask_object(question)).get("users")
        if not isinstance(users, list):
            raise self._calls.lacking("list of users", operation)
        return tuple(each for each in users if isinstance(each, str))
