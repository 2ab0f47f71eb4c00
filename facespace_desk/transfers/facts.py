"""Facts of the queue's own in the journal, between those of the services."""

from __future__ import annotations

from typing import Final

from facespace_desk.store.transfers import StoredTransfer

TO_TIDY: Final = "to_tidy"  # the service has something to forget
STOP_BEFORE: Final = "stop_before"  # nothing begins from here on


def without(transfer: StoredTransfer, *names: str) -> dict[str, str | int | bool | None]:
    """Its facts but these."""
    return {name: fact for name, fact in transfer.facts.items() if name not in names}
