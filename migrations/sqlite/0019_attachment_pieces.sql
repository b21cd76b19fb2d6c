-- Attachments in pieces, so that no reader or writer ever holds a whole file; and a removal that can be taken back.

CREATE TABLE new_attachments (
    id BLOB NOT NULL PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
    media_type TEXT NOT NULL CHECK (length(media_type) BETWEEN 1 AND 100), -- told by the content, never by the name
    size INTEGER NOT NULL CHECK (size >= 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id)
) STRICT;
INSERT INTO new_attachments (id, sha256, media_type, size, created_at, created_by)
SELECT id, sha256, media_type, size, created_at, created_by FROM attachments;

CREATE TABLE attachment_pieces (
    attachment_id BLOB NOT NULL REFERENCES new_attachments (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0), -- 0, 1, 2 …
    bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1048576),
    PRIMARY KEY (attachment_id, position)
) STRICT;
WITH RECURSIVE cut (id, position) AS (
    SELECT id, 0 FROM attachments WHERE size > 0
    UNION ALL
    SELECT c.id, c.position + 1 FROM cut c JOIN attachments a ON a.id = c.id WHERE (c.position + 1) * 1048576 < a.size
)
INSERT INTO attachment_pieces (attachment_id, position, bytes)
SELECT a.id, c.position, substr(a.content, c.position * 1048576 + 1, 1048576) FROM cut c JOIN attachments a ON a.id = c.id;

CREATE TABLE new_attachment_links (
    id BLOB NOT NULL PRIMARY KEY,
    attachment_id BLOB NOT NULL REFERENCES new_attachments (id),
    entity TEXT NOT NULL REFERENCES entities (code),
    entity_id BLOB NOT NULL,
    file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
    purpose TEXT CHECK (length(purpose) <= 60),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    removed_at TEXT CHECK (removed_at GLOB '????-??-??T??:??:??*+00:00') -- for a while it can be taken back; then it goes for good
) STRICT;
INSERT INTO new_attachment_links (id, attachment_id, entity, entity_id, file_name, purpose, version, created_at,
    created_by, updated_at, updated_by)
SELECT id, attachment_id, entity, entity_id, file_name, purpose, version, created_at, created_by, updated_at, updated_by
FROM attachment_links;

DROP TABLE attachment_links;
DROP TABLE attachments;
ALTER TABLE new_attachments RENAME TO attachments;
ALTER TABLE new_attachment_links RENAME TO attachment_links;
CREATE INDEX attachment_links_by_record ON attachment_links (entity, entity_id, created_at);
CREATE INDEX attachment_links_by_attachment ON attachment_links (attachment_id);
CREATE INDEX attachment_links_removed ON attachment_links (removed_at) WHERE removed_at IS NOT NULL;
