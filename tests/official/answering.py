"""Calls of an object over the standard streams, in an interpreter that knows nothing of ours.

Each line that comes is `[method, arguments, options]`; each answer is a line, `{"value": ...}` or
`{"error": "words"}`.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import sys
from collections.abc import Callable
from typing import Any


def serve(make: Callable[[], Any]) -> None:
    """Answer calls of what *make* makes, until no more come."""
    answers, sys.stdout = sys.stdout, sys.stderr  # the clients print
    made: list[Any] = []
    for line in sys.stdin:
        answer = _answer(make, made, *json.loads(line))
        print(json.dumps(answer, default=_plain), file=answers, flush=True)


def _answer(
    make: Callable[[], Any], made: list[Any], method: str, arguments: Any, options: Any
) -> dict[str, Any]:
    try:
        if not made:
            made.append(make())
        value = getattr(made[0], method)(*arguments, **options)
        return {"value": asyncio.run(value) if inspect.iscoroutine(value) else value}
    except Exception as error:  # noqa: BLE001  # whatever it raises is what a test asks for
        return {"error": f"{type(error).__name__}: {error}"}


def _plain(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
