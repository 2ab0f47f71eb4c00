"""The studio's storage: what it takes and refuses (wire sections 4.3, 5, 11.5, 11.6, 11.9)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from facespace_desk.demo.skylab.shelf import Shelf
from facespace_desk.demo.skylab.signing import TAGGING, Signer, Verdict
from facespace_desk.demo.skylab.storage import HUGE_BYTES, MOST_BYTES
from tests.demo.studio import EXTRACT, PLAIN, REPLACED, Studio, entered, md5_text
from tests.skylab_simulator import RunningSkylab

BYTES = b"hello studio"


@pytest.fixture
async def studio(skylab: RunningSkylab) -> AsyncIterator[Studio]:
    async with entered(skylab) as made:
        yield made


@pytest.fixture
async def url(studio: Studio) -> str:
    """Where BYTES may be put, for a photo of a regular job."""
    job = await studio.job()
    photo = await studio.photo("a.jpg", job_id=job["id"])
    return await studio.upload_url(photo["id"], BYTES)


def code(reply: httpx.Response) -> tuple[int, str]:
    return reply.status_code, reply.text.partition("<Code>")[2].partition("</Code>")[0]


async def output_url(studio: Studio, profile_id: int = PLAIN, place: int = 0) -> str:
    """Of a photo of a completed job; stays right whatever is switched later."""
    job = await studio.seeded("completed", profile_id)
    photo = await studio.done("GET", f"photos/{job['photos'][place]['id']}")
    return str(photo["retouchedUrl"])


# uploads


async def test_4_3_an_upload_with_exactly_the_headers_is_taken(
    studio: Studio, url: str, skylab: RunningSkylab
) -> None:
    assert url.startswith(skylab.storage_origin)
    assert skylab.storage_origin != skylab.origin
    reply = await studio.put(url, BYTES)
    assert reply.status_code == 200
    assert reply.headers["ETag"] == '"2a7529a8cd3ecc31eedf7fa228b20b58"'


@pytest.mark.parametrize("kind", ["sample", "profile"])
async def test_4_3_tagging_is_for_regular_jobs_only(
    studio: Studio, skylab: RunningSkylab, kind: str
) -> None:
    if kind == "profile":
        photo = await studio.photo("sea.jpg", profile_id=REPLACED)
    else:
        job = await studio.job(type=kind)
        photo = await studio.photo("a.jpg", job_id=job["id"])
    address = await studio.upload_url(photo["id"], BYTES)
    assert code(await studio.put(address, BYTES)) == (403, "SignatureDoesNotMatch")
    assert "x-amz-tagging" in skylab.control.take_faults()[0]
    assert (await studio.put(address, BYTES, tagging=False)).status_code == 200


async def test_11_5_missing_tagging_is_refused(
    studio: Studio, url: str, skylab: RunningSkylab
) -> None:
    assert code(await studio.put(url, BYTES, tagging=False)) == (403, "SignatureDoesNotMatch")
    assert skylab.control.take_faults()


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "image/jpeg"},
        {"X-SLT-API-KEY": "key"},
        {"Authorization": "Bearer key"},
        {"Cookie": "a=b"},
        {"Content-MD5": "AAAAAAAAAAAAAAAAAAAAAA=="},
    ],
)
async def test_11_5_other_headers_are_refused_and_noted(
    studio: Studio, url: str, skylab: RunningSkylab, headers: dict[str, str]
) -> None:
    assert (await studio.put(url, BYTES, headers=headers)).status_code == 403
    assert len(skylab.control.take_faults()) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [("%2F", "%2f"), ("%3B", ";"), ("Sim-Expires=1", "Sim-Expires=2"), ("/in/9", "/in/09")],
)
async def test_11_5_an_address_with_another_byte_is_refused(
    studio: Studio, url: str, skylab: RunningSkylab, old: str, new: str
) -> None:
    altered = url.replace(old, new, 1)
    assert altered != url
    assert (await studio.put(altered, BYTES)).status_code == 403
    assert skylab.control.take_faults()


async def test_11_5_an_old_address_is_refused_and_a_fresh_one_taken(
    studio: Studio, url: str, skylab: RunningSkylab
) -> None:
    skylab.control.expire_urls()
    assert code(await studio.put(url, BYTES)) == (403, "AccessDenied")
    skylab.control.set_switch(url_life_s=0)
    photo_id = int(url.partition("/in/")[2].partition("?")[0])
    assert code(await studio.put(await studio.upload_url(photo_id, BYTES), BYTES))[0] == 403
    skylab.control.set_switch(url_life_s=900)
    fresh = await studio.upload_url(photo_id, BYTES)
    assert (await studio.put(fresh, BYTES)).status_code == 200


async def test_11_5_an_address_is_good_for_its_method_only(
    studio: Studio, url: str, skylab: RunningSkylab
) -> None:
    assert (await studio.storage.get(url)).status_code == 403
    assert skylab.control.take_faults()


async def test_11_5_bytes_with_another_md5_are_400(studio: Studio, url: str) -> None:
    headers = {"Content-MD5": md5_text(BYTES), "X-Amz-Tagging": TAGGING}
    reply = await studio.storage.put(url, content=b"hello studip", headers=headers)
    assert code(reply) == (400, "BadDigest")
    photo_id = int(url.partition("/in/")[2].partition("?")[0])
    assert (await studio.done("GET", f"photos/{photo_id}"))["originalUrl"] is None


async def test_4_3_a_chunked_body_is_refused(
    studio: Studio, url: str, skylab: RunningSkylab
) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield BYTES

    headers = {"Content-MD5": md5_text(BYTES), "X-Amz-Tagging": TAGGING}
    reply = await studio.storage.put(url, content=pieces(), headers=headers)
    assert reply.status_code == 411
    assert skylab.control.take_faults() == ["put: no Content-Length"]


@pytest.mark.parametrize(("size", "status"), [(MOST_BYTES, 200), (MOST_BYTES + 1, 400)])
async def test_4_1_27_mebibytes_are_the_most(studio: Studio, size: int, status: int) -> None:
    body = bytes(size)
    job = await studio.job()
    photo = await studio.photo("a.jpg", job_id=job["id"])
    address = await studio.upload_url(photo["id"], body)
    assert (await studio.put(address, body)).status_code == status


@pytest.mark.parametrize("status", [500, 403])
async def test_11_6_a_put_can_fail_n_times(
    studio: Studio, url: str, skylab: RunningSkylab, status: int
) -> None:
    skylab.control.fault("status", operation="put", times=2, status=status)
    statuses = [(await studio.put(url, BYTES)).status_code for _ in range(3)]
    assert statuses == [status, status, 200]


async def test_11_6_a_put_can_be_reset_in_mid_body(
    studio: Studio, url: str, skylab: RunningSkylab
) -> None:
    skylab.control.fault("drop", operation="put")
    with pytest.raises(httpx.TransportError):
        await studio.put(url, BYTES)
    assert (await studio.put(url, BYTES)).status_code == 200


async def test_a_second_upload_replaces_the_first(studio: Studio, url: str) -> None:
    await studio.put(url, BYTES)
    photo_id = int(url.partition("/in/")[2].partition("?")[0])
    other = await studio.upload_url(photo_id, b"other")
    assert (await studio.put(other, b"other")).status_code == 200
    found = await studio.done("GET", f"photos/{photo_id}")
    assert (await studio.storage.get(found["originalUrl"])).content == b"other"


async def test_an_upload_for_a_deleted_photo_is_404(studio: Studio, url: str) -> None:
    photo_id = url.partition("/in/")[2].partition("?")[0]
    await studio.done("DELETE", f"photos/{photo_id}")
    assert (await studio.put(url, BYTES)).status_code == 404


# downloads


@pytest.mark.parametrize("manner", ["null", "text", "absent"])
async def test_11_9_a_finished_photo_can_lack_its_address(
    studio: Studio, skylab: RunningSkylab, manner: str
) -> None:
    skylab.control.set_switch(retouched=manner)
    job = await studio.seeded("completed")
    photo = await studio.done("GET", f"photos/{job['photos'][0]['id']}")
    assert not str(photo.get("retouchedUrl")).startswith("http")


async def test_11_9_an_output_can_be_an_error_page_or_a_redirect(
    studio: Studio, skylab: RunningSkylab
) -> None:
    address = await output_url(studio)
    skylab.control.set_switch(retouched="missing")
    assert code(await studio.storage.get(address)) == (404, "NoSuchKey")
    skylab.control.set_switch(retouched="html")
    page = await studio.storage.get(address)
    assert (page.status_code, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    skylab.control.set_switch(retouched="redirect")
    reply = await studio.storage.get(address)
    assert reply.status_code == 302
    assert reply.headers["Location"].startswith(skylab.control.call("GET", "state")["trap_url"])


@pytest.mark.parametrize("kind", ["huge", "endless"])
async def test_11_9_an_output_can_be_very_large(
    studio: Studio, skylab: RunningSkylab, kind: str
) -> None:
    address = await output_url(studio)
    skylab.control.set_switch(retouched=kind)
    declared, received = await asyncio.to_thread(_begin, address)
    assert declared == (str(HUGE_BYTES) if kind == "huge" else None)
    assert received > 20_000_000


def _begin(address: str) -> tuple[str | None, int]:
    """The declared length, and how many bytes came until that was enough."""
    received = 0
    with httpx.stream("GET", address, trust_env=False) as reply:
        for piece in reply.iter_raw():
            received += len(piece)
            if received > 20_000_000:
                break
    return reply.headers.get("Content-Length"), received


async def test_11_9_outputs_of_single_photos_can_be_cut_truncated_or_a_bomb(
    studio: Studio, skylab: RunningSkylab
) -> None:
    addresses = [await output_url(studio, EXTRACT, place) for place in range(3)]
    whole = [(await studio.storage.get(address)).content for address in addresses[:2]]
    ids = [int(address.partition("/out/")[2].partition("?")[0]) for address in addresses]
    skylab.control.set_pictures({ids[0]: "cut", ids[1]: "truncated", ids[2]: "bomb"})
    with pytest.raises(httpx.RemoteProtocolError):
        await studio.storage.get(addresses[0])
    short = (await studio.storage.get(addresses[1])).content
    assert short == whole[1][: len(whole[1]) // 2]
    bomb = (await studio.storage.get(addresses[2])).content
    assert bomb[16:24] == (30_000).to_bytes(4, "big") * 2


async def test_5_an_expired_address_of_an_output_is_403(
    studio: Studio, skylab: RunningSkylab
) -> None:
    skylab.control.set_switch(retouched="expired")
    assert code(await studio.storage.get(await output_url(studio))) == (403, "AccessDenied")


async def test_5_the_api_key_must_not_come_with_a_download(
    studio: Studio, skylab: RunningSkylab
) -> None:
    address = await output_url(studio)
    reply = await studio.storage.get(address, headers={"X-SLT-API-KEY": skylab.api_key})
    assert reply.status_code == 403
    assert skylab.control.take_faults() == ["get: the header x-slt-api-key reached the storage"]


async def test_3_3_outputs_are_thrown_away_after_two_weeks(studio: Studio) -> None:
    first = await studio.done("GET", "jobs/4701")
    photo = await studio.done("GET", f"photos/{first['photos'][0]['id']}")
    assert code(await studio.storage.get(photo["retouchedUrl"])) == (404, "NoSuchKey")
    assert (await studio.storage.get(photo["originalUrl"])).status_code == 200


@pytest.mark.parametrize(
    ("header", "status", "part"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=10-", 206, slice(10, None)),
        ("bytes=9999999999-", 416, slice(0, 0)),
        ("lines=1-2", 200, slice(None)),
    ],
)
async def test_parts_of_a_file_are_given(
    studio: Studio, header: str, status: int, part: slice
) -> None:
    address = await output_url(studio)
    whole = await studio.storage.get(address)
    assert whole.headers["Accept-Ranges"] == "bytes"
    reply = await studio.storage.get(address, headers={"Range": header})
    assert (reply.status_code, reply.content) == (status, whole.content[part])


async def test_parts_are_not_given_of_another_file_or_when_switched_off(
    studio: Studio, skylab: RunningSkylab
) -> None:
    address = await output_url(studio)
    other = {"Range": "bytes=10-", "If-Range": '"another"'}
    assert (await studio.storage.get(address, headers=other)).status_code == 200
    skylab.control.set_switch(ranges=False)
    reply = await studio.storage.get(address, headers={"Range": "bytes=10-"})
    assert reply.status_code == 200
    assert "Accept-Ranges" not in reply.headers


# what it is made of


def test_a_signature_covers_method_address_and_headers() -> None:
    signer = Signer()
    target = signer.signed("PUT", "/in/1", {"content-md5": "a"}, now_s=100, life_s=10)
    right = {"content-md5": "a", "user-agent": "whatever"}
    assert signer.verdict("PUT", target, right, 109) is Verdict.GOOD
    assert signer.verdict("PUT", target, right, 111) is Verdict.OLD
    assert signer.verdict("GET", target, right, 109) is Verdict.ALTERED
    assert signer.verdict("PUT", target, {}, 109) is Verdict.ALTERED
    assert signer.verdict("PUT", target[:-1], right, 109) is Verdict.ALTERED
    assert signer.verdict("PUT", target + "é", right, 109) is Verdict.ALTERED
    assert Signer().verdict("PUT", target, right, 109) is Verdict.ALTERED


def test_a_download_may_be_quoted_otherwise_an_upload_not() -> None:
    signer = Signer()
    for method, verdict in (("GET", Verdict.GOOD), ("PUT", Verdict.ALTERED)):
        target = signer.signed(method, "/in/1", {}, now_s=100, life_s=10)
        quoted = target.replace("%3B", ";").replace("%2F", "/")
        assert quoted != target
        assert signer.verdict(method, quoted, {}, 109) is verdict


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    made = Shelf(kept_bytes=100)
    yield made
    made.close()


def test_the_longest_unused_goes_when_there_is_too_much(shelf: Shelf) -> None:
    for name in ("a", "b"):
        shelf.put(name, bytes(40))
    assert shelf.find("a") is not None
    shelf.put("c", bytes(40))
    assert shelf.find("b") is None
    assert shelf.find("a") == shelf.folder / "a"
    assert sorted(path.name for path in shelf.folder.iterdir()) == ["a", "c"]


def test_uploads_stay_until_they_are_dropped(shelf: Shelf) -> None:
    upload = shelf.new_upload()
    upload.write_bytes(bytes(500))
    name = shelf.keep(upload)
    shelf.put("a", bytes(90))
    assert shelf.find(name) == upload
    shelf.drop(name)
    assert shelf.find(name) is None
    assert upload.exists()
    shelf.sweep()
    assert not upload.exists()


def test_the_folder_goes_at_the_end(shelf: Shelf) -> None:
    folder: Path = shelf.folder
    shelf.put("a", b"1")
    assert folder.is_dir()
    shelf.close()
    assert not folder.exists()
