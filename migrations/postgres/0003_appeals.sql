-- 诉求: what came in, from where, and where it stands.

CREATE TABLE imports (
    id uuid NOT NULL PRIMARY KEY,
    file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    source text NOT NULL CHECK (length(source) BETWEEN 1 AND 40),
    sha256 bytea NOT NULL CHECK (length(sha256) = 32),
    mapping jsonb NOT NULL,
    rows_read bigint NOT NULL DEFAULT 0 CHECK (rows_read >= 0),
    imported bigint NOT NULL DEFAULT 0 CHECK (imported >= 0),
    updated bigint NOT NULL DEFAULT 0 CHECK (updated >= 0),
    unchanged bigint NOT NULL DEFAULT 0 CHECK (unchanged >= 0),
    duplicates bigint NOT NULL DEFAULT 0 CHECK (duplicates >= 0),
    rejected bigint NOT NULL DEFAULT 0 CHECK (rejected >= 0),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX imports_by_time ON imports (created_at, id);
CREATE INDEX imports_by_content ON imports (sha256);

-- The columns of a source's files, remembered for the next time.
CREATE TABLE import_mappings (
    id uuid NOT NULL PRIMARY KEY,
    source text NOT NULL UNIQUE CHECK (length(source) BETWEEN 1 AND 40),
    mapping jsonb NOT NULL,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);

CREATE TABLE appeals (
    id uuid NOT NULL PRIMARY KEY,
    number text NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    channel text NOT NULL CHECK (channel IN (
        'hotline', 'non_emergency', 'grid', 'house_visit', 'village_forum',
        'neighbour_pavilion', 'big_data', 'opinion_point', 'collection_day',
        'leader_reception', 'superior', 'other'
    )),
    source text CHECK (length(source) BETWEEN 1 AND 40), -- the system that source_number counts in: a channel's code
    source_number text CHECK (length(source_number) BETWEEN 1 AND 60), -- the source system's own
    ask_kind text NOT NULL CHECK (ask_kind IN ('hardship', 'petition', 'opinion')),
    level text CHECK (level IN ('small', 'big', 'hard')),
    state text NOT NULL CHECK (state IN (
        'registered', 'deduplicated', 'judged', 'local', 'consultation', 'case', 'suggestion',
        'mediation', 'legal', 'done', 'called_back', 'archived'
    )),
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    body text NOT NULL CHECK (length(body) <= 20000),
    category text NOT NULL REFERENCES categories (code),
    source_category text CHECK (length(source_category) <= 130), -- as the source wrote it
    division_id uuid REFERENCES divisions (id),
    town_id uuid REFERENCES divisions (id), -- the town that division_id lies in; what a town's own people may see
    place text CHECK (length(place) <= 300),
    people_concerned bigint NOT NULL DEFAULT 1 CHECK (people_concerned BETWEEN 0 AND 10000000),
    received_at timestamptz NOT NULL,
    deadline date,
    warn_at timestamptz, -- from here on the light is yellow; written with the deadline
    closed_at timestamptz,
    satisfaction text CHECK (satisfaction IN (
        'very_satisfied', 'satisfied', 'fairly_satisfied', 'dissatisfied', 'unrated'
    )),
    handler_id uuid REFERENCES agencies (id),
    duplicate_of_id uuid REFERENCES appeals (id),
    import_id uuid REFERENCES imports (id),
    content_hash bytea CHECK (length(content_hash) = 32), -- of the imported row, to see whether it changed
    times_passed_on bigint NOT NULL DEFAULT 0 CHECK (times_passed_on >= 0),
    times_redone bigint NOT NULL DEFAULT 0 CHECK (times_redone >= 0),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    CHECK (duplicate_of_id <> id),
    CHECK (source_number IS NULL OR source IS NOT NULL)
);
-- A source's number is unique within its source, whose file may hold several channels; NULLs don't collide on
-- either engine.
CREATE UNIQUE INDEX appeals_by_source_number ON appeals (source, source_number);
CREATE INDEX appeals_by_content ON appeals (content_hash) WHERE content_hash IS NOT NULL;
CREATE INDEX appeals_by_received ON appeals (received_at, id);
CREATE INDEX appeals_by_state ON appeals (state, received_at, id);
CREATE INDEX appeals_by_level ON appeals (level, received_at, id);
CREATE INDEX appeals_by_town ON appeals (town_id, received_at, id);
CREATE INDEX appeals_by_division ON appeals (division_id, received_at, id);
CREATE INDEX appeals_by_handler ON appeals (handler_id, received_at, id);
CREATE INDEX appeals_by_category ON appeals (category, received_at, id);
CREATE INDEX appeals_by_deadline ON appeals (deadline, id);
CREATE INDEX appeals_open_by_deadline ON appeals (deadline, id) WHERE closed_at IS NULL;
CREATE INDEX appeals_by_original ON appeals (duplicate_of_id) WHERE duplicate_of_id IS NOT NULL;
CREATE INDEX appeals_by_import ON appeals (import_id) WHERE import_id IS NOT NULL;

-- Whom an appeal complains of: they must never see it.
CREATE TABLE appeal_subjects (
    id uuid NOT NULL PRIMARY KEY,
    appeal_id uuid NOT NULL REFERENCES appeals (id),
    person_id uuid REFERENCES people (id),
    agency_id uuid REFERENCES agencies (id),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    CHECK ((person_id IS NULL) <> (agency_id IS NULL))
);
CREATE INDEX appeal_subjects_by_appeal ON appeal_subjects (appeal_id);
CREATE INDEX appeal_subjects_by_person ON appeal_subjects (person_id);
CREATE INDEX appeal_subjects_by_agency ON appeal_subjects (agency_id);
