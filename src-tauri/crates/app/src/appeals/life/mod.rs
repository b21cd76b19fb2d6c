//! The life of an appeal: everything that happened to it and to what was built on it, what it is bound to, and what
//! may be done next.

mod dto;
mod linked;
mod links;
mod next;
mod own;
mod timeline;
mod values;

pub use dto::{
    AppealLife, LifeAbout, LifeChange, LifeEntry, LifeQuery, LinkPart, NextMove, NextWay, RecordLink,
};
pub use links::life;
pub(super) use next::way;
pub use timeline::timeline;
