"""Operations on jobs (wire sections 3.3, 5.1, 5.2 and 6)."""

from __future__ import annotations

import json
from collections.abc import Callable

from facespace_desk.demo.voxel51 import moments, reports
from facespace_desk.demo.voxel51.account import (
    LIFE_S,
    OF_APPLICATION,
    Data,
    Document,
    Holdings,
    Job,
    Refused,
)
from facespace_desk.demo.voxel51.batches import Action, answered
from facespace_desk.demo.voxel51.gate import Area, Call, Operation
from facespace_desk.demo.voxel51.listing import Listing
from facespace_desk.demo.voxel51.platform import Platform

_MODES = ("CPU", "GPU", "BEST")
_REQUEST_BYTES = 2**20


class JobDesk:
    def __init__(self, platform: Platform, listing: Listing) -> None:
        self._platform = platform
        self._listing = listing

    def operations(self) -> list[Operation]:
        area: Area = "applications"
        return [
            Operation("list_jobs", "GET", "jobs/list", area, self._list),
            Operation("query_jobs", "GET", "jobs", area, self._query),
            Operation("upload_job", "POST", "jobs", area, self._upload),
            Operation("batch_jobs", "POST", "jobs/batch", area, self._batch),
            Operation("job_details", "GET", "jobs/{id}", area, self._details),
            Operation("job_request", "GET", "jobs/{id}/request", area, self._request),
            Operation("job_status", "GET", "jobs/{id}/status", area, self._status),
            Operation("job_output", "GET", "jobs/{id}/output", area, self._download("output")),
            Operation("job_output_url", "GET", "jobs/{id}/output-url", area, self._url("output")),
            Operation("job_log", "GET", "jobs/{id}/log", area, self._download("log")),
            Operation("job_log_url", "GET", "jobs/{id}/log-url", area, self._url("log")),
            Operation("start_job", "PUT", "jobs/{id}/start", area, self._one_of(self._start)),
            Operation("archive_job", "PUT", "jobs/{id}/archive", area, self._one_of(self._archive)),
            Operation(
                "unarchive_job", "PUT", "jobs/{id}/unarchive", area, self._one_of(self._unarchive)
            ),
            Operation("job_ttl", "PUT", "jobs/{id}/ttl", area, self._one_of(self._ttl)),
            Operation("kill_job", "PUT", "jobs/{id}/kill", area, self._one_of(self._kill)),
            Operation("delete_job", "DELETE", "jobs/{id}", area, self._one_of(self._delete)),
            Operation("query_application_jobs", "GET", "apps/jobs", "application", self._query_all),
        ]

    def _had(self, call: Call) -> Holdings:
        return self._platform.account.holdings[call.user]

    def _job(self, job_id: str, call: Call) -> Job:
        return self._had(call).job_of(job_id)

    def _rows(self, had: Holdings) -> list[Document]:
        return [self._platform.documents.job_row(job) for job in had.jobs.values()]

    def _list(self, call: Call) -> object:
        rows = [row for row in self._rows(self._had(call)) if not row["archived"]]
        return {"jobs": self._platform.documents.listed("jobs", rows)}

    def _query(self, call: Call) -> object:
        return self._listing.answer("jobs", self._rows(self._had(call)), call.values)

    def _query_all(self, call: Call) -> object:
        users = self._platform.account.users.values()
        rows = [row for had in users for row in self._rows(had)]
        return self._listing.answer("jobs", rows, call.values)

    # a new job

    async def _upload(self, call: Call) -> object:
        texts: dict[str, str] = {}
        async for part in call.form:
            content = await part.content(_REQUEST_BYTES)
            texts[part.name] = content.decode("utf-8", "replace")
        request = _parsed(texts.get("file", ""))
        name = texts.get("job_name", "")
        auto_start = texts.get("auto_start", "False").lower()
        if not name or auto_start not in ("true", "false"):
            raise Refused(400, "job_name and auto_start are needed")
        owner = OF_APPLICATION if call.user else call.owner
        version = request.get("version")
        analytic = self._platform.account.analytic_named(str(request["analytic"]), version, owner)
        mode = request.get("compute_mode", "BEST")
        if mode not in _MODES or (mode != "BEST" and mode not in analytic.images):
            raise Refused(400, f"The analytic does not run as {mode!r}")
        now_s = self._platform.now_s()
        job = Job(
            id=self._platform.account.new_id(),
            name=name,
            analytic=analytic,
            request=request,
            sources=self._sources(request, analytic.document, call),
            upload_s=now_s,
            expiration_s=moments.moment_s(texts["job_ttl"]) if "job_ttl" in texts
            else now_s + LIFE_S,
            auto_start=auto_start == "true",
        )  # fmt: skip
        self._had(call).jobs[job.id] = job
        if job.auto_start:
            self._platform.start(job)
        return {"job": self._platform.documents.job(job)}

    def _sources(self, request: Document, document: Document, call: Call) -> list[Data]:
        """The data of the inputs, in the document's order.

        Raises:
            Refused: an input is unknown, missing or no reference, or refers to nothing.
        """
        inputs, declared = request["inputs"], document.get("inputs")
        assert isinstance(inputs, dict)
        names = {
            str(each.get("name")): each.get("required") is not False
            for each in (declared if isinstance(declared, list) else [])
            if isinstance(each, dict)
        }
        for name in inputs.keys() - names.keys():
            raise Refused(400, f"The analytic has no input {name!r}")
        for name, is_required in names.items():
            if is_required and name not in inputs:
                raise Refused(400, f"The input {name!r} is missing")
        for value in request["parameters"].values():  # type: ignore[attr-defined]  # _parsed
            if isinstance(value, dict) and "data-id" in value:
                self._referred(value, call)
        return [self._referred(inputs[name], call) for name in names if name in inputs]

    def _referred(self, value: object, call: Call) -> Data:
        data_id = value.get("data-id") if isinstance(value, dict) else None
        if not isinstance(data_id, str):
            raise Refused(400, "An input must be given as {'data-id': ...}")
        try:
            return self._had(call).data_of(data_id, self._platform.now_s())
        except Refused as error:
            raise Refused(400, f"There is no data {data_id!r}") from error

    # one of them

    def _details(self, call: Call) -> object:
        return {"job": self._platform.documents.job(self._job(call.id, call))}

    def _request(self, call: Call) -> object:
        return self._job(call.id, call).request

    def _status(self, call: Call) -> object:
        return reports.status(self._job(call.id, call), self._platform.now_s())

    def _download(self, kind: str) -> Callable[[Call], object]:
        return lambda call: self._platform.download(kind, call.user, call.id)

    def _url(self, kind: str) -> Callable[[Call], object]:
        def answer(call: Call) -> object:
            self._platform.check(kind, call.user, call.id)
            return {"url": self._platform.storage.url(kind, call.user, call.id)}

        return answer

    def _one_of(self, action: Action) -> Callable[[Call], object]:
        return lambda call: action(call.id, call)

    # actions, also of batches

    def _batch(self, call: Call) -> object:
        def details(item_id: str, call: Call) -> Document:
            return self._platform.documents.job(self._job(item_id, call))

        actions: dict[str, Action] = {
            "details": details,
            "start": self._start,
            "archive": self._archive,
            "unarchive": self._unarchive,
            "ttl": self._ttl,
            "delete": self._delete,
            "kill": self._kill,
        }
        return answered(call, actions)

    def _start(self, job_id: str, call: Call) -> None:
        self._platform.start(self._job(job_id, call))

    def _archive(self, job_id: str, call: Call) -> None:
        self._job(job_id, call).archived = True

    def _unarchive(self, job_id: str, call: Call) -> None:
        self._job(job_id, call).archived = False

    def _ttl(self, job_id: str, call: Call) -> None:
        job = self._job(job_id, call)
        expiration_s = moments.later_s(call.values, job.expiration_s)
        if job.is_expired(self._platform.now_s()):
            raise Refused(400, "The job has expired")
        job.expiration_s = expiration_s

    def _kill(self, job_id: str, call: Call) -> None:
        self._platform.kill(self._had(call), self._job(job_id, call))

    def _delete(self, job_id: str, call: Call) -> None:
        self._platform.delete_job(self._had(call), self._job(job_id, call))


def _parsed(text: str) -> Document:
    """
    Raises:
        Refused: it is no job request.
    """
    try:
        request = json.loads(text)
    except ValueError as error:
        raise Refused(400, "The job request is no JSON") from error
    if not isinstance(request, dict) or not isinstance(request.get("analytic"), str):
        raise Refused(400, "The job request names no analytic")
    for part in ("inputs", "parameters"):
        if not isinstance(request.get(part), dict):
            raise Refused(400, f"The job request has no {part}")
    return request
