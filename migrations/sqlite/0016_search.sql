-- 检索: what appeals are found by from two characters up, and the indexes that serve every order of their list.

-- One text of an appeal: its own words, or a name of its people. Derived, and written with what it comes from.
CREATE TABLE appeal_texts (
    id INTEGER NOT NULL PRIMARY KEY, -- also the row of appeal_grams
    appeal_id BLOB NOT NULL REFERENCES appeals (id) ON DELETE CASCADE,
    party_id BLOB REFERENCES parties (id) ON DELETE CASCADE,
    words TEXT NOT NULL -- folded, a field a line
) STRICT;
CREATE INDEX appeal_texts_by_appeal ON appeal_texts (appeal_id, party_id);
CREATE INDEX appeal_texts_by_party ON appeal_texts (party_id) WHERE party_id IS NOT NULL;

-- The grams of each text as hexadecimal numbers; the texts themselves stand above.
CREATE VIRTUAL TABLE appeal_grams USING fts5 (grams, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii');
CREATE TRIGGER appeal_texts_take_their_grams AFTER DELETE ON appeal_texts
BEGIN DELETE FROM appeal_grams WHERE rowid = OLD.id; END;

-- The most urgent of a town, of an agency, of a state; the filters that are set most, together; those that concern most;
-- those closed last.
CREATE INDEX appeals_open_by_town ON appeals (town_id, deadline, id) WHERE closed_at IS NULL;
CREATE INDEX appeals_open_by_handler ON appeals (handler_id, deadline, id) WHERE closed_at IS NULL;
CREATE INDEX appeals_open_by_state ON appeals (state, deadline, id) WHERE closed_at IS NULL;
CREATE INDEX appeals_by_town_and_state ON appeals (town_id, state, received_at, id);
CREATE INDEX appeals_by_level_and_category ON appeals (level, category, received_at, id);
CREATE INDEX appeals_by_people ON appeals (people_concerned, id);
CREATE INDEX appeals_by_closed ON appeals (closed_at, id) WHERE closed_at IS NOT NULL;
