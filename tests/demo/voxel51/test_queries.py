"""Queries; names cite the wire specification's sections."""

from __future__ import annotations

from typing import Any

import pytest

from facespace_desk.demo.voxel51.searching import FIELDS, found
from tests.demo.voxel51.calls import Calls
from tests.voxel_simulator import RunningVoxel

ROWS: list[dict[str, object]] = [
    {"id": "1", "name": "gate.mp4", "size": 20, "type": "video/mp4"},
    {"id": "2", "name": "Gate, north.mp4", "size": 100, "type": "video/mp4"},
    {"id": "3", "name": "a:b", "size": 3, "type": "image/jpeg"},
    {"id": "4", "name": "back\\slash", "size": None, "type": "text/csv"},
]


@pytest.mark.parametrize(
    ("search", "ids"),
    [
        ("", "1234"),
        ("name:gate", "1"),
        ("NAME:ate", "12"),
        ("name:ate,type:video", "12"),
        ("name:ate,size:100", "2"),
        ("type:jpeg|csv", "34"),
        ("mp4", "12"),
        ("mp4|a\\:b", "123"),
        ("name:Gate\\, north", "2"),
        ("name:a\\:b", "3"),
        ("a\\:b", "3"),
        ("name:back\\\\slash", "4"),
        ("name:nothing", ""),
        ("name:gate,,", "1"),
    ],
)
def test_4_searches(search: str, ids: str) -> None:
    rows, total = found("data", ROWS, {"search": search})
    assert "".join(str(row["id"]) for row in rows) == ids
    assert total == len(ids)


@pytest.mark.parametrize(
    ("sort", "ids"),
    [("size:asc", "4312"), ("size:desc", "2134"), ("name:asc", "2341"), ("id:desc", "4321")],
)
def test_4_sorts(sort: str, ids: str) -> None:
    rows, _total = found("data", ROWS, {"sort": sort})
    assert "".join(str(row["id"]) for row in rows) == ids


def test_4_offset_and_limit_leave_the_total() -> None:
    rows, total = found("data", ROWS, {"offset": "1", "limit": 2, "fields": "id, unknown"})
    assert (rows, total) == ([{"id": "2"}, {"id": "3"}], 4)
    assert len(found("data", ROWS, {"limit": 3}, most=2)[0]) == 2
    assert len(found("data", ROWS, {}, most=2)[0]) == 2


@pytest.mark.parametrize(
    "values",
    [{"search": "colour:red"}, {"sort": "colour:asc"}, {"sort": "id:up"}, {"limit": "-1"},
     {"offset": True}, {"fields": ["id"]}],
)  # fmt: skip
async def test_4_what_is_not_understood_is_refused(me: Calls, values: dict[str, Any]) -> None:
    assert await me.refused("GET", "data", values) == 400


@pytest.mark.parametrize("kind", ["analytics", "data", "jobs"])
async def test_4_every_field_can_be_asked_for_in_body_and_query(me: Calls, kind: str) -> None:
    fields = ",".join(FIELDS[kind])
    in_body = await me.done("GET", kind, {"fields": fields, "limit": 3})
    assert in_body == await me.done("GET", kind, fields=fields, limit=3)
    assert [tuple(row) for row in in_body[kind]] == [FIELDS[kind]] * 3


async def test_4_states_and_truths_are_searched_as_python_writes_them(me: Calls) -> None:
    query = {"search": "state:READY|QUEUED,archived:False", "fields": "state,archived"}
    rows = (await me.done("GET", "jobs", query))["jobs"]
    assert {row["state"] for row in rows} == {"READY", "QUEUED"}
    assert not any(row["archived"] for row in rows)
    assert (await me.done("GET", "jobs", {"search": "archived:false"}))["jobs"] == []


@pytest.mark.parametrize("name", ["total", "count", "total_count", "none"])
async def test_4_the_total_is_switched(voxel: RunningVoxel, me: Calls, name: str) -> None:
    voxel.control.set_switch(total=name)
    answer = await me.done("GET", "data", {"limit": 1})
    assert set(answer) == {"data"} | ({name} - {"none"})


async def test_11_10_bodies_of_get_can_be_ignored(voxel: RunningVoxel, me: Calls) -> None:
    voxel.control.set_switch(get_bodies="ignored")
    assert len((await me.done("GET", "data", {"limit": 1}))["data"]) > 1
    assert len((await me.done("GET", "data", limit=1))["data"]) == 1


@pytest.mark.parametrize(("kind", "member"), [("data", "data_id"), ("jobs", "job_id")])
async def test_5_5_ids_can_have_names_of_their_own(
    voxel: RunningVoxel, me: Calls, kind: str, member: str
) -> None:
    voxel.control.set_switch(ids="own")
    row = (await me.done("GET", kind, {"limit": 1}))[kind][0]
    assert "id" not in row
    details = await me.done("GET", f"{kind}/{row[member]}")
    assert member in details["data" if kind == "data" else "job"]


async def test_3_1_lists_leave_out_what_is_pending_and_old(me: Calls) -> None:
    def versions(rows: list[Any]) -> set[str]:
        return {row["version"] for row in rows if row["name"].endswith(("-watch", "-sense"))}

    listed = (await me.done("GET", "analytics/list", {"all_versions": False}))["analytics"]
    assert versions(listed) == {"1.2", "0.9", "0.3"}
    listed = (await me.done("GET", "analytics/list", {"all_versions": True}))["analytics"]
    assert versions(listed) == {"1.0", "1.2", "0.9", "0.3"}
    asked = (await me.done("GET", "analytics", {}))["analytics"]
    assert versions(asked) == {"1.2", "0.9", "0.3", "0.4"}


async def test_3_3_lists_of_jobs_leave_out_the_archive(me: Calls) -> None:
    assert not any(job["archived"] for job in (await me.done("GET", "jobs/list"))["jobs"])
    assert (await me.done("GET", "jobs", {"search": "archived:True"}))["total"] > 0
