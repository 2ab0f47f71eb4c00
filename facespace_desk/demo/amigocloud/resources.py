"""User, projects, SQL, jobs, geocoding (wire sections 3.2 to 3.5)."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from starlette.responses import JSONResponse, Response

from facespace_desk.demo.amigocloud.account import USER_ID, Project
from facespace_desk.demo.amigocloud.database import BadQuery
from facespace_desk.demo.amigocloud.pictures import thumbnail
from facespace_desk.demo.amigocloud.rest import (
    MOST,
    Answer,
    Call,
    Operation,
    Refused,
    listing,
    paged,
    whole,
)
from facespace_desk.demo.amigocloud.state import State

PROJECT = r"(?:users/(?P<user>\d+)/)?projects/(?P<project>\d+)"
_SQL_PAGE = 100
_NAMES = {str: "string", int: "integer", float: "float"}


class Resources:
    """The endpoints; `operations()` says where they are."""

    def __init__(self, state: State) -> None:
        self._state = state

    def operations(self) -> list[Operation]:
        get, change = ("GET",), ("PUT", "PATCH")
        return [
            Operation("me", get, "me", self._me),
            Operation("projects", get, "me/(?:visible_)?projects", self._projects),
            Operation("create_project", ("POST",), "me/projects", self._create_project, "ADMIN"),
            Operation("job", get, r"me/jobs/(?P<job>\w+)", self._job),
            Operation("geocode", get, "me/geocoder/search", self._geocode),
            Operation("ticket", get, "me/start_websocket_session", self._user_ticket),
            Operation("settings", get, "settings", self._settings),
            Operation("images", get, r"users/(?P<user>\d+)/images", self._images),
            Operation("thumbnail", get, r"users/(?P<user>\d+)/images/thumbnail", self._thumbnail),
            Operation("project", get, PROJECT, self._project),
            Operation("update_project", change, PROJECT, self._update_project, "EDIT"),
            Operation("delete_project", ("DELETE",), PROJECT, self._delete_project),
            Operation("sql", get, PROJECT + "/sql", self._sql),
            Operation("sql_change", ("POST",), PROJECT + "/sql", self._sql_change, "EDIT"),
        ]

    # user

    def _me(self, call: Call) -> Answer:
        images = call.url(f"users/{USER_ID}/images")
        if self._state.panel.is_on("foreign_links"):
            images = images.replace(call.origin, self._state.foreign_origin, 1)
        return {
            "id": USER_ID,
            "email": "lea@example.test",
            "first_name": "Lea",
            "last_name": "Roth",
            "organization": "Harbour Works",
            "custom_id": "lea",
            "projects": call.url("me/projects"),
            "visible_projects": call.url("me/visible_projects"),
            "images": images,
            "start_websocket_session": call.url("me/start_websocket_session"),
        }

    def _images(self, call: Call) -> Answer:
        return {"thumbnail": call.url(f"users/{USER_ID}/images/thumbnail")}

    def _thumbnail(self, _call: Call) -> Answer:
        return Response(thumbnail(), media_type="image/png")

    def _settings(self, call: Call) -> Answer:
        socket = {
            "url": call.origin,
            "path": "/v2_socket.io/socket.io",
            "namespace": "/amigosocket",
        }
        return {"websocket": socket, "max_simple_upload": 8_000_000}

    def _user_ticket(self, _call: Call) -> Answer:
        return {"websocket_session": self._state.tickets.new(None)}

    def _job(self, call: Call) -> Answer:
        job = self._state.jobs.all.get(call.groups["job"] or "")
        if job is None:
            raise Refused(404, "Not found.")
        url = call.url(f"me/jobs/{job.id}")
        return {"job": job.id, "status": job.status, "extra": job.extra, "url": url}

    def _geocode(self, call: Call) -> Answer:
        """Somewhere in the city, always the same for the same text."""
        text = call.params.get("text", "")
        if not text.strip():
            raise Refused(400, "text: this parameter is required.")
        number = zlib.crc32(text.encode())
        place = [-74.01 + number % 1000 / 10_000, 40.70 + number // 1000 % 1000 / 10_000]
        feature = {
            "type": "Feature",
            "properties": {"label": text, "confidence": 0.9},
            "geometry": {"type": "Point", "coordinates": [round(value, 6) for value in place]},
        }
        return {"type": "FeatureCollection", "features": [feature]}

    # projects

    def _projects(self, call: Call) -> Answer:
        wanted = call.params.get("search", "").casefold()
        found = [
            project
            for project in self._state.account.projects.values()
            if wanted in project.name.casefold()
        ]
        return listing(self._state, call, found, lambda one: self._project_document(call, one))

    def _project(self, call: Call) -> Answer:
        return self._project_document(call, found_project(self._state, call))

    def _project_document(self, call: Call, project: object) -> dict[str, object]:
        assert isinstance(project, Project)
        path = f"users/{USER_ID}/projects/{project.id}"
        names = ("datasets", "sql", "create_dataset")
        return {
            "id": project.id,
            "name": project.name,
            "description": project.description,
            "owner_id": USER_ID,
            "dataset_count": len(self._state.account.datasets_of(project.id)),
            "permission_level": call.token.level,
            "url": call.url(path),
            **{name: call.url(f"{path}/{name}") for name in names},
            "upload": call.url(f"{path}/datasets/upload"),
            "upload_datasets": call.url(f"{path}/datasets/upload"),
            "chunked_upload_datasets": call.url(f"{path}/datasets/chunked_upload"),
        }

    def _create_project(self, call: Call) -> Answer:
        name = call.text("name")
        project = self._state.account.add_project(name, str(call.fields().get("description", "")))
        about = {"user_id": USER_ID, "project_id": project.id}

        def finish(job: str) -> Mapping[str, object]:
            self._state.tell_user("project:creation_succeeded", {**about, "job": job})
            return {"project_id": project.id}

        job = self._state.jobs.start(finish)
        return JSONResponse({**self._project_document(call, project), "job": job.id}, 201)

    def _update_project(self, call: Call) -> Answer:
        project, fields = found_project(self._state, call), call.fields()
        project.name = str(fields.get("name", project.name))
        project.description = str(fields.get("description", project.description))
        about = {"user_id": USER_ID, "project_id": project.id}
        self._state.tell_user("project:metadata_updated", about)
        return self._project_document(call, project)

    def _delete_project(self, call: Call) -> Answer:
        found_project(self._state, call)
        raise Refused(403, "Tokens cannot delete projects.")

    # SQL

    def _sql(self, call: Call) -> Answer:
        project = found_project(self._state, call)
        query = call.params.get("query", "")
        if not query:
            raise Refused(400, "query: this parameter is required.")
        account = self._state.account
        account.refresh_positions(self._state.panel.clock.now_s())
        offset = whole(call, "offset", 0, 0)
        limit = min(MOST, whole(call, "limit", _SQL_PAGE, 1))
        try:
            found = account.rows.select(query, account.tables_of(project.id), offset, limit)
        except BadQuery as error:
            raise Refused(400, str(error)) from error
        known = {
            column.name: column.type
            for dataset in account.datasets_of(project.id)
            if dataset.table in query
            for column in dataset.columns
        }
        first = found.rows[0] if found.rows else [None] * len(found.names)
        return {
            "query": query,
            "count": found.count,
            "limit": limit,
            "offset": offset,
            "columns": [
                {"name": name, "type": known.get(name) or _NAMES.get(type(value), "string")}
                for name, value in zip(found.names, first, strict=True)
            ],
            "data": [dict(zip(found.names, row, strict=True)) for row in found.rows],
            "next": paged(self._state, call, found.count, offset, limit)[0],
        }

    def _sql_change(self, call: Call) -> Answer:
        project, query = found_project(self._state, call), call.text("query")
        account = self._state.account
        try:
            count = account.rows.change(query, account.tables_of(project.id))
        except BadQuery as error:
            raise Refused(400, str(error)) from error
        return {"query": query, "count": count}


def found_project(state: State, call: Call) -> Project:
    """The project that is asked about. Raises Refused when there is none."""
    project = state.account.projects.get(call.number("project"))
    if project is None:
        raise Refused(404, "Not found.")
    return project
