//! What one row says.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use huishang_domain::identity::{normalise_id, normalise_phone, to_half_width};
use huishang_domain::time::from_local;
use huishang_domain::words::{ImportField as F, RowProblemKind as P};

use super::{Cell, TableRow, values};

/// How much of a text serves as a title where there is none.
const TITLE_OF_TEXT: usize = 30;

/// One matter as the source gives it; not yet matched with anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the fields of a mapping")]
pub struct MatterRow {
    /// Its row in the sheet, counted from 1.
    pub row: u32,
    pub source_number: Option<String>,
    pub received_at: DateTime<Utc>,
    pub channel: Option<String>,
    pub party_name: Option<String>,
    pub party_phone: Option<String>,
    pub party_id_number: Option<String>,
    pub party_address: Option<String>,
    pub category: Option<String>,
    pub title: String,
    pub text: String,
    pub town: Option<String>,
    pub village: Option<String>,
    pub place: Option<String>,
    pub handler: Option<String>,
    pub deadline: Option<NaiveDate>,
    pub closed_at: Option<DateTime<Utc>>,
    pub satisfaction: Option<String>,
    pub people_concerned: Option<i64>,
}

/// Something about a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowNote {
    /// The row in the sheet.
    pub row: u32,
    /// The field; its column is where the mapping has it.
    pub field: F,
    /// What stands there.
    pub value: Option<String>,
    /// What is wrong or doubtful.
    pub problem: P,
}

/// A row under its mapping.
struct Reading<'a> {
    row: &'a TableRow,
    columns: &'a [Option<F>],
    problems: Vec<RowNote>,
    doubts: Vec<RowNote>,
}

impl Reading<'_> {
    fn cell(&self, field: F) -> &Cell {
        let column = self.columns.iter().position(|c| *c == Some(field));
        column.and_then(|i| self.row.cells.get(i)).unwrap_or(&Cell::Empty)
    }

    fn note(&self, field: F, problem: P) -> RowNote {
        let value = Some(self.cell(field).shown()).filter(|v| !v.is_empty());
        RowNote { row: self.row.row, field, value, problem }
    }

    fn fail(&mut self, field: F, problem: P) {
        let note = self.note(field, problem);
        self.problems.push(note);
    }

    fn doubt(&mut self, field: F, problem: P) {
        let note = self.note(field, problem);
        self.doubts.push(note);
    }

    fn text(&mut self, field: F, most: usize) -> Option<String> {
        let text = match self.cell(field) {
            Cell::Error(_) => {
                self.fail(field, P::ErrorCell);
                return None;
            }
            cell => cell.shown(),
        };
        // No engine needs it, one can't hold it.
        let text = text.replace('\0', "");
        if text.chars().count() > most {
            self.fail(field, P::TooLong);
            return None;
        }
        Some(text).filter(|t| !t.is_empty())
    }

    fn value<T>(&mut self, field: F, read: impl Fn(&Cell) -> Result<Option<T>, P>) -> Option<T> {
        match read(self.cell(field)) {
            Ok(value) => value,
            Err(problem) => {
                self.fail(field, problem);
                None
            }
        }
    }

    fn instant(&mut self, field: F, time_of: Option<F>) -> Option<DateTime<Utc>> {
        let (day, time) = self.value(field, values::date_time)?;
        let apart = time_of.and_then(|field| self.value(field, values::time));
        Some(from_local(day.and_time(time.or(apart).unwrap_or(NaiveTime::MIN))))
    }

    fn phone(&mut self) -> Option<String> {
        let text = self.text(F::PartyPhone, 40)?;
        match normalise_phone(&text) {
            Some(phone) => Some(phone),
            None => {
                self.doubt(F::PartyPhone, P::BadPhone);
                Some(text)
            }
        }
    }

    fn id_number(&mut self) -> Option<String> {
        let text = to_half_width(&self.text(F::PartyIdNumber, 40)?).to_uppercase();
        match normalise_id(&text) {
            Ok(number) => Some(number),
            Err(_) if text.chars().count() > 18 => {
                self.fail(F::PartyIdNumber, P::TooLong);
                None
            }
            Err(_) => {
                // Kept and marked: what the person gave is never dropped.
                self.doubt(F::PartyIdNumber, P::BadIdNumber);
                Some(text)
            }
        }
    }
}

/// Reads a row: what it says and what is doubtful about it, or why it can't be taken.
pub fn read_row(row: &TableRow, columns: &[Option<F>]) -> Result<(MatterRow, Vec<RowNote>), Vec<RowNote>> {
    let mut r = Reading { row, columns, problems: Vec::new(), doubts: Vec::new() };
    let received_at = r.instant(F::ReceivedAt, Some(F::ReceivedTime));
    if received_at.is_none() && r.cell(F::ReceivedAt).is_empty() {
        r.fail(F::ReceivedAt, P::Missing);
    }
    let title = r.text(F::Title, 200);
    let text = r.text(F::Text, 20_000);
    if title.is_none() && text.is_none() && r.cell(F::Title).is_empty() && r.cell(F::Text).is_empty() {
        let field = if columns.contains(&Some(F::Text)) { F::Text } else { F::Title };
        r.fail(field, P::Missing);
    }
    let matter = MatterRow {
        row: row.row,
        source_number: r.text(F::SourceNumber, 60),
        received_at: received_at.unwrap_or_default(),
        channel: r.text(F::Channel, 100),
        party_name: r.text(F::PartyName, 60),
        party_phone: r.phone(),
        party_id_number: r.id_number(),
        party_address: r.text(F::PartyAddress, 300),
        category: r.text(F::Category, 130),
        title: title
            .clone()
            .or_else(|| text.as_ref().map(|t| t.chars().take(TITLE_OF_TEXT).collect()))
            .unwrap_or_default(),
        text: text.or(title).unwrap_or_default(),
        town: r.text(F::Town, 100),
        village: r.text(F::Village, 100),
        place: r.text(F::Place, 300),
        handler: r.text(F::Handler, 100),
        deadline: r.value(F::Deadline, values::date_time).map(|(day, _)| day),
        closed_at: r.instant(F::ClosedAt, None),
        satisfaction: r.text(F::Satisfaction, 60),
        people_concerned: r.value(F::PeopleConcerned, values::count),
    };
    if r.problems.is_empty() { Ok((matter, r.doubts)) } else { Err(r.problems) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Option<F>; 6] = [
        Some(F::ReceivedAt),
        Some(F::ReceivedTime),
        Some(F::Text),
        Some(F::PartyPhone),
        Some(F::PartyIdNumber),
        None,
    ];

    fn row(cells: &[&str]) -> TableRow {
        let cell = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).to_owned()) };
        TableRow { row: 7, cells: cells.iter().map(cell).collect() }
    }

    #[test]
    fn date_and_time_may_stand_apart_and_a_text_gives_the_title() {
        let read =
            read_row(&row(&["2026年1月4日", "8:23", "路灯不亮", "138-0013 8000", "", "别的"]), &COLUMNS);
        let (matter, doubts) = read.unwrap();
        assert_eq!(matter.received_at, "2026-01-04T00:23:00Z".parse::<DateTime<Utc>>().unwrap());
        assert_eq!((matter.title.as_str(), matter.text.as_str()), ("路灯不亮", "路灯不亮"));
        assert_eq!(matter.party_phone.as_deref(), Some("13800138000"));
        assert!(doubts.is_empty());
    }

    #[test]
    fn wrong_numbers_are_kept_and_marked() {
        let (matter, doubts) =
            read_row(&row(&["2026-01-04", "", "路灯不亮", "12", "341181199001011234"]), &COLUMNS).unwrap();
        assert_eq!(matter.party_phone.as_deref(), Some("12"));
        assert_eq!(matter.party_id_number.as_deref(), Some("341181199001011234"));
        let kinds: Vec<_> = doubts.iter().map(|d| d.problem).collect();
        assert_eq!(kinds, [P::BadPhone, P::BadIdNumber]);
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let problems = read_row(&row(&["2026-02-30", "几点", ""]), &COLUMNS).unwrap_err();
        let told: Vec<_> = problems.iter().map(|p| (p.row, p.field, p.problem)).collect();
        assert_eq!(told, [(7, F::ReceivedAt, P::ImpossibleDate), (7, F::Text, P::Missing)]);
        assert_eq!(problems[0].value.as_deref(), Some("2026-02-30"));
    }
}
