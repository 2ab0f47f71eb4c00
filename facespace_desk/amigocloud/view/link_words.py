"""How the live line stands, in words; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facespace_desk.amigocloud.live.records import LiveState
from facespace_desk.modelkit.state import Phase
from facespace_desk.widgets.ages import age_text

if TYPE_CHECKING:
    from facespace_desk.amigocloud.live.reports import Dropped
    from facespace_desk.amigocloud.model.link import Link

_OFF: Final = ("not connected", "state-ring", "muted")
_STANDS: Final = {
    LiveState.CONNECTING: ("connecting", "state-arc", "accent"),
    LiveState.JOINED: ("joined, subscribing", "state-arc", "accent"),
    LiveState.WAITING: ("waiting for events", "state-ring", "live"),
    LiveState.RECEIVING: ("receiving", "state-disc", "live"),
    LiveState.LOST: ("lost", "state-square", "bad"),
}


def stand_words(link: Link) -> tuple[str, str, str]:
    """Word, shape and colour token."""
    if not link.is_on:
        return _OFF
    if link.state.phase is Phase.SIGNED_OUT:
        return ("signed out", "state-lock", "warn")
    if link.stand is None:
        return _STANDS[LiveState.CONNECTING]
    if link.stand is LiveState.CONNECTING and link.gaps and link.gaps[-1].to_ms is None:
        return ("lost, trying again", "state-square", "bad")
    return _STANDS[link.stand]


def empty_words(link: Link, *, is_anything_wanted: bool) -> tuple[str, str]:
    """What stands in place of events while there are none: a sentence, and what follows."""
    if link.why_none:
        return "There are no live events", f"{link.why_none}."
    if link.state.phase is Phase.SIGNED_OUT:
        return "Signed out", "Sign in to hear of events."
    if not link.is_on:
        return "Not connected", "Connect at the left to hear of events."
    if link.state.error is not None:
        return "The line is lost", "It is tried again by itself; events appear when it is back."
    if not is_anything_wanted:
        return "Nothing is listened to", "Tick at the left what to hear of."
    return "No event has come yet", "Events appear here as they come."


def line_words(link: Link) -> list[str]:
    """What the bar says after the word, in the order of importance."""
    now_ms, info, tally = link.now_ms, link.info, link.tally
    if link.why_none:
        return [link.why_none]
    parts = [*_trouble(link, now_ms)]
    if link.event_ms is not None:
        parts.append(f"last event {age_text(now_ms - link.event_ms)} ago")
    elif link.is_on:
        parts.append("no event yet")
    if link.stand is LiveState.RECEIVING:
        parts.append(f"{rate_text(link.per_s)} events/s")
    if info.transport is not None:
        parts.append(", ".join(part for part in (_revision(info.dialect), info.transport) if part))
    if info.connected_ms is not None:
        parts.append(f"session {age_text(now_ms - info.connected_ms)}")
    parts.append(counted(link.reconnects, "reconnect"))
    if link.gap_count:
        parts.append(counted(link.gap_count, "gap"))
    if tally.merged:
        parts.append(f"{tally.merged:,} positions merged")
    if tally.left_out:
        parts.append(f"{tally.left_out:,} events left out")
    if link.unreadable:
        parts.append(f"{link.unreadable:,} unreadable")
    return parts


def facts(link: Link, signed_in: str = "") -> dict[str, str]:
    """What the panel says, by title; empty where there is nothing to say. *signed_in* is a name."""
    now_ms, info, tally = link.now_ms, link.info, link.tally
    round_trip = "" if info.round_trip_ms is None else f", {info.round_trip_ms:.0f} ms"
    dropped = sum(tally.dropped.values())
    return {
        "Protocol": _revision(info.dialect),
        "Signed in": signed_in,
        "Transport": info.transport or "",
        "Dialect": info.dialect,
        "Namespace": link.namespace,
        "Session": _session(link, now_ms),
        "Last event": _ago(link.event_ms, now_ms),
        "Events": f"{link.events:,}, {rate_text(link.per_s)}/s" if link.events else "",
        "Subscribed": counted(info.authenticated, "ticket") + " sent" if info.authenticated else "",
        "Last answer": _ago(info.pong_ms, now_ms) + round_trip if info.pong_ms else "",
        "Last sign": _ago(info.heard_ms, now_ms),
        "Reconnects": f"{link.reconnects:,}",
        "Gaps": _gaps(link, now_ms),
        "Positions": f"{tally.reports:,}" if tally.reports else "",
        "Merged": f"{tally.merged:,} positions" if tally.reports else "",
        "Not taken": f"{dropped:,} positions" if dropped else "",
        "Left out": f"{tally.left_out:,} events" if tally.left_out else "",
        "Unreadable": f"{link.unreadable:,} packets" if link.unreadable else "",
        "Path": info.socket_path,
    }


def dropped_words(dropped: dict[Dropped, int]) -> str:
    """Why positions were not taken, a line each."""
    return "\n".join(f"{count:,}: {reason.value}" for reason, count in dropped.items())


def rate_text(per_s: float) -> str:
    """Events a second: one digit behind the point while there are few."""
    return f"{per_s:,.0f}" if per_s >= 9.95 or not per_s else f"{per_s:.1f}"


def counted(count: int, noun: str) -> str:
    """ "no gaps", "1 gap", "3 gaps"."""
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun}s" if count else f"no {noun}s"


def _revision(dialect: str) -> str:
    """ "Engine.IO 3" of "Engine.IO 3 in binary (Socket.IO 1.x)"."""
    return " ".join(dialect.split()[:2])


def _trouble(link: Link, now_ms: int) -> list[str]:
    """Since when it is lost, and when the next try is."""
    change = link.change
    if change is None or change.state is not LiveState.LOST:
        return []
    if change.retry_at_ms is None:
        return ["waits for you"]
    wait_s = (change.retry_at_ms - now_ms) / 1000
    return [f"next try in {wait_s:.0f} s" if wait_s >= 0.5 else "trying now"]


def _gaps(link: Link, now_ms: int) -> str:
    if not link.gaps:
        return "none"
    last = link.gaps[-1]
    length = age_text(last.length_ms(now_ms))
    if last.to_ms is None:
        return f"{link.gap_count:,}, open for {length}"
    return f"{link.gap_count:,}, the last {length} long"


def _session(link: Link, now_ms: int) -> str:
    since_ms = link.info.connected_ms
    if since_ms is None:
        return ""
    return f"{age_text(now_ms - since_ms)}, {counted(link.reconnects, 'reconnect')}"


def _ago(at_ms: int | None, now_ms: int) -> str:
    return "" if at_ms is None else f"{age_text(now_ms - at_ms)} ago"
