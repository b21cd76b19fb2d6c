//! What a column is, by its header.

use huishang_domain::identity::to_half_width;
use huishang_domain::words::ImportField as F;

use super::Cell;

/// Headers of other offices' exports, each field's surest first.
const HEADERS: &[(F, &[&str])] = &[
    (
        F::SourceNumber,
        &["工单编号", "工单号", "诉求编号", "受理编号", "信访件编号", "来源编号", "事件编号", "编号"],
    ),
    (
        F::ReceivedAt,
        &[
            "受理时间",
            "受理日期",
            "来电时间",
            "来电日期",
            "登记时间",
            "登记日期",
            "信访日期",
            "发生日期",
            "上报时间",
            "上报日期",
            "创建时间",
            "反映时间",
            "反映日期",
            "诉求时间",
            "日期",
        ],
    ),
    (F::ReceivedTime, &["受理时刻", "来电时刻", "登记时刻", "时刻", "时间"]),
    (F::Channel, &["来源渠道", "诉求来源", "来源", "渠道", "受理渠道"]),
    (F::PartyName, &["来电人", "诉求人", "信访人", "反映人", "联系人", "姓名", "来访人", "当事人"]),
    (F::PartyPhone, &["联系电话", "来电号码", "联系方式", "手机号码", "手机号", "电话"]),
    (F::PartyIdNumber, &["身份证号", "身份证号码", "证件号码", "公民身份号码", "身份证", "证件号"]),
    (F::PartyAddress, &["住址", "家庭住址", "联系地址", "实际居住地址", "户籍地址", "来电人地址", "地址"]),
    (F::Category, &["诉求类别", "诉求分类", "事项类别", "问题类别", "问题分类", "类别", "分类", "类型"]),
    (
        F::Title,
        &["诉求标题", "工单标题", "事件名称", "事项名称", "标题", "主题", "诉求事项", "反映事项", "事项"],
    ),
    (
        F::Text,
        &[
            "诉求内容",
            "工单内容",
            "信访诉求",
            "反映内容",
            "主要内容",
            "问题描述",
            "内容",
            "概况",
            "简述",
            "事由",
            "反映问题",
            "问题",
        ],
    ),
    (
        F::Town,
        &[
            "所属镇街",
            "镇街",
            "镇/村",
            "所属区域",
            "所属区划",
            "行政区划",
            "区划",
            "区划代码",
            "乡镇街道",
            "镇(街道)",
            "所属乡镇",
            "属地",
            "乡镇",
            "街道",
        ],
    ),
    (F::Village, &["村(社区)", "村社区", "所属村(社区)", "所属村社区", "社区", "村"]),
    (F::Place, &["事发地址", "事发地点", "发生地点", "诉求地址", "地点"]),
    (F::Handler, &["承办单位", "主办单位", "责任单位", "办理单位", "处置部门", "承办部门"]),
    (F::Deadline, &["办理时限", "办结时限", "办理期限", "截止时间", "截止日期", "期限"]),
    (F::ClosedAt, &["办结时间", "办结日期", "完成时间", "完成日期", "结案时间", "结案日期"]),
    (F::Satisfaction, &["满意度", "是否满意", "满意情况", "回访结果", "评价"]),
    (F::PeopleConcerned, &["涉及人数", "人数", "反映人数"]),
];

/// The field that a header names, and how sure that is: the smaller, the surer.
fn named(header: &str) -> Option<(F, usize)> {
    let header = to_half_width(header);
    let header = header.trim_end_matches(['*', ':']).replace('\u{3000}', "");
    HEADERS
        .iter()
        .find_map(|(field, names)| names.iter().position(|name| *name == header).map(|i| (*field, i)))
}

/// Whether a header names a field.
pub(super) fn is_known(header: &str) -> bool {
    named(header).is_some()
}

/// The field that a header names.
pub(super) fn field_of(header: &str) -> Option<F> {
    named(header).map(|(field, _)| field)
}

/// How many of these cells are headers that are known.
pub(super) fn known_headers(cells: &[Cell]) -> usize {
    cells.iter().filter(|cell| matches!(cell, Cell::Text(text) if named(text).is_some())).count()
}

/// What each column is; where several headers name one field, the surest has it.
pub fn propose(headers: &[String]) -> Vec<Option<F>> {
    let found: Vec<Option<(F, usize)>> = headers.iter().map(|header| named(header)).collect();
    let surest = |field: F| {
        let sure =
            found.iter().enumerate().filter_map(|(i, f)| f.filter(|(f, _)| *f == field).map(|(_, s)| (s, i)));
        sure.min().map(|(_, i)| i)
    };
    found
        .iter()
        .enumerate()
        .map(|(i, f)| f.map(|(field, _)| field).filter(|field| surest(*field) == Some(i)))
        .collect()
}

/// The fields that need a column and have none: the day, and what it is about.
pub fn missing(columns: &[Option<F>]) -> Vec<F> {
    let has = |field: F| columns.contains(&Some(field));
    let mut missing = Vec::new();
    if !has(F::ReceivedAt) {
        missing.push(F::ReceivedAt);
    }
    if !has(F::Title) && !has(F::Text) {
        missing.push(F::Text);
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(headers: &[&str]) -> Vec<Option<F>> {
        propose(&headers.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn headers_are_known_whatever_their_brackets_and_blanks() {
        assert_eq!(
            of(&["工单编号", "村（社区）", " 受理 时间*", "别的", "联系电话："]),
            [Some(F::SourceNumber), Some(F::Village), Some(F::ReceivedAt), None, Some(F::PartyPhone)]
        );
    }

    #[test]
    fn short_headers_of_hand_kept_ledgers_are_known() {
        assert_eq!(
            of(&["事项", "身份证", "问题", "诉求事项"]),
            [None, Some(F::PartyIdNumber), Some(F::Text), Some(F::Title)],
            "the fuller name of a title is the surer"
        );
    }

    #[test]
    fn the_surest_header_has_the_field() {
        assert_eq!(of(&["日期", "受理时间", "标题"]), [None, Some(F::ReceivedAt), Some(F::Title)]);
    }

    #[test]
    fn a_day_and_a_title_or_text_are_needed() {
        assert_eq!(missing(&[]), [F::ReceivedAt, F::Text]);
        assert_eq!(missing(&[Some(F::ReceivedAt), None, Some(F::Title)]), []);
    }
}
