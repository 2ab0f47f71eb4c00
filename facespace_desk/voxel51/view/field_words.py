"""Words for the fields and the subjects of the platform's queries, whose names are the wire's."""

from __future__ import annotations

from typing import Final

from facespace_desk.language import tr
from facespace_desk.voxel51.query import Subject

LOOK_FOR: Final = {
    Subject.ANALYTICS: tr("Look for analytics"),
    Subject.DATA: tr("Look for data"),
    Subject.JOBS: tr("Look for jobs"),
}
FIND: Final = {
    Subject.ANALYTICS: tr("Find analytics at the platform"),
    Subject.DATA: tr("Find data at the platform"),
    Subject.JOBS: tr("Find jobs at the platform"),
}
_WORDS: Final = {
    "id": tr("id"),
    "name": tr("name"),
    "version": tr("version"),
    "scope": tr("scope"),
    "supports_cpu": tr("supports cpu"),
    "supports_gpu": tr("supports gpu"),
    "pending": tr("pending", "a field of analytics"),
    "upload_date": tr("upload date"),
    "description": tr("description"),
    "size": tr("size"),
    "type": tr("type"),
    "expiration_date": tr("expiration date"),
    "encoding": tr("encoding"),
    "state": tr("state"),
    "archived": tr("archived", "a field of jobs"),
    "expired": tr("expired", "a field of jobs"),
    "analytic_id": tr("analytic id"),
    "compute_mode": tr("compute mode"),
    "auto_start": tr("auto start"),
    "start_date": tr("start date"),
    "completion_date": tr("completion date"),
    "fail_date": tr("fail date"),
    "failure_type": tr("failure type"),
}


def field_words(name: str) -> str:
    """The field *name* in the middle of a sentence; one that is new by its own name."""
    return _WORDS.get(name, name.replace("_", " "))


def field_title(name: str) -> str:
    """The field *name* alone."""
    return tr("ID") if name == "id" else capital(field_words(name))


def capital(words: str) -> str:
    """*words* with a capital at their beginning; the rest stays, names in it above all."""
    return words[:1].upper() + words[1:]
