"""The tables, as steps from one version to the next. A step that was released never changes."""

LONG_MS = (
    600_000  # sightings longer than this have an index of their own: they reach into later ranges
)

# Sightings are kept in the order of time, so that new ones go to the end and a range is read in one
# sweep. The whole row but its end and count is the key: repeating a row only extends it.
# Their profile, camera, label and raw text are numbers of `texts`, see texts.py.
VERSION_1 = f"""
CREATE TABLE texts (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice
    text TEXT NOT NULL UNIQUE
);
CREATE TABLE sightings (
    profile INTEGER NOT NULL,
    first_ms INTEGER NOT NULL,
    camera INTEGER NOT NULL,
    label INTEGER NOT NULL,
    origin INTEGER NOT NULL,  -- 0 this desk, 1 the server
    raw INTEGER NOT NULL,     -- 0 for none
    last_ms INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (profile, first_ms, camera, label, origin, raw)
) WITHOUT ROWID;
CREATE INDEX long_sightings ON sightings (profile, last_ms) WHERE last_ms - first_ms > {LONG_MS};
CREATE TABLE looks (
    profile TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    to_ms INTEGER NOT NULL,
    polls INTEGER NOT NULL,
    PRIMARY KEY (profile, from_ms)
) WITHOUT ROWID;
CREATE TABLE gaps (
    profile TEXT NOT NULL,
    from_ms INTEGER NOT NULL,
    to_ms INTEGER NOT NULL,
    cause TEXT NOT NULL,
    PRIMARY KEY (profile, from_ms)
) WITHOUT ROWID;
CREATE TABLE marks (
    profile TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    camera TEXT NOT NULL,
    label TEXT NOT NULL,
    is_bookmarked INTEGER NOT NULL,
    note TEXT NOT NULL,
    changed_ms INTEGER NOT NULL,
    PRIMARY KEY (profile, at_ms, camera, label)
) WITHOUT ROWID;
CREATE TABLE documents (
    profile TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    json TEXT NOT NULL,
    changed_ms INTEGER NOT NULL,
    PRIMARY KEY (profile, kind, name)
) WITHOUT ROWID;
"""

# What is carried to and from services. `facts` is a JSON object of the service's own.
VERSION_2 = """
CREATE TABLE transfers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice
    profile TEXT NOT NULL,
    service TEXT NOT NULL,
    batch TEXT NOT NULL,
    batch_title TEXT NOT NULL,
    title TEXT NOT NULL,
    direction TEXT NOT NULL,
    path TEXT NOT NULL,
    size INTEGER,
    done INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    position INTEGER NOT NULL,
    facts TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    ended_ms INTEGER
);
CREATE INDEX transfers_in_order ON transfers (profile, position);
"""

# Live events in order of arrival. An id is the profile's number and the event's number in it, see
# events.py, so that the events of a profile lie together and are appended at its end.
VERSION_3 = """
CREATE TABLE event_profiles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice
    profile TEXT NOT NULL UNIQUE
);
CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    profile INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    name TEXT NOT NULL,
    dataset INTEGER,
    objects TEXT,              -- a JSON list of their ids
    size INTEGER NOT NULL,     -- of the packet
    is_object INTEGER NOT NULL,
    payload NOT NULL,          -- JSON as text, or compressed as a blob
    more TEXT                  -- a JSON list of further arguments
);
CREATE INDEX events_by_time ON events (profile, at_ms, id, size);
CREATE INDEX events_by_name ON events (name, id);
CREATE INDEX odd_events ON events (id) WHERE kind <> 0;
CREATE TABLE event_objects (
    profile INTEGER NOT NULL,
    dataset INTEGER NOT NULL,  -- -1 for none
    object TEXT NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (profile, dataset, object, id)
) WITHOUT ROWID;
"""

MIGRATIONS: tuple[str, ...] = (
    VERSION_1,
    VERSION_2,
    VERSION_3,
)  # MIGRATIONS[n] leads from version n to n + 1
