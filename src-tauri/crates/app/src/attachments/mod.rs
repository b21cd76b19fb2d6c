//! Files on records: adding, showing, saving, renaming, taking off and putting back.
//!
//! Any kind of record that [`holder`] knows may hold files; nothing else here asks which one it is. Who may see the
//! record may see its files, and who may change it may change them: a file has no address of its own, so neither an
//! id nor a hash that somebody guesses leads to it past the record.

mod add;
mod change;
mod dto;
mod holder;
mod looked;
mod open;

pub use add::add;
pub use change::{describe, remove, restore};
pub use dto::{Added, Attachment, AttachmentFile, AttachmentPiece, AttachmentRef};
pub use looked::fits;
pub use open::{list, piece, save};

use chrono::TimeDelta;

/// How long a file that was taken off can be put back before its content goes for good.
pub const KEPT: TimeDelta = TimeDelta::hours(24);
