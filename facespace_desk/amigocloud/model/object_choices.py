"""What the operator chose for the table of objects, kept from session to session: pins, columns of
the payload, and the field of the small charts. Pins name objects, so they lie in the store."""

from __future__ import annotations

from typing import Final

import msgspec

from facespace_desk.amigocloud.live.reports import ObjectKey
from facespace_desk.amigocloud.model.objects import FIRST_TREND, Objects
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.store import Store

KIND: Final = "amigocloud.objects"
NAME: Final = "choices"


class _Choices(msgspec.Struct, frozen=True):
    """As they lie in the store. `fields` is None where the operator left them as they came."""

    pins: tuple[tuple[int | None, str], ...] = ()
    fields: tuple[str, ...] | None = None
    trend: str = FIRST_TREND


class ObjectChoices:
    """Keeps the choices of *objects* for one profile."""

    def __init__(
        self, objects: Objects, store: Store, profile: str, *, report: Report | None = None
    ) -> None:
        self._objects = objects
        self._documents = store.views
        self._profile = profile
        self._kept = _Choices()
        self._tasks = TaskScope("AmigoCloud object choices", report)

    async def load(self) -> None:
        """Take up what was chosen, and keep what will be. Raises StoreTrouble."""
        for document in await self._documents.list(self._profile, KIND):
            if document.name == NAME:
                self._kept = _read(document.json)
        objects, kept = self._objects, self._kept
        objects.set_pins(ObjectKey(*pin) for pin in kept.pins)
        if kept.fields is not None:
            objects.set_fields(kept.fields)
        objects.set_trend(kept.trend)
        objects.pins_changed.connect(self._keep)
        objects.table_replaced.connect(self._keep)

    async def close(self) -> None:
        """Wait until everything is written."""
        await self._tasks.finish()

    def _keep(self) -> None:
        objects = self._objects
        pins = sorted(((key.dataset_id, key.object_id) for key in objects.pins), key=str)
        fields = objects.fields if objects.has_chosen_fields else None
        choices = _Choices(tuple(pins), fields, objects.trend)
        if choices != self._kept:
            self._kept = choices
            text = msgspec.json.encode(choices).decode()
            putting = self._documents.put(self._profile, KIND, NAME, text)
            self._tasks.start(putting, name="keep", replacing="keep")


def _read(text: str) -> _Choices:
    try:
        return msgspec.json.decode(text, type=_Choices)
    except msgspec.DecodeError:
        return _Choices()
