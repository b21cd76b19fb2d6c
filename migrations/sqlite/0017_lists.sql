-- Lists: views that people keep of them, and what was done to many records at once.

INSERT INTO entities (code, name) VALUES ('view', '视图');

-- The filters, the order and the columns of a list under a name.
CREATE TABLE list_views (
    id BLOB NOT NULL PRIMARY KEY,
    list TEXT NOT NULL CHECK (list IN ('appeals', 'consultations', 'cases')),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 30),
    owner_id BLOB NOT NULL REFERENCES accounts (id),
    shared INTEGER NOT NULL CHECK (shared IN (0, 1)), -- for everybody, not for the owner alone
    content TEXT NOT NULL CHECK (json_valid(content)), -- the screen's own; nothing here depends on it
    removed_at TEXT CHECK (removed_at GLOB '????-??-??T??:??:??*+00:00'), -- kept, so that it can be taken back
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
-- One's own views of a list differ by name, and so do the shared ones.
CREATE UNIQUE INDEX list_views_by_owner ON list_views (list, owner_id, name) WHERE removed_at IS NULL AND shared = 0;
CREATE UNIQUE INDEX list_views_shared ON list_views (list, name) WHERE removed_at IS NULL AND shared = 1;

-- The view that a list opens with for a person: the id of one that is kept, or the code of a built-in one.
CREATE TABLE list_defaults (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    list TEXT NOT NULL CHECK (list IN ('appeals', 'consultations', 'cases')),
    view TEXT NOT NULL CHECK (length(view) BETWEEN 1 AND 40),
    PRIMARY KEY (account_id, list)
) STRICT;

-- What was done to many appeals at once, so that it can be taken back at once.
CREATE TABLE bulk_batches (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('level', 'handler', 'category')),
    at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??*+00:00'),
    account_id BLOB NOT NULL REFERENCES accounts (id),
    undone_at TEXT CHECK (undone_at GLOB '????-??-??T??:??:??*+00:00')
) STRICT;
CREATE TABLE bulk_rows (
    batch_id BLOB NOT NULL REFERENCES bulk_batches (id) ON DELETE CASCADE,
    appeal_id BLOB NOT NULL REFERENCES appeals (id) ON DELETE CASCADE,
    version INTEGER NOT NULL CHECK (version > 0), -- the one that the change made
    level TEXT CHECK (level IN ('small', 'big', 'hard')), -- as it was before
    handler_id BLOB REFERENCES agencies (id),
    category TEXT NOT NULL REFERENCES categories (code),
    PRIMARY KEY (batch_id, appeal_id)
) STRICT;
CREATE INDEX bulk_rows_by_appeal ON bulk_rows (appeal_id);
