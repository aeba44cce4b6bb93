-- Who had the server connect to where, and what came of it. Without tokens, queries and bodies. Rows are only ever added.
CREATE TABLE verifications (
    id              INTEGER PRIMARY KEY,
    at              INTEGER NOT NULL,
    organization_id INTEGER NOT NULL,
    person_id       TEXT,
    token_id        TEXT,
    destination_id  TEXT NOT NULL,
    method          TEXT NOT NULL,
    url             TEXT NOT NULL,
    address         TEXT,
    outcome         TEXT NOT NULL,
    milliseconds    INTEGER NOT NULL
) STRICT;

CREATE INDEX verifications_by_organization ON verifications (organization_id, at);

CREATE TRIGGER verifications_stay BEFORE DELETE ON verifications BEGIN
    SELECT raise(ABORT, 'the record of verifications is only ever added to');
END;
CREATE TRIGGER verifications_stay_as_they_are BEFORE UPDATE ON verifications BEGIN
    SELECT raise(ABORT, 'the record of verifications is only ever added to');
END;
