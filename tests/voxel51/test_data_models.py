"""The list of data, what is done to it, what ends soon, and where it is from; without a window."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facespace_desk.credentials import Secret
from facespace_desk.modelkit.state import Phase
from facespace_desk.store.store import Store
from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.model.by_url import Posting, name_in, type_of, url_problem
from facespace_desk.voxel51.model.data import ALL
from facespace_desk.voxel51.model.data_rows import (
    BY_URL,
    EXPIRED,
    DataAct,
    DataRow,
    left_words,
    size_words,
    why_not,
)
from facespace_desk.voxel51.model.launching import Forbidden, Launch, Launcher
from facespace_desk.voxel51.model.provenance import (
    KIND,
    Origin,
    OriginBook,
    Provenance,
    Tag,
)
from facespace_desk.voxel51.model.queries import ANY, SYNTAX, Asking
from facespace_desk.voxel51.model.uploading import Wishes
from facespace_desk.voxel51.query import Subject
from facespace_desk.voxel51.records import JobStatus, SignedUrl
from facespace_desk.voxel51.request import DataReference, JobRequest
from tests.conftest import AllowLogs
from tests.voxel51.data_desk import opened, until
from tests.voxel51.jobs_desk import PROFILE
from tests.voxel51.platform_bench import plain_file
from tests.voxel_simulator import RunningVoxel, running_voxel, video, voxel, voxel_in_thread

__all__ = ["running_voxel", "voxel"]

DAY_MS = 86_400_000
SECRET_URL = "https://storage.example.test/films/gate%201.mp4?X-Signature=very-secret-9a1f"


async def test_the_list_holds_all_pages_and_the_radar_counts_what_ends(tmp_path: Path) -> None:
    from facespace_desk.demo.voxel51.seeding import FULL

    with voxel_in_thread(scale=FULL) as voxel:
        async with opened(voxel, tmp_path) as desk:
            data, radar = desk.work.list, desk.work.radar
            assert data.total == len(desk.rows()) == 200
            await until(lambda: radar.is_known)
            ends = [(row.expires_ms or 0) - data.now_ms() for row in desk.rows()]
            for days, count in radar.counts.items():
                assert count == sum(0 < left <= days * DAY_MS for left in ends) > 0


async def test_the_platform_searches_and_sorts(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with opened(voxel, tmp_path) as desk:
        count = len(desk.rows())
        wanted = Asking(text="type:quicktime|jpeg", where=SYNTAX, sort="size", descending=False)
        desk.work.list.use(wanted.query(Subject.DATA))
        await until(lambda: 0 < len(desk.rows()) < count)
        assert {row.type for row in desk.rows()} == {"video/quicktime", "image/jpeg"}
        desk.work.list.use(Asking(fields=("name",)).query(Subject.DATA))
        await until(lambda: len(desk.rows()) == count)
        assert {size_words(row) for row in desk.rows()} == {"not asked for"}


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("gate, bay: 1", "name", r"name:gate\, bay\: 1"),
        ("gate", ANY, "gate"),
        (r"name:a\,b|c\:d,type:mp4", SYNTAX, r"name:a\,b|c\:d,type:mp4"),
        ("plain, NAME:x", SYNTAX, "plain,name:x"),
    ],
)
def test_queries_are_written_as_the_service_has_them(text: str, where: str, said: str) -> None:
    assert Asking(text=text, where=where).query(Subject.DATA).body()["search"] == said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("colour:red", "no field “colour”"),
        ("name:", "nothing to look for"),
        ("a,,b", "comma with nothing"),
        ("name:a:b", "two colons"),
        (r"name:a\d", "backslash only"),
        ("name:a\\", "backslash only"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(APIError, match=words):
        Asking(text=text, where=SYNTAX).query(Subject.DATA)
    with pytest.raises(APIError, match="no field"):
        Asking(fields=("colour",)).query(Subject.JOBS)


async def test_saved_queries_and_tags_are_there_the_next_time(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    store = await Store.open(None, Secret("0" * 64))
    asking = Asking(text="gate", sort="expiration_date", descending=False)
    async with opened(voxel, tmp_path, store) as desk:
        row = desk.rows()[0]
        desk.work.queries.keep("Gates", asking)
        assert desk.work.provenance.set_origin([row.id], Origin.OWN_CAMERA) == 0
        await until(lambda: desk.now(row.id).tag.origin is Origin.OWN_CAMERA)
    async with opened(voxel, tmp_path, store) as desk:
        assert [(each.name, each.asking) for each in desk.work.queries.saved] == [("Gates", asking)]
        assert desk.now(row.id).tag == Tag(origin=Origin.OWN_CAMERA)
        assert Provenance(desk.book, "as:ada").origin_of(row.id) is Origin.UNKNOWN
        desk.work.queries.forget("Gates")
    assert not await store.views.list(PROFILE, "voxel51.queries.data.own")
    await store.close()


async def test_ends_are_moved_one_and_many_with_a_result_each(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        ids = [row.id for row in desk.rows()]
        before = {row.id: row.expires_ms or 0 for row in desk.rows()}
        desk.work.acts.keep(ids, days=2)
        await until(lambda: desk.told)
        good = [each for each in ids if desk.now(each).note == "given another end"]
        bad = [each for each in ids if desk.now(each).note_tone == "bad"]
        assert len(good) + len(bad) == len(ids)
        assert good
        assert {desk.now(each).note for each in bad} == {
            "The expiry of data by URL cannot be changed"
        }
        assert desk.told == [
            (f"{len(good)} of {len(ids)} data given another end. {len(bad)} failed; each row says "
             "why.", "warn")
        ]  # fmt: skip
        await until(
            lambda: all(
                abs((desk.now(each).expires_ms or 0) - before[each] - 2 * DAY_MS) < 5
                for each in good
            )
        )


async def test_what_is_deleted_or_ended_stays_in_sight_until_it_is_forgotten(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        first, second, third = (row.id for row in desk.rows()[:3])
        desk.work.acts.delete([first])
        await until(lambda: desk.now(first).is_gone)
        desk.work.acts.keep([first], days=1)
        assert desk.told[-1] == ("It was deleted from here.", "warn")
        voxel.control.vanish(second)
        desk.work.list.refresh()
        await until(lambda: desk.now(second).is_gone)
        assert desk.now(second).note == "It is not at the platform any more."
        await desk.client.update_data_ttl(third, expiration_date=datetime.now(UTC))
        await until(lambda: desk.now(third).is_gone)
        desk.work.list.forget_gone()
        assert {first, second, third}.isdisjoint({row.id for row in desk.rows()})


def test_words_for_sizes_and_ends() -> None:
    row = DataRow(id="a", size=-1, expires_ms=10 * DAY_MS)
    assert size_words(row) == size_words(DataRow(id="a")) == "unknown"
    assert left_words(row, 9 * DAY_MS) == "24 h"
    assert left_words(row, 10 * DAY_MS) == "expired"
    assert why_not(DataAct.DOWNLOAD, row, 11 * DAY_MS) == EXPIRED
    assert left_words(DataRow(id="a"), 0) == "unknown"
    by_url = DataRow(id="a", tag=Tag(origin=Origin.URL, is_by_url=True))
    assert why_not(DataAct.KEEP, by_url, 0) == BY_URL


async def test_data_is_downloaded_into_the_folder(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with opened(voxel, tmp_path) as desk:
        rows = desk.free(2)
        desk.work.acts.download([row.id for row in rows], str(tmp_path / "out"))
        await until(lambda: sum(each.state == "done" for each in desk.queue.transfers) == 2)
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
            row.name for row in rows
        )


async def test_an_upload_is_looked_at_and_says_where_it_is_from(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        folder = tmp_path / "films"
        folder.mkdir()
        video(folder / "good.mp4")
        (folder / "cut.mp4").write_bytes((folder / "good.mp4").read_bytes()[:5_000])
        plain_file(folder / "noise.mp4", 9_000)
        (folder / "empty.mp4").touch()
        uploads = desk.work.uploads
        uploads.drop([folder])
        await until(lambda: uploads.progress == (4, 4) and not uploads.is_looking)
        fates = {each.name: each.fate.value for each in uploads.findings}
        assert fates == {
            "good.mp4": "ready",
            "cut.mp4": "doubtful",
            "noise.mp4": "doubtful",
            "empty.mp4": "cannot be sent",
        }
        assert uploads.why_not() == "Say where the files are from."
        uploads.wish(Wishes(origin=Origin.CAM2, days=5.0))
        uploads.send()
        await until(lambda: [row for row in desk.rows() if row.name == "good.mp4"])
        [row] = [row for row in desk.rows() if row.name == "good.mp4"]
        assert row.tag == Tag(origin=Origin.CAM2, is_fixed=True)
        assert abs((row.left_ms(desk.work.list.now_ms()) or 0) - 5 * DAY_MS) < 120_000
        assert uploads.progress == (3, 3)  # what cannot be sent stays in sight

        assert desk.work.provenance.set_origin([row.id], Origin.OWN_CAMERA) == 1
        assert desk.now(row.id).tag.origin is Origin.CAM2
        launcher = Launcher(desk.client, desk.work.provenance)
        request = JobRequest(analytic="a", inputs={"video": DataReference(row.id)})
        with pytest.raises(Forbidden):
            await launcher.launch(Launch(request=request, name="no"))


async def test_pausing_between_files_stops_before_each_but_the_first(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        paths = [video(tmp_path / f"{name}.mp4") for name in "ab"]
        uploads = desk.work.uploads
        uploads.drop(paths)
        uploads.wish(Wishes(origin=Origin.OWN_CAMERA, pauses=True))
        await until(lambda: not uploads.why_not())
        uploads.send()
        await until(lambda: [each.state for each in desk.queue.transfers] == ["done", "queued"])
        assert desk.queue.holds
        await desk.queue.resume(())
        await until(lambda: [each.state for each in desk.queue.transfers] == ["done", "done"])


async def test_a_signed_address_is_sent_once_and_kept_nowhere(
    voxel: RunningVoxel, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    store = await Store.open(None, Secret("0" * 64))
    async with opened(voxel, tmp_path, store) as desk:
        by_url = desk.work.by_url
        by_url.add(
            Posting(
                url=SignedUrl(SECRET_URL),
                name=name_in(SECRET_URL),
                type=type_of("gate.mp4"),
                size=4_000,
                ends=datetime.now(UTC) + timedelta(days=2),
                origin=Origin.URL,
            )
        )
        await until(lambda: [row for row in desk.rows() if row.name == "gate%201.mp4"])
        [row] = [row for row in desk.rows() if row.name == "gate%201.mp4"]
        assert row.tag == Tag(origin=Origin.URL, is_by_url=True)
        desk.work.acts.keep([row.id], days=3)
        assert desk.now(row.id).note == BY_URL
        documents = [*await store.views.list(PROFILE, KIND), vars(by_url), *desk.queue.transfers]
        assert "very-secret" not in repr(documents)
    assert "very-secret" not in caplog.text
    await store.close()


@pytest.mark.parametrize("text", ["", "ftp://a/b", "https://me:pw@a/b", "nonsense secret"])
def test_what_is_no_address_is_refused_without_repeating_it(text: str) -> None:
    words = url_problem(text)
    assert words
    assert "secret" not in words
    assert url_problem(SECRET_URL) == ""


async def test_what_a_job_made_of_cam2_media_is_from_cam2(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        origins = desk.work.provenance
        ids = [row.id for row in desk.rows()[:3]]
        origins.set_origin([ids[0]], Origin.CAM2)
        request = JobRequest(analytic="a", inputs={"video": DataReference(ids[0])})
        posted = {"video": {"data-id": ids[1]}, "labels": [ids[2]], "nothing": 7}
        origins.learn("job-1", request, JobStatus(posted_data=posted))
        made = Tag(origin=Origin.CAM2, is_fixed=True, maker="job-1")
        assert [desk.now(each).tag for each in ids[1:]] == [made, made]
        origins.set_origin([ids[0]], Origin.OWN_CAMERA)  # the operator's own word can be taken back
        assert origins.origin_of(ids[0]) is Origin.OWN_CAMERA


async def test_a_damaged_tag_sets_nothing_free(voxel: RunningVoxel, tmp_path: Path) -> None:
    store = await Store.open(None, Secret("0" * 64))
    await store.views.put(PROFILE, KIND, json.dumps(["own", "d-1"]), '{"origin": "a new one"}')
    async with opened(voxel, tmp_path, store) as desk:
        book = OriginBook(store, PROFILE, desk.queue)
        await book.load()
        assert Provenance(book, "own").origin_of("d-1") is Origin.CAM2
        await book.close()
    await store.close()


async def test_the_list_stays_while_the_service_is_lost(
    voxel: RunningVoxel, tmp_path: Path, allow_logs: AllowLogs
) -> None:
    allow_logs(r"desk\.voxel51: .* is lost")
    async with opened(voxel, tmp_path) as desk:
        count = len(desk.rows())
        voxel.control.fault("status", status=401, times=100)
        await until(lambda: desk.work.list.state.phase is Phase.SIGNED_OUT)
        assert len(desk.rows()) == count
        voxel.control.reset()
        desk.work.list.use(ALL)
        await until(lambda: desk.work.list.state.phase is Phase.LIVE)
