-- Who may do what: roles in organizations and in their environments, and invitations to them.

ALTER TABLE memberships ADD COLUMN joined_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE memberships ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
UPDATE memberships SET joined_at = (SELECT created_at FROM people WHERE id = person_id);
CREATE INDEX memberships_of_organization ON memberships (organization_id);

-- Only roles that see something: no row is no role.
CREATE TABLE environment_roles (
    person_id      TEXT NOT NULL REFERENCES people,
    environment_id TEXT NOT NULL REFERENCES environments,
    role           TEXT NOT NULL CHECK (role IN ('engineer', 'support', 'viewer')),
    PRIMARY KEY (person_id, environment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX environment_roles_of_environment ON environment_roles (environment_id);

-- Until now everyone could do everything.
INSERT INTO environment_roles (person_id, environment_id, role)
    SELECT m.person_id, e.id, 'engineer' FROM memberships m JOIN environments e ON e.organization_id = m.organization_id;

-- Each has a one-time link, of which only the secret's SHA-256 is kept.
CREATE TABLE invitations (
    id                TEXT PRIMARY KEY,
    hash              BLOB NOT NULL UNIQUE,
    organization_id   INTEGER NOT NULL REFERENCES organizations,
    -- Lower case.
    email             TEXT NOT NULL,
    role              TEXT NOT NULL CHECK (role IN ('owner', 'admin', 'member')),
    -- The roles in environments, as on the wire.
    environment_roles TEXT NOT NULL CHECK (json_valid(environment_roles)),
    invited_by        TEXT NOT NULL REFERENCES people,
    created_at        INTEGER NOT NULL,
    expires_at        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX invitations_of_organization ON invitations (organization_id);
