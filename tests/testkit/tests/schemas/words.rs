//! The codes in CHECKs and in `entities` are exactly those of `domain`.

use huishang_domain::calendar::DayKind;
use huishang_domain::clock::ClockKind;
use huishang_domain::duplicates::DuplicateState;
use huishang_domain::flow::action::ActionState;
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::flow::case::{CaseState, PetitionEnded};
use huishang_domain::flow::consultation::ConsultationState;
use huishang_domain::flow::ret::ReturnState;
use huishang_domain::flow::whistle::WhistleState;
use huishang_domain::limits::{Basis, FIRST_VALUES, Unit};
use huishang_domain::lists::{BulkKind, ListKind};
use huishang_domain::triage::TriageKind;
use huishang_domain::words::*;
use huishang_testkit::{Engine, on_both_engines};

use crate::bench::{Bench, folder};

macro_rules! lists {
    ($($column:literal: $words:ty,)+) => { vec![$(($column, <$words>::ALL.iter().map(|word| word.code()).collect::<Vec<_>>()),)+] };
}

fn lists() -> Vec<(&'static str, Vec<&'static str>)> {
    lists! {
        "divisions.kind": DivisionKind,
        "agencies.kind": AgencyKind,
        "people.kind": PersonKind,
        "accounts.role": Role,
        "calendar_days.kind": DayKind,
        "clock_events.kind": ClockKind,
        "clock_events.unit": Unit,
        "limit_history.unit": Unit,
        "limits.unit": Unit,
        "limits.basis": Basis,
        "appeals.channel": Channel,
        "appeals.ask_kind": AskKind,
        "appeals.level": Level,
        "appeals.state": AppealState,
        "cases.level": CaseLevel,
        "cases.risk": Risk,
        "cases.state": CaseState,
        "cases.petition_ended": PetitionEnded,
        "whistles.kind": WhistleKind,
        "whistles.duty_list": DutyList,
        "whistles.state": WhistleState,
        "whistle_participants.part": Participation,
        "consultations.kind": ConsultationKind,
        "consultations.state": ConsultationState,
        "consultation_agencies.part": Participation,
        "consultation_people.attendance": Attendance,
        "actions.rhythm": Rhythm,
        "actions.state": ActionState,
        "visit_items.ask_kind": AskKind,
        "receptions.kind": ReceptionKind,
        "gatherings.kind": GatheringKind,
        "intakes.channel": Channel,
        "returns.state": ReturnState,
        "duplicate_pairs.state": DuplicateState,
        "triage_rules.level": Level,
        "triage_decisions.kind": TriageKind,
        "list_views.list": ListKind,
        "list_defaults.list": ListKind,
        "bulk_batches.kind": BulkKind,
        "bulk_rows.level": Level,
    }
}

#[test]
fn checks_hold_the_words_of_the_domain() {
    for engine in Engine::ALL {
        let text = text(engine);
        for (place, codes) in lists() {
            let (table, column) = place.split_once('.').unwrap();
            let start = text.find(&format!("CREATE TABLE {table} (")).unwrap();
            let body = &text[start..start + text[start..].find(';').unwrap()];
            let expected = format!("CHECK ({column} IN ('{}'))", codes.join("', '"));
            assert!(body.contains(&expected), "{engine:?}: {place} must have {expected}");
        }
    }
}

/// All of an engine's migrations without comments, every run of white space as one blank.
fn text(engine: Engine) -> String {
    let mut files: Vec<_> =
        std::fs::read_dir(folder(engine)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut text = String::new();
    for file in files {
        for line in std::fs::read_to_string(file).unwrap().lines() {
            text.push_str(line.split("--").next().unwrap());
            text.push(' ');
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(").replace(" )", ")")
}

on_both_engines! {
    async fn every_kind_of_record_has_its_row(db: TestDb) {
        let mut rows = Bench::new(db).await.rows("SELECT code || ' ' || name FROM entities").await;
        let mut words: Vec<_> = Entity::ALL.iter().map(|e| format!("{} {}", e.code(), e.term())).collect();
        rows.sort();
        words.sort();
        assert_eq!(rows, words);
    }

    async fn limits_begin_with_the_values_of_the_domain(db: TestDb) {
        let rows = Bench::new(db).await
            .rows("SELECT code || ' ' || name || ' ' || amount || ' ' || unit || ' ' || basis || ' ' || source FROM limits ORDER BY position")
            .await;
        let first: Vec<_> = FIRST_VALUES
            .iter()
            .map(|row| format!("{} {} {} {} {} {}", row.code, row.code.term(), row.limit.amount, row.limit.unit, row.basis, row.source))
            .collect();
        assert_eq!(rows, first);
    }
}
