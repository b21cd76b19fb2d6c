-- 会商: agencies meet about matters that none of them can settle alone; and what they decide (议定事项).

CREATE TABLE consultations (
    id uuid NOT NULL PRIMARY KEY,
    number text UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    topic text NOT NULL CHECK (length(topic) BETWEEN 1 AND 200),
    kind text NOT NULL CHECK (kind IN ('onsite', 'room', 'video')),
    state text NOT NULL CHECK (state IN (
        'requested', 'reviewing', 'scheduling', 'notified', 'signing_in', 'in_session',
        'minutes', 'countersigning', 'issued', 'assigned', 'settled', 'archived', 'cancelled',
        'declined'
    )),
    requested_by_id uuid REFERENCES agencies (id),
    town_id uuid REFERENCES divisions (id), -- 属地; what a town's own people may see
    presiding_id uuid REFERENCES people (id),
    room_id uuid REFERENCES rooms (id),
    place text CHECK (length(place) <= 300),
    starts_at timestamptz,
    minutes bigint NOT NULL DEFAULT 60 CHECK (minutes BETWEEN 5 AND 1440), -- how long
    hold_by_on date,
    held_at timestamptz,
    closed_at timestamptz,
    remark text CHECK (length(remark) <= 2000),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX consultations_by_start ON consultations (starts_at, id);
CREATE INDEX consultations_by_state ON consultations (state, starts_at, id);
CREATE INDEX consultations_by_town ON consultations (town_id, starts_at, id);
CREATE INDEX consultations_by_room ON consultations (room_id, starts_at);
CREATE INDEX consultations_by_creation ON consultations (created_at, id);

CREATE TABLE consultation_items (
    id uuid NOT NULL PRIMARY KEY,
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    position bigint NOT NULL CHECK (position >= 1),
    appeal_id uuid REFERENCES appeals (id),
    case_id uuid REFERENCES cases (id),
    UNIQUE (consultation_id, appeal_id),
    UNIQUE (consultation_id, case_id),
    CHECK ((appeal_id IS NULL) <> (case_id IS NULL))
);
CREATE INDEX consultation_items_by_appeal ON consultation_items (appeal_id);
CREATE INDEX consultation_items_by_case ON consultation_items (case_id);

-- Several may convene and co-operate; one leads.
CREATE TABLE consultation_agencies (
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    agency_id uuid NOT NULL REFERENCES agencies (id),
    part text NOT NULL CHECK (part IN ('convener', 'lead', 'cooperating', 'territory', 'observer')),
    position bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (consultation_id, agency_id, part)
);
CREATE UNIQUE INDEX consultation_agencies_one_lead ON consultation_agencies (consultation_id) WHERE part = 'lead';
CREATE INDEX consultation_agencies_by_agency ON consultation_agencies (agency_id, consultation_id);

CREATE TABLE consultation_people (
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    person_id uuid NOT NULL REFERENCES people (id),
    attendance text NOT NULL CHECK (attendance IN ('must', 'should')),
    notified_at timestamptz,
    reply text CHECK (reply IN ('attending', 'delegated', 'excused')),
    replied_at timestamptz,
    reply_reason text CHECK (length(reply_reason) <= 500),
    substitute_id uuid REFERENCES people (id),
    substitute_name text CHECK (length(substitute_name) <= 60),
    checked_in_at timestamptz,
    presence text CHECK (presence IN ('on_time', 'late', 'absent', 'substituted')),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    PRIMARY KEY (consultation_id, person_id),
    CHECK ((reply IS NULL) = (replied_at IS NULL))
);
CREATE INDEX consultation_people_by_person ON consultation_people (person_id, consultation_id);

-- 会商纪要
CREATE TABLE consultation_minutes (
    consultation_id uuid NOT NULL PRIMARY KEY REFERENCES consultations (id),
    number text UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    opinions text NOT NULL CHECK (length(opinions) <= 50000),
    body text NOT NULL CHECK (length(body) <= 50000),
    recorded_by_id uuid REFERENCES people (id),
    issued_by_id uuid REFERENCES people (id),
    issued_at timestamptz,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);

-- 会签
CREATE TABLE consultation_countersignatures (
    consultation_id uuid NOT NULL REFERENCES consultations (id),
    agency_id uuid NOT NULL REFERENCES agencies (id),
    agreed boolean,
    opinion text CHECK (length(opinion) <= 2000),
    signed_by text CHECK (length(signed_by) <= 60),
    signed_at timestamptz,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    PRIMARY KEY (consultation_id, agency_id)
);

CREATE TABLE actions (
    id uuid NOT NULL PRIMARY KEY,
    number text UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    consultation_id uuid REFERENCES consultations (id),
    case_id uuid REFERENCES cases (id),
    position bigint NOT NULL DEFAULT 1 CHECK (position >= 1),
    text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
    lead_id uuid NOT NULL REFERENCES agencies (id), -- exactly one
    deadline date NOT NULL,
    rhythm text NOT NULL CHECK (rhythm IN ('once', 'weekly', 'monthly')),
    state text NOT NULL CHECK (state IN (
        'assigned', 'signed', 'handling', 'extension_review', 'return_review', 'returned',
        'reviewing', 'closed'
    )),
    town_id uuid REFERENCES divisions (id), -- 属地; what a town's own people may see
    signed_at timestamptz,
    last_progress_on date, -- the newest of action_progress_entries, for lists and lights
    evidence text CHECK (length(evidence) <= 2000),
    closed_on date,
    closed_by uuid REFERENCES accounts (id),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    CHECK (consultation_id IS NOT NULL OR case_id IS NOT NULL)
);
CREATE INDEX actions_by_consultation ON actions (consultation_id, position);
CREATE INDEX actions_by_case ON actions (case_id, position);
CREATE INDEX actions_by_lead ON actions (lead_id, deadline, id);
CREATE INDEX actions_by_state ON actions (state, deadline, id);

CREATE TABLE action_agencies (
    action_id uuid NOT NULL REFERENCES actions (id),
    agency_id uuid NOT NULL REFERENCES agencies (id),
    PRIMARY KEY (action_id, agency_id)
);
CREATE INDEX action_agencies_by_agency ON action_agencies (agency_id, action_id);

CREATE TABLE action_progress_entries (
    id uuid NOT NULL PRIMARY KEY,
    action_id uuid NOT NULL REFERENCES actions (id),
    at timestamptz NOT NULL,
    by_name text NOT NULL CHECK (length(by_name) BETWEEN 1 AND 63),
    text text NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX action_progress_entries_by_action ON action_progress_entries (action_id, at, id);

CREATE TABLE action_extensions (
    id uuid NOT NULL PRIMARY KEY,
    action_id uuid NOT NULL REFERENCES actions (id),
    from_on date NOT NULL,
    to_on date NOT NULL,
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
    CHECK (to_on > from_on),
    CHECK ((decision = 'pending') = (decided_at IS NULL))
);
CREATE INDEX action_extensions_by_action ON action_extensions (action_id, created_at);

-- 退回: sent back by the lead agency, or by the reviewer to it.
CREATE TABLE action_returns (
    id uuid NOT NULL PRIMARY KEY,
    action_id uuid NOT NULL REFERENCES actions (id),
    kind text NOT NULL CHECK (kind IN ('by_lead', 'by_reviewer')),
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
    CHECK ((decision = 'pending') = (decided_at IS NULL))
);
CREATE INDEX action_returns_by_action ON action_returns (action_id, created_at);

-- 督办单: one matter a sheet; blue, then yellow, then red.
CREATE TABLE supervision_sheets (
    id uuid NOT NULL PRIMARY KEY,
    number text NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    colour text NOT NULL CHECK (colour IN ('blue', 'yellow', 'red')),
    action_id uuid REFERENCES actions (id),
    case_id uuid REFERENCES cases (id),
    whistle_id uuid REFERENCES whistles (id),
    agency_id uuid NOT NULL REFERENCES agencies (id),
    content text NOT NULL CHECK (length(content) BETWEEN 1 AND 10000),
    urgent boolean NOT NULL DEFAULT false,
    issued_at timestamptz NOT NULL,
    reply_due_on date NOT NULL,
    replied_at timestamptz,
    reply text CHECK (length(reply) <= 10000),
    closed_at timestamptz,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    CHECK (
        CASE WHEN action_id IS NULL THEN 0 ELSE 1 END + CASE WHEN case_id IS NULL THEN 0 ELSE 1 END
        + CASE WHEN whistle_id IS NULL THEN 0 ELSE 1 END = 1
    )
);
CREATE UNIQUE INDEX supervision_sheets_one_colour_an_action ON supervision_sheets (action_id, colour);
CREATE INDEX supervision_sheets_by_case ON supervision_sheets (case_id, issued_at);
CREATE INDEX supervision_sheets_by_whistle ON supervision_sheets (whistle_id, issued_at);
CREATE INDEX supervision_sheets_by_agency ON supervision_sheets (agency_id, reply_due_on, id);
