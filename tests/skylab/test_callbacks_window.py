"""Callbacks in the window: what was pasted is judged in words, what comes makes a job be read."""

from __future__ import annotations

import asyncio
import json
import time

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QSpinBox

from facespace_desk.credentials import Secret
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.skylab.callbacks import Finding, sign
from facespace_desk.skylab.client import DEFAULT_BASE_URL, SkylabClient
from facespace_desk.skylab.listener import Heard
from facespace_desk.skylab.model.callbacks import CallbacksModel, ListenChoice, why_not_public
from facespace_desk.skylab.model.pasted import Pasted, judged, split_request
from facespace_desk.skylab.records import Job
from facespace_desk.skylab.view.callbacks import CallbacksDialog, ListenPage
from tests.skylab.desk_bench import PROFILE, Desk, button, desk, dialogs, field, look, pick, press
from tests.skylab.desk_bench import texts as words_of

__all__ = ["desk", "look"]

SECRET = Secret("demo-secret")
STAMP = "1700000000"
BODY = '{"id":41,"status":"completed"}'
SIGNATURE = "9A5Xw3bRT5emlNBs4Iqj1nxl/2/qyWiJ8OcIiL1Uuhw="
NOW_S = 1_700_000_010.0


def verdict_words(body: str, signature: str = SIGNATURE) -> tuple[Finding, str]:
    verdict = judged(SECRET, Pasted(body, STAMP, signature), now_s=NOW_S)
    return verdict.finding, verdict.words


def test_the_vector_of_the_wire_page_is_good_also_with_blanks_around_its_headers() -> None:
    assert verdict_words(BODY)[0] is Finding.GOOD
    pasted = Pasted(BODY, f" {STAMP}\n", f"\t{SIGNATURE} ")
    assert judged(SECRET, pasted, now_s=NOW_S).is_good


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (BODY + "\n", "line break at the end, which the paste"),
        ('{"id": 41, "status": "completed"}', "written it anew"),
        ('{\n  "id": 41,\n  "status": "completed"\n}\n', "written it anew"),
    ],
)
def test_what_pasting_has_changed_is_named(body: str, reason: str) -> None:
    finding, words = verdict_words(body)
    assert finding is Finding.WRONG
    assert reason in words


def test_a_lost_line_end_and_those_of_windows_are_named() -> None:
    ended = sign(SECRET, STAMP, b'{"id":1}\n')
    assert "paste has lost" in verdict_words('{"id":1}', ended)[1]
    windows = sign(SECRET, STAMP, b'{"id":1,\r\n"a":2}')
    assert "Windows" in verdict_words('{"id":1,\n"a":2}', windows)[1]


def test_a_wrong_secret_gets_no_excuse() -> None:
    pasted = Pasted(BODY, STAMP, SIGNATURE)
    words = judged(Secret("other"), pasted, now_s=NOW_S).words
    assert words == "The signature does not match: another secret, timestamp or body."


def test_a_whole_request_is_taken_apart() -> None:
    text = (
        "PATCH /hook HTTP/1.1\r\nHost: desk.example\r\nContent-Type: application/json\r\n"
        f"X-Skylab-Timestamp: {STAMP}\r\nx-skylab-signature: {SIGNATURE}\r\n\r\n{BODY}"
    )
    assert split_request(text) == Pasted(BODY, STAMP, SIGNATURE)
    assert split_request(BODY) is None
    assert split_request('{"a": "x-skylab-signature: 1"}') is None


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        (Pasted("", "", ""), "the body, the timestamp and the signature"),
        (Pasted(BODY, " ", SIGNATURE), "the timestamp"),
        (Pasted(BODY, STAMP, ""), "the signature"),
        (Pasted(BODY, STAMP, SIGNATURE), ""),
    ],
)
def test_what_is_still_wanted_is_named(missing: Pasted, words: str) -> None:
    assert missing.missing == words


@pytest.mark.parametrize(
    ("url", "is_good"),
    [
        ("", True),
        ("https://hooks.example/skylab", True),
        ("http://127.0.0.1:5000/x", True),
        ("hooks.example", False),
        ("ftp://hooks.example", False),
        ("https://user:pw@hooks.example", False),
        ("https://hooks.example/a b", False),
        ("https://hooks.example:99999", False),
        ("https://", False),
    ],
)
def test_only_an_address_can_be_public(url: str, is_good: bool) -> None:
    assert (why_not_public(url) == "") == is_good


class Opened:
    """The model, and what it has told of."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.model = CallbacksModel(
            desk.client, desk.credentials, desk.store, PROFILE, desk.display
        )
        self.seen: list[Job] = []
        self.heard: list[Heard] = []
        self.polls = 0
        self.model.job_seen.connect(self.seen.append)
        self.model.heard.connect(self.heard.append)
        self.model.poll_wanted.connect(self._poll)
        self.model.told.connect(desk.tell)
        desk.closing.append(self.model.close)

    def _poll(self) -> None:
        self.polls += 1

    def show(self) -> CallbacksDialog:
        CallbacksDialog(self.model, self.desk.display, self.desk.window).open()
        return dialogs(CallbacksDialog)[0]

    async def listen(self) -> None:
        self.model.listen(ListenChoice(is_on=True))
        await self.desk.until(lambda: self.model.is_listening)

    async def called(self, job_id: int) -> None:
        url = self.model.local_url
        await asyncio.to_thread(self.desk.control.send_callback, job_id, url)


async def opened(desk: Desk, *, has_secret: bool = True) -> Opened:
    await desk.begin()
    if has_secret:
        secret = Secret(desk.skylab.callback_secret)
        desk.credentials.keep_for_session(PROFILE, "skylab", "callback_secret", secret)
    made = Opened(desk)
    await made.model.load()
    return made


def fill(dialog: CallbacksDialog, body: str, stamp: str, signature: str) -> None:
    field(dialog, "Body", QPlainTextEdit).setPlainText(body)
    field(dialog, "Timestamp").setText(stamp)
    field(dialog, "Signature").setText(signature)


def listen_switch(page: ListenPage) -> QCheckBox:
    found = page.findChild(QCheckBox)
    assert found is not None
    return found


def test_a_pasted_callback_is_judged_by_the_profiles_secret(desk: Desk) -> None:
    async def scenario() -> None:
        dialog = (await opened(desk)).show()
        press(dialog, "Check")
        assert "Paste the body, the timestamp and the signature first" in words_of(dialog)
        stamp, body = str(int(time.time())), '{"id":9,"name":"Caf\u00e9\u00a0\u2615"}'
        secret = Secret(desk.skylab.callback_secret)
        fill(dialog, body, stamp, sign(secret, stamp, body.encode()))
        press(dialog, "Check")
        assert "Genuine" in words_of(dialog)
        assert "right and fresh" in words_of(dialog)
        field(dialog, "Signature").setText(SIGNATURE)
        assert "Genuine" not in words_of(dialog)
        press(dialog, "Check")
        assert "Not genuine" in words_of(dialog)

    desk.run(scenario)


def test_a_pasted_request_fills_the_fields_and_another_secret_can_be_tried(desk: Desk) -> None:
    async def scenario() -> None:
        made = await opened(desk, has_secret=False)
        dialog = made.show()
        head = f"X-Skylab-Timestamp: {STAMP}\nX-Skylab-Signature: {SIGNATURE}"
        field(dialog, "Body", QPlainTextEdit).setPlainText(f"PATCH / HTTP/1.1\n{head}\n\n{BODY}")
        assert field(dialog, "Timestamp").text() == STAMP
        assert field(dialog, "Signature").text() == SIGNATURE
        press(dialog, "Check")
        assert "Not checked" in words_of(dialog)
        field(dialog, "Secret").setText(SECRET.reveal())
        press(dialog, "Check")
        assert "Genuine, but too old" in words_of(dialog)
        press(dialog, "Keep for this profile")
        await desk.until(lambda: made.model.has_secret)
        kept = await desk.credentials.load(PROFILE, "skylab", "callback_secret")
        assert kept == SECRET
        assert field(dialog, "Secret").text() == ""
        assert field(dialog, "Secret").echoMode() is QLineEdit.EchoMode.Password
        press(dialog, "Check")
        assert "Genuine, but too old" in words_of(dialog)

    desk.run(scenario)


def test_a_proven_callback_makes_its_job_be_read_through_the_api(desk: Desk) -> None:
    async def scenario() -> None:
        made = await opened(desk)
        await made.listen()
        job = (await desk.client.list_jobs()).entries[0]
        await made.called(job.id)
        await desk.until(lambda: made.seen)
        assert [each.id for each in made.seen] == [job.id]
        assert made.polls == 0
        assert [each["operation"] for each in desk.control.requests("get_job")] == ["get_job"]

    desk.run(scenario)


@pytest.mark.parametrize("flaw", ["signature", "old", "base64", "unsigned"])
def test_a_callback_that_is_not_good_is_listed_and_nothing_is_asked(desk: Desk, flaw: str) -> None:
    async def scenario() -> None:
        made = await opened(desk)
        await made.listen()
        desk.control.set_switch(callback_flaw=flaw)
        job = (await desk.client.list_jobs()).entries[0]
        await made.called(job.id)
        await desk.until(lambda: made.model.table.rowCount() == 1)
        assert made.seen == []
        assert made.polls == 0
        assert desk.control.requests("get_job") == []

    desk.run(scenario)


def test_without_a_secret_a_callback_is_a_hint_to_poll(desk: Desk) -> None:
    async def scenario() -> None:
        made = await opened(desk, has_secret=False)
        await made.listen()
        job = (await desk.client.list_jobs()).entries[0]
        await made.called(job.id)
        await desk.until(lambda: made.polls == 1)
        assert made.seen == []
        assert desk.control.requests("get_job") == []

    desk.run(scenario)


def test_a_job_that_cannot_be_read_is_told_of(desk: Desk) -> None:
    async def scenario() -> None:
        made = await opened(desk)
        await made.listen()
        job = (await desk.client.list_jobs()).entries[0]
        desk.control.fault("status", status=404, operation="get_job")
        await made.called(job.id)
        await desk.until(lambda: desk.told)
        assert f"about job {job.id}" in desk.told[0][0]

    desk.run(scenario)


def test_listening_is_opt_in_is_remembered_and_ends(desk: Desk) -> None:
    async def scenario() -> None:
        made = await opened(desk)
        assert not made.model.is_listening
        dialog = made.show()
        page = dialog.listening
        dialog._pages.setCurrentWidget(page)
        assert "jobs are polled" in words_of(page)
        assert not button(page, "Copy the address").isEnabled()
        listen_switch(page).setChecked(True)
        press(page, "Apply")
        await desk.until(lambda: made.model.is_listening)
        await desk.until(lambda: "for this computer only" in words_of(page))
        assert made.model.local_url in words_of(page)
        press(page, "Copy the address")
        assert QGuiApplication.clipboard().text() == made.model.local_url

        second = Opened(desk)
        await second.model.load()
        assert second.model.is_listening  # on another free port
        second.model.listen(ListenChoice())
        await desk.until(lambda: not second.model.is_listening)
        assert second.model.callback_url == ""

    desk.run(scenario)


def test_that_a_studio_in_the_cloud_cannot_call_this_computer_is_said(desk: Desk) -> None:
    async def scenario() -> None:
        made = await opened(desk)
        assert made.desk.client.base_url.is_loopback
        assert "can call it" in made.model.reach
        cloud = SkylabClient(BaseUrl.parse(DEFAULT_BASE_URL), Secret("key"))
        desk.closing.append(cloud.close)
        away = CallbacksModel(cloud, desk.credentials, desk.store, PROFILE, desk.display)
        desk.closing.append(away.close)
        dialog = CallbacksDialog(away, desk.display, desk.window)
        said = [each.text() for each in dialog.listening.findChildren(QLabel)]
        assert any("A studio in the cloud cannot reach" in each for each in said)
        away.choice = ListenChoice(public_url="https://hooks.example/skylab")
        assert "up to its tunnel" in away.reach

    desk.run(scenario)


def test_a_port_that_is_taken_is_said(desk: Desk) -> None:
    async def scenario() -> None:
        made = await opened(desk)
        dialog = made.show()
        page = dialog.listening
        dialog._pages.setCurrentWidget(page)
        listen_switch(page).setChecked(True)
        taken = int(desk.skylab.origin.rpartition(":")[2])
        field(page, "Port", QSpinBox).setValue(taken)
        press(page, "Apply")
        await desk.until(lambda: f"Port {taken} cannot be listened on" in words_of(page))
        assert not made.model.is_listening

    desk.run(scenario)


def test_the_network_may_call_only_with_a_secret(desk: Desk) -> None:
    async def scenario() -> None:
        made = await opened(desk, has_secret=False)
        dialog = made.show()
        page = dialog.listening
        dialog._pages.setCurrentWidget(page)
        pick(page, "Who may call", "The whole network")
        assert "Only with the account's secret" in words_of(page)
        assert not button(page, "Apply").isEnabled()
        pick(page, "Who may call", "This computer")
        field(page, "Public address").setText("nonsense")
        assert not button(page, "Apply").isEnabled()
        field(page, "Public address").setText("https://hooks.example/skylab")
        listen_switch(page).setChecked(True)
        press(page, "Apply")
        await desk.until(lambda: made.model.is_listening)
        assert made.model.callback_url == "https://hooks.example/skylab"
        made.model.listen(ListenChoice(is_on=True, is_open=True))
        await desk.until(lambda: not made.model.is_listening)
        assert "Without the account's secret" in made.model.words

    desk.run(scenario)


def test_addresses_in_a_callback_are_never_called(desk: Desk) -> None:
    async def scenario() -> None:
        made = await opened(desk)
        await made.listen()
        jobs = (await desk.client.list_jobs()).entries
        job = next(each for each in jobs if each.is_completed)
        await made.called(job.id)
        await desk.until(lambda: made.seen)
        sent = json.loads(desk.control.callbacks()[-1]["body"])
        assert sent["photos"][0]["retouchedUrl"].startswith("http")
        asked = {each["operation"] for each in desk.control.requests()}
        assert asked <= {"list_jobs", "get_job"}

    desk.run(scenario)
