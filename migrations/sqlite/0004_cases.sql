-- 包案: a dispute that one leader has taken on; and the people named in appeals and cases.

CREATE TABLE cases (
    id BLOB NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    level TEXT NOT NULL CHECK (level IN ('city', 'town', 'agency')),
    risk TEXT NOT NULL CHECK (risk IN ('red', 'orange', 'yellow', 'blue')),
    category TEXT NOT NULL REFERENCES categories (code),
    state TEXT NOT NULL CHECK (state IN (
        'proposed', 'approving', 'claiming', 'planning', 'resolving', 'stable',
        'extension_review', 'handing_over', 'first_review', 'second_review', 'resolved',
        'concluded', 'referred', 'called_back', 'archived', 'declined'
    )),
    division_id BLOB REFERENCES divisions (id),
    town_id BLOB REFERENCES divisions (id), -- the town that division_id lies in; what a town's own people may see
    responsible_id BLOB NOT NULL REFERENCES agencies (id),
    contact_id BLOB REFERENCES people (id),
    demand TEXT NOT NULL CHECK (length(demand) <= 20000),
    plan TEXT CHECK (length(plan) <= 20000),
    people_concerned INTEGER NOT NULL DEFAULT 1 CHECK (people_concerned BETWEEN 0 AND 10000000),
    start_on TEXT NOT NULL CHECK (start_on IS date(start_on)),
    due_on TEXT NOT NULL CHECK (due_on IS date(due_on)),
    ended_on TEXT CHECK (ended_on IS date(ended_on)),
    last_progress_on TEXT CHECK (last_progress_on IS date(last_progress_on)), -- the newest of case_progress_entries, for lists and lights
    result TEXT CHECK (length(result) <= 20000),
    outcome TEXT CHECK (outcome IN ('success', 'partly', 'unresolved', 'judicial')),
    petition_ended TEXT CHECK (petition_ended IN ('yes', 'partly', 'no')),
    petition_reason TEXT CHECK (length(petition_reason) <= 2000),
    first_reviewer_id BLOB REFERENCES accounts (id), -- two levels, two people
    second_reviewer_id BLOB REFERENCES accounts (id),
    times_reopened INTEGER NOT NULL DEFAULT 0 CHECK (times_reopened >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    CHECK (due_on >= start_on),
    CHECK (first_reviewer_id <> second_reviewer_id),
    CHECK (petition_ended IS NULL OR petition_ended = 'yes' OR petition_reason IS NOT NULL)
) STRICT;
CREATE INDEX cases_by_due ON cases (due_on, id);
CREATE INDEX cases_by_state ON cases (state, due_on, id);
CREATE INDEX cases_by_town ON cases (town_id, due_on, id);
CREATE INDEX cases_by_responsible ON cases (responsible_id, due_on, id);

CREATE TABLE case_appeals (
    case_id BLOB NOT NULL REFERENCES cases (id),
    appeal_id BLOB NOT NULL REFERENCES appeals (id),
    PRIMARY KEY (case_id, appeal_id)
) WITHOUT ROWID, STRICT;
CREATE INDEX case_appeals_by_appeal ON case_appeals (appeal_id, case_id);

-- Who led it when; the post as it was then.
CREATE TABLE case_leaders (
    id BLOB NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES cases (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    post TEXT NOT NULL CHECK (length(post) <= 100),
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on)),
    to_on TEXT CHECK (to_on IS date(to_on)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    CHECK (to_on >= from_on)
) STRICT;
CREATE UNIQUE INDEX case_leaders_one_current ON case_leaders (case_id) WHERE to_on IS NULL;
CREATE INDEX case_leaders_by_case ON case_leaders (case_id, from_on);
CREATE INDEX case_leaders_by_person ON case_leaders (person_id, to_on);

-- A leader who leaves hands over; both sign.
CREATE TABLE case_handovers (
    id BLOB NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES cases (id),
    from_person_id BLOB NOT NULL REFERENCES people (id),
    to_person_id BLOB NOT NULL REFERENCES people (id),
    done TEXT NOT NULL CHECK (length(done) <= 10000),
    promised TEXT NOT NULL CHECK (length(promised) <= 10000),
    next_steps TEXT NOT NULL CHECK (length(next_steps) <= 10000),
    from_signed_at TEXT CHECK (from_signed_at GLOB '????-??-??T??:??:??*+00:00'),
    to_signed_at TEXT CHECK (to_signed_at GLOB '????-??-??T??:??:??*+00:00'),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    CHECK (from_person_id <> to_person_id)
) STRICT;
CREATE INDEX case_handovers_by_case ON case_handovers (case_id, created_at);

-- 包保责任: five rows.
CREATE TABLE case_responsibles (
    case_id BLOB NOT NULL REFERENCES cases (id),
    tier TEXT NOT NULL CHECK (tier IN ('city_leader', 'agency', 'town', 'police', 'village')),
    person_id BLOB REFERENCES people (id),
    agency_id BLOB REFERENCES agencies (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    post TEXT NOT NULL CHECK (length(post) <= 100),
    phone TEXT CHECK (length(phone) <= 40),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    PRIMARY KEY (case_id, tier)
) WITHOUT ROWID, STRICT;

-- 专班
CREATE TABLE case_members (
    case_id BLOB NOT NULL REFERENCES cases (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    duty TEXT NOT NULL CHECK (length(duty) <= 200),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    PRIMARY KEY (case_id, person_id)
) WITHOUT ROWID, STRICT;
CREATE INDEX case_members_by_person ON case_members (person_id);

CREATE TABLE case_plan_steps (
    id BLOB NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES cases (id),
    position INTEGER NOT NULL CHECK (position >= 1),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
    agency_id BLOB REFERENCES agencies (id),
    person_id BLOB REFERENCES people (id),
    due_on TEXT CHECK (due_on IS date(due_on)),
    done_on TEXT CHECK (done_on IS date(done_on)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX case_plan_steps_by_case ON case_plan_steps (case_id, position);

CREATE TABLE case_progress_entries (
    id BLOB NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES cases (id),
    at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??*+00:00'),
    by_name TEXT NOT NULL CHECK (length(by_name) BETWEEN 1 AND 63),
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX case_progress_entries_by_case ON case_progress_entries (case_id, at, id);

CREATE TABLE case_promises (
    id BLOB NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES cases (id),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
    person_id BLOB REFERENCES people (id),
    promised_on TEXT NOT NULL CHECK (promised_on IS date(promised_on)),
    due_on TEXT CHECK (due_on IS date(due_on)),
    kept_on TEXT CHECK (kept_on IS date(kept_on)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX case_promises_by_case ON case_promises (case_id, promised_on);

CREATE TABLE case_extensions (
    id BLOB NOT NULL PRIMARY KEY,
    case_id BLOB NOT NULL REFERENCES cases (id),
    from_on TEXT NOT NULL CHECK (from_on IS date(from_on)),
    to_on TEXT NOT NULL CHECK (to_on IS date(to_on)),
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
    CHECK (to_on > from_on),
    CHECK ((decision = 'pending') = (decided_at IS NULL))
) STRICT;
CREATE INDEX case_extensions_by_case ON case_extensions (case_id, created_at);

-- 四个到位, 五包, 五个一: lists that an administrator edits.
CREATE TABLE checklists (
    code TEXT NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 40),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    needed_to_close INTEGER NOT NULL DEFAULT 0 CHECK (needed_to_close IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;

CREATE TABLE checklist_items (
    code TEXT NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 60),
    checklist_code TEXT NOT NULL REFERENCES checklists (code),
    position INTEGER NOT NULL CHECK (position >= 1),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 200),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX checklist_items_by_list ON checklist_items (checklist_code, position);

CREATE TABLE case_ticks (
    case_id BLOB NOT NULL REFERENCES cases (id),
    item_code TEXT NOT NULL REFERENCES checklist_items (code),
    answer TEXT NOT NULL CHECK (answer IN ('evidenced', 'not_applicable')),
    evidence TEXT CHECK (length(evidence) BETWEEN 1 AND 2000),
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 2000), -- why it doesn't apply
    ticked_at TEXT NOT NULL CHECK (ticked_at GLOB '????-??-??T??:??:??*+00:00'),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    PRIMARY KEY (case_id, item_code),
    CHECK ((answer = 'evidenced') = (evidence IS NOT NULL)),
    CHECK ((answer = 'not_applicable') = (reason IS NOT NULL))
) WITHOUT ROWID, STRICT;

-- Sensitive: the people named in an appeal or a case. Nothing here is shown whole without a right and a reason.
CREATE TABLE parties (
    id BLOB NOT NULL PRIMARY KEY,
    appeal_id BLOB REFERENCES appeals (id),
    case_id BLOB REFERENCES cases (id),
    position INTEGER NOT NULL DEFAULT 1 CHECK (position >= 1),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    phone TEXT CHECK (length(phone) <= 40),
    id_number TEXT CHECK (length(id_number) <= 18),
    address TEXT CHECK (length(address) <= 300),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    CHECK ((appeal_id IS NULL) <> (case_id IS NULL))
) STRICT;
CREATE INDEX parties_by_appeal ON parties (appeal_id, position);
CREATE INDEX parties_by_case ON parties (case_id, position) WHERE case_id IS NOT NULL;
CREATE INDEX parties_by_name ON parties (name);
CREATE INDEX parties_by_phone ON parties (phone) WHERE phone IS NOT NULL;
CREATE INDEX parties_by_id_number ON parties (id_number) WHERE id_number IS NOT NULL;
