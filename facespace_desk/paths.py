"""Where configuration, data, cache and logs live; `--temp-profile` has its own, thrown away."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from facespace_desk.files import make_private_directory

APP_NAME = "facespace-desk"


@dataclass(frozen=True)
class Paths:
    """Four folders of the console; none need exist before `make()`."""

    config: Path
    data: Path
    cache: Path
    log: Path

    @classmethod
    def standard(cls) -> "Paths":
        """The folders that this operating system intends for a user's applications."""
        folders = platformdirs.PlatformDirs(APP_NAME, appauthor=False, roaming=False)
        return cls(
            config=folders.user_config_path,
            data=folders.user_data_path,
            cache=folders.user_cache_path,
            log=folders.user_log_path,
        )

    @classmethod
    def under(cls, root: Path) -> "Paths":
        """Four folders under *root*."""
        return cls(
            config=root / "config", data=root / "data", cache=root / "cache", log=root / "log"
        )

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.json"

    @property
    def profiles_file(self) -> Path:
        return self.config / "profiles.json"

    @property
    def store_file(self) -> Path:
        return self.data / "store.db"

    def make(self) -> None:
        """Make the folders that are missing, for this user only.

        Raises:
            OSError: with the folder's name.
        """
        for folder in (self.config, self.data, self.cache, self.log):
            make_private_directory(folder)


@contextmanager
def temporary_paths() -> Iterator[Paths]:
    """Folders that are there for the time of the `with` block and removed at its end."""
    with tempfile.TemporaryDirectory(prefix=f"{APP_NAME}-", ignore_cleanup_errors=True) as root:
        paths = Paths.under(Path(root))
        paths.make()
        yield paths
