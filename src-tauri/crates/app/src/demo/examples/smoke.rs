//! 山海社区（铜城镇）: the oil smoke of eight restaurants. 市住建局, 市生态环境局 and 市城管局 convene together, each decided
//! action has exactly one lead, and a city leader takes the dispute on until nobody complains any more.

use chrono::{DateTime, NaiveDate, Utc};
use huishang_domain::flow::appeal::AppealMove;
use huishang_domain::flow::consultation;
use huishang_domain::ids::{AppealId, CaseId, ConsultationId, RoomId};
use huishang_domain::words::{Attendance, Channel, ConsultationKind, Entity, Participation, Satisfaction};
use huishang_store::consultations::ConsultationRecord;
use huishang_store::directory::PersonRecord;
use huishang_store::ratings::{CallBackRecord, RatingRecord};

use super::stage::{Decision, Guest, Report, Session, Stage};
use super::{Story, smoke_case};
use crate::AppError;
use crate::demo::directory::Directory;
use crate::demo::lives::Maker;
use crate::demo::papers::Paper;
use crate::demo::walk::By;

pub(super) const TOWN: &str = "铜城镇";
pub(super) const LEAD: &str = "市生态环境局";
pub(super) const PLACE: &str = "铜城镇山海社区振兴路商住楼";
const TOPIC: &str = "山海社区8家餐饮店油烟扰民";
/// The open day on which everybody meets, at half past two.
const HELD: i64 = 7;

const PARTS: &[(&str, Participation)] = &[
    ("市住建局", Participation::Convener),
    (LEAD, Participation::Convener),
    ("市城管局", Participation::Convener),
    (LEAD, Participation::Lead),
    ("市住建局", Participation::Cooperating),
    ("市城管局", Participation::Cooperating),
    ("市市场监管局", Participation::Cooperating),
    (TOWN, Participation::Territory),
];

pub(super) const DECISIONS: &[Decision] = &[
    Decision {
        text: "对8家餐饮店逐户检测油烟，责令限期安装净化设施，安装后复测并向居民公开结果",
        lead: LEAD,
        helping: &["市城管局", "市市场监管局"],
        due: 31,
        reports: &[
            (14, "8家全部检测，6家超标，已送达责令改正决定书。"),
            (22, "7家已装油烟净化设施，1家正在更换设备。"),
            (29, "8家全部安装，复测均达标，结果已在社区公示栏公开。"),
        ],
        closed: 30,
        evidence: "8份复测报告、公示照片。",
    },
    Decision {
        text: "改造商住楼公共烟道，油烟引至楼顶高空排放",
        lead: "市住建局",
        helping: &[LEAD, TOWN],
        due: 41,
        reports: &[
            (18, "烟道改造方案经居民代表和商户同意。"),
            (30, "烟道主体安装完成八成。"),
            (37, "烟道改造完工，楼顶排放口已加高。"),
        ],
        closed: 38,
        evidence: "竣工验收单、居民代表签字。",
    },
    Decision {
        text: "规范门前占道和夜间经营，餐厨垃圾每日定时清运",
        lead: "市城管局",
        helping: &["市市场监管局", TOWN],
        due: 26,
        reports: &[(13, "8家签订门前三包责任书，22点后停止露天经营。"), (23, "连续两周夜间巡查无占道。")],
        closed: 24,
        evidence: "责任书、夜间巡查记录。",
    },
    Decision {
        text: "组织商户和居民签订公约，社区每周巡查一次并公示",
        lead: TOWN,
        helping: &["市城管局"],
        due: 21,
        reports: &[(15, "召开居民协商亭议事会，商户与居民签订公约。"), (19, "社区巡查表已上墙。")],
        closed: 20,
        evidence: "公约、巡查表。",
    },
];

/// Those who come, then the city leader who presides and takes the case on.
pub(super) fn people(directory: &Directory) -> Result<(Vec<Guest>, PersonRecord), AppError> {
    let mut come = Vec::new();
    for (short_name, presence) in
        [(LEAD, "on_time"), ("市住建局", "on_time"), ("市城管局", "on_time"), ("市市场监管局", "late")]
    {
        come.push((directory.office(short_name)?.heads[1].clone(), Attendance::Must, presence));
    }
    let town = directory.office(TOWN)?;
    come.push((town.heads[1].clone(), Attendance::Must, "on_time"));
    come.push((town.staff[1].clone(), Attendance::Should, "on_time"));
    come.push((directory.office("市委社会工作部")?.staff[0].clone(), Attendance::Should, "on_time"));
    let chair = directory.leaders.iter().find(|leader| leader.post.contains("城建"));
    let chair = chair.unwrap_or(&directory.leaders[0]).clone();
    Ok((come, chair))
}

/// The department's own room.
fn room(directory: &Directory) -> Option<RoomId> {
    directory.rooms.iter().find(|room| room.name.contains("会商室")).map(|room| room.id)
}

pub(super) fn reserve(maker: &mut Maker<'_>, begun: NaiveDate) -> Result<(), AppError> {
    let day = maker.days.after(begun, HELD);
    let (come, chair) = people(maker.directory)?;
    let all: Vec<_> = come.iter().map(|(person, ..)| person.id).chain([chair.id]).collect();
    maker.diary.take(day, 2, &all, room(maker.directory));
    Ok(())
}

pub(super) fn tell(
    maker: &mut Maker<'_>,
    story: &Story,
    number: &mut impl FnMut(DateTime<Utc>) -> String,
) -> Result<(), AppError> {
    let mut s = Stage { maker, begun: story.day };
    let report = Report {
        channel: Channel::NeighbourPavilion,
        title: "8家餐饮店油烟扰民",
        body: "山海社区振兴路商住楼居民在协商亭反映：楼下8家餐饮店油烟直排，46户居民长年不敢开窗，夜间食客喧哗、\
               餐厨垃圾外溢；居民与商户多次争吵，曾三次报警。要求彻底整治。",
        category: "R0502",
        town: TOWN,
        village: "山海社区",
        place: PLACE,
        people: 46,
        handler: LEAD,
        named: 4,
    };
    let mut life = s.first_report(&report, story.received, number)?;
    let appeal = life.record.id;
    let at = s.at(0, 14, 0);
    s.step(&mut life, AppealMove::Check, (By::Clerk, at), None)?;
    let at = s.at(0, 15, 0);
    s.step(&mut life, AppealMove::JudgeBig, (By::Clerk, at), None)?;
    let case = smoke_case::take_on(&mut s)?;
    let at = s.at(3, 9, 0);
    s.step(&mut life, AppealMove::ToConsultation, (By::Clerk, at), Some(&format!("会商《{TOPIC}》")))?;
    meet(&mut s, appeal, case)?;
    let at = s.at(40, 9, 0);
    s.step(&mut life, AppealMove::Finish, (By::Town, at), Some("8家全部整改达标，公共烟道改造完工"))?;
    let called = s.at(42, 10, 0);
    s.step(&mut life, AppealMove::CallBack, (By::Clerk, called), None)?;
    life.record.satisfaction = Some(Satisfaction::Satisfied);
    let at = s.at(46, 10, 0);
    s.step(&mut life, AppealMove::Archive, (By::Clerk, at), None)?;
    afterwards(&mut s, appeal, case)?;
    s.maker.batch.appeals.push(life.record);
    Ok(())
}

fn meet(s: &mut Stage<'_, '_>, appeal: AppealId, case: CaseId) -> Result<(), AppError> {
    let asked = s.at(3, 9, 0);
    let (come, chair) = people(s.maker.directory)?;
    let (town, _) = s.maker.directory.village(TOWN, "山海社区")?;
    let clerk = s.maker.directory.office("市委社会工作部")?.staff[0].id;
    let record = ConsultationRecord {
        id: ConsultationId(s.maker.dice.id(asked)),
        version: 1,
        number: None,
        topic: TOPIC.to_owned(),
        kind: ConsultationKind::Room,
        state: consultation::START,
        requested_by_id: Some(s.agency(TOWN)?),
        town_id: Some(town.record.id),
        presiding_id: Some(chair.id),
        room_id: room(s.maker.directory),
        place: None,
        starts_at: Some(s.at(HELD, 14, 30)),
        minutes: 90,
        hold_by_on: Some(s.day(10)),
        held_at: None,
        closed_at: None,
        remark: Some("三部门共同召集".to_owned()),
        created_at: asked,
        created_by: None,
        updated_at: asked,
        updated_by: None,
    };
    let session = Session {
        record,
        parts: PARTS.to_vec(),
        people: come,
        opinions: "市生态环境局：6家无净化设施，可立即检测立案。市住建局：原设计无公共烟道，须补建。市城管局：夜间占道可专项整治。\
                   市市场监管局：配合核查证照。铜城镇：负责组织商户和居民协商。"
            .to_owned(),
        minutes: "会议由三部门共同召集，议定四项事项，每项只有一个牵头单位；整治期间由包案领导每半月调度一次。".to_owned(),
        chair: chair.id,
        clerk,
    };
    s.hold(session, (appeal, Some(case)), [3, HELD, 9, 10, 11, 39, 44], DECISIONS)
}

/// Called back; the town and the lead agency rate each other.
fn afterwards(s: &mut Stage<'_, '_>, appeal: AppealId, case: CaseId) -> Result<(), AppError> {
    let by_name = s.maker.directory.office("市委社会工作部")?.staff[1].name.clone();
    for (entity, entity_id, n, way) in
        [(Entity::Appeal, appeal.0, 42, "phone"), (Entity::Case, case.0, 52, "visit")]
    {
        let called_at = s.at(n, 10, 0);
        s.maker.papers.push(Paper::CalledBack(CallBackRecord {
            entity,
            entity_id,
            called_at,
            by_name: by_name.clone(),
            way,
            reached: true,
            resolution: Some("resolved"),
            satisfaction: Some(Satisfaction::Satisfied),
            comment: "可以开窗了，夜里也安静，居民满意。".to_owned(),
        }));
    }
    let (town, lead) = (s.agency(TOWN)?, s.agency(LEAD)?);
    let rated_at = s.at(40, 15, 0);
    for (direction, rater_id, rated_id, comment) in [
        ("town_rates_agency", town, lead, "牵头有力，检测结果公开透明。"),
        ("agency_rates_town", lead, town, "商户和居民工作到位。"),
    ] {
        s.maker.papers.push(Paper::Rated(RatingRecord {
            entity: Entity::Appeal,
            entity_id: appeal.0,
            direction,
            rater_id,
            rated_id,
            resolution: Some("resolved"),
            satisfaction: Satisfaction::Satisfied,
            score: Some(95),
            comment: comment.to_owned(),
            rated_at,
        }));
    }
    Ok(())
}
