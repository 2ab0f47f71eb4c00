"""The windows of profiles and callbacks, as they are opened from the tab."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QCheckBox, QLineEdit

from facespace_desk.credentials import Secret
from facespace_desk.skylab.model.stages import Stage
from facespace_desk.skylab.view.callbacks import CallbacksDialog
from facespace_desk.skylab.view.dialogs import ConfirmDialog
from facespace_desk.skylab.view.profiles import ProfilesDialog
from facespace_desk.skylab.view.studio import Studio
from facespace_desk.widgets.export_dialog import ExportDialog
from tests.skylab.tab_fixtures import (
    PROFILE,
    Bench,
    bench,
    dialogs,
    drawn,
    field,
    look,
    make_bench,
    press,
    running_skylab,
    skylab,
    texts,
)

__all__ = ["bench", "look", "make_bench", "running_skylab", "skylab"]


def studio(bench: Bench) -> Studio:
    assert bench.slice.studio is not None
    return bench.slice.studio


def test_profiles_open_once_at_that_of_the_job(bench: Bench) -> None:
    async def scenario() -> None:
        job_id = await bench.choose("done", photos=4)
        row = bench.models.jobs.row(job_id)
        assert row is not None
        press(bench.tab, "Profiles")
        (window,) = dialogs(ProfilesDialog)
        await bench.until(lambda: field(window, "Name", QLineEdit).text() == row.profile_name)
        press(bench.tab, "Profiles")
        assert dialogs(ProfilesDialog) == [window]
        press(window, "Close")
        await drawn()
        press(bench.tab, "Profiles")
        assert len(dialogs(ProfilesDialog)) == 1

    bench.run(scenario)


def test_what_is_written_there_is_what_jobs_offer(bench: Bench) -> None:
    async def scenario() -> None:
        press(bench.tab, "Profiles")
        (window,) = dialogs(ProfilesDialog)
        await bench.until(window.page.isVisible)
        press(window, "New")
        field(window, "Name", QLineEdit).setText("Passport")
        press(window, "Compare")
        await bench.until(window.plan_pane.isVisible)
        press(window, "Make this profile")
        await bench.until(lambda: "Passport" in [each.name for each in bench.models.jobs.profiles])
        await bench.until(lambda: "“Passport” is written" in texts(window))

    bench.run(scenario)


def test_the_slice_closes_whatever_was_typed(bench: Bench) -> None:
    async def scenario() -> None:
        press(bench.tab, "Profiles")
        (window,) = dialogs(ProfilesDialog)
        await bench.until(window.page.isVisible)
        press(window, "New")
        field(window, "Name", QLineEdit).setText("Passport")
        press(bench.tab, "Callbacks")
        await bench.close()
        assert dialogs(ProfilesDialog) == []
        assert dialogs(CallbacksDialog) == []
        assert dialogs(ConfirmDialog) == []

    bench.run(scenario)


def test_the_profiles_shown_become_a_file(bench: Bench) -> None:
    async def scenario() -> None:
        press(bench.tab, "Profiles")
        (window,) = dialogs(ProfilesDialog)
        await bench.until(window.page.isVisible)
        window.page.export_wanted.emit()
        (export,) = dialogs(ExportDialog)
        export.reject()

    bench.run(scenario)


def test_another_key_can_be_entered_from_there(bench: Bench) -> None:
    async def scenario() -> None:
        wanted: list[bool] = []
        bench.slice.sign_in.connect(lambda: wanted.append(True))
        bench.control.fault("status", status=403, operation="list_profiles")
        press(bench.tab, "Profiles")
        (window,) = dialogs(ProfilesDialog)
        await bench.until(lambda: studio(bench).profiles.state.error is not None)
        await drawn()
        assert "The profiles could not be read" in texts(window)
        press(window, "Sign in")
        assert wanted == [True]

    bench.run(scenario)


def test_a_job_that_is_queued_with_the_copied_address_calls_and_is_done(bench: Bench) -> None:
    async def scenario() -> None:
        secret = Secret(bench.simulator.callback_secret)
        bench.credentials.keep_for_session(PROFILE, "skylab", "callback_secret", secret)
        await bench.reopen()
        callbacks = studio(bench).callbacks
        await bench.until(lambda: callbacks.has_secret)
        press(bench.tab, "Callbacks")
        (window,) = dialogs(CallbacksDialog)
        window._pages.setCurrentWidget(window.listening)
        is_on = window.listening.findChild(QCheckBox)
        assert is_on is not None
        is_on.setChecked(True)
        press(window.listening, "Apply")
        await bench.until(lambda: callbacks.is_listening)
        await bench.until(lambda: callbacks.callback_url in texts(window.listening))
        assert "can call it" in texts(window.listening)
        job_id = bench.job("draft", photos=1)
        bench.models.deeds.queue([job_id], callbacks.callback_url)
        await bench.until(lambda: _stage(bench, job_id) is not Stage.DRAFT)
        await asyncio.to_thread(bench.control.finish, job_id)
        await bench.until(lambda: callbacks.table.rowCount() == 1)
        assert callbacks.table.record_at(0).job_id == job_id
        assert callbacks.table.record_at(0).is_proven
        await bench.until(lambda: _stage(bench, job_id) is Stage.DONE)

    bench.run(scenario, 60)


def _stage(bench: Bench, job_id: int) -> Stage | None:
    row = bench.models.jobs.row(job_id)
    return None if row is None else row.stage
