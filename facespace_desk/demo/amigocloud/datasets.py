"""Datasets, their exports and their positions (wire sections 3.2 and 3.5)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import quote

from starlette.responses import Response

from facespace_desk.demo.amigocloud.account import USER_ID, Dataset
from facespace_desk.demo.amigocloud.database import Column
from facespace_desk.demo.amigocloud.pictures import sketch
from facespace_desk.demo.amigocloud.resources import PROJECT, found_project
from facespace_desk.demo.amigocloud.rest import Answer, Call, Operation, Refused, listing
from facespace_desk.demo.amigocloud.state import State
from facespace_desk.demo.amigocloud.tracking import read_reports

DATASET = PROJECT + r"/datasets/(?P<dataset>\d+)"
_POINT = re.compile(r"POINT\((-?[\d.]+) (-?[\d.]+)\)")


class Datasets:
    """The endpoints; `operations()` says where they are."""

    def __init__(self, state: State) -> None:
        self._state = state

    def operations(self) -> list[Operation]:
        get, change = ("GET",), ("PUT", "PATCH")
        return [
            Operation("export_file", get, r"me/exports/(?P<job>\w+)\.\w+", self._export_file),
            Operation("datasets", get, PROJECT + "/datasets", self._datasets),
            Operation(
                "create_dataset", ("POST",), PROJECT + "/create_dataset", self._create, "EDIT"
            ),
            Operation("dataset", get, DATASET, self._dataset),
            Operation("update_dataset", change, DATASET, self._update_dataset, "EDIT"),
            Operation("delete_dataset", ("DELETE",), DATASET, self._delete_dataset, "EDIT"),
            Operation("schema", get, DATASET + "/schema", self._schema),
            Operation("states", get, DATASET + "/states", self._states),
            Operation("master", get, DATASET + "/master", self._master),
            Operation("preview", get, DATASET + "/preview_image", self._preview),
            Operation("related", get, DATASET + "/related_tables", self._related),
            Operation("export", ("POST",), DATASET + "/export", self._export),
            Operation("submit", ("POST",), DATASET + "/submit_change", self._submit, "EDIT"),
            Operation("track", ("POST",), DATASET + "/realtime", self._track, "CREATE"),
            Operation(
                "dataset_ticket", get, DATASET + "/start_websocket_session", self._dataset_ticket
            ),
        ]

    def _found_dataset(self, call: Call) -> Dataset:
        dataset = self._state.account.datasets.get(call.number("dataset"))
        if dataset is None or dataset.project_id != found_project(self._state, call).id:
            raise Refused(404, "Not found.")
        return dataset

    def _datasets(self, call: Call) -> Answer:
        found = self._state.account.datasets_of(found_project(self._state, call).id)
        return listing(self._state, call, found, lambda one: self._dataset_document(call, one))

    def _dataset(self, call: Call) -> Answer:
        return self._dataset_document(call, self._found_dataset(call))

    def _dataset_document(self, call: Call, dataset: object) -> dict[str, object]:
        assert isinstance(dataset, Dataset)
        path = f"users/{USER_ID}/projects/{dataset.project_id}/datasets/{dataset.id}"
        bounds = self._bounds(dataset)
        names = ("schema", "states", "master", "export", "submit_change", "related_tables")
        return {
            "id": dataset.id,
            "name": dataset.name,
            "table_name": dataset.table,
            "type": dataset.type,
            "visible": True,
            "feature_count": self._state.account.rows.count(dataset.table),
            "boundingbox": bounds,
            "url": call.url(path),
            **{name: call.url(f"{path}/{name}") for name in (*names, "preview_image")},
            "start_websocket_session": call.url(f"{path}/start_websocket_session"),
        }

    def _points(self, dataset: Dataset) -> list[tuple[float, float]]:
        """Longitudes and latitudes of its rows."""
        if not any(column.type == "point" for column in dataset.columns):
            return []
        self._state.account.refresh_positions(self._state.panel.clock.now_s())
        rows = self._state.account.rows.all_rows(dataset.table).rows
        found = (_POINT.search(str(row[-1])) for row in rows)
        return [(float(match[1]), float(match[2])) for match in found if match]

    def _bounds(self, dataset: Dataset) -> str | None:
        points = self._points(dataset)
        if not points:
            return None
        west, south = (min(point[axis] for point in points) for axis in (0, 1))
        east, north = (max(point[axis] for point in points) for axis in (0, 1))
        return f"{west},{south},{east},{north}"

    def _create(self, call: Call) -> Answer:
        """An empty dataset with a column for names."""
        project, name = found_project(self._state, call), call.text("name")

        def finish(_job: str) -> Mapping[str, object]:
            columns = (Column("name"),)
            made = self._state.account.add_dataset(project.id, name, "tabular", columns, ())
            return {"dataset_ids": [made.id]}

        return {"job": self._state.jobs.start(finish).id}

    def _update_dataset(self, call: Call) -> Answer:
        dataset = self._found_dataset(call)
        dataset.name = str(call.fields().get("name", dataset.name))
        about = {
            "user_id": USER_ID,
            "project_id": dataset.project_id,
            "dataset_id": dataset.id,
        }
        self._state.tell_user("dataset:style_updated", about)
        return self._dataset_document(call, dataset)

    def _delete_dataset(self, call: Call) -> Answer:
        self._state.account.remove_dataset(self._found_dataset(call))
        return Response(status_code=204)

    def _schema(self, call: Call) -> Answer:
        columns = (Column("amigo_id"), *self._found_dataset(call).columns)
        return {
            "schema": [
                {"name": column.name, "type": column.type, "nullable": column.name != "amigo_id"}
                for column in columns
            ]
        }

    def _states(self, call: Call) -> Answer:
        return listing(self._state, call, [self._found_dataset(call).state], lambda one: one)

    def _master(self, call: Call) -> Answer:
        return {"master": self._found_dataset(call).state}

    def _preview(self, call: Call) -> Answer:
        picture = sketch(self._points(self._found_dataset(call)))
        return Response(picture, media_type="image/png")

    def _related(self, call: Call) -> Answer:
        dataset = self._found_dataset(call)
        galleries = [
            {
                "id": gallery.id,
                "name": "gallery",
                "type": "gallery",
                "url": call.url(f"related_tables/{gallery.id}"),
                "entries": call.url(f"related_tables/{gallery.id}/entries"),
            }
            for gallery in self._state.account.galleries.values()
            if gallery.dataset_id == dataset.id
        ]
        return listing(self._state, call, galleries, lambda one: one)

    def _export(self, call: Call) -> Answer:
        dataset, sort = self._found_dataset(call), call.text("format")
        foreign = self._state.panel.is_on("foreign_links")
        origin = self._state.foreign_origin if foreign else call.origin

        def finish(job: str) -> Mapping[str, object]:
            link = f"{origin}/api/v1/me/exports/{job}.{quote(sort.lower())}"
            return {"link": link, "dataset_id": dataset.id}

        return {"job": self._state.jobs.start(finish).id}

    def _export_file(self, call: Call) -> Answer:
        job = self._state.jobs.all.get(call.groups["job"] or "")
        dataset = (
            self._state.account.datasets.get(int(str(job.extra.get("dataset_id", 0))))
            if job
            else None
        )
        if dataset is None:
            raise Refused(404, "Not found.")
        found = self._state.account.rows.all_rows(dataset.table)
        lines = [found.names, *found.rows]
        text = "\n".join(",".join(str(value) for value in line) for line in lines)
        name = str(self._state.panel.switches["export_name"]) or f"{dataset.table}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(text, media_type="text/csv", headers=headers)

    def _submit(self, call: Call) -> Answer:
        dataset = self._found_dataset(call)
        try:
            json.loads(call.text("change"))
        except ValueError as error:
            raise Refused(400, "change: JSON text is required.") from error
        return {"job": self._state.jobs.start(lambda _job: {"dataset_ids": [dataset.id]}).id}

    def _track(self, call: Call) -> Answer:
        """What a tracker sends goes on to those who listen."""
        dataset = self._found_dataset(call)
        if dataset.type != "realtime":
            raise Refused(400, "The dataset is no realtime dataset.")
        reports = read_reports(call.body)
        if not reports:
            raise Refused(400, "There is no position in it.")
        event = {"dataset_id": dataset.id, "data": reports}
        self._state.tell_dataset(dataset.id, "realtime", event)
        return {"count": len(reports)}

    def _dataset_ticket(self, call: Call) -> Answer:
        if call.token.project_id is not None:
            raise Refused(403, "This needs a user token.")
        return {"websocket_session": self._state.tickets.new(self._found_dataset(call).id)}
