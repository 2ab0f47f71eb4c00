"""Who may do what: API tokens and their levels (wire section 2)."""

from __future__ import annotations

from dataclasses import dataclass

LEVELS = ("READ", "CREATE", "EDIT", "ADMIN")


@dataclass(frozen=True)
class Token:
    """*project_id*: the only project that it works for; None is the user's own token."""

    text: str
    level: str
    project_id: int | None = None

    def may(self, level: str) -> bool:
        return LEVELS.index(self.level) >= LEVELS.index(level)


USER_TOKENS = {
    "READ": Token("R:demo8h2kq0vvx4c1tznw", "READ"),
    "CREATE": Token("C:demo5m7rp3yyd9f6sjbk", "CREATE"),
    "EDIT": Token("E:demo1w4gn8llq2z7hvcx", "EDIT"),
    "ADMIN": Token("A:demo6t9bf2jjs5k3rpmd", "ADMIN"),
}
PROJECT_TOKEN = Token("E:demo0pier7xxu3n8wgqt", "EDIT", 102)
TOKENS = {token.text: token for token in (*USER_TOKENS.values(), PROJECT_TOKEN)}
