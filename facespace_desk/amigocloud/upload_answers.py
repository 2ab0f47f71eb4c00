"""What is answered to an upload: how far it has come, and why not (wire/amigocloud.md 3.6)."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from facespace_desk.amigocloud import reading
from facespace_desk.amigocloud.calls import message_in
from facespace_desk.amigocloud.errors import AmigoCloudError, lacking, translated
from facespace_desk.amigocloud.upload_files import OPERATION
from facespace_desk.language import tr
from facespace_desk.net import faults
from facespace_desk.net.errors import ServiceError
from facespace_desk.net.faults import Call
from facespace_desk.net.payload import decode_json
from facespace_desk.net.reply import Reply


@dataclass(frozen=True)
class Point:
    """How far an upload in chunks has come: by what name, and how many bytes are there."""

    upload_id: str
    offset: int


def object_in(reply: Reply) -> dict[str, Any]:
    """The answer as an object; an empty one is none the worse for being that."""
    content = None
    if reply.body.strip():
        try:
            content = decode_json(reply.body, object, reply.service, reply.operation)
        except ServiceError as error:
            raise translated(error) from error
    return content if isinstance(content, dict) else {}


def point_after(reply: Reply, point: Point | None, sent: int) -> Point:
    """What the service says that it has; what was sent, where it does not say."""
    members = object_in(reply)
    upload_id = members.get("upload_id")
    if not isinstance(upload_id, str) or not upload_id:
        if point is None:
            raise lacking(tr("The answer holds no id of the upload."), OPERATION)
        upload_id = point.upload_id
    offset = reading.as_count(members.get("offset"))
    return Point(upload_id, sent if offset is None else offset)


def offset_in(reply: Reply) -> int | None:
    """Where the service wants to go on, said in a refusal."""
    try:
        return reading.as_count(object_in(reply).get("offset"))
    except ServiceError:
        return None


def failure_of(reply: Reply) -> AmigoCloudError:
    """The error for an answer whose status was allowed so that it could be looked at."""
    call = Call(reply.service, reply.operation)
    error = faults.of_status(
        call,
        reply.status,
        "",
        reply.headers,
        reply.body,
        now_s=time.time(),
        message_in=message_in,
    )
    return translated(error)
