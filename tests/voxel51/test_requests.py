"""Pure parts: queries, documents of analytics, job requests, tokens, times."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.credentials import Secret
from facespace_desk.voxel51.document import FieldKind, kind_of, read_document
from facespace_desk.voxel51.errors import (
    APIError,
    ApplicationTokenError,
    RemoteDataPathError,
    TokenError,
)
from facespace_desk.voxel51.query import Query, Subject
from facespace_desk.voxel51.reading import job_status
from facespace_desk.voxel51.records import JobStatus
from facespace_desk.voxel51.request import DataReference, JobRequest
from facespace_desk.voxel51.times import as_moment, utc_text
from facespace_desk.voxel51.tokens import (
    APPLICATION,
    DEFAULT_BASE_URL,
    USER,
    Kind,
    activate_token,
    deactivate_token,
    load_token,
    stored_path,
)

DOCUMENT = {
    "info": {"name": "plate-blur", "version": "1.2", "supports_cpu": True, "supports_gpu": False},
    "inputs": [
        {"name": "video", "type": "types.Video", "required": True},
        {"name": "map", "type": "eta.core.types.JSONFile", "required": False},
    ],
    "parameters": [
        {"name": "strength", "type": "types.Number", "description": "0..1", "default": 0.5},
        {"name": "count", "type": "types.Integer", "minimum": 1, "maximum": 9, "required": True},
        {"name": "draw", "type": "types.Boolean"},
        {"name": "mode", "type": "types.String", "choices": ["fast", "exact"]},
        {"name": "labels", "type": "types.StringArray"},
        {"name": "options", "type": "types.Object", "default": None},
        {"name": "mask", "type": "types.Image"},
        {"name": "new", "type": "types.Hologram"},
        {"type": "types.Number"},
    ],
    "outputs": [{"name": "video", "type": "types.Video", "filename": "out.mp4", "odd": 1}],
    "zip_outputs": False,
    "later": True,
}


def test_a_document_is_read_with_what_is_new_in_it() -> None:
    document = read_document(DOCUMENT)
    assert document.compute_modes == ("BEST", "CPU")
    kinds = [each.kind for each in (*document.inputs, *document.parameters)]
    assert kinds == [
        *(FieldKind.VIDEO, FieldKind.JSON_FILE, FieldKind.NUMBER, FieldKind.INTEGER),
        *(FieldKind.BOOLEAN, FieldKind.STRING, FieldKind.ARRAY, FieldKind.OBJECT),
        *(FieldKind.IMAGE, FieldKind.ANY),
    ]
    strength, options, mode = map(document.parameter, ("strength", "options", "mode"))
    assert strength is not None
    assert (strength.minimum, strength.maximum, strength.default) == (0.0, 1.0, 0.5)
    assert options is not None
    assert options.has_default  # None is one
    assert mode is not None
    assert not mode.has_default
    assert document.unread == 1
    assert document.extra == {"later": True}
    assert document.outputs[0].extra == {"odd": 1}
    assert document.input("nothing") is None
    assert kind_of("types.ZippedVideoFile") is FieldKind.DATA


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda each: (
            st.lists(each, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "name",
                        "type",
                        "min",
                        "required",
                        "info",
                        "inputs",
                        "parameters",
                        "choices",
                        "default",
                    ]
                ),
                each,
            )
        ),
    )
)
def test_any_document_can_be_read(content: Any) -> None:
    document = read_document({"info": content, "inputs": content, "parameters": [content]})
    assert all(each.name for each in (*document.inputs, *document.parameters))


def good_request() -> JobRequest:
    return (
        JobRequest(analytic="acme/plate-blur", version="1.2", compute_mode="CPU")
        .with_input("video", "d-7f31")
        .with_parameter("strength", 0.8)
        .with_parameter("count", 3)
        .with_data_parameter("mask", "d-91aa")
    )


def test_a_request_is_written_as_the_wire_has_it_and_read_back() -> None:
    request = good_request()
    assert json.loads(request.to_json()) == {
        "analytic": "acme/plate-blur",
        "version": "1.2",
        "compute_mode": "CPU",
        "inputs": {"video": {"data-id": "d-7f31"}},
        "parameters": {"strength": 0.8, "count": 3, "mask": {"data-id": "d-91aa"}},
    }
    assert JobRequest.from_json(request.to_json(indent=2)) == request
    assert request.data_ids == ("d-7f31", "d-91aa")
    bare = JobRequest(analytic="a")
    assert json.loads(bare.to_json()) == {"analytic": "a", "inputs": {}, "parameters": {}}
    assert JobRequest.from_json('{"analytic": "a"}') == bare
    assert request.without("mask").data_ids == ("d-7f31",)
    assert request.problems(read_document(DOCUMENT)) == ()


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (JobRequest(analytic="a"), {"video": "needed", "count": "needed"}),
        (good_request().with_parameter("strength", 1.5), {"strength": "at most 1"}),
        (good_request().with_parameter("count", 2.5), {"count": "a whole number"}),
        (good_request().with_parameter("count", 0), {"count": "at least 1"}),
        (good_request().with_parameter("count", True), {"count": "a whole number"}),
        (good_request().with_parameter("count", None), {"count": "a whole number"}),
        (good_request().with_parameter("draw", "yes"), {"draw": "true or false"}),
        (good_request().with_parameter("mode", "slow"), {"mode": "one of fast, exact"}),
        (good_request().with_parameter("labels", {}), {"labels": "a list"}),
        (good_request().with_parameter("mask", "d-1"), {"mask": "must be a file"}),
        (good_request().with_data_parameter("draw", "d-1"), {"draw": "not be a file"}),
        (good_request().with_data_parameter("new", "d-1"), {}),
        (good_request().with_parameter("new", [1]), {}),
        (good_request().with_parameter("unknown", 1), {"unknown": "no parameter"}),
        (good_request().with_input("second", "d-2"), {"second": "no input"}),
        (
            JobRequest.from_json(
                '{"analytic":"a","compute_mode":"GPU","inputs":{"video":'
                '{"data-id":"d"}},"parameters":{"count":1}}'
            ),
            {"": "does not run on GPU"},
        ),
    ],
)
def test_what_an_analytic_would_not_accept_is_known(
    request_: JobRequest, expected: dict[str, str]
) -> None:
    problems = request_.problems(read_document(DOCUMENT))
    assert {each.name for each in problems} == set(expected)
    for each in problems:
        assert expected[each.name] in each.words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"analytic": 7}',
        '{"analytic":"a","inputs":[1]}',
        '{"analytic":"a","version":1}',
        "\udc80",
    ],
)
def test_what_is_no_request_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="job request"):
        JobRequest.from_json(text)


def test_what_is_no_reference_is_refused() -> None:
    for data_id in ("", " ", "a\nb"):
        with pytest.raises(RemoteDataPathError):
            JobRequest(analytic="a").with_input("video", data_id)
    for value in ('"d-1"', '{"data_id": "d-1"}', '{"data-id": 7}'):
        with pytest.raises(RemoteDataPathError):
            JobRequest.from_json('{"analytic": "a", "inputs": {"video": ' + value + "}}")
    for bad in (float("nan"), object(), {1, 2}):
        with pytest.raises(ValueError, match="JSON"):
            JobRequest(analytic="a").with_parameter("x", bad)
    read = JobRequest.from_json('{"analytic": "a", "parameters": {"m": {"data-id": "d"}}}')
    assert read.parameters["m"] == DataReference("d")


def test_a_query_is_written_in_the_syntax_of_the_service() -> None:
    query = Query(subject=Subject.JOBS).with_fields("name").where("state", "READY", "QUEUED")
    query = query.where("archived", False).where(None, "a,b").sorted_by("name", descending=False)
    assert query.body() == {
        "fields": "id,name",
        "search": "state:READY|QUEUED,archived:False,a\\,b",
        "sort": "name:asc",
    }
    assert query.part(200, 100).body()["offset"] == 200
    assert "offset" not in query.part(0, 0).body()
    assert query.preview().splitlines()[2] == "search: state:READY|QUEUED,archived:False,a\\,b"
    with pytest.raises(APIError):
        query.part(-1, 0)
    with pytest.raises(APIError):
        Query(subject=Subject.JOBS, all_versions=True).body()


# tokens


def write_token(path: Path, key: str, url: str | None = "https://file.example.test") -> Path:
    inside = {"private_key": key, "created_at": "2019-05-02T10:11:12.000Z", "token_id": "t-1"}
    if url is not None:
        inside["base_api_url"] = url
    path.write_text(json.dumps({"access_token": inside}))
    return path


@pytest.mark.parametrize("kind", [USER, APPLICATION])
def test_the_first_place_that_holds_a_token_counts(tmp_path: Path, kind: Kind) -> None:
    home = tmp_path / "home"
    given = write_token(tmp_path / "given.json", "given-key")
    named = write_token(tmp_path / "named.json", "named-key")
    environ = {
        kind.key_variable: "env-key",
        kind.base_url_variable: "https://env.example.test",
        kind.file_variable: str(named),
    }
    keyring = Secret("keyring-key")
    activate_token(write_token(tmp_path / "active.json", "stored-key"), kind, home=home)

    def found(**options: Any) -> tuple[str, str, str]:
        token = load_token(kind, home=home, keyring=keyring, **options)
        return token.private_key.reveal(), token.host, token.origin

    usual = "https://file.example.test"
    assert found(token=given, environ=environ) == ("given-key", usual, "given")
    assert found(token=Secret("in-code"), environ=environ)[0] == "in-code"
    assert found(environ=environ) == ("env-key", "https://env.example.test", "environment")
    alone = {kind.file_variable: str(named), kind.base_url_variable: "https://env.example.test"}
    assert found(environ=alone) == ("named-key", usual, "token file")  # not without the key
    assert found(environ={}) == ("stored-key", usual, "stored")
    mine = found(environ=environ, base_url="https://mine.example.test")
    assert mine == ("env-key", "https://mine.example.test", "environment")
    assert deactivate_token(kind, home=home)
    assert not deactivate_token(kind, home=home)
    assert found(environ={}) == ("keyring-key", DEFAULT_BASE_URL, "keyring")
    with pytest.raises(ApplicationTokenError if kind.is_application else TokenError):
        load_token(kind, environ={}, home=home)
    missing = {kind.file_variable: str(tmp_path / "missing.json")}
    with pytest.raises(TokenError, match="cannot be read"):  # set but missing is an error
        load_token(kind, environ=missing, home=home, keyring=keyring)


def test_a_token_without_an_address_is_used_at_the_usual_one_and_says_so(tmp_path: Path) -> None:
    token = load_token(token=write_token(tmp_path / "t.json", "some-key", None), environ={})
    assert token.host == DEFAULT_BASE_URL
    assert DEFAULT_BASE_URL in token.warning
    assert token.token_id == "t-1"
    assert token.created_at == datetime(2019, 5, 2, 10, 11, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"access_token": 1}',
        '{"access_token": {}}',
        "\x00",
        '{"access_token": {"private_key": ""}}',
        '{"access_token": {"private_key": "a b"}}',
        " " * 70_000,
    ],
)
def test_a_file_that_is_no_token_is_refused_and_the_stored_one_stays(
    tmp_path: Path, text: str
) -> None:
    activate_token(write_token(tmp_path / "good.json", "good-key"), home=tmp_path)
    bad = tmp_path / "bad.json"
    bad.write_text(text)
    with pytest.raises(TokenError):
        activate_token(bad, home=tmp_path)
    assert "good-key" in stored_path(USER, tmp_path).read_text()


def test_times_of_the_wire() -> None:
    nine = datetime(2020, 3, 1, 9, tzinfo=UTC)
    assert as_moment("2020-03-01T09:00:00.000Z") == nine
    assert as_moment("2020-03-01T10:00:00.000000") == nine + timedelta(hours=1)  # then UTC
    assert as_moment("2020-03-01T04:00:00-05:00") == nine
    for odd in (None, 7, "", "yesterday", "x" * 100, "0001-01-01T00:00:00+14:00"):
        assert as_moment(odd) is None
    assert utc_text(nine.astimezone(timezone(timedelta(hours=5)))) == "2020-03-01T09:00:00.000Z"


def test_a_status_may_lack_anything() -> None:
    assert job_status({}) == JobStatus()
    found = job_status({"state": 7, "messages": ["plain", {"message": "m", "time": "?"}, {}]})
    assert [each.message for each in found.messages] == ["plain", "m"]
