"""Uploads to the AmigoCloud simulator (wire section 3.6): simple, in chunks, and gone wrong."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.amigo_simulator import GALLERY, PROJECT, RunningAmigo
from tests.demo.amigo_calls import Rest, rest_of

DATASETS = f"users/42/projects/{PROJECT}/datasets"
PHOTOS = f"related_tables/{GALLERY}"
CSV = b"name,depth\nPier 1,4.5\nPier 2,\n"


@pytest.fixture
async def rest(amigo: RunningAmigo) -> AsyncIterator[Rest]:
    async with rest_of(amigo) as made:
        yield made


async def chunk(
    rest: Rest, content: bytes, first: int, size: int, upload_id: str = "", at: str = DATASETS
) -> httpx.Response:
    return await rest.call(
        "POST",
        f"{at}/chunked_upload",
        files={"datafile": ("datafile", content)},
        data={"upload_id": upload_id} if upload_id else None,
        headers={"Content-Range": f"bytes {first}-{first + len(content) - 1}/{size}"},
    )


async def sent(rest: Rest, content: bytes, at: str = DATASETS, step: int = 100_000) -> str:
    """The upload id of *content*, sent in chunks but not completed."""
    upload_id = ""
    for first in range(0, len(content), step):
        piece = content[first : first + step]
        reply = await chunk(rest, piece, first, len(content), upload_id, at)
        assert reply.json().keys() == {"upload_id", "offset", "expires"}
        assert reply.json()["offset"] == first + len(piece)
        upload_id = reply.json()["upload_id"]
    return upload_id


def md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


async def complete(rest: Rest, upload_id: str, digest: str, at: str = DATASETS, **more: Any) -> Any:
    body = {"upload_id": upload_id, "md5": digest, **more}
    return await rest.call("POST", f"{at}/chunked_upload/complete", json=body)


async def made(rest: Rest, reply: Any) -> dict[str, Any]:
    """The dataset that came of an upload."""
    job = await rest.ended_job(reply["job"])
    assert job["status"] == "SUCCESS"
    return dict(await rest.get(f"{DATASETS}/{job['extra']['dataset_ids'][0]}"))


async def test_10_1_a_simple_upload_becomes_a_dataset_once_its_job_has_ended(rest: Rest) -> None:
    before = (await rest.get(DATASETS))["count"]
    reply = await rest.post(f"{DATASETS}/upload", files={"datafile": ("Piers é.csv", CSV)})
    assert (await rest.get(DATASETS))["count"] == before
    dataset = await made(rest, reply)
    assert (dataset["name"], dataset["feature_count"]) == ("Piers é", 2)
    query = f"SELECT name, depth FROM {dataset['table_name']}"
    rows = (await rest.get(f"projects/{PROJECT}/sql", query=query))["data"]
    assert rows == [{"name": "Pier 1", "depth": "4.5"}, {"name": "Pier 2", "depth": ""}]


async def test_a_geojson_file_becomes_a_dataset_with_places(rest: Rest) -> None:
    feature = {
        "type": "Feature",
        "properties": {"name": "A", "amigo_id": 1, "tags": [1]},
        "geometry": {"type": "Point", "coordinates": [-73.5, 45.25]},
    }
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    reply = await rest.post(f"{DATASETS}/upload", files={"datafile": ("a.geojson", content)})
    dataset = await made(rest, reply)
    assert (dataset["type"], dataset["boundingbox"]) == ("vector", "-73.5,45.25,-73.5,45.25")


@pytest.mark.parametrize("content", [b"", b"{}", b'{"features": [7]}', b"\n\n"])
async def test_a_file_that_cannot_be_read_ends_in_a_failure(rest: Rest, content: bytes) -> None:
    reply = await rest.post(f"{DATASETS}/upload", files={"datafile": ("a.csv", content)})
    assert (await rest.ended_job(reply["job"]))["status"] == "FAILURE"


async def test_a_job_fails_by_switch(rest: Rest) -> None:
    rest.amigo.control.set_switch(job_end="FAILURE", job_s=0)
    reply = await rest.post(f"{DATASETS}/upload", files={"datafile": ("a.csv", CSV)})
    assert (await rest.ended_job(reply["job"]))["status"] == "FAILURE"


async def test_3_6_chunks_and_their_end_become_a_dataset(rest: Rest) -> None:
    content = b"n\n" + b"1234567\n" * 31_250
    assert len(content) == 250_002
    upload_id = await sent(rest, content)
    reply = await complete(rest, upload_id, md5(content))
    assert (await made(rest, reply.json()))["feature_count"] == 31_250


async def test_3_6_the_end_may_come_as_a_form(rest: Rest) -> None:
    upload_id = await sent(rest, CSV)
    form = {"upload_id": upload_id, "md5": md5(CSV)}
    await rest.post(f"{DATASETS}/chunked_upload/complete", data=form)


async def test_10_5_a_chunk_at_the_wrong_place_is_400_and_says_the_offset(rest: Rest) -> None:
    content = bytes(range(250)) * 4
    upload_id = (await chunk(rest, content[:400], 0, 1000)).json()["upload_id"]
    for first, size in ((0, 1000), (500, 1000), (400, 1001)):
        reply = await chunk(rest, content[first : first + 100], first, size, upload_id)
        assert (reply.status_code, reply.json()["offset"]) == (400, 400)
    await chunk(rest, content[400:], 400, 1000, upload_id)
    assert (await complete(rest, upload_id, md5(content))).is_success


async def test_10_5_an_upload_begins_at_its_beginning(rest: Rest) -> None:
    reply = await chunk(rest, b"later", 5, 10)
    assert (reply.status_code, reply.json()["offset"]) == (400, 0)


async def test_10_5_the_digest_and_the_length_are_checked(rest: Rest) -> None:
    upload_id = (await chunk(rest, CSV[:10], 0, len(CSV))).json()["upload_id"]
    assert (await complete(rest, upload_id, md5(CSV))).status_code == 400
    await chunk(rest, CSV[10:], 10, len(CSV), upload_id)
    assert (await complete(rest, upload_id, md5(b"else"))).json()["detail"] == (
        "md5 checksum does not match"
    )
    assert (await complete(rest, upload_id, "")).status_code == 400
    assert (await complete(rest, upload_id, md5(CSV))).is_success
    assert (await complete(rest, upload_id, md5(CSV))).status_code == 400


async def test_10_5_an_expired_upload_is_410(rest: Rest) -> None:
    upload_id = (await chunk(rest, CSV[:10], 0, len(CSV))).json()["upload_id"]
    rest.amigo.control.expire_uploads()
    assert (await chunk(rest, CSV[10:], 10, len(CSV), upload_id)).status_code == 410
    assert (await complete(rest, upload_id, md5(CSV))).status_code == 410


async def test_10_5_an_unknown_upload_or_that_of_another_place_is_404(rest: Rest) -> None:
    upload_id = await sent(rest, CSV)
    assert (await chunk(rest, b"x", 0, 1, "unknown")).status_code == 404
    assert (await complete(rest, upload_id, md5(CSV), at=PHOTOS)).status_code == 404


@pytest.mark.parametrize("header", ["", "bytes 0--1/0", "bytes 0-9/5", "bytes 0-3/10", "0-4/5"])
async def test_10_5_a_useless_content_range_is_400_and_a_fault(rest: Rest, header: str) -> None:
    reply = await rest.call(
        "POST",
        f"{DATASETS}/chunked_upload",
        files={"datafile": ("datafile", b"12345")},
        headers={"Content-Range": header},
    )
    assert reply.status_code == 400
    assert len(rest.amigo.control.take_faults()) == 1


async def test_short_chunks_take_only_a_part(rest: Rest) -> None:
    rest.amigo.control.set_switch(short_chunks=7)
    reply = (await chunk(rest, CSV, 0, len(CSV))).json()
    assert reply["offset"] == 7


@pytest.mark.parametrize("is_chunked", [False, True])
async def test_3_6_a_photo_reaches_the_gallery_of_its_row(rest: Rest, is_chunked: bool) -> None:
    content = bytes(range(256)) * 600
    about = {"source_amigo_id": "row-1", "filename": "ladder.jpg", "taken_by": "Lea"}
    if is_chunked:
        upload_id = await sent(rest, content, PHOTOS)
        assert (await complete(rest, upload_id, md5(content), PHOTOS, **about)).is_success
    else:
        files = {"datafile": ("ladder.jpg", content)}
        await rest.post(f"{PHOTOS}/upload", files=files, data=about)
    found = (await rest.get(f"{PHOTOS}/entries", source_amigo_id="row-1"))["data"]
    assert [(one["source_amigo_id"], one["filename"]) for one in found] == [("row-1", "ladder.jpg")]
    assert (await rest.get(f"{PHOTOS}/entries", source_amigo_id="row-2"))["data"] == []


async def test_3_6_a_photo_needs_its_row_and_name(rest: Rest) -> None:
    files = {"datafile": ("a.jpg", b"x")}
    assert (await rest.refused("POST", f"{PHOTOS}/upload", files=files))[0] == 400
    assert (await rest.refused("POST", "related_tables/99/upload", files=files))[0] == 404


async def test_10_2_uploads_need_the_level_create(amigo: RunningAmigo) -> None:
    files = {"datafile": ("a.csv", CSV)}
    async with rest_of(amigo, amigo.tokens["READ"]) as rest:
        assert (await rest.refused("POST", f"{DATASETS}/upload", files=files))[0] == 403
        assert (await rest.refused("POST", f"{PHOTOS}/upload", files=files))[0] == 403


@pytest.mark.parametrize("body", [b"", b"{}", b"--x--"])
async def test_a_body_without_a_file_is_400(rest: Rest, body: bytes) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    options = {"content": body, "headers": headers}
    assert (await rest.refused("POST", f"{DATASETS}/upload", **options))[0] == 400
