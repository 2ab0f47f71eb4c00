"""One action on many records, with a result for each (wire sections 3.4 and 11.9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from facespace_desk.demo.voxel51.account import Document, Refused
from facespace_desk.demo.voxel51.gate import Call

Action = Callable[[str, Call], Document | None]  # of an id; what it returns is the response


def answered(call: Call, actions: Mapping[str, Action]) -> Document:
    """
    Raises:
        Refused: the batch as a whole is not understood.
    """
    action, ids = call.values.get("action"), call.values.get("ids")
    if not isinstance(action, str) or action not in actions:
        raise Refused(400, f"There is no action {action!r}")
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        raise Refused(400, "ids must be a list of texts")
    return {"responses": {each: _result(actions[action], each, call) for each in ids}}


def _result(action: Action, item_id: str, call: Call) -> Document:
    try:
        response = action(item_id, call)
    except Refused as error:
        return {"success": False, "error": {"code": error.status, "message": error.words}}
    return {"success": True} if response is None else {"success": True, "response": response}
