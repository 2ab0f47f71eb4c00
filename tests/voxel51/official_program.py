"""Answers calls of the vendor's Python client, in an interpreter that has it; see `official`.

Each line on the standard input is `[method, arguments, named arguments]`; each answer is a line,
`{"value": ...}` or `{"error": "words"}`. An argument `{"query": sort, ...}` stands for a query,
`{"request": {...}}` for a job request, `{"moment": text}` for a datetime. A method with dots is a
function of that module of the client. Knows nothing of ours.
Run: `PYTHON official_program.py BASE_URL KEY KIND`, KIND being `user`, `user by calls` (which opens
a connection for each) or `application`.
"""

from __future__ import annotations

import importlib
import json
import sys
from datetime import datetime
from typing import Any


def client(base_url: str, key: str, kind: str) -> Any:
    if kind == "application":
        auth = importlib.import_module("voxel51.apps.auth")
        token = auth.ApplicationToken.from_private_key(key, base_url)
        return importlib.import_module("voxel51.apps.api").ApplicationAPI(token=token)
    auth = importlib.import_module("voxel51.users.auth")
    token = auth.Token.from_private_key(key, base_url)
    return importlib.import_module("voxel51.users.api").API(token=token, keep_alive=kind == "user")


def meant(argument: Any) -> Any:
    """The client's own object that *argument* stands for."""
    if not isinstance(argument, dict):
        return argument
    if "query" in argument:
        return query(**argument)
    if "request" in argument:
        jobs = importlib.import_module("voxel51.users.jobs")
        return jobs.JobRequest.from_dict(argument["request"])
    if "moment" in argument:
        return datetime.fromisoformat(argument["moment"])
    return argument


def query(query: str, **parts: Any) -> Any:
    made = getattr(importlib.import_module("voxel51.users.query"), query)()
    for name, arguments in parts.items():
        getattr(made, name)(*arguments)
    return made


def told(value: Any) -> Any:
    """What can be written as JSON of *value*."""
    return json.loads(str(value)) if hasattr(value, "to_dict") else value


def called(api: Any, method: str, arguments: list[Any], named: dict[str, Any]) -> Any:
    if method == "thread_map":
        name, items, workers = arguments
        return api.thread_map(getattr(api, name), items, max_workers=workers)
    module, _, name = method.rpartition(".")
    target = importlib.import_module(module) if module else api
    values = {key: meant(value) for key, value in named.items()}
    return told(getattr(target, name)(*map(meant, arguments), **values))


def main(base_url: str, key: str, kind: str) -> None:
    answers, sys.stdout = sys.stdout, sys.stderr
    api = client(base_url, key, kind)
    for line in sys.stdin:
        try:
            answer = {"value": called(api, *json.loads(line))}
        except Exception as error:  # noqa: BLE001  # whatever it raises is what a test asks for
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
