-- 导入: what an import changed, so that it can be shown and taken back as a whole; and what a person said of the
-- places that a source names in its own way.

ALTER TABLE imports ADD COLUMN undone_at timestamptz;
ALTER TABLE imports ADD COLUMN undone_by uuid REFERENCES accounts (id);

-- An appeal that was known already, before and after the import. Where only its hash was renewed the two versions are
-- one and the same.
CREATE TABLE import_changes (
    import_id uuid NOT NULL REFERENCES imports (id),
    appeal_id uuid NOT NULL REFERENCES appeals (id) ON DELETE CASCADE,
    version_before bigint NOT NULL CHECK (version_before > 0),
    version_after bigint NOT NULL CHECK (version_after >= version_before),
    appeal_before jsonb NOT NULL,
    appeal_after jsonb NOT NULL,
    PRIMARY KEY (import_id, appeal_id)
);
CREATE INDEX import_changes_by_appeal ON import_changes (appeal_id, version_after);

-- The same of the person, where something of them changed; apart, since it is sensitive. None for one who wasn't there.
CREATE TABLE import_people_changes (
    import_id uuid NOT NULL REFERENCES imports (id),
    appeal_id uuid NOT NULL REFERENCES appeals (id) ON DELETE CASCADE,
    person_before jsonb,
    person_after jsonb,
    PRIMARY KEY (import_id, appeal_id)
);
CREATE INDEX import_people_changes_by_appeal ON import_people_changes (appeal_id);

-- What a source's words for a town and a village mean; without a division they mean none.
CREATE TABLE import_places (
    id uuid NOT NULL PRIMARY KEY,
    source text NOT NULL CHECK (length(source) BETWEEN 1 AND 40),
    town text NOT NULL CHECK (length(town) <= 300),
    village text NOT NULL CHECK (length(village) <= 300),
    division_id uuid REFERENCES divisions (id),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    UNIQUE (source, town, village)
);
