//! Searching: how a text is folded, by which grams it is found from two characters up, and where the hit is marked.
//!
//! Both engines store and ask for what these functions give and split no text themselves.

mod fold;
mod grams;
mod hit;

pub use fold::fold;
pub use grams::{grams, of_person, person_grams};
pub use hit::{Field, Hit, HitField, Mark, hit};

/// What somebody looks for, made ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// Each of them must be found somewhere in the appeal.
    pub words: Vec<Word>,
}

/// One word of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As texts are folded.
    pub folded: String,
    /// The grams that a text must hold in which it stands; none for a word of a single character.
    pub grams: Vec<i64>,
    /// The grams of the people whose number it is, or whose number ends with it.
    pub people: Vec<i64>,
}

impl Word {
    /// Whether the grams alone say that the word is there: it is a single one.
    pub fn is_gram(&self) -> bool {
        self.grams.len() == 1 && self.folded.chars().count() == 2
    }
}

impl Search {
    /// Reads what somebody typed: blanks part words, signs don't count. None where nothing but signs was typed.
    pub fn read(typed: &str) -> Option<Self> {
        let mut words: Vec<Word> = Vec::new();
        // A mobile phone or an ID number may be typed with blanks in it.
        let whole = if fold(typed).len() >= 11 { of_person(typed) } else { Vec::new() };
        for part in typed.split_whitespace() {
            let folded = fold(part);
            if folded.is_empty() || words.iter().any(|word| word.folded == folded) {
                continue;
            }
            words.push(Word { grams: grams::wanted(&folded), people: of_person(part), folded });
        }
        if words.len() > 1 && !whole.is_empty() {
            let folded = fold(typed);
            words = vec![Word { grams: grams::wanted(&folded), people: whole, folded }];
        }
        (!words.is_empty()).then_some(Self { words })
    }
}

#[cfg(test)]
mod tests;
