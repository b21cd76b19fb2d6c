-- Who and where: divisions and grids, agencies, people, rooms, accounts.

CREATE TABLE divisions (
    id uuid NOT NULL PRIMARY KEY,
    code text NOT NULL UNIQUE CHECK (length(code) BETWEEN 2 AND 20),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    parent_id uuid REFERENCES divisions (id),
    kind text NOT NULL CHECK (kind IN ('county', 'town', 'village', 'grid')),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid,
    updated_at timestamptz NOT NULL,
    updated_by uuid,
    CHECK (parent_id IS NOT NULL OR kind = 'county'),
    CHECK (parent_id <> id)
);
CREATE INDEX divisions_by_parent ON divisions (parent_id, code);
CREATE INDEX divisions_by_name ON divisions (name);

CREATE TABLE agencies (
    id uuid NOT NULL PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
    short_name text NOT NULL CHECK (length(short_name) BETWEEN 1 AND 60),
    kind text NOT NULL CHECK (kind IN ('department', 'town', 'village', 'stationed')),
    division_id uuid REFERENCES divisions (id),
    contact text CHECK (length(contact) <= 60),
    phone text CHECK (length(phone) <= 40),
    active boolean NOT NULL DEFAULT true,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid,
    updated_at timestamptz NOT NULL,
    updated_by uuid
);
CREATE INDEX agencies_by_short_name ON agencies (short_name);
CREATE INDEX agencies_by_division ON agencies (division_id);

-- Names that an agency bore before, so that old files still find it.
CREATE TABLE agency_former_names (
    agency_id uuid NOT NULL REFERENCES agencies (id),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    until_on date,
    PRIMARY KEY (agency_id, name)
);
CREATE INDEX agency_former_names_by_name ON agency_former_names (name);

CREATE TABLE people (
    id uuid NOT NULL PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    agency_id uuid REFERENCES agencies (id),
    post text NOT NULL CHECK (length(post) <= 100),
    phone text CHECK (length(phone) <= 40),
    kind text NOT NULL CHECK (kind IN (
        'city_leader', 'agency_head', 'liaison', 'grid_worker', 'mediator', 'staff'
    )),
    in_post_from date,
    in_post_to date,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid,
    updated_at timestamptz NOT NULL,
    updated_by uuid,
    CHECK (in_post_to >= in_post_from)
);
CREATE INDEX people_by_agency ON people (agency_id, name);
CREATE INDEX people_by_kind ON people (kind, name);
CREATE INDEX people_by_name ON people (name);

CREATE TABLE accounts (
    id uuid NOT NULL PRIMARY KEY,
    login text NOT NULL UNIQUE CHECK (length(login) BETWEEN 1 AND 63),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 63),
    role text NOT NULL CHECK (role IN ('viewer', 'clerk', 'head', 'admin', 'town', 'agency')),
    person_id uuid REFERENCES people (id),
    agency_id uuid REFERENCES agencies (id),
    division_id uuid REFERENCES divisions (id),
    active boolean NOT NULL DEFAULT true,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX accounts_by_person ON accounts (person_id);

-- These three come before the accounts that write them.
ALTER TABLE divisions ADD FOREIGN KEY (created_by) REFERENCES accounts (id);
ALTER TABLE divisions ADD FOREIGN KEY (updated_by) REFERENCES accounts (id);
ALTER TABLE agencies ADD FOREIGN KEY (created_by) REFERENCES accounts (id);
ALTER TABLE agencies ADD FOREIGN KEY (updated_by) REFERENCES accounts (id);
ALTER TABLE people ADD FOREIGN KEY (created_by) REFERENCES accounts (id);
ALTER TABLE people ADD FOREIGN KEY (updated_by) REFERENCES accounts (id);

CREATE TABLE rooms (
    id uuid NOT NULL PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 60),
    capacity bigint NOT NULL CHECK (capacity > 0),
    equipment text CHECK (length(equipment) <= 300),
    active boolean NOT NULL DEFAULT true,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);

-- What a grid has beyond a division: 综合 or 专属, its Party organisation.
CREATE TABLE grids (
    division_id uuid NOT NULL PRIMARY KEY REFERENCES divisions (id),
    kind text NOT NULL CHECK (kind IN ('comprehensive', 'dedicated')),
    serial bigint NOT NULL CHECK (serial BETWEEN 1 AND 999),
    party_organisation text CHECK (length(party_organisation) <= 100),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);

-- 1+2+N: the grid's Party organisation's secretary, its workers, its Party members.
CREATE TABLE grid_members (
    id uuid NOT NULL PRIMARY KEY,
    grid_id uuid NOT NULL REFERENCES grids (division_id),
    person_id uuid REFERENCES people (id),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    part text NOT NULL CHECK (part IN ('secretary', 'full_time_worker', 'part_time_worker', 'party_member')),
    from_on date,
    to_on date,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    CHECK (to_on >= from_on)
);
CREATE INDEX grid_members_by_grid ON grid_members (grid_id, part);
CREATE INDEX grid_members_by_person ON grid_members (person_id);

-- Sensitive: where people live.
CREATE TABLE households (
    id uuid NOT NULL PRIMARY KEY,
    grid_id uuid NOT NULL REFERENCES divisions (id),
    head_name text NOT NULL CHECK (length(head_name) BETWEEN 1 AND 60),
    phone text CHECK (length(phone) <= 40),
    address text CHECK (length(address) <= 300),
    members bigint NOT NULL DEFAULT 1 CHECK (members >= 0),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX households_by_grid ON households (grid_id);

-- 三联: a leader and a village, an agency and a village, a cadre and households.
CREATE TABLE liaisons (
    id uuid NOT NULL PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('leader_village', 'agency_village', 'cadre_household')),
    person_id uuid REFERENCES people (id),
    agency_id uuid REFERENCES agencies (id),
    division_id uuid REFERENCES divisions (id),
    household_id uuid REFERENCES households (id),
    from_on date NOT NULL,
    to_on date,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    CHECK ((kind = 'agency_village') = (agency_id IS NOT NULL)),
    CHECK ((kind = 'agency_village') = (person_id IS NULL)),
    CHECK ((kind = 'cadre_household') = (household_id IS NOT NULL)),
    CHECK ((kind = 'cadre_household') = (division_id IS NULL)),
    CHECK (to_on >= from_on)
);
CREATE INDEX liaisons_by_person ON liaisons (person_id);
CREATE INDEX liaisons_by_agency ON liaisons (agency_id);
CREATE INDEX liaisons_by_division ON liaisons (division_id);
