//! 查重: the keys by which appeals of like text find one another, the search, and the pairs that people decide on.

pub mod keys;
mod near;
mod pairs;

pub use near::{NearRecord, Wanted, count_unjudged, near, subject, unjudged_after};
pub use pairs::{
    Decision, PairFilter, PairPosition, PairRecord, Proposal, count_open, decide, decided, of_appeal,
    open_page, pair, propose, reopen, withdraw,
};
