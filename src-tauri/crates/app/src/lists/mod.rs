//! Lists taken out as the screen shows them: the same filters, order and columns, people masked in the same way.

mod cells;
mod export;
mod read;

pub use export::{ListExport, Listed, render};

use huishang_domain::access::UseCase;
use huishang_domain::ids::AppealId;
use huishang_domain::lists::{AppealColumn, CaseColumn, ConsultationColumn, ListKind};
use serde::{Deserialize, Serialize};

use crate::appeals::AppealQuery;
use crate::cases::CaseQuery;
use crate::consultations::ConsultationQuery;

/// Which list, and what of it.
#[derive(Clone, Debug, Serialize, Deserialize, specta::Type)]
#[serde(tag = "list", rename_all = "snake_case")]
pub enum ListOf {
    /// 诉求
    Appeals {
        /// Filters and order.
        query: Box<AppealQuery>,
        /// From the left.
        columns: Vec<AppealColumn>,
        /// Only these of it; empty for all.
        ids: Vec<AppealId>,
    },
    /// 会商
    Consultations {
        /// Filters.
        query: Box<ConsultationQuery>,
        /// From the left.
        columns: Vec<ConsultationColumn>,
    },
    /// 包案
    Cases {
        /// Filters.
        query: Box<CaseQuery>,
        /// From the left.
        columns: Vec<CaseColumn>,
    },
}

impl ListOf {
    const fn kind(&self) -> ListKind {
        match self {
            Self::Appeals { .. } => ListKind::Appeals,
            Self::Consultations { .. } => ListKind::Consultations,
            Self::Cases { .. } => ListKind::Cases,
        }
    }

    /// What a person must be allowed besides taking lists out.
    const fn use_case(&self) -> UseCase {
        match self {
            Self::Appeals { .. } => UseCase::ViewAppeals,
            Self::Consultations { .. } => UseCase::ViewConsultations,
            Self::Cases { .. } => UseCase::ViewCases,
        }
    }
}
