//! What each command does: open, one use case, say what came out.

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use clap::Subcommand;
use huishang_app::audit_trail::{self, AuditVerdict};
use huishang_app::clock::SystemClock;
use huishang_app::deadlines::{self, DeadlineCheck};
use huishang_app::demo::{self, DemoOptions};
use huishang_app::forms::{self, ExportJob};
use huishang_app::imports::{self, ColumnMapping, ImportJob, ImportReport};
use huishang_app::{Actor, App, AppError};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::bar::Bar;
use crate::words;

/// The commands (design.md, "The command line").
#[derive(Subcommand)]
pub enum Command {
    /// 新建数据库，或把结构更新到本程序的版本
    Migrate {
        /// sqlite://文件 或 postgres://…
        #[arg(long, value_name = "URL")]
        db: String,
    },
    /// 载入演示数据：单位、人员和一批虚构的诉求，连同它们的办理全过程；只能载入还没有诉求的数据库
    Demo {
        /// sqlite://文件 或 postgres://…
        #[arg(long, value_name = "URL")]
        db: String,
        /// 诉求件数，最多 1000000；0 只载入区划、单位、人员和会议室。两个示范案例算在件数之内
        #[arg(long, default_value_t = 3_000, value_parser = clap::value_parser!(u32).range(..=1_000_000), value_name = "件数")]
        appeals: u32,
        /// 换一个数，得到另一批数据
        #[arg(long, default_value_t = 1, value_name = "数")]
        seed: u64,
        /// 办理到哪一天为止，如 2026-11-24；默认今天
        #[arg(long, value_name = "年-月-日")]
        today: Option<NaiveDate>,
    },
    /// 核验：操作记录是否完整，存着的期限是否都与计时记录推算的一致
    Verify {
        /// sqlite://文件 或 postgres://…
        #[arg(long, value_name = "URL")]
        db: String,
    },
    /// 导入 Excel 或文本文件：全部导入，或一行不留
    Import {
        /// sqlite://文件 或 postgres://…
        #[arg(long, value_name = "URL")]
        db: String,
        /// 要导入的文件
        #[arg(value_name = "文件")]
        file: PathBuf,
        /// 来源渠道的代码
        #[arg(long, default_value = "hotline", value_name = "代码")]
        source: String,
        /// 列的对应关系（JSON）
        #[arg(long, value_name = "文件")]
        map: Option<PathBuf>,
        /// 只试算，不写入
        #[arg(long)]
        dry_run: bool,
        /// 读不了的行写到这里
        #[arg(long, value_name = "文件")]
        errors: Option<PathBuf>,
    },
    /// 导出一张报表
    Export {
        /// sqlite://文件 或 postgres://…
        #[arg(long, value_name = "URL")]
        db: String,
        /// 报表代码，见 `huishang forms`
        #[arg(long, value_name = "代码")]
        form: String,
        /// 期别，如 2026-10
        #[arg(long, value_name = "年-月")]
        period: String,
        /// 写到哪里
        #[arg(long, value_name = "文件")]
        out: PathBuf,
    },
    /// 列出可以导出的报表
    Forms,
}

/// Why a command did nothing, in words.
pub enum Failure {
    /// A use case refused.
    Refused(AppError),
    /// A file beside the database could not be read or written.
    File(PathBuf, io::Error),
    /// The mapping isn't one.
    Mapping(PathBuf),
    /// A check found what is wrong.
    Wrong(String),
    /// The import is done and kept, but the rows that couldn't be read were not written down.
    RejectedRows {
        /// What the import did.
        said: String,
        /// Where the rows should have gone.
        out: PathBuf,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(error) => f.write_str(&words::sentence(error)),
            Self::Wrong(said) => f.write_str(said),
            Self::File(path, error) => {
                write!(
                    f,
                    "无法读写“{}”：{error}。数据库没有改动。请检查路径是否存在、是否有权限。",
                    path.display()
                )
            }
            Self::Mapping(path) => {
                write!(
                    f,
                    "“{}”不是列的对应关系（--map）。数据库没有改动。请写成 {{\"columns\":[\"source_number\",null]}} 这样：一列一项，不读的列写 null。",
                    path.display()
                )
            }
            Self::RejectedRows { said, out } => write!(
                f,
                "{said}\n以上结果有效；但读不了的行没能写到“{}”。请换一个位置再运行一次：已导入的不会重复。",
                out.display()
            ),
        }
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::Refused(error)
    }
}

/// Runs a command and says what came out, as words or as JSON.
pub async fn run(command: Command, as_json: bool) -> Result<(), Failure> {
    let (said, data) = match command {
        Command::Migrate { db } => {
            App::migrate(&db, Arc::new(SystemClock)).await?;
            let version = huishang_app::schema_version();
            (format!("数据库已就绪，结构版本 {version}。"), json!({ "version": version }))
        }
        Command::Demo { db, appeals, seed, today } => {
            let appeals = usize::try_from(appeals).unwrap_or(usize::MAX);
            let options = DemoOptions { appeals, seed, today, task: "demo".to_owned() };
            let session = Session::open(&db).await?;
            let done = demo::load(&session.app, &session.actor, &options, &CancellationToken::new()).await;
            session.close().await;
            let done = done?;
            let said = format!(
                "已载入演示数据：{} 个镇街、{} 个村（社区）、{} 个单位、{} 人；诉求 {} 件、会商 {} 次、议定事项 {} 项、包案 {} 件，用时 {:.1} 秒。",
                done.towns,
                done.villages,
                done.agencies,
                done.people,
                done.appeals,
                done.consultations,
                done.actions,
                done.cases,
                done.seconds
            );
            (said, json!(done))
        }
        Command::Verify { db } => {
            let session = Session::open(&db).await?;
            let found = checked(&session.app, &session.actor).await;
            session.close().await;
            let (trail, deadlines) = found?;
            let data = json!({ "audit": trail, "deadlines": deadlines });
            let said = words::verified(&trail, &deadlines);
            if trail.broken_at.is_some() || deadlines.drifted > 0 {
                if as_json {
                    print(&data.to_string())?;
                }
                return Err(Failure::Wrong(said));
            }
            (said, data)
        }
        Command::Import { db, file, source, map, dry_run, errors } => {
            let mapping = map.as_deref().map(read_mapping).transpose()?;
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let job = ImportJob { path: file, name, source, mapping, dry_run, task: "import".to_owned() };
            let session = Session::open(&db).await?;
            let done = take_in(&session.app, &session.actor, job, errors.as_deref()).await;
            session.close().await;
            done?
        }
        Command::Export { db, form, period, out } => {
            let job = ExportJob { code: form, period, reveal_reason: None, task: "export".to_owned() };
            let session = Session::open(&db).await?;
            let done =
                forms::export(&session.app, &session.actor, &job, &out, &CancellationToken::new()).await;
            session.close().await;
            let done = done?;
            (
                format!("已导出《{}》，共 {} 行：{}", done.title, done.rows, out.display()),
                json!({ "title": done.title, "rows": done.rows, "masked": done.masked }),
            )
        }
        Command::Forms => {
            let all = forms::all();
            let lines: Vec<String> =
                all.iter().map(|form| format!("{}  {}", form.code, form.title)).collect();
            let data: Vec<Value> =
                all.iter().map(|form| json!({ "code": form.code, "title": form.title })).collect();
            (lines.join("\n"), Value::Array(data))
        }
    };
    print(&if as_json { data.to_string() } else { said })
}

fn print(line: &str) -> Result<(), Failure> {
    writeln!(io::stdout().lock(), "{line}").map_err(|error| Failure::File(PathBuf::from("-"), error))
}

/// The trail and the deadlines, both looked at whatever the other says.
async fn checked(app: &App, actor: &Actor) -> Result<(AuditVerdict, DeadlineCheck), AppError> {
    Ok((audit_trail::verify(app, actor).await?, deadlines::check(app, actor).await?))
}

/// The core on a database, whoever signs in there, and the bar that tells how far they have come.
struct Session {
    app: App,
    actor: Actor,
    bar: Arc<Bar>,
}

impl Session {
    async fn open(db: &str) -> Result<Self, AppError> {
        let bar = Arc::new(Bar::new());
        let app = App::open(db, Arc::new(SystemClock), bar.clone()).await?;
        match app.sign_in().await {
            Ok(actor) => Ok(Self { app, actor, bar }),
            Err(error) => {
                app.db.close().await;
                Err(error)
            }
        }
    }

    async fn close(self) {
        self.bar.clear();
        self.app.db.close().await;
    }
}

async fn take_in(
    app: &App,
    actor: &Actor,
    job: ImportJob,
    errors: Option<&Path>,
) -> Result<(String, Value), Failure> {
    let (path, source, mapping) = (job.path.clone(), job.source.clone(), job.mapping.clone());
    let dry_run = job.dry_run;
    let report = imports::run(app, actor, job, &CancellationToken::new()).await?;
    let said = format!(
        "共 {} 行：新增 {}，更新 {}，未变 {}，文件内重复 {}，读不了 {}，用时 {:.1} 秒。",
        report.rows,
        report.imported,
        report.updated,
        report.unchanged,
        report.duplicates,
        report.rejected,
        report.seconds
    );
    let data = json!({
        "rows": report.rows, "imported": report.imported, "updated": report.updated,
        "unchanged": report.unchanged, "duplicates": report.duplicates, "rejected": report.rejected,
        "seconds": report.seconds,
        "problems": report.problems.iter().map(|problem| json!({
            "row": problem.row, "column": problem.column, "problem": problem.problem.code(),
        })).collect::<Vec<_>>(),
    });
    let said = if dry_run { format!("试算，没有写入。{said}") } else { said };
    let said = said + &rejected(&report, errors.is_some());
    if let Some(out) = errors.filter(|_| report.rejected > 0) {
        let saved = imports::save_rejected(app, actor, &path, &source, mapping, out).await;
        // By now the import is committed: its result must be told whatever becomes of this file.
        saved.map_err(|_| Failure::RejectedRows { said: said.clone(), out: out.to_owned() })?;
    }
    Ok((said, data))
}

/// How many rejected rows are told one by one.
const TOLD: usize = 10;

/// Which rows couldn't be read and why: a line each, and how to get them all. What stands there isn't repeated.
fn rejected(report: &ImportReport, saved: bool) -> String {
    let mut said = String::new();
    for problem in report.problems.iter().take(TOLD) {
        let column = problem.column.as_deref().map(|name| format!("“{name}”")).unwrap_or_default();
        said += &format!("\n  第 {} 行{column}：{}", problem.row, problem.problem.term());
    }
    if report.problems.len() > TOLD {
        said += &format!("\n  只列出前 {TOLD} 处。");
    }
    if report.rejected > 0 && !saved {
        said += "\n这些行没有导入。加上 --errors 问题行.xlsx 再运行一次，可得到这些行和原因；改正后再导入，已导入的不会重复。";
    }
    said
}

fn read_mapping(path: &Path) -> Result<ColumnMapping, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::File(path.to_owned(), error))?;
    serde_json::from_str(&text).map_err(|_| Failure::Mapping(path.to_owned()))
}
