//! Which sheet is read and where its headers stand, as a person says or as it was the last time.

use huishang_domain::words::FileProblem;

use super::ReadError;

/// The sheet and the row of the headers, each found by the reader where it is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The sheet's name.
    pub sheet: Option<String>,
    /// The row of the headers, counted from 1; of two lines of headers the lower.
    pub header_row: Option<u32>,
    /// Only what the last file had: it counts as far as it fits this one.
    pub remembered: bool,
}

impl Choice {
    /// The sheets to look at, in turn.
    pub(super) fn of(&self, mut names: Vec<String>) -> Result<Vec<String>, ReadError> {
        let Some(sheet) = &self.sheet else { return Ok(names) };
        let at = names.iter().position(|name| name == sheet);
        match at {
            Some(at) if self.remembered => names.swap(0, at),
            Some(_) => names = vec![sheet.clone()],
            None if self.remembered => {}
            None => {
                let detail = format!("文件里没有名为“{sheet}”的工作表，请重新选一张");
                return Err(ReadError::new(FileProblem::NoHeader, detail));
            }
        }
        Ok(names)
    }
}
