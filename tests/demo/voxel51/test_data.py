"""Data: uploads, life, downloads; names cite the wire specification's sections."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from facespace_desk.demo.voxel51.account import Refused
from facespace_desk.demo.voxel51.forms import Form
from tests.demo.voxel51.calls import DAY_S, MOMENT_S, Calls
from tests.voxel_simulator import RunningVoxel, video

BODY = b"line one\r\n--not the boundary\r\n" * 500


async def test_3_2_what_was_uploaded_comes_back(voxel: RunningVoxel, me: Calls) -> None:
    data = await me.uploaded(BODY, "notes é.txt", "text/plain")
    assert data["name"] == "notes é.txt"
    assert (data["size"], data["type"]) == (len(BODY), "text/plain")
    assert (await me.http.get(f"data/{data['id']}/download")).content == BODY
    kept = voxel.control.uploads()[data["id"]]
    assert kept["sha256"] == hashlib.sha256(BODY).hexdigest()


async def test_3_2_an_upload_larger_than_is_kept_is_streamed_both_ways(
    voxel: RunningVoxel, me: Calls
) -> None:
    voxel.control.set_switch(keep_uploads=False)
    size, piece = 24 * 2**20, bytes(2**16)

    async def body() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="big.mp4"\r\n'
        yield b"Content-Type: video/mp4\r\n\r\n"
        for _each in range(size // len(piece)):
            yield piece
        yield b"\r\n--x--\r\n"

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    reply = await me.http.post("data", content=body(), headers=headers)
    data = reply.json()["data"]
    assert data["size"] == size
    async with me.http.stream("GET", f"data/{data['id']}/download") as download:
        assert int(download.headers["Content-Length"]) == size
        got = 0
        async for each in download.aiter_bytes():
            got += len(each)
    assert got == size
    voxel.control.set_switch(download_bytes=3 * 2**20)
    assert len((await me.http.get(f"data/{data['id']}/download")).content) == 3 * 2**20


async def parts_of(body: bytes, step: int) -> list[tuple[str, str, bytes]]:
    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), step):
            yield body[start : start + step]

    form = Form("multipart/form-data; boundary=b", pieces())
    return [(part.name, part.file_name, await part.content()) async for part in form]


@pytest.mark.parametrize("step", [1, 2, 7, 64, 10_000])
async def test_3_2_forms_are_read_in_whatever_pieces_they_come(step: int) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="'
    body = head + b'file"; filename="a \\"b\\".mp4"\r\n\r\n' + BODY
    body += b"\r\n" + head + b'data_ttl"\r\n\r\nsoon\r\n--b--\r\nepilogue'
    expected = [("file", 'a "b".mp4', BODY), ("data_ttl", "", b"soon")]
    assert await parts_of(body, step) == expected
    for end in (10, 60, 200, len(BODY)):
        with pytest.raises(Refused, match="too early"):
            await parts_of(body[:end], step)


async def test_3_2_names_of_files_come_in_all_their_forms() -> None:
    told = {
        "filename*=utf-8''a%20%C3%A9.mp4": "a é.mp4",
        "filename=plain.mp4": "plain.mp4",
        'filename="a%22b.mp4"': 'a"b.mp4',
    }
    for form, name in told.items():
        head = f'--b\r\nContent-Disposition: form-data; name="file"; {form}\r\n\r\n'
        assert await parts_of(head.encode() + b"x\r\n--b--", 50) == [("file", name, b"x")]
    with pytest.raises(Refused, match="multipart"):
        Form("application/json", nothing())


async def nothing() -> AsyncIterator[bytes]:
    yield b""


async def test_3_2_uploads_without_a_form_or_a_file_are_refused(me: Calls) -> None:
    assert (await me.http.post("data", content=b"x")).status_code == 400
    assert (await me.http.post("data", files={"other": b"x"})).status_code == 400
    files: Any = {"file": b"x", "data_ttl": (None, "someday")}
    assert (await me.http.post("data", files=files)).status_code == 400


async def test_3_2_an_upload_that_breaks_off_leaves_nothing(voxel: RunningVoxel, me: Calls) -> None:
    before = (await me.done("GET", "data/list"))["data"]
    voxel.control.fault("drop", operation="upload_data")
    with pytest.raises(httpx.TransportError):
        await me.uploaded(bytes(2**20))
    assert (await me.done("GET", "data/list"))["data"] == before


async def test_11_6_data_lives_three_days_unless_told_else(voxel: RunningVoxel, me: Calls) -> None:
    voxel.control.fix_clock(MOMENT_S)
    plain = await me.uploaded()
    told = await me.uploaded(data_ttl="2027-01-20T12:00:00+02:00")
    assert plain["upload_date"] == "2027-01-15T08:00:00.000Z"
    assert plain["expiration_date"] == "2027-01-18T08:00:00.000Z"
    assert told["expiration_date"] == "2027-01-20T10:00:00.000Z"
    voxel.control.fix_clock(MOMENT_S + 3 * DAY_S - 1)
    await me.done("GET", f"data/{plain['id']}")
    voxel.control.fix_clock(MOMENT_S + 3 * DAY_S)
    assert await me.refused("GET", f"data/{plain['id']}") == 404
    assert plain["id"] not in [each["id"] for each in (await me.done("GET", "data/list"))["data"]]
    await me.done("GET", f"data/{told['id']}")


async def test_11_6_days_extend_and_dates_replace(voxel: RunningVoxel, me: Calls) -> None:
    voxel.control.fix_clock(MOMENT_S)
    path = f"data/{(await me.uploaded())['id']}"

    async def expiry() -> str:
        return str((await me.done("GET", path))["data"]["expiration_date"])

    assert await me.ttl(path, days="1.5") == 204
    assert await expiry() == "2027-01-19T20:00:00.000Z"
    assert await me.ttl(path, days="-1") == 204
    assert await expiry() == "2027-01-18T20:00:00.000Z"
    assert await me.ttl(path, expiration_date="2027-02-01T00:00:00Z") == 204
    assert await expiry() == "2027-02-01T00:00:00.000Z"
    bad: list[dict[str, str]] = [
        {}, {"days": "1", "expiration_date": "2027-02-01T00:00:00Z"},
        {"days": "many"}, {"days": "nan"}, {"expiration_date": "tomorrow"},
    ]  # fmt: skip
    for form in bad:
        assert await me.ttl(path, **form) == 400
    voxel.control.take_faults()  # an empty form has no content type


@pytest.mark.parametrize("form", [{"days": "-3"}, {"expiration_date": "2020-01-01T00:00:00Z"}])
async def test_11_6_a_life_that_ends_in_the_past_deletes(me: Calls, form: dict[str, str]) -> None:
    data = await me.uploaded()
    assert await me.ttl(f"data/{data['id']}", **form) == 204
    assert await me.refused("GET", f"data/{data['id']}") == 404


async def test_3_2_data_by_url_keeps_its_life_and_is_found_where_it_is(
    voxel: RunningVoxel, me: Calls
) -> None:
    own = await me.uploaded(BODY)
    url = (await me.done("GET", f"data/{own['id']}/download-url"))["url"]
    wanted = {
        "signed_url": url, "filename": "b.mp4", "mimetype": "video/mp4", "size": -1,
        "data_ttl": "2099-01-01T00:00:00Z",
    }  # fmt: skip
    data = (await me.done("POST", "data/url", wanted))["data"]
    assert (data["name"], data["size"], data["encoding"]) == ("b.mp4", -1, "7bit")
    assert await me.ttl(f"data/{data['id']}", days="1") == 400
    assert (await me.done("GET", f"data/{data['id']}/download-url"))["url"] == url
    reply = await me.http.get(f"data/{data['id']}/download")
    assert (reply.status_code, reply.headers["Location"]) == (302, url)
    elsewhere = wanted | {"signed_url": "https://files.example.test/a?sig=1"}
    data = (await me.done("POST", "data/url", elsewhere))["data"]
    assert await me.refused("GET", f"data/{data['id']}/download") == 502
    for name in ("signed_url", "filename", "mimetype", "size", "data_ttl"):
        assert await me.refused("POST", "data/url", wanted | {name: None}) == 400


async def test_11_9_a_batch_has_a_result_for_each(me: Calls) -> None:
    own = await me.uploaded()
    tried = [
        (each["id"], await me.ttl(f"data/{each['id']}", days="0")) for each in await me.videos()
    ]
    by_url = next(data_id for data_id, status in tried if status == 400)
    ids = [own["id"], "nothing", by_url]
    found = await me.done("POST", "data/batch", {"action": "details", "ids": ids})
    assert found["responses"][own["id"]]["response"]["name"] == "a.bin"
    found = await me.done("POST", "data/batch", {"action": "ttl", "ids": ids, "days": "1"})
    codes = [each.get("error", {}).get("code") for each in found["responses"].values()]
    assert codes == [None, 404, 400]
    found = await me.done("POST", "data/batch", {"action": "delete", "ids": ids})
    assert [each["success"] for each in found["responses"].values()] == [True, False, True]
    for bad in ({"action": "start", "ids": ids}, {"action": "delete"}, {"ids": ids}):
        assert await me.refused("POST", "data/batch", bad) == 400


async def test_11_7_downloads_lead_to_another_port_without_the_key(
    voxel: RunningVoxel, me: Calls
) -> None:
    voxel.control.set_switch(downloads="redirect")
    data = await me.uploaded(BODY)
    reply = await me.http.get(f"data/{data['id']}/download")
    url = reply.headers["Location"]
    assert (reply.status_code, url.startswith(voxel.storage_origin)) == (302, True)
    async with httpx.AsyncClient(trust_env=False) as bare:
        assert (await bare.get(url)).content == BODY
        assert (await bare.get(url.replace(data["id"], "other"))).status_code == 403
        (heard, _other) = voxel.control.requests("storage")
        assert "authorization" not in heard["headers"]
        assert (await me.http.get(url)).status_code == 403
        assert "authorization reached the storage" in voxel.control.take_faults()[0]
        voxel.control.expire_urls()
        assert (await bare.get(url)).status_code == 403


@pytest.mark.parametrize(("body", "share"), [("cut", 0.5), ("short", 0.5), ("whole", 1)])
async def test_11_7_bodies_can_be_truncated(
    voxel: RunningVoxel, me: Calls, body: str, share: float
) -> None:
    data = await me.uploaded(BODY)
    voxel.control.set_switch(body=body)
    if body == "cut":
        with pytest.raises(httpx.RemoteProtocolError):
            await me.http.get(f"data/{data['id']}/download")
    else:
        got = (await me.http.get(f"data/{data['id']}/download")).content
        assert len(got) == len(BODY) * share


@pytest.mark.parametrize(
    ("kind", "name"), [("parent", "../a.bin"), ("absolute", "/etc/a.bin"), ("empty", "")]
)
async def test_11_7_names_can_be_hostile(
    voxel: RunningVoxel, me: Calls, kind: str, name: str
) -> None:
    data = await me.uploaded()
    voxel.control.set_switch(names=kind)
    assert (await me.done("GET", f"data/{data['id']}"))["data"]["name"] == name


async def test_a_line_of_some_speed_takes_its_time(voxel: RunningVoxel, me: Calls) -> None:
    data = await me.uploaded(bytes(300_000))
    voxel.control.set_switch(bytes_per_s=600_000)
    begun = asyncio.get_running_loop().time()
    await me.http.get(f"data/{data['id']}/download")
    assert asyncio.get_running_loop().time() - begun >= 0.4


async def test_a_films_size_was_true_before_it_was_drawn(me: Calls, tmp_path: Path) -> None:
    for data in (await me.videos())[:2]:
        reply = await me.http.get(f"data/{data['id']}/download", follow_redirects=True)
        if reply.history:
            continue  # by URL, and the key went along; see below
        assert len(reply.content) == data["size"]
        assert reply.headers["Content-Type"] == data["type"]
    assert video(tmp_path / "a.mp4").stat().st_size == 200_000
