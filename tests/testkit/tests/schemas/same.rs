//! Same tables, columns, keys, references and indexes.

use huishang_testkit::{Engine, TestDb, block_on};

use crate::bench::Bench;

/// `question` names one query for each engine; each gives one line of text a row.
fn compare(what: &str, at_least: usize, sqlite: &str, postgres: &str) {
    block_on(async {
        let mut ours = Bench::new(TestDb::new(Engine::Sqlite)).await.rows(sqlite).await;
        let mut theirs = Bench::new(TestDb::new(Engine::Postgres)).await.rows(postgres).await;
        ours.sort();
        theirs.sort();
        let only =
            |a: &[String], b: &[String]| a.iter().filter(|x| !b.contains(x)).cloned().collect::<Vec<_>>();
        let (left, right) = (only(&ours, &theirs), only(&theirs, &ours));
        assert!(
            left.is_empty() && right.is_empty(),
            "{what}\nonly SQLite: {left:#?}\nonly PostgreSQL: {right:#?}"
        );
        assert_eq!(ours.len(), theirs.len(), "{what}");
        assert!(ours.len() >= at_least, "only {} {what}: the question is wrong", ours.len());
    });
}

/// Without the tables of SQLite's full-text index, in whose place PostgreSQL has a column.
const SQLITE_TABLES: &str = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'appeal!_grams%' ESCAPE '!' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name <> '_sqlx_migrations'";

#[test]
fn columns() {
    compare(
        "columns",
        600,
        &format!(
            "SELECT t.name || '.' || c.name || ' ' || c.type || CASE WHEN c.\"notnull\" = 1 THEN ' NOT NULL' ELSE '' END
                 || CASE WHEN c.pk > 0 THEN ' key ' || c.pk ELSE '' END
             FROM ({SQLITE_TABLES}) t JOIN pragma_table_info(t.name) c"
        ),
        "SELECT c.table_name || '.' || c.column_name || ' '
             || CASE c.data_type WHEN 'uuid' THEN 'BLOB' WHEN 'bytea' THEN 'BLOB' WHEN 'bigint' THEN 'INTEGER'
                    WHEN 'boolean' THEN 'INTEGER' WHEN 'text' THEN 'TEXT' WHEN 'date' THEN 'TEXT' WHEN 'jsonb' THEN 'TEXT'
                    WHEN 'timestamp with time zone' THEN 'TEXT' ELSE c.data_type END
             || CASE WHEN c.is_nullable = 'NO' THEN ' NOT NULL' ELSE '' END
             || coalesce(' key ' || (SELECT array_position(k.conkey, a.attnum) FROM pg_constraint k
                    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attname = c.column_name AND a.attnum = ANY (k.conkey)
                    WHERE k.contype = 'p' AND k.conrelid = CAST(c.table_name AS regclass)), '')
         FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name <> '_sqlx_migrations'
             AND NOT (c.table_name = 'appeal_texts' AND c.column_name = 'grams')",
    );
}

#[test]
fn defaults() {
    compare(
        "defaults",
        80,
        &format!(
            "SELECT t.name || '.' || c.name || ' ' || replace(c.dflt_value, '''', '')
             FROM ({SQLITE_TABLES}) t JOIN pragma_table_info(t.name) c WHERE c.dflt_value IS NOT NULL"
        ),
        "SELECT table_name || '.' || column_name || ' '
             || CASE column_default WHEN 'true' THEN '1' WHEN 'false' THEN '0'
                    ELSE replace(replace(column_default, '::text', ''), '''', '') END
         FROM information_schema.columns
         WHERE table_schema = 'public' AND column_default IS NOT NULL AND table_name <> '_sqlx_migrations'",
    );
}

#[test]
fn references() {
    compare(
        "references",
        250,
        &format!(
            "SELECT t.name || '.' || f.\"from\" || ' -> ' || f.\"table\" || '.' || f.\"to\"
             FROM ({SQLITE_TABLES}) t JOIN pragma_foreign_key_list(t.name) f"
        ),
        "SELECT CAST(k.conrelid AS regclass) || '.' || a.attname || ' -> ' || CAST(k.confrelid AS regclass) || '.' || b.attname
         FROM pg_constraint k
         JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
         JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
         WHERE k.contype = 'f' AND array_length(k.conkey, 1) = 1",
    );
}

#[test]
fn indexes() {
    compare(
        "indexes",
        100,
        "SELECT m.name || ' ' || m.tbl_name || ' (' || (SELECT coalesce(group_concat(i.name, ', '), 'expression') FROM pragma_index_info(m.name) i) || ')'
             || (SELECT CASE WHEN l.\"unique\" = 1 THEN ' unique' ELSE '' END || CASE WHEN l.partial = 1 THEN ' partial' ELSE '' END
                 FROM pragma_index_list(m.tbl_name) l WHERE l.name = m.name)
         FROM sqlite_master m WHERE m.type = 'index' AND m.sql IS NOT NULL",
        "SELECT CAST(x.indexrelid AS regclass) || ' ' || CAST(x.indrelid AS regclass) || ' ('
             || (SELECT coalesce(string_agg(a.attname, ', ' ORDER BY n), 'expression') FROM unnest(CAST(x.indkey AS smallint[])) WITH ORDINALITY u (num, n)
                 JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = u.num) || ')'
             || CASE WHEN x.indisunique THEN ' unique' ELSE '' END || CASE WHEN x.indpred IS NULL THEN '' ELSE ' partial' END
         FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid
         WHERE c.relnamespace = CAST('public' AS regnamespace) AND c.relname <> 'appeal_texts_by_gram' AND CAST(x.indrelid AS regclass) <> CAST('_sqlx_migrations' AS regclass)
           AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u'))",
    );
}

#[test]
fn unique_constraints() {
    compare(
        "unique constraints",
        20,
        &format!(
            "SELECT t.name || ' (' || (SELECT group_concat(i.name, ', ') FROM pragma_index_info(l.name) i) || ')'
             FROM ({SQLITE_TABLES}) t JOIN pragma_index_list(t.name) l WHERE l.origin = 'u'"
        ),
        "SELECT CAST(k.conrelid AS regclass) || ' ('
             || (SELECT string_agg(a.attname, ', ' ORDER BY n) FROM unnest(k.conkey) WITH ORDINALITY u (num, n)
                 JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num) || ')'
         FROM pg_constraint k WHERE k.contype = 'u' AND k.connamespace = CAST('public' AS regnamespace)",
    );
}

#[test]
fn every_sqlite_table_is_strict() {
    block_on(async {
        let mut bench = Bench::new(TestDb::new(Engine::Sqlite)).await;
        let loose = bench
            .rows("SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND schema = 'main' AND name NOT LIKE 'sqlite%'")
            .await;
        assert_eq!(loose, ["_sqlx_migrations"]);
    });
}
