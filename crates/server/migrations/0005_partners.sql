-- Organizations that find each other, connect, share ends and propose subscriptions.

ALTER TABLE organizations ADD COLUMN products TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(products));
ALTER TABLE organizations ADD COLUMN data_models TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(data_models));
ALTER TABLE organizations ADD COLUMN contact_name TEXT;
ALTER TABLE organizations ADD COLUMN contact_email TEXT;
ALTER TABLE organizations ADD COLUMN is_listed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE organizations ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE INDEX listed_organizations ON organizations (id) WHERE is_listed;

-- A check cannot be changed where it stands: three tables are made anew. First those that refer to others; the lists are made again.
DROP TABLE listed_subscriptions;

CREATE TABLE next_connections (
    id           TEXT PRIMARY KEY,
    lower_id     INTEGER NOT NULL REFERENCES organizations,
    higher_id    INTEGER NOT NULL REFERENCES organizations,
    status       TEXT NOT NULL CHECK (status IN ('Requested', 'Connected', 'Declined', 'Ended')),
    -- The last time; none where they never were.
    connected_at INTEGER,
    version      INTEGER NOT NULL,
    CHECK (lower_id <= higher_id),
    CHECK (status <> 'Connected' OR connected_at IS NOT NULL),
    UNIQUE (lower_id, higher_id)
) STRICT, WITHOUT ROWID;
INSERT INTO next_connections (id, lower_id, higher_id, status, connected_at, version)
    SELECT id, lower_id, higher_id, 'Connected', connected_at, version FROM connections;

CREATE TABLE next_subscriptions (
    id             TEXT PRIMARY KEY,
    name           TEXT NOT NULL,
    connection_id  TEXT NOT NULL REFERENCES next_connections,
    source_id      TEXT NOT NULL REFERENCES sources,
    destination_id TEXT NOT NULL REFERENCES destinations,
    data_model     TEXT NOT NULL,
    queue_status   TEXT NOT NULL CHECK (queue_status IN ('Active', 'Paused', 'Failing', 'Proposed')),
    -- Which side proposed it, while the other has not approved.
    proposed_by    INTEGER REFERENCES organizations,
    activated_at   INTEGER,
    created_at     INTEGER NOT NULL,
    updated_at     INTEGER NOT NULL,
    deleted_at     INTEGER,
    -- Which side deleted one that joins two: only they restore it.
    ended_by       INTEGER REFERENCES organizations,
    version        INTEGER NOT NULL,
    CHECK ((queue_status = 'Proposed') = (proposed_by IS NOT NULL)),
    CHECK ((queue_status = 'Proposed') = (activated_at IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO next_subscriptions (id, name, connection_id, source_id, destination_id, data_model, queue_status, activated_at,
        created_at, updated_at, deleted_at, version)
    SELECT id, name, connection_id, source_id, destination_id, data_model, queue_status, activated_at, created_at, updated_at,
        deleted_at, version
    FROM subscriptions;

DROP TABLE subscriptions;
DROP TABLE connections;
ALTER TABLE next_connections RENAME TO connections;
ALTER TABLE next_subscriptions RENAME TO subscriptions;
CREATE INDEX connections_of_higher ON connections (higher_id);
-- No two live subscriptions share source, destination and data model.
CREATE UNIQUE INDEX live_subscriptions ON subscriptions (source_id, destination_id, data_model) WHERE deleted_at IS NULL;
CREATE INDEX live_subscriptions_of_destination ON subscriptions (destination_id) WHERE deleted_at IS NULL;
CREATE INDEX live_subscriptions_of_connection ON subscriptions (connection_id) WHERE deleted_at IS NULL;

CREATE TABLE listed_subscriptions (
    environment_id  TEXT NOT NULL REFERENCES environments,
    created_at      INTEGER NOT NULL,
    subscription_id TEXT NOT NULL REFERENCES subscriptions,
    PRIMARY KEY (environment_id, created_at, subscription_id)
) STRICT, WITHOUT ROWID;
INSERT INTO listed_subscriptions (environment_id, created_at, subscription_id)
    SELECT source.environment_id, s.created_at, s.id
        FROM subscriptions s JOIN sources source ON source.id = s.source_id WHERE s.deleted_at IS NULL
    UNION SELECT destination.environment_id, s.created_at, s.id
        FROM subscriptions s JOIN destinations destination ON destination.id = s.destination_id WHERE s.deleted_at IS NULL;

CREATE TABLE next_changes (
    environment_id TEXT NOT NULL REFERENCES environments,
    sequence       INTEGER NOT NULL,
    kind           TEXT NOT NULL CHECK (kind IN ('Source', 'Destination', 'Subscription', 'Connection')),
    object_id      TEXT NOT NULL,
    PRIMARY KEY (environment_id, sequence)
) STRICT, WITHOUT ROWID;
INSERT INTO next_changes (environment_id, sequence, kind, object_id)
    SELECT environment_id, sequence, kind, object_id FROM changes;
DROP TABLE changes;
ALTER TABLE next_changes RENAME TO changes;

-- What was asked the last time, and what was answered.
CREATE TABLE connection_requests (
    connection_id    TEXT PRIMARY KEY REFERENCES connections,
    organization_id  INTEGER NOT NULL REFERENCES organizations,
    person_name      TEXT NOT NULL,
    purpose          TEXT NOT NULL,
    data_models      TEXT NOT NULL CHECK (json_valid(data_models)),
    environment_flag TEXT NOT NULL CHECK (environment_flag IN ('Development', 'Staging', 'Production')),
    message          TEXT NOT NULL,
    requested_at     INTEGER NOT NULL,
    answer           TEXT,
    answered_at      INTEGER,
    CHECK ((answer IS NULL) = (answered_at IS NULL))
) STRICT, WITHOUT ROWID;

-- Which ends the organizations of a connection show each other.
CREATE TABLE shared_sources (
    connection_id TEXT NOT NULL REFERENCES connections,
    source_id     TEXT NOT NULL REFERENCES sources,
    PRIMARY KEY (source_id, connection_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shared_sources_of_connection ON shared_sources (connection_id);
CREATE TABLE shared_destinations (
    connection_id  TEXT NOT NULL REFERENCES connections,
    destination_id TEXT NOT NULL REFERENCES destinations,
    PRIMARY KEY (destination_id, connection_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shared_destinations_of_connection ON shared_destinations (connection_id);
