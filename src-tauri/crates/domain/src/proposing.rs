//! What the program proposes from the text of a matter, for a person to take or change: a title and a category.

/// The longest title that is proposed, in characters: what a list shows without cutting.
pub const PROPOSED_TITLE: usize = 30;

/// Openings that say who speaks rather than what about.
const OPENINGS: &[&str] =
    &["群众反映", "居民反映", "村民反映", "来访人反映", "反映人称", "其反映", "反映称", "反映", "来访人称"];

/// Where a sentence, and where a part of it, ends.
const STOPS: &[char] = &['。', '！', '？', '；', '\n', '!', '?', ';'];
const PAUSES: &[char] = &['，', ',', '、', ' ', '：', ':'];

/// The first sentence of a text as its title, cut at a pause where it is long.
pub fn title(text: &str) -> String {
    let mut rest = text.trim();
    if let Some(cut) = OPENINGS.iter().find_map(|opening| rest.strip_prefix(opening)) {
        rest = cut.trim_start_matches(PAUSES);
    }
    let sentence = rest.split(STOPS).map(str::trim).find(|part| !part.is_empty()).unwrap_or_default();
    if sentence.chars().count() <= PROPOSED_TITLE {
        return sentence.to_owned();
    }
    let head: String = sentence.chars().take(PROPOSED_TITLE).collect();
    match head.rfind(PAUSES) {
        Some(at) if head[..at].chars().count() >= PROPOSED_TITLE / 3 => head[..at].to_owned(),
        _ => head,
    }
}

/// A category among which is chosen.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its name, such as 路灯照明.
    pub name: &'a str,
}

/// The category whose name shares the most pairs of neighbouring characters with the text; none where none shares any.
/// Of equals the first.
pub fn category<'a>(text: &str, choices: &[Choice<'a>]) -> Option<&'a str> {
    let said = pairs(text);
    let mut best: Option<(usize, &'a str)> = None;
    for choice in choices {
        let shared = pairs(choice.name).iter().filter(|pair| said.contains(pair)).count();
        if shared > best.map_or(0, |(most, _)| most) {
            best = Some((shared, choice.code));
        }
    }
    best.map(|(_, code)| code)
}

fn pairs(text: &str) -> Vec<(char, char)> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    chars.windows(2).filter_map(|two| Some((*two.first()?, *two.get(1)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CHOICES: &[Choice<'_>] = &[
        Choice { code: "R0101", name: "路灯照明" },
        Choice { code: "R0301", name: "生活困难" },
        Choice { code: "R0701", name: "违法建设" },
    ];

    #[test]
    fn a_title_is_the_first_sentence_without_its_opening() {
        assert_eq!(title("群众反映，村口路灯不亮。请尽快修理。"), "村口路灯不亮");
        assert_eq!(title("\n  路灯不亮\n请修"), "路灯不亮");
        assert_eq!(title("  "), "");
        let long = "6号楼楼顶有人搭建阳光房，一下雨顶层住户就渗水，多次找物业没有结果，希望有人来管";
        assert_eq!(title(long), "6号楼楼顶有人搭建阳光房，一下雨顶层住户就渗水");
        assert_eq!(title(&"长".repeat(80)).chars().count(), PROPOSED_TITLE);
    }

    #[test]
    fn a_category_is_told_by_its_name() {
        assert_eq!(category("村口路灯坏了，晚上没有照明", CHOICES), Some("R0101"));
        assert_eq!(category("一家三口生活十分困难，想申请救助", CHOICES), Some("R0301"));
        assert_eq!(category("想学开车", CHOICES), None);
        assert_eq!(category("", CHOICES), None);
    }

    proptest! {
        #[test]
        fn a_title_is_never_too_long_and_stands_in_the_text(text in "[\\PC\n。，]{0,120}") {
            let title = title(&text);
            prop_assert!(title.chars().count() <= PROPOSED_TITLE);
            prop_assert!(text.contains(&title));
        }
    }
}
