-- What hangs on any record: ratings, call-backs, attachments; and the returns sent upward.

-- 双向评价: a town rates an agency, an agency a town.
CREATE TABLE ratings (
    id uuid NOT NULL PRIMARY KEY,
    entity text NOT NULL REFERENCES entities (code),
    entity_id uuid NOT NULL,
    direction text NOT NULL CHECK (direction IN ('town_rates_agency', 'agency_rates_town')),
    rater_id uuid NOT NULL REFERENCES agencies (id),
    rated_id uuid NOT NULL REFERENCES agencies (id),
    resolution text CHECK (resolution IN ('resolved', 'partly', 'unresolved')),
    satisfaction text NOT NULL CHECK (satisfaction IN (
        'very_satisfied', 'satisfied', 'fairly_satisfied', 'dissatisfied', 'unrated'
    )),
    score bigint CHECK (score BETWEEN 0 AND 100),
    comment text CHECK (length(comment) <= 2000),
    rated_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    UNIQUE (entity, entity_id, rater_id, rated_id)
);
CREATE INDEX ratings_by_rated ON ratings (rated_id, rated_at);

CREATE TABLE call_backs (
    id uuid NOT NULL PRIMARY KEY,
    entity text NOT NULL REFERENCES entities (code),
    entity_id uuid NOT NULL,
    called_at timestamptz NOT NULL,
    by_name text NOT NULL CHECK (length(by_name) BETWEEN 1 AND 63),
    way text NOT NULL CHECK (way IN ('phone', 'visit', 'message')),
    reached boolean NOT NULL,
    resolution text CHECK (resolution IN ('resolved', 'partly', 'unresolved')),
    satisfaction text CHECK (satisfaction IN (
        'very_satisfied', 'satisfied', 'fairly_satisfied', 'dissatisfied', 'unrated'
    )),
    comment text CHECK (length(comment) <= 2000),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX call_backs_by_record ON call_backs (entity, entity_id, called_at);
CREATE INDEX call_backs_by_time ON call_backs (called_at, id);

-- 剔除: left out of the indicators, with a reason and an approver.
CREATE TABLE exclusions (
    id uuid NOT NULL PRIMARY KEY,
    entity text NOT NULL REFERENCES entities (code),
    entity_id uuid NOT NULL,
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    approved_by uuid NOT NULL REFERENCES accounts (id),
    approved_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    UNIQUE (entity, entity_id)
);

-- 回避: a person with an interest stands aside.
CREATE TABLE recusals (
    id uuid NOT NULL PRIMARY KEY,
    entity text NOT NULL REFERENCES entities (code),
    entity_id uuid NOT NULL,
    person_id uuid NOT NULL REFERENCES people (id),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    UNIQUE (entity, entity_id, person_id)
);
CREATE INDEX recusals_by_person ON recusals (person_id);

-- The same file attached twice is stored once.
CREATE TABLE attachments (
    id uuid NOT NULL PRIMARY KEY,
    sha256 bytea NOT NULL UNIQUE CHECK (length(sha256) = 32),
    media_type text NOT NULL CHECK (length(media_type) BETWEEN 1 AND 100),
    size bigint NOT NULL CHECK (size >= 0),
    content bytea NOT NULL,
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    CHECK (length(content) = size)
);

CREATE TABLE attachment_links (
    id uuid NOT NULL PRIMARY KEY,
    attachment_id uuid NOT NULL REFERENCES attachments (id),
    entity text NOT NULL REFERENCES entities (code),
    entity_id uuid NOT NULL,
    file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    purpose text CHECK (length(purpose) <= 60),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX attachment_links_by_record ON attachment_links (entity, entity_id, created_at);
CREATE INDEX attachment_links_by_attachment ON attachment_links (attachment_id);

-- 报表: rows are frozen when it is sent; the next period starts from them.
CREATE TABLE returns (
    id uuid NOT NULL PRIMARY KEY,
    form text NOT NULL CHECK (length(form) BETWEEN 1 AND 60),
    period text NOT NULL CHECK (length(period) BETWEEN 4 AND 20), -- 2026-10, 2026-Q4, 2026
    agency_id uuid REFERENCES agencies (id), -- whose return; none for the department's own
    state text NOT NULL CHECK (state IN (
        'filling', 'checking', 'approving', 'ready', 'submitted', 'withdrawn'
    )),
    rows_frozen jsonb,
    based_on_id uuid REFERENCES returns (id),
    prepared_by uuid REFERENCES accounts (id),
    prepared_at timestamptz,
    reviewed_by uuid REFERENCES accounts (id),
    reviewed_at timestamptz,
    approved_by uuid REFERENCES accounts (id),
    approved_at timestamptz,
    submitted_at timestamptz,
    withdrawn_at timestamptz,
    withdrawn_reason text CHECK (length(withdrawn_reason) <= 2000),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    CHECK (submitted_at IS NULL OR rows_frozen IS NOT NULL),
    CHECK (withdrawn_at IS NULL OR withdrawn_reason IS NOT NULL)
);
-- One return a form, period and agency, the department's own included.
CREATE UNIQUE INDEX returns_one_of_ours ON returns (form, period) WHERE agency_id IS NULL;
CREATE UNIQUE INDEX returns_one_an_agency ON returns (form, period, agency_id) WHERE agency_id IS NOT NULL;
CREATE INDEX returns_by_period ON returns (period, form);
