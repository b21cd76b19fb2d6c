//! A form as data: what stands over its table, its columns, its totals, its signatures. A new form is a new file.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// The files of the built-in forms, in the order in which they are offered.
const FILES: &[&str] =
    &[include_str!("../../layouts/consultation-ledger.json"), include_str!("../../layouts/case-ledger.json")];

static LAYOUTS: LazyLock<Vec<Layout>> =
    LazyLock::new(|| FILES.iter().filter_map(|file| Layout::parse(file).ok()).collect());

/// The built-in forms.
pub fn layouts() -> &'static [Layout] {
    &LAYOUTS
}

/// The built-in form of this code.
pub fn layout(code: &str) -> Option<&'static Layout> {
    layouts().iter().find(|layout| layout.code == code)
}

/// A form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Layout {
    /// consultation-ledger
    pub code: String,
    /// 会商事项台账
    pub title: String,
    /// What it holds, for whoever chooses one.
    pub description: String,
    /// What it is made for.
    pub period: PeriodKind,
    /// What it is printed on, broadside.
    pub paper: Paper,
    /// What is counted: 单位：件.
    #[serde(default)]
    pub unit: Option<String>,
    /// What the row of totals says behind 合计; none leaves the row out.
    #[serde(default)]
    pub total: Vec<TotalPart>,
    /// Who signs at the foot.
    #[serde(default)]
    pub signatures: Vec<String>,
    /// The columns, from the left.
    pub columns: Vec<Column>,
}

/// What a form is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// A calendar month.
    Month,
}

/// What a form is printed on, always broadside: as many columns as these forms have fit no upright page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// 297 × 210 mm
    A4,
    /// 420 × 297 mm
    A3,
}

/// One figure in the row of totals.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TotalPart {
    /// The words before it.
    #[serde(default)]
    pub before: String,
    /// What is counted.
    pub count: Counted,
    /// For [`Counted::Filled`]: in which column.
    #[serde(default)]
    pub key: Option<String>,
    /// The words behind it.
    #[serde(default)]
    pub after: String,
}

/// What a total counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Every row.
    Rows,
    /// Every group of rows.
    Groups,
    /// The rows in which a column isn't empty.
    Filled,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Column {
    /// By what rows name it.
    pub key: String,
    /// Its own header.
    pub header: String,
    /// The header that it shares with its neighbours.
    #[serde(default)]
    pub group: Option<String>,
    /// In digits of the sheet's font; a Chinese character takes two.
    pub width: u16,
    /// How its cells stand.
    pub align: Align,
    /// What its cells hold.
    #[serde(default)]
    pub kind: Kind,
    /// Whether like cells of a group's rows become one.
    #[serde(default)]
    pub merge_by_group: bool,
}

/// How a cell's content stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Sentences.
    #[default]
    Left,
    /// Short things.
    Center,
    /// What ends a line.
    Right,
}

/// What a column's cells hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Anything.
    #[default]
    Text,
    /// A whole number, summed up in the row of totals.
    Count,
    /// A day, or words in its place.
    Date,
    /// 绿, 黄 or 红, on its colour.
    Light,
    /// The running number, which no row gives.
    Index,
}

/// A form's file that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum LayoutError {
    /// It isn't written as a form is.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// It contradicts itself.
    #[error("{0}")]
    Wrong(String),
}

impl Layout {
    /// Reads a form's file.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(json: &str) -> Result<Self, LayoutError> {
        let layout: Self = serde_json::from_str(json)?;
        let wrong = |what: &str| Err(LayoutError::Wrong(format!("{}: {what}", layout.code)));
        if layout.columns.is_empty() {
            return wrong("no column");
        }
        if layout.title.is_empty()
            || layout.title.chars().count() > 31
            || layout.title.contains(['[', ']', ':', '*', '?', '/', '\\'])
        {
            return wrong("a title that names no sheet");
        }
        if layout.columns.iter().any(|c| c.width == 0 || c.width > 255) {
            return wrong("a width out of range");
        }
        let mut keys = HashSet::new();
        if !layout.columns.iter().all(|c| keys.insert(c.key.as_str())) {
            return wrong("a key twice");
        }
        let counts = |part: &TotalPart| match part.count {
            Counted::Filled => part.key.as_deref().is_some_and(|key| keys.contains(key)),
            Counted::Rows | Counted::Groups => part.key.is_none(),
        };
        if !layout.total.iter().all(counts) {
            return wrong("a total of no column");
        }
        Ok(layout)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_built_in_form_can_be_read_and_has_its_own_code() {
        for file in FILES {
            Layout::parse(file).unwrap();
        }
        let codes: HashSet<_> = layouts().iter().map(|l| l.code.as_str()).collect();
        assert_eq!(codes.len(), FILES.len());
        assert_eq!(layout("case-ledger").unwrap().title, "领导包案管理台账");
        assert!(layout("no-such-form").is_none());
    }

    #[test]
    fn a_file_that_contradicts_itself_is_refused() {
        let form = |columns: &str, more: &str| {
            Layout::parse(&format!(
                r#"{{"code":"x","title":"表","description":"","period":"month","paper":"a4","columns":[{columns}]{more}}}"#
            ))
        };
        let column = r#"{"key":"a","header":"甲","width":5,"align":"left"}"#;
        form(column, "").unwrap();
        assert!(form("", "").is_err());
        assert!(form(&format!("{column},{column}"), "").is_err());
        assert!(form(&column.replace(":5", ":0"), "").is_err());
        assert!(form(&column.replace("align", "alignment"), "").is_err());
        assert!(form(column, r#","total":[{"count":"filled","key":"b"}]"#).is_err());
    }
}
