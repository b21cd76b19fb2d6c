//! What stands in a column of a list.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::appeal::AppealState;
use huishang_domain::lists::{AppealColumn, CaseColumn, ConsultationColumn};
use huishang_domain::time::local;
use huishang_domain::words::Light;
use huishang_sheets::forms::{Align, Cell, ListCell, ListColumn, Part};

use super::ListOf;
use crate::appeals::AppealRow;
use crate::cases::CaseRow;
use crate::consultations::ConsultationRow;

/// The columns of a list as a sheet has them.
pub(super) fn columns(list: &ListOf) -> Vec<ListColumn> {
    let shape = |header: &str, width, align| ListColumn { header: header.to_owned(), width, align };
    match list {
        ListOf::Appeals { columns, .. } => columns
            .iter()
            .map(|column| {
                let (width, align) = appeal_shape(*column);
                shape(column.term(), width, align)
            })
            .collect(),
        ListOf::Consultations { columns, .. } => columns
            .iter()
            .map(|column| {
                let (width, align) = consultation_shape(*column);
                shape(column.term(), width, align)
            })
            .collect(),
        ListOf::Cases { columns, .. } => columns
            .iter()
            .map(|column| {
                let (width, align) = case_shape(*column);
                shape(column.term(), width, align)
            })
            .collect(),
    }
}

const fn appeal_shape(column: AppealColumn) -> (u16, Align) {
    match column {
        AppealColumn::Title => (36, Align::Left),
        AppealColumn::Level | AppealColumn::Party => (9, Align::Center),
        AppealColumn::State => (13, Align::Center),
        AppealColumn::Deadline => (33, Align::Left),
        AppealColumn::Town | AppealColumn::Channel => (12, Align::Center),
        AppealColumn::Handler | AppealColumn::Village => (14, Align::Left),
        AppealColumn::People => (9, Align::Right),
        AppealColumn::Received => (17, Align::Center),
        AppealColumn::Category => (20, Align::Left),
        AppealColumn::Number | AppealColumn::SourceNumber => (18, Align::Center),
    }
}

const fn consultation_shape(column: ConsultationColumn) -> (u16, Align) {
    match column {
        ConsultationColumn::Topic => (36, Align::Left),
        ConsultationColumn::Number => (22, Align::Center),
        ConsultationColumn::State | ConsultationColumn::Kind => (10, Align::Center),
        ConsultationColumn::Lead | ConsultationColumn::Territory => (14, Align::Left),
        ConsultationColumn::Cooperating => (24, Align::Left),
        ConsultationColumn::StartsAt => (17, Align::Center),
        ConsultationColumn::Place => (16, Align::Left),
        ConsultationColumn::MustBeHeldBy => (13, Align::Center),
        ConsultationColumn::Items | ConsultationColumn::Actions => (10, Align::Right),
    }
}

const fn case_shape(column: CaseColumn) -> (u16, Align) {
    match column {
        CaseColumn::Name => (36, Align::Left),
        CaseColumn::Number => (22, Align::Center),
        CaseColumn::State | CaseColumn::Level | CaseColumn::Risk => (10, Align::Center),
        CaseColumn::Leader | CaseColumn::Category => (20, Align::Left),
        CaseColumn::Responsible => (14, Align::Left),
        CaseColumn::Town | CaseColumn::LastProgressOn => (13, Align::Center),
        CaseColumn::DaysLeft => (33, Align::Left),
        CaseColumn::PeopleConcerned => (9, Align::Right),
    }
}

/// What a list of appeals says there.
pub(super) fn appeal(column: AppealColumn, row: &AppealRow) -> ListCell {
    match column {
        AppealColumn::Title => row.title.as_str().into(),
        AppealColumn::Level => match (row.level, row.state) {
            (Some(level), _) => level.term().into(),
            (None, AppealState::Registered | AppealState::Deduplicated) => "待研判".into(),
            (None, _) => "未分级".into(),
        },
        AppealColumn::State => row.state.term().into(),
        AppealColumn::Deadline => deadline(row.light, row.working_days_left, row.deadline),
        AppealColumn::Town => row.town.clone().into(),
        AppealColumn::Handler => row.handler.clone().into(),
        AppealColumn::Party => row.party_name.clone().into(),
        AppealColumn::People => row.people_counted.into(),
        AppealColumn::Received => time(Some(row.received_at)),
        AppealColumn::Channel => row.channel.term().into(),
        AppealColumn::Category => row.category_name.as_str().into(),
        AppealColumn::Number => row.number.as_str().into(),
        AppealColumn::SourceNumber => row.source_number.clone().into(),
        AppealColumn::Village => row.village.clone().into(),
    }
}

/// What a list of consultations says there.
pub(super) fn consultation(column: ConsultationColumn, row: &ConsultationRow) -> ListCell {
    match column {
        ConsultationColumn::Topic => row.topic.as_str().into(),
        ConsultationColumn::Number => row.number.clone().into(),
        ConsultationColumn::State => row.state.term().into(),
        ConsultationColumn::Kind => row.kind.term().into(),
        ConsultationColumn::Lead => row.lead.as_str().into(),
        ConsultationColumn::Cooperating => row.cooperating.join("、").into(),
        ConsultationColumn::Territory => row.territory.clone().into(),
        ConsultationColumn::StartsAt => time(row.starts_at),
        ConsultationColumn::Place => row.place.clone().into(),
        ConsultationColumn::MustBeHeldBy => row.must_be_held_by.into(),
        ConsultationColumn::Items => row.items.into(),
        ConsultationColumn::Actions => format!("{}/{}", row.actions_closed, row.actions).into(),
    }
}

/// What a list of cases says there.
pub(super) fn case(column: CaseColumn, row: &CaseRow) -> ListCell {
    match column {
        CaseColumn::Name => row.name.as_str().into(),
        CaseColumn::Number => row.number.as_str().into(),
        CaseColumn::State => row.state.term().into(),
        CaseColumn::Level => row.level.term().into(),
        CaseColumn::Risk => row.risk.term().into(),
        CaseColumn::Leader => format!("{} {}", row.leader, row.leader_post).trim().into(),
        CaseColumn::Responsible => row.responsible.as_str().into(),
        CaseColumn::Town => row.town.clone().into(),
        CaseColumn::DaysLeft => deadline(row.light, row.working_days_left, Some(row.due_on)),
        CaseColumn::PeopleConcerned => row.people_concerned.into(),
        CaseColumn::Category => row.category_name.as_str().into(),
        CaseColumn::LastProgressOn => row.last_progress_on.into(),
    }
}

fn time(at: Option<DateTime<Utc>>) -> ListCell {
    at.map(|at| local(at).format("%Y-%m-%d %H:%M").to_string()).into()
}

/// The day with its light: sign, word and colour, so that nobody needs the colour.
fn deadline(light: Option<Light>, days: Option<i64>, day: Option<NaiveDate>) -> ListCell {
    let Some(day) = day else { return ListCell::from(Cell::Empty) };
    let Some(light) = light else { return day.to_string().into() };
    let left = match days {
        None => String::new(),
        Some(0) => " 今天到期".to_owned(),
        Some(n) if n > 0 => format!(" 还剩 {n} 个工作日"),
        Some(n) => format!(" 超期 {} 个工作日", -n),
    };
    let (sign, part) = match light {
        Light::Green => ("●", Part::Green),
        Light::Yellow => ("▲", Part::Yellow),
        Light::Red => ("■", Part::Red),
    };
    ListCell { value: format!("{sign} {day}{left}").into(), part }
}
