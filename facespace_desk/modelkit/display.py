"""How times and names are written everywhere: one zone, one mask, one object shared by all models.

The zone decides what an operator reads and what a query means; the mask decides how much of a
person's name reaches the screen, the clipboard and a file. Both are switched in one place, and
every model that hears `Display.changed` writes its cells anew.
"""

from __future__ import annotations

import enum
import os
import re
import time
from datetime import UTC, datetime, timedelta, tzinfo

from PySide6.QtCore import QObject, Signal

from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.columns import EMPTY

HIDDEN_NAME = "•••"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BLOCK_MS = 900_000  # every offset in use today changes on a quarter of an hour
_CACHE_BLOCKS = 20_000
_CACHE_NAMES = 50_000
_BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no letter looks like a digit
_TYPED_TIME = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[ T]+(\d\d?):(\d\d)(?::(\d\d))?)?")


class Zone(enum.Enum):
    """The zone in which times are shown, typed and exported."""

    UTC = "utc"
    LOCAL = "local"


class NameMask(enum.Enum):
    """How much of a person's name is shown."""

    FULL = "full"
    INITIALS = "initials"
    PSEUDONYM = "pseudonym"
    HIDDEN = "hidden"


class Display(QObject):
    """The zone and the name mask in force, and the texts that follow from them.

    Signals:
        changed: the zone or the mask is another one; every text made before is out of date.
    """

    changed = Signal()

    def __init__(
        self,
        zone: Zone = Zone.UTC,
        mask: NameMask = NameMask.FULL,
        *,
        local: tzinfo | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*local* stands for this PC's zone; None means the system's."""
        super().__init__(parent)
        self._zone = zone
        self._mask = mask
        self._local = local
        self._key = os.urandom(16)  # pseudonyms hold for this run only
        self._blocks: dict[Zone, dict[int, tuple[str, int, str]]] = {each: {} for each in Zone}
        self._names: dict[str, str] = {}

    @property
    def zone(self) -> Zone:
        """The zone in force."""
        return self._zone

    @property
    def mask(self) -> NameMask:
        """The mask in force."""
        return self._mask

    @property
    def is_masked(self) -> bool:
        """Whether names are shown in any other way than in full."""
        return self._mask is not NameMask.FULL

    def set_zone(self, zone: Zone) -> None:
        """Write times in *zone* from now on."""
        if zone is not self._zone:
            self._zone = zone
            self.changed.emit()

    def set_mask(self, mask: NameMask) -> None:
        """Write names as *mask* says from now on."""
        if mask is not self._mask:
            self._mask = mask
            self._names.clear()
            self.changed.emit()

    def tzinfo_for(self, zone: Zone) -> tzinfo | None:
        """The zone for `datetime.astimezone`, where None means this PC's."""
        return UTC if zone is Zone.UTC else self._local

    @property
    def zone_label(self) -> str:
        """The zone in words, with its offset at this moment: "UTC" or "local, UTC+01:00"."""
        if self._zone is Zone.UTC:
            return "UTC"
        return tr(
            "local, UTC{offset}", offset=self._offset_text(int(time.time() * 1000), Zone.LOCAL)
        )

    def time_text(self, ms: int | None) -> str:
        """Date and time of the epoch millisecond *ms*: "2026-11-21 07:59:03". None is a dash."""
        if ms is None:
            return EMPTY
        block = ms // _BLOCK_MS
        found = self._blocks[self._zone].get(block) or self._block(block, self._zone)
        if found is None:
            return tr("outside the calendar ({ms} ms)", ms=ms)
        second = found[1] + (ms - block * _BLOCK_MS) // 1000
        return f"{found[0]} {second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"

    def date_text(self, ms: int | None) -> str:
        """Only the date, "2026-11-21"."""
        return EMPTY if ms is None else self.time_text(ms)[:10]

    def clock_text(self, ms: int | None) -> str:
        """Only the time of day, "07:59:03"."""
        return EMPTY if ms is None else self.time_text(ms)[11:]

    def time_tooltip(self, ms: int | None, now_ms: int | None = None) -> str:
        """The moment in UTC and in this PC's zone, and how long ago when *now_ms* is given."""
        if ms is None:
            return tr("No time")
        lines = []
        for title, zone in (("UTC", Zone.UTC), (tr("This PC"), Zone.LOCAL)):
            moment = self._moment(ms, zone)
            if moment is None:
                return self.time_text(ms)
            lines.append(f"{title}: {moment:%Y-%m-%d %H:%M:%S} {self._offset_text(ms, zone)}")
        if now_ms is not None:
            lines.append(self.ago_text(ms, now_ms))
        return "\n".join(lines)

    def ago_text(self, ms: int | None, now_ms: int) -> str:
        """The distance in words of one unit: "3 s ago", "5 min ago", "in 2 h"; None is a dash."""
        if ms is None:
            return EMPTY
        seconds = (now_ms - ms) / 1000
        size = abs(seconds)
        if size < 1:
            return tr("now")
        if size < 60:
            amount = f"{int(size)} s"
        elif size < 3600:
            amount = f"{int(size // 60)} min"
        elif size < 86400:
            amount = f"{int(size // 3600)} h"
        elif seconds > 0:
            return tr_n("{n} days ago", "{n} day ago", int(size // 86400))
        else:
            return tr_n("in {n} days", "in {n} day", int(size // 86400))
        return tr("{time} ago", time=amount) if seconds > 0 else tr("in {time}", time=amount)

    def iso_text(self, ms: int | None, zone: Zone | None = None) -> str:
        """ISO 8601 with milliseconds and offset, in *zone* or the one in force; None is empty."""
        if ms is None:
            return ""
        zone = zone or self._zone
        block = ms // _BLOCK_MS
        found = self._blocks[zone].get(block) or self._block(block, zone)
        if found is None:
            return ""
        day, start_s, offset = found
        second, milli = divmod(ms - block * _BLOCK_MS, 1000)
        second += start_s
        hour, minute = second // 3600, second // 60 % 60
        return f"{day}T{hour:02}:{minute:02}:{second % 60:02}.{milli:03}{offset}"

    def parse_time(self, text: str) -> int:
        """The epoch millisecond that *text* ("2026-11-21" or "2026-11-21 07:59[:03]") means here.

        A time that the clocks show twice is the first of the two; one that they skip is an error.

        Raises:
            ValueError: with the reason in words.
        """
        match = _TYPED_TIME.fullmatch(text.strip())
        if match is None:
            raise ValueError(tr("Write the time as 2026-11-21 or 2026-11-21 07:59:03"))
        parts = [int(part or 0) for part in match.groups()]
        try:
            naive = datetime(*parts)  # type: ignore[arg-type] # noqa: DTZ001 - the zone comes next
            local = self.tzinfo_for(self._zone)
            aware = naive.astimezone() if local is None else naive.replace(tzinfo=local)
            ms = (aware.astimezone(UTC) - _EPOCH) // timedelta(milliseconds=1)
        except (ValueError, OverflowError, OSError) as error:
            raise ValueError(tr("There is no such time: {error}", error=error)) from error
        if self.time_text(ms) != f"{naive:%Y-%m-%d %H:%M:%S}":
            raise ValueError(tr("The clocks skip this time, because summer time begins"))
        return ms

    def name_text(self, label: str) -> str:
        """*label* as the mask allows it; within a run the same label always gives the same text."""
        if self._mask is NameMask.FULL:
            return label
        found = self._names.get(label)
        if found is None:
            if len(self._names) >= _CACHE_NAMES:
                self._names.clear()
            found = self._names[label] = self._masked(label)
        return found

    def _masked(self, label: str) -> str:
        if not label:
            return label
        if self._mask is NameMask.INITIALS:
            words = re.findall(r"[^\W_]+", label)
            return " ".join(f"{word[0].upper()}." for word in words[:4]) or HIDDEN_NAME
        if self._mask is NameMask.PSEUDONYM:
            raw = label.encode("utf-8", "surrogatepass")
            import hashlib  # brings OpenSSL with it: not before the first paint

            digest = hashlib.blake2b(raw, key=self._key, digest_size=6).digest()
            return "Person " + "".join(_BASE32[byte % 32] for byte in digest)
        return HIDDEN_NAME

    def _block(self, block: int, zone: Zone) -> tuple[str, int, str] | None:
        """Of a quarter of an hour the date, its first second of that day, and the offset."""
        moment = self._moment(block * _BLOCK_MS, zone)
        if moment is None:
            return None
        blocks = self._blocks[zone]
        if len(blocks) >= _CACHE_BLOCKS:
            blocks.clear()
        start_s = moment.hour * 3600 + moment.minute * 60 + moment.second
        offset = moment.isoformat(timespec="seconds")[19:]
        found = blocks[block] = (moment.date().isoformat(), start_s, offset)
        return found

    def _moment(self, ms: int, zone: Zone) -> datetime | None:
        try:
            return (_EPOCH + timedelta(milliseconds=ms)).astimezone(self.tzinfo_for(zone))
        except (OverflowError, ValueError, OSError):
            return None

    def _offset_text(self, ms: int, zone: Zone) -> str:
        moment = self._moment(ms, zone)
        return "" if moment is None else moment.isoformat(timespec="seconds")[19:]
