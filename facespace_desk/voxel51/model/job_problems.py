"""What keeps a form from becoming a job, place by place. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facespace_desk.voxel51.document import AnalyticDocument
from facespace_desk.voxel51.model.job_draft import JobDraft
from facespace_desk.voxel51.records import NOTHING
from facespace_desk.voxel51.request import JobRequest

if TYPE_CHECKING:
    from facespace_desk.voxel51.model.launching import Launcher

Spot = tuple[str, str]  # a part of the request, or "" for the form; the name of a field, or ""
GENERAL: Final[Spot] = ("", "")
NAME: Final[Spot] = ("name", "")
NAME_LENGTH: Final = 200  # characters; the service names no limit


def problems_of(
    draft: JobDraft,
    document: AnalyticDocument | None,
    named: tuple[str, str],
    launcher: Launcher,
) -> dict[Spot, str]:
    """The first thing that is wrong at each place.

    *named* is the analytic, and the version, whose *document* it is.
    """
    found: dict[Spot, str] = {}
    request = draft.request
    for spot, words in launcher_words(request, launcher).items():
        found.setdefault(spot, words)
    for key, unread in draft.typed.items():
        found.setdefault(key, unread.words)
    if (request.analytic, request.version or "") != named:
        name = " ".join(filter(None, named))
        found.setdefault(("analytic", ""), f"This form is that of {name}, and of no other.")
    if document is not None:
        for each in request.problems(document):
            found.setdefault((each.section, each.name), each.words)
    if name_words := name_problem(draft.name):
        found.setdefault(NAME, name_words)
    return found


def launcher_words(request: JobRequest, launcher: Launcher) -> dict[Spot, str]:
    """Where data stands that must not be sent."""
    found: dict[Spot, str] = {}
    for name, reference in request.inputs.items():
        if words := launcher.why_not(reference.data_id):
            found["inputs", name] = words
    for name, value in request.parameters.items():
        alone = JobRequest(analytic="", inputs=NOTHING, parameters={name: value})
        for data_id in launcher.forbidden(alone):
            found["parameters", name] = launcher.why_not(data_id)
    return found


def name_problem(name: str) -> str:
    """Why a job cannot be called so, or ""."""
    if not name.strip():
        return "The job needs a name."
    if len(name) > NAME_LENGTH:
        return f"This name is longer than {NAME_LENGTH} characters."
    return "" if name.isprintable() else "This name has characters that cannot be shown."
