-- The trail: every step of every state machine, and every write, hashed over the one before. Append-only.

CREATE TABLE moves (
    id BLOB NOT NULL PRIMARY KEY,
    entity TEXT NOT NULL REFERENCES entities (code),
    entity_id BLOB NOT NULL,
    from_state TEXT CHECK (length(from_state) <= 40),
    to_state TEXT NOT NULL CHECK (length(to_state) BETWEEN 1 AND 40),
    move_code TEXT NOT NULL CHECK (length(move_code) BETWEEN 1 AND 40),
    by_account_id BLOB REFERENCES accounts (id),
    by_name TEXT NOT NULL CHECK (length(by_name) BETWEEN 1 AND 63),
    at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??*+00:00'),
    reason TEXT CHECK (length(reason) <= 2000)
) STRICT;
CREATE INDEX moves_by_record ON moves (entity, entity_id, at, id);

CREATE TABLE audit_entries (
    seq INTEGER NOT NULL PRIMARY KEY CHECK (seq >= 1),
    at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??*+00:00'),
    account_id BLOB REFERENCES accounts (id),
    by_name TEXT NOT NULL CHECK (length(by_name) BETWEEN 1 AND 63),
    entity TEXT NOT NULL REFERENCES entities (code),
    entity_id BLOB,
    verb TEXT NOT NULL CHECK (length(verb) BETWEEN 1 AND 60),
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_entries_by_record ON audit_entries (entity, entity_id, seq);

-- Number and hash of the newest entry; writers queue on this one row.
CREATE TABLE audit_head (
    one INTEGER NOT NULL PRIMARY KEY DEFAULT 1 CHECK (one = 1),
    seq INTEGER NOT NULL CHECK (seq >= 0),
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
INSERT INTO audit_head (one, seq, hash) VALUES (1, 0, zeroblob(32));

-- REPLACE deletes without firing a DELETE trigger, so an INSERT over an existing row is refused too.
CREATE TRIGGER audit_entries_no_replace BEFORE INSERT ON audit_entries
WHEN EXISTS (SELECT 1 FROM audit_entries WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'audit_entries is append-only'); END;
CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'audit_entries is append-only'); END;
CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries
BEGIN SELECT RAISE(ABORT, 'audit_entries is append-only'); END;

CREATE TRIGGER moves_no_replace BEFORE INSERT ON moves
WHEN EXISTS (SELECT 1 FROM moves WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'moves is append-only'); END;
CREATE TRIGGER moves_no_update BEFORE UPDATE ON moves
BEGIN SELECT RAISE(ABORT, 'moves is append-only'); END;
CREATE TRIGGER moves_no_delete BEFORE DELETE ON moves
BEGIN SELECT RAISE(ABORT, 'moves is append-only'); END;

CREATE TRIGGER audit_head_no_replace BEFORE INSERT ON audit_head
WHEN EXISTS (SELECT 1 FROM audit_head)
BEGIN SELECT RAISE(ABORT, 'audit_head only moves forward'); END;
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head WHEN NEW.seq < OLD.seq
BEGIN SELECT RAISE(ABORT, 'audit_head only moves forward'); END;
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'audit_head only moves forward'); END;
