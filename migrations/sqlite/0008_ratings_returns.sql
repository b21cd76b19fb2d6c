-- What hangs on any record: ratings, call-backs, attachments; and the returns sent upward.

-- 双向评价: a town rates an agency, an agency a town.
CREATE TABLE ratings (
    id BLOB NOT NULL PRIMARY KEY,
    entity TEXT NOT NULL REFERENCES entities (code),
    entity_id BLOB NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('town_rates_agency', 'agency_rates_town')),
    rater_id BLOB NOT NULL REFERENCES agencies (id),
    rated_id BLOB NOT NULL REFERENCES agencies (id),
    resolution TEXT CHECK (resolution IN ('resolved', 'partly', 'unresolved')),
    satisfaction TEXT NOT NULL CHECK (satisfaction IN (
        'very_satisfied', 'satisfied', 'fairly_satisfied', 'dissatisfied', 'unrated'
    )),
    score INTEGER CHECK (score BETWEEN 0 AND 100),
    comment TEXT CHECK (length(comment) <= 2000),
    rated_at TEXT NOT NULL CHECK (rated_at GLOB '????-??-??T??:??:??*+00:00'),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    UNIQUE (entity, entity_id, rater_id, rated_id)
) STRICT;
CREATE INDEX ratings_by_rated ON ratings (rated_id, rated_at);

CREATE TABLE call_backs (
    id BLOB NOT NULL PRIMARY KEY,
    entity TEXT NOT NULL REFERENCES entities (code),
    entity_id BLOB NOT NULL,
    called_at TEXT NOT NULL CHECK (called_at GLOB '????-??-??T??:??:??*+00:00'),
    by_name TEXT NOT NULL CHECK (length(by_name) BETWEEN 1 AND 63),
    way TEXT NOT NULL CHECK (way IN ('phone', 'visit', 'message')),
    reached INTEGER NOT NULL CHECK (reached IN (0, 1)),
    resolution TEXT CHECK (resolution IN ('resolved', 'partly', 'unresolved')),
    satisfaction TEXT CHECK (satisfaction IN (
        'very_satisfied', 'satisfied', 'fairly_satisfied', 'dissatisfied', 'unrated'
    )),
    comment TEXT CHECK (length(comment) <= 2000),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX call_backs_by_record ON call_backs (entity, entity_id, called_at);
CREATE INDEX call_backs_by_time ON call_backs (called_at, id);

-- 剔除: left out of the indicators, with a reason and an approver.
CREATE TABLE exclusions (
    id BLOB NOT NULL PRIMARY KEY,
    entity TEXT NOT NULL REFERENCES entities (code),
    entity_id BLOB NOT NULL,
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    approved_by BLOB NOT NULL REFERENCES accounts (id),
    approved_at TEXT NOT NULL CHECK (approved_at GLOB '????-??-??T??:??:??*+00:00'),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    UNIQUE (entity, entity_id)
) STRICT;

-- 回避: a person with an interest stands aside.
CREATE TABLE recusals (
    id BLOB NOT NULL PRIMARY KEY,
    entity TEXT NOT NULL REFERENCES entities (code),
    entity_id BLOB NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    UNIQUE (entity, entity_id, person_id)
) STRICT;
CREATE INDEX recusals_by_person ON recusals (person_id);

-- The same file attached twice is stored once.
CREATE TABLE attachments (
    id BLOB NOT NULL PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
    media_type TEXT NOT NULL CHECK (length(media_type) BETWEEN 1 AND 100),
    size INTEGER NOT NULL CHECK (size >= 0),
    content BLOB NOT NULL,
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    CHECK (length(content) = size)
) STRICT;

CREATE TABLE attachment_links (
    id BLOB NOT NULL PRIMARY KEY,
    attachment_id BLOB NOT NULL REFERENCES attachments (id),
    entity TEXT NOT NULL REFERENCES entities (code),
    entity_id BLOB NOT NULL,
    file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    purpose TEXT CHECK (length(purpose) <= 60),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX attachment_links_by_record ON attachment_links (entity, entity_id, created_at);
CREATE INDEX attachment_links_by_attachment ON attachment_links (attachment_id);

-- 报表: rows are frozen when it is sent; the next period starts from them.
CREATE TABLE returns (
    id BLOB NOT NULL PRIMARY KEY,
    form TEXT NOT NULL CHECK (length(form) BETWEEN 1 AND 60),
    period TEXT NOT NULL CHECK (length(period) BETWEEN 4 AND 20), -- 2026-10, 2026-Q4, 2026
    agency_id BLOB REFERENCES agencies (id), -- whose return; none for the department's own
    state TEXT NOT NULL CHECK (state IN (
        'filling', 'checking', 'approving', 'ready', 'submitted', 'withdrawn'
    )),
    rows_frozen TEXT CHECK (json_valid(rows_frozen)),
    based_on_id BLOB REFERENCES returns (id),
    prepared_by BLOB REFERENCES accounts (id),
    prepared_at TEXT CHECK (prepared_at GLOB '????-??-??T??:??:??*+00:00'),
    reviewed_by BLOB REFERENCES accounts (id),
    reviewed_at TEXT CHECK (reviewed_at GLOB '????-??-??T??:??:??*+00:00'),
    approved_by BLOB REFERENCES accounts (id),
    approved_at TEXT CHECK (approved_at GLOB '????-??-??T??:??:??*+00:00'),
    submitted_at TEXT CHECK (submitted_at GLOB '????-??-??T??:??:??*+00:00'),
    withdrawn_at TEXT CHECK (withdrawn_at GLOB '????-??-??T??:??:??*+00:00'),
    withdrawn_reason TEXT CHECK (length(withdrawn_reason) <= 2000),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    CHECK (submitted_at IS NULL OR rows_frozen IS NOT NULL),
    CHECK (withdrawn_at IS NULL OR withdrawn_reason IS NOT NULL)
) STRICT;
-- One return a form, period and agency, the department's own included.
CREATE UNIQUE INDEX returns_one_of_ours ON returns (form, period) WHERE agency_id IS NULL;
CREATE UNIQUE INDEX returns_one_an_agency ON returns (form, period, agency_id) WHERE agency_id IS NOT NULL;
CREATE INDEX returns_by_period ON returns (period, form);
