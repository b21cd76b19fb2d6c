-- 接访下访, 走访, 建议, 调解: the other ways in and out.

CREATE TABLE reception_slots (
    id uuid NOT NULL PRIMARY KEY,
    day date NOT NULL,
    leader_id uuid NOT NULL REFERENCES people (id),
    post text NOT NULL CHECK (length(post) <= 100),
    kind text NOT NULL CHECK (kind IN ('fixed', 'appointed', 'taken_down')),
    place text NOT NULL CHECK (length(place) BETWEEN 1 AND 300),
    published_at timestamptz,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX reception_slots_by_day ON reception_slots (day, id);
CREATE INDEX reception_slots_by_leader ON reception_slots (leader_id, day);

CREATE TABLE receptions (
    id uuid NOT NULL PRIMARY KEY,
    number text NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    slot_id uuid REFERENCES reception_slots (id),
    leader_id uuid NOT NULL REFERENCES people (id),
    post text NOT NULL CHECK (length(post) <= 100),
    kind text NOT NULL CHECK (kind IN ('fixed', 'appointed', 'taken_down')), -- 定点接访 重点约访 带案下访
    received_at timestamptz NOT NULL,
    place text NOT NULL CHECK (length(place) <= 300),
    town_id uuid REFERENCES divisions (id),
    visitor_count bigint NOT NULL DEFAULT 1 CHECK (visitor_count >= 0),
    matter text NOT NULL CHECK (length(matter) BETWEEN 1 AND 10000),
    instruction text CHECK (length(instruction) <= 10000),
    agency_id uuid REFERENCES agencies (id),
    deadline date,
    result text CHECK (length(result) <= 10000),
    satisfaction text CHECK (satisfaction IN (
        'very_satisfied', 'satisfied', 'fairly_satisfied', 'dissatisfied', 'unrated'
    )),
    companions text CHECK (length(companions) <= 500),
    appeal_id uuid REFERENCES appeals (id),
    case_id uuid REFERENCES cases (id),
    closed_on date,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX receptions_by_time ON receptions (received_at, id);
CREATE INDEX receptions_by_leader ON receptions (leader_id, received_at);
CREATE INDEX receptions_by_agency ON receptions (agency_id, deadline);
CREATE INDEX receptions_by_appeal ON receptions (appeal_id);
CREATE INDEX receptions_by_case ON receptions (case_id);

-- Sensitive: who came.
CREATE TABLE reception_visitors (
    id uuid NOT NULL PRIMARY KEY,
    reception_id uuid NOT NULL REFERENCES receptions (id),
    position bigint NOT NULL DEFAULT 1 CHECK (position >= 1),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    phone text CHECK (length(phone) <= 40),
    id_number text CHECK (length(id_number) <= 18),
    address text CHECK (length(address) <= 300),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX reception_visitors_by_reception ON reception_visitors (reception_id, position);

CREATE TABLE visits (
    id uuid NOT NULL PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES people (id),
    liaison_id uuid REFERENCES liaisons (id),
    division_id uuid NOT NULL REFERENCES divisions (id),
    town_id uuid NOT NULL REFERENCES divisions (id),
    household_id uuid REFERENCES households (id),
    visited_on date NOT NULL,
    remark text CHECK (length(remark) <= 2000),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX visits_by_day ON visits (visited_on, id);
CREATE INDEX visits_by_person ON visits (person_id, visited_on);
CREATE INDEX visits_by_town ON visits (town_id, visited_on, id);
CREATE INDEX visits_by_household ON visits (household_id, visited_on);

-- 三问: what was said at the visit, and what became of it.
CREATE TABLE visit_items (
    id uuid NOT NULL PRIMARY KEY,
    visit_id uuid NOT NULL REFERENCES visits (id),
    position bigint NOT NULL DEFAULT 1 CHECK (position >= 1),
    ask_kind text NOT NULL CHECK (ask_kind IN ('hardship', 'petition', 'opinion')),
    text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
    handling text CHECK (length(handling) <= 2000),
    responsible_id uuid REFERENCES people (id),
    due_on date,
    feedback text CHECK (length(feedback) <= 2000),
    closed_on date,
    appeal_id uuid REFERENCES appeals (id),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX visit_items_by_visit ON visit_items (visit_id, position);
CREATE INDEX visit_items_by_appeal ON visit_items (appeal_id);
CREATE INDEX visit_items_by_due ON visit_items (due_on, id) WHERE closed_on IS NULL;

CREATE TABLE suggestions (
    id uuid NOT NULL PRIMARY KEY,
    number text NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    kind text NOT NULL CHECK (kind IN ('golden_idea', 'small_wish', 'opinion')), -- 金点子 微心愿 意见建议
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    body text NOT NULL CHECK (length(body) <= 20000),
    appeal_id uuid REFERENCES appeals (id),
    division_id uuid REFERENCES divisions (id),
    town_id uuid REFERENCES divisions (id),
    received_at timestamptz NOT NULL,
    claimed_by_agency_id uuid REFERENCES agencies (id),
    claimed_by_id uuid REFERENCES people (id),
    claimed_at timestamptz,
    adopted boolean, -- unknown until decided
    decision_reason text CHECK (length(decision_reason) <= 2000),
    result text CHECK (length(result) <= 10000),
    closed_on date,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);
CREATE INDEX suggestions_by_time ON suggestions (received_at, id);
CREATE INDEX suggestions_by_appeal ON suggestions (appeal_id);
CREATE INDEX suggestions_by_agency ON suggestions (claimed_by_agency_id, received_at);

-- A city's own mediation brands are its data, not ours.
CREATE TABLE mediation_brands (
    id uuid NOT NULL PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 60),
    agency_id uuid REFERENCES agencies (id),
    active boolean NOT NULL DEFAULT true,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id)
);

CREATE TABLE mediations (
    id uuid NOT NULL PRIMARY KEY,
    number text NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    brand_id uuid NOT NULL REFERENCES mediation_brands (id),
    mediator_id uuid REFERENCES people (id),
    appeal_id uuid REFERENCES appeals (id),
    case_id uuid REFERENCES cases (id),
    town_id uuid REFERENCES divisions (id),
    referred_at timestamptz NOT NULL,
    accepted_at timestamptz,
    outcome text CHECK (outcome IN ('success', 'partly', 'unresolved', 'judicial')),
    agreement text CHECK (length(agreement) <= 20000),
    agreed_on date,
    performed_on date,
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    CHECK (appeal_id IS NOT NULL OR case_id IS NOT NULL)
);
CREATE INDEX mediations_by_time ON mediations (referred_at, id);
CREATE INDEX mediations_by_appeal ON mediations (appeal_id);
CREATE INDEX mediations_by_case ON mediations (case_id);
CREATE INDEX mediations_by_brand ON mediations (brand_id, referred_at);
