"""Answers calls of the vendor's Python client, in an interpreter that has it; see `official`.

Each line on the standard input is `[method, arguments]`; each answer is a line, `{"value": ...}` or
`{"error": "words"}`. Knows nothing of ours. Run: `PYTHON official_program.py ORIGIN KEY`
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import os
import sys
import types
from typing import Any


def client(origin: str, key: str) -> Any:
    """The client, with a stand-in for the telemetry that it starts (SK-1)."""
    telemetry = types.ModuleType("sentry_sdk")
    telemetry.__dict__["init"] = lambda **_options: None
    sys.modules["sentry_sdk"] = telemetry
    os.environ["SKYLAB_API_URL"] = origin  # read once, when the module is imported
    return importlib.import_module("skylab_studio").api(key)


def answer(api: Any, method: str, arguments: list[Any]) -> dict[str, Any]:
    try:
        value = getattr(api, method)(*arguments)
        return {"value": asyncio.run(value) if inspect.iscoroutine(value) else value}
    except Exception as error:  # noqa: BLE001  # whatever it raises is what a test asks for
        return {"error": f"{type(error).__name__}: {error}"}


def main(origin: str, key: str) -> None:
    answers, sys.stdout = sys.stdout, sys.stderr  # the client prints
    api = client(origin, key)
    for line in sys.stdin:
        print(json.dumps(answer(api, *json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
