"""Position reports as trackers post them: JSON as in wire section 5.6, or an XML text."""

from __future__ import annotations

import json
import re

_MEMBER = re.compile(r"<(\w+)>([^<]*)</\1>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_SHORT = {"lat": "latitude", "lon": "longitude", "lng": "longitude", "id": "object_id"}
_NEEDED = {"object_id", "latitude", "longitude"}


def read_reports(body: bytes) -> list[dict[str, object]]:
    """The reports in it; none when it is something else."""
    text = body.decode("utf-8", "replace").strip()
    if text.startswith("<"):
        return _from_xml(text)
    try:
        found = json.loads(text)
    except ValueError:
        return []
    entries = found.get("data", [found]) if isinstance(found, dict) else found
    if not isinstance(entries, list):
        return []
    return [entry for entry in entries if isinstance(entry, dict) and entry.keys() >= _NEEDED]


def _from_xml(text: str) -> list[dict[str, object]]:
    """One report: every leaf and every attribute is a member."""
    members = [*_ATTRIBUTE.findall(text), *_MEMBER.findall(text)]
    report: dict[str, object] = {_SHORT.get(name, name): value for name, value in members}
    return [report] if report.keys() >= _NEEDED else []
