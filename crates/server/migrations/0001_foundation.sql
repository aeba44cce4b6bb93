-- What the exchange keeps, and who signs in.
-- Ids are UUIDs as lower-case text, so that comparing text compares bytes; instants are milliseconds since 1970 in UTC;
-- choices are spelled as on the wire.

CREATE TABLE organizations (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('Member', 'System')),
    description TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX system_organizations ON organizations (name) WHERE kind = 'System';

CREATE TABLE environments (
    id               TEXT PRIMARY KEY,
    organization_id  INTEGER NOT NULL REFERENCES organizations,
    name             TEXT NOT NULL,
    environment_flag TEXT NOT NULL CHECK (environment_flag IN ('Development', 'Staging', 'Production')),
    -- The number of its last change; grows in the change's own transaction.
    sequence         INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX environments_of_organization ON environments (organization_id);

-- One unordered pair of organizations (or one with itself): the smaller number first.
CREATE TABLE connections (
    id           TEXT PRIMARY KEY,
    lower_id     INTEGER NOT NULL REFERENCES organizations,
    higher_id    INTEGER NOT NULL REFERENCES organizations,
    connected_at INTEGER NOT NULL,
    version      INTEGER NOT NULL DEFAULT 1,
    CHECK (lower_id <= higher_id),
    UNIQUE (lower_id, higher_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX connections_of_higher ON connections (higher_id);

CREATE TABLE sources (
    id                   TEXT PRIMARY KEY,
    environment_id       TEXT NOT NULL REFERENCES environments,
    name                 TEXT NOT NULL,
    communication_method TEXT,
    data_format          TEXT,
    ehr                  TEXT,
    time_zone            TEXT,
    service_region       TEXT,
    setup_step           INTEGER,
    created_at           INTEGER NOT NULL,
    updated_at           INTEGER NOT NULL,
    deleted_at           INTEGER,
    version              INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sources_of_environment ON sources (environment_id) WHERE deleted_at IS NULL;

CREATE TABLE destinations (
    id               TEXT PRIMARY KEY,
    environment_id   TEXT NOT NULL REFERENCES environments,
    name             TEXT NOT NULL,
    destination_type TEXT,
    endpoint         TEXT,
    -- Provider, product and the product's settings, as JSON.
    cloud            TEXT CHECK (cloud IS NULL OR json_valid(cloud)),
    setup_step       INTEGER,
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL,
    deleted_at       INTEGER,
    version          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX destinations_of_environment ON destinations (environment_id) WHERE deleted_at IS NULL;

CREATE TABLE subscriptions (
    id             TEXT PRIMARY KEY,
    name           TEXT NOT NULL,
    connection_id  TEXT NOT NULL REFERENCES connections,
    source_id      TEXT NOT NULL REFERENCES sources,
    destination_id TEXT NOT NULL REFERENCES destinations,
    data_model     TEXT NOT NULL,
    queue_status   TEXT NOT NULL CHECK (queue_status IN ('Active', 'Paused', 'Failing')),
    activated_at   INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    deleted_at     INTEGER,
    version        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- No two live subscriptions share source, destination and data model.
CREATE UNIQUE INDEX live_subscriptions ON subscriptions (source_id, destination_id, data_model) WHERE deleted_at IS NULL;
CREATE INDEX live_subscriptions_of_destination ON subscriptions (destination_id) WHERE deleted_at IS NULL;
CREATE INDEX live_subscriptions_of_connection ON subscriptions (connection_id) WHERE deleted_at IS NULL;

-- The live subscriptions of each environment in the order in which they are listed: one row for each environment of their ends.
CREATE TABLE listed_subscriptions (
    environment_id  TEXT NOT NULL REFERENCES environments,
    created_at      INTEGER NOT NULL,
    subscription_id TEXT NOT NULL REFERENCES subscriptions,
    PRIMARY KEY (environment_id, created_at, subscription_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE changes (
    environment_id TEXT NOT NULL REFERENCES environments,
    sequence       INTEGER NOT NULL,
    kind           TEXT NOT NULL CHECK (kind IN ('Source', 'Destination', 'Subscription')),
    object_id      TEXT NOT NULL,
    PRIMARY KEY (environment_id, sequence)
) STRICT, WITHOUT ROWID;

-- What an idempotency key was answered.
CREATE TABLE remembered (
    actor        TEXT NOT NULL,
    endpoint     TEXT NOT NULL,
    key          TEXT NOT NULL,
    fingerprint  BLOB NOT NULL,
    status       INTEGER NOT NULL,
    etag         TEXT,
    content_type TEXT NOT NULL,
    retry_after  INTEGER,
    allow        TEXT,
    body         BLOB NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (actor, endpoint, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX remembered_at ON remembered (at);

CREATE TABLE people (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    -- Lower case.
    email         TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    created_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE memberships (
    organization_id INTEGER NOT NULL REFERENCES organizations,
    person_id       TEXT NOT NULL REFERENCES people,
    role            TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
    PRIMARY KEY (person_id, organization_id)
) STRICT, WITHOUT ROWID;

-- The one organization of sample data, until its first owner takes it over.
CREATE TABLE unclaimed_organizations (
    organization_id INTEGER PRIMARY KEY REFERENCES organizations
) STRICT;

-- Secrets of sessions, links and tokens are 256 random bits; only their SHA-256 is kept.
CREATE TABLE sessions (
    hash            BLOB PRIMARY KEY,
    person_id       TEXT NOT NULL REFERENCES people,
    organization_id INTEGER NOT NULL REFERENCES organizations,
    created_at      INTEGER NOT NULL,
    last_seen_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_of_person ON sessions (person_id);
CREATE INDEX sessions_last_seen ON sessions (last_seen_at);

CREATE TABLE links (
    hash       BLOB PRIMARY KEY,
    purpose    TEXT NOT NULL CHECK (purpose IN ('firstOwner', 'newPassword')),
    person_id  TEXT REFERENCES people,
    expires_at INTEGER NOT NULL,
    CHECK ((purpose = 'newPassword') = (person_id IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE tokens (
    id              TEXT PRIMARY KEY,
    hash            BLOB NOT NULL UNIQUE,
    person_id       TEXT NOT NULL REFERENCES people,
    organization_id INTEGER NOT NULL REFERENCES organizations,
    name            TEXT NOT NULL,
    scope           TEXT NOT NULL CHECK (scope IN ('read', 'write')),
    created_at      INTEGER NOT NULL,
    expires_at      INTEGER NOT NULL,
    last_used_at    INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX tokens_of_person ON tokens (person_id, organization_id);

-- Wrong passwords, by the SHA-256 of an e-mail address or of a peer's address: nobody's address is kept for having been tried.
CREATE TABLE attempts (
    subject BLOB PRIMARY KEY,
    count   INTEGER NOT NULL,
    last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attempts_last ON attempts (last_at);

-- Where the server was last reached, for the links that `causeway owner-link` prints.
CREATE TABLE address (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    url TEXT NOT NULL
) STRICT;
