-- 接访下访, 走访, 建议, 调解: the other ways in and out.

CREATE TABLE reception_slots (
    id BLOB NOT NULL PRIMARY KEY,
    day TEXT NOT NULL CHECK (day IS date(day)),
    leader_id BLOB NOT NULL REFERENCES people (id),
    post TEXT NOT NULL CHECK (length(post) <= 100),
    kind TEXT NOT NULL CHECK (kind IN ('fixed', 'appointed', 'taken_down')),
    place TEXT NOT NULL CHECK (length(place) BETWEEN 1 AND 300),
    published_at TEXT CHECK (published_at GLOB '????-??-??T??:??:??*+00:00'),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX reception_slots_by_day ON reception_slots (day, id);
CREATE INDEX reception_slots_by_leader ON reception_slots (leader_id, day);

CREATE TABLE receptions (
    id BLOB NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    slot_id BLOB REFERENCES reception_slots (id),
    leader_id BLOB NOT NULL REFERENCES people (id),
    post TEXT NOT NULL CHECK (length(post) <= 100),
    kind TEXT NOT NULL CHECK (kind IN ('fixed', 'appointed', 'taken_down')), -- 定点接访 重点约访 带案下访
    received_at TEXT NOT NULL CHECK (received_at GLOB '????-??-??T??:??:??*+00:00'),
    place TEXT NOT NULL CHECK (length(place) <= 300),
    town_id BLOB REFERENCES divisions (id),
    visitor_count INTEGER NOT NULL DEFAULT 1 CHECK (visitor_count >= 0),
    matter TEXT NOT NULL CHECK (length(matter) BETWEEN 1 AND 10000),
    instruction TEXT CHECK (length(instruction) <= 10000),
    agency_id BLOB REFERENCES agencies (id),
    deadline TEXT CHECK (deadline IS date(deadline)),
    result TEXT CHECK (length(result) <= 10000),
    satisfaction TEXT CHECK (satisfaction IN (
        'very_satisfied', 'satisfied', 'fairly_satisfied', 'dissatisfied', 'unrated'
    )),
    companions TEXT CHECK (length(companions) <= 500),
    appeal_id BLOB REFERENCES appeals (id),
    case_id BLOB REFERENCES cases (id),
    closed_on TEXT CHECK (closed_on IS date(closed_on)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX receptions_by_time ON receptions (received_at, id);
CREATE INDEX receptions_by_leader ON receptions (leader_id, received_at);
CREATE INDEX receptions_by_agency ON receptions (agency_id, deadline);
CREATE INDEX receptions_by_appeal ON receptions (appeal_id);
CREATE INDEX receptions_by_case ON receptions (case_id);

-- Sensitive: who came.
CREATE TABLE reception_visitors (
    id BLOB NOT NULL PRIMARY KEY,
    reception_id BLOB NOT NULL REFERENCES receptions (id),
    position INTEGER NOT NULL DEFAULT 1 CHECK (position >= 1),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    phone TEXT CHECK (length(phone) <= 40),
    id_number TEXT CHECK (length(id_number) <= 18),
    address TEXT CHECK (length(address) <= 300),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX reception_visitors_by_reception ON reception_visitors (reception_id, position);

CREATE TABLE visits (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES people (id),
    liaison_id BLOB REFERENCES liaisons (id),
    division_id BLOB NOT NULL REFERENCES divisions (id),
    town_id BLOB NOT NULL REFERENCES divisions (id),
    household_id BLOB REFERENCES households (id),
    visited_on TEXT NOT NULL CHECK (visited_on IS date(visited_on)),
    remark TEXT CHECK (length(remark) <= 2000),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX visits_by_day ON visits (visited_on, id);
CREATE INDEX visits_by_person ON visits (person_id, visited_on);
CREATE INDEX visits_by_town ON visits (town_id, visited_on, id);
CREATE INDEX visits_by_household ON visits (household_id, visited_on);

-- 三问: what was said at the visit, and what became of it.
CREATE TABLE visit_items (
    id BLOB NOT NULL PRIMARY KEY,
    visit_id BLOB NOT NULL REFERENCES visits (id),
    position INTEGER NOT NULL DEFAULT 1 CHECK (position >= 1),
    ask_kind TEXT NOT NULL CHECK (ask_kind IN ('hardship', 'petition', 'opinion')),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
    handling TEXT CHECK (length(handling) <= 2000),
    responsible_id BLOB REFERENCES people (id),
    due_on TEXT CHECK (due_on IS date(due_on)),
    feedback TEXT CHECK (length(feedback) <= 2000),
    closed_on TEXT CHECK (closed_on IS date(closed_on)),
    appeal_id BLOB REFERENCES appeals (id),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX visit_items_by_visit ON visit_items (visit_id, position);
CREATE INDEX visit_items_by_appeal ON visit_items (appeal_id);
CREATE INDEX visit_items_by_due ON visit_items (due_on, id) WHERE closed_on IS NULL;

CREATE TABLE suggestions (
    id BLOB NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    kind TEXT NOT NULL CHECK (kind IN ('golden_idea', 'small_wish', 'opinion')), -- 金点子 微心愿 意见建议
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    body TEXT NOT NULL CHECK (length(body) <= 20000),
    appeal_id BLOB REFERENCES appeals (id),
    division_id BLOB REFERENCES divisions (id),
    town_id BLOB REFERENCES divisions (id),
    received_at TEXT NOT NULL CHECK (received_at GLOB '????-??-??T??:??:??*+00:00'),
    claimed_by_agency_id BLOB REFERENCES agencies (id),
    claimed_by_id BLOB REFERENCES people (id),
    claimed_at TEXT CHECK (claimed_at GLOB '????-??-??T??:??:??*+00:00'),
    adopted INTEGER CHECK (adopted IN (0, 1)), -- unknown until decided
    decision_reason TEXT CHECK (length(decision_reason) <= 2000),
    result TEXT CHECK (length(result) <= 10000),
    closed_on TEXT CHECK (closed_on IS date(closed_on)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;
CREATE INDEX suggestions_by_time ON suggestions (received_at, id);
CREATE INDEX suggestions_by_appeal ON suggestions (appeal_id);
CREATE INDEX suggestions_by_agency ON suggestions (claimed_by_agency_id, received_at);

-- A city's own mediation brands are its data, not ours.
CREATE TABLE mediation_brands (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 60),
    agency_id BLOB REFERENCES agencies (id),
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id)
) STRICT;

CREATE TABLE mediations (
    id BLOB NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 60),
    brand_id BLOB NOT NULL REFERENCES mediation_brands (id),
    mediator_id BLOB REFERENCES people (id),
    appeal_id BLOB REFERENCES appeals (id),
    case_id BLOB REFERENCES cases (id),
    town_id BLOB REFERENCES divisions (id),
    referred_at TEXT NOT NULL CHECK (referred_at GLOB '????-??-??T??:??:??*+00:00'),
    accepted_at TEXT CHECK (accepted_at GLOB '????-??-??T??:??:??*+00:00'),
    outcome TEXT CHECK (outcome IN ('success', 'partly', 'unresolved', 'judicial')),
    agreement TEXT CHECK (length(agreement) <= 20000),
    agreed_on TEXT CHECK (agreed_on IS date(agreed_on)),
    performed_on TEXT CHECK (performed_on IS date(performed_on)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??*+00:00'),
    created_by BLOB REFERENCES accounts (id),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??*+00:00'),
    updated_by BLOB REFERENCES accounts (id),
    CHECK (appeal_id IS NOT NULL OR case_id IS NOT NULL)
) STRICT;
CREATE INDEX mediations_by_time ON mediations (referred_at, id);
CREATE INDEX mediations_by_appeal ON mediations (appeal_id);
CREATE INDEX mediations_by_case ON mediations (case_id);
CREATE INDEX mediations_by_brand ON mediations (brand_id, referred_at);
