-- 时限: the moment at which a deadline is over, requests for more time, and one log for cases and decided actions too.

-- The first instant that is late: midnight after the deadline, or the minute where the limit is in hours or minutes.
ALTER TABLE appeals ADD COLUMN due_at TEXT CHECK (due_at GLOB '????-??-??T??:??:??*+00:00');
UPDATE appeals SET due_at = deadline || 'T16:00:00+00:00' WHERE deadline IS NOT NULL;

-- The day that people set; none where the table of limits says when.
ALTER TABLE cases ADD COLUMN set_due_on TEXT CHECK (set_due_on IS date(set_due_on));
UPDATE cases SET set_due_on = due_on;
ALTER TABLE actions ADD COLUMN set_deadline TEXT CHECK (set_deadline IS date(set_deadline));
UPDATE actions SET set_deadline = deadline;

-- Who asks for more time, and what became of it. The clock moves by an entry of clock_events, written as it is granted.
CREATE TABLE extension_requests (
    id BLOB NOT NULL PRIMARY KEY,
    entity TEXT NOT NULL REFERENCES entities (code),
    entity_id BLOB NOT NULL,
    amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 10000),
    unit TEXT NOT NULL CHECK (unit IN ('minute', 'hour', 'day', 'workday', 'month')),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    asked_by BLOB NOT NULL REFERENCES accounts (id),
    asked_by_name TEXT NOT NULL CHECK (length(asked_by_name) BETWEEN 1 AND 63),
    asked_at TEXT NOT NULL CHECK (asked_at GLOB '????-??-??T??:??:??*+00:00'),
    decision TEXT NOT NULL DEFAULT 'pending' CHECK (decision IN ('pending', 'granted', 'refused', 'withdrawn')),
    decided_by BLOB REFERENCES accounts (id),
    decided_by_name TEXT CHECK (length(decided_by_name) BETWEEN 1 AND 63),
    decided_at TEXT CHECK (decided_at GLOB '????-??-??T??:??:??*+00:00'),
    decision_reason TEXT CHECK (length(decision_reason) BETWEEN 1 AND 2000),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    CHECK ((decision = 'pending') = (decided_at IS NULL)),
    CHECK ((decided_at IS NULL) = (decided_by_name IS NULL)),
    CHECK (decision <> 'refused' OR decision_reason IS NOT NULL)
) STRICT;
CREATE INDEX extension_requests_by_record ON extension_requests (entity, entity_id, asked_at);
-- One at a time.
CREATE UNIQUE INDEX extension_requests_pending ON extension_requests (entity, entity_id) WHERE decision = 'pending';

-- Nothing was ever written there.
DROP TABLE case_extensions;
DROP TABLE action_extensions;

-- The same log without the CHECK that kept extensions of cases and actions out of it.
CREATE TABLE clock_events_new (
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
    CHECK (kind NOT IN ('paused', 'extended') OR reason IS NOT NULL)
) STRICT;
INSERT INTO clock_events_new (id, entity, entity_id, kind, at, limit_code, amount, unit, warning_share, set_on, reason, approved_by,
    approver_name, by_account_id, by_name)
SELECT id, entity, entity_id, kind, at, limit_code, amount, unit, warning_share, set_on, reason, approved_by,
    approver_name, by_account_id, by_name FROM clock_events;
DROP TABLE clock_events;
ALTER TABLE clock_events_new RENAME TO clock_events;
CREATE INDEX clock_events_by_record ON clock_events (entity, entity_id, at, id);

CREATE TRIGGER clock_events_no_replace BEFORE INSERT ON clock_events
WHEN EXISTS (SELECT 1 FROM clock_events WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'clock_events is append-only'); END;
CREATE TRIGGER clock_events_no_update BEFORE UPDATE ON clock_events
BEGIN SELECT RAISE(ABORT, 'clock_events is append-only'); END;
CREATE TRIGGER clock_events_no_delete BEFORE DELETE ON clock_events
BEGIN SELECT RAISE(ABORT, 'clock_events is append-only'); END;
