//! What the database itself refuses, whoever asks.

use huishang_testkit::{TestDb, on_both_engines};

use crate::bench::Bench;

/// A county, a town, two agencies, a leader, an appeal, a case, a consultation.
async fn furnished(db: TestDb) -> Bench {
    let mut bench = Bench::new(db).await;
    for sql in [
        "INSERT INTO divisions (id, code, name, kind, created_at, updated_at) VALUES ({1}, '999999', '样例县', 'county', {now}, {now})",
        "INSERT INTO divisions (id, code, name, parent_id, kind, created_at, updated_at) VALUES ({2}, '999999001', '样例镇', {1}, 'town', {now}, {now})",
        "INSERT INTO agencies (id, name, short_name, kind, created_at, updated_at) VALUES ({3}, '样例局甲', '甲局', 'department', {now}, {now})",
        "INSERT INTO agencies (id, name, short_name, kind, created_at, updated_at) VALUES ({4}, '样例局乙', '乙局', 'department', {now}, {now})",
        "INSERT INTO people (id, name, post, kind, created_at, updated_at) VALUES ({5}, '样例一', '副县长', 'city_leader', {now}, {now})",
        "INSERT INTO people (id, name, post, kind, created_at, updated_at) VALUES ({6}, '样例二', '副县长', 'city_leader', {now}, {now})",
        "INSERT INTO appeals (id, number, channel, source, source_number, ask_kind, state, title, body, category, town_id, received_at, created_at, updated_at)
         VALUES ({7}, 'S-1', 'hotline', 'hotline', 'H-1', 'petition', 'registered', '样例', '', 'R0101', {2}, {now}, {now}, {now})",
        "INSERT INTO cases (id, number, name, level, risk, category, state, responsible_id, demand, start_on, due_on, created_at, updated_at)
         VALUES ({8}, 'B-1', '样例', 'city', 'red', 'M04', 'proposed', {3}, '', '2026-10-01', '2027-01-01', {now}, {now})",
        "INSERT INTO consultations (id, topic, kind, state, created_at, updated_at) VALUES ({9}, '样例', 'onsite', 'requested', {now}, {now})",
    ] {
        bench.ok(sql).await;
    }
    bench
}

const ENTRY: &str =
    "INSERT INTO audit_entries (seq, at, by_name, entity, entity_id, verb, detail, prev_hash, hash)
    VALUES (1, {now}, '样例', 'appeal', {7}, 'register', '{\"a\": 1}', {hash}, {hash})";
const MOVE: &str = "INSERT INTO moves (id, entity, entity_id, to_state, move_code, by_name, at)
    VALUES ({10}, 'appeal', {7}, 'registered', 'register', '样例', {now})";

on_both_engines! {
    async fn the_trail_is_append_only(db: TestDb) {
        let sqlite = db.engine == huishang_testkit::Engine::Sqlite;
        let mut bench = furnished(db).await;
        bench.ok(ENTRY).await;
        bench.ok(MOVE).await;
        let mut attempts = vec![
            "UPDATE audit_entries SET by_name = '他人'".to_owned(),
            "DELETE FROM audit_entries".to_owned(),
            "UPDATE moves SET reason = '改'".to_owned(),
            "DELETE FROM moves".to_owned(),
        ];
        if sqlite {
            // REPLACE would delete without a DELETE trigger.
            attempts.extend([ENTRY, MOVE].map(|sql| sql.replace("INSERT", "INSERT OR REPLACE")));
        } else {
            attempts.extend(["TRUNCATE audit_entries", "TRUNCATE moves CASCADE"].map(str::to_owned));
        }
        for sql in attempts {
            let words = bench.refused(&sql).await;
            assert!(words.contains("is append-only"), "{sql}: {words}");
        }
        assert_eq!(bench.rows("SELECT by_name FROM audit_entries").await, ["样例"]);
        assert_eq!(bench.rows("SELECT by_name FROM moves").await, ["样例"]);
    }

    async fn the_log_of_a_clock_is_whole_and_append_only(db: TestDb) {
        let mut bench = furnished(db).await;
        let entry = |id: &str, entity: &str, columns: &str, values: &str| format!(
            "INSERT INTO clock_events (id, entity, entity_id, at, by_name, {columns})
             VALUES ({id}, '{entity}', {{7}}, {{now}}, '样例', {values})"
        );
        bench.ok(&entry("{10}", "appeal", "kind, reason", "'paused', '等材料'")).await;
        bench.ok(&entry("{11}", "appeal", "kind", "'resumed'")).await;
        let extended = "kind, reason, amount, unit, approver_name";
        bench.ok(&entry("{12}", "appeal", extended, "'extended', '复杂', 5, 'day', '样例二'")).await;
        bench.ok(&entry("{14}", "case", extended, "'extended', '复杂', 1, 'month', '样例二'")).await;
        for wanting in [
            entry("{13}", "appeal", "kind", "'paused'"),
            entry("{13}", "appeal", "kind, reason", "'extended', '没有天数'"),
            entry("{13}", "appeal", "kind, amount, unit", "'limit_changed', 5, 'day'"),
            entry("{13}", "appeal", "kind", "'day_set'"),
            entry("{13}", "case", "kind, reason, amount, unit", "'extended', '复杂', 1, 'month'"),
        ] {
            bench.refused(&wanting).await;
        }
        for sql in ["UPDATE clock_events SET reason = '改'", "DELETE FROM clock_events"] {
            let words = bench.refused(sql).await;
            assert!(words.contains("is append-only"), "{sql}: {words}");
        }
    }

    async fn a_limit_remembers_what_it_was(db: TestDb) {
        let mut bench = furnished(db).await;
        bench.ok("UPDATE limits SET amount = 3, updated_at = {now} WHERE code = 'town_close'").await;
        bench.ok("UPDATE limits SET amount = 4, updated_at = {now} WHERE code = 'town_close'").await;
        bench.ok("UPDATE limits SET position = 99 WHERE code = 'case'").await;
        let kept = "SELECT CAST(amount AS text) FROM limit_history WHERE limit_code = 'town_close' ORDER BY since";
        assert_eq!(bench.rows(kept).await, ["5", "4"]);
        assert_eq!(bench.rows("SELECT unit FROM limit_history WHERE limit_code = 'case'").await, ["month"]);
    }

    async fn the_head_of_the_trail_only_moves_forward(db: TestDb) {
        let mut bench = furnished(db).await;
        assert_eq!(bench.ok("UPDATE audit_head SET seq = seq + 1, hash = {hash}").await, 1);
        bench.refused("UPDATE audit_head SET seq = 0").await;
        bench.refused("DELETE FROM audit_head").await;
        bench.refused("INSERT INTO audit_head (one, seq, hash) VALUES (2, 0, {hash})").await;
        assert_eq!(bench.rows("SELECT CAST(seq AS text) FROM audit_head").await, ["1"]);
    }

    async fn a_case_has_one_leader_at_a_time(db: TestDb) {
        let mut bench = furnished(db).await;
        let leader = |id: &str, person: &str| format!(
            "INSERT INTO case_leaders (id, case_id, person_id, post, from_on, created_at, updated_at)
             VALUES ({id}, {{8}}, {person}, '副县长', '2026-10-01', {{now}}, {{now}})"
        );
        bench.ok(&leader("{11}", "{5}")).await;
        bench.refused(&leader("{12}", "{6}")).await;
        bench.ok("UPDATE case_leaders SET to_on = '2026-11-01' WHERE id = {11}").await;
        bench.ok(&leader("{12}", "{6}")).await;
        bench.refused("UPDATE case_leaders SET to_on = '2026-09-30' WHERE id = {12}").await;
    }

    async fn one_agency_leads(db: TestDb) {
        let mut bench = furnished(db).await;
        let takes = |agency: &str, part: &str| format!(
            "INSERT INTO consultation_agencies (consultation_id, agency_id, part) VALUES ({{9}}, {agency}, '{part}')"
        );
        bench.ok(&takes("{3}", "convener")).await;
        bench.ok(&takes("{4}", "convener")).await;
        bench.ok(&takes("{3}", "lead")).await;
        bench.refused(&takes("{4}", "lead")).await;
        bench.ok(&takes("{4}", "cooperating")).await;

        let action = |lead: &str, deadline: &str| format!(
            "INSERT INTO actions (id, consultation_id, text, lead_id, deadline, rhythm, state, created_at, updated_at)
             VALUES ({{13}}, {{9}}, '样例', {lead}, {deadline}, 'once', 'assigned', {{now}}, {{now}})"
        );
        bench.refused(&action("NULL", "'2026-11-01'")).await;
        bench.refused(&action("{3}", "NULL")).await;
        bench.refused(&action("{5}", "'2026-11-01'")).await; // a person is no agency
        bench.ok(&action("{3}", "'2026-11-01'")).await;
    }

    async fn values_out_of_their_lists_are_refused(db: TestDb) {
        let mut bench = furnished(db).await;
        for sql in [
            "UPDATE appeals SET state = 'nowhere'",
            "UPDATE appeals SET level = 'huge'",
            "UPDATE appeals SET category = 'R9'",
            "UPDATE appeals SET title = ''",
            "UPDATE appeals SET people_concerned = -1",
            "UPDATE appeals SET deadline = '2026-02-30'",
            "UPDATE appeals SET received_at = 'yesterday or so'",
            "UPDATE appeals SET duplicate_of_id = id",
            "UPDATE appeals SET source = NULL",
            "UPDATE appeals SET version = 0",
            "UPDATE cases SET due_on = '2026-09-30'",
            "UPDATE cases SET petition_ended = 'no'",
            "UPDATE consultations SET minutes = 0",
            "UPDATE divisions SET parent_id = NULL WHERE id = {2}",
            "INSERT INTO parties (id, name, created_at, updated_at) VALUES ({14}, '样例', {now}, {now})",
            "INSERT INTO consultation_items (id, consultation_id, position, appeal_id, case_id) VALUES ({15}, {9}, 1, {7}, {8})",
            "INSERT INTO moves (id, entity, entity_id, to_state, move_code, by_name, at) VALUES ({16}, 'ghost', {7}, 'a', 'b', 'c', {now})",
        ] {
            bench.refused(sql).await;
        }
        bench.ok("UPDATE appeals SET level = 'hard', deadline = '2026-02-28', satisfaction = 'unrated'").await;
        bench.ok("UPDATE cases SET petition_ended = 'no', petition_reason = '样例'").await;
    }

    async fn numbers_are_unique(db: TestDb) {
        let mut bench = furnished(db).await;
        let appeal = |id: &str, number: &str, source: &str| format!(
            "INSERT INTO appeals (id, number, channel, source, source_number, ask_kind, state, title, body, category, received_at, created_at, updated_at)
             VALUES ({id}, '{number}', 'grid', 'hotline', {source}, 'petition', 'registered', '样例', '', 'R0101', {{now}}, {{now}}, {{now}})"
        );
        bench.refused(&appeal("{17}", "S-1", "'H-2'")).await;
        bench.refused(&appeal("{17}", "S-2", "'H-1'")).await;
        bench.ok(&appeal("{17}", "S-2", "NULL")).await;
        bench.ok(&appeal("{18}", "S-3", "NULL")).await;
        // What is referred to can't go.
        bench.ok("INSERT INTO case_appeals (case_id, appeal_id) VALUES ({8}, {7})").await;
        bench.refused("DELETE FROM appeals WHERE id = {7}").await;
    }
}
