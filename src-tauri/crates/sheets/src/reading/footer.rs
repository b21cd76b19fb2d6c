//! Rows at the foot of a table that are no matters.

use huishang_domain::identity::to_half_width;

use super::cell::{Cell, TableRow};

/// Totals, which stand alone in their cell or before a number.
const TOTALS: [&str; 9] = ["合计", "总计", "小计", "共计", "累计", "总数", "本页小计", "本页合计", "汇总"];
/// Signatures and dates at the foot, which have their colon or a cell of their own.
const SIGNED: [&str; 22] = [
    "填报人",
    "填表人",
    "填报单位",
    "填报日期",
    "填报时间",
    "填表日期",
    "制表人",
    "制表",
    "制表日期",
    "制表单位",
    "审核人",
    "审核",
    "审批人",
    "复核人",
    "分管领导",
    "主要领导",
    "单位负责人",
    "负责人",
    "经办人",
    "打印时间",
    "导出时间",
    "统计时间",
];
/// Notes at the foot, which stand alone in their row.
const NOTES: [&str; 5] = ["注：", "备注：", "说明：", "填表说明", "注意："];

/// Totals, signatures and notes at the foot. A matter is never mistaken for one: it has more cells, and its first one
/// goes on after such a word.
pub(super) fn is_footer(row: &TableRow) -> bool {
    let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
    let Some(Cell::Text(text)) = filled.next() else { return false };
    let text = plain(text);
    let others = filled.clone().count();
    let texts = filled.filter(|cell| matches!(cell, Cell::Text(_))).count();
    let total = TOTALS.iter().any(|word| {
        let rest = text.strip_prefix(word);
        rest.is_some_and(|rest| {
            rest.is_empty() || rest.starts_with(|c: char| c == '：' || c == '(' || c.is_ascii_digit())
        })
    });
    let signed = SIGNED.iter().any(|word| {
        text.strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('：') || rest.starts_with('('))
    });
    let note = NOTES.iter().any(|word| text.starts_with(word)) || is_page_number(&text);
    // Numbers exported as text are numbers all the same.
    let words = row.cells.iter().filter(|c| matches!(c, Cell::Text(t) if t.parse::<f64>().is_err())).count();
    (total && words <= 3) || (signed && texts <= 5 && others <= 8) || (note && others == 0)
}

/// 第1页, 第 1 页 共 3 页.
fn is_page_number(text: &str) -> bool {
    text.starts_with('第') && text.ends_with('页') && text.chars().count() <= 12
}

/// Half-width and without the blanks that spread 合　计 over its cell; only the colon is the wide one.
fn plain(text: &str) -> String {
    to_half_width(text).replace(':', "：")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn footer(cells: &[&str]) -> bool {
        let cell = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).to_owned()) };
        is_footer(&TableRow { row: 9, cells: cells.iter().map(cell).collect() })
    }

    #[test]
    fn totals_signatures_and_notes_are_no_matters() {
        for cells in [
            &["合　计", "12", "3"][..],
            &["", "总计：", "12件"],
            &["小计", "3", "4", "5", "6", "7"],
            &["本页小计(件)", "3"],
            &["合计12件"],
            &["制表人：张示例", "", "审核人：李示例", "", "2026年1月4日"],
            &["填报人:", "张示例", "联系电话:", "0550-7012345", "填报日期:", "2026-01-04"],
            &["备注：本表每月5日前报送"],
            &["注: 本表一式两份"],
            &["第 1 页 共 3 页"],
        ] {
            assert!(footer(cells), "{cells:?}");
        }
    }

    #[test]
    fn a_matter_that_begins_with_such_a_word_is_one() {
        for cells in [
            &["合计收费过高的问题", "2026-01-04"][..],
            &["负责人不接电话", "2026-01-04", "13800138000"],
            &["备注：已多次反映", "2026-01-04", "路灯不亮"],
            &["制表厂噪音扰民", "2026-01-04"],
            &["A1", "2026-01-04", "合计"],
            &["总数", "2026-01-04", "张示例", "13800138000", "路灯不亮", "示例镇"],
        ] {
            assert!(!footer(cells), "{cells:?}");
        }
    }
}
