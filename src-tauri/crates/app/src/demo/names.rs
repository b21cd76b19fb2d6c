//! Names, telephones and ID numbers that are plainly invented.
//!
//! The middle character of every name is one of [`MIDDLE`] (拟、例、示、演、样、设), so nobody can be mistaken for a
//! person who lives. Mobile numbers lie in one block, 19000000000 to 19000999999; ID numbers have the area code 990000,
//! which no place has, and a correct check digit.

use chrono::{Days, NaiveDate};
use huishang_domain::identity::check_digit;

use super::dice::Dice;

const FAMILY: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何",
    "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓",
    "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎", "余",
    "潘", "杜", "戴", "夏", "钟", "汪", "田", "任", "姜",
];
const MIDDLE: &[&str] = &["拟", "例", "示", "演", "样", "设"];
const LAST: &[&str] = &[
    "安", "本", "诚", "德", "恩", "芳", "国", "华", "辉", "佳", "康", "兰", "明", "宁", "平", "清", "荣",
    "山", "涛", "文", "霞", "新", "燕", "英", "永", "玉", "云", "珍", "正", "志",
];

/// The whole number of different names.
pub(super) const NAMES: usize = 60 * 6 * 30;

/// The `n`th name; every name comes once before one comes again.
pub(super) fn name(n: usize) -> String {
    // A step without a common divisor with NAMES visits all of them in an order that looks like none.
    let at = n.wrapping_mul(7_919) % NAMES;
    let (family, rest) = (at % FAMILY.len(), at / FAMILY.len());
    format!("{}{}{}", FAMILY[family], MIDDLE[rest % MIDDLE.len()], LAST[rest / MIDDLE.len() % LAST.len()])
}

/// Somebody's name.
pub(super) fn any_name(dice: &mut Dice) -> String {
    name(dice.below(NAMES))
}

/// A mobile number out of the block.
pub(super) fn mobile(dice: &mut Dice) -> String {
    format!("19000{:06}", dice.below(1_000_000))
}

/// An office telephone.
pub(super) fn office_line(n: usize) -> String {
    format!("0550-7000{n:03}")
}

/// An ID number of somebody between 18 and 85.
pub(super) fn id_number(dice: &mut Dice, today: NaiveDate) -> String {
    let born = today - Days::new(u64::try_from(dice.between(18 * 366, 85 * 365)).unwrap_or(18 * 366));
    let first = format!("990000{}{:03}", born.format("%Y%m%d"), dice.between(1, 999));
    let check = check_digit(&first).unwrap_or('X');
    format!("{first}{check}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use huishang_domain::identity::{normalise_id, normalise_phone};

    use super::*;

    #[test]
    fn every_name_comes_once_and_says_that_it_is_invented() {
        assert_eq!(NAMES, FAMILY.len() * MIDDLE.len() * LAST.len());
        let all: BTreeSet<_> = (0..NAMES).map(name).collect();
        assert_eq!(all.len(), NAMES);
        assert!(
            all.iter().all(|n| n.chars().nth(1).is_some_and(|c| MIDDLE.contains(&c.to_string().as_str())))
        );
    }

    #[test]
    fn numbers_are_of_the_right_form_and_nobodys() {
        let mut dice = Dice::new(3);
        let today = "2026-11-24".parse().unwrap();
        for n in 0..500 {
            let id = id_number(&mut dice, today);
            assert_eq!(normalise_id(&id).as_ref(), Ok(&id));
            assert!(id.starts_with("990000"));
            let phone = mobile(&mut dice);
            assert_eq!(normalise_phone(&phone).as_ref(), Some(&phone));
            assert!(phone.starts_with("19000"));
            assert_eq!(normalise_phone(&office_line(n)), Some(office_line(n)));
        }
    }
}
