"""What a write would do, before it is done (wire/cam2.md 5; features: difference before write)."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from facespace_desk.cam2.records import Camera, Value

Changes = Mapping[str, Value]  # by the field names of `Camera`


class FieldChange(msgspec.Struct, frozen=True):
    """One field, by its name in `Camera`; `before` and `after` as in the record."""

    field: str
    before: Value
    after: Value


class WritePlan(msgspec.Struct, frozen=True, kw_only=True):
    """A write that was checked and compared, ready to be confirmed.

    `before` is the camera as the server has it now (None: it will be added), `after` as it will be.
    `conflicts` are fields that are to be changed and differ from what the operator was shown:
    `before` what was shown, `after` what is there now. `not_cleared` names fields that were to be
    emptied: no way to do so is known, they stay. `form` is what will be sent.
    """

    camera_id: str | None
    before: Camera | None
    after: Camera
    changes: tuple[FieldChange, ...]
    conflicts: tuple[FieldChange, ...] = ()
    not_cleared: tuple[str, ...] = ()
    form: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not self.changes
