-- The trail: every step of every state machine, and every write, hashed over the one before. Append-only.

CREATE TABLE moves (
    id uuid NOT NULL PRIMARY KEY,
    entity text NOT NULL REFERENCES entities (code),
    entity_id uuid NOT NULL,
    from_state text CHECK (length(from_state) <= 40),
    to_state text NOT NULL CHECK (length(to_state) BETWEEN 1 AND 40),
    move_code text NOT NULL CHECK (length(move_code) BETWEEN 1 AND 40),
    by_account_id uuid REFERENCES accounts (id),
    by_name text NOT NULL CHECK (length(by_name) BETWEEN 1 AND 63),
    at timestamptz NOT NULL,
    reason text CHECK (length(reason) <= 2000)
);
CREATE INDEX moves_by_record ON moves (entity, entity_id, at, id);

CREATE TABLE audit_entries (
    seq bigint NOT NULL PRIMARY KEY CHECK (seq >= 1),
    at timestamptz NOT NULL,
    account_id uuid REFERENCES accounts (id),
    by_name text NOT NULL CHECK (length(by_name) BETWEEN 1 AND 63),
    entity text NOT NULL REFERENCES entities (code),
    entity_id uuid,
    verb text NOT NULL CHECK (length(verb) BETWEEN 1 AND 60),
    detail jsonb NOT NULL,
    prev_hash bytea NOT NULL CHECK (length(prev_hash) = 32),
    hash bytea NOT NULL CHECK (length(hash) = 32)
);
CREATE INDEX audit_entries_by_record ON audit_entries (entity, entity_id, seq);

-- Number and hash of the newest entry; writers queue on this one row.
CREATE TABLE audit_head (
    one bigint NOT NULL PRIMARY KEY DEFAULT 1 CHECK (one = 1),
    seq bigint NOT NULL CHECK (seq >= 0),
    hash bytea NOT NULL CHECK (length(hash) = 32)
);
INSERT INTO audit_head (one, seq, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'));

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER audit_entries_no_change BEFORE UPDATE OR DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER moves_no_change BEFORE UPDATE OR DELETE ON moves
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER moves_no_truncate BEFORE TRUNCATE ON moves
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION audit_head_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.seq >= OLD.seq THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'audit_head only moves forward' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER audit_head_forward BEFORE UPDATE OR DELETE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION audit_head_forward();
CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION audit_head_forward();
