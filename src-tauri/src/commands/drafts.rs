//! Keeping what is typed and not saved yet.

use huishang_app::AppError;
use tauri::State;

use crate::desk::{Core, Desk};
use crate::drafts::{DraftOf, Drafts};

/// Keeps a form's text in place of the one before; none deletes it.
#[tauri::command]
#[specta::specta]
pub async fn draft_keep(desk: State<'_, Desk>, name: String, text: Option<String>) -> Result<(), AppError> {
    with(&desk, name, move |drafts, of| match text {
        Some(text) => drafts.keep(of, &text),
        None => drafts.remove(of),
    })
    .await
}

/// What was kept of a form.
#[tauri::command]
#[specta::specta]
pub async fn draft_read(desk: State<'_, Desk>, name: String) -> Result<Option<String>, AppError> {
    with(&desk, name, |drafts, of| drafts.read(of)).await
}

/// Does something with a draft of whoever sits here, where waiting for the disk holds nobody up.
async fn with<T: Send + 'static>(
    desk: &Desk,
    name: String,
    act: impl FnOnce(&Drafts, DraftOf<'_>) -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    let Core { actor, .. } = desk.core().await?;
    let (drafts, url) = (desk.drafts.clone(), desk.url().to_owned());
    let work = move || act(&drafts, DraftOf { url: &url, account: actor.account_id, name: &name });
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(AppError::Internal { detail: error.to_string() }))
}
