"""Situations that every service can come into."""

from facespace_desk.language import tr
from facespace_desk.shell.demo_situations import Situation

A_WHILE = 20  # calls; with retries about half a minute of a live feed
RETRY_AFTER_S = 10

NORMAL = Situation(tr("Everything works"), tr("The simulator answers as it should."))

CONNECTIONS = (
    Situation(
        tr("Slow network (0.8 s)"),
        tr("Every answer takes 0.8 seconds more."),
        switches={"latency_s": 0.8},
    ),
    Situation(
        tr("Very slow network (3 s)"),
        tr("Every answer takes 3 seconds more."),
        switches={"latency_s": 3.0},
    ),
    Situation(
        tr("Broken connections"),
        tr("Every connection breaks before an answer."),
        fault={"kind": "drop"},
    ),
)


def answers(*, refused: str, says: str, words: str) -> tuple[Situation, ...]:
    """Answers that are none. *refused* is the title of a sign-in that is no longer accepted,
    *says* what the server says then, *words* what that means."""
    return (
        Situation(
            tr("Server trouble for a while (503)"),
            tr("The next {count} calls fail; then the server is well again.", count=A_WHILE),
            fault={"kind": "status", "status": 503, "error": "overloaded"},
            times=A_WHILE,
        ),
        Situation(
            tr("Too many requests (429)"),
            tr("The server asks to wait {count} seconds, again and again.", count=RETRY_AFTER_S),
            fault={"kind": "status", "status": 429, "retry_after": str(RETRY_AFTER_S)},
        ),
        Situation(
            refused,
            words,
            fault={"kind": "status", "status": 401, "error": says},
        ),
        Situation(
            tr("Error page of a proxy (502)"),
            tr("A web page with an error comes instead of data."),
            fault={"kind": "html", "status": 502},
        ),
        Situation(
            tr("Web page instead of data"),
            tr("A web page comes instead of data, as from a network that wants a log-in first."),
            fault={"kind": "html", "status": 200},
        ),
        Situation(
            tr("Broken answers"),
            tr("Every answer ends in the middle of its JSON."),
            fault={"kind": "truncated"},
        ),
        Situation(tr("Empty answers"), tr("Every answer is empty."), fault={"kind": "empty"}),
    )
