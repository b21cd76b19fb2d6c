-- Who and where: divisions and grids, agencies, people, rooms, accounts.

CREATE TABLE divisions (
    id BLOB NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 2 AND 20),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    parent_id BLOB REFERENCES divisions (id),
    kind TEXT NOT NULL CHECK (kind IN ('county', 'town', 'village', 'grid')),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    CHECK (parent_id IS NOT NULL OR kind = 'county'),
    CHECK (parent_id <> id)
) STRICT;
CREATE INDEX divisions_by_parent ON divisions (parent_id, code);
CREATE INDEX divisions_by_name ON divisions (name);

CREATE TABLE agencies (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
    short_name TEXT NOT NULL CHECK (length(short_name) BETWEEN 1 AND 60),
    kind TEXT NOT NULL CHECK (kind IN ('department', 'town', 'village', 'stationed')),
    division_id BLOB REFERENCES divisions (id),
    contact TEXT CHECK (length(contact) <= 60),
    phone TEXT CHECK (length(phone) <= 40),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX agencies_by_short_name ON agencies (short_name);
CREATE INDEX agencies_by_division ON agencies (division_id);

-- Names that an agency bore before, so that old files still find it.
CREATE TABLE agency_former_names (
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    until_on TEXT CHECK (until_on IS date(until_on)),
    PRIMARY KEY (agency_id, name)
) WITHOUT ROWID, STRICT;
CREATE INDEX agency_former_names_by_name ON agency_former_names (name);

CREATE TABLE people (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    agency_id BLOB REFERENCES agencies (id),
    post TEXT NOT NULL CHECK (length(post) <= 100),
    phone TEXT CHECK (length(phone) <= 40),
    kind TEXT NOT NULL CHECK (kind IN (
        'city_leader', 'agency_head', 'liaison', 'grid_worker', 'mediator', 'staff'
    )),
    in_post_from TEXT CHECK (in_post_from IS date(in_post_from)),
    in_post_to TEXT CHECK (in_post_to IS date(in_post_to)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    CHECK (in_post_to >= in_post_from)
) STRICT;
CREATE INDEX people_by_agency ON people (agency_id, name);
CREATE INDEX people_by_kind ON people (kind, name);
CREATE INDEX people_by_name ON people (name);

CREATE TABLE accounts (
    id BLOB NOT NULL PRIMARY KEY,
    login TEXT NOT NULL UNIQUE CHECK (length(login) BETWEEN 1 AND 63),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 63),
    role TEXT NOT NULL CHECK (role IN ('viewer', 'clerk', 'head', 'admin', 'town', 'agency')),
    person_id BLOB REFERENCES people (id),
    agency_id BLOB REFERENCES agencies (id),
    division_id BLOB REFERENCES divisions (id),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX accounts_by_person ON accounts (person_id);

CREATE TABLE rooms (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 60),
    capacity INTEGER NOT NULL CHECK (capacity > 0),
    equipment TEXT CHECK (length(equipment) <= 300),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;

-- What a grid has beyond a division: 综合 or 专属, its Party organisation.
CREATE TABLE grids (
    division_id BLOB NOT NULL PRIMARY KEY REFERENCES divisions (id),
    kind TEXT NOT NULL CHECK (kind IN ('comprehensive', 'dedicated')),
    serial INTEGER NOT NULL CHECK (serial BETWEEN 1 AND 999),
    party_organisation TEXT CHECK (length(party_organisation) <= 100),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;

-- 1+2+N: the grid's Party organisation's secretary, its workers, its Party members.
CREATE TABLE grid_members (
    id BLOB NOT NULL PRIMARY KEY,
    grid_id BLOB NOT NULL REFERENCES grids (division_id),
    person_id BLOB REFERENCES people (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    part TEXT NOT NULL CHECK (part IN ('secretary', 'full_time_worker', 'part_time_worker', 'party_member')),
    from_on TEXT CHECK (from_on IS date(from_on)),
    to_on TEXT CHECK (to_on IS date(to_on)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    CHECK (to_on >= from_on)
) STRICT;
CREATE INDEX grid_members_by_grid ON grid_members (grid_id, part);
CREATE INDEX grid_members_by_person ON grid_members (person_id);

-- Sensitive: where people live.
CREATE TABLE households (
    id BLOB NOT NULL PRIMARY KEY,
    grid_id BLOB NOT NULL REFERENCES divisions (id),
    head_name TEXT NOT NULL CHECK (length(head_name) BETWEEN 1 AND 60),
    phone TEXT CHECK (length(phone) <= 40),
    address TEXT CHECK (length(address) <= 300),
    members INTEGER NOT NULL DEFAULT 1 CHECK (members >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX households_by_grid ON households (grid_id);

-- 三联: a leader and a village, an agency and a village, a cadre and households.
CREATE TABLE liaisons (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('leader_village', 'agency_village', 'cadre_household')),
    person_id BLOB REFERENCES people (id),
    agency_id BLOB REFERENCES agencies (id),
    division_id BLOB REFERENCES divisions (id),
    household_id BLOB REFERENCES households (id),
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on)),
    to_on TEXT CHECK (to_on IS date(to_on)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    CHECK ((kind = 'agency_village') = (agency_id IS NOT NULL)),
    CHECK ((kind = 'agency_village') = (person_id IS NULL)),
    CHECK ((kind = 'cadre_household') = (household_id IS NOT NULL)),
    CHECK ((kind = 'cadre_household') = (division_id IS NULL)),
    CHECK (to_on >= from_on)
) STRICT;
CREATE INDEX liaisons_by_person ON liaisons (person_id);
CREATE INDEX liaisons_by_agency ON liaisons (agency_id);
CREATE INDEX liaisons_by_division ON liaisons (division_id);
