-- Lists: views that people keep of them, and what was done to many records at once.

INSERT INTO entities (code, name) VALUES ('view', '视图');

-- The filters, the order and the columns of a list under a name.
CREATE TABLE list_views (
    id uuid NOT NULL PRIMARY KEY,
    list text NOT NULL CHECK (list IN ('appeals', 'consultations', 'cases')),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 30),
    owner_id uuid NOT NULL REFERENCES accounts (id),
    shared boolean NOT NULL, -- for everybody, not for the owner alone
    content jsonb NOT NULL, -- the screen's own; nothing here depends on it
    removed_at timestamptz, -- kept, so that it can be taken back
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
-- One's own views of a list differ by name, and so do the shared ones.
CREATE UNIQUE INDEX list_views_by_owner ON list_views (list, owner_id, name) WHERE removed_at IS NULL AND NOT shared;
CREATE UNIQUE INDEX list_views_shared ON list_views (list, name) WHERE removed_at IS NULL AND shared;

-- The view that a list opens with for a person: the id of one that is kept, or the code of a built-in one.
CREATE TABLE list_defaults (
    account_id uuid NOT NULL REFERENCES accounts (id),
    list text NOT NULL CHECK (list IN ('appeals', 'consultations', 'cases')),
    view text NOT NULL CHECK (length(view) BETWEEN 1 AND 40),
    PRIMARY KEY (account_id, list)
);

-- What was done to many appeals at once, so that it can be taken back at once.
CREATE TABLE bulk_batches (
    id uuid NOT NULL PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('level', 'handler', 'category')),
    at timestamptz NOT NULL,
    account_id uuid NOT NULL REFERENCES accounts (id),
    undone_at timestamptz
);
CREATE TABLE bulk_rows (
    batch_id uuid NOT NULL REFERENCES bulk_batches (id) ON DELETE CASCADE,
    appeal_id uuid NOT NULL REFERENCES appeals (id) ON DELETE CASCADE,
    version bigint NOT NULL CHECK (version > 0), -- the one that the change made
    level text CHECK (level IN ('small', 'big', 'hard')), -- as it was before
    handler_id uuid REFERENCES agencies (id),
    category text NOT NULL REFERENCES categories (code),
    PRIMARY KEY (batch_id, appeal_id)
);
CREATE INDEX bulk_rows_by_appeal ON bulk_rows (appeal_id);
