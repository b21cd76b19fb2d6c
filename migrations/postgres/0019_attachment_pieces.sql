-- Attachments in pieces, so that no reader or writer ever holds a whole file; and a removal that can be taken back.

CREATE TABLE attachment_pieces (
    attachment_id uuid NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
    position bigint NOT NULL CHECK (position >= 0), -- 0, 1, 2 …
    bytes bytea NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1048576),
    PRIMARY KEY (attachment_id, position)
);
-- Pictures and office files are compressed already.
ALTER TABLE attachment_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;
INSERT INTO attachment_pieces (attachment_id, position, bytes)
SELECT a.id, n, substring(a.content FROM CAST(n * 1048576 + 1 AS integer) FOR 1048576)
FROM attachments a CROSS JOIN LATERAL generate_series(CAST(0 AS bigint), (a.size - 1) / 1048576) AS n
WHERE a.size > 0;

-- Takes the check on its length along.
ALTER TABLE attachments DROP COLUMN content;

ALTER TABLE attachment_links ADD COLUMN removed_at timestamptz; -- for a while it can be taken back; then it goes for good
CREATE INDEX attachment_links_removed ON attachment_links (removed_at) WHERE removed_at IS NOT NULL;
