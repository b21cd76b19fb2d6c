//! Whether a consultation may be held then and there: the day is worked, the limit is kept, nobody is taken twice.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc, Weekday};
use huishang_domain::calendar::Calendar;
use huishang_domain::flow::RefusalCode;
use huishang_domain::ids::{ConsultationId, PersonId, RoomId};
use huishang_domain::time::{local, local_date};
use huishang_domain::words::ConsultationKind;
use huishang_store::consultations::{self, Occupied};
use huishang_store::{Tx, directory};

use crate::{AppError, FieldProblem};

/// How long a consultation may last.
const MINUTES: std::ops::RangeInclusive<i64> = 15..=480;

/// Collisions that one refusal names.
const MOST_NAMED: usize = 5;

/// A time and place that somebody wants.
#[derive(Clone, Debug)]
pub(super) struct Wanted<'a> {
    pub kind: ConsultationKind,
    pub starts_at: Option<DateTime<Utc>>,
    pub minutes: i64,
    pub room_id: Option<RoomId>,
    pub place: Option<&'a str>,
    pub hold_by: Option<NaiveDate>,
    /// Everyone who presides or attends.
    pub people: &'a [PersonId],
    /// The consultation itself, when it is only moved.
    pub except: Option<ConsultationId>,
}

/// Refuses a slot with its reason. Whoever calls this has queued for the slots before.
pub(super) async fn check(tx: &mut Tx, wanted: &Wanted<'_>, now: DateTime<Utc>) -> Result<(), AppError> {
    if !MINUTES.contains(&wanted.minutes) {
        return Err(AppError::invalid("minutes", FieldProblem::OutOfRange));
    }
    if wanted.kind == ConsultationKind::Room && wanted.room_id.is_none() {
        return Err(AppError::invalid("roomId", FieldProblem::Required));
    }
    if wanted.kind == ConsultationKind::OnSite && wanted.place.is_none() {
        return Err(AppError::invalid("place", FieldProblem::Required));
    }
    let room = match wanted.room_id {
        Some(id) => Some(
            directory::room(tx, id)
                .await?
                .ok_or_else(|| AppError::invalid("roomId", FieldProblem::UnknownReference))?,
        ),
        None => None,
    };
    let Some(starts_at) = wanted.starts_at else { return Ok(()) };
    if starts_at < now {
        return Err(AppError::invalid("startsAt", FieldProblem::InThePast));
    }
    let day = local_date(starts_at);
    // The calendar's own years are what bounds a date from above.
    let calendar = crate::calendar::current(tx).await?;
    if !calendar.is_working_day(day)? {
        let sentence = format!("{}不是工作日，不能安排会商，请另选一个工作日。", day_off(&calendar, day));
        return Err(AppError::refused(RefusalCode::NotWorkingDay, sentence));
    }
    if let Some(last) = wanted.hold_by
        && day > last
    {
        let sentence = format!(
            "会商时间{}超过了须召开的期限{}，请提前会商，或先改期限。",
            chinese_day(day),
            chinese_day(last)
        );
        return Err(AppError::refused(RefusalCode::HeldTooLate, sentence));
    }
    collisions(tx, wanted, starts_at, room.map(|r| r.name)).await
}

/// Refuses when a person or the room is taken by another consultation.
async fn collisions(
    tx: &mut Tx,
    wanted: &Wanted<'_>,
    starts_at: DateTime<Utc>,
    room: Option<String>,
) -> Result<(), AppError> {
    let ends_at = starts_at.checked_add_signed(TimeDelta::minutes(wanted.minutes)).unwrap_or(starts_at);
    let others = consultations::between(tx, starts_at, ends_at, wanted.except).await?;
    if others.is_empty() {
        return Ok(());
    }
    let people: BTreeSet<PersonId> = wanted.people.iter().copied().collect();
    let ids: Vec<_> = others.iter().map(|o| o.id).collect();
    let there = consultations::attending(tx, &ids).await?;
    let mut words = Vec::new();
    for other in &others {
        for person in there.iter().filter(|p| p.consultation_id == other.id && people.contains(&p.person_id))
        {
            let who = if person.agency.is_empty() {
                person.name.clone()
            } else {
                format!("{} {}", person.agency, person.name)
            };
            words.push(format!("{who} {} 参加《{}》会商", time_span(other), other.topic));
        }
    }
    let code = if words.is_empty() { RefusalCode::RoomTaken } else { RefusalCode::PersonTaken };
    if let (Some(name), Some(id)) = (room, wanted.room_id) {
        for other in others.iter().filter(|o| o.room_id == Some(id)) {
            words.push(format!("{name} {} 用于《{}》会商", time_span(other), other.topic));
        }
    }
    if words.is_empty() {
        return Ok(());
    }
    let more = if words.len() > MOST_NAMED { format!("等{}处冲突", words.len()) } else { String::new() };
    words.truncate(MOST_NAMED);
    Err(AppError::refused(code, format!("{}{more}，请另选时间、人员或会议室。", words.join("；"))))
}

/// 11月25日14:30–16:00
fn time_span(other: &Occupied) -> String {
    let (from, to) = (local(other.starts_at), local(other.ends_at()));
    let day = format!("{}月{}日", from.month(), from.day());
    format!("{day}{}–{}", from.format("%H:%M"), to.format("%H:%M"))
}

/// 2026年10月1日
fn chinese_day(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// 2026年10月1日（国庆节）, 2026年11月28日（星期六）
fn day_off(calendar: &Calendar, day: NaiveDate) -> String {
    let special = calendar.special_days(day.year()).into_iter().find(|d| d.date == day).map(|d| d.name);
    let name = special.filter(|name| !name.is_empty()).unwrap_or_else(|| weekday(day.weekday()).to_owned());
    format!("{}（{name}）", chinese_day(day))
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "星期一",
        Weekday::Tue => "星期二",
        Weekday::Wed => "星期三",
        Weekday::Thu => "星期四",
        Weekday::Fri => "星期五",
        Weekday::Sat => "星期六",
        Weekday::Sun => "星期日",
    }
}
