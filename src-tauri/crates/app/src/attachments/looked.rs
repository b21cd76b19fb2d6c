//! A first look at a file: its hash, size and kind, without ever holding more than a piece of it.

use std::path::Path;

use huishang_domain::attachments::{MAX_BYTES, PIECE_BYTES, SEEN_BYTES, is_program_name, recognise};
use huishang_domain::flow::RefusalCode;
use sha2::{Digest, Sha256};
use tokio::fs::File;
use tokio::io::AsyncReadExt;
use tokio_util::sync::CancellationToken;

use crate::AppError;

/// What was found.
pub(super) struct Looked {
    pub sha256: Vec<u8>,
    pub size: u64,
    pub media_type: &'static str,
}

/// Reads a file once, and refuses what isn't taken in: nothing, too much, a program.
pub(super) async fn look(path: &Path, name: &str, stop: &CancellationToken) -> Result<Looked, AppError> {
    if is_program_name(name) {
        return Err(a_program(name));
    }
    let mut pieces = Pieces::of(path).await?;
    let (mut hash, mut size) = (Sha256::new(), 0_u64);
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    while let Some(piece) = pieces.next().await? {
        if stop.is_cancelled() {
            return Err(AppError::Cancelled);
        }
        size += piece.len() as u64;
        if size > MAX_BYTES {
            return Err(too_large(name));
        }
        hash.update(piece);
        if head.is_empty() {
            head.extend_from_slice(&piece[..piece.len().min(SEEN_BYTES)]);
        }
        tail.extend_from_slice(&piece[piece.len().saturating_sub(SEEN_BYTES)..]);
        tail.drain(..tail.len().saturating_sub(SEEN_BYTES));
    }
    if size == 0 {
        let said = format!("“{name}”是空文件，里面没有内容，请检查后重新选择。");
        return Err(AppError::refused(RefusalCode::FileEmpty, said));
    }
    let media_type = recognise(&head, &tail).ok_or_else(|| a_program(name))?;
    Ok(Looked { sha256: hash.finalize().to_vec(), size, media_type })
}

/// Refuses a file that is known to be too large before a byte of it has come.
///
/// # Errors
/// Larger than [`MAX_BYTES`].
pub fn fits(name: &str, size: u64) -> Result<(), AppError> {
    if size > MAX_BYTES { Err(too_large(name)) } else { Ok(()) }
}

/// What is said of a file that is too large; the screen says the limit beforehand.
fn too_large(name: &str) -> AppError {
    let most = MAX_BYTES / 1024 / 1024;
    let said = format!("“{name}”超过 {most} MB。请压缩或分成几个文件后再添加。");
    AppError::refused(RefusalCode::FileTooLarge, said)
}

fn a_program(name: &str) -> AppError {
    let said = format!("“{name}”是程序或快捷方式，打开时可能损害电脑，不能作为附件。");
    AppError::refused(RefusalCode::FileNotTaken, said)
}

/// A file, piece by piece; each is full but for the last.
pub(super) struct Pieces {
    file: File,
    path: String,
    buffer: Vec<u8>,
}

impl Pieces {
    pub async fn of(path: &Path) -> Result<Self, AppError> {
        let named = path.to_string_lossy().into_owned();
        let file = File::open(path).await.map_err(|_| AppError::CannotOpen { path: named.clone() })?;
        Ok(Self { file, path: named, buffer: vec![0; PIECE_BYTES] })
    }

    pub async fn next(&mut self) -> Result<Option<&[u8]>, AppError> {
        let mut filled = 0;
        while filled < PIECE_BYTES {
            let read = self.file.read(&mut self.buffer[filled..]).await;
            match read.map_err(|_| AppError::CannotOpen { path: self.path.clone() })? {
                0 => break,
                n => filled += n,
            }
        }
        Ok((filled > 0).then(|| &self.buffer[..filled]))
    }
}
