"""Keeps a platform's world in a folder, so that it goes on where it was when it is started again.

`world.json` says what there is; uploads are files beside it. It is written a moment after a change,
and at the end: a process that is killed loses that moment. What is switched is not kept.

Simulated time goes on while nobody is there, at its pace; with real time nothing is moved.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

import msgspec

from facespace_desk.demo.clock import Clock
from facespace_desk.demo.voxel51.account import Account, Analytic, Holdings
from facespace_desk.files import set_aside, write_atomically

logger = logging.getLogger("desk.demo")

VERSION = 1
WORLD_NAME = "world.json"
FILES_NAME = "files"
_SOON_S = 0.2


class World(msgspec.Struct, kw_only=True):
    """What is kept. Moments are of the simulated clock, but *real_s*."""

    version: int = VERSION
    seed: int
    now_s: float
    pace: float  # simulated seconds per real one
    real_s: float
    analytics: dict[str, Analytic]
    holdings: dict[str, Holdings]

    def account(self) -> Account:
        """Jobs refer again to the analytics and the data that there are."""
        account = Account(f"{self.seed} {self.real_s}")  # ids that were not given before
        account.analytics, account.holdings = self.analytics, self.holdings
        for had in self.holdings.values():
            for job in had.jobs.values():
                job.analytic = self.analytics.get(job.analytic.id, job.analytic)
                job.sources = [had.data.get(source.id, source) for source in job.sources]
        return account


class Keeper:
    """Reads and writes the world in *folder*; needs a running loop."""

    def __init__(self, folder: Path, seed: int, clock: Clock) -> None:
        self._file = folder / WORLD_NAME
        self._seed = seed
        self._clock = clock
        self._due: asyncio.TimerHandle | None = None
        self.files = folder / FILES_NAME

    def load(self) -> Account | None:
        """What was kept, brought to the present; None when there is nothing of use.

        A damaged file is set aside, and that is said.
        """
        try:
            world = msgspec.json.decode(self._file.read_bytes(), type=World)
        except FileNotFoundError:
            return None
        except msgspec.MsgspecError as error:
            self._begin_anew(f"is damaged ({error})")
            return None
        if (world.version, world.seed) != (VERSION, self._seed):
            self._begin_anew(f"is of version {world.version} and seed {world.seed}")
            return None
        account = world.account()
        gone_s = max(0.0, self._clock.real_s() - world.real_s)
        by_s = self._clock.now_s() - (world.now_s + gone_s * world.pace)
        if abs(by_s) >= 1.0:
            account.move(by_s)
        return account

    def save_soon(self, account: Callable[[], Account]) -> None:
        """Save what *account* is in a moment; changes until then come along."""
        if self._due is None:
            loop = asyncio.get_running_loop()
            self._due = loop.call_later(_SOON_S, lambda: self.save(account()))

    def save(self, account: Account) -> None:
        """Replace what is kept.

        Raises:
            OSError: it could not be written; what was kept before is untouched.
        """
        if self._due is not None:
            self._due.cancel()
            self._due = None
        world = World(
            seed=self._seed,
            now_s=self._clock.now_s(),
            pace=self._clock.pace,
            real_s=self._clock.real_s(),
            analytics=account.analytics,
            holdings=account.holdings,
        )
        write_atomically(self._file, msgspec.json.encode(world), is_durable=False)

    def _begin_anew(self, why: str) -> None:
        aside = set_aside(self._file)
        logger.warning("The platform begins anew: what it kept %s. It is in %s.", why, aside)
