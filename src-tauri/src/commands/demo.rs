//! Demonstration data for a database that holds no work yet.

use huishang_app::AppError;
use huishang_app::demo::{self, DemoOptions};
use tauri::State;

use crate::desk::{Core, Desk};

/// The seed of what is loaded from the window; the command line may choose another.
const SEED: u64 = 1;

/// Loads a county with its offices and people, and so many appeals with their whole lives; all of it or nothing.
#[tauri::command]
#[specta::specta]
pub async fn demo_load(desk: State<'_, Desk>, appeals: u32, task: String) -> Result<(), AppError> {
    let Core { app, actor } = desk.core().await?;
    let running = desk.tasks.begin(&task);
    let appeals = usize::try_from(appeals).unwrap_or(usize::MAX);
    let options = DemoOptions { appeals, seed: SEED, today: None, task };
    demo::load(&app, &actor, &options, &running.token).await?;
    Ok(())
}
