"""How the live line stands, in words; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from facespace_desk.amigocloud.live.records import LiveState
from facespace_desk.amigocloud.live.reports import Dropped
from facespace_desk.language import number, tr, tr_n
from facespace_desk.modelkit.state import Phase
from facespace_desk.widgets.ages import age_text

if TYPE_CHECKING:
    from facespace_desk.amigocloud.model.link import Link


class Stand(NamedTuple):
    """How the line stands: in the middle of a line, as a title, its shape and colour token."""

    word: str
    title: str
    shape: str
    token: str


_OFF: Final = Stand(tr("not connected"), tr("Not connected"), "state-ring", "muted")
_SIGNED_OUT: Final = Stand(tr("signed out"), tr("Signed out"), "state-lock", "warn")
_LOST_AGAIN: Final = Stand(
    tr("lost, trying again"), tr("Lost, trying again"), "state-square", "bad"
)
_STANDS: Final = {
    LiveState.CONNECTING: Stand(tr("connecting"), tr("Connecting"), "state-arc", "accent"),
    LiveState.JOINED: Stand(
        tr("joined, subscribing"), tr("Joined, subscribing"), "state-arc", "accent"
    ),
    LiveState.WAITING: Stand(
        tr("waiting for events"), tr("Waiting for events"), "state-ring", "live"
    ),
    LiveState.RECEIVING: Stand(tr("receiving"), tr("Receiving"), "state-disc", "live"),
    LiveState.LOST: Stand(
        tr("lost", "the line to a service"), tr("Lost", "the line"), "state-square", "bad"
    ),
}
_DROPPED: Final = {
    Dropped.NO_LIST: tr("the event holds no list of reports"),
    Dropped.NO_OBJECT: tr("no object id"),
    Dropped.UNREADABLE: tr("latitude or longitude is no number"),
    Dropped.OUT_OF_RANGE: tr("latitude or longitude out of range, perhaps swapped"),
    Dropped.NOT_A_REPORT: tr("an entry is no object"),
}
_DIALECTS: Final = {
    "Engine.IO 3 in binary (Socket.IO 1.x)": tr("Engine.IO 3 in binary (Socket.IO 1.x)"),
    "Engine.IO 3 in text (Socket.IO 2.x)": tr("Engine.IO 3 in text (Socket.IO 2.x)"),
    "Engine.IO 4 (Socket.IO 3 or 4)": tr("Engine.IO 4 (Socket.IO 3 or 4)"),
}


def stand_words(link: Link) -> Stand:
    """How the line stands."""
    if not link.is_on:
        return _OFF
    if link.state.phase is Phase.SIGNED_OUT:
        return _SIGNED_OUT
    if link.stand is None:
        return _STANDS[LiveState.CONNECTING]
    if link.stand is LiveState.CONNECTING and link.gaps and link.gaps[-1].to_ms is None:
        return _LOST_AGAIN
    return _STANDS[link.stand]


def empty_words(link: Link, *, is_anything_wanted: bool) -> tuple[str, str]:
    """What stands in place of events while there are none: a sentence, and what follows."""
    if link.why_none:
        return tr("There are no live events"), f"{link.why_none}."
    if link.state.phase is Phase.SIGNED_OUT:
        return tr("Signed out"), tr("Sign in to hear of events.")
    if not link.is_on:
        return tr("Not connected"), tr("Connect at the left to hear of events.")
    if link.state.error is not None:
        return tr("The line is lost"), tr(
            "It is tried again by itself; events appear when it is back."
        )
    if not is_anything_wanted:
        return tr("Nothing is listened to"), tr("Tick at the left what to hear of.")
    return tr("No event has come yet"), tr("Events appear here as they come.")


def line_words(link: Link) -> list[str]:
    """What the bar says after the word, in the order of importance."""
    now_ms, info, tally = link.now_ms, link.info, link.tally
    if link.why_none:
        return [link.why_none]
    parts = [*_trouble(link, now_ms)]
    if link.event_ms is not None:
        parts.append(tr("last event {age} ago", age=age_text(now_ms - link.event_ms)))
    elif link.is_on:
        parts.append(tr("no event yet"))
    if link.stand is LiveState.RECEIVING:
        parts.append(tr("{rate} events/s", rate=rate_text(link.per_s)))
    if info.transport is not None:
        parts.append(", ".join(part for part in (_revision(info.dialect), info.transport) if part))
    if info.connected_ms is not None:
        parts.append(tr("session {age}", age=age_text(now_ms - info.connected_ms)))
    parts.append(_reconnects(link.reconnects))
    if link.gap_count:
        parts.append(tr_n("{n:,} gaps", "{n:,} gap", link.gap_count))
    if tally.merged:
        parts.append(tr_n("{n:,} positions merged", "{n:,} position merged", tally.merged))
    if tally.left_out:
        parts.append(tr_n("{n:,} events left out", "{n:,} event left out", tally.left_out))
    if link.unreadable:
        parts.append(tr_n("{n:,} unreadable", "{n:,} unreadable", link.unreadable))
    return parts


def facts(link: Link, signed_in: str = "") -> dict[str, str]:
    """What the panel says, by what it is about (`connection_panel.TITLES` has the titles); empty
    where there is nothing to say. *signed_in* is a name."""
    now_ms, info, tally = link.now_ms, link.info, link.tally
    round_trip = "" if info.round_trip_ms is None else f", {info.round_trip_ms:.0f} ms"
    dropped = sum(tally.dropped.values())
    return {
        "Protocol": _revision(info.dialect),
        "Signed in": signed_in,
        "Transport": info.transport or "",
        "Dialect": _DIALECTS.get(info.dialect, info.dialect),
        "Namespace": link.namespace,
        "Session": _session(link, now_ms),
        "Last event": _ago(link.event_ms, now_ms),
        "Events": f"{number(link.events)}, {rate_text(link.per_s)}/s" if link.events else "",
        "Subscribed": tr_n("{n:,} tickets sent", "{n:,} ticket sent", info.authenticated)
        if info.authenticated
        else "",
        "Last answer": _ago(info.pong_ms, now_ms) + round_trip if info.pong_ms else "",
        "Last sign": _ago(info.heard_ms, now_ms),
        "Reconnects": number(link.reconnects),
        "Gaps": _gaps(link, now_ms),
        "Positions": number(tally.reports) if tally.reports else "",
        "Merged": _positions(tally.merged) if tally.reports else "",
        "Not taken": _positions(dropped) if dropped else "",
        "Left out": tr_n("{n:,} events", "{n:,} event", tally.left_out) if tally.left_out else "",
        "Unreadable": tr_n("{n:,} packets", "{n:,} packet", link.unreadable)
        if link.unreadable
        else "",
        "Path": info.socket_path,
    }


def dropped_words(dropped: dict[Dropped, int]) -> str:
    """Why positions were not taken, a line each."""
    return "\n".join(f"{number(count)}: {_DROPPED[reason]}" for reason, count in dropped.items())


def rate_text(per_s: float) -> str:
    """Events a second: one digit behind the point while there are few."""
    return number(per_s, ",.0f" if per_s >= 9.95 or not per_s else ".1f")


def _reconnects(count: int) -> str:
    if not count:
        return tr("no reconnects")
    return tr_n("{n:,} reconnects", "{n:,} reconnect", count)


def _positions(count: int) -> str:
    return tr_n("{n:,} positions", "{n:,} position", count)


def _revision(dialect: str) -> str:
    """ "Engine.IO 3" of "Engine.IO 3 in binary (Socket.IO 1.x)"."""
    return " ".join(dialect.split()[:2])


def _trouble(link: Link, now_ms: int) -> list[str]:
    """Since when it is lost, and when the next try is."""
    change = link.change
    if change is None or change.state is not LiveState.LOST:
        return []
    if change.retry_at_ms is None:
        return [tr("waits for you")]
    wait_s = (change.retry_at_ms - now_ms) / 1000
    if wait_s < 0.5:
        return [tr("trying now")]
    return [tr("next try in {seconds:.0f} s", seconds=wait_s)]


def _gaps(link: Link, now_ms: int) -> str:
    if not link.gaps:
        return tr("none", "gaps")
    last = link.gaps[-1]
    length = age_text(last.length_ms(now_ms))
    if last.to_ms is None:
        return tr("{count:,}, open for {length}", count=link.gap_count, length=length)
    return tr("{count:,}, the last {length} long", count=link.gap_count, length=length)


def _session(link: Link, now_ms: int) -> str:
    since_ms = link.info.connected_ms
    if since_ms is None:
        return ""
    return f"{age_text(now_ms - since_ms)}, {_reconnects(link.reconnects)}"


def _ago(at_ms: int | None, now_ms: int) -> str:
    return "" if at_ms is None else tr("{age} ago", age=age_text(now_ms - at_ms))
