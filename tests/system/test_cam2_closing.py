"""The ends of CAM2: nothing leaves before the terms, and nothing stays after the end."""

from __future__ import annotations

import asyncio
import gc
import time
from collections import Counter

import msgspec
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QPushButton, QToolButton

from facespace_desk.cam2.model.cameras import CameraList
from facespace_desk.cam2.records import Camera
from facespace_desk.cam2.stills import Still
from facespace_desk.cam2.view.camera_form import CameraForm
from facespace_desk.cam2.view.clients_dialog import ClientsDialog
from facespace_desk.cam2.view.grid import GridDialog
from facespace_desk.cam2.view.issued_dialog import IssuedDialog
from facespace_desk.cam2.view.tab import Cam2Tab
from facespace_desk.cam2.view.terms import TermsGate
from facespace_desk.credentials import Credentials, Secret
from facespace_desk.map.view import MapView
from facespace_desk.modelkit.state import Phase
from facespace_desk.paths import Paths
from facespace_desk.profiles import ProfileBook, ServiceConfig
from facespace_desk.shell.profile_manager import ProfileManager
from tests.cam2.tab_fixtures import (
    Bench,
    bench,
    button,
    cam2,
    dialogs,
    drawn,
    field,
    hit,
    look,
    make_bench,
    press,
    running_cam2,
    texts,
)
from tests.conftest import MemoryKeyring
from tests.limits import LIMITS
from tests.slice_bench import PROFILE

__all__ = ["bench", "cam2", "look", "make_bench", "running_cam2"]

PURPOSE = "Traffic counts for a thesis"


# the terms


def test_no_request_leaves_before_the_terms_and_one_sign_in_after_them(make_bench: Bench) -> None:
    bench = make_bench
    for name in ("terms_accepted", "terms_purpose"):
        del bench.options[name]

    async def scenario() -> None:
        await bench.open_store()
        bench.show_slice()
        await bench.until(lambda: bench.slice.widget.findChild(TermsGate) is not None)
        gate = bench.slice.widget.findChild(TermsGate)
        assert isinstance(gate, TermsGate)
        agree, go_on = gate.findChild(QCheckBox), button(gate, "Agree and open CAM2")
        purpose = field(gate, "Purpose", QPlainTextEdit)
        assert agree is not None
        agree.setChecked(True)
        for said, refusal in (
            ("", "Say what you use the cameras for."),
            ("x", "Say a little more"),
        ):
            purpose.setPlainText(said)
            assert refusal in texts(gate)
            go_on.click()
            hit(go_on, "Return")
        for keys in ("F5", "Ctrl+Return", "Ctrl+L", "Ctrl+E", "Alt+P"):
            hit(gate, keys)
        await drawn()
        assert bench.slice.tab is None
        assert bench.slice.state.phase is Phase.OFF
        assert bench.control.requests() == []
        purpose.setPlainText(PURPOSE)
        press(gate, "Agree and open CAM2")
        await bench.until(lambda: bench.slice.tab is not None)
        await bench.searched()
        assert len(bench.control.requests("auth")) == 1
        await bench.reopen()
        assert bench.slice.widget.findChild(TermsGate) is None
        assert bench.models.terms.purpose == PURPOSE

    bench.run(scenario)


# closing


def test_closing_is_quick_whatever_is_under_way(bench: Bench) -> None:
    async def scenario() -> None:
        bench.control.set_switch(picture="never")
        cameras = [each for each in bench.models.cameras if each.type == "ip" and each.still_url]
        bench.models.cameras.select((cameras[0].camera_id,))
        await drawn()
        press(bench.tab.detail, "Show picture")
        bench.tab.open_grid([each.camera_id for each in cameras[1:5]])
        await bench.until(lambda: dialogs(GridDialog))
        await bench.until(lambda: pouring(bench) == 3)  # as many as there may be at once
        bench.control.fault("hold", operation="*", times=40)
        there = len(bench.control.requests())
        press(bench.tab.form, "Search")
        bench.tab.show_camera("f" * 24)
        administration = bench.slice._administration
        assert administration is not None
        administration.clients.find("portal")
        administration.change_log.read(None, None)
        await bench.control.arrived(there + 4)
        begun = time.monotonic()
        await bench.slice.close()
        took_s = time.monotonic() - begun
        print(f"\nclosed in {took_s * 1000:.0f} ms")
        assert took_s < LIMITS.close_s
        bench.remove_window()
        bench._is_open = False
        await bench.until(lambda: pouring(bench) == 0)
        bench.control.release()

    bench.run(scenario)


def pouring(bench: Bench) -> int:
    """How many pictures without end are being sent."""
    return int(bench.control.call("GET", "state")["pouring"])


KINDS = (Cam2Tab, MapView, CameraList, Still)


def alive() -> Counter[str]:
    gc.collect()
    return Counter(type(thing).__name__ for thing in gc.get_objects() if isinstance(thing, KINDS))


def test_a_closed_tab_leaves_nothing_in_memory(bench: Bench) -> None:
    async def scenario() -> None:
        before = alive()
        for _ in range(2):
            bench.control.set_switch(picture="still")
            camera = bench.camera(lambda camera: camera.type == "ip" and camera.still_url)
            bench.models.cameras.select((camera.camera_id,))
            await drawn()
            press(bench.tab.detail, "Show picture")
            await bench.until(lambda: bench.models.preview.state.still is not None)
            bench.tab.open_lookup()
            bench.tab.open_statistics()
            bench.tab.open_terms()
            bench.tab.show_mode(1)
            bench.tab.show_mode(2)
            await bench.reopen()
        await asyncio.sleep(0)
        assert alive() <= before  # of tests before this one, some may have gone meanwhile

    bench.run(scenario)


# a profile that is removed


def test_a_removed_profile_leaves_neither_notes_nor_history_nor_keys(
    make_bench: Bench, paths: Paths
) -> None:
    bench = make_bench
    for name in ("terms_accepted", "terms_purpose"):
        del bench.options[name]
    keyring = MemoryKeyring()
    bench.credentials = Credentials(backend=keyring)

    async def scenario() -> None:
        for name, value in zip(
            ("client_id", "client_secret"), bench.simulator.clients["admin"], strict=True
        ):
            await bench.credentials.save(PROFILE, "cam2", name, Secret(value))
        await bench.open_store()
        bench.show_slice()
        await agree(bench)
        await bench.searched()
        await leave_traces(bench)
        await bench.close()
        await bench.store.flush()
        kinds = set(await documents(bench))
        print(f"\nkept: {sorted(kinds)}; keys: {len(keyring.entries)}")
        assert len(kinds) >= 4
        assert keyring.entries
        await remove_profile(bench, paths)
        await bench.until(lambda: not keyring.entries)
        assert await documents(bench) == []

    bench.run(scenario)


async def agree(bench: Bench) -> None:
    await bench.until(lambda: bench.slice.widget.findChild(TermsGate) is not None)
    gate = bench.slice.widget.findChild(TermsGate)
    assert isinstance(gate, TermsGate)
    agrees = gate.findChild(QCheckBox)
    assert agrees is not None
    agrees.setChecked(True)
    field(gate, "Purpose", QPlainTextEdit).setPlainText(PURPOSE)
    press(gate, "Agree and open CAM2")
    await bench.until(lambda: bench.slice.tab is not None)


async def leave_traces(bench: Bench) -> None:
    """A note, a kept search, a written change, a secret issued."""
    bench.control.set_switch(picture="still")
    camera = bench.camera(
        lambda camera: camera.type == "ip" and camera.still_url and camera.city and camera.place
    )
    bench.models.notes.set_note(camera, "The one at the pier")
    press(bench.tab.form, "Search")
    await bench.searched()
    bench.models.cameras.select((camera.camera_id,))
    await drawn()
    press(bench.tab.detail, "Show picture")
    await bench.until(lambda: bench.models.preview.state.still is not None)
    await change_city(bench, camera)
    await issue_a_secret(bench)


async def change_city(bench: Bench, camera: Camera) -> None:
    await bench.until(lambda: button(bench.tab.detail, "Edit").isEnabled())
    press(bench.tab.detail, "Edit")
    await bench.until(lambda: dialogs(CameraForm))
    [form] = dialogs(CameraForm)
    field(form, "City").setText("Ahuriri")
    press(form, "Compare")
    await bench.until(lambda: "1 field of camera" in texts(form))
    press(form, "Write the changes")
    await bench.until(lambda: not dialogs(CameraForm))
    changed = bench.models.cameras.camera(camera.camera_id)
    assert changed is not None
    assert changed.city == "Ahuriri"


async def issue_a_secret(bench: Bench) -> None:
    menu = bench.tab.administration.menu()
    [clients] = [each for each in menu.actions() if each.text().startswith("Clients")]
    clients.trigger()
    await bench.until(lambda: dialogs(ClientsDialog))
    [dialog] = dialogs(ClientsDialog)
    field(dialog, "Owner of the new client").setText("harbour-office")
    press(dialog, "Register a client")
    await bench.until(lambda: dialogs(IssuedDialog))
    [issued] = dialogs(IssuedDialog)
    press(issued, "Keep in the key store")
    await bench.until(lambda: "among the secrets issued" in texts(issued))
    issued.reject()
    dialog.reject()


async def documents(bench: Bench) -> list[str]:
    """The kinds of everything that the store still has of the profile."""
    found = await bench.store._reader.run(
        lambda connection: connection.execute(
            "SELECT kind FROM documents WHERE profile = ?", (PROFILE,)
        ).fetchall()
    )
    return [str(kind) for (kind,) in found]


async def remove_profile(bench: Bench, paths: Paths) -> None:
    """As an operator does, in the dialog of profiles."""
    book = ProfileBook(paths.profiles_file)
    config = ServiceConfig(bench.base_url, ("client_id", "client_secret"))
    made = book.create("Harbour", {"cam2": config})
    book.remove(made.id)
    book.save(msgspec.structs.replace(made, id=PROFILE))
    manager = ProfileManager(book, bench.credentials, "another", bench.report)
    removals: list[asyncio.Task[object]] = []
    manager.removed.connect(
        lambda profile: removals.append(asyncio.create_task(bench.store.forget_profile(profile)))
    )
    manager.show()
    manager.choose(PROFILE)
    [remove] = [each for each in manager.findChildren(QToolButton) if "Remove" in each.toolTip()]
    remove.click()
    [really] = [
        each
        for each in manager.findChildren(QPushButton)
        if each.text() == "Remove" and each.isVisible()
    ]
    really.click()
    await asyncio.gather(*removals)
    await bench.until(lambda: not manager._tasks.is_running(f"keys of {PROFILE}"))
    manager.close()
    manager.deleteLater()
