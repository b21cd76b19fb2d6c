//! Which forms there are.

use huishang_domain::access::UseCase;
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

    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::ConsultationLedger => "会商事项台账",
            Self::CaseLedger => "领导包案管理台账",
        }
    }

    /// What stands in it.
    pub const fn description(self) -> &'static str {
        match self {
            Self::ConsultationLedger => {
                "当月召开或已排期的会商及其议定事项，每项一行：牵头、协办、时限、进展、灯色、销号日期。"
            }
            Self::CaseLedger => {
                "当月内在办的领导包案，每件一行：包案领导、责任单位、主要问题、化解方案、进展、状态。"
            }
        }
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
    Form::ALL
        .iter()
        .map(|form| FormInfo {
            code: form.code().to_owned(),
            title: form.title().to_owned(),
            description: form.description().to_owned(),
            period: PeriodKind::Month,
        })
        .collect()
}

/// The forms that this person may write.
pub async fn list(_: &App, actor: &Actor) -> Result<Vec<FormInfo>, AppError> {
    actor.require(UseCase::ExportForms)?;
    Ok(all())
}
