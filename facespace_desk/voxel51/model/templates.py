"""Templates: what was said in a job form, under a name, in the encrypted store. Values may name
people, places and data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.errors import ServiceError
from facespace_desk.voxel51.model.job_draft import JobDraft
from facespace_desk.voxel51.request import JobRequest

if TYPE_CHECKING:
    from facespace_desk.store.store import Store

KIND: Final = "voxel51.templates"
NAME_LENGTH: Final = 80  # characters


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """A filled form. `request` is its request as JSON."""

    name: str
    analytic: str
    request: str
    auto_start: bool = True
    keep_days: int = 0
    fetch_when_done: bool = False

    @classmethod
    def of(cls, name: str, draft: JobDraft) -> Template:
        return cls(
            name=name,
            analytic=draft.request.analytic,
            request=draft.request.to_json(),
            auto_start=draft.auto_start,
            keep_days=draft.keep_days,
            fetch_when_done=draft.fetch_when_done,
        )

    def filled(self, draft: JobDraft) -> JobDraft:
        """*draft* as this template fills it: inputs that are chosen already stay, and so do
        the analytic, its version and the job's name."""
        kept = JobRequest.from_json(self.request)
        request = msgspec.structs.replace(
            draft.request,
            compute_mode=kept.compute_mode,
            inputs={**kept.inputs, **draft.request.inputs},
            parameters=kept.parameters,
        )
        return msgspec.structs.replace(
            draft.with_request(request),
            auto_start=self.auto_start,
            keep_days=self.keep_days,
            fetch_when_done=self.fetch_when_done,
        )


class TemplateShelf(QObject):
    """The templates of one user in one profile.

    Signals:
        changed: one was kept, replaced or removed, or the shelf was read.
    """

    changed = Signal()

    def __init__(
        self,
        store: Store,
        profile: str,
        scope: str,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._documents = store.views
        self._profile = profile
        self._kind = f"{KIND}.{scope}"
        self._templates: dict[tuple[str, str], Template] = {}
        self._tasks = TaskScope("Voxel51 templates", report)

    def of(self, analytic: str) -> list[Template]:
        """Those of this analytic, by name."""
        found = [each for each in self._templates.values() if each.analytic == analytic]
        return sorted(found, key=lambda each: each.name.casefold())

    def keep(self, template: Template) -> None:
        """Keep it, in place of an older one of that name and analytic."""
        self._templates[template.analytic, template.name] = template
        text = msgspec.json.encode(template).decode()
        put = self._documents.put(self._profile, self._kind, _place(template), text)
        self._tasks.start(put, name="keep a template")
        self.changed.emit()

    def forget(self, template: Template) -> None:
        """Remove it from this computer."""
        if self._templates.pop((template.analytic, template.name), None) is not None:
            remove = self._documents.remove(self._profile, self._kind, _place(template))
            self._tasks.start(remove, name="forget a template")
            self.changed.emit()

    async def load(self) -> None:
        """Read the shelf. A template that cannot be read is left out, not the shelf.

        Raises:
            StoreTrouble: the store could not be read.
        """
        for document in await self._documents.list(self._profile, self._kind):
            try:
                template = msgspec.json.decode(document.json, type=Template)
                JobRequest.from_json(template.request)
            except (ValueError, ServiceError):
                continue
            self._templates[template.analytic, template.name] = template
        self.changed.emit()

    async def close(self) -> None:
        """Wait until everything is written."""
        await self._tasks.finish()


def _place(template: Template) -> str:
    """The name under which the store keeps it: one for each analytic and name."""
    return msgspec.json.encode((template.analytic, template.name)).decode()
