"""What the settings dialog shows: each row names a field of `Settings` and says it in words."""

from dataclasses import dataclass

from facespace_desk.language import SHIPPED, tr


@dataclass(frozen=True, kw_only=True)
class Row:
    """One setting. `name` is the field."""

    name: str
    title: str
    help_text: str = ""

    @property
    def words(self) -> str:
        """What the search looks through."""
        return f"{self.title} {self.help_text}".casefold()


@dataclass(frozen=True, kw_only=True)
class Choice(Row):
    """One of several values, each with its text."""

    options: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        texts = " ".join(text for _value, text in self.options)
        return f"{super().words} {texts.casefold()}"


@dataclass(frozen=True, kw_only=True)
class Flag(Row):
    """On or off; `text` stands beside the box."""

    text: str

    @property
    def words(self) -> str:
        return f"{super().words} {self.text.casefold()}"


@dataclass(frozen=True, kw_only=True)
class Number(Row):
    """A number within bounds."""

    least: float
    most: float
    step: float
    unit: str
    decimals: int = 0


@dataclass(frozen=True)
class Page:
    title: str
    icon: str
    rows: tuple[Choice | Flag | Number, ...]


PAGES: tuple[Page, ...] = (
    Page(
        tr("Appearance"),
        "palette",
        (
            Choice(
                name="theme",
                title=tr("Theme"),
                options=(
                    ("system", tr("Follow the system")),
                    ("dark", tr("Dark", "theme")),
                    ("light", tr("Light", "theme")),
                ),
            ),
            Choice(
                name="density",
                title=tr("Row height"),
                options=(
                    ("compact", tr("Compact", "row height")),
                    ("normal", tr("Normal", "row height")),
                    ("roomy", tr("Roomy", "row height")),
                ),
                help_text=tr("How close rows, buttons and fields stand."),
            ),
            Choice(
                name="language",
                title=tr("Language"),
                options=(("system", tr("Follow the system")), *SHIPPED.items()),
                help_text=tr(
                    "Counts from the next start. The log and the command line stay English."
                ),
            ),
        ),
    ),
    Page(
        tr("Time and names"),
        "clock",
        (
            Choice(
                name="zone",
                title=tr("Times in", "which zone"),
                options=(("utc", "UTC"), ("local", tr("This PC's time zone"))),
                help_text=tr(
                    "For what is shown, typed and exported alike. FaceSpace itself speaks UTC."
                ),
            ),
            Choice(
                name="name_mask",
                title=tr("People's names"),
                options=(
                    ("full", tr("Shown in full")),
                    ("initials", tr("As initials")),
                    ("pseudonym", tr("As pseudonyms")),
                    ("hidden", tr("Hidden", "people's names")),
                ),
                help_text=tr(
                    "Copies and exports are masked in the same way. Ctrl+Shift+H masks and "
                    "shows again."
                ),
            ),
        ),
    ),
    Page(
        tr("Live feed"),
        "radio",
        (
            Number(
                name="poll_interval_s",
                title=tr("Ask every"),
                least=0.1,
                most=3600,
                step=0.5,
                unit="s",
                decimals=1,
                help_text=tr(
                    "Shorter is fresher and costs the server more. A profile may have a rate "
                    "of its own."
                ),
            ),
        ),
    ),
    Page(
        tr("History on this desk"),
        "database",
        (
            Flag(
                name="keep_sightings",
                title=tr("Keep", "sightings"),
                text=tr("Keep what this desk saw"),
                help_text=tr("Encrypted on this computer; the key lies in the key store."),
            ),
            Number(
                name="sightings_retention_h",
                title=tr("Delete after"),
                least=1,
                most=24 * 366,
                step=1,
                unit="h",
                help_text=tr(
                    "Names at cameras are personal data. Longer than 72 h needs a reason."
                ),
            ),
            Number(
                name="sightings_size_cap_mb",
                title=tr("At most", "kept, in MB"),
                least=16,
                most=1_000_000,
                step=64,
                unit="MB",
                help_text=tr("When it is full, the oldest sightings go first."),
            ),
        ),
    ),
)
