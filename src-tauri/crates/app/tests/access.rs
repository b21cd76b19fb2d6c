//! The table of who may do what, held against the use cases themselves: every role × every use case, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod stage;
mod support;

use std::path::Path;

use huishang_app::appeals::{
    self, AppealInput, AppealQuery, BulkAppeal, BulkChange, BulkJob, BulkReport, BulkTarget, LifeQuery,
    PersonInput,
};
use huishang_app::attachments::{self, AttachmentFile, AttachmentRef};
use huishang_app::cases::{self, CaseInput, CaseQuery};
use huishang_app::consultations::{self, ConsultationInput, ConsultationQuery};
use huishang_app::deadlines::{self, ExtensionAsk, Reminders};
use huishang_app::demo::{self, DemoOptions};
use huishang_app::duplicates::{self, ScanOf};
use huishang_app::forms::{self, ExportJob};
use huishang_app::imports::{self, ImportJob, ImportQuery};
use huishang_app::intake::{self, GatheringPart, IntakeInput, IntakeItem, IntakePerson};
use huishang_app::limits::{self, LimitInput, LimitShown};
use huishang_app::lists::{self, ListExport, ListOf};
use huishang_app::triage::{self, TriageDecision};
use huishang_app::views::{self, ListViewInput};
use huishang_app::{Actor, AppError, audit_trail, calendar, directory};
use huishang_domain::access::{Scope, UseCase, scope};
use huishang_domain::calendar::DayKind;
use huishang_domain::flow::appeal::AppealMove;
use huishang_domain::flow::case::CaseMove;
use huishang_domain::flow::consultation::ConsultationMove;
use huishang_domain::ids::{AppealId, CaseId, ConsultationId, IntakeId};
use huishang_domain::limits::{Limit, LimitCode, Unit};
use huishang_domain::lists::{AppealColumn, CaseColumn, ConsultationColumn, ListKind};
use huishang_domain::words::{AskKind, Channel, ConsultationKind, Entity, Level, Role};
use huishang_testkit::on_both_engines;
use stage::Stage;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// Whose thing is tried: of the town and the agency that the actors of the tests belong to, or of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    Theirs,
    Others,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    /// The role may not.
    Forbidden,
    /// The role may, but not this one: for this person it isn't there.
    Unseen,
}

fn outcome<T>(result: Result<T, AppError>) -> Outcome {
    match result {
        Ok(_) => Outcome::Done,
        Err(AppError::Forbidden { .. }) => Outcome::Forbidden,
        Err(AppError::NotFound { .. }) => Outcome::Unseen,
        Err(other) => panic!("neither done nor refused: {other:?}"),
    }
}

/// Of the one appeal that it was asked for.
fn bulk(result: Result<BulkReport, AppError>) -> Outcome {
    match result {
        Ok(report) if report.done == 1 => Outcome::Done,
        Ok(report) => outcome::<()>(Err(report.told.into_iter().next().unwrap().why)),
        Err(error) => outcome::<()>(Err(error)),
    }
}

fn bulk_job(id: AppealId, change: BulkChange) -> BulkJob {
    let target = BulkTarget::Rows { rows: vec![BulkAppeal { id, version: 1 }] };
    BulkJob { target, change, reason: None, task: "批量".into() }
}

fn list_export(list: ListOf) -> ListExport {
    ListExport { list, title: "清单".into(), filters: String::new(), task: "导出".into() }
}

/// A list that leaves it out hides it.
fn listed(result: Result<bool, AppError>) -> Outcome {
    match result {
        Ok(false) => Outcome::Unseen,
        other => outcome(other),
    }
}

/// The small county, with what is tried.
struct Trial {
    s: Stage,
    files: tempfile::TempDir,
}

impl Trial {
    fn appeal_input(&self, whose: Whose, title: &str) -> AppealInput {
        let input = self.s.w.input(title);
        match whose {
            Whose::Theirs => input,
            Whose::Others => {
                AppealInput { division_id: Some(self.s.w.town_b), handler_id: Some(self.s.w.urban), ..input }
            }
        }
    }

    async fn appeal(&self, whose: Whose, level: Option<Level>) -> AppealId {
        self.s.appeal_with(self.appeal_input(whose, "一件"), level).await.row.id
    }

    fn intake_input(&self, whose: Whose) -> IntakeInput {
        let item = IntakeItem {
            ask_kind: AskKind::Opinion,
            title: None,
            text: "说一件事".into(),
            category: None,
            people_concerned: 1,
            division_id: None,
            person: None,
        };
        IntakeInput {
            id: IntakeId(uuid::Uuid::now_v7()),
            channel: Channel::VillageForum,
            at: support::at("2026-11-20T02:00:00Z"),
            division_id: if whose == Whose::Theirs { self.s.w.village_a } else { self.s.w.town_b },
            place: Some("议事厅".into()),
            person: IntakePerson::default(),
            visit: None,
            gathering: Some(GatheringPart::default()),
            reception: None,
            items: vec![item],
        }
    }

    /// The name of somebody whom an appeal names.
    async fn known(&self, whose: Whose) -> &'static str {
        let name = if whose == Whose::Theirs { "本镇某人" } else { "外镇某人" };
        let input = AppealInput { party_name: Some(name.into()), ..self.appeal_input(whose, "一件") };
        appeals::register(&self.s.w.app, &self.s.w.admin, input).await.unwrap();
        name
    }

    /// Without a time yet, so that many don't need the same room.
    async fn consultation_input(&self, whose: Whose) -> ConsultationInput {
        let appeal = self.appeal(whose, Some(Level::Big)).await;
        let input = ConsultationInput {
            kind: ConsultationKind::OnSite,
            room_id: None,
            place: Some("现场".into()),
            starts_at: None,
            must_attend: vec![],
            ..self.s.consultation("一次会商", &[appeal])
        };
        match whose {
            Whose::Theirs => input,
            Whose::Others => ConsultationInput {
                requested_by_id: None,
                lead_id: self.s.w.urban,
                cooperating_ids: vec![self.s.environment],
                ..input
            },
        }
    }

    async fn consultation(&self, whose: Whose) -> ConsultationId {
        let input = self.consultation_input(whose).await;
        consultations::create(&self.s.w.app, &self.s.w.admin, input).await.unwrap().row.id
    }

    fn case_input(&self, whose: Whose) -> CaseInput {
        let (w, input) = (&self.s.w, self.s.case("一件包案", &[]));
        match whose {
            Whose::Theirs => CaseInput { division_id: Some(w.village_a), ..input },
            Whose::Others => {
                CaseInput { division_id: Some(w.town_b), responsible_id: w.urban, contact_id: None, ..input }
            }
        }
    }

    async fn case(&self, whose: Whose) -> CaseId {
        cases::open(&self.s.w.app, &self.s.w.admin, self.case_input(whose)).await.unwrap().row.id
    }

    /// A file on an appeal.
    async fn attached(&self, actor: &Actor, id: AppealId) -> Result<AttachmentRef, AppError> {
        let path = self.files.path().join("附件.txt");
        std::fs::write(&path, "说明").unwrap();
        let file = AttachmentFile {
            entity: Entity::Appeal,
            entity_id: id.0,
            path,
            name: "附件.txt".into(),
            purpose: None,
            task: "附件".into(),
        };
        let added = attachments::add(&self.s.w.app, actor, file, &CancellationToken::new()).await?;
        Ok(AttachmentRef { entity: Entity::Appeal, entity_id: id.0, id: added.attachment.id })
    }

    /// The request that waits for an appeal.
    async fn request(&self, id: AppealId) -> Option<Uuid> {
        let mut tx = self.s.w.app.db.read().await.unwrap();
        let rows = huishang_store::extensions::of(&mut tx, Entity::Appeal, id.0).await.unwrap();
        rows.last().map(|row| row.id)
    }

    async fn limit(&self) -> LimitShown {
        let all = limits::list(&self.s.w.app, &self.s.w.admin).await.unwrap();
        all.into_iter().find(|row| row.code == LimitCode::SupervisionReply).unwrap()
    }

    /// Whether an appeal that is late is told of.
    async fn reminded(&self, actor: &Actor, whose: Whose) -> Outcome {
        let late = |told: Result<Reminders, AppError>| told.map(|told| told.overdue_count);
        let before = late(deadlines::reminders(&self.s.w.app, actor).await);
        let received_at = "2026-10-20T02:00:00Z".parse().unwrap();
        let input = AppealInput { received_at, ..self.appeal_input(whose, "早就到期的") };
        appeals::register(&self.s.w.app, &self.s.w.admin, input).await.unwrap();
        let after = late(deadlines::reminders(&self.s.w.app, actor).await);
        listed(after.and_then(|after| before.map(|before| after == before + 1)))
    }

    /// Tries a use case; what isn't done must leave nothing under this person's name.
    async fn attempts(&self, actor: &Actor, use_case: UseCase, whose: Whose) -> Vec<(&'static str, Outcome)> {
        let before = self.s.w.trail().await;
        let outcomes = self.call(actor, use_case, whose).await;
        if outcomes.iter().all(|(_, outcome)| *outcome != Outcome::Done) {
            let mut tx = self.s.w.app.db.read().await.unwrap();
            let since = huishang_store::audit::from_seq(&mut tx, before + 1, 1000).await.unwrap();
            // That somebody took out a list of nothing is written down as well.
            let theirs = |e: &&huishang_store::audit::Entry| {
                e.account_id == Some(actor.account_id) && e.verb != "export_list"
            };
            let written: Vec<_> = since.iter().filter(theirs).collect();
            assert!(written.is_empty(), "{} {use_case}, {whose:?}: {written:?}", actor.role);
        }
        outcomes
    }

    /// Calls the functions behind a use case. Each new use case must be written here, or this doesn't compile; one
    /// without a function gives nothing.
    async fn call(&self, actor: &Actor, use_case: UseCase, whose: Whose) -> Vec<(&'static str, Outcome)> {
        let (app, go) = (&self.s.w.app, CancellationToken::new());
        match use_case {
            UseCase::ViewAppeals => {
                let id = self.appeal(whose, None).await;
                let file = self.attached(&self.s.w.admin, id).await.unwrap();
                let life = LifeQuery { limit: 10, ..LifeQuery::default() };
                let out = self.files.path().join(uuid::Uuid::now_v7().to_string());
                let all = AppealQuery { limit: 100, ..AppealQuery::default() };
                let list = appeals::list(app, actor, all).await;
                vec![
                    ("detail", outcome(appeals::detail(app, actor, id).await)),
                    ("derivation", outcome(appeals::derivation(app, actor, id).await)),
                    ("reminders", self.reminded(actor, whose).await),
                    ("list", listed(list.map(|page| page.rows.iter().any(|row| row.id == id)))),
                    ("duplicates", outcome(duplicates::candidates(app, actor, id).await)),
                    ("life", outcome(appeals::life(app, actor, id).await)),
                    ("timeline", outcome(appeals::timeline(app, actor, id, life.clone()).await)),
                    ("files", outcome(attachments::list(app, actor, Entity::Appeal, id.0).await)),
                    ("piece", outcome(attachments::piece(app, actor, file, 0).await)),
                    ("save", outcome(attachments::save(app, actor, file, |_| vec![out], &go).await)),
                ]
            }
            UseCase::RegisterAppeal => {
                let input = self.appeal_input(whose, "新登记的");
                let registered = outcome(appeals::register(app, actor, input).await);
                let saved = outcome(intake::save(app, actor, self.intake_input(whose)).await);
                let offered = intake::divisions(app, actor, "").await;
                let division = self.intake_input(whose).division_id;
                // Each whose has people of a name of their own.
                let name = self.known(whose).await;
                let known = intake::known_people(app, actor, name).await;
                vec![
                    ("register", registered),
                    ("intake", saved),
                    ("divisions", listed(offered.map(|all| all.iter().any(|hit| hit.id == division)))),
                    ("known people", listed(known.map(|all| !all.is_empty()))),
                ]
            }
            UseCase::EditAppeal => {
                let id = self.appeal(whose, None).await;
                let input = self.appeal_input(whose, "改过的标题");
                let edited = outcome(appeals::edit(app, actor, id, 1, input).await);
                let added = outcome(self.attached(actor, id).await);
                let file = self.attached(&self.s.w.admin, id).await.unwrap();
                let described = attachments::describe(app, actor, file, 1, "说明.txt", None).await;
                let version = if described.is_ok() { 2 } else { 1 };
                let removed = attachments::remove(app, actor, file, version).await;
                let restored = attachments::restore(app, actor, file).await;
                let id = self.appeal(whose, None).await;
                let person = appeals::save_person(app, actor, id, 1, somebody()).await;
                let id = self.appeal(whose, None).await;
                let named = appeals::detail(app, &self.s.w.admin, id).await.unwrap().parties[0].id;
                let unnamed = appeals::remove_person(app, actor, id, 1, named).await;
                let filed = || BulkChange::Category { category: "R0501".into() };
                let id = self.appeal(whose, None).await;
                let changed = bulk(appeals::bulk_change(app, actor, bulk_job(id, filed()), &go).await);
                let id = self.appeal(whose, None).await;
                let made = appeals::bulk_change(app, &self.s.w.admin, bulk_job(id, filed()), &go).await;
                let undone = appeals::bulk_undo(app, actor, made.unwrap().batch.unwrap(), "撤销", &go).await;
                vec![
                    ("save_person", outcome(person)),
                    ("remove_person", outcome(unnamed)),
                    ("edit", edited),
                    ("bulk_change", changed),
                    ("bulk_undo", bulk(undone)),
                    ("attach", added),
                    ("describe", outcome(described)),
                    ("detach", outcome(removed)),
                    ("reattach", outcome(restored)),
                ]
            }
            UseCase::ImportAppeals => {
                let path = self.files.path().join("一行.csv");
                let text = "工单编号,受理时间,诉求标题\n甲1,2026-11-02,路灯不亮\n甲2,不是日期,路灯不亮\n";
                std::fs::write(&path, text).unwrap();
                let out = self.files.path().join("未导入.xlsx");
                let run = imports::run(app, actor, import_job(&path), &go).await;
                let preview = imports::preview(app, actor, &path, "hotline", None).await;
                let saved = imports::save_rejected(app, actor, &path, "hotline", None, &out).await;
                // One to look at and to take back, whoever made it.
                let mut again = ImportJob { dry_run: false, ..import_job(&path) };
                again.source = format!("s{}", uuid::Uuid::now_v7().simple());
                let made = imports::run(app, &self.s.w.admin, again, &go).await.unwrap().import_id.unwrap();
                let few = || ImportQuery { after: None, limit: 10 };
                vec![
                    ("run", outcome(run)),
                    ("preview", outcome(preview)),
                    ("save_rejected", outcome(saved)),
                    ("history", outcome(imports::history(app, actor, few()).await)),
                    ("detail", outcome(imports::detail(app, actor, made).await)),
                    ("changes", outcome(imports::changes(app, actor, made, few()).await)),
                    ("undo", outcome(imports::undo(app, actor, made, 1).await)),
                ]
            }
            UseCase::JudgeAppeal => {
                let id = self.appeal(whose, None).await;
                let judged = outcome(appeals::judge(app, actor, id, 1, Level::Small, None).await);
                let id = self.appeal(whose, Some(Level::Big)).await;
                let withdrawn = outcome(appeals::withdraw_judgement(app, actor, id, 2).await);
                let (id, other) = (self.appeal(whose, None).await, self.appeal(whose, None).await);
                let dismissed = duplicates::dismiss(app, actor, id, other, 1, None).await;
                let admin = &self.s.w.admin;
                // As it stands once somebody has dismissed it.
                drop(duplicates::dismiss(app, admin, id, other, 1, None).await);
                let reconsidered = duplicates::reconsider(app, actor, id, other).await;
                let merged = outcome(duplicates::merge(app, actor, id, 1, other, None).await);
                let split = outcome(duplicates::split(app, actor, id, 2, "并错了").await);
                let id = self.appeal(whose, None).await;
                let advanced = appeals::advance(app, actor, id, 1, AppealMove::ToSuggestion, None).await;
                let scanned = duplicates::scan(app, actor, ScanOf::Unjudged, "查重", &go).await;
                let small = || BulkChange::Level { level: Level::Small };
                let id = self.appeal(whose, None).await;
                let changed = bulk(appeals::bulk_change(app, actor, bulk_job(id, small()), &go).await);
                let id = self.appeal(whose, None).await;
                let made = appeals::bulk_change(app, &self.s.w.admin, bulk_job(id, small()), &go).await;
                let undone = appeals::bulk_undo(app, actor, made.unwrap().batch.unwrap(), "撤销", &go).await;
                vec![
                    ("bulk_change", changed),
                    ("bulk_undo", bulk(undone)),
                    ("judge", judged),
                    ("withdraw_judgement", withdrawn),
                    ("dismiss", outcome(dismissed)),
                    ("reconsider", outcome(reconsidered)),
                    ("merge", merged),
                    ("split", split),
                    ("scan", outcome(scanned)),
                    ("advance", outcome(advanced)),
                ]
                .into_iter()
                .chain(self.triaged(actor, whose).await)
                .collect()
            }
            UseCase::EditRules => {
                let rules = triage::rules(app, &self.s.w.admin).await.unwrap();
                let rule = rules[0].rule.clone();
                let lists = triage::duty_lists(app, &self.s.w.admin).await.unwrap();
                vec![
                    ("rules", outcome(triage::rules(app, actor).await)),
                    ("save_rule", outcome(triage::save_rule(app, actor, rule.clone()).await)),
                    ("try_rule", outcome(triage::try_rule(app, actor, rule).await)),
                    ("duty_lists", outcome(triage::duty_lists(app, actor).await)),
                    ("set_duty_lists", outcome(triage::set_duty_lists(app, actor, lists).await)),
                ]
            }
            UseCase::KeepClock => {
                let id = self.appeal(whose, None).await;
                let paused = outcome(appeals::pause(app, actor, id, 1, "等材料").await);
                let id = self.appeal(whose, None).await;
                appeals::pause(app, &self.s.w.admin, id, 1, "等材料").await.unwrap();
                let resumed = outcome(appeals::resume(app, actor, id, 2).await);
                let id = self.appeal(whose, None).await;
                let asked = outcome(deadlines::ask(app, actor, extension(id)).await);
                let own = self.request(id).await;
                let withdrawn = match own {
                    Some(request) => outcome(deadlines::withdraw(app, actor, request, 1).await),
                    None => asked,
                };
                vec![("pause", paused), ("resume", resumed), ("ask", asked), ("withdraw", withdrawn)]
            }
            UseCase::ApproveExtension => {
                let id = self.appeal(whose, None).await;
                deadlines::ask(app, &self.s.w.admin, extension(id)).await.unwrap();
                let request = self.request(id).await.unwrap();
                vec![("decide", outcome(deadlines::decide(app, actor, request, 1, true, None).await))]
            }
            UseCase::ViewConsultations => {
                let id = self.consultation(whose).await;
                let all = ConsultationQuery { limit: 100, ..ConsultationQuery::default() };
                let list = consultations::list(app, actor, all).await;
                vec![
                    ("detail", outcome(consultations::detail(app, actor, id).await)),
                    ("list", listed(list.map(|page| page.rows.iter().any(|row| row.id == id)))),
                ]
            }
            UseCase::CreateConsultation => {
                let input = self.consultation_input(whose).await;
                vec![("create", outcome(consultations::create(app, actor, input).await))]
            }
            UseCase::MoveConsultation => {
                let id = self.consultation(whose).await;
                let moved = consultations::advance(app, actor, id, 1, ConsultationMove::Submit, None).await;
                vec![("advance", outcome(moved))]
            }
            UseCase::ViewCases => {
                let id = self.case(whose).await;
                let all = CaseQuery { limit: 100, ..CaseQuery::default() };
                let list = cases::list(app, actor, all).await;
                vec![
                    ("detail", outcome(cases::detail(app, actor, id).await)),
                    ("derivation", outcome(deadlines::derivation(app, actor, Entity::Case, id.0).await)),
                    ("list", listed(list.map(|page| page.rows.iter().any(|row| row.id == id)))),
                ]
            }
            UseCase::OpenCase => {
                vec![("open", outcome(cases::open(app, actor, self.case_input(whose)).await))]
            }
            UseCase::MoveCase => {
                let id = self.case(whose).await;
                vec![("advance", outcome(cases::advance(app, actor, id, 1, CaseMove::Submit, None).await))]
            }
            UseCase::ExportForms => {
                let out = self.files.path().join("台账.xlsx");
                let job = export_job(None);
                vec![
                    ("list", outcome(forms::list(app, actor).await)),
                    ("preview", outcome(forms::preview(app, actor, &job.code, &job.period).await)),
                    ("render", outcome(forms::render(app, actor, &job, &go).await)),
                    ("export", outcome(forms::export(app, actor, &job, &out, &go).await)),
                ]
            }
            UseCase::RevealPersonal => {
                let id = self.appeal(whose, None).await;
                let whole = export_job(Some("核对联系电话".into()));
                vec![
                    ("reveal", outcome(appeals::reveal(app, actor, id, "核对联系电话").await)),
                    ("render", outcome(forms::render(app, actor, &whole, &go).await)),
                ]
            }
            UseCase::ViewDirectory => vec![
                ("agencies", outcome(directory::agencies(app, actor).await)),
                ("divisions", outcome(directory::divisions(app, actor).await)),
                ("people", outcome(directory::people(app, actor, None, None, None).await)),
                ("rooms", outcome(directory::rooms(app, actor).await)),
                ("categories", outcome(directory::categories(app, actor).await)),
                ("propose", outcome(intake::propose(app, actor, "路灯不亮").await)),
                ("calendar years", outcome(calendar::years(app, actor).await)),
                ("calendar year", outcome(calendar::year(app, actor, 2026).await)),
                ("limits", outcome(limits::list(app, actor).await)),
            ],
            UseCase::EditCalendar => {
                let day = "2026-11-25".parse().unwrap();
                let set = calendar::set_day(app, actor, day, Some(DayKind::Holiday), "测试放假").await;
                let given = std::fs::read_to_string(
                    Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/data/chinese-days-1.5.7.json"),
                );
                let taken_in = calendar::import(app, actor, &given.unwrap()).await;
                let unset = calendar::set_day(app, actor, day, None, "").await;
                vec![
                    ("set_day", outcome(set)),
                    ("import", outcome(taken_in)),
                    ("set_day back", outcome(unset)),
                ]
            }
            UseCase::ViewAudit => {
                vec![("list", outcome(audit_trail::list(app, actor, None, None, 1).await))]
            }
            UseCase::VerifyAudit => vec![
                ("verify", outcome(audit_trail::verify(app, actor).await)),
                ("deadlines", outcome(deadlines::check(app, actor).await)),
            ],
            UseCase::EditLimits => {
                let row = self.limit().await;
                let code = row.code;
                let less = LimitInput { warn_at_percent: 81, ..row.value.clone() };
                let seen = limits::preview(app, actor, code, less.clone()).await;
                let changed = limits::change(app, actor, code, row.version, less, false).await;
                let version = self.limit().await.version;
                let undone = limits::undo(app, actor, code, version, row.value).await;
                vec![
                    ("preview", outcome(seen)),
                    ("change", outcome(changed)),
                    ("undo", outcome(undone)),
                    ("reckon_again", outcome(deadlines::reckon_again(app, actor).await)),
                ]
            }
            UseCase::LoadDemo => {
                let options = DemoOptions { appeals: 1, seed: 1, today: None, task: "演示".into() };
                let loaded = match demo::load(app, actor, &options, &go).await {
                    // The county of the tests holds work already: so answered is only who may.
                    Err(AppError::NotEmpty) => Outcome::Done,
                    other => outcome(other),
                };
                vec![("load", loaded)]
            }
            UseCase::EditDirectory | UseCase::ManageAccounts => vec![],
            UseCase::ExportLists => {
                // What a town or an agency doesn't see leaves no row.
                let appeal = self.appeal(whose, None).await;
                let columns = vec![AppealColumn::Title];
                let list = ListOf::Appeals { query: Box::default(), columns, ids: vec![appeal] };
                let taken = lists::render(app, actor, list_export(list), &go).await;
                let mut tried = vec![("appeals", listed(taken.map(|listed| listed.rows == 1)))];
                let title = format!("第{}项", uuid::Uuid::now_v7().simple());
                let input =
                    ConsultationInput { topic: title.clone(), ..self.consultation_input(whose).await };
                consultations::create(app, &self.s.w.admin, input).await.unwrap();
                let query = Box::new(ConsultationQuery { text: Some(title.clone()), ..Default::default() });
                let list = ListOf::Consultations { query, columns: vec![ConsultationColumn::Topic] };
                let taken = lists::render(app, actor, list_export(list), &go).await;
                tried.push(("consultations", listed(taken.map(|listed| listed.rows == 1))));
                let input = CaseInput { name: title.clone(), ..self.case_input(whose) };
                cases::open(app, &self.s.w.admin, input).await.unwrap();
                let query = Box::new(CaseQuery { text: Some(title), ..Default::default() });
                let list = ListOf::Cases { query, columns: vec![CaseColumn::Name] };
                let taken = lists::render(app, actor, list_export(list), &go).await;
                tried.push(("cases", listed(taken.map(|listed| listed.rows == 1))));
                tried
            }
            UseCase::KeepViews | UseCase::ShareViews => {
                let shared = use_case == UseCase::ShareViews;
                let input = |shared| ListViewInput {
                    name: format!("视图{}", uuid::Uuid::now_v7().simple()).chars().take(30).collect(),
                    shared,
                    content: "{}".into(),
                };
                let added = outcome(views::add(app, actor, ListKind::Appeals, input(shared)).await);
                let of = if shared { &self.s.w.admin } else { actor };
                let view = views::add(app, of, ListKind::Appeals, input(shared)).await.unwrap();
                let edited = outcome(views::edit(app, actor, view.id, 1, input(shared)).await);
                let version = if edited == Outcome::Done { 2 } else { 1 };
                let removed = outcome(views::remove(app, actor, view.id, version).await);
                let mut tried = vec![("add", added), ("edit", edited), ("remove", removed)];
                if !shared {
                    let restored = views::restore(app, actor, view.id, 3).await;
                    tried.push(("restore", outcome(restored)));
                    tried.push(("list", outcome(views::list(app, actor, ListKind::Cases).await)));
                    let opened = views::open_with(app, actor, ListKind::Cases, None).await;
                    tried.push(("open_with", outcome(opened)));
                }
                tried
            }
        }
    }
}

fn somebody() -> PersonInput {
    PersonInput {
        id: None, name: "李示例".into(), phone: None, id_number: None, address: None, first: false
    }
}

impl Trial {
    /// Judging in the queue.
    async fn triaged(&self, actor: &Actor, whose: Whose) -> Vec<(&'static str, Outcome)> {
        let app = &self.s.w.app;
        let decision = TriageDecision {
            level: Level::Small,
            category: "R0701".into(),
            lead_id: None,
            cooperating_ids: vec![],
            shown: None,
        };
        let id = self.appeal(whose, None).await;
        let card = outcome(triage::card(app, actor, id).await);
        let decided = outcome(triage::decide(app, actor, id, 1, decision.clone()).await);
        let id = self.appeal(whose, None).await;
        let passed = outcome(triage::pass_on(app, actor, id, 1, None, "缺材料").await);
        let id = self.appeal(whose, None).await;
        let done = triage::decide(app, &self.s.w.admin, id, 1, decision).await.unwrap();
        let undone = outcome(triage::undo(app, actor, id, done.version).await);
        vec![("triage card", card), ("decide", decided), ("pass_on", passed), ("undo", undone)]
    }
}

fn extension(id: AppealId) -> ExtensionAsk {
    let more = Limit { amount: 3, unit: Unit::Day };
    ExtensionAsk { entity: Entity::Appeal, id: id.0, version: 1, more, reason: "情况复杂".into() }
}

fn import_job(path: &Path) -> ImportJob {
    ImportJob {
        path: path.to_owned(),
        name: "一行.csv".into(),
        source: "hotline".into(),
        mapping: None,
        dry_run: true,
        task: "导入".into(),
    }
}

fn export_job(reveal_reason: Option<String>) -> ExportJob {
    ExportJob { code: "case-ledger".into(), period: "2026-11".into(), reveal_reason, task: "导出".into() }
}

async fn trial(db: &huishang_testkit::TestDb) -> Trial {
    Trial { s: Stage::new(db).await, files: tempfile::tempdir().unwrap() }
}

/// How much the outcomes show to be open.
fn shown(theirs: Outcome, others: Outcome) -> Scope {
    match (theirs, others) {
        (Outcome::Done, Outcome::Done) => Scope::All,
        (Outcome::Done, _) => Scope::Own,
        (Outcome::Forbidden, Outcome::Forbidden) => Scope::None,
        strange => panic!("neither all, nor their own, nor nothing: {strange:?}"),
    }
}

on_both_engines! {
    async fn each_role_may_exactly_what_the_table_says(db: TestDb) {
        let t = trial(&db).await;
        let mut tried = 0;
        for role in Role::ALL {
            let actor = t.s.w.actor(*role).await;
            for use_case in UseCase::ALL {
                let theirs = t.attempts(&actor, *use_case, Whose::Theirs).await;
                let others = t.attempts(&actor, *use_case, Whose::Others).await;
                for ((what, theirs), (_, others)) in theirs.into_iter().zip(others) {
                    assert_eq!(shown(theirs, others), scope(*role, *use_case), "{role} {use_case}: {what}");
                    tried += 1;
                }
            }
        }
        assert!(tried >= 6 * (UseCase::ALL.len() - without_a_function().len()), "{tried}");
        assert_eq!(audit_trail::verify(&t.s.w.app, &t.s.w.admin).await.unwrap().broken_at, None);
    }

    async fn what_is_refused_writes_no_file(db: TestDb) {
        let t = trial(&db).await;
        let viewer = t.s.w.actor(Role::Viewer).await;
        for use_case in [UseCase::ImportAppeals, UseCase::ExportForms, UseCase::RevealPersonal] {
            let outcomes = t.attempts(&viewer, use_case, Whose::Theirs).await;
            assert!(outcomes.iter().all(|(_, outcome)| *outcome == Outcome::Forbidden));
        }
        assert!(!t.files.path().join("台账.xlsx").exists() && !t.files.path().join("未导入.xlsx").exists());
    }

    async fn one_who_belongs_nowhere_has_nothing_of_their_own(db: TestDb) {
        let t = trial(&db).await;
        for role in [Role::Town, Role::Agency] {
            let nowhere = Actor { agency_id: None, division_id: None, ..t.s.w.actor(role).await };
            for use_case in UseCase::ALL.iter().filter(|u| scope(role, **u) == Scope::Own) {
                for (what, outcome) in t.attempts(&nowhere, *use_case, Whose::Theirs).await {
                    assert_ne!(outcome, Outcome::Done, "{role} {use_case}: {what}");
                }
            }
        }
    }
}

/// The use cases that the core names nowhere, and that so have no function yet.
fn without_a_function() -> Vec<UseCase> {
    fn read(folder: &Path, text: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, text);
            } else {
                text.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut text = String::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut text);
    UseCase::ALL
        .iter()
        .copied()
        .filter(|use_case| !text.contains(&format!("UseCase::{use_case:?}")))
        .collect()
}

on_both_engines! {
    async fn no_use_case_with_a_function_is_left_untried(db: TestDb) {
        let t = trial(&db).await;
        let admin = t.s.w.admin.clone();
        let mut untried = Vec::new();
        for use_case in UseCase::ALL {
            if t.attempts(&admin, *use_case, Whose::Theirs).await.is_empty() {
                untried.push(*use_case);
            }
        }
        assert_eq!(untried, without_a_function(), "a use case got its function: call it in `attempts`");
    }
}
