//! What stands around the table of a form: title, line of who reports, signatures.

use chrono::{Datelike, NaiveDate};

use super::layout::{Align, Column, Layout};
use super::measure::units;

/// Who reports what, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameInfo {
    /// 天长市
    pub county: String,
    /// 2026年10月
    pub period: String,
    /// 天长市委社会工作部
    pub unit: String,
    /// Who fills it in; empty leaves room for a pen.
    pub reporter: String,
    /// Who checks it; empty leaves room for a pen.
    pub reviewer: String,
    /// When it is filled in.
    pub reported_on: NaiveDate,
}

impl FrameInfo {
    /// 天长市2026年10月会商事项台账
    pub fn title(&self, layout: &Layout) -> String {
        format!("{}{}{}", self.county, self.period, layout.title)
    }

    pub(super) fn line(&self, layout: &Layout) -> Vec<String> {
        let day = self.reported_on;
        let mut parts = vec![
            format!("填报单位：{}", self.unit),
            format!("填报人：{}", self.reporter),
            format!("审核人：{}", self.reviewer),
            format!("填报日期：{}年{}月{}日", day.year(), day.month(), day.day()),
        ];
        parts.extend(layout.unit.as_ref().map(|unit| format!("单位：{unit}")));
        parts
    }
}

/// Text over some columns: the first, how many, the text.
pub(super) type Span = (u16, u16, String, Align);

/// A line's parts, spread over the columns; in one piece where they don't fit.
pub(super) fn spread(parts: &[String], columns: &[Column], last: Align) -> Vec<Span> {
    let all = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    let apart = apart(parts, columns).unwrap_or_default();
    if apart.is_empty() {
        return vec![(0, all, parts.join("　　"), Align::Left)];
    }
    let count = apart.len();
    let spans = apart.into_iter().zip(parts).enumerate();
    spans
        .map(|(i, ((first, width), text))| {
            let align = if i + 1 == count && count > 1 { last } else { Align::Left };
            (first, width, text.clone(), align)
        })
        .collect()
}

/// Which columns each part takes, so that all have the same room to spare.
fn apart(parts: &[String], columns: &[Column]) -> Option<Vec<(u16, u16)>> {
    let widths: Vec<usize> = columns.iter().map(|c| usize::from(c.width)).collect();
    let needs: Vec<usize> = parts.iter().map(|part| units(part) + 2).collect();
    let spare = widths.iter().sum::<usize>().checked_sub(needs.iter().sum())? / parts.len().max(1);
    let (mut spans, mut at, mut passed, mut wanted) = (Vec::new(), 0, 0, 0);
    for (i, need) in needs.iter().enumerate() {
        let first = at;
        let behind = needs.len() - i - 1;
        let most = widths.len().checked_sub(behind)?;
        wanted += need + spare;
        let mut own = 0;
        while at < most {
            let width = *widths.get(at)?;
            // The last takes what is left; each other ends at the column that is nearest.
            if own >= *need && behind > 0 && passed + width / 2 > wanted {
                break;
            }
            (at, own, passed) = (at + 1, own + width, passed + width);
        }
        if own < *need {
            return None;
        }
        spans.push((u16::try_from(first).ok()?, u16::try_from(at - first).ok()?));
    }
    Some(spans)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::layout::layouts;

    #[test]
    fn the_parts_of_a_line_cover_all_columns_side_by_side() {
        let info = FrameInfo {
            county: "示例市".into(),
            period: "2026年10月".into(),
            unit: "示例市委社会工作部".into(),
            reporter: "王示例".into(),
            reviewer: String::new(),
            reported_on: "2026-11-05".parse().unwrap(),
        };
        for layout in layouts() {
            let spans = spread(&info.line(layout), &layout.columns, Align::Right);
            assert_eq!(spans.len(), 5, "{}: {spans:?}", layout.code);
            let mut next = 0;
            for (first, width, text, _) in &spans {
                assert_eq!(*first, next);
                next += width;
                let columns = &layout.columns[usize::from(*first)..usize::from(next)];
                let room: usize = columns.iter().map(|c| usize::from(c.width)).sum();
                assert!(room >= units(text), "{text} in {room}");
            }
            assert_eq!(usize::from(next), layout.columns.len());
            let long = [info.line(layout), vec!["长".repeat(100)]].concat();
            let one = spread(&long, &layout.columns, Align::Right);
            assert_eq!((one.len(), usize::from(one[0].1)), (1, layout.columns.len()), "no room to part them");
        }
        let info = info.title(&layouts()[0]);
        assert_eq!(info, "示例市2026年10月会商事项台账");
    }
}
