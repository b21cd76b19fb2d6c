//! Names that differ by one slip: a wrong, a missing or an odd character, or two that changed places.

use pinyin::ToPinyinMulti;

/// How much one name is like another, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// One character is written for another that sounds the same, which is how typing by sound slips.
    Sound,
    /// One slip, with enough left that is the same.
    Long,
    /// One slip in so short a name that it may as well be another place.
    Short,
}

/// From how many characters on one slip leaves enough.
const ENOUGH: usize = 3;

/// How much `typed` is like `name`; none for the same or for more than one slip.
pub(super) fn likeness(typed: &str, name: &str) -> Option<Likeness> {
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), name.chars().collect());
    if a == b || a.len().abs_diff(b.len()) > 1 {
        return None;
    }
    let same_start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(same_start..)?, b.get(same_start..)?);
    let long = || {
        if name.chars().count() >= ENOUGH { Likeness::Long } else { Likeness::Short }
    };
    match (a, b) {
        ([x, rest @ ..], [y, others @ ..]) if rest == others => {
            Some(if sound_alike(*x, *y) { Likeness::Sound } else { long() })
        }
        ([x, y, rest @ ..], [v, w, others @ ..]) if x == w && y == v && rest == others => Some(long()),
        // With one too many, the whole name still stands there.
        ([_, rest @ ..], others) if rest == others && !name.is_empty() => Some(Likeness::Long),
        (rest, [_, others @ ..]) if rest == others => Some(long()),
        _ => None,
    }
}

/// Whether two characters may be said alike; people here tell z from zh, n from l and in from ing as little as the
/// keyboard does.
fn sound_alike(a: char, b: char) -> bool {
    let sounds = |c: char| -> Vec<String> {
        c.to_pinyin_multi().into_iter().flatten().map(|sound| broad(sound.plain())).collect()
    };
    let of_b = sounds(b);
    sounds(a).iter().any(|sound| of_b.contains(sound))
}

fn broad(sound: &str) -> String {
    let sound = match sound.strip_prefix(['z', 'c', 's']).map(|rest| (sound.get(..1), rest)) {
        Some((Some(first), rest)) => format!("{first}{}", rest.strip_prefix('h').unwrap_or(rest)),
        _ => sound.strip_prefix('n').map_or_else(|| sound.to_owned(), |rest| format!("l{rest}")),
    };
    // The endings -ng and -n.
    sound.strip_suffix("ng").map_or(sound.clone(), |rest| format!("{rest}n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_told_from_two() {
        for (typed, name, like) in [
            ("胭脂三", "胭脂山", Likeness::Sound),
            ("烟脂山", "胭脂山", Likeness::Sound),
            ("天保", "天宝", Likeness::Sound),
            ("胭脂", "胭脂山", Likeness::Long),
            ("胭脂山山", "胭脂山", Likeness::Long),
            ("脂胭山", "胭脂山", Likeness::Long),
            ("护成桥", "护城桥", Likeness::Sound),
            ("护域桥", "护城桥", Likeness::Long),
            ("天福", "天宝", Likeness::Short),
            ("天", "天宝", Likeness::Short),
            ("天天宝", "天宝", Likeness::Long),
        ] {
            assert_eq!(likeness(typed, name), Some(like), "{typed} {name}");
        }
        for (typed, name) in [("胭脂山", "胭脂山"), ("胭", "胭脂山"), ("护成乔", "护城桥"), ("", "天宝")]
        {
            assert_eq!(likeness(typed, name), None, "{typed} {name}");
        }
    }

    #[test]
    fn sounds_that_are_mixed_up_here_are_one() {
        assert!(sound_alike('新', '兴') && sound_alike('长', '张') && sound_alike('山', '三'));
        assert!(sound_alike('龙', '农') && !sound_alike('宝', '福') && !sound_alike('x', 'x'));
    }
}
