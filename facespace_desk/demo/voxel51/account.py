"""What the platform keeps: analytics for all, and data and jobs, apart for every user.

Moments are seconds since 1970 UTC of the simulated clock. States are computed when asked for;
nothing ticks. Wire sections 3, 5 and 11.3 to 11.6.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from facespace_desk.demo.voxel51.sketches import Sketch

DAY_S = 86_400.0
LIFE_S = 3 * DAY_S  # of data and outputs, wire section 3.2
ACCOUNT = ""  # the name under which the account's own data and jobs are kept
PUBLIC, OF_USER, OF_APPLICATION = "public", "user", "application"
FAILURES = ("USER", "ANALYTIC", "PLATFORM")
Document = dict[str, object]


class Refused(Exception):
    """A request that is answered by *status* and *words*."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


@dataclass
class Analytic:
    """One version of an analytic; pending until one of its images has arrived."""

    id: str
    name: str
    version: str
    owner: str  # PUBLIC, OF_USER or OF_APPLICATION
    document: Document
    upload_s: float
    type: str = "PLATFORM"
    images: set[str] = field(default_factory=set)

    @property
    def is_pending(self) -> bool:
        return not self.images

    def supports(self, mode: str) -> bool:
        """*mode*: "CPU" or "GPU"."""
        info = self.document.get("info")
        return isinstance(info, dict) and info.get(f"supports_{mode.lower()}") is True

    @property
    def description(self) -> str:
        info = self.document.get("info")
        return str(info.get("description", "")) if isinstance(info, dict) else ""

    @property
    def files(self) -> list[str]:
        """Names of the files that a job of it makes."""
        outputs = self.document.get("outputs")
        listed = outputs if isinstance(outputs, list) else []
        return [
            str(output["filename"])
            for output in listed
            if isinstance(output, dict) and output.get("filename")
        ] or ["labels.json"]

    @property
    def output_name(self) -> str:
        if self.document.get("zip_outputs") is True or len(self.files) > 1:
            return "output.zip"
        return self.files[0]


@dataclass
class Data:
    """A file of a user: drawn at need (*sketch*), uploaded (*file*) or elsewhere (*address*)."""

    id: str
    name: str
    size: int
    type: str
    upload_s: float
    expiration_s: float
    encoding: str = "7bit"
    sketch: Sketch | None = None
    file: str | None = None
    is_by_url: bool = False
    address: str = ""
    is_film: bool = True  # an upload that holds a video or a picture
    sha256: str = ""

    def is_there(self, now_s: float) -> bool:
        return self.upload_s <= now_s < self.expiration_s


@dataclass
class Life:
    """How long a job takes, in simulated seconds, and how it ends."""

    queued_s: float
    scheduled_s: float
    running_s: float
    failure: str = ""  # one of FAILURES; "" completes


@dataclass
class Job:
    """What was asked for (wire section 5.1) and what became of it."""

    id: str
    name: str
    analytic: Analytic
    request: Document
    sources: list[Data]
    upload_s: float
    expiration_s: float
    auto_start: bool = False
    archived: bool = False
    started_s: float | None = None
    life: Life | None = None
    killed_s: float | None = None

    @property
    def compute_mode(self) -> str:
        return str(self.request.get("compute_mode", "BEST"))

    def start(self, life: Life, now_s: float) -> None:
        self.started_s, self.life = now_s, life

    @property
    def runs_s(self) -> float:
        """When it begins to run."""
        assert self.started_s is not None
        assert self.life is not None
        return self.started_s + self.life.queued_s + self.life.scheduled_s

    @property
    def ends_s(self) -> float:
        if self.killed_s is not None:
            return self.killed_s
        assert self.life is not None
        return self.runs_s + self.life.running_s

    @property
    def failure(self) -> str:
        """NONE, USER, ANALYTIC or PLATFORM, once it is over."""
        if self.killed_s is not None or self.life is None:
            return "NONE"
        return self.life.failure or "NONE"

    def state(self, now_s: float) -> str:
        if self.killed_s is not None:
            return "FAILED"
        if self.started_s is None or self.life is None:
            return "READY"
        if now_s < self.started_s + self.life.queued_s:
            return "QUEUED"
        if now_s < self.runs_s:
            return "SCHEDULED"
        if now_s < self.ends_s:
            return "RUNNING"
        return "FAILED" if self.life.failure else "COMPLETE"

    def is_expired(self, now_s: float) -> bool:
        return now_s >= self.expiration_s


@dataclass
class Holdings:
    """What one user has."""

    data: dict[str, Data] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)

    def present(self, now_s: float) -> Iterator[Data]:
        return (data for data in self.data.values() if data.is_there(now_s))

    def data_of(self, data_id: str, now_s: float) -> Data:
        """
        Raises:
            Refused: there is none, or none any more.
        """
        found = self.data.get(data_id)
        if found is None or not found.is_there(now_s):
            raise Refused(404, "No such data")
        return found

    def job_of(self, job_id: str) -> Job:
        """
        Raises:
            Refused: there is none.
        """
        if job_id not in self.jobs:
            raise Refused(404, "No such job")
        return self.jobs[job_id]


class Account:
    """The account with its application; new ids come from *seed*."""

    def __init__(self, seed: int | str) -> None:
        self._ids = random.Random(f"ids {seed}")
        self.analytics: dict[str, Analytic] = {}
        self.holdings: dict[str, Holdings] = {ACCOUNT: Holdings()}

    def new_id(self) -> str:
        return str(uuid.UUID(int=self._ids.getrandbits(128), version=4))

    @property
    def users(self) -> Mapping[str, Holdings]:
        """The application's, by name."""
        return {name: had for name, had in self.holdings.items() if name != ACCOUNT}

    def move(self, by_s: float) -> None:
        """Let everything have happened *by_s* later."""
        for analytic in self.analytics.values():
            analytic.upload_s += by_s
        for had in self.holdings.values():
            for data in had.data.values():
                data.upload_s += by_s
                data.expiration_s += by_s
            for job in had.jobs.values():
                job.upload_s += by_s
                job.expiration_s += by_s
                job.started_s = None if job.started_s is None else job.started_s + by_s
                job.killed_s = None if job.killed_s is None else job.killed_s + by_s

    def visible(self, owner: str) -> list[Analytic]:
        """The analytics that everybody may use, and those of *owner*."""
        return [each for each in self.analytics.values() if each.owner in (PUBLIC, owner)]

    def analytic_of(self, analytic_id: str, owner: str) -> Analytic:
        """
        Raises:
            Refused: there is none that *owner* may use.
        """
        found = self.analytics.get(analytic_id)
        if found is None or found.owner not in (PUBLIC, owner):
            raise Refused(404, "No such analytic")
        return found

    def analytic_named(self, name: str, version: object, owner: str) -> Analytic:
        """The latest that is usable when *version* is None.

        Raises:
            Refused: there is none.
        """
        found = [
            each
            for each in self.visible(owner)
            if each.name == name and version in (None, each.version)
        ]
        usable = [each for each in found if not each.is_pending]
        if not found:
            raise Refused(400, f"There is no analytic {name!r}")
        if not usable:
            raise Refused(400, f"The analytic {name!r} is pending")
        return max(usable, key=version_key)


def version_key(analytic: Analytic) -> list[tuple[int, str]]:
    """1.10 is later than 1.9."""
    parts = analytic.version.split(".")
    return [(int(part) if part.isdecimal() else -1, part) for part in parts]
