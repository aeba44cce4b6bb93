-- How destinations are authenticated, what was found out about them, and their secrets.

-- The way of authentication and its fields that are no secrets, as JSON.
ALTER TABLE destinations ADD COLUMN auth TEXT CHECK (auth IS NULL OR json_valid(auth));
ALTER TABLE destinations ADD COLUMN is_fhir INTEGER NOT NULL DEFAULT 0;
ALTER TABLE destinations ADD COLUMN verified_at INTEGER;
-- What its FHIR server says of itself, as JSON.
ALTER TABLE destinations ADD COLUMN fhir TEXT CHECK (fhir IS NULL OR json_valid(fhir));

-- Sealed with the key that lies beside the database, for this destination and this name only.
CREATE TABLE secrets (
    destination_id TEXT NOT NULL REFERENCES destinations,
    name           TEXT NOT NULL,
    sealed         BLOB NOT NULL,
    PRIMARY KEY (destination_id, name)
) STRICT, WITHOUT ROWID;
