-- Who changed what: each organization's record, a chain of hashes. Rows are only ever added.
CREATE TABLE audit (
    organization_id      INTEGER NOT NULL REFERENCES organizations,
    -- From 1, without gaps.
    sequence             INTEGER NOT NULL,
    at                   INTEGER NOT NULL,
    -- Who acted for another organization than the one whose record this is.
    by_organization_id   INTEGER,
    by_organization_name TEXT,
    person_id            TEXT,
    person_name          TEXT,
    token_id             TEXT,
    token_name           TEXT,
    address              TEXT,
    action               TEXT NOT NULL,
    object_kind          TEXT NOT NULL,
    object_id            TEXT NOT NULL,
    object_name          TEXT NOT NULL,
    -- SHA-256 in hexadecimal, of this entry and of the one before.
    hash                 TEXT NOT NULL,
    previous_hash        TEXT NOT NULL,
    -- The object as JSON. Last, so that what comes before is found without reading it.
    before               TEXT,
    after                TEXT,
    PRIMARY KEY (organization_id, sequence)
) STRICT;
CREATE INDEX audit_by_object ON audit (organization_id, object_id, sequence);
CREATE INDEX audit_by_person ON audit (organization_id, person_id, sequence);

CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN
    SELECT raise(ABORT, 'the record of changes is only ever added to');
END;
CREATE TRIGGER audit_stays_as_it_is BEFORE UPDATE ON audit BEGIN
    SELECT raise(ABORT, 'the record of changes is only ever added to');
END;

-- How far each record goes, so that a cut at its end is found.
CREATE TABLE audit_ends (
    organization_id INTEGER PRIMARY KEY REFERENCES organizations,
    entries         INTEGER NOT NULL,
    hash            TEXT NOT NULL
) STRICT;
