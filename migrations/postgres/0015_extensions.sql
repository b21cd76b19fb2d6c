-- 时限: the moment at which a deadline is over, requests for more time, and one log for cases and decided actions too.

-- The first instant that is late: midnight after the deadline, or the minute where the limit is in hours or minutes.
ALTER TABLE appeals ADD COLUMN due_at timestamptz;
UPDATE appeals SET due_at = (CAST(deadline AS timestamp) + interval '16 hours') AT TIME ZONE 'UTC' WHERE deadline IS NOT NULL;

-- The day that people set; none where the table of limits says when.
ALTER TABLE cases ADD COLUMN set_due_on date;
UPDATE cases SET set_due_on = due_on;
ALTER TABLE actions ADD COLUMN set_deadline date;
UPDATE actions SET set_deadline = deadline;

-- Who asks for more time, and what became of it. The clock moves by an entry of clock_events, written as it is granted.
CREATE TABLE extension_requests (
    id uuid NOT NULL PRIMARY KEY,
    entity text NOT NULL REFERENCES entities (code),
    entity_id uuid NOT NULL,
    amount bigint NOT NULL CHECK (amount BETWEEN 1 AND 10000),
    unit text NOT NULL CHECK (unit IN ('minute', 'hour', 'day', 'workday', 'month')),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    asked_by uuid NOT NULL REFERENCES accounts (id),
    asked_by_name text NOT NULL CHECK (length(asked_by_name) BETWEEN 1 AND 63),
    asked_at timestamptz NOT NULL,
    decision text NOT NULL DEFAULT 'pending' CHECK (decision IN ('pending', 'granted', 'refused', 'withdrawn')),
    decided_by uuid REFERENCES accounts (id),
    decided_by_name text CHECK (length(decided_by_name) BETWEEN 1 AND 63),
    decided_at timestamptz,
    decision_reason text CHECK (length(decision_reason) BETWEEN 1 AND 2000),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    CHECK ((decision = 'pending') = (decided_at IS NULL)),
    CHECK ((decided_at IS NULL) = (decided_by_name IS NULL)),
    CHECK (decision <> 'refused' OR decision_reason IS NOT NULL)
);
CREATE INDEX extension_requests_by_record ON extension_requests (entity, entity_id, asked_at);
-- One at a time.
CREATE UNIQUE INDEX extension_requests_pending ON extension_requests (entity, entity_id) WHERE decision = 'pending';

-- Nothing was ever written there.
DROP TABLE case_extensions;
DROP TABLE action_extensions;

-- Extensions of cases and actions stand in the same log: the CHECK that kept them out goes.
DO $$
DECLARE found text;
BEGIN
    SELECT conname INTO STRICT found FROM pg_constraint
    WHERE conrelid = CAST('clock_events' AS regclass) AND contype = 'c'
      AND pg_get_constraintdef(oid) LIKE '%extended%' AND pg_get_constraintdef(oid) LIKE '%action%';
    EXECUTE format('ALTER TABLE clock_events DROP CONSTRAINT %I', found);
END
$$;
