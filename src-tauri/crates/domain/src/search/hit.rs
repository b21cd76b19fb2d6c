//! Where in an appeal the searched words stand, cut and marked for a row of a list.

use serde::{Deserialize, Serialize};

use super::fold::folded;
use super::grams::{is_tail, person_grams};
use super::{Search, Word};
use crate::mask;

/// Characters shown in front of the first mark.
const BEFORE: usize = 12;

/// The most characters shown of a long text.
const SHOWN: usize = 60;

/// Stands for what was cut off.
const CUT: &str = "…";

terms! {
    /// Where a searched text was found.
    pub enum HitField {
        Title = "title" => "标题",
        Number = "number" => "编号",
        SourceNumber = "source_number" => "来源编号",
        PartyName = "party_name" => "诉求人",
        Phone = "phone" => "联系电话",
        IdNumber = "id_number" => "身份证号",
        Place = "place" => "地点",
        Text = "text" => "内容",
    }
}

/// A piece of what is shown of a hit, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Mark {
    /// As it stands in the appeal; of a phone or ID number as it is masked.
    pub text: String,
    /// Whether it is what was looked for.
    pub marked: bool,
}

/// Where a searched text was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Hit {
    /// In which field.
    pub field: HitField,
    /// The part of it around the first hit, in pieces that follow one another.
    pub snippet: Vec<Mark>,
}

/// One field of an appeal. A phone or an ID number is given whole; only its mask is shown.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// Which.
    pub field: HitField,
    /// What it holds.
    pub text: &'a str,
}

/// The field that holds most of the words, the first of several, with its marks; none where none holds any.
pub fn hit(search: &Search, fields: &[Field<'_>]) -> Option<Hit> {
    let held = |field: &Field<'_>| search.words.iter().filter(|word| holds(word, *field)).count();
    let mut best: Option<(usize, &Field<'_>)> = None;
    for field in fields {
        let held = held(field);
        if held > best.map_or(0, |(most, _)| most) {
            best = Some((held, field));
        }
    }
    let (_, field) = best?;
    let snippet = if is_number(field.field) { masked(search, *field) } else { cut(search, field.text) };
    Some(Hit { field: field.field, snippet })
}

/// Whether only the whole number or its end counts.
fn is_number(field: HitField) -> bool {
    matches!(field, HitField::Phone | HitField::IdNumber)
}

fn holds(word: &Word, field: Field<'_>) -> bool {
    match field.field {
        HitField::Phone => is_of(word, &person_grams(Some(field.text), None)),
        HitField::IdNumber => is_of(word, &person_grams(None, Some(field.text))),
        _ => super::fold(field.text).contains(&word.folded),
    }
}

fn is_of(word: &Word, grams: &[i64]) -> bool {
    word.people.iter().any(|gram| grams.contains(gram))
}

/// The mask, marked whole or at its last four.
fn masked(search: &Search, field: Field<'_>) -> Vec<Mark> {
    let mask =
        if field.field == HitField::Phone { mask::phone(field.text) } else { mask::id_number(field.text) };
    let chars: Vec<char> = mask.chars().collect();
    let whole =
        search.words.iter().any(|word| holds(word, field) && !is_tail(&word.folded.to_ascii_uppercase()));
    let from = if whole { 0 } else { chars.len().saturating_sub(4) };
    pieces(&chars, &(0..chars.len()).map(|at| at >= from).collect::<Vec<_>>())
}

/// The text around the first hit.
fn cut(search: &Search, text: &str) -> Vec<Mark> {
    let chars: Vec<char> = text.chars().collect();
    let marked = marks(search, &chars);
    if chars.len() <= SHOWN {
        return pieces(&chars, &marked);
    }
    let first = marked.iter().position(|m| *m).unwrap_or(0);
    let from = first.saturating_sub(BEFORE).min(chars.len() - SHOWN);
    let to = from + SHOWN;
    let mut shown = pieces(chars.get(from..to).unwrap_or_default(), marked.get(from..to).unwrap_or_default());
    let sign = || Mark { text: CUT.to_owned(), marked: false };
    if from > 0 {
        shown.insert(0, sign());
    }
    if to < chars.len() {
        shown.push(sign());
    }
    shown
}

/// Which characters belong to a hit, with the signs between them.
fn marks(search: &Search, chars: &[char]) -> Vec<bool> {
    let (mut text, mut places) = (Vec::new(), Vec::new());
    for (at, c) in chars.iter().enumerate() {
        for c in folded(*c) {
            text.push(c);
            places.push(at);
        }
    }
    let mut marked = vec![false; chars.len()];
    for word in &search.words {
        let word: Vec<char> = word.folded.chars().collect();
        for (at, run) in text.windows(word.len().max(1)).enumerate() {
            if run == word
                && let (Some(from), Some(to)) = (places.get(at), places.get(at + word.len() - 1))
                && let Some(hit) = marked.get_mut(*from..=*to)
            {
                hit.fill(true);
            }
        }
    }
    marked
}

fn pieces(chars: &[char], marked: &[bool]) -> Vec<Mark> {
    let mut shown: Vec<Mark> = Vec::new();
    for (c, marked) in chars.iter().zip(marked) {
        match shown.last_mut() {
            Some(last) if last.marked == *marked => last.text.push(*c),
            _ => shown.push(Mark { text: c.to_string(), marked: *marked }),
        }
    }
    shown
}
