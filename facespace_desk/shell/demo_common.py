"""Situations that every service can come into."""

from facespace_desk.shell.demo_situations import Situation

A_WHILE = 20  # calls; with retries about half a minute of a live feed
RETRY_AFTER_S = 10

NORMAL = Situation("Everything works", "The simulator answers as it should.")

CONNECTIONS = (
    Situation(
        "Slow network (0.8 s)",
        "Every answer takes 0.8 seconds more.",
        switches={"latency_s": 0.8},
    ),
    Situation(
        "Very slow network (3 s)",
        "Every answer takes 3 seconds more.",
        switches={"latency_s": 3.0},
    ),
    Situation(
        "Broken connections",
        "Every connection breaks before an answer.",
        fault={"kind": "drop"},
    ),
)


def answers(*, refused: str, says: str, signs_in_with: str) -> tuple[Situation, ...]:
    """Answers that are none. *refused* is the title of a sign-in that is no longer accepted,
    *says* what the server says then, *signs_in_with* what it no longer accepts."""
    return (
        Situation(
            "Server trouble for a while (503)",
            f"The next {A_WHILE} calls fail; then the server is well again.",
            fault={"kind": "status", "status": 503, "error": "overloaded"},
            times=A_WHILE,
        ),
        Situation(
            "Too many requests (429)",
            f"The server asks to wait {RETRY_AFTER_S} seconds, again and again.",
            fault={"kind": "status", "status": 429, "retry_after": str(RETRY_AFTER_S)},
        ),
        Situation(
            refused,
            f"The server no longer accepts {signs_in_with}.",
            fault={"kind": "status", "status": 401, "error": says},
        ),
        Situation(
            "Error page of a proxy (502)",
            "A web page with an error comes instead of data.",
            fault={"kind": "html", "status": 502},
        ),
        Situation(
            "Web page instead of data",
            "A web page comes instead of data, as from a network that wants a log-in first.",
            fault={"kind": "html", "status": 200},
        ),
        Situation(
            "Broken answers",
            "Every answer ends in the middle of its JSON.",
            fault={"kind": "truncated"},
        ),
        Situation("Empty answers", "Every answer is empty.", fault={"kind": "empty"}),
    )
