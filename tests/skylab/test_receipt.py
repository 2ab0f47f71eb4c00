"""The receipt of a job, as a file for people, for programs, for spreadsheets."""

from __future__ import annotations

import csv
import io

import msgspec

from facespace_desk.modelkit.display import Display
from facespace_desk.skylab.model.kept import Failure, KeptJob, Received, Sent
from facespace_desk.skylab.model.receipt import Receipt, file_name, receipt_of, written
from facespace_desk.skylab.records import Photo, Profile

KEPT = KeptJob(
    id=4711,
    name="<b>Okafor & Lind</b>",
    status="completed",
    profile_name="Soft skin",
    queued_ms=1_700_000_000_000,
    folder="/results",
    sent=(
        Sent(
            photo_id=1,
            name="a.jpg",
            path="/in/=1+1.jpg",
            size=1200,
            md5="d41d8cd9",
            prepared="shrink",
            sent_ms=1_700_000_000_000,
        ),
    ),
    received=(
        Received(photo_id=1, path="/results/a.png", size=900, sha256="e3b0c4", received_ms=1),
    ),
    failures=(Failure(name="b.jpg", direction="upload", reason="It is empty."),),
)
PROFILE = Profile(
    id=88,
    name="Soft skin",
    raw={"id": 88, "name": "Soft skin", "enableCrop": True, "futureOption": 7, "photos": []},
    photos=(Photo(id=5, name="beach.jpg", original_url="https://bucket.example/5?sig=secret"),),
)


def made() -> Receipt:
    return receipt_of(KEPT, PROFILE, Display(), now_ms=1_700_000_100_000)


def test_it_says_what_was_sent_what_came_back_and_what_failed() -> None:
    receipt = made()
    assert [line.kind for line in receipt.lines] == ["sent", "came back", "failed"]
    assert receipt.lines[0].hash == "md5:d41d8cd9"
    assert receipt.lines[1].photo == "a.jpg"
    assert receipt.lines[2].what == "upload: It is empty."
    assert receipt.queued == "2023-11-14T22:13:20.000+00:00"


def test_settings_keep_what_is_not_known_and_leave_addresses_out() -> None:
    settings = made().settings
    assert settings["future_option"] == 7
    assert settings["backgrounds"] == ["beach.jpg"]
    assert b"secret" not in written(made(), "json")


def test_json_can_be_read_back() -> None:
    assert msgspec.json.decode(written(made(), "json"), type=Receipt).lines == made().lines


def test_html_shows_names_letter_by_letter() -> None:
    page = written(made(), "html").decode()
    assert "<b>Okafor" not in page
    assert "&lt;b&gt;Okafor &amp; Lind&lt;/b&gt;" in page
    assert "Sent (1)" in page
    assert "Failed (1)" in page


def test_csv_is_safe_for_spreadsheets() -> None:
    rows = list(csv.DictReader(io.StringIO(written(made(), "csv").decode())))
    assert [row["kind"] for row in rows] == ["sent", "came back", "failed"]
    assert all(not row["file"].startswith("=") for row in rows)


def test_a_job_of_which_nothing_is_known_has_a_receipt_too() -> None:
    empty = receipt_of(KeptJob(id=5), None, Display(), now_ms=0)
    for kind in ("json", "csv", "html"):
        assert written(empty, kind)
    assert file_name(empty, "csv") == "receipt_5.csv"
