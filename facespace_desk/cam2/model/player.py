"""Streams are shown by a player of the operator's choice, never in this window.

The player is started by itself, without a shell; the address is one argument, and one that begins
with its scheme, so that no player can take it for an option. What the player keeps is up to it.
"""

from __future__ import annotations

import asyncio
import shutil
import socket
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QProcess, Signal

from facespace_desk.cam2.records import Camera
from facespace_desk.language import tr
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.address_range import Range, Reach, range_of, read_address

SCHEMES: Final = frozenset({"http", "https", "rtsp"})
LOOK_UP_WITHIN_S: Final = 5.0

# What goes before the address, by the name of the program, as its own documentation has it.
BEFORE_ADDRESS: Final[dict[str, tuple[str, ...]]] = {
    "mpv": ("--no-ytdl", "--no-resume-playback", "--"),
    "vlc": ("--",),
    "celluloid": ("--",),
    "totem": ("--",),
    "ffplay": ("-protocol_whitelist", "http,https,tcp,tls,crypto,rtp,udp,rtsp", "-i"),
}
KNOWN: Final = tuple(BEFORE_ADDRESS)

Resolve = Callable[[str], Awaitable[Sequence[str]]]
"""Gives the addresses of a host name; raises OSError when there are none."""
Start = Callable[[str, list[str]], bool]
"""Starts a program with its arguments, apart from this process; whether it began."""


class PlayerTrouble(Exception):
    """The stream is not opened; the text says why, for the operator."""


class PlayerModel(QObject):
    """Opens streams in the chosen player.

    Signals:
        changed: another player was chosen.
        told(str, str): what became of a stream, in words, and the tone: good or bad.
    """

    changed = Signal()
    told = Signal(str, str)

    def __init__(
        self,
        program: str = "",
        *,
        keep: Callable[[str], None] | None = None,
        reach: Reach = Reach.PUBLIC,
        resolve: Resolve | None = None,
        start: Start | None = None,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*program* is what was chosen before, or empty; *keep* remembers another choice.
        *reach* is the profile's choice, as for pictures. *resolve* and *start* are for
        tests."""
        super().__init__(parent)
        self._program = program
        self._keep = keep
        self._reach = reach
        self._resolve = resolve or _resolve
        self._start = start or _start_detached
        self._tasks = TaskScope("CAM2 player", report)

    @property
    def program(self) -> str:
        """The chosen player's file; empty: none."""
        return self._program

    @property
    def name(self) -> str:
        """What to call it."""
        return Path(self._program).stem

    def choose(self, program: str) -> None:
        """Use the program in this file from now on.

        Raises:
            PlayerTrouble: it cannot be one.
        """
        found = shutil.which(program)
        if found is None:
            raise PlayerTrouble(tr("There is no program that can be started at this place."))
        self._program = str(Path(found).absolute())
        if self._keep is not None:
            self._keep(self._program)
        self.changed.emit()

    def play(self, camera: Camera) -> None:
        """Open the stream of *camera*; `told` says what became of it."""
        self._tasks.start(self._play(camera), name="play", replacing="play")

    async def close(self) -> None:
        """Stop what has not begun; players that run go on."""
        await self._tasks.close()

    async def _play(self, camera: Camera) -> None:
        try:
            url = await self._checked(camera.stream_url)
            arguments = [*BEFORE_ADDRESS.get(self.name.lower(), ()), url]
            if not self._program or not self._start(self._program, arguments):
                raise PlayerTrouble(tr("The player {name} could not be started.", name=self.name))
        except PlayerTrouble as trouble:
            self.told.emit(str(trouble), "bad")
        else:
            self.told.emit(tr("The stream opens in {player}", player=self.name), "good")

    async def _checked(self, url: str | None) -> str:
        """*url*, if it may be opened."""
        if url is None:
            raise PlayerTrouble(tr("This camera has no address for a stream."))
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme.lower() not in SCHEMES or not host:
            raise PlayerTrouble(
                tr("Addresses that begin with {scheme}: are not opened.", scheme=parts.scheme)
            )
        literal = read_address(host)
        try:
            async with asyncio.timeout(LOOK_UP_WITHIN_S):
                texts = [host] if literal is not None else await self._resolve(host)
        except (OSError, UnicodeError) as error:  # TimeoutError is an OSError
            raise PlayerTrouble(tr("The name {host} was not found.", host=host)) from error
        # Which of them the player takes is not ours to say, so all have to be good.
        for text in texts or [""]:
            address = read_address(text)
            leads_to = Range.NO_HOST if address is None else range_of(address)
            if not self._reach.allows(leads_to):
                raise PlayerTrouble(
                    tr(
                        "{host} leads to {where}, which this profile does not allow.",
                        host=host,
                        where=leads_to.words,
                    )
                )
        return url


def players_found() -> tuple[str, ...]:
    """The files of the players that this console knows and this computer has."""
    return tuple(found for name in KNOWN if (found := shutil.which(name)) is not None)


async def _resolve(host: str) -> Sequence[str]:
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def _start_detached(program: str, arguments: list[str]) -> bool:
    process = QProcess()
    process.setProgram(program)
    process.setArguments(arguments)
    process.setStandardInputFile(QProcess.nullDevice())
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    # What it gives is not what its types say: a bool here, a pair with the process id elsewhere.
    begun: object = process.startDetached()
    return bool(begun[0]) if isinstance(begun, tuple) else bool(begun)
