//! 胭脂山社区（千秋街道）: an owner's illegal construction makes the roof leak. The street whistles, 市住建局 leads,
//! 市城管局 and 千秋派出所 help, 千秋街道 is the territory; done, confirmed by the street, called back, both sides rated.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use huishang_domain::flow::appeal::AppealMove;
use huishang_domain::flow::consultation;
use huishang_domain::flow::whistle::{WhistleFacts, WhistleMove as W};
use huishang_domain::ids::{AppealId, ConsultationId, WhistleId};
use huishang_domain::time::end_of_day;
use huishang_domain::words::{
    Attendance, Channel, ConsultationKind, DutyList, Entity, Participation, Satisfaction, WhistleKind,
};
use huishang_store::consultations::ConsultationRecord;
use huishang_store::directory::PersonRecord;
use huishang_store::ratings::{CallBackRecord, RatingRecord};
use huishang_store::whistles::{ParticipantRecord, WhistleRecord};

use super::Story;
use super::stage::{Decision, Guest, Report, Session, Stage};
use crate::AppError;
use crate::demo::directory::Directory;
use crate::demo::lives::Maker;
use crate::demo::papers::Paper;
use crate::demo::walk::{By, Walk};

const TOWN: &str = "千秋街道";
const LEAD: &str = "市住建局";
const PLACE: &str = "千秋街道胭脂山社区6号楼";
const TOPIC: &str = "胭脂山社区6号楼违章搭建致楼顶渗水";
/// The open day on which everybody meets, at nine.
const HELD: i64 = 4;

const PARTS: &[(&str, Participation)] = &[
    ("市委社会工作部", Participation::Convener),
    (LEAD, Participation::Lead),
    ("市城管局", Participation::Cooperating),
    ("千秋派出所", Participation::Cooperating),
    (TOWN, Participation::Territory),
];

const DECISIONS: &[Decision] = &[
    Decision {
        text: "责令业主限期自行拆除楼顶违章搭建，逾期依法强制拆除",
        lead: "市城管局",
        helping: &[LEAD, "千秋派出所"],
        due: 17,
        reports: &[
            (9, "已送达责令限期拆除通知书，业主同意配合。"),
            (14, "阳光房主体已拆除，正在清运建筑垃圾。"),
        ],
        closed: 16,
        evidence: "拆除前后对比照片、验收记录。",
    },
    Decision {
        text: "到场维护拆除秩序，及时处置邻里冲突",
        lead: "千秋派出所",
        helping: &[TOWN],
        due: 17,
        reports: &[(14, "拆除当天出警4人维持秩序，未发生冲突。")],
        closed: 16,
        evidence: "出警记录。",
    },
    Decision {
        text: "认定渗水原因，制定屋面防水修复方案并组织施工，完工后做闭水试验",
        lead: LEAD,
        helping: &["市城管局", TOWN],
        due: 27,
        reports: &[
            (11, "鉴定意见：违章搭建破坏屋面防水层，为渗水直接原因。"),
            (18, "修复方案已公示，动用专项维修资金，施工队进场。"),
            (24, "防水层铺设完成，正在做48小时闭水试验。"),
        ],
        closed: 26,
        evidence: "闭水试验合格报告、施工验收单。",
    },
    Decision {
        text: "组织12户居民逐户确认修复情况，建立楼栋巡查制度",
        lead: TOWN,
        helping: &[LEAD],
        due: 30,
        reports: &[(27, "已入户10户，均确认不再渗漏。"), (28, "12户全部签字确认。")],
        closed: 29,
        evidence: "12户签字确认表。",
    },
];

/// Those who come, the one who presides last.
fn people(directory: &Directory) -> Result<(Vec<Guest>, PersonRecord), AppError> {
    let (street, housing) = (directory.office(TOWN)?, directory.office(LEAD)?);
    let (urban, police) = (directory.office("市城管局")?, directory.office("千秋派出所")?);
    let ours = directory.office("市委社会工作部")?;
    let grid = street.staff.iter().find(|p| p.post.starts_with("胭脂山社区")).unwrap_or(&street.staff[0]);
    let come = vec![
        (housing.heads[1].clone(), Attendance::Must, "on_time"),
        (urban.heads[1].clone(), Attendance::Must, "substituted"),
        (police.heads[0].clone(), Attendance::Must, "late"),
        (street.heads[1].clone(), Attendance::Must, "on_time"),
        (grid.clone(), Attendance::Must, "on_time"),
        (ours.staff[0].clone(), Attendance::Should, "on_time"),
    ];
    Ok((come, ours.heads[0].clone()))
}

pub(super) fn reserve(maker: &mut Maker<'_>, begun: NaiveDate) -> Result<(), AppError> {
    let day = maker.days.after(begun, HELD);
    let (come, chair) = people(maker.directory)?;
    let all: Vec<_> = come.iter().map(|(person, ..)| person.id).chain([chair.id]).collect();
    maker.diary.take(day, 0, &all, None);
    Ok(())
}

pub(super) fn tell(
    maker: &mut Maker<'_>,
    story: &Story,
    number: &mut impl FnMut(DateTime<Utc>) -> String,
) -> Result<(), AppError> {
    let mut s = Stage { maker, begun: story.day };
    let report = Report {
        channel: Channel::Grid,
        title: "业主违章搭建导致楼顶渗水",
        body: "胭脂山社区6号楼12户居民联名反映：顶楼一户业主在楼顶违章搭建阳光房，破坏了屋面防水层，一下雨楼顶就渗水，\
               多户天花板发霉脱落；社区多次上门劝说，业主拒不拆除。要求拆除违建、修好屋面。",
        category: "R0701",
        town: TOWN,
        village: "胭脂山社区",
        place: PLACE,
        people: 12,
        handler: TOWN,
        named: 3,
    };
    let mut life = s.first_report(&report, story.received, number)?;
    let appeal = life.record.id;
    let at = s.at(0, 10, 5);
    s.step(&mut life, AppealMove::Check, (By::Clerk, at), None)?;
    let at = s.at(0, 14, 40);
    s.step(&mut life, AppealMove::JudgeBig, (By::Clerk, at), None)?;
    let at = s.at(1, 10, 30);
    s.step(&mut life, AppealMove::ToConsultation, (By::Clerk, at), Some(&format!("会商《{TOPIC}》")))?;
    let whistle = blow(&mut s, appeal)?;
    meet(&mut s, appeal)?;
    let at = s.at(30, 9, 0);
    s.step(
        &mut life,
        AppealMove::Finish,
        (By::Town, at),
        Some("违建已拆除，屋面防水修复合格，12户居民签字确认"),
    )?;
    let called = s.at(32, 10, 0);
    s.step(&mut life, AppealMove::CallBack, (By::Clerk, called), None)?;
    life.record.satisfaction = Some(Satisfaction::VerySatisfied);
    let at = s.at(36, 10, 0);
    s.step(&mut life, AppealMove::Archive, (By::Clerk, at), None)?;
    afterwards(&mut s, appeal, whistle, called)?;
    s.maker.batch.appeals.push(life.record);
    Ok(())
}

/// The street whistles; the departments come, handle it, and the street confirms.
fn blow(s: &mut Stage<'_, '_>, appeal: AppealId) -> Result<WhistleId, AppError> {
    let drafted = s.at(0, 15, 30);
    let id = WhistleId(s.maker.dice.id(drafted));
    let facts = WhistleFacts {
        has_reason: true,
        by_town_head: true,
        by_dispatcher: true,
        by_whistler: true,
        has_lead: true,
        round: 1,
        has_result: true,
        both_rated: true,
        ..WhistleFacts::default()
    };
    let now = s.maker.now;
    let mut walk = Walk::begin((id.0, "create"), By::Town, drafted, now, &mut s.maker.batch.taken);
    let longer = "屋面防水须在拆除后连续晴天施工，申请延期20个工作日";
    let steps = [
        (W::Submit, By::Town, s.at(0, 16, 20), None),
        (W::Approve, By::Town, s.at(1, 9, 0), None),
        (W::Dispatch, By::Clerk, s.at(1, 9, 30), None),
        (W::Sign, By::Agency, s.at(1, 10, 10), None),
        (W::Report, By::Agency, s.at(2, 9, 0), None),
        (W::Start, By::Agency, s.at(2, 9, 40), None),
        (W::RequestExtension, By::Agency, s.at(9, 9, 0), Some(longer)),
        (W::GrantExtension, By::Head, s.at(9, 15, 0), None),
        (W::Finish, By::Agency, s.at(29, 9, 30), None),
        (W::Confirm, By::Town, s.at(29, 15, 30), None),
        (W::Rate, By::Town, s.at(30, 10, 0), None),
        (W::CallBack, By::Clerk, s.at(32, 10, 0), None),
        (W::Archive, By::Clerk, s.at(36, 10, 30), None),
    ];
    for (mv, by, at, reason) in steps {
        walk.step(mv, &facts, (by, at), reason.map(Into::into), &mut s.maker.batch.taken)?;
    }
    let (town, _) = s.maker.directory.village(TOWN, "胭脂山社区")?;
    let due = end_of_day(s.day(11));
    let row = WhistleRecord {
        id,
        version: walk.steps,
        number: None,
        appeal_id: appeal,
        town_id: town.record.id,
        kind: WhistleKind::Tackle,
        duty_list: DutyList::Cooperating,
        state: walk.state,
        done_by_town: "社区和街道三次上门劝说，组织两次邻里协商，业主拒不拆除；已临时铺设防雨布。".to_owned(),
        asks_for: "请市住建局牵头认定违建和渗水原因，市城管局依法拆除，派出所到场维护秩序。".to_owned(),
        result: Some("违建拆除、防水修复、闭水试验合格，居民全部确认。".to_owned()),
        proposed_lead_id: s.agency(LEAD)?,
        lead_id: Some(s.agency(LEAD)?),
        round: 1,
        dispatches: 1,
        approved_by_id: Some(s.maker.directory.office(TOWN)?.heads[0].id),
        approved_at: Some(s.at(1, 9, 0)),
        dispatched_at: Some(s.at(1, 9, 30)),
        signed_at: Some(s.at(1, 10, 10)),
        arrived_at: Some(s.at(2, 9, 0)),
        due_at: Some(end_of_day(s.day(31))),
        closed_at: Some(s.at(29, 15, 30)),
        created_at: drafted,
        updated_at: walk.at,
    };
    let mut came = Vec::new();
    for (short_name, part) in &PARTS[1..] {
        let office = s.maker.directory.office(short_name)?;
        came.push(ParticipantRecord {
            whistle_id: id,
            agency_id: office.record.id,
            part: *part,
            signed_at: Some(s.at(1, 10, 10)),
            arrived_at: Some(s.at(2, 9, 0)),
            arrived_name: Some(office.staff[0].name.clone()),
        });
    }
    let extended = s.at(9, 15, 0);
    s.maker.papers.push(Paper::Whistle(Box::new(row), came));
    let to = end_of_day(s.day(31));
    s.maker.papers.push(Paper::WhistleExtended { id, from: due, to, reason: longer, at: extended });
    Ok(id)
}

fn meet(s: &mut Stage<'_, '_>, appeal: AppealId) -> Result<(), AppError> {
    let asked = s.at(1, 10, 30);
    let (come, chair) = people(s.maker.directory)?;
    let (town, _) = s.maker.directory.village(TOWN, "胭脂山社区")?;
    let clerk = s.maker.directory.office("市委社会工作部")?.staff[0].id;
    let record = ConsultationRecord {
        id: ConsultationId(s.maker.dice.id(asked)),
        version: 1,
        number: None,
        topic: TOPIC.to_owned(),
        kind: ConsultationKind::OnSite,
        state: consultation::START,
        requested_by_id: Some(s.agency(TOWN)?),
        town_id: Some(town.record.id),
        presiding_id: Some(chair.id),
        room_id: None,
        place: Some(format!("{PLACE}楼下")),
        starts_at: Some(s.at(HELD, 9, 0)),
        minutes: 90,
        hold_by_on: Some(s.day(6)),
        held_at: None,
        closed_at: None,
        remark: Some("千秋街道吹哨提请".to_owned()),
        created_at: asked,
        created_by: None,
        updated_at: asked,
        updated_by: None,
    };
    let session = Session {
        record,
        parts: PARTS.to_vec(),
        people: come,
        opinions: "居民代表：要求尽快拆除、修好屋面。市城管局：违建事实清楚，可立即立案。市住建局：拆除后须整体修复防水层。\
                   千秋派出所：可到场维护秩序。千秋街道：负责居民工作和逐户确认。"
            .to_owned(),
        minutes: "会议实地查看了楼顶和3户渗水住宅，认定违章搭建破坏防水层是渗水的直接原因，议定四项事项，明确牵头单位和时限。".to_owned(),
        chair: chair.id,
        clerk,
    };
    s.hold(session, (appeal, None), [1, HELD, 5, 6, 7, 29, 33], DECISIONS)
}

/// Called back at home; the street and the lead agency rate each other.
fn afterwards(
    s: &mut Stage<'_, '_>,
    appeal: AppealId,
    whistle: WhistleId,
    called: DateTime<Utc>,
) -> Result<(), AppError> {
    let (street, lead) = (s.agency(TOWN)?, s.agency(LEAD)?);
    let rated_at = s.at(30, 10, 0) - TimeDelta::minutes(20);
    for (direction, rater_id, rated_id, comment) in [
        ("town_rates_agency", street, lead, "到场及时，方案专业，问题彻底解决。"),
        ("agency_rates_town", lead, street, "前期工作扎实，居民工作做得细。"),
    ] {
        s.maker.papers.push(Paper::Rated(RatingRecord {
            entity: Entity::Whistle,
            entity_id: whistle.0,
            direction,
            rater_id,
            rated_id,
            resolution: Some("resolved"),
            satisfaction: Satisfaction::VerySatisfied,
            score: Some(98),
            comment: comment.to_owned(),
            rated_at,
        }));
    }
    let by_name = s.maker.directory.office("市委社会工作部")?.staff[1].name.clone();
    for (entity, entity_id) in [(Entity::Appeal, appeal.0), (Entity::Whistle, whistle.0)] {
        s.maker.papers.push(Paper::CalledBack(CallBackRecord {
            entity,
            entity_id,
            called_at: called,
            by_name: by_name.clone(),
            way: "visit",
            reached: true,
            resolution: Some("resolved"),
            satisfaction: Some(Satisfaction::VerySatisfied),
            comment: "雨后入户查看，天花板干燥，居民非常满意。".to_owned(),
        }));
    }
    Ok(())
}
