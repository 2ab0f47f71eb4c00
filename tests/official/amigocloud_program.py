"""The vendor's Python client for AmigoCloud. Run: `PYTHON amigocloud_program.py OPTIONS`, the
options of its constructor as JSON."""

from __future__ import annotations

import importlib
import json
import sys
from functools import partial
from typing import Any

from answering import serve  # beside this file, for an interpreter without ours


class Driven:
    """The client, and in words that travel as JSON what it does with objects."""

    def __init__(self, options: dict[str, Any]) -> None:
        module = importlib.import_module("amigocloud.amigocloud")
        module.__dict__["basestring"] = str  # without it gallery uploads end at once (AC-9)
        self._api = module.AmigoCloud(**options)
        self._heard: list[list[Any]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._api, name)

    def ids(self) -> list[Any]:
        """Of user and project, as it knows them."""
        return [self._api._user_id, self._api._project_id]

    def cursor(self, url: str, params: dict[str, Any] | None = None) -> list[Any]:
        return list(self._api.get_cursor(url, params))

    def cursor_member(self, url: str, name: str) -> Any:
        return self._api.get_cursor(url).get(name)

    def streamed(self, url: str) -> list[Any]:
        with self._api.get(url, stream=True) as answer:
            return [answer.status_code, answer.json()]

    def hear(self, *names: str) -> None:
        for name in names:
            self._api.add_callback(name, partial(self._hear, name))

    def _hear(self, name: str, *arguments: Any) -> None:
        self._heard.append([name, *arguments])

    def heard(self, seconds: float) -> list[list[Any]]:
        """Listen for so long; what has come since the last time, as name and arguments."""
        self._api.start_listening(seconds=seconds)
        heard, self._heard = self._heard, []
        return heard

    def leave(self) -> None:
        self._api.socketio.disconnect()


if __name__ == "__main__":
    serve(lambda: Driven(json.loads(sys.argv[1])))
