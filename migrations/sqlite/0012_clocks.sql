-- 时限: what happened to the clock of a record. A deadline is reckoned from here and never kept without it.

-- The day that the source itself set; it stands above every limit.
ALTER TABLE appeals ADD COLUMN source_deadline TEXT CHECK (source_deadline IS date(source_deadline));

-- Until now nothing told a day that a source or a superior had set from one that was reckoned. Where there can be one,
-- what stands is what was set.
UPDATE appeals SET source_deadline = deadline WHERE import_id IS NOT NULL OR level IN ('big', 'hard');

-- Whoever asks for more time for an action or a case does so in action_extensions and case_extensions.
CREATE TABLE clock_events (
    id BLOB NOT NULL PRIMARY KEY,
    entity TEXT NOT NULL REFERENCES entities (code),
    entity_id BLOB NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'received', 'judged', 'dispatched', 'paused', 'resumed', 'extended', 'limit_changed', 'day_set'
    )),
    at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??*+00:00'),
    limit_code TEXT REFERENCES limits (code),
    amount INTEGER CHECK (amount BETWEEN 1 AND 10000),
    unit TEXT CHECK (unit IN ('minute', 'hour', 'day', 'workday', 'month')),
    warning_share INTEGER CHECK (warning_share BETWEEN 1 AND 100), -- percent of the time
    set_on TEXT CHECK (set_on IS date(set_on)),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 2000),
    approved_by BLOB REFERENCES accounts (id),
    approver_name TEXT CHECK (length(approver_name) BETWEEN 1 AND 63),
    by_account_id BLOB REFERENCES accounts (id),
    by_name TEXT NOT NULL CHECK (length(by_name) BETWEEN 1 AND 63),
    CHECK ((kind IN ('extended', 'limit_changed')) = (amount IS NOT NULL AND unit IS NOT NULL)),
    CHECK ((kind = 'limit_changed') = (limit_code IS NOT NULL AND warning_share IS NOT NULL)),
    CHECK ((kind = 'extended') = (approver_name IS NOT NULL)),
    CHECK ((kind = 'day_set') = (set_on IS NOT NULL)),
    CHECK (kind NOT IN ('paused', 'extended') OR reason IS NOT NULL),
    CHECK (kind <> 'extended' OR entity NOT IN ('action', 'case'))
) STRICT;
CREATE INDEX clock_events_by_record ON clock_events (entity, entity_id, at, id);

CREATE TRIGGER clock_events_no_replace BEFORE INSERT ON clock_events
WHEN EXISTS (SELECT 1 FROM clock_events WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'clock_events is append-only'); END;
CREATE TRIGGER clock_events_no_update BEFORE UPDATE ON clock_events
BEGIN SELECT RAISE(ABORT, 'clock_events is append-only'); END;
CREATE TRIGGER clock_events_no_delete BEFORE DELETE ON clock_events
BEGIN SELECT RAISE(ABORT, 'clock_events is append-only'); END;

-- What a limit was at any time: a matter keeps the limit that was in force when it came in, whatever is edited later.
CREATE TABLE limit_history (
    limit_code TEXT NOT NULL REFERENCES limits (code),
    since TEXT NOT NULL CHECK (since GLOB '????-??-??T??:??:??*+00:00'),
    amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 10000),
    unit TEXT NOT NULL CHECK (unit IN ('minute', 'hour', 'day', 'workday', 'month')),
    warning_share INTEGER NOT NULL CHECK (warning_share BETWEEN 1 AND 100), -- percent of the time
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    PRIMARY KEY (limit_code, since)
) STRICT;
INSERT INTO limit_history (limit_code, since, amount, unit, warning_share, active)
SELECT code, '1900-01-01T00:00:00+00:00', amount, unit, warning_share, active FROM limits;

CREATE TRIGGER limits_are_remembered AFTER UPDATE OF amount, unit, warning_share, active ON limits
BEGIN
    INSERT INTO limit_history (limit_code, since, amount, unit, warning_share, active)
    VALUES (NEW.code, NEW.updated_at, NEW.amount, NEW.unit, NEW.warning_share, NEW.active)
    ON CONFLICT (limit_code, since) DO UPDATE SET amount = excluded.amount, unit = excluded.unit,
        warning_share = excluded.warning_share, active = excluded.active;
END;
CREATE TRIGGER new_limits_are_remembered AFTER INSERT ON limits
BEGIN
    INSERT INTO limit_history (limit_code, since, amount, unit, warning_share, active)
    VALUES (NEW.code, NEW.updated_at, NEW.amount, NEW.unit, NEW.warning_share, NEW.active);
END;
