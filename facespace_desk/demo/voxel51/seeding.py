"""The account as it is at the start: everything comes from the seed and the moment."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass

from facespace_desk.demo.voxel51.account import (
    ACCOUNT,
    DAY_S,
    FAILURES,
    OF_APPLICATION,
    OF_USER,
    Account,
    Analytic,
    Data,
    Holdings,
    Job,
    Life,
)
from facespace_desk.demo.voxel51.catalogue import analytics
from facespace_desk.demo.voxel51.sketches import Sketch

_PLACES = (
    *("north-gate", "south-gate", "loading-dock", "yard", "ring-road", "car-park", "bridge"),
    *("ramp", "bay-4", "weighbridge"),
)
_SORTS = {"mp4": "video/mp4", "mov": "video/quicktime", "jpg": "image/jpeg"}
_STATES = (
    *("COMPLETE", "COMPLETE", "READY", "COMPLETE", "USER", "COMPLETE", "RUNNING", "ANALYTIC"),
    *("COMPLETE", "QUEUED", "PLATFORM", "COMPLETE", "READY", "SCHEDULED", "COMPLETE"),
)
_RUN_S, _WAIT_S = 240.0, 20.0  # of jobs that were over before the start
_STANDING = {  # seconds since the start, and the life, of jobs that are under way
    "QUEUED": (60.0, Life(3_600.0, 600.0, 1_800.0)),
    "SCHEDULED": (90.0, Life(30.0, 3_600.0, 1_800.0)),
    "RUNNING": (200.0, Life(30.0, 20.0, 3_600.0)),
}


@dataclass(frozen=True)
class Scale:
    """How much there is."""

    data: int
    jobs: int
    users: int
    users_data: int  # of each
    users_jobs: int


FULL = Scale(data=200, jobs=300, users=8, users_data=12, users_jobs=16)
SMALL = Scale(data=24, jobs=30, users=3, users_data=3, users_jobs=4)
USERS = ("ada", "bruno", "chiara", "dmitri", "emine", "farid", "greta", "hana")


def seeded(seed: int, now_s: float, scale: Scale) -> Account:
    account = Account(seed)
    account.analytics = {each.id: each for each in analytics(now_s)}
    chance = random.Random(f"world {seed}")
    own = [each for each in account.visible(OF_USER) if not each.is_pending]
    fill = _Filling(account, chance, now_s)
    account.holdings[ACCOUNT] = fill.holdings(scale.data, scale.jobs, own)
    shared = [each for each in account.visible(OF_APPLICATION) if not each.is_pending]
    for name in USERS[: scale.users]:
        account.holdings[name] = fill.holdings(scale.users_data, scale.users_jobs, shared)
    return account


class _Filling:
    def __init__(self, account: Account, chance: random.Random, now_s: float) -> None:
        self._account = account
        self._chance = chance
        self._now_s = now_s
        self._number = 0
        self._turns: Counter[str] = Counter()  # jobs of each state so far

    def holdings(self, data: int, jobs: int, usable: list[Analytic]) -> Holdings:
        had, self._turns = Holdings(), Counter()
        for number in range(data):
            each = self._data(number)
            had.data[each.id] = each
        sources = [each for each in had.data.values() if each.type.startswith("video/")]
        made = [self._job(number, sources, usable) for number in range(jobs)]
        for job in sorted(made, key=lambda each: each.upload_s):
            had.jobs[job.id] = job
        return had

    def _data(self, number: int) -> Data:
        """The first expire last, so that there is always something left."""
        chance = self._chance
        self._number += 1
        kind = "jpg" if number % 12 == 7 else "mov" if number % 5 == 3 else "mp4"
        frames = 1 if kind == "jpg" else chance.randrange(36, 97)
        size = chance.randrange(50_000, 120_000) if kind == "jpg" else 160_000 + frames * 900
        upload_s = self._now_s - chance.uniform(0.02, 2.6) * DAY_S
        life_days = 3.0 if number % 4 else chance.choice((6.0, 14.0, 30.0))
        place = _PLACES[chance.randrange(len(_PLACES))]
        return Data(
            id=self._account.new_id(),
            name=f"{place}-{self._number:03d}.{kind}",
            size=size,
            type=_SORTS[kind],
            upload_s=upload_s,
            expiration_s=upload_s + life_days * DAY_S,
            sketch=Sketch(self._number, frames, size),
            is_by_url=number % 9 == 5,
        )

    def _job(self, number: int, sources: list[Data], usable: list[Analytic]) -> Job:
        chance = self._chance
        state = _STATES[number % len(_STATES)]
        turn = self._turns[state]
        self._turns[state] += 1
        analytic = usable[turn % len(usable)]
        source = chance.choice(sources)
        upload_s = self._now_s - chance.uniform(0.05, 2.9) * DAY_S
        life_days = 3.0 if number % 3 else chance.choice((1.0, 7.0, 21.0))
        if turn < len(usable):
            life_days = 14.0  # of each analytic there is an output
        job = Job(
            id=self._account.new_id(),
            name=f"{analytic.name.rpartition('/')[2]} of {source.name.partition('.')[0]}",
            analytic=analytic,
            request=_request(analytic, source, number),
            sources=[source],
            upload_s=upload_s,
            expiration_s=upload_s + life_days * DAY_S,
            auto_start=number % 2 == 0 and state != "READY",
            archived=number % 11 == 6,
        )
        if state in _STANDING:
            before_s, life = _STANDING[state]
            job.upload_s = self._now_s - before_s - 30.0
            job.expiration_s = job.upload_s + 3 * DAY_S
            job.start(life, self._now_s - before_s)
        elif state != "READY":
            failure = state if state in FAILURES else ""
            job.start(Life(_WAIT_S, _WAIT_S, chance.uniform(0.3, 2) * _RUN_S, failure), upload_s)
        return job


def _request(analytic: Analytic, source: Data, number: int) -> dict[str, object]:
    inputs = analytic.document["inputs"]
    assert isinstance(inputs, list)
    parameters = analytic.document["parameters"]
    assert isinstance(parameters, list)
    request: dict[str, object] = {
        "analytic": analytic.name,
        "version": analytic.version,
        "inputs": {inputs[0]["name"]: {"data-id": source.id}},
        "parameters": {
            each["name"]: each["default"]
            for each in parameters[:2]
            if each.get("default") is not None
        },
    }
    if number % 3 == 0:
        request["compute_mode"] = "CPU" if analytic.supports("CPU") else "GPU"
    return request
