"""Ages in words. Short, of one width while they tick, and exact where exactness helps: in the
first seconds."""

from facespace_desk.language import number, tr

_DAYS = tr("{days} days", "an age, which may stand behind “ago” or “for”")


def age_text(age_ms: int | None) -> str:
    """ "0.6 s", "14 s", "3 min", "2 h 5 min", "4 days"; None, an age that is not known, is
    "never"."""
    if age_ms is None:
        return tr("never")
    seconds = max(0, age_ms) / 1000
    if seconds < 9.95:
        return f"{number(seconds, '.1f')} s"
    if seconds < 60:
        return f"{int(seconds)} s"
    minutes = int(seconds // 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return _DAYS.format(days=hours // 24)


def span_text(seconds: float) -> str:
    """A chosen interval: "0.5 s", "2 s", "5 min"."""
    if seconds < 60:
        return f"{number(seconds, 'g')} s"
    return age_text(round(seconds * 1000))
