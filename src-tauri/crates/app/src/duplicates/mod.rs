//! 查重: what an appeal may repeat, and what people decide of it. The program proposes; a person merges or dismisses.
//!
//! A merged appeal keeps its row, its people and its own number of them; it is archived and bears the original's id.
//! 涉及人数 is counted once, with the original, wherever rows are summed (`AppealRow::people_counted`).

mod decide;
mod dto;
mod find;
mod queue;
mod reopen;
mod review;
mod scan;

pub use decide::{dismiss, merge, split};
pub use dto::{
    DuplicateCandidate, DuplicateNote, DuplicatePair, DuplicateQuery, DuplicateReview, DuplicateScan,
    DuplicateSide,
};
pub(crate) use find::refresh;
pub use queue::queue;
pub use reopen::reconsider;
pub use review::candidates;
pub use scan::{ScanOf, scan};
