//! How one division is written: 东示例村委会, 东示例村, 东示例村民委员会, 东示例.

use huishang_domain::words::DivisionKind;

/// What may follow the name of a village or community, longest first.
const VILLAGE: [&str; 11] = [
    "社区居民委员会",
    "村村民委员会",
    "村民委员会",
    "居民委员会",
    "社区居委会",
    "社区村委会",
    "村委会",
    "居委会",
    "社区",
    "居",
    "村",
];

/// What may follow the name of a town or street.
const TOWN: [&str; 7] = ["街道办事处", "镇人民政府", "人民政府", "街道办", "街道", "镇", "乡"];

/// How a village is written within a sentence.
const VILLAGE_IN_TEXT: [&str; 4] = ["村", "村委会", "村民委员会", "村村民委员会"];
/// How a community is.
const COMMUNITY_IN_TEXT: [&str; 4] = ["社区", "社区居委会", "居委会", "社区居民委员会"];
/// How a town or street is.
const TOWN_IN_TEXT: [&str; 2] = ["街道", "镇"];

/// The name without what may follow it; as it stands when too little would be left.
pub(super) fn bare(name: &str, kind: DivisionKind) -> &str {
    let endings: &[&str] = if kind == DivisionKind::Town { &TOWN } else { &VILLAGE };
    let bare = endings.iter().find_map(|ending| name.strip_suffix(ending));
    bare.filter(|bare| bare.chars().count() >= 2).unwrap_or(name)
}

/// The whole name, then the name without what may follow it, which is the weaker sign.
pub(super) fn names(name: &str, kind: DivisionKind) -> Vec<String> {
    let bare = Some(bare(name, kind)).filter(|bare| *bare != name);
    std::iter::once(name).chain(bare).map(str::to_owned).collect()
}

/// What surely means the division when it stands anywhere in a sentence: a bare name may be part of a street's.
pub(super) fn in_text(name: &str, kind: DivisionKind) -> Vec<String> {
    let bare = bare(name, kind);
    let endings: &[&str] = match kind {
        DivisionKind::Town => &TOWN_IN_TEXT,
        _ if name.contains("社区") || name.ends_with("居委会") => &COMMUNITY_IN_TEXT,
        _ => &VILLAGE_IN_TEXT,
    };
    let mut forms: Vec<String> = endings.iter().map(|ending| format!("{bare}{ending}")).collect();
    // A town isn't called by the other kind's word, or 杨村街道 and 杨村镇 would be one.
    if kind == DivisionKind::Town {
        forms.retain(|form| form == name);
    }
    if !forms.iter().any(|form| form == name) {
        forms.push(name.to_owned());
    }
    forms
}
