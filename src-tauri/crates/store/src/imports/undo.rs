//! What stands in the way of taking an import back.

use chrono::{DateTime, Utc};
use huishang_domain::ids::{AccountId, AppealId, ImportId};

use crate::{StoreError, Tx};

/// What was built on an appeal that an import made or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Obstacle {
    /// A later import changed it again.
    LaterImport,
    /// It was merged, or another into it.
    Merged,
    /// A whistle, consultation, case, visit, suggestion or mediation goes back to it.
    Linked,
    /// Somebody put a file on it.
    Attached,
    /// It was judged, dealt with, or its clock was touched.
    Moved,
    /// It was edited.
    Edited,
}

/// How many appeals one obstacle concerns.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Obstacles {
    /// Which.
    pub obstacle: Obstacle,
    /// How many appeals.
    pub appeals: i64,
    /// The number of the first of them.
    pub example: String,
}

/// Everything that refers to an appeal because somebody worked on it.
macro_rules! linked {
    () => {
        "(EXISTS (SELECT 1 FROM case_appeals x WHERE x.appeal_id = a.id)
          OR EXISTS (SELECT 1 FROM whistles x WHERE x.appeal_id = a.id)
          OR EXISTS (SELECT 1 FROM consultation_items x WHERE x.appeal_id = a.id)
          OR EXISTS (SELECT 1 FROM receptions x WHERE x.appeal_id = a.id)
          OR EXISTS (SELECT 1 FROM visit_items x WHERE x.appeal_id = a.id)
          OR EXISTS (SELECT 1 FROM suggestions x WHERE x.appeal_id = a.id)
          OR EXISTS (SELECT 1 FROM mediations x WHERE x.appeal_id = a.id))"
    };
}
/// A file is bound to its record by no foreign key: without this it would stay behind.
macro_rules! attached {
    () => {
        "EXISTS (SELECT 1 FROM attachment_links x
                 WHERE x.entity = 'appeal' AND x.entity_id = a.id AND x.removed_at IS NULL)"
    };
}
macro_rules! merged {
    () => {
        "(a.duplicate_of_id IS NOT NULL OR EXISTS (SELECT 1 FROM appeals x WHERE x.duplicate_of_id = a.id))"
    };
}
/// Later imports of the same appeal that really changed it.
macro_rules! later {
    () => {
        "FROM import_changes l JOIN imports i ON i.id = l.import_id
         WHERE l.appeal_id = a.id AND l.version_after > t.base AND l.version_after > l.version_before
         AND i.undone_at IS "
    };
}

/// What was built on the appeals of an import since; nothing when it may be taken back.
///
/// An appeal bears the version that the import left it with, two more for each later import that was itself taken
/// back; any other version means that somebody worked on it.
pub async fn obstacles(tx: &mut Tx, id: ImportId) -> Result<Vec<Obstacles>, StoreError> {
    fetch_all!(
        tx,
        Obstacles,
        concat!(
            "WITH touched AS (
                 SELECT id, CAST(1 AS BIGINT) AS base, CAST(1 AS BIGINT) AS fresh FROM appeals WHERE import_id = $1
                 UNION ALL
                 SELECT appeal_id, version_after, CAST(0 AS BIGINT) FROM import_changes
                 WHERE import_id = $1 AND version_after > version_before
             ), built AS (
                 SELECT a.number, CASE WHEN EXISTS (SELECT 1 ",
            later!(),
            "NULL) THEN 'later_import' WHEN ",
            merged!(),
            " THEN 'merged' WHEN ",
            linked!(),
            " THEN 'linked' WHEN t.fresh = 1 AND ",
            attached!(),
            " THEN 'attached' WHEN EXISTS (SELECT 1 FROM moves m WHERE m.entity = 'appeal' AND m.entity_id = a.id AND m.id > $1
                     AND m.move_code NOT IN ('import', 'import_close', 'import_undo')) THEN 'moved'
                 ELSE 'edited' END AS obstacle
                 FROM touched t JOIN appeals a ON a.id = t.id
                 WHERE a.version <> t.base + 2 * (SELECT count(*) ",
            later!(),
            "NOT NULL) OR (t.fresh = 1 AND (EXISTS (SELECT 1 FROM appeal_subjects s WHERE s.appeal_id = a.id) OR ",
            merged!(),
            " OR ",
            linked!(),
            " OR ",
            attached!(),
            "))
             )
             SELECT obstacle, count(*) AS appeals, min(number) AS example FROM built GROUP BY obstacle ORDER BY obstacle"
        ),
        id
    )
}

/// Keeps others from changing what an import wrote until the transaction ends.
pub async fn hold(tx: &mut Tx, id: ImportId) -> Result<(), StoreError> {
    // SQLite's writers have the file to themselves.
    if let Tx::Postgres(conn) = tx {
        sqlx::query(
            "SELECT id FROM appeals WHERE import_id = $1
             OR id IN (SELECT appeal_id FROM import_changes WHERE import_id = $1) ORDER BY id FOR UPDATE",
        )
        .bind(id)
        .execute(&mut **conn)
        .await?;
    }
    Ok(())
}

/// Writes down that an import was taken back, if nobody has done so and it still has `version`; gives whether.
pub async fn mark_undone(
    tx: &mut Tx,
    id: ImportId,
    version: i64,
    by: AccountId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = execute!(
        tx,
        "UPDATE imports SET undone_at = $3, undone_by = $4, version = version + 1, updated_at = $3, updated_by = $4
         WHERE id = $1 AND version = $2 AND undone_at IS NULL",
        id,
        version,
        at,
        by
    )?;
    Ok(done == 1)
}

/// The next of the appeals that an import made.
pub async fn new_appeals(
    tx: &mut Tx,
    id: ImportId,
    after: AppealId,
    limit: i64,
) -> Result<Vec<AppealId>, StoreError> {
    let rows = fetch_all!(
        tx,
        (AppealId,),
        "SELECT id FROM appeals WHERE import_id = $1 AND id > $2 ORDER BY id LIMIT $3",
        id,
        after,
        limit
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
