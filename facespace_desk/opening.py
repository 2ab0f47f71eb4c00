"""Opens what a session stands on: the store with its key, and the profile with its secrets.

No Qt. Each function says in words what it had to do without.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import shutil
import time
from pathlib import Path

import msgspec

from facespace_desk.credentials import Credentials, Kept, KeyringTrouble, Secret
from facespace_desk.demo.launcher import PROFILE_NAME, Simulators
from facespace_desk.files import write_atomically
from facespace_desk.language import tr
from facespace_desk.paths import Paths
from facespace_desk.profiles import DEMO, Profile, read_profile_file
from facespace_desk.store import Store, StoreTrouble

log = logging.getLogger("desk.app")

STORE_KEY = ("console", "store", "key")  # where the store's key lies in the keyring
DEMO_KEY_NAME = "store.key"
WORLD_KEPT_S = 86_400.0  # a demo in which all jobs are done has little to show
CARRIED = ("done", "cancelled")
NO_KEYRING_BACKEND = "keyring.backends.null.Keyring"


def keep_out_of_keyring() -> None:
    """For throw-away runs: secrets of this process stay in memory."""
    os.environ["PYTHON_KEYRING_BACKEND"] = NO_KEYRING_BACKEND


class Stores:
    """The store of a run, *first*; and in the folders of the demo one in memory for all other
    profiles, because these are no place for what is real."""

    def __init__(self, first: Store, paths: Paths) -> None:
        self.first = first
        self._is_for_demo = paths.use == "demo"
        self._passing: Store | None = None

    async def of(self, profile: Profile) -> Store:
        if not self._is_for_demo or profile.kind == "demo":
            return self.first
        if self._passing is None:
            self._passing = await _store_in_memory(
                tr(
                    "What other profiles show is kept in memory only. Start FaceSpace Desk without "
                    "--demo to keep it."
                )
            )
        return self._passing

    async def close(self) -> None:
        for store in (self._passing, self.first):
            if store is not None:
                await store.close()


async def open_store(paths: Paths, credentials: Credentials) -> Store:
    """The store on disk, or one in memory when its key cannot be kept; `notices` says so."""
    if paths.use == "temporary":
        return await Store.open(paths.store_file, Secret(secrets.token_hex(32)))
    if paths.use == "demo":
        return await _demo_store(paths)
    try:
        key, kept = await credentials.random_key(*STORE_KEY)
    except KeyringTrouble as trouble:
        return await _sightings_in_memory(trouble)
    if kept is Kept.SESSION:
        return await _store_in_memory(
            tr(
                "Sightings are kept in memory only, because this computer has no keyring for the "
                "key of the encrypted store."
            )
        )
    try:
        return await Store.open(paths.store_file, key)
    except StoreTrouble as trouble:
        return await _sightings_in_memory(trouble)


async def open_demo(
    simulators: Simulators, paths: Paths, store: Store, credentials: Credentials
) -> Profile:
    """Start the simulators if they do not run, and make the demo profile of what they offer.

    They go on where they were, as the *store* does, if that was within a day or files are still
    to be carried; else both begin anew.

    Raises:
        SimulatorsTrouble: they did not start.
    """
    file = paths.cache / PROFILE_NAME
    if not simulators.is_running:
        is_kept = paths.use != "temporary" and store.is_persistent
        if is_kept:
            await _end_old_world(paths.demo_world, store)
        file = await simulators.start(paths.cache, paths.demo_world if is_kept else None)
    profile, found = read_profile_file(file)
    _keep_for_session(DEMO.id, found, credentials)
    return msgspec.structs.replace(DEMO, services=profile.services)


def open_file(path: Path, credentials: Credentials) -> Profile:
    """The profile in *path*, its secrets in memory for this run.

    Raises:
        ProfileError: with the field that is wrong.
    """
    profile, found = read_profile_file(path)
    _keep_for_session(profile.id, found, credentials)
    return profile


def _keep_for_session(
    profile_id: str, found: dict[tuple[str, str], Secret], credentials: Credentials
) -> None:
    for (service, name), secret in found.items():
        credentials.keep_for_session(profile_id, service, name, secret)


async def _demo_store(paths: Paths) -> Store:
    """The store of `--demo`. Its key lies beside it, as a keyring may be missing and what it holds
    is invented, but for the names of the pictures that were dropped on it."""
    key_file = paths.data / DEMO_KEY_NAME
    try:
        key = key_file.read_text("ascii")
    except (OSError, ValueError):
        for file in paths.data.glob(f"{paths.store_file.name}*"):
            file.unlink()  # nobody can read it any more
        key = secrets.token_hex(32)
        write_atomically(key_file, key.encode("ascii"))
    try:
        return await Store.open(paths.store_file, Secret(key))
    except StoreTrouble as trouble:
        words = tr("The demo is kept in memory only. {trouble}", trouble=trouble)
        return await _store_in_memory(words)


async def _end_old_world(world: Path, store: Store) -> None:
    """Remove a world that nobody has used for a day, and what the store knows of it."""
    if not _is_old(world):
        return
    try:
        transfers = await store.transfers.list(DEMO.id)
        if any(transfer.state not in CARRIED for transfer in transfers):
            return
        await store.forget_profile(DEMO.id)
    except StoreTrouble as trouble:
        log.warning("the demo's world is left as it is: %s", trouble)
        return
    await asyncio.to_thread(shutil.rmtree, world, ignore_errors=True)
    log.info("the demo begins anew")


def _is_old(world: Path) -> bool:
    changed_s = [file.stat().st_mtime for file in world.glob("*/*.json")]
    return bool(changed_s) and time.time() - max(changed_s) > WORLD_KEPT_S


async def _sightings_in_memory(trouble: Exception) -> Store:
    return await _store_in_memory(
        tr("Sightings are kept in memory only. {trouble}", trouble=trouble)
    )


async def _store_in_memory(notice: str) -> Store:
    log.info("the store is in memory")
    store = await Store.open(None, Secret(secrets.token_hex(32)))
    store.notices.append(notice)
    return store
