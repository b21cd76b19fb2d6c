//! What the commands stand on: the open database and the person at it, and the folders that the program writes to.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use huishang_app::announce::Announcer;
use huishang_app::clock::Clock;
use huishang_app::{Actor, App, AppError};
use tokio::sync::{Mutex, watch};

use crate::drafts::Drafts;
use crate::exports::{Exports, Viewer};
use crate::folders::Folders;
use crate::staging::Staging;
use crate::tasks::Tasks;

/// What a desk is set up with.
#[derive(Clone)]
pub struct Setting {
    /// The database's address.
    pub url: String,
    /// Where files lie.
    pub folders: Folders,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Shows files to the person.
    pub viewer: Arc<dyn Viewer>,
}

/// The core, and who uses it.
#[derive(Clone)]
pub struct Core {
    /// The open database.
    pub app: App,
    /// Who sits at this desk.
    pub actor: Actor,
}

#[derive(Clone)]
enum Opening {
    Pending,
    Done(Result<Core, AppError>),
}

/// The state that every command gets.
pub struct Desk {
    /// What is typed and not saved yet.
    pub drafts: Drafts,
    /// Files on their way out.
    pub exports: Exports,
    /// Files on their way in.
    pub staging: Staging,
    /// Attachments on their way in: an import that waits for its next step keeps its file meanwhile.
    pub attaching: Staging,
    /// Long work under way.
    pub tasks: Tasks,
    /// Shows files to the person.
    pub viewer: Arc<dyn Viewer>,
    url: String,
    clock: Arc<dyn Clock>,
    announcer: Arc<dyn Announcer>,
    opening: watch::Sender<Opening>,
    one_at_a_time: Mutex<()>,
}

impl Desk {
    /// A desk whose database isn't open yet; see [`Desk::open`].
    pub fn new(setting: Setting, announcer: Arc<dyn Announcer>) -> Self {
        Self {
            drafts: Drafts::new(setting.folders.drafts(), setting.clock.now().into()),
            exports: Exports::new(setting.folders.exports),
            attaching: Staging::new(beside(&setting.folders.staging)),
            staging: Staging::new(setting.folders.staging),
            tasks: Tasks::default(),
            viewer: setting.viewer,
            url: setting.url,
            clock: setting.clock,
            announcer,
            opening: watch::Sender::new(Opening::Pending),
            one_at_a_time: Mutex::new(()),
        }
    }

    /// The open database, once it is.
    ///
    /// # Errors
    /// Why it could not be opened.
    pub async fn core(&self) -> Result<Core, AppError> {
        let mut opening = self.opening.subscribe();
        let done = opening.wait_for(|now| matches!(now, Opening::Done(_))).await.map(|now| now.clone());
        match done {
            Ok(Opening::Done(result)) => result,
            Ok(Opening::Pending) | Err(_) => {
                Err(AppError::Internal { detail: "the database is closed".to_owned() })
            }
        }
    }

    /// Opens the database, or tries again; what was open before is closed.
    pub async fn open(&self) {
        let _turn = self.one_at_a_time.lock().await;
        let before = self.opening.send_replace(Opening::Pending);
        if let Opening::Done(Ok(core)) = before {
            core.app.db.close().await;
        }
        let result = self.try_open().await;
        if let Err(error) = &result {
            tracing::warn!(code = %code_of(error), "the database could not be opened");
        }
        self.opening.send_replace(Opening::Done(result));
    }

    /// Closes the database for good, and leaves no staged file behind.
    pub async fn close(&self) {
        self.staging.clear();
        self.attaching.clear();
        let _turn = self.one_at_a_time.lock().await;
        if let Opening::Done(Ok(core)) = self.opening.send_replace(Opening::Pending) {
            core.app.db.close().await;
        }
    }

    /// The database's address; may hold a password.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// What the database is called: the file's name, or the shared database's. Never the whole address, which may hold
    /// a password.
    pub fn database_name(&self) -> String {
        let bare = self.url.split(['?', '#']).next().unwrap_or_default();
        let name = bare.rsplit('/').next().unwrap_or_default();
        name.strip_suffix(".db").unwrap_or(name).to_owned()
    }

    async fn try_open(&self) -> Result<Core, AppError> {
        if let Some(file) = self.url.strip_prefix("sqlite://") {
            // A person's own file is made, and brought up to date, without asking; a shared database is not theirs to change.
            make_folder_of(file).await;
            App::migrate(&self.url, self.clock.clone()).await?;
        }
        let app = App::open(&self.url, self.clock.clone(), self.announcer.clone()).await?;
        let actor = app.sign_in().await?;
        Ok(Core { app, actor })
    }
}

/// Another folder beside this one.
fn beside(folder: &Path) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!("{name}-attachments"))
}

/// Opening the file says what is wrong when this fails.
async fn make_folder_of(file: &str) {
    if let Some(folder) = std::path::Path::new(file).parent()
        && let Err(error) = tokio::fs::create_dir_all(folder).await
    {
        tracing::warn!(%error, "the database's folder could not be made");
    }
}

/// The error's code alone; its details may name what is the person's.
fn code_of(error: &AppError) -> String {
    let value = serde_json::to_value(error).unwrap_or_default();
    value["code"].as_str().unwrap_or("unknown").to_owned()
}
