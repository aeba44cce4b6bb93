-- Invitations of organizations that are not here yet, each with a one-time link, of which only the secret's SHA-256 is kept.
CREATE TABLE connection_invitations (
    id                TEXT PRIMARY KEY,
    hash              BLOB NOT NULL UNIQUE,
    -- Who invites, and is connected with who comes.
    organization_id   INTEGER NOT NULL REFERENCES organizations,
    -- Lower case.
    email             TEXT NOT NULL,
    -- What the one that invites calls the other.
    organization_name TEXT NOT NULL,
    message           TEXT NOT NULL,
    invited_by        TEXT NOT NULL REFERENCES people,
    created_at        INTEGER NOT NULL,
    expires_at        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX connection_invitations_of_organization ON connection_invitations (organization_id);
