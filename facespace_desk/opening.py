"""Opens what a session stands on: the store with its key, and the profile with its secrets.

No Qt. Each function says in words what it had to do without.
"""

from __future__ import annotations

import logging
import os
import secrets
from pathlib import Path

import msgspec

from facespace_desk.credentials import Credentials, Kept, KeyringTrouble, Secret
from facespace_desk.demo.launcher import PROFILE_NAME, Simulators
from facespace_desk.paths import Paths
from facespace_desk.profiles import DEMO, Profile, read_profile_file
from facespace_desk.store import Store, StoreTrouble

log = logging.getLogger("desk.app")

STORE_KEY = ("console", "store", "key")  # where the store's key lies in the keyring
NO_KEYRING_BACKEND = "keyring.backends.null.Keyring"


def keep_out_of_keyring() -> None:
    """For throw-away runs: secrets of this process stay in memory."""
    os.environ["PYTHON_KEYRING_BACKEND"] = NO_KEYRING_BACKEND


async def open_store(paths: Paths, credentials: Credentials, *, is_temporary: bool) -> Store:
    """The store on disk, or one in memory when its key cannot be kept; `notices` says so."""
    if is_temporary:
        return await Store.open(paths.store_file, Secret(secrets.token_hex(32)))
    try:
        key, kept = await credentials.random_key(*STORE_KEY)
    except KeyringTrouble as trouble:
        return await _store_in_memory(f"Sightings are kept in memory only. {trouble}")
    if kept is Kept.SESSION:
        return await _store_in_memory(
            "Sightings are kept in memory only, because this computer has no keyring for the key "
            "of the encrypted store."
        )
    try:
        return await Store.open(paths.store_file, key)
    except StoreTrouble as trouble:
        return await _store_in_memory(f"Sightings are kept in memory only. {trouble}")


async def open_demo(simulators: Simulators, folder: Path, credentials: Credentials) -> Profile:
    """Start the simulators if they do not run, and make the demo profile of what they offer.

    Raises:
        SimulatorsTrouble: they did not start.
    """
    file = folder / PROFILE_NAME
    if not simulators.is_running:
        file = await simulators.start(folder)
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


async def _store_in_memory(notice: str) -> Store:
    log.info("the store is in memory")
    store = await Store.open(None, Secret(secrets.token_hex(32)))
    store.notices.append(notice)
    return store
