-- 速度: what is open is found, put in order, lit and counted by an index alone. Each ends with the columns that the lights
-- are told from, with the time that the list is ordered by, and with the column of its own condition, which SQLite looks
-- at again.

DROP INDEX appeals_open_by_deadline;
DROP INDEX appeals_open_by_town;
DROP INDEX appeals_open_by_handler;
DROP INDEX appeals_open_by_state;
CREATE INDEX appeals_open_by_deadline ON appeals (deadline, id, due_at, warn_at, received_at, closed_at) WHERE closed_at IS NULL;
CREATE INDEX appeals_open_by_town ON appeals (town_id, deadline, id, due_at, warn_at, received_at, closed_at) WHERE closed_at IS NULL;
CREATE INDEX appeals_open_by_handler ON appeals (handler_id, deadline, id, due_at, warn_at, received_at, closed_at) WHERE closed_at IS NULL;
CREATE INDEX appeals_open_by_state ON appeals (state, deadline, id, due_at, warn_at, received_at, closed_at) WHERE closed_at IS NULL;

-- What was written last waits in a list that every search reads from end to end; 4 MB of it take longer than the search.
ALTER INDEX appeal_texts_by_gram SET (gin_pending_list_limit = 256);
