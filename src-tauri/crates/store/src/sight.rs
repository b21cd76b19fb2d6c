//! How far a person sees, put into SQL so that no list ever holds a row that isn't theirs.

use huishang_domain::ids::{AgencyId, DivisionId};

/// Whose records a query may give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Everybody's.
    All,
    /// Those of one town.
    Town(DivisionId),
    /// Those of one agency.
    Agency(AgencyId),
    /// None: the account says neither town nor agency.
    Nothing,
}
