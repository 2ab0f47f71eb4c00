"""Where configuration, data, cache and logs live; `--temp-profile` has its own, thrown away, and
`--demo` its own, which are kept."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import platformdirs

from facespace_desk.files import make_private_directory

APP_NAME = "facespace-desk"
Use = Literal["own", "demo", "temporary"]


@dataclass(frozen=True)
class Paths:
    """Four folders of the console; none need exist before `make()`.

    *use* says whose they are: the operator's own, those of `--demo`, or removed at the end.
    """

    config: Path
    data: Path
    cache: Path
    log: Path
    use: Use = "own"

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
    def demo(cls, seed: int | None) -> "Paths":
        """The folders of `--demo`, others for each seed, away from the operator's own."""
        name = "demo" if seed is None else f"demo-{seed}"
        return cls.under(cls.standard().data / name, "demo")

    @classmethod
    def under(cls, root: Path, use: Use = "own") -> "Paths":
        """Four folders under *root*."""
        return cls(root / "config", root / "data", root / "cache", root / "log", use)

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.json"

    @property
    def profiles_file(self) -> Path:
        return self.config / "profiles.json"

    @property
    def store_file(self) -> Path:
        return self.data / "store.db"

    @property
    def demo_world(self) -> Path:
        """Where the simulators keep what was given to them."""
        return self.data / "demo-world"

    def cache_of(self, profile_id: str) -> Path:
        """What may be made again, and goes with the profile."""
        return self.cache / "profiles" / profile_id

    def data_of(self, profile_id: str) -> Path:
        """What is needed, and goes with the profile."""
        return self.data / "profiles" / profile_id

    def forget_profile(self, profile_id: str) -> None:
        """Remove the files of a profile. Blocks; what cannot be removed is left."""
        for folder in (self.cache_of(profile_id), self.data_of(profile_id)):
            shutil.rmtree(folder, ignore_errors=True)

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
        paths = Paths.under(Path(root), "temporary")
        paths.make()
        yield paths
