"""The AmigoCloud simulator's REST held against the wire specification; names cite its sections."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.amigo_simulator import LIVE_PROJECT, PIERS, PROJECT, VEHICLES, RunningAmigo
from tests.demo.amigo_calls import Rest, rest_of


@pytest.fixture
async def rest(amigo: RunningAmigo) -> AsyncIterator[Rest]:
    async with rest_of(amigo) as made:
        yield made


async def test_1_1_paths_answer_with_and_without_a_slash_at_the_end(rest: Rest) -> None:
    assert await rest.get("me") == await rest.get("me/")
    assert (await rest.get("me"))["id"] == rest.amigo.user_id


@pytest.mark.parametrize("token", [None, "", "R:wrong"])
async def test_10_2_a_missing_or_wrong_token_is_401(amigo: RunningAmigo, token: str | None) -> None:
    params = {} if token is None else {"token": token}
    async with httpx.AsyncClient() as http:
        reply = await http.get(f"{amigo.origin}/api/v1/me", params=params)
    assert reply.status_code == 401
    assert reply.json().keys() == {"detail", "error_code"}


@pytest.mark.parametrize("level", ["READ", "CREATE", "EDIT"])
async def test_10_2_a_level_that_is_too_low_is_403(amigo: RunningAmigo, level: str) -> None:
    async with rest_of(amigo, amigo.tokens[level]) as rest:
        status, _body = await rest.refused("POST", "me/projects", json={"name": "New"})
        assert status == 403
        assert (await rest.get("me"))["id"] == amigo.user_id


async def test_10_2_a_project_token_sees_nothing_but_its_project(amigo: RunningAmigo) -> None:
    async with rest_of(amigo, amigo.project_token) as rest:
        assert (await rest.get(amigo.project_url + "/"))["id"] == PROJECT
        for path in ("me", "me/projects", f"projects/{LIVE_PROJECT}", "related_tables/8/entries"):
            assert (await rest.refused("GET", path))[0] == 404
        assert (await rest.get("related_tables/7/entries"))["data"] == []


async def test_10_2_two_tokens_are_a_fault(rest: Rest, amigo: RunningAmigo) -> None:
    await rest.get(f"me?token={amigo.token}", token=amigo.token)
    reply = await rest.call("GET", "me", params={"token": [amigo.token, amigo.token]})
    assert reply.is_success
    assert amigo.control.take_faults() == ["me: 2 tokens in the query"]


async def test_10_2_a_token_in_the_header_counts_by_switch_only(amigo: RunningAmigo) -> None:
    headers = {"Authorization": f"Bearer {amigo.token}"}
    async with httpx.AsyncClient(headers=headers) as http:
        assert (await http.get(f"{amigo.origin}/api/v1/me")).status_code == 401
        amigo.control.set_switch(token_transport="header")
        assert (await http.get(f"{amigo.origin}/api/v1/me")).status_code == 200


async def test_3_3_lists_come_in_pages_of_20_with_the_token_in_next(rest: Rest) -> None:
    first = await rest.get("me/projects")
    assert (first["count"], len(first["results"]), first["previous"]) == (47, 20, None)
    query = parse_qs(urlsplit(first["next"]).query)
    assert query == {"token": [rest.token], "limit": ["20"], "offset": ["20"]}
    last = await rest.get("me/projects", offset=40, limit=20)
    assert (len(last["results"]), last["next"]) == (7, None)


async def test_3_3_search_and_limit_stay_in_next(rest: Rest) -> None:
    found = await rest.get("me/projects", search="PIERS", limit=1)
    assert 1 < found["count"] < 47
    assert all("piers" in one["name"].lower() for one in found["results"])
    query = parse_qs(urlsplit(found["next"]).query)
    assert (query["search"], query["limit"]) == (["PIERS"], ["1"])


async def test_3_3_next_can_name_its_own_page(rest: Rest, amigo: RunningAmigo) -> None:
    amigo.control.set_switch(loop_next=True)
    once = (await rest.get("me/projects"))["next"]
    assert parse_qs(urlsplit(once).query)["offset"] == ["0"]


async def test_3_2_every_url_in_a_project_and_a_dataset_answers(rest: Rest) -> None:
    project = await rest.get(f"projects/{PROJECT}")
    dataset = (await rest.get(f"projects/{PROJECT}/datasets"))["results"][1]
    assert dataset["id"] == PIERS
    assert (dataset["feature_count"], dataset["table_name"]) == (2600, "dataset_22")
    for name in ("schema", "states", "master", "related_tables", "url"):
        assert (await rest.call("GET", dataset[name])).is_success
    assert (await rest.call("GET", dataset["preview_image"])).content.startswith(b"\x89PNG")
    assert project["datasets"].startswith(rest.amigo.origin)


async def test_10_1_the_users_picture_is_behind_the_images_url(rest: Rest) -> None:
    images = (await rest.get("me"))["images"]
    thumbnail = (await rest.get(images))["thumbnail"]
    assert (await rest.call("GET", thumbnail)).content.startswith(b"\x89PNG")


async def test_3_5_a_new_project_has_a_job_that_ends(rest: Rest) -> None:
    made = await rest.post("me/projects", {"name": "Quays", "description": "All of them"})
    assert (await rest.get(f"me/jobs/{made['job']}"))["status"] in ("PENDING", "STARTED")
    job = await rest.ended_job(made["job"])
    assert job["extra"] == {"project_id": made["id"]}
    assert (await rest.get(f"projects/{made['id']}"))["name"] == "Quays"


async def test_2_tokens_cannot_delete_projects_but_datasets(rest: Rest) -> None:
    assert (await rest.refused("DELETE", f"projects/{PROJECT}"))[0] == 403
    reply = await rest.call("DELETE", f"projects/{PROJECT}/datasets/{PIERS}", json={})
    assert (reply.status_code, reply.content) == (204, b"")
    assert (await rest.refused("GET", f"projects/{PROJECT}/datasets/{PIERS}"))[0] == 404


async def test_3_2_an_export_has_a_link_when_its_job_has_ended(rest: Rest) -> None:
    rest.amigo.control.set_switch(export_name="../../evil.csv")
    path = f"projects/{PROJECT}/datasets/{PIERS}/export"
    job = await rest.ended_job((await rest.post(path, {"format": "CSV"}))["job"])
    file = await rest.call("GET", job["extra"]["link"])
    assert file.text.count("\n") == 2600
    assert "../../evil.csv" in file.headers["content-disposition"]


async def test_10_3_foreign_links_lead_to_a_port_that_notes_tokens(rest: Rest) -> None:
    amigo = rest.amigo
    amigo.control.set_switch(foreign_links=True)
    following = (await rest.get("me/projects"))["next"]
    images = (await rest.get("me"))["images"]
    path = f"projects/{PROJECT}/datasets/{PIERS}/export"
    job = await rest.ended_job((await rest.post(path, {"format": "CSV"}))["job"])
    for url in (following, images, job["extra"]["link"]):
        assert url.startswith(amigo.foreign_origin)
    async with httpx.AsyncClient() as http:
        assert (await http.get(job["extra"]["link"])).is_success
        assert amigo.control.take_faults() == []
        await http.get(following)
    assert amigo.control.take_faults() == ["a token reached another port"]
    assert len(amigo.control.trapped()) == 2


async def test_3_2_the_geocoder_finds_the_same_place_again(rest: Rest) -> None:
    first, second = [await rest.get("me/geocoder/search", text="1 Pier Road") for _ in range(2)]
    assert first == second
    longitude, latitude = first["features"][0]["geometry"]["coordinates"]
    assert (40 < latitude < 41, -75 < longitude < -73) == (True, True)


async def test_9_the_settings_name_the_socket(rest: Rest) -> None:
    assert (await rest.get("settings"))["websocket"]["path"] == "/v2_socket.io/socket.io"


async def test_10_9_throttling_comes_with_retry_after(rest: Rest) -> None:
    rest.amigo.control.fault("status", operation="me", status=429, retry_after="2")
    reply = await rest.call("GET", "me")
    assert (reply.status_code, reply.headers["retry-after"]) == (429, "2")
    assert reply.json()["detail"]


async def test_10_10_all_query_strings_are_recorded(rest: Rest) -> None:
    await rest.get("projects/101", summary="")
    assert any("summary=" in query for query in rest.amigo.control.queries())


async def test_unknown_paths_are_404_and_a_fault(rest: Rest) -> None:
    assert (await rest.refused("GET", "me/unknown"))[0] == 404
    assert (await rest.refused("PUT", "me"))[0] == 404
    assert rest.amigo.control.take_faults() == ["unknown: GET me/unknown", "me: PUT me"]


@pytest.mark.parametrize("limit", ["x", "-1", "1e3", "9" * 30])
async def test_a_limit_that_is_no_number_is_400(rest: Rest, limit: str) -> None:
    assert (await rest.refused("GET", "me/projects", params={"limit": limit}))[0] == 400


async def test_datasets_of_another_project_are_404(rest: Rest) -> None:
    assert (await rest.refused("GET", f"projects/{PROJECT}/datasets/{VEHICLES}"))[0] == 404
    assert (await rest.refused("GET", f"users/7/projects/{PROJECT}"))[0] == 404
