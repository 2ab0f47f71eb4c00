"""One console per data folder; a second start raises the first."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facespace_desk.single_instance import SingleInstance

if TYPE_CHECKING:
    from tests.conftest import LoopRunner


def test_the_second_on_a_folder_is_refused_until_the_first_has_gone(tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_another_folder_is_another_console(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    both = [SingleInstance(folder) for folder in folders]
    assert all(instance.acquire() for instance in both)
    for instance in both:
        instance.release()


SECOND = """
import sys
from pathlib import Path
from facespace_desk.single_instance import SingleInstance
print(SingleInstance(Path(sys.argv[1])).raise_other())
"""


def test_a_second_start_raises_the_first_and_hands_over_its_token(
    app_loop: LoopRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")  # put back afterwards
    asked: list[str] = []

    async def second(token: str) -> bytes:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-c", SECOND, str(tmp_path)),
            env={**os.environ, "XDG_ACTIVATION_TOKEN": token},
            stdout=asyncio.subprocess.PIPE,
        )
        return (await process.communicate())[0].strip()

    async def scenario() -> list[bytes]:
        first = SingleInstance(tmp_path)
        assert first.acquire()
        first.listen(lambda: asked.append(os.environ["XDG_ACTIVATION_TOKEN"]))
        answers = [await second("token-1"), await second("token-2")]
        first.release()
        return answers

    assert app_loop.run(scenario()) == [b"True", b"True"]
    assert asked == ["token-1", "token-2"]


def test_a_first_that_does_not_answer_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facespace_desk.single_instance.ANSWER_LIMIT_S", 0.2)
    assert not SingleInstance(tmp_path).raise_other()


def test_a_stranger_on_the_socket_changes_nothing(app_loop: LoopRunner, tmp_path: Path) -> None:
    from PySide6.QtNetwork import QLocalSocket

    asked: list[int] = []

    async def scenario() -> None:
        first = SingleInstance(tmp_path)
        first.listen(lambda: asked.append(1))
        for text in (b"rm -rf\n", b"x" * 10_000, b"\xff\n"):
            socket = QLocalSocket()
            socket.connectToServer(first._name)
            socket.write(text)
            socket.flush()
            await asyncio.sleep(0.02)
            socket.abort()
        first.release()

    app_loop.run(scenario())
    assert asked == []
