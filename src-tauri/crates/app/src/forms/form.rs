//! Which forms there are.

use huishang_domain::access::UseCase;
use huishang_sheets::forms::{self, Layout};
use serde::{Deserialize, Serialize};

use crate::{Actor, App, AppError, FieldProblem};

/// A form that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// 会商事项台账
    ConsultationLedger,
    /// 领导包案管理台账
    CaseLedger,
}

impl Form {
    /// Every form, in the order in which people list them.
    pub const ALL: &'static [Self] = &[Self::ConsultationLedger, Self::CaseLedger];

    /// The code that the command line and the screen name it by.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ConsultationLedger => "consultation-ledger",
            Self::CaseLedger => "case-ledger",
        }
    }

    /// Its columns, its frame and its look.
    ///
    /// # Errors
    /// [`AppError::Internal`] if `sheets` has no such layout.
    pub fn layout(self) -> Result<&'static Layout, AppError> {
        let missing = || AppError::Internal { detail: format!("no layout of {}", self.code()) };
        forms::layout(self.code()).ok_or_else(missing)
    }

    /// The form with this code.
    ///
    /// # Errors
    /// There is none.
    pub fn from_code(code: &str) -> Result<Self, AppError> {
        let found = Self::ALL.iter().copied().find(|form| form.code() == code);
        found.ok_or_else(|| AppError::invalid("code", FieldProblem::UnknownReference))
    }
}

/// What a form is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// A month, written 2026-10.
    Month,
}

/// A form as people choose it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct FormInfo {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// What stands in it.
    pub description: String,
    /// What it is written for.
    pub period: PeriodKind,
}

/// Every form, for whoever asks without a database.
pub fn all() -> Vec<FormInfo> {
    let layouts = Form::ALL.iter().filter_map(|form| form.layout().ok());
    layouts
        .map(|layout| FormInfo {
            code: layout.code.clone(),
            title: layout.title.clone(),
            description: layout.description.clone(),
            period: match layout.period {
                forms::PeriodKind::Month => PeriodKind::Month,
            },
        })
        .collect()
}

/// The forms that this person may write.
pub async fn list(_: &App, actor: &Actor) -> Result<Vec<FormInfo>, AppError> {
    actor.require(UseCase::ExportForms)?;
    Ok(all())
}
