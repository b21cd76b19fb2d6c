//! What stands in a form, and who it is from, before it is given a look.

use huishang_domain::words::DivisionKind;
use huishang_sheets::writing::{Cell, Column};
use huishang_store::{Tx, directory, settings};

use crate::AppError;

/// The setting that names the county in titles.
const COUNTY: &str = "county_name";
/// The setting that names the unit that reports.
const UNIT: &str = "reporting_unit";

/// The rows of a form under its columns.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub columns: &'static [Column],
    pub rows: Vec<Vec<Cell>>,
}

/// Who a form is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sender {
    /// 天长市
    pub county: String,
    /// 天长市委社会工作部
    pub unit: String,
}

/// The county and the unit as they were set, or else after the county's division.
pub(super) async fn sender(tx: &mut Tx) -> Result<Sender, AppError> {
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
    Ok(Sender { county, unit })
}
