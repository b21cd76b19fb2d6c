-- 吹哨报到: a town whistles, agencies come.

CREATE TABLE whistles (
    id BLOB NOT NULL PRIMARY KEY,
    number TEXT UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    appeal_id BLOB NOT NULL REFERENCES appeals (id),
    town_id BLOB NOT NULL REFERENCES divisions (id), -- who whistles; what a town's own people may see
    kind TEXT NOT NULL CHECK (kind IN ('quick', 'tackle', 'emergency')),
    duty_list TEXT NOT NULL CHECK (duty_list IN ('basic', 'cooperating', 'withdrawn')),
    state TEXT NOT NULL CHECK (state IN (
        'draft', 'head_review', 'dispatching', 'awaiting_sign', 'objected', 'signed',
        'reported', 'handling', 'extension_review', 'confirming', 'closed', 'rated',
        'called_back', 'archived', 'escalated', 'cancelled'
    )),
    done_by_town TEXT NOT NULL CHECK (length(done_by_town) <= 10000),
    asks_for TEXT NOT NULL CHECK (length(asks_for) BETWEEN 1 AND 10000),
    result TEXT CHECK (length(result) <= 10000),
    proposed_lead_id BLOB NOT NULL REFERENCES agencies (id),
    lead_id BLOB REFERENCES agencies (id), -- as dispatched
    round INTEGER NOT NULL DEFAULT 1 CHECK (round BETWEEN 1 AND 3),
    dispatches INTEGER NOT NULL DEFAULT 0 CHECK (dispatches >= 0),
    approved_by_id BLOB REFERENCES people (id), -- the town's head
    approved_at TEXT CHECK (approved_at GLOB '????-??-??T??:??:??*+00:00'),
    dispatched_at TEXT CHECK (dispatched_at GLOB '????-??-??T??:??:??*+00:00'),
    signed_at TEXT CHECK (signed_at GLOB '????-??-??T??:??:??*+00:00'),
    arrived_at TEXT CHECK (arrived_at GLOB '????-??-??T??:??:??*+00:00'),
    due_at TEXT CHECK (due_at GLOB '????-??-??T??:??:??*+00:00'),
    closed_at TEXT CHECK (closed_at GLOB '????-??-??T??:??:??*+00:00'),
    sla TEXT CHECK (json_valid(sla)), -- the limits as they were when it was dispatched
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX whistles_by_appeal ON whistles (appeal_id, round);
CREATE INDEX whistles_by_state ON whistles (state, due_at, id);
CREATE INDEX whistles_by_town ON whistles (town_id, created_at, id);
CREATE INDEX whistles_by_lead ON whistles (lead_id, due_at, id);

CREATE TABLE whistle_participants (
    whistle_id BLOB NOT NULL REFERENCES whistles (id),
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    part TEXT NOT NULL CHECK (part IN ('convener', 'lead', 'cooperating', 'territory', 'observer')),
    signed_at TEXT CHECK (signed_at GLOB '????-??-??T??:??:??*+00:00'),
    arrived_at TEXT CHECK (arrived_at GLOB '????-??-??T??:??:??*+00:00'),
    arrived_name TEXT CHECK (length(arrived_name) <= 60),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    PRIMARY KEY (whistle_id, agency_id)
) WITHOUT ROWID, STRICT;
CREATE UNIQUE INDEX whistle_participants_one_lead ON whistle_participants (whistle_id) WHERE part = 'lead';
CREATE INDEX whistle_participants_by_agency ON whistle_participants (agency_id, whistle_id);

-- One objection per dispatch and agency.
CREATE TABLE whistle_objections (
    id BLOB NOT NULL PRIMARY KEY,
    whistle_id BLOB NOT NULL REFERENCES whistles (id),
    agency_id BLOB NOT NULL REFERENCES agencies (id),
    dispatch INTEGER NOT NULL CHECK (dispatch >= 1),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    decision TEXT NOT NULL DEFAULT 'pending' CHECK (decision IN ('pending', 'kept', 'reassigned')),
    decided_by BLOB REFERENCES accounts (id),
    decided_at TEXT CHECK (decided_at GLOB '????-??-??T??:??:??*+00:00'),
    decision_reason TEXT CHECK (length(decision_reason) <= 2000),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    UNIQUE (whistle_id, dispatch, agency_id),
    CHECK ((decision = 'pending') = (decided_at IS NULL))
) STRICT;

CREATE TABLE whistle_extensions (
    id BLOB NOT NULL PRIMARY KEY,
    whistle_id BLOB NOT NULL REFERENCES whistles (id),
    from_at TEXT NOT NULL CHECK (from_at GLOB '????-??-??T??:??:??*+00:00'),
    to_at TEXT NOT NULL CHECK (to_at GLOB '????-??-??T??:??:??*+00:00'),
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
    CHECK (to_at > from_at),
    CHECK ((decision = 'pending') = (decided_at IS NULL))
) STRICT;
CREATE INDEX whistle_extensions_by_whistle ON whistle_extensions (whistle_id, created_at);
