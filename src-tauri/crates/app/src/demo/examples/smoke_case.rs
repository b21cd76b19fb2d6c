//! The smoke of eight restaurants as a case: one leader takes it on, with the task force, the plan and the closing papers.

use chrono::Months;
use huishang_domain::flow::case::{CaseFacts, CaseMove as C, Tick};
use huishang_domain::ids::{AccountId, CaseId, PartyId};
use huishang_domain::time::local_date;
use huishang_domain::words::{CaseLevel, Risk};
use huishang_store::cases::{CaseRecord, LeaderRecord, ProgressRecord, ResponsibleRecord};
use huishang_store::directory::PersonRecord;
use huishang_store::parties::PartyRecord;
use uuid::Uuid;

use super::smoke::{DECISIONS, LEAD, PLACE, TOWN, people};
use super::stage::Stage;
use crate::AppError;
use crate::demo::batch::Affair;
use crate::demo::names;
use crate::demo::papers::Paper;
use crate::demo::walk::{By, Walk};

/// The dispute as a case: proposed, approved, claimed, planned, resolved, closed by two reviewers, called back.
pub(super) fn take_on(s: &mut Stage<'_, '_>) -> Result<CaseId, AppError> {
    let opened = s.at(1, 9, 0);
    let id = CaseId(s.maker.dice.id(opened));
    let (_, leader) = people(s.maker.directory)?;
    let facts = CaseFacts {
        has_reason: true,
        has_leader: true,
        has_responsible: true,
        has_plan: true,
        ticks: [Tick::Evidenced; 4],
        petition_ended_answered: true,
        // Two different people; who they are, their accounts say when this is written.
        first_reviewer: Some(AccountId(Uuid::from_u128(1))),
        second_reviewer: Some(AccountId(Uuid::from_u128(2))),
        ..CaseFacts::default()
    };
    let now = s.maker.now;
    let mut walk = Walk::begin((id.0, "open"), By::Clerk, opened, now, &mut s.maker.batch.taken);
    let steps = [
        (C::Submit, By::Clerk, s.at(1, 9, 20)),
        (C::Approve, By::Head, s.at(1, 16, 0)),
        (C::Claim, By::Clerk, s.at(2, 10, 0)),
        (C::AdoptPlan, By::Clerk, s.at(8, 9, 0)),
        (C::RequestClosing, By::Clerk, s.at(43, 9, 0)),
        (C::PassFirst, By::Head, s.at(44, 10, 0)),
        (C::CloseResolved, By::SecondHead, s.at(46, 15, 0)),
        (C::CallBack, By::Clerk, s.at(52, 10, 0)),
        (C::Archive, By::Clerk, s.at(55, 10, 0)),
    ];
    for (mv, by, at) in steps {
        walk.step(mv, &facts, (by, at), None, &mut s.maker.batch.taken)?;
    }
    let contact = s.maker.directory.office(LEAD)?.staff[0].clone();
    let entries = [
        (6, "visit", "包案领导带队到山海社区走访，听取46户居民代表和8家商户意见。"),
        (7, "meeting", "三部门共同召集会商，议定四项事项。"),
        (14, "measure", "8家油烟检测完成，6家责令改正。"),
        (20, "talk", "约谈两家抵触的商户，商户同意停业三天安装净化设施。"),
        (30, "measure", "8家净化设施全部安装，复测达标并公示。"),
        (38, "measure", "公共烟道改造完工，油烟高空排放。"),
        (41, "visit", "包案领导回访，居民普遍反映可以开窗。"),
    ];
    let progress: Vec<_> = entries
        .iter()
        .map(|(n, kind, text)| ProgressRecord {
            case_id: id,
            at: s.at(*n, 17, 0),
            by_name: contact.name.clone(),
            kind: (*kind).to_owned(),
            text: (*text).to_owned(),
        })
        .collect();
    let (town, village) = s.maker.directory.village(TOWN, "山海社区")?;
    let start_on = local_date(opened);
    let record = CaseRecord {
        id,
        version: walk.steps,
        number: String::new(),
        name: "山海社区8家餐饮店油烟扰民纠纷".to_owned(),
        level: CaseLevel::City,
        risk: Risk::Orange,
        category: "R0502".to_owned(),
        state: walk.state,
        division_id: Some(village.id),
        town_id: Some(town.record.id),
        responsible_id: s.agency(LEAD)?,
        contact_id: Some(contact.id),
        demand: "8家餐饮店安装油烟净化设施、改造公共烟道、规范夜间经营和餐厨垃圾清运。".to_owned(),
        plan: Some(
            "检测执法、改造烟道、规范经营、居民公约四项并进；包案领导每半月调度一次，社区每周巡查。"
                .to_owned(),
        ),
        people_concerned: 46,
        start_on,
        set_due_on: None,
        due_on: start_on + Months::new(3),
        ended_on: Some(s.day(46)),
        last_progress_on: progress.last().map(|entry| local_date(entry.at)),
        created_at: opened,
        created_by: None,
        updated_at: walk.at,
        updated_by: None,
    };
    let today = local_date(opened);
    let dice = &mut s.maker.dice;
    let party = PartyRecord {
        id: PartyId(dice.id(opened)),
        appeal_id: None,
        case_id: Some(id),
        position: 1,
        name: names::any_name(dice),
        phone: Some(names::mobile(dice)),
        id_number: Some(names::id_number(dice, today)),
        address: Some(PLACE.to_owned()),
    };
    papers(s, id, &leader)?;
    let leader =
        LeaderRecord { case_id: id, person_id: leader.id, post: leader.post, from_on: start_on, to_on: None };
    s.maker.affairs.push(Affair { record, appeals: Vec::new(), leader, progress, parties: vec![party] });
    Ok(id)
}

/// Five levels of responsibility, the task force, the plan's steps, the four ticks, the result.
fn papers(s: &mut Stage<'_, '_>, id: CaseId, leader: &PersonRecord) -> Result<(), AppError> {
    let at = s.at(2, 10, 0);
    let directory = s.maker.directory;
    let (lead, town) = (directory.office(LEAD)?, directory.office(TOWN)?);
    let police = directory.office("铜城派出所")?;
    let tiers = [
        ("city_leader", leader),
        ("agency", &lead.heads[0]),
        ("town", &town.heads[0]),
        ("police", &police.heads[0]),
        ("village", town.staff.last().unwrap_or(&town.staff[0])),
    ];
    for (tier, person) in tiers {
        let row = ResponsibleRecord {
            case_id: id,
            tier,
            person_id: person.id,
            agency_id: person.agency_id,
            name: person.name.clone(),
            post: person.post.clone(),
            phone: person.phone.clone(),
        };
        s.maker.papers.push(Paper::CaseResponsible(row, at));
    }
    for (short_name, duty) in
        [(LEAD, "检测执法"), ("市住建局", "烟道改造"), ("市城管局", "规范经营"), (TOWN, "居民工作")]
    {
        let person = directory.office(short_name)?.staff[0].id;
        s.maker.papers.push(Paper::CaseMember { id, person, duty, at });
    }
    for (decision, position) in DECISIONS.iter().zip(1..) {
        let (due_on, done_on) = (s.day(decision.due), s.day(decision.closed));
        let agency = s.agency(decision.lead)?;
        s.maker.papers.push(Paper::CaseStep {
            id,
            position,
            text: decision.text,
            agency,
            due_on,
            done_on,
            at,
        });
    }
    let at = s.at(43, 9, 0);
    for (item, evidence) in [
        ("closing.reasonable", "8家整改达标、烟道改造完工，复测报告和验收单在卷。"),
        ("closing.unreasonable", "对要求关停全部商户的两名居民说明政策，本人表示理解。"),
        ("closing.hardship", "一户低保商户申请到设备补贴。"),
        ("closing.unlawful", "6家超标排放依法责令改正，2家罚款。"),
    ] {
        s.maker.papers.push(Paper::CaseTick { id, item, evidence, at });
    }
    let result = "8家餐饮店油烟全部达标，公共烟道建成，居民与商户签订公约，连续30天无投诉。";
    s.maker.papers.push(Paper::CaseEnded { id, result });
    Ok(())
}
