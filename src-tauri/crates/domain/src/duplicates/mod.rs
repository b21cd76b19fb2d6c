//! 查重: how alike two appeals are, 0 to 100, and why. Proposes only: a person merges or dismisses.
//!
//! The weights are this product's own, set on a year of a hotline's export whose repeats are known; the test of
//! `app` holds them to it.

pub mod text;

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

use crate::identity::{normalise_id, normalise_phone, to_half_width};
use crate::ids::DivisionId;
use text::Quantities;

/// From this score on a pair is shown to a person.
pub const PROPOSE_FROM: u8 = 60;

/// So far apart the same person may still mean the same matter.
pub const PERSON_DAYS: i64 = 365;

/// So far apart somebody else may, where the later text says that it comes again.
pub const AGAIN_DAYS: i64 = 90;

/// So far apart somebody else may otherwise: a street lamp that is dark a month later is usually another matter.
pub const NEIGHBOUR_DAYS: i64 = 14;

/// The points that each likeness can bring, and what a contradiction takes.
mod points {
    pub const TEXT: f64 = 40.0;
    pub const PLACE: f64 = 25.0;
    pub const TIME: f64 = 15.0;
    pub const CATEGORY: f64 = 10.0;
    pub const AGAIN: f64 = 10.0;
    pub const ID: f64 = 50.0;
    pub const PHONE: f64 = 45.0;
    pub const NAME: f64 = 15.0;
    /// Another number of the same thing: 3号楼 is not 5号楼.
    pub const CONFLICT: f64 = 45.0;
    /// People tell their own matter with other numbers the second time.
    pub const CONFLICT_OF_ONE_PERSON: f64 = 15.0;
}

/// Below so much in common two texts have nothing to do with each other, from so much on they say the same.
const TEXT_FROM: f64 = 0.1;
const TEXT_FULL: f64 = 0.5;

/// What of the way from the one to the other is something in common rather than chance.
const TOLD_SOMETHING: f64 = 0.25;

/// From so much on a text is nearly the same rather than told in other words.
const NEARLY_SAME: f64 = 0.7;

/// How near two places of one village are that bear different names.
const ELSEWHERE: f64 = 0.35;

terms! {
    /// Where a pair of appeals stands that may be about the same matter.
    pub enum DuplicateState {
        Proposed = "proposed" => "待核对",
        Dismissed = "dismissed" => "不是重复",
        Merged = "merged" => "已并案",
    }
}

terms! {
    /// Why two appeals may be about the same matter, or what speaks against it.
    pub enum DuplicateReason {
        SameId = "same_id" => "同一身份证号",
        SamePhone = "same_phone" => "同一电话",
        SameName = "same_name" => "同一姓名",
        SamePlace = "same_place" => "同一地点",
        SameVillage = "same_village" => "同一村（社区）",
        SameText = "same_text" => "内容相同",
        LikeText = "like_text" => "内容相近",
        OtherWords = "other_words" => "换了说法",
        SameCategory = "same_category" => "同一类别",
        SaysAgain = "says_again" => "自述再次反映",
        CloseInTime = "close_in_time" => "时间相近",
        OtherPlace = "other_place" => "地点名称不同",
        OtherNumbers = "other_numbers" => "数字不一致",
    }
}

impl DuplicateReason {
    /// The reason as a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::SameId => "两件留的是同一身份证号。",
            Self::SamePhone => "两件留的是同一电话。",
            Self::SameName => "两件诉求人姓名相同。",
            Self::SamePlace => "两件说的是同一地点。",
            Self::SameVillage => "两件在同一村（社区）。",
            Self::SameText => "两件内容相同。",
            Self::LikeText => "两件内容相近，只有少量字词不同。",
            Self::OtherWords => "两件说法不同，但有共同的要点。",
            Self::SameCategory => "两件属同一类别。",
            Self::SaysAgain => "后一件自述是再次反映。",
            Self::CloseInTime => "两件先后不超过两周。",
            Self::OtherPlace => "两件在同一村（社区），但写的地点名称不同，请留意是否为两处。",
            Self::OtherNumbers => "两件里的楼号、户数等数字不一致，请留意是否为两件事。",
        }
    }
}

/// Somebody named in an appeal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The name as given.
    pub name: String,
    /// The phone as given.
    pub phone: Option<String>,
    /// The ID number as given.
    pub id_number: Option<String>,
}

/// What of an appeal is compared.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "named as in the appeal's own record")]
pub struct Matter<'a> {
    pub title: &'a str,
    pub body: &'a str,
    pub place: Option<&'a str>,
    pub division_id: Option<DivisionId>,
    pub town_id: Option<DivisionId>,
    pub category: &'a str,
    pub received_at: DateTime<Utc>,
    pub people: &'a [Person],
}

/// The same, made ready for comparing with many others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traits {
    grams: Vec<u64>,
    quantities: Quantities,
    says_again: bool,
    place: String,
    place_grams: Vec<u64>,
    village: Option<DivisionId>,
    town: Option<DivisionId>,
    category: String,
    at: DateTime<Utc>,
    phones: Vec<String>,
    ids: Vec<String>,
    names: Vec<String>,
}

/// How alike two appeals are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// 0 to 100.
    pub score: u8,
    /// What speaks for it, the strongest first, and what against it last.
    pub reasons: Vec<DuplicateReason>,
}

impl Traits {
    /// Reads what is compared out of an appeal.
    pub fn of(matter: &Matter<'_>) -> Self {
        let (title, body) = (text::normalise(matter.title), text::normalise(matter.body));
        let place = matter.place.map(text::normalise).unwrap_or_default();
        let sorted = |mut list: Vec<String>| {
            list.sort_unstable();
            list.dedup();
            list
        };
        let mut quantities = text::quantities(&body);
        for (unit, numbers) in text::quantities(&place) {
            quantities.entry(unit).or_default().extend(numbers);
        }
        let people = matter.people;
        Self {
            grams: grams_of(&title, &body),
            quantities,
            says_again: text::says_again(&title) || text::says_again(&body),
            place_grams: text::grams(&place),
            place,
            village: matter.division_id.filter(|id| Some(*id) != matter.town_id),
            town: matter.town_id,
            category: matter.category.to_owned(),
            at: matter.received_at,
            phones: sorted(people.iter().filter_map(|p| normalise_phone(p.phone.as_deref()?)).collect()),
            ids: sorted(people.iter().filter_map(|p| normalise_id(p.id_number.as_deref()?).ok()).collect()),
            // 王某, 未留姓名 and the like name nobody.
            names: sorted(
                people.iter().map(|p| to_half_width(&p.name)).filter(|n| names_somebody(n)).collect(),
            ),
        }
    }

    /// When it came.
    pub fn received_at(&self) -> DateTime<Utc> {
        self.at
    }

    /// The keys under which its like may stand.
    pub fn keys_near(&self) -> Vec<i64> {
        text::keys_near(&self.grams, self.town.map(|town| town.0), self.at, AGAIN_DAYS)
    }
}

/// The keys of an appeal's text, stored so that later ones find it.
pub fn keys(title: &str, body: &str, town: Option<DivisionId>, at: DateTime<Utc>) -> Vec<i64> {
    let grams = grams_of(&text::normalise(title), &text::normalise(body));
    text::keys(&grams, town.map(|town| town.0), at)
}

fn grams_of(title: &str, body: &str) -> Vec<u64> {
    let mut grams = text::grams(title);
    grams.extend(text::grams(body));
    grams.sort_unstable();
    grams.dedup();
    grams
}

fn names_somebody(name: &str) -> bool {
    name.chars().count() >= 2
        && !name.contains(['某', '*', '×'])
        && !matches!(name, "匿名" | "未留姓名" | "群众")
}

/// How alike two appeals are; the same whichever is named first.
pub fn compare(a: &Traits, b: &Traits) -> Likeness {
    use DuplicateReason as R;
    let mut reasons = Vec::new();
    let person = person(a, b, &mut reasons);
    let again = says_again(a, b);
    let days = (a.at - b.at).num_seconds().unsigned_abs() / 86_400;
    let days = i64::try_from(days).unwrap_or(i64::MAX);
    let window = match (person > points::NAME, again || person > 0.0) {
        (true, _) => PERSON_DAYS,
        (false, true) => AGAIN_DAYS,
        (false, false) => NEIGHBOUR_DAYS,
    };
    if days > window {
        return Likeness { score: 0, reasons: Vec::new() };
    }
    let place = place(a, b, &mut reasons);
    let common = text::likeness(&a.grams, &b.grams);
    let told = ((common - TEXT_FROM) / (TEXT_FULL - TEXT_FROM)).clamp(0.0, 1.0);
    if a.grams == b.grams && !a.grams.is_empty() {
        reasons.push(R::SameText);
    } else if common >= NEARLY_SAME {
        reasons.push(R::LikeText);
    } else if told > TOLD_SOMETHING {
        reasons.push(R::OtherWords);
    }
    let category = category(&a.category, &b.category);
    if category >= 1.0 {
        reasons.push(R::SameCategory);
    }
    if again {
        reasons.push(R::SaysAgain);
    }
    if days <= NEIGHBOUR_DAYS {
        reasons.push(R::CloseInTime);
    }
    if place == ELSEWHERE {
        reasons.push(R::OtherPlace);
    }
    let conflicts = text::conflicts(&a.quantities, &b.quantities);
    if conflicts > 0 {
        reasons.push(R::OtherNumbers);
    }
    let same_person = person > points::NAME;
    // Elsewhere the same words mean another matter, unless it is the same person who says them.
    let here = if same_person { 1.0 } else { 0.25 + 0.75 * place };
    let worth = if same_person { points::CONFLICT_OF_ONE_PERSON } else { points::CONFLICT };
    let against = worth * f64::from(u32::try_from(conflicts).unwrap_or(u32::MAX));
    let nearness = 1.0 - days.min(window) as f64 / window as f64;
    // Who, where and when weigh fully only where the texts have something in common at all.
    let about = 0.5 + 0.5 * (told / TOLD_SOMETHING).min(1.0);
    let sum = points::TEXT * told * here
        + points::PLACE * place
        + points::TIME * nearness
        + points::CATEGORY * category
        + if again { points::AGAIN } else { 0.0 }
        // The same person about something else is no repeat.
        + person * (0.3 + 0.7 * told);
    let sum = sum * about - against;
    let score = if a == b { 100.0 } else { sum.clamp(0.0, 100.0).round() };
    Likeness { score: score as u8, reasons }
}

fn meet(a: &[String], b: &[String]) -> bool {
    a.iter().any(|one| b.contains(one))
}

fn person(a: &Traits, b: &Traits, reasons: &mut Vec<DuplicateReason>) -> f64 {
    if meet(&a.ids, &b.ids) {
        reasons.push(DuplicateReason::SameId);
        return points::ID;
    }
    if meet(&a.phones, &b.phones) {
        reasons.push(DuplicateReason::SamePhone);
        return points::PHONE;
    }
    // Two with the same name and two ID numbers are two people; so are two in different towns, mostly.
    let contradicted = !a.ids.is_empty() && !b.ids.is_empty();
    if meet(&a.names, &b.names) && !contradicted && a.town == b.town {
        reasons.push(DuplicateReason::SameName);
        return points::NAME;
    }
    0.0
}

/// Whether the later of the two says that it comes again.
fn says_again(a: &Traits, b: &Traits) -> bool {
    match a.at.cmp(&b.at) {
        std::cmp::Ordering::Less => b.says_again,
        std::cmp::Ordering::Greater => a.says_again,
        std::cmp::Ordering::Equal => a.says_again || b.says_again,
    }
}

/// Whether they are in the same place, 0 to 1.
fn place(a: &Traits, b: &Traits, reasons: &mut Vec<DuplicateReason>) -> f64 {
    let named = !a.place.is_empty() && !b.place.is_empty();
    let same = named && a.place == b.place;
    let like = if same { 1.0 } else { text::likeness(&a.place_grams, &b.place_grams) };
    let same_town = a.town.is_some() && a.town == b.town;
    let value: f64 = match (a.village, b.village) {
        (Some(one), Some(other)) if one == other && named && text::names_another(&a.place, &b.place) => {
            ELSEWHERE
        }
        (Some(one), Some(other)) if one == other => 0.7 + 0.3 * like,
        // A village wrongly entered, and the place the same all the same.
        (Some(_), Some(_)) if same => 0.6,
        (Some(_), Some(_)) => 0.2 * like,
        _ if same => 1.0,
        _ if same_town => 0.4 + 0.5 * like,
        _ => 0.5 * like,
    };
    if same || (named && like >= NEARLY_SAME && value >= 0.7) {
        reasons.push(DuplicateReason::SamePlace);
    } else if value >= 0.7 {
        reasons.push(DuplicateReason::SameVillage);
    }
    value
}

/// The same category, or one beside it under the same head.
fn category(a: &str, b: &str) -> f64 {
    let head = |code: &str| code.get(..3).map(str::to_owned);
    match a == b {
        true => 1.0,
        false if head(a).is_some() && head(a) == head(b) => 0.5,
        false => 0.0,
    }
}
