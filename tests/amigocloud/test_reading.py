"""Answers in odd shapes: what can be read is, the rest is left out, and only words rise."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.amigocloud import reading
from facespace_desk.amigocloud.errors import AmigoCloudError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    *(
                        "id",
                        "name",
                        "results",
                        "data",
                        "next",
                        "count",
                        "schema",
                        "columns",
                        "type",
                    ),
                    *(
                        "extra",
                        "status",
                        "features",
                        "geometry",
                        "coordinates",
                        "boundingbox",
                        "job",
                    ),
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_no_shape_of_an_answer_raises_anything_but_ours(content: Any) -> None:
    for read in (
        reading.me,
        reading.project,
        reading.dataset,
        reading.column,
        reading.related_table,
        reading.gallery_entry,
        reading.sql_change,
        reading.receipt,
        reading.job_id,
        reading.server_settings,
    ):
        read(content)
    for read_whole in (
        reading.columns,
        reading.sql_page,
        reading.places,
        lambda found, operation: reading.job(found, "1", operation),
    ):
        with suppress(AmigoCloudError):
            read_whole(content, "x")


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        ("-74.1,40.5,-73.7,40.9", (-74.1, 40.5, -73.7, 40.9)),
        ([1, "2", 3.0, 4], (1.0, 2.0, 3.0, 4.0)),
        ("1,2,3", None),
        ("1,2,x,4", None),
        ("1,5,3,4", None),  # south of its own north
        ("1,2,3,91", None),
        ("nan,2,3,4", None),
        ("inf,2,3,4", None),
        ([True, 2, 3, 4], None),
        ({}, None),
        (None, None),
    ],
)
def test_bounds(value: object, bounds: object) -> None:
    found = reading.dataset({"id": 1, "boundingbox": value})
    assert found is not None
    assert found.bounds == bounds


def test_a_project_says_its_level_and_its_addresses_by_either_name() -> None:
    found = reading.project(
        {"id": "12", "my_permission_level": "EDIT", "upload": "u", "job_id": "j", "new": [1]}
    )
    assert found is not None
    assert (found.id, found.permission_level, found.upload_url, found.job) == (12, "EDIT", "u", "j")
    assert found.path == "projects/12"
    assert found.raw["new"] == [1]
    assert "new" in found.extra


@pytest.mark.parametrize(
    ("members", "path"),
    [
        ({"a": {"b": "/v2_socket.io/"}}, "v2_socket.io"),
        ({"url": "wss://h.test/v2_socket.io/socket.io/?x=1"}, "v2_socket.io/socket.io"),
        ({"url": "wss://socket.io"}, None),
        ({"a": 5, "b": ["socket.io"]}, None),
        ([], None),
    ],
)
def test_the_path_of_the_socket_is_guessed_from_the_settings(
    members: object, path: str | None
) -> None:
    assert reading.server_settings(members).socket_path == path


def test_places_out_of_range_and_broken_ones_are_left_out() -> None:
    def feature(*coordinates: object) -> dict[str, object]:
        return {"geometry": {"type": "Point", "coordinates": list(coordinates)}}

    features = [
        feature(-74.0, 40.7),
        feature("-74.0", "40.7"),
        feature(40.7, -174.0),
        feature(-74.0),
        {"geometry": None},
        7,
    ]
    found = reading.places({"features": features}, "geocode")
    assert [(place.latitude, place.longitude) for place in found] == [(40.7, -74.0)] * 2


def test_datasets_that_a_job_made() -> None:
    job = reading.job({"status": "success", "extra": {"dataset_ids": [1, "2", True]}}, "ab", "job")
    assert (job.id, job.has_succeeded, job.has_ended) == ("ab", True, True)
    assert job.dataset_ids == (1,)
    assert job.link is None
