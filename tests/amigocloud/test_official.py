"""The vendor's own client, over its whole surface: it is content with the simulator."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.amigo_simulator import (
    ADDRESSES,
    GALLERY,
    LIVE_PROJECT,
    PIERS,
    PROJECT,
    SHIPS,
    VEHICLES,
    RunningAmigo,
)
from tests.amigocloud.desk import ROW, data_file
from tests.amigocloud.official import Official, OfficialError, official_client
from tests.limits import PATIENCE_S

USER = 42
PROJECT_URL = f"users/{USER}/projects/{PROJECT}"
SQL_URL = f"projects/{PROJECT}/sql"
LISTEN_S = 0.5
QUIET = {"use_websockets": False}


def ended(official: Official, job: str) -> dict[str, Any]:
    """What a job leaves behind."""
    until_s = time.monotonic() + PATIENCE_S
    while (found := official.call("get", f"me/jobs/{job}"))["status"] in ("PENDING", "STARTED"):
        assert time.monotonic() < until_s, "the job does not end"
        time.sleep(0.05)
    assert found["status"] == "SUCCESS"
    return dict(found["extra"])


def refused(official: Official, method: str, *arguments: Any) -> str:
    """What the client raises."""
    with pytest.raises(OfficialError) as caught:
        official.call(method, *arguments)
    return str(caught.value)


def rows_made(official: Official, receipt: dict[str, Any]) -> int:
    """How many rows the dataset of an upload has."""
    (dataset,) = ended(official, receipt["job"])["dataset_ids"]
    return int(official.call("get", f"projects/{PROJECT}/datasets/{dataset}")["feature_count"])


def heard(official: Official, *names: str) -> dict[str, list[Any]]:
    """What has come by these names, when each has come."""
    found: dict[str, list[Any]] = {}
    until_s = time.monotonic() + PATIENCE_S
    while not set(names) <= found.keys():
        assert time.monotonic() < until_s, f"only {sorted(found)} came"
        for name, *arguments in official.call("heard", LISTEN_S):
            found.setdefault(name, []).append(arguments)
    return found


def test_what_there_is(amigo: RunningAmigo) -> None:
    with official_client(amigo, **QUIET) as official:
        assert official.call("ids") == [USER, None]
        me = official.call("get", "me")
        assert (
            me == official.call("get", "/me") == official.call("get", f"{amigo.origin}/api/v1/me")
        )
        thumbnail = official.call("get", me["images"])["thumbnail"]
        assert official.call("get", thumbnail, raw=True).startswith(b"\x89PNG".hex())
        assert official.call("streamed", me["projects"])[0] == 200
        projects = official.call("cursor", "me/projects")
        assert len({each["id"] for each in projects}) == len(projects) == 47
        assert official.call("cursor_member", "me/projects", "count") == 47
        assert "ValueError" in refused(official, "cursor_member", "me/projects", "nothing")
        assert [each["id"] for each in official.call("cursor", "me")] == [USER]
        assert 0 < len(official.call("cursor", "me/projects", {"search": "pier"})) < 47
        project = official.call("get", PROJECT_URL)
        datasets = official.call("get", project["datasets"])["results"]
        assert [each["id"] for each in datasets] == [ADDRESSES, PIERS]
        assert official.call("get", datasets[0]["schema"])["schema"][0]["name"] == "amigo_id"
        assert "master" in official.call("get", datasets[0]["master"])
        query = {"query": f"SELECT amigo_id FROM dataset_{PIERS}", "limit": 1000}
        rows = official.call("cursor", project["sql"], query)
        assert len({each["amigo_id"] for each in rows}) == len(rows) == 2600


def test_what_is_changed(amigo: RunningAmigo) -> None:
    change = f"UPDATE dataset_{PIERS} SET ladders = %d WHERE name = 'Pier 3'"
    question = {"query": f"SELECT ladders FROM dataset_{PIERS} WHERE name = 'Pier 3'"}
    with official_client(amigo, **QUIET) as official:
        assert official.call("post", SQL_URL, {"query": change % 9})["count"] == 1
        assert official.call("get", SQL_URL, question)["data"] == [{"ladders": 9}]
        form = {"send_as_json": False, "content_type": "application/x-www-form-urlencoded"}
        assert official.call("post", SQL_URL, {"query": change % 8}, **form)["count"] == 1
        deletion = {"query": f"DELETE FROM dataset_{PIERS}"}
        assert "AmigoCloudError: 400" in refused(official, "get", SQL_URL, deletion)
        assert official.call("put", PROJECT_URL, {"name": "Piers!"})["name"] == "Piers!"
        assert official.call("patch", PROJECT_URL, {"name": "Piers"})["name"] == "Piers"
        made = official.call("post", "me/projects", {"name": "Mine", "description": "x"})
        ended(official, made["job"])
        dataset = official.call("get", f"projects/{PROJECT}/datasets/{PIERS}")
        export = official.call("post", dataset["export"], {"format": "CSV"})
        csv = bytes.fromhex(official.call("get", ended(official, export["job"])["link"], raw=True))
        assert csv.count(b"\n") == 2600
        ended(official, official.call("post", dataset["submit_change"], {"change": "{}"})["job"])
        report = "<p><object_id>x</object_id><latitude>1</latitude><longitude>2</longitude></p>"
        feed = f"users/{USER}/projects/{LIVE_PROJECT}/datasets/{VEHICLES}/realtime"
        assert official.call("post", feed, report, send_as_json=False)["count"] == 1
        assert official.call("delete", f"projects/{PROJECT}/datasets/{PIERS}") == ""
        official.call("geocode_addresses", str(PROJECT), str(ADDRESSES), "address", "geom")
        query = f"SELECT count(*) FROM dataset_{ADDRESSES} WHERE geom IS NOT NULL"
        assert official.call("get", SQL_URL, {"query": query})["data"] == [{"count": 9}]


def test_uploads_in_both_modes(amigo: RunningAmigo, tmp_path: Path) -> None:
    amigo.control.set_switch(job_s=0.05)
    lines = b"a,b\n" + b"1,x\n" * 1000
    small, large = tmp_path / "small.csv", tmp_path / "large.csv"
    small.write_bytes(lines)
    large.write_bytes(lines + b"," * (8_000_000 - len(lines)))
    photo = str(data_file(tmp_path / "pier.jpg", 250_001))
    with official_client(amigo, **QUIET) as official:
        place = (USER, PROJECT)
        assert rows_made(official, official.call("upload_datafile", *place, str(small))) == 1000
        receipt = official.call("upload_datafile", *place, str(small), force_chunked=True)
        assert rows_made(official, receipt) == 1000
        assert rows_made(official, official.call("upload_datafile", *place, str(large))) == 1001
        chunks = len(amigo.control.requests("chunk"))
        assert chunks == 1 + 80
        simple = official.call("upload_gallery_photo", GALLERY, ROW, photo)
        assert simple["source_amigo_id"] == ROW
        chunked = official.call(
            "upload_gallery_photo", GALLERY, ROW, photo, force_chunked=True, metadata={"who": "me"}
        )
        assert chunked["filename"] == "pier.jpg"
        url = f"related_tables/{GALLERY}/entries"
        assert len(official.call("get", url, {"source_amigo_id": ROW})["data"]) == 2


def test_what_a_token_may_not(amigo: RunningAmigo) -> None:
    with official_client(amigo, amigo.tokens["READ"], **QUIET) as official:
        assert "403" in refused(official, "post", "me/projects", {"name": "x"})
    with official_client(amigo, "R:nope", **QUIET) as official:
        assert "401" in refused(official, "ids")
    with official_client(amigo, amigo.project_token, project_url=PROJECT_URL) as official:
        assert official.call("ids") == [None, PROJECT]
        assert official.call("get", "datasets")["count"] == 2
        assert "AmigoCloudError" in refused(official, "listen_user_events")
    elsewhere = f"users/{USER}/projects/{LIVE_PROJECT}"
    with official_client(amigo, amigo.project_token, project_url=elsewhere) as official:
        assert "404" in refused(official, "ids")


def test_live_events(amigo: RunningAmigo, tmp_path: Path) -> None:
    amigo.control.set_switch(job_s=0.05)
    made, filed, unknown = (
        "project:creation_succeeded",
        "project:process_file_finished",
        "weather:changed",
    )
    with official_client(amigo) as official:
        official.call("hear", "realtime", made, filed, unknown, "project:metadata_updated")
        official.call("listen_user_events")
        official.call("listen_dataset_events", USER, LIVE_PROJECT, VEHICLES)
        official.call("listen_dataset_events", USER, LIVE_PROJECT, SHIPS)
        official.call("heard", LISTEN_S)
        live = amigo.control.live()
        assert [each["verdict"] for each in live["authentications"]] == ["good"] * 3
        assert [each["transport"] for each in live["sessions"]] == ["websocket"]
        amigo.control.set_switch(reports_per_s=200)
        reports = heard(official, "realtime")["realtime"]
        while {report["dataset_id"] for (report,) in reports} != {VEHICLES, SHIPS}:
            reports += heard(official, "realtime")["realtime"]
        amigo.control.set_switch(reports_per_s=0)
        project = official.call("post", "me/projects", {"name": "Event"})
        told = {"user_id": USER, "project_id": project["id"], "job": project["job"]}
        assert heard(official, made)[made] == [[told]]
        official.call("upload_datafile", USER, PROJECT, str(data_file(tmp_path / "a.csv", 500)))
        heard(official, filed)
        amigo.control.script_events("unknown event", "unicode")
        found = heard(official, unknown, "project:metadata_updated")
        assert "🚌" in found["project:metadata_updated"][-1][0]["name"]
        official.call("leave")
        while amigo.control.live()["sessions"]:
            time.sleep(0.05)
        assert amigo.control.live()["subscriptions"] == []
        official.call("logout")


@pytest.mark.parametrize(
    ("transports", "spoken"),
    [("both", "websocket"), ("polling", "polling"), ("refused upgrade", "polling")],
)
def test_a_session_outlives_its_heartbeats(
    amigo: RunningAmigo, transports: str, spoken: str
) -> None:
    amigo.control.set_switch(ping_interval_s=0.5, ping_timeout_s=3.0, transports=transports)
    with official_client(amigo) as official:
        official.call("hear", "weather:changed")
        official.call("listen_user_events")
        official.call("heard", 5.0)  # without any, it would have ended by now
        amigo.control.script_events("unknown event")
        assert len(heard(official, "weather:changed")["weather:changed"]) == 1
        assert [each["transport"] for each in amigo.control.live()["sessions"]] == [spoken]
        official.call("leave")
