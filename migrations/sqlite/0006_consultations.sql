-- 会商: agencies meet about matters that none of them can settle alone; and what they decide (议定事项).

CREATE TABLE consultations (
    id BLOB NOT NULL PRIMARY KEY,
    number TEXT UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    topic TEXT NOT NULL CHECK (length(topic) BETWEEN 1 AND 200),
    kind TEXT NOT NULL CHECK (kind IN ('onsite', 'room', 'video')),
    state TEXT NOT NULL CHECK (state IN (
        'requested', 'reviewing', 'scheduling', 'notified', 'signing_in', 'in_session',
        'minutes', 'countersigning', 'issued', 'assigned', 'settled', 'archived', 'cancelled',
        'declined'
    )),
    requested_by_id BLOB REFERENCES agencies (id),
    town_id BLOB REFERENCES divisions (id), -- 属地; what a town's own people may see
    presiding_id BLOB REFERENCES people (id),
    room_id BLOB REFERENCES rooms (id),
    place TEXT CHECK (length(place) <= 300),
    starts_at TEXT CHECK (starts_at GLOB '????-??-??T??:??:??*+00:00'),
    minutes INTEGER NOT NULL DEFAULT 60 CHECK (minutes BETWEEN 5 AND 1440), -- how long
    hold_by_on TEXT CHECK (hold_by_on IS date(hold_by_on)),
    held_at TEXT CHECK (held_at GLOB '????-??-??T??:??:??*+00:00'),
    closed_at TEXT CHECK (closed_at GLOB '????-??-??T??:??:??*+00:00'),
    remark TEXT CHECK (length(remark) <= 2000),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX consultations_by_start ON consultations (starts_at, id);
CREATE INDEX consultations_by_state ON consultations (state, starts_at, id);
CREATE INDEX consultations_by_town ON consultations (town_id, starts_at, id);
CREATE INDEX consultations_by_room ON consultations (room_id, starts_at);
CREATE INDEX consultations_by_creation ON consultations (created_at, id);

CREATE TABLE consultation_items (
    id BLOB NOT NULL PRIMARY KEY,
    consultation_id BLOB NOT NULL REFERENCES consultations (id),
    position INTEGER NOT NULL CHECK (position >= 1),
    appeal_id BLOB REFERENCES appeals (id),
    case_id BLOB REFERENCES cases (id),
    UNIQUE (consultation_id, appeal_id),
    UNIQUE (consultation_id, case_id),
    CHECK ((appeal_id IS NULL) <> (case_id IS NULL))
) STRICT;
CREATE INDEX consultation_items_by_appeal ON consultation_items (appeal_id);
CREATE INDEX consultation_items_by_case ON consultation_items (case_id);

-- Several may convene and co-operate; one leads.
CREATE TABLE consultation_agencies (
    consultation_id BLOB NOT NULL REFERENCES consultations (id),
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    part TEXT NOT NULL CHECK (part IN ('convener', 'lead', 'cooperating', 'territory', 'observer')),
    position INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (consultation_id, agency_id, part)
) WITHOUT ROWID, STRICT;
CREATE UNIQUE INDEX consultation_agencies_one_lead ON consultation_agencies (consultation_id) WHERE part = 'lead';
CREATE INDEX consultation_agencies_by_agency ON consultation_agencies (agency_id, consultation_id);

CREATE TABLE consultation_people (
    consultation_id BLOB NOT NULL REFERENCES consultations (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    attendance TEXT NOT NULL CHECK (attendance IN ('must', 'should')),
    notified_at TEXT CHECK (notified_at GLOB '????-??-??T??:??:??*+00:00'),
    reply TEXT CHECK (reply IN ('attending', 'delegated', 'excused')),
    replied_at TEXT CHECK (replied_at GLOB '????-??-??T??:??:??*+00:00'),
    reply_reason TEXT CHECK (length(reply_reason) <= 500),
    substitute_id BLOB REFERENCES people (id),
    substitute_name TEXT CHECK (length(substitute_name) <= 60),
    checked_in_at TEXT CHECK (checked_in_at GLOB '????-??-??T??:??:??*+00:00'),
    presence TEXT CHECK (presence IN ('on_time', 'late', 'absent', 'substituted')),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    PRIMARY KEY (consultation_id, person_id),
    CHECK ((reply IS NULL) = (replied_at IS NULL))
) WITHOUT ROWID, STRICT;
CREATE INDEX consultation_people_by_person ON consultation_people (person_id, consultation_id);

-- 会商纪要
CREATE TABLE consultation_minutes (
    consultation_id BLOB NOT NULL PRIMARY KEY REFERENCES consultations (id),
    number TEXT UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    opinions TEXT NOT NULL CHECK (length(opinions) <= 50000),
    body TEXT NOT NULL CHECK (length(body) <= 50000),
    recorded_by_id BLOB REFERENCES people (id),
    issued_by_id BLOB REFERENCES people (id),
    issued_at TEXT CHECK (issued_at GLOB '????-??-??T??:??:??*+00:00'),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;

-- 会签
CREATE TABLE consultation_countersignatures (
    consultation_id BLOB NOT NULL REFERENCES consultations (id),
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    agreed INTEGER CHECK (agreed IN (0, 1)),
    opinion TEXT CHECK (length(opinion) <= 2000),
    signed_by TEXT CHECK (length(signed_by) <= 60),
    signed_at TEXT CHECK (signed_at GLOB '????-??-??T??:??:??*+00:00'),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    PRIMARY KEY (consultation_id, agency_id)
) WITHOUT ROWID, STRICT;

CREATE TABLE actions (
    id BLOB NOT NULL PRIMARY KEY,
    number TEXT UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    consultation_id BLOB REFERENCES consultations (id),
    case_id BLOB REFERENCES cases (id),
    position INTEGER NOT NULL DEFAULT 1 CHECK (position >= 1),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
    lead_id BLOB NOT NULL REFERENCES agencies (id), -- exactly one
    deadline TEXT NOT NULL CHECK (deadline IS date(deadline)),
    rhythm TEXT NOT NULL CHECK (rhythm IN ('once', 'weekly', 'monthly')),
    state TEXT NOT NULL CHECK (state IN (
        'assigned', 'signed', 'handling', 'extension_review', 'return_review', 'returned',
        'reviewing', 'closed'
    )),
    town_id BLOB REFERENCES divisions (id), -- 属地; what a town's own people may see
    signed_at TEXT CHECK (signed_at GLOB '????-??-??T??:??:??*+00:00'),
    last_progress_on TEXT CHECK (last_progress_on IS date(last_progress_on)), -- the newest of action_progress_entries, for lists and lights
    evidence TEXT CHECK (length(evidence) <= 2000),
    closed_on TEXT CHECK (closed_on IS date(closed_on)),
    closed_by BLOB REFERENCES accounts (id),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    CHECK (consultation_id IS NOT NULL OR case_id IS NOT NULL)
) STRICT;
CREATE INDEX actions_by_consultation ON actions (consultation_id, position);
CREATE INDEX actions_by_case ON actions (case_id, position);
CREATE INDEX actions_by_lead ON actions (lead_id, deadline, id);
CREATE INDEX actions_by_state ON actions (state, deadline, id);

CREATE TABLE action_agencies (
    action_id BLOB NOT NULL REFERENCES actions (id),
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    PRIMARY KEY (action_id, agency_id)
) WITHOUT ROWID, STRICT;
CREATE INDEX action_agencies_by_agency ON action_agencies (agency_id, action_id);

CREATE TABLE action_progress_entries (
    id BLOB NOT NULL PRIMARY KEY,
    action_id BLOB NOT NULL REFERENCES actions (id),
    at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??*+00:00'),
    by_name TEXT NOT NULL CHECK (length(by_name) BETWEEN 1 AND 63),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX action_progress_entries_by_action ON action_progress_entries (action_id, at, id);

CREATE TABLE action_extensions (
    id BLOB NOT NULL PRIMARY KEY,
    action_id BLOB NOT NULL REFERENCES actions (id),
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on)),
    to_on TEXT NOT NULL CHECK (to_on IS date(to_on)),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    decision TEXT NOT NULL DEFAULT 'pending' CHECK (decision IN ('pending', 'granted', 'refused')),
    decided_by BLOB REFERENCES accounts (id),
    decided_at TEXT CHECK (decided_at GLOB '????-??-??T??:??:??*+00:00'),
    decision_reason TEXT CHECK (length(decision_reason) <= 2000),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    CHECK (to_on > from_on),
    CHECK ((decision = 'pending') = (decided_at IS NULL))
) STRICT;
CREATE INDEX action_extensions_by_action ON action_extensions (action_id, created_at);

-- 退回: sent back by the lead agency, or by the reviewer to it.
CREATE TABLE action_returns (
    id BLOB NOT NULL PRIMARY KEY,
    action_id BLOB NOT NULL REFERENCES actions (id),
    kind TEXT NOT NULL CHECK (kind IN ('by_lead', 'by_reviewer')),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    decision TEXT NOT NULL DEFAULT 'pending' CHECK (decision IN ('pending', 'granted', 'refused')),
    decided_by BLOB REFERENCES accounts (id),
    decided_at TEXT CHECK (decided_at GLOB '????-??-??T??:??:??*+00:00'),
    decision_reason TEXT CHECK (length(decision_reason) <= 2000),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    CHECK ((decision = 'pending') = (decided_at IS NULL))
) STRICT;
CREATE INDEX action_returns_by_action ON action_returns (action_id, created_at);

-- 督办单: one matter a sheet; blue, then yellow, then red.
CREATE TABLE supervision_sheets (
    id BLOB NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    colour TEXT NOT NULL CHECK (colour IN ('blue', 'yellow', 'red')),
    action_id BLOB REFERENCES actions (id),
    case_id BLOB REFERENCES cases (id),
    whistle_id BLOB REFERENCES whistles (id),
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    content TEXT NOT NULL CHECK (length(content) BETWEEN 1 AND 10000),
    urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1)),
    issued_at TEXT NOT NULL CHECK (issued_at GLOB '????-??-??T??:??:??*+00:00'),
    reply_due_on TEXT NOT NULL CHECK (reply_due_on IS date(reply_due_on)),
    replied_at TEXT CHECK (replied_at GLOB '????-??-??T??:??:??*+00:00'),
    reply TEXT CHECK (length(reply) <= 10000),
    closed_at TEXT CHECK (closed_at GLOB '????-??-??T??:??:??*+00:00'),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    CHECK (
        CASE WHEN action_id IS NULL THEN 0 ELSE 1 END + CASE WHEN case_id IS NULL THEN 0 ELSE 1 END
        + CASE WHEN whistle_id IS NULL THEN 0 ELSE 1 END = 1
    )
) STRICT;
CREATE UNIQUE INDEX supervision_sheets_one_colour_an_action ON supervision_sheets (action_id, colour);
CREATE INDEX supervision_sheets_by_case ON supervision_sheets (case_id, issued_at);
CREATE INDEX supervision_sheets_by_whistle ON supervision_sheets (whistle_id, issued_at);
CREATE INDEX supervision_sheets_by_agency ON supervision_sheets (agency_id, reply_due_on, id);
