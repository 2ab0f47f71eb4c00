"""The vendor's own clients, of users and of applications: content with the simulator."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.voxel51.official import Official, OfficialError, official_client
from tests.voxel_simulator import RunningVoxel, video

VEHICLES, DOCK = "voxel51/vehicle-sense", "northgate/dock-watch"
LATER = "2099-01-02T03:04:05.000Z"
DOCUMENT = {
    "info": {"name": "mine", "version": "1.0", "supports_cpu": True, "supports_gpu": True},
    "inputs": [{"name": "video", "type": "types.Video", "required": True}],
    "parameters": [],
    "outputs": [{"name": "labels", "type": "types.VideoLabels", "filename": "labels.json"}],
}


@pytest.fixture
def official(voxel: RunningVoxel, tmp_path: Path) -> Iterator[Official]:
    with official_client(voxel.base_url, voxel.token, tmp_path) as client:
        yield client


@pytest.fixture
def application(voxel: RunningVoxel, tmp_path: Path) -> Iterator[Official]:
    with official_client(voxel.base_url, voxel.app_token, tmp_path, is_application=True) as client:
        yield client


def query(kind: str, **parts: Any) -> dict[str, Any]:
    """An argument that stands for a query; each part is a method with its arguments."""
    return {"query": kind, **parts}


def request(data_id: str, analytic: str = VEHICLES, **parameters: Any) -> dict[str, Any]:
    inputs = {"video": {"data-id": data_id}}
    return {"request": {"analytic": analytic, "inputs": inputs, "parameters": parameters}}


def uploaded(client: Official, folder: Path) -> str:
    """The id of a film."""
    path = video(folder / "own.mp4", frames=6)
    return str(client.call("upload_data", str(path))["id"])


def test_analytics_are_listed_found_and_described(official: Official) -> None:
    assert len(official.call("list_analytics")) == 9
    assert len(official.call("list_analytics", all_versions=True)) == 10
    found = official.call(
        "query_analytics",
        query(
            "AnalyticsQuery", add_all_fields=[], add_search=["name", "dock"],
            sort_by=["version", True], set_all_versions=[True],
        ),
    )  # fmt: skip
    assert [each["version"] for each in found["analytics"]] == ["0.4", "0.3"]
    assert found["analytics"][0]["pending"] is True
    analytic_id = official.call("get_analytic_id", VEHICLES)
    assert official.call("get_analytic_details", analytic_id)["version"] == "1.2"
    old = official.call("get_analytic_id", VEHICLES, version="1.0")
    assert official.call("get_analytic_doc", old)["info"]["version"] == "1.0"
    with pytest.raises(OfficialError, match="ValueError: Analytic 'vehicle' not found"):
        official.call("get_analytic_id", "vehicle")
    batch = official.call("batch_get_analytic_details", [old, "nothing"])
    assert [each["success"] for each in batch.values()] == [True, False]
    assert official.call("get_platform_status")["jobs"]["operational"] is True


def add_an_analytic(client: Official, folder: Path, image_type: str) -> None:
    document, image = folder / "mine.json", folder / "image.tar.gz"
    document.write_text(json.dumps(DOCUMENT))
    image.write_bytes(bytes(200_000))
    made = client.call("upload_analytic", str(document), analytic_type="IMAGE_TO_VIDEO")
    assert (made["pending"], made["is_image_to_video"]) == (True, True)
    client.call("upload_analytic_image", made["id"], str(image), image_type)
    assert client.call("get_analytic_details", made["id"])["pending"] is False
    client.call("delete_analytic", made["id"])
    with pytest.raises(OfficialError, match="404: No such analytic"):
        client.call("get_analytic_details", made["id"])


def test_a_user_adds_an_analytic(official: Official, tmp_path: Path) -> None:
    add_an_analytic(official, tmp_path, "CPU")
    public = official.call("get_analytic_id", VEHICLES)
    with pytest.raises(OfficialError, match="APIError: 403"):
        official.call("delete_analytic", public)


def test_data_comes_and_goes(official: Official, tmp_path: Path) -> None:
    assert len(official.call("list_data")) == 24
    path = video(tmp_path / "own.mp4", frames=6)
    data = official.call("upload_data", str(path), ttl={"moment": "2099-01-02T03:04:05+00:00"})
    assert (data["type"], data["size"]) == ("video/mp4", path.stat().st_size)
    assert data["expiration_date"] == LATER
    path.unlink()
    assert official.call("download_data", data["id"]) == "own.mp4"  # in its folder
    assert path.stat().st_size == data["size"]
    target = tmp_path / "there" / "copy.mp4"
    official.call("download_data", data["id"], output_path=str(target))
    assert target.read_bytes() == path.read_bytes()
    url = official.call("get_data_download_url", data["id"])
    posted = official.call("post_data_as_url", url, "b.mp4", "video/mp4", 7, LATER, encoding="8bit")
    assert official.call("get_data_details", posted["id"])["encoding"] == "8bit"
    official.call("update_data_ttl", data["id"], days=2.5)
    assert official.call("get_data_details", data["id"])["expiration_date"].startswith("2099-01-04")
    with pytest.raises(OfficialError, match="400: The expiry of data by URL"):
        official.call("update_data_ttl", posted["id"], days=1)
    ids = [data["id"], "nothing"]
    for method, more in (
        ("batch_get_data_details", {}),
        ("batch_update_data_ttl", {"expiration_date": LATER}),
        ("batch_delete_data", {}),
    ):
        found = official.call(method, ids, **more)
        assert [found[each]["success"] for each in ids] == [True, False]
    official.call("delete_data", posted["id"])
    with pytest.raises(OfficialError, match="404: No such data"):
        official.call("delete_data", posted["id"])


def test_data_is_queried(official: Official) -> None:
    wanted = query(
        "DataQuery", add_fields=[["name", "size"]], add_search_or=["type", ["jpeg", "quicktime"]],
        add_search_over_all_fields=["0"], sort_by=["size", False], set_offset=[1], set_limit=[2],
    )  # fmt: skip
    found = official.call("query_data", wanted)
    assert [set(each) for each in found["data"]] == [{"name", "size"}] * 2
    assert found["data"][0]["size"] <= found["data"][1]["size"]
    assert found["total"] > 2


def test_a_job_runs_to_its_end(official: Official, voxel: RunningVoxel, tmp_path: Path) -> None:
    voxel.control.set_switch(queued_s=0.0, scheduled_s=0.0, running_s=0.2)
    data_id = uploaded(official, tmp_path)
    asked = request(data_id, analytic=DOCK, hours={"from": 1}, mask={"data-id": data_id})
    job = official.call("upload_job_request", asked, "Night", ttl=LATER)
    assert (job["state"], job["expiration_date"]) == ("READY", LATER)
    assert official.call("get_job_request", job["id"]) == asked["request"]
    assert official.call("is_job_complete", job["id"]) is False
    official.call("start_job", job["id"])
    official.call("wait_until_job_completes", job["id"], sleep_time=0.1, max_wait_time=30)
    assert official.call("get_job_state", job["id"]) == "COMPLETE"
    assert official.call("get_job_status", job["id"])["state"] == "COMPLETE"
    assert official.call("download_job_output", job["id"]) == "output.zip"
    with zipfile.ZipFile(tmp_path / "output.zip") as archive:
        assert "labels.json" in archive.namelist()
    assert official.call("get_job_output_download_url", job["id"]).startswith(voxel.storage_origin)
    assert "Task complete" in official.call("download_job_logfile", job["id"])
    official.call("download_job_logfile", job["id"], output_path=str(tmp_path / "a.log"))
    assert "Task complete" in (tmp_path / "a.log").read_text()
    assert official.call("get_job_logfile_download_url", job["id"]).startswith(voxel.storage_origin)
    assert official.call("is_job_expired", job["id"]) is False
    official.call("update_job_ttl", job["id"], days=-100_000)
    assert official.call("is_job_expired", job["id"]) is True
    with pytest.raises(OfficialError, match="APIError: 404"):
        official.call("download_job_output", job["id"])


def test_a_job_fails(official: Official, voxel: RunningVoxel, tmp_path: Path) -> None:
    voxel.control.set_switch(queued_s=0.0, scheduled_s=0.0, running_s=0.0, outcome="ANALYTIC")
    job = official.call(
        "upload_job_request", request(uploaded(official, tmp_path)), "Night", auto_start=True
    )
    with pytest.raises(OfficialError, match="JobExecutionError"):
        official.call("wait_until_job_completes", job["id"])
    with pytest.raises(OfficialError, match="APIError: 403"):
        official.call("download_job_logfile", job["id"])


def test_jobs_are_managed_one_by_one_and_in_batches(
    official: Official, voxel: RunningVoxel, tmp_path: Path
) -> None:
    voxel.control.set_switch(queued_s=600.0)
    data_id = uploaded(official, tmp_path)

    def new_job() -> str:
        return str(official.call("upload_job_request", request(data_id), "Night")["id"])

    first, second = new_job(), new_job()
    official.call("archive_job", first)
    assert first not in [job["id"] for job in official.call("list_jobs")]
    official.call("unarchive_job", first)
    assert first in [job["id"] for job in official.call("list_jobs")]
    official.call("start_job", first)
    official.call("kill_job", first)
    assert official.call("get_job_details", first)["state"] == "FAILED"
    official.call("delete_job", second)
    with pytest.raises(OfficialError, match="APIError: 404: No such job"):
        official.call("get_job_details", second)
    ids = [new_job(), "nothing"]
    for method, more in (
        ("batch_get_job_details", {}),
        ("batch_archive_jobs", {}),
        ("batch_unarchive_jobs", {}),
        ("batch_update_jobs_ttl", {"days": 1}),
        ("batch_start_jobs", {}),
        ("batch_kill_jobs", {}),
    ):
        found = official.call(method, ids, **more)
        assert [found[each]["success"] for each in ids] == [True, False], method
    found = official.call("batch_delete_jobs", [new_job(), *ids])
    assert [each["success"] for each in found.values()] == [True, False, False]


def test_jobs_are_queried_and_started_in_threads(
    official: Official, voxel: RunningVoxel, tmp_path: Path
) -> None:
    voxel.control.set_switch(queued_s=600.0)
    data_id = uploaded(official, tmp_path)
    ids = [official.call("upload_job_request", request(data_id), f"Thread {number}")["id"]
           for number in range(6)]  # fmt: skip
    assert official.call("thread_map", "start_job", ids, 3) == [None] * 6
    wanted = query(
        "JobsQuery", add_fields=[["id", "state"]], add_search=["name", "Thread"],
        add_search_direct=["archived:False"], sort_by=["name", True], set_limit=[4],
    )  # fmt: skip
    found = official.call("query_jobs", wanted)
    assert [job["id"] for job in found["jobs"]] == ids[:1:-1]
    assert {job["state"] for job in found["jobs"]} == {"QUEUED"}
    assert found["total"] == 6


def test_downloads_are_followed_to_the_storage(
    official: Official, voxel: RunningVoxel, tmp_path: Path
) -> None:
    voxel.control.set_switch(downloads="redirect")
    data_id = uploaded(official, tmp_path)
    official.call("download_data", data_id, output_path=str(tmp_path / "b.mp4"))
    assert (tmp_path / "b.mp4").read_bytes() == (tmp_path / "own.mp4").read_bytes()


def test_a_wrong_key_is_refused(voxel: RunningVoxel, tmp_path: Path) -> None:
    refused = pytest.raises(OfficialError, match="APIError: 401: Unauthorized")
    with official_client(voxel.base_url, "wrong", tmp_path) as official, refused:
        official.call("list_data")


def test_an_application_has_routes_of_its_own(application: Official, tmp_path: Path) -> None:
    analytics = application.call("list_analytics")
    assert "portal/yard-count" in [each["name"] for each in analytics]
    assert len(application.call("list_analytics", all_versions=True)) > len(analytics)
    analytic_id = application.call("get_analytic_id", VEHICLES, version="1.0")
    assert application.call("get_analytic_details", analytic_id)["version"] == "1.0"
    assert application.call("get_analytic_doc", analytic_id)["info"]["name"] == "vehicle-sense"
    batch = application.call("batch_get_analytic_details", [analytic_id])
    assert batch[analytic_id]["success"] is True
    add_an_analytic(application, tmp_path, "gpu")
    assert application.call("get_platform_status")["platform"]["operational"] is True
    with pytest.raises(OfficialError, match="ApplicationAPIError: 404"):
        application.call("get_analytic_details", "nothing")


def test_an_application_acts_for_its_users(
    application: Official, voxel: RunningVoxel, tmp_path: Path
) -> None:
    with pytest.raises(OfficialError, match="400: The application must name one"):
        application.call("list_data")
    application.call("create_user", "zoe")
    assert application.call("list_users") == [*voxel.users, "zoe"]
    application.call("with_user", "zoe")
    assert application.call("list_data") == []
    data_id = uploaded(application, tmp_path)
    job = application.call("upload_job_request", request(data_id), "Zoes", auto_start=True)
    assert [each["id"] for each in application.call("list_jobs")] == [job["id"]]
    application.call("with_user", "ada")
    with pytest.raises(OfficialError, match="404"):
        application.call("get_data_details", data_id)
    application.call("exit_user")
    wanted = query("JobsQuery", add_all_fields=[], add_search=["name", "Zoes"])
    found = application.call("query_application_jobs", wanted)
    assert [each["id"] for each in found["jobs"]] == [job["id"]]
    wanted = query("DataQuery", add_fields=[["id"]], add_search=["name", "own.mp4"])
    assert application.call("query_application_data", wanted)["data"] == [{"id": data_id}]
    wanted = query("AnalyticsQuery", add_field=["name"], set_limit=[2])
    assert len(application.call("query_analytics", wanted)["analytics"]) == 2
