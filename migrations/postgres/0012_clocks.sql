-- 时限: what happened to the clock of a record. A deadline is reckoned from here and never kept without it.

-- The day that the source itself set; it stands above every limit.
ALTER TABLE appeals ADD COLUMN source_deadline date;

-- Until now nothing told a day that a source or a superior had set from one that was reckoned. Where there can be one,
-- what stands is what was set.
UPDATE appeals SET source_deadline = deadline WHERE import_id IS NOT NULL OR level IN ('big', 'hard');

-- Whoever asks for more time for an action or a case does so in action_extensions and case_extensions.
CREATE TABLE clock_events (
    id uuid NOT NULL PRIMARY KEY,
    entity text NOT NULL REFERENCES entities (code),
    entity_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN (
        'received', 'judged', 'dispatched', 'paused', 'resumed', 'extended', 'limit_changed', 'day_set'
    )),
    at timestamptz NOT NULL,
    limit_code text REFERENCES limits (code),
    amount bigint CHECK (amount BETWEEN 1 AND 10000),
    unit text CHECK (unit IN ('minute', 'hour', 'day', 'workday', 'month')),
    warning_share bigint CHECK (warning_share BETWEEN 1 AND 100), -- percent of the time
    set_on date,
    reason text CHECK (length(reason) BETWEEN 1 AND 2000),
    approved_by uuid REFERENCES accounts (id),
    approver_name text CHECK (length(approver_name) BETWEEN 1 AND 63),
    by_account_id uuid REFERENCES accounts (id),
    by_name text NOT NULL CHECK (length(by_name) BETWEEN 1 AND 63),
    CHECK ((kind IN ('extended', 'limit_changed')) = (amount IS NOT NULL AND unit IS NOT NULL)),
    CHECK ((kind = 'limit_changed') = (limit_code IS NOT NULL AND warning_share IS NOT NULL)),
    CHECK ((kind = 'extended') = (approver_name IS NOT NULL)),
    CHECK ((kind = 'day_set') = (set_on IS NOT NULL)),
    CHECK (kind NOT IN ('paused', 'extended') OR reason IS NOT NULL),
    CHECK (kind <> 'extended' OR entity NOT IN ('action', 'case'))
);
CREATE INDEX clock_events_by_record ON clock_events (entity, entity_id, at, id);

CREATE TRIGGER clock_events_no_change BEFORE UPDATE OR DELETE ON clock_events
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER clock_events_no_truncate BEFORE TRUNCATE ON clock_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a limit was at any time: a matter keeps the limit that was in force when it came in, whatever is edited later.
CREATE TABLE limit_history (
    limit_code text NOT NULL REFERENCES limits (code),
    since timestamptz NOT NULL,
    amount bigint NOT NULL CHECK (amount BETWEEN 1 AND 10000),
    unit text NOT NULL CHECK (unit IN ('minute', 'hour', 'day', 'workday', 'month')),
    warning_share bigint NOT NULL CHECK (warning_share BETWEEN 1 AND 100), -- percent of the time
    active boolean NOT NULL,
    PRIMARY KEY (limit_code, since)
);
INSERT INTO limit_history (limit_code, since, amount, unit, warning_share, active)
SELECT code, timestamptz '1900-01-01T00:00:00+00:00', amount, unit, warning_share, active FROM limits;

CREATE FUNCTION remember_limit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO limit_history (limit_code, since, amount, unit, warning_share, active)
    VALUES (NEW.code, NEW.updated_at, NEW.amount, NEW.unit, NEW.warning_share, NEW.active)
    ON CONFLICT (limit_code, since) DO UPDATE SET amount = excluded.amount, unit = excluded.unit,
        warning_share = excluded.warning_share, active = excluded.active;
    RETURN NULL;
END
$$;
CREATE TRIGGER limits_are_remembered AFTER UPDATE OF amount, unit, warning_share, active ON limits
    FOR EACH ROW EXECUTE FUNCTION remember_limit();
CREATE TRIGGER new_limits_are_remembered AFTER INSERT ON limits
    FOR EACH ROW EXECUTE FUNCTION remember_limit();
