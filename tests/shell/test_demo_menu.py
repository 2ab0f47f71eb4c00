"""The Demo menu on a real simulator: what is chosen is what the server does, and what is marked."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from facespace_desk.demo.hostile import CAMERAS as HOSTILE_CAMERAS
from facespace_desk.demo.hostile import NAMES as HOSTILE_NAMES
from facespace_desk.demo.launcher import Simulators
from facespace_desk.modelkit.tasks import TaskScope
from facespace_desk.profiles import DEMO, Profile, ServiceConfig, read_profile_file
from facespace_desk.shell.demo_amigocloud import AMIGOCLOUD
from facespace_desk.shell.demo_cam2 import CAM2
from facespace_desk.shell.demo_common import A_WHILE, NORMAL
from facespace_desk.shell.demo_facespace import FACESPACE
from facespace_desk.shell.demo_menu import DemoMenu
from facespace_desk.shell.demo_situations import SPEEDS, ServiceDemo
from facespace_desk.shell.demo_voxel51 import VOXEL51
from facespace_desk.shell.palette import PaletteEntry
from tests.amigo_simulator import RunningAmigo, amigo, running_amigo
from tests.cam2_simulator import RunningCam2, cam2, running_cam2
from tests.conftest import LoopRunner
from tests.limits import PATIENCE_S
from tests.servers.faulty import FaultyServer, reply
from tests.simulators import RunningSimulators
from tests.voxel_simulator import RunningVoxel, running_voxel, voxel

__all__ = ["amigo", "cam2", "running_amigo", "running_cam2", "running_voxel", "voxel"]


def titles(demo: ServiceDemo) -> list[str]:
    return [situation.title for section in demo.sections for situation in section]


TITLES = titles(FACESPACE)
NONE: Mapping[str, str] = {}


class Desk:
    """The menu with what the console hands it; `told` are the notes that it showed."""

    def __init__(self, runner: LoopRunner, simulators: RunningSimulators) -> None:
        self.runner = runner
        self.simulators = simulators
        self.told: list[tuple[str, str]] = []
        self.tasks = TaskScope("desk")
        self.process = Simulators()
        self.menu = DemoMenu(
            tasks=self.tasks, tell=self.tell, stop=self.process.stop, restart=self.process.restart
        )

    def tell(self, text: str, tone: str) -> None:
        self.told.append((text, tone))

    def action(self, title: str, service: str = "FaceSpace") -> QAction:
        """The action with this title, of all services or in the menu of *service*."""
        [found] = [
            action
            for menu in (self.common(), self.of(service))
            for action in menu
            if action.text() == title
        ]
        return found

    def of(self, service: str) -> list[QAction]:
        [menu] = [part for part in self.menu._parts if part.title() == service]
        return [action for action in menu.actions() if not action.isSeparator()]

    def common(self) -> list[QAction]:
        own = {action for part in self.menu._parts for action in part.actions()}
        return [action for action in all_actions(self.menu) if action not in own]

    def marked(self, service: str = "FaceSpace") -> list[str]:
        shown = [*self.of(service), *self.common()]
        return [action.text() for action in shown if action.isChecked()]

    def is_offered(self) -> bool:
        return self.menu.menuAction().isVisible()

    def open_profile(
        self, base_url: str, kind: str = "demo", others: Mapping[str, str] = NONE
    ) -> None:
        """*others* are the addresses of other services, by their ids."""
        services = {"facespace": ServiceConfig(base_url, ("api_key",))}
        services |= {name: ServiceConfig(address) for name, address in others.items()}
        profile = Profile(id="x", name="x", services=services, kind=kind)  # type: ignore[arg-type]
        self.menu.set_profile(profile)

    async def open(self) -> None:
        """As the operator opens it: the marks are those of now."""
        self.menu.aboutToShow.emit()
        await self.settle()

    async def choose(self, title: str, service: str = "FaceSpace") -> None:
        self.action(title, service).trigger()
        await self.settle()

    async def settle(self) -> None:
        kinds = ["change", "process"]
        kinds += [
            f"{what} {id_}"
            for what in ("change", "look at")
            for id_ in ("facespace", "cam2", "voxel51", "amigocloud")
        ]
        await self.runner.until(
            lambda: not any(self.tasks.is_running(f"demo menu: {kind}") for kind in kinds)
        )

    async def ask(self, name: str = "recognition") -> httpx.Response:
        headers = {"x-api-key": self.simulators.api_key}
        async with httpx.AsyncClient(headers=headers, trust_env=False, timeout=PATIENCE_S) as http:
            return await http.get(f"{self.simulators.base_url}/{name}")


def all_actions(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        found += all_actions(inner) if isinstance(inner, QMenu) else [action]
    return found


Play = Callable[[Callable[[Desk], Coroutine[Any, Any, None]]], None]


@pytest.fixture
def play(app_loop: LoopRunner, simulators: RunningSimulators) -> Iterator[Play]:
    """Runs a scenario on the window's loop; the desk in it has the simulator's profile open."""

    def play(scenario: Callable[[Desk], Coroutine[Any, Any, None]]) -> None:
        async def whole() -> None:
            desk = Desk(app_loop, simulators)
            desk.open_profile(simulators.base_url)
            await desk.settle()
            try:
                await scenario(desk)
            finally:
                await desk.tasks.close()
                await desk.process.stop()
                desk.menu.deleteLater()

        app_loop.run(whole())

    return play


@pytest.mark.parametrize("title", TITLES)
def test_chosen_situation_alone_is_marked_and_told(play: Play, title: str) -> None:
    async def scenario(desk: Desk) -> None:
        assert desk.marked() == [NORMAL.title, "1 ×"]
        await desk.choose(title)
        assert desk.marked() == [title, "1 ×"]
        await desk.choose(title)
        assert desk.marked() == [title, "1 ×"]
        assert [tone for _, tone in desk.told] == ["info", "info"]
        assert all(text.startswith("Demo: ") for text, _ in desk.told)
        await desk.choose(NORMAL.title)
        assert desk.marked() == [NORMAL.title, "1 ×"]
        reply = await desk.ask()
        assert reply.json().keys() & {"lobby", "reception"} == {"lobby", "reception"}

    play(scenario)


@pytest.mark.parametrize(
    ("title", "status", "headers", "text"),
    [
        ("Server trouble for a while (503)", 503, {}, "overloaded"),
        ("Too many requests (429)", 429, {"retry-after": "10"}, "429"),
        ("Key refused (401)", 401, {}, "API key is not valid"),
        ("Error page of a proxy (502)", 502, {"content-type": "text/html; charset=utf-8"}, "<html"),
        ("Web page instead of data", 200, {"content-type": "text/html; charset=utf-8"}, "<html"),
        ("Empty answers", 200, {}, ""),
        ("No cameras active", 200, {}, "No cameras active: all streams closed"),
        ("Maintenance notice", 200, {}, "maintenance"),
    ],
)
def test_server_does_what_was_chosen(
    play: Play, title: str, status: int, headers: dict[str, str], text: str
) -> None:
    async def scenario(desk: Desk) -> None:
        await desk.choose(title)
        reply = await desk.ask()
        assert reply.status_code == status
        assert {name: reply.headers.get(name) for name in headers} == headers
        assert text in reply.text

    play(scenario)


def test_slow_network_slows_and_the_next_choice_ends_it(play: Play) -> None:
    async def scenario(desk: Desk) -> None:
        await desk.choose("Slow network (0.8 s)")
        assert (await desk.ask()).elapsed.total_seconds() >= 0.8
        await desk.choose("Key refused (401)")
        reply = await desk.ask()
        assert reply.status_code == 401
        assert desk.simulators.control.call("GET", "state")["switches"]["latency_s"] == 0

    play(scenario)


def test_broken_answers_and_connections_break(play: Play) -> None:
    async def scenario(desk: Desk) -> None:
        await desk.choose("Broken answers")
        with pytest.raises(ValueError, match=r"."):
            (await desk.ask()).json()
        await desk.choose("Broken connections")
        with pytest.raises(httpx.TransportError):
            await desk.ask()

    play(scenario)


def test_hostile_names_and_cameras_are_reported(play: Play) -> None:
    async def scenario(desk: Desk) -> None:
        await desk.choose("Hostile names")
        assert set(HOSTILE_NAMES) <= set((await desk.ask()).json()["north-gate"])
        await desk.choose("Hostile cameras")
        assert set(HOSTILE_CAMERAS) <= (await desk.ask()).json().keys()

    play(scenario)


def test_mark_goes_back_when_the_trouble_ends_by_itself(play: Play) -> None:
    async def scenario(desk: Desk) -> None:
        await desk.choose("Server trouble for a while (503)")
        statuses = [(await desk.ask()).status_code for _ in range(A_WHILE + 1)]
        assert statuses == [503] * A_WHILE + [200]
        await desk.open()
        assert desk.marked() == [NORMAL.title, "1 ×"]

    play(scenario)


def test_what_others_brought_about_is_marked_as_none_of_ours(play: Play) -> None:
    async def scenario(desk: Desk) -> None:
        control = desk.simulators.control
        control.fault("status", status=500, times=9)
        await desk.open()
        assert desk.marked() == ["1 ×"]
        control.clear_faults()
        control.set_switch(latency_s=3.0)
        control.call("POST", "clock", {"run": 60})
        await desk.open()
        assert desk.marked() == ["Very slow network (3 s)", "60 ×"]
        control.fix_clock(1_772_625_600)
        await desk.open()
        assert desk.marked() == ["Very slow network (3 s)"]

    play(scenario)


def test_speed_changes_the_simulated_time_and_keeps_the_situation(play: Play) -> None:
    async def scenario(desk: Desk) -> None:
        await desk.choose("Hostile names")
        for speed in SPEEDS:
            await desk.choose(f"{speed} ×")
            assert desk.marked() == ["Hostile names", f"{speed} ×"]
            assert desk.simulators.control.call("GET", "clock")["speed"] == speed

    play(scenario)


def test_reset_takes_back_situation_and_speed(play: Play) -> None:
    async def scenario(desk: Desk) -> None:
        await desk.choose("Maintenance notice")
        await desk.choose("600 ×")
        await desk.choose("Everything as at the start")
        assert desk.marked() == [NORMAL.title, "1 ×"]

    play(scenario)


def test_latest_of_quick_choices_wins(play: Play) -> None:
    async def scenario(desk: Desk) -> None:
        for title in TITLES[1:]:
            desk.action(title).trigger()
        desk.action("Key refused (401)").trigger()
        await desk.settle()
        assert desk.marked() == ["Key refused (401)", "1 ×"]
        assert (await desk.ask()).status_code == 401

    play(scenario)


def test_menu_sends_no_key(play: Play, simulators: RunningSimulators) -> None:
    async def scenario(desk: Desk) -> None:
        async with FaultyServer() as server:
            server.play(reply(200, b"{}"))
            desk.open_profile(f"{server.origin}/facespace")
            await desk.settle()
            desk.action(NORMAL.title).setEnabled(True)
            await desk.choose(NORMAL.title)
        assert server.requests
        for request in server.requests:
            assert simulators.api_key not in repr(request)
            assert request.target.startswith("/_sim/")

    play(scenario)


# Two services

Both = Callable[[Callable[[Desk], Coroutine[Any, Any, None]]], None]


@pytest.fixture
def both(play: Play, simulators: RunningSimulators, cam2: RunningCam2) -> Both:
    """As `play`, with the profile of two simulators open."""

    def run(scenario: Callable[[Desk], Coroutine[Any, Any, None]]) -> None:
        async def whole(desk: Desk) -> None:
            desk.open_profile(simulators.base_url, others={"cam2": cam2.base_url})
            await desk.settle()
            await scenario(desk)

        play(whole)

    return run


@pytest.mark.parametrize("title", titles(CAM2))
def test_chosen_situation_of_cam2_alone_is_marked_and_told(both: Both, title: str) -> None:
    async def scenario(desk: Desk) -> None:
        assert desk.marked("CAM2") == [NORMAL.title, "1 ×"]
        await desk.choose(title, "CAM2")
        assert desk.marked("CAM2") == [title, "1 ×"]
        assert desk.marked("FaceSpace") == [NORMAL.title, "1 ×"]
        [(text, tone)] = desk.told
        assert (text[:12], tone) == ("Demo: CAM2. ", "info")

    both(scenario)


def test_cam2_does_what_was_chosen(both: Both, cam2: RunningCam2) -> None:
    async def ask(operation: str, **params: str) -> httpx.Response:
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE_S) as http:
            return await http.get(f"{cam2.base_url}/{operation}", params=params)

    async def scenario(desk: Desk) -> None:
        client_id, secret = cam2.clients["user"]
        credentials = {"clientID": client_id, "clientSecret": secret}
        await desk.choose("Client refused (401)", "CAM2")
        refused = await ask("auth", **credentials)
        assert (refused.status_code, refused.json()) == (401, {"message": "Bad client secret"})
        await desk.choose("Radius in metres", "CAM2")
        assert cam2.control.call("GET", "state")["switches"]["radius_unit"] == "m"
        token = (await ask("auth", **credentials)).json()["token"]
        await desk.choose("All tokens expire now", "CAM2")
        assert desk.marked("CAM2") == ["Radius in metres", "1 ×"]
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE_S) as http:
            late = await http.get(
                f"{cam2.base_url}/cameras/search", headers={"Authorization": f"Bearer {token}"}
            )
        assert (late.status_code, late.json()) == (401, {"message": "Token expired."})
        await desk.choose("Cameras are dead", "CAM2")
        assert cam2.control.call("GET", "state")["switches"]["picture"] == "silent"

    both(scenario)


@pytest.mark.parametrize("title", titles(AMIGOCLOUD))
def test_chosen_situation_of_amigocloud_is_marked(
    play: Play, simulators: RunningSimulators, amigo: RunningAmigo, title: str
) -> None:
    async def scenario(desk: Desk) -> None:
        desk.open_profile(simulators.base_url, others={"amigocloud": amigo.base_url})
        await desk.settle()
        await desk.choose(title, "AmigoCloud")
        assert desk.marked("AmigoCloud") == [title, "1 ×"]
        [(text, tone)] = desk.told
        assert (text[:18], tone) == ("Demo: AmigoCloud. ", "info")

    play(scenario)


@pytest.mark.parametrize("title", [*titles(VOXEL51), *(each.title for each in VOXEL51.incidents)])
def test_chosen_situation_of_voxel51_is_marked(
    play: Play, simulators: RunningSimulators, voxel: RunningVoxel, title: str
) -> None:
    async def scenario(desk: Desk) -> None:
        desk.open_profile(simulators.base_url, others={"voxel51": voxel.base_url})
        await desk.settle()
        await desk.choose(title, "Voxel51")
        lasts = title in titles(VOXEL51)
        assert desk.marked("Voxel51") == [title if lasts else NORMAL.title, "1 ×"]
        [(text, tone)] = desk.told
        assert (text[:15], tone) == ("Demo: Voxel51. ", "info")

    play(scenario)


def test_live_lines_are_dropped_and_tickets_void(
    play: Play, simulators: RunningSimulators, amigo: RunningAmigo
) -> None:
    async def scenario(desk: Desk) -> None:
        desk.open_profile(simulators.base_url, others={"amigocloud": amigo.base_url})
        await desk.settle()
        for incident in AMIGOCLOUD.incidents:
            await desk.choose(incident.title, "AmigoCloud")
            assert desk.told[-1] == (f"Demo: AmigoCloud. {incident.words}", "info")

    play(scenario)


def test_situations_of_two_services_do_not_touch_each_other(both: Both) -> None:
    async def scenario(desk: Desk) -> None:
        desk.action("Too many requests (429)", "CAM2").trigger()
        desk.action("Key refused (401)").trigger()
        await desk.settle()
        assert desk.marked("CAM2") == ["Too many requests (429)", "1 ×"]
        assert desk.marked("FaceSpace") == ["Key refused (401)", "1 ×"]
        await desk.choose("600 ×")
        await desk.open()
        assert desk.marked("CAM2") == ["Too many requests (429)", "600 ×"]
        await desk.choose("Everything as at the start")
        for service in ("CAM2", "FaceSpace"):
            assert desk.marked(service) == [NORMAL.title, "1 ×"]

    both(scenario)


def test_the_palette_says_whose_situation_it_is(both: Both) -> None:
    async def scenario(desk: Desk) -> None:
        entries = {PaletteEntry.of(action).title: action for action in all_actions(desk.menu)}
        assert "Demo, CAM2: Pages repeat" in entries
        assert "Demo, FaceSpace: Hostile names" in entries
        assert "Demo: simulated time at 60 ×" in entries
        entries["Demo, CAM2: Pages repeat"].trigger()
        await desk.settle()
        assert desk.marked("CAM2") == ["Pages repeat", "1 ×"]

    both(scenario)


def test_a_service_that_the_profile_lacks_has_no_menu(play: Play) -> None:
    async def scenario(desk: Desk) -> None:
        shown = {part.title(): part.menuAction().isVisible() for part in desk.menu._parts}
        assert [title for title, is_shown in shown.items() if is_shown] == ["FaceSpace"]
        assert set(shown) == {"FaceSpace", "CAM2", "Voxel51", "AmigoCloud"}

    play(scenario)


# When it is offered at all


@pytest.mark.parametrize(
    "base_url", ["https://server.example/facespace", "http://10.0.0.7/facespace", "nonsense"]
)
@pytest.mark.parametrize("kind", ["saved", "demo"])
def test_no_server_elsewhere_is_ever_driven(play: Play, base_url: str, kind: str) -> None:
    async def scenario(desk: Desk) -> None:
        desk.open_profile(base_url, kind)
        assert not desk.tasks.is_running("demo menu: look at facespace")
        assert not desk.is_offered()

    play(scenario)


def test_profile_without_the_service_has_no_menu(play: Play) -> None:
    async def scenario(desk: Desk) -> None:
        desk.menu.set_profile(DEMO)
        assert not desk.is_offered()

    play(scenario)


def test_any_simulator_on_this_computer_is_recognised(play: Play) -> None:
    async def scenario(desk: Desk) -> None:
        desk.open_profile(desk.simulators.base_url, "file")
        assert not desk.is_offered()
        await desk.settle()
        assert desk.is_offered()
        await desk.choose("Key refused (401)")
        assert (await desk.ask()).status_code == 401
        assert not desk.menu._process.isVisible()  # whose process it is, we do not know

    play(scenario)


@pytest.mark.parametrize("body", [b'{"error": "no such path"}', b"<html>", b"[]", b""])
def test_other_server_on_this_computer_is_left_alone(play: Play, body: bytes) -> None:
    async def scenario(desk: Desk) -> None:
        async with FaultyServer() as server:
            server.play(reply(200, body))
            desk.open_profile(f"{server.origin}/facespace", "saved")
            await desk.settle()
        assert not desk.is_offered()
        assert [request.target for request in server.requests] == ["/_sim/state"]

    play(scenario)


def test_late_answer_of_a_former_profile_changes_nothing(play: Play) -> None:
    async def scenario(desk: Desk) -> None:
        desk.open_profile(desk.simulators.base_url, "file")
        desk.open_profile("https://server.example/facespace", "saved")
        await desk.settle()
        assert not desk.is_offered()

    play(scenario)


# The simulators' own process


def test_stopped_simulators_are_said_and_start_again(play: Play, tmp_path: Path) -> None:
    async def scenario(desk: Desk) -> None:
        profile, _ = read_profile_file(await desk.process.start(tmp_path))
        desk.open_profile(profile.services["facespace"].base_url)
        await desk.settle()
        assert desk.marked() == [NORMAL.title, "1 ×"]
        await desk.choose("Stop it: all servers are gone")
        assert not desk.process.is_running
        await desk.open()
        assert desk.marked() == []
        assert [a.text() for a in all_actions(desk.menu) if a.isEnabled() and a.text()] == [
            "Start it again"
        ]
        await desk.choose("Start it again")
        assert desk.process.is_running
        assert desk.marked() == [NORMAL.title, "1 ×"]
        assert desk.told == [
            ("Demo: the simulators are stopped.", "warn"),
            ("Demo: the simulators run again.", "good"),
        ]

    play(scenario)


def test_failed_start_is_said_in_its_own_words(play: Play) -> None:
    async def scenario(desk: Desk) -> None:
        await desk.choose("Start it again")  # it never ran
        assert desk.told == [("The simulators have not run yet.", "bad")]

    play(scenario)


def test_choice_that_reaches_nobody_is_said(play: Play) -> None:
    async def scenario(desk: Desk) -> None:
        async with FaultyServer() as server:
            url = f"{server.origin}/facespace"
        desk.open_profile(url)
        await desk.settle()
        desk.action(NORMAL.title).setEnabled(True)  # it was open when the server went
        await desk.choose(NORMAL.title)
        assert desk.told == [("The simulator could not be reached.", "bad")]
        assert desk.marked() == []

    play(scenario)
