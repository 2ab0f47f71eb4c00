"""Keeps a studio's world in a folder, so that it goes on where it was when it is started again.

`world.json` says what there is; it is replaced as a whole after each change, before the change is
answered, so that a process that is killed has lost nothing that anybody was told. The bytes of
uploads are files beside it (shelf.py). What the control interface has switched is not kept.

Simulated time goes on while nobody is there, at its pace: what a job's moments are to the
simulated present when the world is kept, they are when it is taken up, however the clock stands
then. With real time nothing is moved.
"""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from facespace_desk.demo.clock import Clock
from facespace_desk.demo.skylab.account import Account, Job, Photo, Profile
from facespace_desk.demo.skylab.line import Line
from facespace_desk.files import set_aside, write_atomically

logger = logging.getLogger("desk.demo")

VERSION = 1
WORLD_NAME = "world.json"
PICTURES_NAME = "pictures"


class World(msgspec.Struct, kw_only=True):
    """What is kept. Moments are of the simulated clock, but *real_s*; lanes are ids of jobs."""

    version: int = VERSION
    seed: int
    now_s: float
    pace: float  # simulated seconds per real one
    real_s: float
    secret: bytes  # of the addresses that were signed
    epoch: int
    last_ids: dict[str, int]
    profiles: list[Profile]
    jobs: list[Job]
    photos: list[Photo]
    lanes: dict[str, list[int]]
    free_s: dict[str, float]
    callbacks: list[dict[str, object]]

    def account(self) -> Account:
        """
        Raises:
            KeyError, ValueError: it contradicts itself.
        """
        jobs = {job.id: job for job in self.jobs}
        lanes = {
            name: [turn for job_id in ids if (turn := jobs[job_id].turn) is not None]
            for name, ids in self.lanes.items()
        }
        profiles = {profile.id for profile in self.profiles}
        for job in self.jobs:
            if job.profile_id not in profiles:
                raise ValueError(f"job {job.id} has no profile")
        for photo in self.photos:
            if photo.job_id not in jobs and photo.profile_id not in profiles:
                raise ValueError(f"photo {photo.id} is nobody's")
        line = Line(lanes, self.free_s)
        return Account(self.profiles, self.jobs, self.photos, line, self.last_ids)


class Keeper:
    """Reads and writes the world in *folder*."""

    def __init__(self, folder: Path, seed: int, clock: Clock) -> None:
        self._file = folder / WORLD_NAME
        self._seed = seed
        self._clock = clock
        self.pictures = folder / PICTURES_NAME

    def load(self) -> tuple[World, Account] | None:
        """What was kept, brought to the present; None when there is nothing of use.

        A damaged file is set aside, and that is said.
        """
        try:
            kept = self._file.read_bytes()
        except FileNotFoundError:
            return None
        try:
            world = msgspec.json.decode(kept, type=World)
            account = world.account()
        except (msgspec.MsgspecError, ValueError, KeyError) as error:
            self._begin_anew(f"is damaged ({error})")
            return None
        if (world.version, world.seed) != (VERSION, self._seed):
            self._begin_anew(f"is of version {world.version} and seed {world.seed}")
            return None
        gone_s = max(0.0, self._clock.real_s() - world.real_s)
        _move(account, self._clock.now_s() - (world.now_s + gone_s * world.pace))
        return world, account

    def save(
        self, account: Account, secret: bytes, epoch: int, callbacks: list[dict[str, object]]
    ) -> None:
        """Replace what is kept. Survives the end of this process; a crash of the whole system may
        damage the file.

        Raises:
            OSError: it could not be written; what was kept before is untouched.
        """
        jobs_of = {id(job.turn): job.id for job in account.jobs.values()}
        lanes = {
            name: [jobs_of[id(turn)] for turn in turns if id(turn) in jobs_of]
            for name, turns in account.line.lanes.items()
        }
        world = World(
            seed=self._seed,
            now_s=self._clock.now_s(),
            pace=self._clock.pace,
            real_s=self._clock.real_s(),
            secret=secret,
            epoch=epoch,
            last_ids=account.last_ids,
            profiles=list(account.profiles.values()),
            jobs=list(account.jobs.values()),
            photos=list(account.photos.values()),
            lanes=lanes,
            free_s=dict(account.line.free_s),
            callbacks=callbacks,
        )
        write_atomically(self._file, msgspec.json.encode(world), is_durable=False)

    def _begin_anew(self, why: str) -> None:
        aside = set_aside(self._file)
        logger.warning("The photo studio begins anew: what it kept %s. It is in %s.", why, aside)


def _move(account: Account, by_s: float) -> None:
    """Let everything have happened *by_s* later; less than a moment is none."""
    if abs(by_s) < 1.0:
        return
    for job in account.jobs.values():
        job.created_s += by_s
        if job.cancelled_s is not None:
            job.cancelled_s += by_s
        if job.turn is not None:
            job.turn.joined_s += by_s
            job.turn.ready_s += by_s
            job.turn.begins_s += by_s
    for photo in account.photos.values():
        photo.created_s += by_s
    account.line.move(by_s)
