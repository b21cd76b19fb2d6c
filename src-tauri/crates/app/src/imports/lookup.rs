//! Finding what the database and the program call the words of a file: categories, agencies, channels, satisfaction.

use std::collections::HashMap;

use huishang_domain::identity::to_half_width;
use huishang_domain::ids::AgencyId;
use huishang_domain::words::{AskKind, Channel, Satisfaction};
use huishang_store::directory::{AgencyRecord, CategoryRecord};

/// The path of the category that stands for none.
const UNSORTED: &str = "其他-未分类";

/// Words that tell a channel from other systems' names for it, the surest first.
const CHANNEL_WORDS: &[(&str, Channel)] = &[
    ("12345", Channel::Hotline),
    ("110", Channel::NonEmergency),
    ("非警务", Channel::NonEmergency),
    ("接访", Channel::LeaderReception),
    ("下访", Channel::LeaderReception),
    ("入户", Channel::HouseVisit),
    ("说事会", Channel::VillageForum),
    ("协商亭", Channel::NeighbourPavilion),
    ("大数据", Channel::BigData),
    ("意见征集", Channel::OpinionPoint),
    ("民情征集", Channel::CollectionDay),
    ("上级", Channel::Superior),
    ("网格", Channel::Grid),
    ("热线", Channel::Hotline),
];

/// The channel that a file's word means.
pub(super) fn channel(word: &str) -> Option<Channel> {
    let word = to_half_width(word);
    Channel::from_term(&word)
        .or_else(|| Channel::from_code(&word))
        .or_else(|| CHANNEL_WORDS.iter().find(|(part, _)| word.contains(part)).map(|(_, channel)| *channel))
}

/// How satisfied a file's word says that somebody is.
pub(super) fn satisfaction(word: &str) -> Option<Satisfaction> {
    let word = to_half_width(word);
    Satisfaction::from_term(&word).or(match word.as_str() {
        "很满意" => Some(Satisfaction::VerySatisfied),
        "比较满意" | "一般" => Some(Satisfaction::FairlySatisfied),
        "不太满意" | "很不满意" | "非常不满意" => Some(Satisfaction::Dissatisfied),
        "未回访" | "无" | "无法联系" => Some(Satisfaction::Unrated),
        _ => None,
    })
}

/// 三问: hardship and suggestions say so; everything else asks for something.
pub(super) fn ask_kind(channel: Channel, category: &str, title: &str) -> AskKind {
    if category.contains("困难") || title.contains("救助") {
        AskKind::Hardship
    } else if matches!(channel, Channel::OpinionPoint | Channel::CollectionDay) || title.contains("建议") {
        AskKind::Opinion
    } else {
        AskKind::Petition
    }
}

/// Categories by path and name.
#[derive(Debug, Default)]
pub(super) struct Categories {
    by_path: HashMap<String, String>,
    by_name: HashMap<String, Option<String>>,
    unsorted: Option<String>,
}

impl Categories {
    /// Takes in the list.
    pub fn new(rows: &[CategoryRecord]) -> Self {
        let names: HashMap<&str, &str> = rows.iter().map(|c| (c.code.as_str(), c.name.as_str())).collect();
        let mut found = Self::default();
        for row in rows {
            if let Some(parent) = row.parent_code.as_deref().and_then(|code| names.get(code)) {
                found.by_path.insert(format!("{parent}-{}", row.name), row.code.clone());
                let same = found.by_name.entry(row.name.clone());
                same.and_modify(|code| *code = None).or_insert_with(|| Some(row.code.clone()));
            }
        }
        found.unsorted = found.by_path.get(UNSORTED).cloned();
        found
    }

    /// The category that a file's words mean: 公共服务-路灯照明, or the last part of it where that is enough.
    pub fn find(&self, words: &str) -> Option<&str> {
        let parts: Vec<String> =
            to_half_width(words).split(['-', '/', '>', '—', '–', '、']).map(str::to_owned).collect();
        let path = parts.iter().rev().take(2).rev().map(String::as_str).collect::<Vec<_>>().join("-");
        let last = parts.last()?;
        self.by_path
            .get(&path)
            .or_else(|| self.by_name.get(last).and_then(Option::as_ref))
            .map(String::as_str)
    }

    /// The category of what has none.
    pub fn unsorted(&self) -> Option<&str> {
        self.unsorted.as_deref()
    }
}

/// Agencies by their full and short names.
#[derive(Debug, Default)]
pub(super) struct Agencies(HashMap<String, Option<AgencyId>>);

impl Agencies {
    /// Takes in the directory and the names that agencies bore before.
    pub fn new(rows: &[AgencyRecord], former: &[(AgencyId, String)]) -> Self {
        let mut found: HashMap<String, Option<AgencyId>> = HashMap::new();
        let now = rows.iter().flat_map(|a| [(a.id, &a.name), (a.id, &a.short_name)]);
        for (id, name) in now.chain(former.iter().map(|(id, name)| (*id, name))) {
            let same = found.entry(to_half_width(name));
            same.and_modify(|known| *known = known.filter(|k| *k == id)).or_insert(Some(id));
        }
        Self(found)
    }

    /// The only agency of that name.
    pub fn find(&self, name: &str) -> Option<AgencyId> {
        self.0.get(&to_half_width(name)).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_are_known_by_term_and_by_telling_words() {
        for channel in Channel::ALL {
            assert_eq!(super::channel(channel.term()), Some(*channel));
        }
        assert_eq!(channel("１２３４５ 政务服务便民热线"), Some(Channel::Hotline));
        assert_eq!(channel("领导接访"), Some(Channel::LeaderReception));
        assert_eq!(channel("飞鸽传书"), None);
    }

    #[test]
    fn categories_are_found_by_path_then_by_a_name_that_only_one_has() {
        let row = |code: &str, name: &str, parent: Option<&str>| CategoryRecord {
            code: code.to_owned(),
            name: name.to_owned(),
            parent_code: parent.map(str::to_owned),
        };
        let categories = Categories::new(&[
            row("R", "热线诉求", None),
            row("R01", "公共服务", Some("R")),
            row("R0101", "路灯照明", Some("R01")),
            row("R99", "其他", Some("R")),
            row("R9901", "未分类", Some("R99")),
            row("M", "矛盾纠纷", None),
            row("M17", "其他", Some("M")),
        ]);
        assert_eq!(categories.find("公共服务-路灯照明"), Some("R0101"));
        assert_eq!(categories.find("热线诉求/公共服务/路灯照明"), Some("R0101"));
        assert_eq!(categories.find("路灯照明"), Some("R0101"));
        assert_eq!(categories.find("其他"), None, "two bear the name");
        assert_eq!(categories.find("没有的类别"), None);
        assert_eq!(categories.unsorted(), Some("R9901"));
    }

    #[test]
    fn a_kind_follows_from_category_channel_and_title() {
        assert_eq!(ask_kind(Channel::Grid, "民政社会-生活困难", "申请临时救助"), AskKind::Hardship);
        assert_eq!(ask_kind(Channel::OpinionPoint, "公共服务-路灯照明", "路灯不亮"), AskKind::Opinion);
        assert_eq!(ask_kind(Channel::Hotline, "公共服务-路灯照明", "路灯不亮"), AskKind::Petition);
    }
}
