-- 查重: which appeals may be about the same matter, and what people decided of it.

CREATE TABLE duplicate_pairs (
    id BLOB NOT NULL PRIMARY KEY,
    first_id BLOB NOT NULL REFERENCES appeals (id) ON DELETE CASCADE, -- the one with the smaller id, so that a pair stands once
    second_id BLOB NOT NULL REFERENCES appeals (id) ON DELETE CASCADE,
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
    reasons TEXT NOT NULL CHECK (json_valid(reasons)), -- codes, the strongest first
    state TEXT NOT NULL CHECK (state IN ('proposed', 'dismissed', 'merged')),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 2000), -- why it was decided so
    decided_at TEXT CHECK (decided_at GLOB '????-??-??T??:??:??*+00:00'),
    decided_by BLOB REFERENCES accounts (id),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    UNIQUE (first_id, second_id),
    CHECK (first_id < second_id),
    CHECK ((state = 'proposed') = (decided_at IS NULL))
) STRICT;
CREATE INDEX duplicate_pairs_by_second ON duplicate_pairs (second_id);
CREATE INDEX duplicate_pairs_open ON duplicate_pairs (score, id) WHERE state = 'proposed';

-- By these an appeal finds others of like text among a million. Derived from the appeal's own row and written with
-- it; no reference, since a key without its appeal is passed over.
CREATE TABLE appeal_keys (
    key INTEGER NOT NULL,
    appeal_id BLOB NOT NULL,
    PRIMARY KEY (key, appeal_id)
) WITHOUT ROWID, STRICT;

-- Matters of one kind in one village, by time.
CREATE INDEX appeals_by_division_and_category ON appeals (division_id, category, received_at, id);
