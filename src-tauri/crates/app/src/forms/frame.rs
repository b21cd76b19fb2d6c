//! Who a form is from: the frame around its table.

use chrono::NaiveDate;
use huishang_domain::time::Month;
use huishang_domain::words::DivisionKind;
use huishang_sheets::forms::FrameInfo;
use huishang_store::{Tx, directory, settings};

use crate::AppError;

/// The setting that names the county in titles.
const COUNTY: &str = "county_name";
/// The setting that names the unit that reports.
const UNIT: &str = "reporting_unit";

/// The frame of a form for a month, filled in today by this person. The county and the unit are those that were set,
/// or else after the county's division.
pub(super) async fn frame(
    tx: &mut Tx,
    month: Month,
    reporter: &str,
    today: NaiveDate,
) -> Result<FrameInfo, AppError> {
    let county = match settings::text(tx, COUNTY).await? {
        Some(name) => name,
        None => {
            let divisions = directory::divisions(tx).await?;
            divisions.into_iter().find(|d| d.kind == DivisionKind::County).map(|d| d.name).unwrap_or_default()
        }
    };
    let unit = settings::text(tx, UNIT).await?;
    let unit = unit.unwrap_or_else(|| {
        if county.is_empty() { String::new() } else { format!("{county}委社会工作部") }
    });
    Ok(FrameInfo {
        county,
        period: month.title(),
        unit,
        reporter: reporter.to_owned(),
        reviewer: String::new(),
        reported_on: today,
    })
}
