"""What the operator chose and the window remembers; no secrets, and no names of people."""

import threading
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from facespace_desk.files import set_aside, write_atomically
from facespace_desk.language import tr

DEFAULT_POLL_INTERVAL_S = 2.0
DEFAULT_RETENTION_H = 72  # beyond 72 h keeping sightings needs a reason (EDPB guidelines 3/2019)


class Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Every value has a default, so an empty file is a complete one.

    `geometry`, `columns` and `splitters` hold what a window or view wrote about itself (base64 or
    JSON text), by that view's name; only the writer reads it.
    """

    theme: Literal["system", "dark", "light"] = "system"
    density: Literal["normal", "compact", "roomy"] = "normal"
    zone: Literal["utc", "local"] = "utc"
    language: Literal["system", "en", "de"] = "system"
    name_mask: Literal["full", "initials", "pseudonym", "hidden"] = "full"
    last_profile: str | None = None
    geometry: dict[str, str] = {}
    columns: dict[str, str] = {}
    splitters: dict[str, str] = {}
    poll_interval_s: Annotated[float, msgspec.Meta(ge=0.1, le=3600)] = DEFAULT_POLL_INTERVAL_S
    keep_sightings: bool = True
    sightings_retention_h: Annotated[int, msgspec.Meta(ge=1, le=24 * 366)] = DEFAULT_RETENTION_H
    sightings_size_cap_mb: Annotated[int, msgspec.Meta(ge=16, le=1_000_000)] = 1024
    uploads_at_once: Annotated[int, msgspec.Meta(ge=1, le=16)] = 4
    downloads_at_once: Annotated[int, msgspec.Meta(ge=1, le=16)] = 4
    transfer_kb_per_s: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0  # 0: no limit
    transfers_wait_on_battery: bool = False
    transfers_wait_when_metered: bool = False
    stream_player: Annotated[str, msgspec.Meta(max_length=4096)] = ""  # the file of a program


FIELDS = {field.name: field for field in msgspec.structs.fields(Settings)}


def wished_language(path: Path) -> str:
    """The language that the settings in *path* wish, "system" when they cannot be read.

    The file stays as it is: what is wrong with it is said by `SettingsFile`, in that language.
    """
    try:
        content = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
        wish: str = msgspec.convert(content.get("language", "system"), FIELDS["language"].type)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError):
        return "system"
    return wish


class SettingsFile:
    """Settings on disk. Safe to call from several threads.

    Values of a newer version (unknown fields, unknown choices) are not understood here, but are
    written back, so that going back and forth between two versions loses nothing.
    """

    def __init__(self, path: Path | None) -> None:
        """*path* None keeps the settings in memory only."""
        self._path = path
        self._lock = threading.Lock()
        self._foreign: dict[str, Any] = {}
        self.current = Settings()
        self.problem: str | None = (
            None  # what went wrong with the file, as a sentence for the operator
        )

    def load(self) -> Settings:
        """Read the file; what cannot be read falls back to its default and is said in `problem`."""
        with self._lock:
            self.problem = None
            self._foreign = {}
            self.current = self._read()
            return self.current

    def save(self, settings: Settings) -> None:
        """Write *settings* in one step, readable by this user only; they become `current`.

        Raises:
            OSError: the old file is untouched; `current` holds the new values all the same.
        """
        with self._lock:
            self._write(settings)

    def update(self, **changes: Any) -> Settings:
        """Change some fields and save.

        Raises:
            ValueError: no such field, or a value that it does not take; nothing is changed.
            OSError: the file could not be written; `current` holds the new values all the same.
        """
        unknown = sorted(changes.keys() - FIELDS.keys())
        if unknown:
            raise ValueError(f"there is no setting named {unknown[0]}")
        with self._lock:
            changed = msgspec.structs.replace(self.current, **changes)
            settings = msgspec.convert(msgspec.to_builtins(changed), Settings)
            self._write(settings)
            return settings

    def _write(self, settings: Settings) -> None:
        for name in FIELDS:
            if getattr(settings, name) != getattr(self.current, name):
                self._foreign.pop(name, None)
        self.current = settings
        if self._path is None:
            return
        content = self._foreign | msgspec.to_builtins(settings)
        write_atomically(self._path, msgspec.json.format(msgspec.json.encode(content)) + b"\n")

    def _read(self) -> Settings:
        if self._path is None:
            return Settings()
        try:
            content = msgspec.json.decode(self._path.read_bytes(), type=dict[str, Any])
        except FileNotFoundError:
            return Settings()
        except OSError as error:
            self.problem = tr(
                "The settings could not be read ({reason}); defaults are in use.",
                reason=error.strerror,
            )
            return Settings()
        except (msgspec.DecodeError, UnicodeDecodeError):
            self.problem = self._quarantine(self._path)
            return Settings()
        return self._understood(content)

    @staticmethod
    def _quarantine(path: Path) -> str:
        try:
            aside = set_aside(path)
        except OSError as error:
            return tr(
                "The settings file is damaged and could not be set aside ({reason}).",
                reason=error.strerror,
            )
        return tr(
            "The settings file was damaged; it was set aside as {file} and defaults are in use.",
            file=aside.name,
        )

    def _understood(self, content: dict[str, Any]) -> Settings:
        values: dict[str, Any] = {}
        refused: list[str] = []
        for name, value in content.items():
            field = FIELDS.get(name)
            if field is None:
                self._foreign[name] = value
                continue
            try:
                values[name] = msgspec.convert(value, field.type)
            except msgspec.ValidationError:
                self._foreign[name] = value
                refused.append(name)
        if refused:
            self.problem = tr(
                "Some settings were not understood and have their defaults: {names}.",
                names=", ".join(refused),
            )
        return Settings(**values)
