//! The texts by which appeals are found. Written by the same functions that write appeals and their people, so that none
//! is without. SQLite keeps the grams in a full-text table beside them, PostgreSQL in a column under a GIN index.

use huishang_domain::ids::{AppealId, PartyId};
use huishang_domain::search::{fold, grams, person_grams};

use crate::appeals::AppealRecord;
use crate::parties::PartyRecord;
use crate::{StoreError, Tx};

/// Texts of one statement.
const PIECE: usize = 500;

/// Appeals or people read at a time when all texts are made anew.
const REBUILD: i64 = 2_000;

/// Between fields: no word goes across.
const FIELDS: &str = "\n";

struct Text {
    appeal_id: AppealId,
    party_id: Option<PartyId>,
    words: String,
    grams: Vec<i64>,
}

/// What the text of an appeal comes from.
#[derive(sqlx::FromRow)]
struct Source {
    id: AppealId,
    title: String,
    body: String,
    place: Option<String>,
    number: String,
    source_number: Option<String>,
}

/// What the text of a person comes from.
#[derive(sqlx::FromRow)]
struct Person {
    id: PartyId,
    appeal_id: AppealId,
    name: String,
    phone: Option<String>,
    id_number: Option<String>,
}

fn text(appeal_id: AppealId, fields: &[Option<&str>]) -> Text {
    let folded: Vec<String> =
        fields.iter().flatten().map(|field| fold(field)).filter(|field| !field.is_empty()).collect();
    let mut all: Vec<i64> = folded.iter().flat_map(|field| grams(field)).collect();
    all.sort_unstable();
    all.dedup();
    Text { appeal_id, party_id: None, words: folded.join(FIELDS), grams: all }
}

fn of_record(a: &AppealRecord) -> Text {
    text(
        a.id,
        &[Some(&a.title), Some(&a.body), a.place.as_deref(), Some(&a.number), a.source_number.as_deref()],
    )
}

fn of_source(a: &Source) -> Text {
    text(
        a.id,
        &[Some(&a.title), Some(&a.body), a.place.as_deref(), Some(&a.number), a.source_number.as_deref()],
    )
}

fn of_person(
    id: PartyId,
    appeal: AppealId,
    name: &str,
    phone: Option<&str>,
    id_number: Option<&str>,
) -> Text {
    let mut text = text(appeal, &[Some(name)]);
    text.grams.extend(person_grams(phone, id_number));
    Text { party_id: Some(id), ..text }
}

fn of_party(p: &PartyRecord) -> Option<Text> {
    p.appeal_id.map(|appeal| of_person(p.id, appeal, &p.name, p.phone.as_deref(), p.id_number.as_deref()))
}

/// Writes the texts of new appeals.
pub(crate) async fn insert(tx: &mut Tx, rows: &[AppealRecord]) -> Result<(), StoreError> {
    write(tx, &rows.iter().map(of_record).collect::<Vec<_>>()).await
}

/// Writes the text of an appeal that was changed.
pub(crate) async fn renew(tx: &mut Tx, row: &AppealRecord) -> Result<(), StoreError> {
    let text = of_record(row);
    let same: i64 = scalar!(
        tx,
        i64,
        "SELECT count(*) FROM appeal_texts WHERE appeal_id = $1 AND party_id IS NULL AND words = $2",
        row.id,
        &text.words
    )?;
    if same == 1 {
        return Ok(());
    }
    execute!(tx, "DELETE FROM appeal_texts WHERE appeal_id = $1 AND party_id IS NULL", row.id)?;
    write(tx, &[text]).await
}

/// Writes the texts of new people.
pub(crate) async fn insert_people(tx: &mut Tx, rows: &[PartyRecord]) -> Result<(), StoreError> {
    write(tx, &rows.iter().filter_map(of_party).collect::<Vec<_>>()).await
}

/// Writes the text of a person who was changed; one who is removed takes it along.
pub(crate) async fn renew_person(tx: &mut Tx, row: &PartyRecord) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM appeal_texts WHERE party_id = $1", row.id)?;
    insert_people(tx, std::slice::from_ref(row)).await
}

/// Whether appeals were written by a program that knew no such texts.
pub async fn missing(tx: &mut Tx) -> Result<bool, StoreError> {
    let found: i64 = scalar!(
        tx,
        i64,
        "SELECT CAST(CASE WHEN EXISTS (SELECT 1 FROM appeals) AND NOT EXISTS (SELECT 1 FROM appeal_texts)
                THEN 1 ELSE 0 END AS BIGINT)"
    )?;
    Ok(found == 1)
}

/// Makes all texts anew.
pub async fn rebuild(tx: &mut Tx) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM appeal_texts")?;
    let mut after = AppealId(uuid::Uuid::nil());
    loop {
        let rows = fetch_all!(
            tx,
            Source,
            "SELECT id, title, body, place, number, source_number FROM appeals WHERE id > $1 ORDER BY id LIMIT $2",
            after,
            REBUILD
        )?;
        let Some(last) = rows.last() else { break };
        after = last.id;
        write(tx, &rows.iter().map(of_source).collect::<Vec<_>>()).await?;
    }
    let mut after = PartyId(uuid::Uuid::nil());
    loop {
        let rows = fetch_all!(
            tx,
            Person,
            "SELECT id, appeal_id, name, phone, id_number FROM parties
             WHERE appeal_id IS NOT NULL AND id > $1 ORDER BY id LIMIT $2",
            after,
            REBUILD
        )?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.id;
        let text =
            |p: &Person| of_person(p.id, p.appeal_id, &p.name, p.phone.as_deref(), p.id_number.as_deref());
        write(tx, &rows.iter().map(text).collect::<Vec<_>>()).await?;
    }
}

/// As the full-text table of SQLite takes them.
pub(crate) fn spelled(grams: &[i64], between: &str) -> String {
    grams.iter().map(|gram| format!("{gram:x}")).collect::<Vec<_>>().join(between)
}

async fn write(tx: &mut Tx, texts: &[Text]) -> Result<(), StoreError> {
    for piece in texts.chunks(PIECE) {
        match tx {
            Tx::Sqlite(conn) => {
                let next = sqlx::query_scalar::<_, i64>("SELECT coalesce(max(id), 0) + 1 FROM appeal_texts");
                let first: i64 = next.fetch_one(&mut **conn).await?;
                let mut query =
                    sqlx::QueryBuilder::new("INSERT INTO appeal_texts (id, appeal_id, party_id, words) ");
                query.push_values((first..).zip(piece), |mut row, (id, text)| {
                    row.push_bind(id)
                        .push_bind(text.appeal_id)
                        .push_bind(text.party_id)
                        .push_bind(&text.words);
                });
                query.build().execute(&mut **conn).await?;
                let mut query = sqlx::QueryBuilder::new("INSERT INTO appeal_grams (rowid, grams) ");
                query.push_values((first..).zip(piece), |mut row, (id, text)| {
                    row.push_bind(id).push_bind(spelled(&text.grams, " "));
                });
                query.build().execute(&mut **conn).await?;
            }
            Tx::Postgres(conn) => {
                let mut query =
                    sqlx::QueryBuilder::new("INSERT INTO appeal_texts (appeal_id, party_id, words, grams) ");
                query.push_values(piece, |mut row, text| {
                    row.push_bind(text.appeal_id)
                        .push_bind(text.party_id)
                        .push_bind(&text.words)
                        .push_bind(&text.grams);
                });
                query.build().execute(&mut **conn).await?;
            }
        }
    }
    Ok(())
}
