-- 包案: a dispute that one leader has taken on; and the people named in appeals and cases.

CREATE TABLE cases (
    id uuid NOT NULL PRIMARY KEY,
    number text NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    level text NOT NULL CHECK (level IN ('city', 'town', 'agency')),
    risk text NOT NULL CHECK (risk IN ('red', 'orange', 'yellow', 'blue')),
    category text NOT NULL REFERENCES categories (code),
    state text NOT NULL CHECK (state IN (
        'proposed', 'approving', 'claiming', 'planning', 'resolving', 'stable',
        'extension_review', 'handing_over', 'first_review', 'second_review', 'resolved',
        'concluded', 'referred', 'called_back', 'archived', 'declined'
    )),
    division_id uuid REFERENCES divisions (id),
    town_id uuid REFERENCES divisions (id), -- the town that division_id lies in; what a town's own people may see
    responsible_id uuid NOT NULL REFERENCES agencies (id),
    contact_id uuid REFERENCES people (id),
    demand text NOT NULL CHECK (length(demand) <= 20000),
    plan text CHECK (length(plan) <= 20000),
    people_concerned bigint NOT NULL DEFAULT 1 CHECK (people_concerned BETWEEN 0 AND 10000000),
    start_on date NOT NULL,
    due_on date NOT NULL,
    ended_on date,
    last_progress_on date, -- the newest of case_progress_entries, for lists and lights
    result text CHECK (length(result) <= 20000),
    outcome text CHECK (outcome IN ('success', 'partly', 'unresolved', 'judicial')),
    petition_ended text CHECK (petition_ended IN ('yes', 'partly', 'no')),
    petition_reason text CHECK (length(petition_reason) <= 2000),
    first_reviewer_id uuid REFERENCES accounts (id), -- two levels, two people
    second_reviewer_id uuid REFERENCES accounts (id),
    times_reopened bigint NOT NULL DEFAULT 0 CHECK (times_reopened >= 0),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    CHECK (due_on >= start_on),
    CHECK (first_reviewer_id <> second_reviewer_id),
    CHECK (petition_ended IS NULL OR petition_ended = 'yes' OR petition_reason IS NOT NULL)
);
CREATE INDEX cases_by_due ON cases (due_on, id);
CREATE INDEX cases_by_state ON cases (state, due_on, id);
CREATE INDEX cases_by_town ON cases (town_id, due_on, id);
CREATE INDEX cases_by_responsible ON cases (responsible_id, due_on, id);

CREATE TABLE case_appeals (
    case_id uuid NOT NULL REFERENCES cases (id),
    appeal_id uuid NOT NULL REFERENCES appeals (id),
    PRIMARY KEY (case_id, appeal_id)
);
CREATE INDEX case_appeals_by_appeal ON case_appeals (appeal_id, case_id);

-- Who led it when; the post as it was then.
CREATE TABLE case_leaders (
    id uuid NOT NULL PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES cases (id),
    person_id uuid NOT NULL REFERENCES people (id),
    post text NOT NULL CHECK (length(post) <= 100),
    from_on date NOT NULL,
    to_on date,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    CHECK (to_on >= from_on)
);
CREATE UNIQUE INDEX case_leaders_one_current ON case_leaders (case_id) WHERE to_on IS NULL;
CREATE INDEX case_leaders_by_case ON case_leaders (case_id, from_on);
CREATE INDEX case_leaders_by_person ON case_leaders (person_id, to_on);

-- A leader who leaves hands over; both sign.
CREATE TABLE case_handovers (
    id uuid NOT NULL PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES cases (id),
    from_person_id uuid NOT NULL REFERENCES people (id),
    to_person_id uuid NOT NULL REFERENCES people (id),
    done text NOT NULL CHECK (length(done) <= 10000),
    promised text NOT NULL CHECK (length(promised) <= 10000),
    next_steps text NOT NULL CHECK (length(next_steps) <= 10000),
    from_signed_at timestamptz,
    to_signed_at timestamptz,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    CHECK (from_person_id <> to_person_id)
);
CREATE INDEX case_handovers_by_case ON case_handovers (case_id, created_at);

-- 包保责任: five rows.
CREATE TABLE case_responsibles (
    case_id uuid NOT NULL REFERENCES cases (id),
    tier text NOT NULL CHECK (tier IN ('city_leader', 'agency', 'town', 'police', 'village')),
    person_id uuid REFERENCES people (id),
    agency_id uuid REFERENCES agencies (id),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    post text NOT NULL CHECK (length(post) <= 100),
    phone text CHECK (length(phone) <= 40),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    PRIMARY KEY (case_id, tier)
);

-- 专班
CREATE TABLE case_members (
    case_id uuid NOT NULL REFERENCES cases (id),
    person_id uuid NOT NULL REFERENCES people (id),
    duty text NOT NULL CHECK (length(duty) <= 200),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    PRIMARY KEY (case_id, person_id)
);
CREATE INDEX case_members_by_person ON case_members (person_id);

CREATE TABLE case_plan_steps (
    id uuid NOT NULL PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES cases (id),
    position bigint NOT NULL CHECK (position >= 1),
    text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
    agency_id uuid REFERENCES agencies (id),
    person_id uuid REFERENCES people (id),
    due_on date,
    done_on date,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX case_plan_steps_by_case ON case_plan_steps (case_id, position);

CREATE TABLE case_progress_entries (
    id uuid NOT NULL PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES cases (id),
    at timestamptz NOT NULL,
    by_name text NOT NULL CHECK (length(by_name) BETWEEN 1 AND 63),
    kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    text text NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX case_progress_entries_by_case ON case_progress_entries (case_id, at, id);

CREATE TABLE case_promises (
    id uuid NOT NULL PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES cases (id),
    text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
    person_id uuid REFERENCES people (id),
    promised_on date NOT NULL,
    due_on date,
    kept_on date,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX case_promises_by_case ON case_promises (case_id, promised_on);

CREATE TABLE case_extensions (
    id uuid NOT NULL PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES cases (id),
    from_on date NOT NULL,
    to_on date NOT NULL,
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    decision text NOT NULL DEFAULT 'pending' CHECK (decision IN ('pending', 'granted', 'refused')),
    decided_by uuid REFERENCES accounts (id),
    decided_at timestamptz,
    decision_reason text CHECK (length(decision_reason) <= 2000),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    CHECK (to_on > from_on),
    CHECK ((decision = 'pending') = (decided_at IS NULL))
);
CREATE INDEX case_extensions_by_case ON case_extensions (case_id, created_at);

-- 四个到位, 五包, 五个一: lists that an administrator edits.
CREATE TABLE checklists (
    code text NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 40),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    needed_to_close boolean NOT NULL DEFAULT false,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);

CREATE TABLE checklist_items (
    code text NOT NULL PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 60),
    checklist_code text NOT NULL REFERENCES checklists (code),
    position bigint NOT NULL CHECK (position >= 1),
    text text NOT NULL CHECK (length(text) BETWEEN 1 AND 200),
    active boolean NOT NULL DEFAULT true,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX checklist_items_by_list ON checklist_items (checklist_code, position);

CREATE TABLE case_ticks (
    case_id uuid NOT NULL REFERENCES cases (id),
    item_code text NOT NULL REFERENCES checklist_items (code),
    answer text NOT NULL CHECK (answer IN ('evidenced', 'not_applicable')),
    evidence text CHECK (length(evidence) BETWEEN 1 AND 2000),
    reason text CHECK (length(reason) BETWEEN 1 AND 2000), -- why it doesn't apply
    ticked_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    PRIMARY KEY (case_id, item_code),
    CHECK ((answer = 'evidenced') = (evidence IS NOT NULL)),
    CHECK ((answer = 'not_applicable') = (reason IS NOT NULL))
);

-- Sensitive: the people named in an appeal or a case. Nothing here is shown whole without a right and a reason.
CREATE TABLE parties (
    id uuid NOT NULL PRIMARY KEY,
    appeal_id uuid REFERENCES appeals (id),
    case_id uuid REFERENCES cases (id),
    position bigint NOT NULL DEFAULT 1 CHECK (position >= 1),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    phone text CHECK (length(phone) <= 40),
    id_number text CHECK (length(id_number) <= 18),
    address text CHECK (length(address) <= 300),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    CHECK ((appeal_id IS NULL) <> (case_id IS NULL))
);
CREATE INDEX parties_by_appeal ON parties (appeal_id, position);
CREATE INDEX parties_by_case ON parties (case_id, position) WHERE case_id IS NOT NULL;
CREATE INDEX parties_by_name ON parties (name);
CREATE INDEX parties_by_phone ON parties (phone) WHERE phone IS NOT NULL;
CREATE INDEX parties_by_id_number ON parties (id_number) WHERE id_number IS NOT NULL;
