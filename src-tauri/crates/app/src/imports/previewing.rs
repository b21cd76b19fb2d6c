//! A row of a file as it will be read, for a person to look at before it is taken in.

use chrono::{DateTime, NaiveTime, Utc};
use huishang_domain::time::local;
use huishang_domain::words::ImportField;
use huishang_sheets::reading::{self, TableRow, read_row};

use super::dto::PreviewRow;
use super::incoming::Incoming;
use super::taking::told;

/// The mapped cells as they will be read; as they stand where the row can't be read.
pub(super) fn previewed(row: &TableRow, columns: &[Option<ImportField>], headers: &[String]) -> PreviewRow {
    let (read, notes) = match read_row(row, columns) {
        Ok((read, doubts)) => (Some(read), doubts),
        Err(problems) => (None, problems),
    };
    let raw = |at: usize| row.cells.get(at).map(reading::Cell::shown).unwrap_or_default();
    let mapped = columns.iter().enumerate().filter_map(|(at, field)| field.map(|field| (at, field)));
    let cells = mapped.map(|(at, field)| match &read {
        Some(read) => as_read(field, read).unwrap_or_default(),
        None => raw(at),
    });
    PreviewRow {
        row: row.row,
        cells: cells.collect(),
        problems: notes.into_iter().map(|note| told(note, columns, headers)).collect(),
    }
}

fn as_read(field: ImportField, read: &Incoming) -> Option<String> {
    use ImportField as F;
    match field {
        F::SourceNumber => read.source_number.clone(),
        F::ReceivedAt => Some(moment(read.received_at)),
        F::ReceivedTime => Some(local(read.received_at).format("%H:%M").to_string()),
        F::Channel => read.channel.clone(),
        F::PartyName => read.party_name.clone(),
        F::PartyPhone => read.party_phone.clone(),
        F::PartyIdNumber => read.party_id_number.clone(),
        F::PartyAddress => read.party_address.clone(),
        F::Category => read.category.clone(),
        F::Title => Some(read.title.clone()),
        F::Text => Some(read.text.clone()),
        F::Town => read.town.clone(),
        F::Village => read.village.clone(),
        F::Place => read.place.clone(),
        F::Handler => read.handler.clone(),
        F::Deadline => read.deadline.map(|day| day.to_string()),
        F::ClosedAt => read.closed_at.map(moment),
        F::Satisfaction => read.satisfaction.clone(),
        F::PeopleConcerned => read.people_concerned.map(|count| count.to_string()),
    }
}

/// In Asia/Shanghai; without the time of day where none was said.
fn moment(at: DateTime<Utc>) -> String {
    let at = local(at);
    let form = if at.time() == NaiveTime::MIN { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M" };
    at.format(form).to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use huishang_sheets::reading::Cell;

    use super::*;

    fn row(date: &str, phone: &str) -> TableRow {
        let cells = [date, "9:05", phone, "路灯不亮"].map(|text| Cell::Text(text.to_owned()));
        TableRow { row: 2, cells: cells.into() }
    }

    #[test]
    fn a_row_is_shown_as_it_will_be_read_and_one_that_cannot_be_as_it_stands() {
        use ImportField as F;
        let columns = [F::ReceivedAt, F::ReceivedTime, F::PartyPhone, F::Title].map(Some);
        let headers = ["日期", "时间", "电话", "事项"].map(str::to_owned);
        let shown = |date, phone| previewed(&row(date, phone), &columns, &headers);
        let read = shown("2026年11月4日", "139-0013-9002");
        assert_eq!(read.cells, ["2026-11-04 09:05", "09:05", "13900139002", "路灯不亮"]);
        assert!(read.problems.is_empty());
        let not = shown("不是日期", "139-0013-9002");
        assert_eq!(not.cells, ["不是日期", "9:05", "139-0013-9002", "路灯不亮"]);
        assert_eq!(not.problems[0].column.as_deref(), Some("日期"));
    }
}
