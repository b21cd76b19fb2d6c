-- 导入: what an import changed, so that it can be shown and taken back as a whole; and what a person said of the
-- places that a source names in its own way.

ALTER TABLE imports ADD COLUMN undone_at TEXT CHECK (undone_at GLOB '????-??-??T??:??:??*+00:00');
ALTER TABLE imports ADD COLUMN undone_by BLOB REFERENCES accounts (id);

-- An appeal that was known already, before and after the import. Where only its hash was renewed the two versions are
-- one and the same.
CREATE TABLE import_changes (
    import_id BLOB NOT NULL REFERENCES imports (id),
    appeal_id BLOB NOT NULL REFERENCES appeals (id) ON DELETE CASCADE,
    version_before INTEGER NOT NULL CHECK (version_before > 0),
    version_after INTEGER NOT NULL CHECK (version_after >= version_before),
    appeal_before TEXT NOT NULL CHECK (json_valid(appeal_before)),
    appeal_after TEXT NOT NULL CHECK (json_valid(appeal_after)),
    PRIMARY KEY (import_id, appeal_id)
) STRICT;
CREATE INDEX import_changes_by_appeal ON import_changes (appeal_id, version_after);

-- The same of the person, where something of them changed; apart, since it is sensitive. None for one who wasn't there.
CREATE TABLE import_people_changes (
    import_id BLOB NOT NULL REFERENCES imports (id),
    appeal_id BLOB NOT NULL REFERENCES appeals (id) ON DELETE CASCADE,
    person_before TEXT CHECK (json_valid(person_before)),
    person_after TEXT CHECK (json_valid(person_after)),
    PRIMARY KEY (import_id, appeal_id)
) STRICT;
CREATE INDEX import_people_changes_by_appeal ON import_people_changes (appeal_id);

-- What a source's words for a town and a village mean; without a division they mean none.
CREATE TABLE import_places (
    id BLOB NOT NULL PRIMARY KEY,
    source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 40),
    town TEXT NOT NULL CHECK (length(town) <= 300),
    village TEXT NOT NULL CHECK (length(village) <= 300),
    division_id BLOB REFERENCES divisions (id),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    UNIQUE (source, town, village)
) STRICT;
