-- 吹哨报到: a town whistles, agencies come.

CREATE TABLE whistles (
    id uuid NOT NULL PRIMARY KEY,
    number text UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    appeal_id uuid NOT NULL REFERENCES appeals (id),
    town_id uuid NOT NULL REFERENCES divisions (id), -- who whistles; what a town's own people may see
    kind text NOT NULL CHECK (kind IN ('quick', 'tackle', 'emergency')),
    duty_list text NOT NULL CHECK (duty_list IN ('basic', 'cooperating', 'withdrawn')),
    state text NOT NULL CHECK (state IN (
        'draft', 'head_review', 'dispatching', 'awaiting_sign', 'objected', 'signed',
        'reported', 'handling', 'extension_review', 'confirming', 'closed', 'rated',
        'called_back', 'archived', 'escalated', 'cancelled'
    )),
    done_by_town text NOT NULL CHECK (length(done_by_town) <= 10000),
    asks_for text NOT NULL CHECK (length(asks_for) BETWEEN 1 AND 10000),
    result text CHECK (length(result) <= 10000),
    proposed_lead_id uuid NOT NULL REFERENCES agencies (id),
    lead_id uuid REFERENCES agencies (id), -- as dispatched
    round bigint NOT NULL DEFAULT 1 CHECK (round BETWEEN 1 AND 3),
    dispatches bigint NOT NULL DEFAULT 0 CHECK (dispatches >= 0),
    approved_by_id uuid REFERENCES people (id), -- the town's head
    approved_at timestamptz,
    dispatched_at timestamptz,
    signed_at timestamptz,
    arrived_at timestamptz,
    due_at timestamptz,
    closed_at timestamptz,
    sla jsonb, -- the limits as they were when it was dispatched
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX whistles_by_appeal ON whistles (appeal_id, round);
CREATE INDEX whistles_by_state ON whistles (state, due_at, id);
CREATE INDEX whistles_by_town ON whistles (town_id, created_at, id);
CREATE INDEX whistles_by_lead ON whistles (lead_id, due_at, id);

CREATE TABLE whistle_participants (
    whistle_id uuid NOT NULL REFERENCES whistles (id),
    agency_id uuid NOT NULL REFERENCES agencies (id),
    part text NOT NULL CHECK (part IN ('convener', 'lead', 'cooperating', 'territory', 'observer')),
    signed_at timestamptz,
    arrived_at timestamptz,
    arrived_name text CHECK (length(arrived_name) <= 60),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    PRIMARY KEY (whistle_id, agency_id)
);
CREATE UNIQUE INDEX whistle_participants_one_lead ON whistle_participants (whistle_id) WHERE part = 'lead';
CREATE INDEX whistle_participants_by_agency ON whistle_participants (agency_id, whistle_id);

-- One objection per dispatch and agency.
CREATE TABLE whistle_objections (
    id uuid NOT NULL PRIMARY KEY,
    whistle_id uuid NOT NULL REFERENCES whistles (id),
    agency_id uuid NOT NULL REFERENCES agencies (id),
    dispatch bigint NOT NULL CHECK (dispatch >= 1),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    decision text NOT NULL DEFAULT 'pending' CHECK (decision IN ('pending', 'kept', 'reassigned')),
    decided_by uuid REFERENCES accounts (id),
    decided_at timestamptz,
    decision_reason text CHECK (length(decision_reason) <= 2000),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    UNIQUE (whistle_id, dispatch, agency_id),
    CHECK ((decision = 'pending') = (decided_at IS NULL))
);

CREATE TABLE whistle_extensions (
    id uuid NOT NULL PRIMARY KEY,
    whistle_id uuid NOT NULL REFERENCES whistles (id),
    from_at timestamptz NOT NULL,
    to_at timestamptz NOT NULL,
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    decision text NOT NULL DEFAULT 'pending' CHECK (decision IN ('pending', 'granted', 'refused')),
    decided_by uuid REFERENCES accounts (id),
    decided_at timestamptz,
    decision_reason text CHECK (length(decision_reason) <= 2000),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    CHECK (to_at > from_at),
    CHECK ((decision = 'pending') = (decided_at IS NULL))
);
CREATE INDEX whistle_extensions_by_whistle ON whistle_extensions (whistle_id, created_at);
