//! What of a text counts when it is looked for.

/// Half width, small letters, no signs and no blanks. Character by character: what is a part of a text, folded, is a part
/// of the folded text.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(folded).collect()
}

/// What stands for one character; nothing for a sign.
pub(super) fn folded(c: char) -> impl Iterator<Item = char> {
    let half = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    half.to_lowercase().filter(|c| c.is_alphanumeric())
}
