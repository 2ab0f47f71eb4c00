"""The vendor's Python client for Skylab. Run: `PYTHON skylab_program.py ORIGIN KEY`"""

from __future__ import annotations

import importlib
import os
import sys
import types
from typing import Any

from answering import serve  # beside this file, for an interpreter without ours


def client(origin: str, key: str) -> Any:
    """The client, with a stand-in for the telemetry that it starts (SK-1)."""
    telemetry = types.ModuleType("sentry_sdk")
    telemetry.__dict__["init"] = lambda **_options: None
    sys.modules["sentry_sdk"] = telemetry
    os.environ["SKYLAB_API_URL"] = origin  # read once, when the module is imported
    return importlib.import_module("skylab_studio").api(key)


if __name__ == "__main__":
    serve(lambda: client(*sys.argv[1:]))
