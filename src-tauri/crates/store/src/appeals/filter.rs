//! Which appeals a list holds, beside what is searched in them.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::ids::{AgencyId, DivisionId, ImportId};
use huishang_domain::words::{AskKind, Channel, DivisionKind, Level, Light, Satisfaction};

/// Which appeals are looked for.
#[derive(Clone, Debug, Default)]
pub struct AppealFilter {
    /// What somebody typed to look for.
    pub text: Option<String>,
    /// Where they stand; empty for anywhere.
    pub states: Vec<AppealState>,
    /// Their levels; empty for any.
    pub levels: Vec<Level>,
    /// Only those without a level that are still to be judged; adds to `levels`.
    pub unjudged: bool,
    /// Only those that are not closed.
    pub live: bool,
    /// Only those that are not closed and due on this day.
    pub due_on: Option<NaiveDate>,
    /// How they came; empty for any way.
    pub channels: Vec<Channel>,
    /// Where they belong, and that division's level.
    pub division: Option<(DivisionId, DivisionKind)>,
    /// Who handles them.
    pub agency: Option<AgencyId>,
    /// A category, with those below it.
    pub category: Option<String>,
    /// Categories, each itself.
    pub categories: Vec<String>,
    /// Their light.
    pub light: Option<Light>,
    /// Received at or after.
    pub received_from: Option<DateTime<Utc>>,
    /// Received before.
    pub received_before: Option<DateTime<Utc>>,
    /// 三问; empty for any.
    pub ask_kinds: Vec<AskKind>,
    /// What the call-back found; empty for any.
    pub satisfactions: Vec<Satisfaction>,
    /// The system that their own number counts in.
    pub source: Option<String>,
    /// The import that they came with.
    pub import: Option<ImportId>,
    /// Concerning at least, and at most, so many people.
    pub people: (Option<i64>, Option<i64>),
    /// Due on or after the one day, and on or before the other.
    pub deadline: (Option<NaiveDate>, Option<NaiveDate>),
    /// Closed at or after.
    pub closed_from: Option<DateTime<Utc>>,
    /// Closed before.
    pub closed_before: Option<DateTime<Utc>>,
    /// With an attachment, or without.
    pub attached: Option<bool>,
    /// Merged into another, or not.
    pub merged: Option<bool>,
    /// Only those with a possible duplicate that nobody has decided on.
    pub duplicates_pending: bool,
}

/// ` AND column IN (…)`, or nothing for an empty list.
macro_rules! push_in {
    ($query:expr, $sql:literal, $list:expr) => {
        if !$list.is_empty() {
            $query.push(concat!(" AND ", $sql, " IN ("));
            let mut separated = $query.separated(", ");
            for item in $list {
                separated.push_bind(*item);
            }
            $query.push(")");
        }
    };
}

/// A condition with a value, where there is one.
macro_rules! push_bound {
    ($query:expr, $value:expr, $sql:literal) => {
        if let Some(value) = $value {
            $query.push($sql).push_bind(value);
        }
    };
}

/// ` AND` all that a filter asks for but its text.
macro_rules! push_filter {
    ($query:expr, $filter:expr, $sight:expr, $now:expr, $today:expr) => {{
        push_sight!($query, $sight);
        push_in!($query, "a.state", &$filter.states);
        push_in!($query, "a.channel", &$filter.channels);
        push_in!($query, "a.ask_kind", &$filter.ask_kinds);
        push_in!($query, "a.satisfaction", &$filter.satisfactions);
        push_bound!($query, $filter.source.clone(), " AND a.source = ");
        push_bound!($query, $filter.import, " AND a.import_id = ");
        push_bound!($query, $filter.people.0, " AND a.people_concerned >= ");
        push_bound!($query, $filter.people.1, " AND a.people_concerned <= ");
        push_bound!($query, $filter.deadline.0, " AND a.deadline >= ");
        push_bound!($query, $filter.deadline.1, " AND a.deadline <= ");
        push_bound!($query, $filter.closed_from, " AND a.closed_at >= ");
        push_bound!($query, $filter.closed_before, " AND a.closed_at < ");
        push_bound!($query, $filter.received_from, " AND a.received_at >= ");
        push_bound!($query, $filter.received_before, " AND a.received_at < ");
        if let Some(attached) = $filter.attached {
            $query.push(if attached { " AND EXISTS" } else { " AND NOT EXISTS" });
            $query.push(" (SELECT 1 FROM attachment_links l WHERE l.entity = 'appeal' AND l.entity_id = a.id)");
        }
        if let Some(merged) = $filter.merged {
            $query.push(if merged { " AND a.duplicate_of_id IS NOT NULL" } else { " AND a.duplicate_of_id IS NULL" });
        }
        if $filter.duplicates_pending {
            // What the queue of duplicates shows: both still stand by themselves.
            $query.push(
                " AND a.duplicate_of_id IS NULL AND a.id IN (
                    SELECT CASE side WHEN 1 THEN p.first_id ELSE p.second_id END
                    FROM duplicate_pairs p JOIN appeals f ON f.id = p.first_id JOIN appeals s ON s.id = p.second_id
                    CROSS JOIN (SELECT 1 AS side UNION ALL SELECT 2) sides
                    WHERE p.state = 'proposed' AND f.duplicate_of_id IS NULL AND s.duplicate_of_id IS NULL
                      AND (f.state IN ('registered', 'deduplicated') OR s.state IN ('registered', 'deduplicated')))",
            );
        }
        match ($filter.unjudged, $filter.levels.is_empty()) {
            (false, _) => push_in!($query, "a.level", &$filter.levels),
            (true, true) => {
                $query.push(concat!(" AND ", unjudged!()));
            }
            (true, false) => {
                $query.push(concat!(" AND ((", unjudged!(), ") OR (1 = 1"));
                push_in!($query, "a.level", &$filter.levels);
                $query.push("))");
            }
        }
        match $filter.division {
            None | Some((_, DivisionKind::County)) => {}
            Some((town, DivisionKind::Town)) => {
                $query.push(" AND a.town_id = ").push_bind(town);
            }
            Some((id, DivisionKind::Village | DivisionKind::Grid)) => {
                $query.push(" AND a.division_id IN (SELECT id FROM divisions WHERE id = ").push_bind(id);
                $query.push(" OR parent_id = ").push_bind(id).push(")");
            }
        }
        if $filter.live {
            $query.push(" AND a.closed_at IS NULL");
        }
        if let Some(day) = $filter.due_on {
            $query.push(" AND a.closed_at IS NULL AND a.deadline = ").push_bind(day);
        }
        if let Some(agency) = $filter.agency {
            $query.push(" AND a.handler_id = ").push_bind(agency);
        }
        if let Some(code) = &$filter.category {
            $query
                .push(" AND a.category IN (SELECT code FROM categories WHERE code = ")
                .push_bind(code.clone());
            $query.push(" OR parent_code = ").push_bind(code.clone());
            $query.push(" OR parent_code IN (SELECT code FROM categories WHERE parent_code = ");
            $query.push_bind(code.clone()).push("))");
        }
        if !$filter.categories.is_empty() {
            $query.push(" AND a.category IN (");
            let mut separated = $query.separated(", ");
            for code in &$filter.categories {
                separated.push_bind(code.clone());
            }
            $query.push(")");
        }
        if let Some(light) = $filter.light {
            $query.push(" AND a.closed_at IS NULL");
            match light {
                Light::Red => {
                    // The day narrows the index, the moment decides.
                    $query.push(" AND a.deadline <= ").push_bind($today);
                    $query.push(" AND a.due_at <= ").push_bind($now);
                }
                Light::Yellow => {
                    $query.push(" AND a.deadline >= ").push_bind($today);
                    $query.push(" AND a.due_at > ").push_bind($now);
                    $query.push(" AND a.warn_at <= ").push_bind($now);
                }
                Light::Green => {
                    $query.push(" AND a.deadline >= ").push_bind($today);
                    $query.push(" AND a.due_at > ").push_bind($now);
                    $query.push(" AND (a.warn_at IS NULL OR a.warn_at > ").push_bind($now).push(")");
                }
            }
        }
    }};
}
pub(super) use {push_bound, push_filter, push_in};
