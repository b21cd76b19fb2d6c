-- What an administrator edits instead of code: code lists, categories, limits, the calendar, settings, numbers.

-- Kinds of records that moves, ratings and the trail speak of; a table, so that a new kind is one new row.
CREATE TABLE entities (
    code TEXT NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 40),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60)
) STRICT;

CREATE TABLE code_lists (
    code TEXT NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 40),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;

CREATE TABLE code_items (
    list_code TEXT NOT NULL REFERENCES code_lists (code),
    code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 40),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    superior_code TEXT CHECK (length(superior_code) <= 40), -- what a superior's forms call it
    position INTEGER NOT NULL DEFAULT 0,
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    PRIMARY KEY (list_code, code)
) WITHOUT ROWID, STRICT;

-- Three levels: the tree's name, the group, the category.
CREATE TABLE categories (
    code TEXT NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 20),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    parent_code TEXT REFERENCES categories (code),
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
    path TEXT NOT NULL UNIQUE CHECK (length(path) BETWEEN 1 AND 130), -- as sources write it: 公共服务-路灯照明
    superior_code TEXT CHECK (length(superior_code) <= 40),
    position INTEGER NOT NULL DEFAULT 0,
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    CHECK ((level = 1) = (parent_code IS NULL)),
    CHECK (parent_code <> code)
) STRICT;
CREATE INDEX categories_by_parent ON categories (parent_code, position);
CREATE INDEX categories_by_name ON categories (name);

CREATE TABLE limits (
    code TEXT NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 60),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 10000),
    unit TEXT NOT NULL CHECK (unit IN ('minute', 'hour', 'day', 'workday', 'month')),
    basis TEXT NOT NULL CHECK (basis IN ('rule', 'practice', 'ours')),
    source TEXT NOT NULL CHECK (length(source) <= 200),
    warning_share INTEGER NOT NULL DEFAULT 80 CHECK (warning_share BETWEEN 1 AND 100), -- percent of the time
    position INTEGER NOT NULL DEFAULT 0,
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;

CREATE TABLE calendar_years (
    year INTEGER NOT NULL PRIMARY KEY CHECK (year BETWEEN 1990 AND 2200),
    source TEXT NOT NULL CHECK (length(source) <= 300),
    loaded_at TEXT NOT NULL CHECK (loaded_at GLOB '????-??-??T??:??:??*+00:00')
) STRICT;

CREATE TABLE calendar_days (
    day TEXT PRIMARY KEY CHECK (day IS date(day)),
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'workday')),
    name TEXT NOT NULL CHECK (length(name) <= 60),
    edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1))
) STRICT;

CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 80),
    value TEXT NOT NULL CHECK (json_valid(value)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;

-- Numbers without gaps or doubles: the last one taken of a series in a year.
CREATE TABLE number_series (
    series TEXT NOT NULL CHECK (length(series) BETWEEN 1 AND 40),
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2200),
    taken INTEGER NOT NULL CHECK (taken >= 0),
    PRIMARY KEY (series, year)
) WITHOUT ROWID, STRICT;
