-- 三问 and the other channels: what was taken down in one go, and the meetings and collection days that it came from.

INSERT INTO entities (code, name) VALUES ('gathering', '议事征集');

-- 村民说事会, 居民协商亭, 人民意见征集点, 民情征集日: one of a kind on a day at a place. What several people take down
-- there belongs to the same one.
CREATE TABLE gatherings (
    id uuid NOT NULL PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN (
        'village_forum', 'neighbour_pavilion', 'opinion_point', 'collection_day'
    )),
    held_on date NOT NULL,
    division_id uuid NOT NULL REFERENCES divisions (id),
    town_id uuid NOT NULL REFERENCES divisions (id),
    place text NOT NULL CHECK (length(place) BETWEEN 1 AND 300), -- the hall, pavilion or point
    host_id uuid REFERENCES people (id),
    participants bigint CHECK (participants BETWEEN 0 AND 100000), -- unknown until somebody says
    remark text CHECK (length(remark) <= 2000),
    version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id),
    updated_at timestamptz NOT NULL,
    updated_by uuid REFERENCES accounts (id),
    UNIQUE (kind, held_on, division_id, place)
);
CREATE INDEX gatherings_by_day ON gatherings (held_on, id);
CREATE INDEX gatherings_by_town ON gatherings (town_id, held_on, id);

-- Whom a visit went to, as it was said; household_id follows where the register of households holds it.
ALTER TABLE visits ADD COLUMN household text CHECK (length(household) <= 60);
ALTER TABLE visits ADD COLUMN companions text CHECK (length(companions) <= 500);

-- One saving of the entry form. Its id is made by the form, so that saving twice finds the first.
CREATE TABLE intakes (
    id uuid NOT NULL PRIMARY KEY,
    channel text NOT NULL CHECK (channel IN (
        'hotline', 'non_emergency', 'grid', 'house_visit', 'village_forum',
        'neighbour_pavilion', 'big_data', 'opinion_point', 'collection_day',
        'leader_reception', 'superior', 'other'
    )),
    division_id uuid NOT NULL REFERENCES divisions (id),
    content_hash bytea NOT NULL CHECK (length(content_hash) = 32), -- to tell the same form from a changed one
    visit_id uuid REFERENCES visits (id),
    gathering_id uuid REFERENCES gatherings (id),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES accounts (id)
);
CREATE INDEX intakes_by_account ON intakes (created_by, created_at);
CREATE INDEX intakes_by_visit ON intakes (visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX intakes_by_gathering ON intakes (gathering_id) WHERE gathering_id IS NOT NULL;

-- The appeals of a saving, in order; of a reception day each visitor has a reception of their own.
CREATE TABLE intake_items (
    intake_id uuid NOT NULL REFERENCES intakes (id),
    position bigint NOT NULL CHECK (position BETWEEN 1 AND 20),
    appeal_id uuid NOT NULL REFERENCES appeals (id),
    reception_id uuid REFERENCES receptions (id),
    PRIMARY KEY (intake_id, position)
);
CREATE INDEX intake_items_by_appeal ON intake_items (appeal_id);
CREATE INDEX intake_items_by_reception ON intake_items (reception_id) WHERE reception_id IS NOT NULL;

-- People known before are found by the beginning of the name or the phone, by what follows the surname, and by the
-- last four digits. This order serves LIKE 'x%' whatever the database's own is, and = as before.
DROP INDEX parties_by_name;
CREATE INDEX parties_by_name ON parties (name text_pattern_ops);
DROP INDEX parties_by_phone;
CREATE INDEX parties_by_phone ON parties (phone text_pattern_ops) WHERE phone IS NOT NULL;
CREATE INDEX parties_by_given_name ON parties (substr(name, 2) text_pattern_ops);
CREATE INDEX parties_by_phone_end ON parties ("right"(phone, 4)) WHERE phone IS NOT NULL;
