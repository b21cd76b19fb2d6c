-- What an administrator edits instead of code: code lists, categories, limits, the calendar, settings, numbers.

-- Kinds of records that moves, ratings and the trail speak of; a table, so that a new kind is one new row.
CREATE TABLE entities (
    code text NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 40),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60)
);

CREATE TABLE code_lists (
    code text NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 40),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);

CREATE TABLE code_items (
    list_code text NOT NULL REFERENCES code_lists (code),
    code text NOT NULL CHECK (length(code) BETWEEN 1 AND 40),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    superior_code text CHECK (length(superior_code) <= 40), -- what a superior's forms call it
    position bigint NOT NULL DEFAULT 0,
    active boolean NOT NULL DEFAULT true,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    PRIMARY KEY (list_code, code)
);

-- Three levels: the tree's name, the group, the category.
CREATE TABLE categories (
    code text NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 20),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    parent_code text REFERENCES categories (code),
    level bigint NOT NULL CHECK (level BETWEEN 1 AND 3),
    path text NOT NULL UNIQUE CHECK (length(path) BETWEEN 1 AND 130), -- as sources write it: 公共服务-路灯照明
    superior_code text CHECK (length(superior_code) <= 40),
    position bigint NOT NULL DEFAULT 0,
    active boolean NOT NULL DEFAULT true,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    CHECK ((level = 1) = (parent_code IS NULL)),
    CHECK (parent_code <> code)
);
CREATE INDEX categories_by_parent ON categories (parent_code, position);
CREATE INDEX categories_by_name ON categories (name);

CREATE TABLE limits (
    code text NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 60),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    amount bigint NOT NULL CHECK (amount BETWEEN 1 AND 10000),
    unit text NOT NULL CHECK (unit IN ('minute', 'hour', 'day', 'workday', 'month')),
    basis text NOT NULL CHECK (basis IN ('rule', 'practice', 'ours')),
    source text NOT NULL CHECK (length(source) <= 200),
    warning_share bigint NOT NULL DEFAULT 80 CHECK (warning_share BETWEEN 1 AND 100), -- percent of the time
    position bigint NOT NULL DEFAULT 0,
    active boolean NOT NULL DEFAULT true,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);

CREATE TABLE calendar_years (
    year bigint NOT NULL PRIMARY KEY CHECK (year BETWEEN 1990 AND 2200),
    source text NOT NULL CHECK (length(source) <= 300),
    loaded_at timestamptz NOT NULL
);

CREATE TABLE calendar_days (
    day date PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('holiday', 'workday')),
    name text NOT NULL CHECK (length(name) <= 60),
    edited boolean NOT NULL DEFAULT false
);

CREATE TABLE settings (
    key text NOT NULL PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 80),
    value jsonb NOT NULL,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);

-- Numbers without gaps or doubles: the last one taken of a series in a year.
CREATE TABLE number_series (
    series text NOT NULL CHECK (length(series) BETWEEN 1 AND 40),
    year bigint NOT NULL CHECK (year BETWEEN 1990 AND 2200),
    taken bigint NOT NULL CHECK (taken >= 0),
    PRIMARY KEY (series, year)
);
