//! Divisions named somewhere in a sentence: 天长市千秋街道胭脂山社区永福东路12号.

use std::collections::HashMap;

use huishang_domain::ids::DivisionId;

/// The forms by their first two characters, the longest first.
#[derive(Debug, Default)]
pub(super) struct Forms(HashMap<[char; 2], Vec<Form>>);

#[derive(Debug)]
struct Form {
    text: String,
    division: DivisionId,
}

impl Forms {
    /// Notes that `text` means this division.
    pub fn add(&mut self, text: String, division: DivisionId) {
        let Some(first) = first_two(&text) else { return };
        let forms = self.0.entry(first).or_default();
        forms.push(Form { text, division });
        forms.sort_by_key(|form| std::cmp::Reverse(form.text.len()));
    }

    /// All divisions that a text names, in order; where two forms begin together, the longer one counts.
    pub fn named(&self, text: &str) -> Vec<DivisionId> {
        let mut found = Vec::new();
        let mut rest = text;
        while let Some(first) = first_two(rest) {
            let forms = self.0.get(&first).map_or(&[][..], Vec::as_slice);
            let length = forms.iter().find(|form| rest.starts_with(&form.text)).map(|form| form.text.len());
            if let Some(length) = length {
                let here = rest.get(..length).unwrap_or_default();
                found.extend(forms.iter().filter(|form| form.text == here).map(|form| form.division));
            }
            let step = length.unwrap_or_else(|| first[0].len_utf8());
            rest = rest.get(step..).unwrap_or_default();
        }
        found
    }
}

fn first_two(text: &str) -> Option<[char; 2]> {
    let mut chars = text.chars();
    Some([chars.next()?, chars.next()?])
}
