"""An operator's data as an earlier version left it, and a look at what became of it.

Run by a Python that has the console, on a session bus with a keyring, in a home of its own:

    kept_data.py leave     writes settings, a profile with a secret, and a store of version 1
    kept_data.py look      prints as JSON what is there now
"""

import asyncio
import json
import sys

import apsw

from facespace_desk.credentials import Credentials, Kept, Secret
from facespace_desk.opening import STORE_KEY
from facespace_desk.paths import Paths
from facespace_desk.profiles import ProfileBook, ServiceConfig
from facespace_desk.settings import SettingsFile
from facespace_desk.store.database import open_database, open_reader
from facespace_desk.store.schema import MIGRATIONS

NAME, SECRET, NOTE = "North site", "a key of before", "seen at the gate"
RETENTION_H = 48
SERVICE = ("facespace", "api_key")


async def leave() -> None:
    paths, credentials = Paths.standard(), Credentials()
    paths.make()
    book = ProfileBook(paths.profiles_file)
    book.load()
    config = ServiceConfig(base_url="http://127.0.0.1:9/facespace")
    profile = book.create(NAME, {SERVICE[0]: config}, "green")
    kept = await credentials.save(profile.id, *SERVICE, Secret(SECRET))
    assert kept is Kept.KEYRING, kept
    settings = SettingsFile(paths.settings_file)
    settings.load()
    settings.update(sightings_retention_h=RETENTION_H, theme="light")
    key, _kept = await credentials.random_key(*STORE_KEY)
    connection = open_database(paths.store_file, key, [], MIGRATIONS[:1])
    row = (profile.id, 1_000, "gate", "Somebody", 1, NOTE, 2_000)
    connection.execute("INSERT INTO marks VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    connection.close()


async def look() -> None:
    paths, credentials = Paths.standard(), Credentials()
    book = ProfileBook(paths.profiles_file)
    (profile,) = book.load()
    secret = await credentials.load(profile.id, *SERVICE)
    settings = SettingsFile(paths.settings_file).load()
    key, _kept = await credentials.random_key(*STORE_KEY)
    reader = open_reader(paths.store_file, key)
    version = int(reader.pragma("user_version"))
    notes = [row[0] for row in reader.execute("SELECT note FROM marks")]
    reader.close()
    backups = [path.name for path in paths.data.glob("store.db.backup-v1-*")]
    found = {
        "profile": profile.name == NAME,
        "secret": secret is not None and secret.reveal() == SECRET,
        "settings": settings.sightings_retention_h == RETENTION_H and settings.theme == "light",
        "rows": notes == [NOTE],
        "backup": len(backups) == 1,
        "version": version,
        "newest": len(MIGRATIONS),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    try:
        asyncio.run({"leave": leave, "look": look}[sys.argv[1]]())
    except apsw.Error as error:
        sys.exit(f"the store could not be read: {type(error).__name__}")
