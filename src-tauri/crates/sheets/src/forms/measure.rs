//! How high a row must be for its text. A program that opens the file may not reckon it by itself.

/// Points that one line of the body takes.
pub(super) const LINE: f64 = 15.0;
/// Points above and below the text.
pub(super) const PADDING: f64 = 7.0;
/// No row of the table is lower than this.
const LOWEST: f64 = 26.0;
/// No row is higher than this.
pub(super) const HIGHEST: f64 = 409.0;
/// A cell keeps a little room at its sides.
const SIDES: usize = 1;

/// How wide a text is in digits of the sheet's font.
pub(super) fn units(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// Chinese characters and their punctuation are twice as wide.
fn width(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

/// The height of a row whose longest cell breaks into so many lines.
pub(super) fn height(lines: usize) -> f64 {
    let lines = u32::try_from(lines).unwrap_or(u32::MAX);
    (f64::from(lines) * LINE + PADDING).clamp(LOWEST, HIGHEST)
}

/// Into how many lines a text is broken in columns that are so wide together.
pub(super) fn lines(text: &str, room: usize) -> usize {
    let room = room.saturating_sub(SIDES).max(2);
    text.lines().map(|line| breaks(line, room)).sum::<usize>().max(1)
}

fn breaks(line: &str, room: usize) -> usize {
    let (mut count, mut used) = (1, 0);
    for c in line.chars() {
        let wide = width(c);
        if used + wide > room {
            count += 1;
            used = 0;
        }
        used += wide;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_makes_its_row_higher() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("市住建局", 9), 1);
        assert_eq!(lines("市住建局、市城管局", 9), 3);
        assert_eq!(lines("第一行\n第二行\n", 20), 2);
        assert_eq!(lines("2026-11-25", 11), 1);
        assert!(height(1) < height(2) && height(2) < height(3));
        assert_eq!(height(lines(&"长".repeat(20_000), 20)), HIGHEST);
        assert_eq!(units("第1页"), 5);
    }
}
