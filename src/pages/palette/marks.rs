//! Whether a text answers what was typed, and which parts of it do. Pure.

use crate::ui::fold::fold;

/// What was typed: every word has to be found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Typed(Vec<String>);

/// Words shorter than this are not looked for in ids, of which every one has them.
const SHORTEST_OF_ID: usize = 4;

impl Typed {
    /// Takes text apart at its spaces.
    pub(super) fn parse(text: &str) -> Self {
        Self(fold(text).split_whitespace().map(str::to_owned).collect())
    }

    /// Whether nothing was typed.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How well a name and what stands beside it answer, the least the best: every word begins the name or a word of it, or is somewhere
    /// in it, or in the rest. None where a word is nowhere.
    pub(super) fn rank(&self, label: &str, detail: &str, id: &str) -> Option<usize> {
        let (label, detail) = (fold(label), fold(detail));
        let rank = |word: &String| {
            if label.starts_with(word.as_str()) {
                Some(0)
            } else if begins_word(&label, word).is_some() {
                Some(1)
            } else if label.contains(word.as_str()) {
                Some(2)
            } else {
                (detail.contains(word.as_str()) || is_in_id(id, word)).then_some(3)
            }
        };
        self.0.iter().map(rank).sum()
    }

    /// Whether only the id has one of the words, so that it has to be shown.
    pub(super) fn needs_id(&self, label: &str, detail: &str, id: &str) -> bool {
        let (label, detail) = (fold(label), fold(detail));
        self.0.iter().any(|word| is_in_id(id, word) && !label.contains(word.as_str()) && !detail.contains(word.as_str()))
    }

    /// The text in pieces, each with whether it is what was typed.
    pub(super) fn mark<'a>(&self, text: &'a str) -> Vec<(bool, &'a str)> {
        let folded = Folded::of(text);
        let mut is_marked = vec![false; text.len()];
        for word in &self.0 {
            let found = begins_word(&folded.text, word).or_else(|| folded.text.find(word.as_str()));
            if let Some(start) = found {
                let (from, to) = (folded.origin(start), folded.end(start + word.len()));
                is_marked[from..to].fill(true);
            }
        }
        let mut pieces: Vec<(bool, &str)> = Vec::new();
        let mut start = 0;
        for (at, _) in text.char_indices().skip(1).chain([(text.len(), ' ')]) {
            if at == text.len() || is_marked[at] != is_marked[start] {
                if at > start {
                    pieces.push((is_marked[start], &text[start..at]));
                }
                start = at;
            }
        }
        pieces
    }
}

/// Where a word of the text begins with this one.
fn begins_word(text: &str, word: &str) -> Option<usize> {
    let begins = |at: &usize| text[..*at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    text.match_indices(word).map(|(at, _)| at).find(begins)
}

fn is_in_id(id: &str, word: &str) -> bool {
    word.len() >= SHORTEST_OF_ID && id.contains(word)
}

/// A folded text that knows where each of its bytes comes from: folding may change how long a character is.
struct Folded {
    text: String,
    origins: Vec<usize>,
    len: usize,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded =
            Self { text: String::with_capacity(text.len()), origins: Vec::with_capacity(text.len()), len: text.len() };
        for (at, character) in text.char_indices() {
            folded.text.push_str(&fold(&text[at..at + character.len_utf8()]));
            folded.origins.resize(folded.text.len(), at);
        }
        folded
    }

    fn origin(&self, at: usize) -> usize {
        self.origins.get(at).copied().unwrap_or(self.len)
    }

    /// Where what ends before this byte ends: a character is marked as a whole.
    fn end(&self, at: usize) -> usize {
        let last = self.origin(at.saturating_sub(1));
        (at..=self.origins.len()).map(|at| self.origin(at)).find(|origin| *origin > last).unwrap_or(self.len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(typed: &str, text: &str) -> String {
        let piece = |(is_marked, text): (bool, &str)| if is_marked { ["[", text, "]"].concat() } else { text.to_owned() };
        Typed::parse(typed).mark(text).into_iter().map(piece).collect()
    }

    #[test]
    fn what_was_typed_is_marked_where_a_word_begins_if_it_can_be() {
        assert_eq!(marked("lake", "Flake lake (S3)"), "Flake [lake] (S3)");
        assert_eq!(marked("ake", "Flake lake (S3)"), "Fl[ake] lake (S3)");
        assert_eq!(marked("S3 la", "Clinical lake (S3)"), "Clinical [la]ke ([S3])");
        assert_eq!(marked("", "Clinical lake"), "Clinical lake");
        assert_eq!(marked("x", ""), "");
    }

    #[test]
    fn marks_keep_to_whole_characters_however_they_fold() {
        assert_eq!(marked("patient", "FHIR\u{ae} Patient"), "FHIR\u{ae} [Patient]");
        assert_eq!(marked("i\u{307}st", "\u{130}stanbul"), "[\u{130}st]anbul");
        assert_eq!(marked("école", "École Émile"), "[École] Émile");
    }

    #[test]
    fn the_beginning_of_a_name_is_the_best_answer_and_a_missing_word_is_none() {
        let typed = Typed::parse("lake");
        let ranks = ["Lake (S3)", "Clinical lake", "Flake"].map(|label| typed.rank(label, "", ""));
        assert_eq!(ranks, [Some(0), Some(1), Some(2)]);
        assert_eq!(typed.rank("Intake", "to the lake", ""), Some(3));
        assert_eq!(Typed::parse("lake pond").rank("Lake", "", ""), None);
    }

    #[test]
    fn an_id_is_found_by_a_part_of_it_and_has_to_be_shown_then() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        assert_eq!(Typed::parse("b302").rank("Intake", "", id), Some(3));
        assert_eq!(Typed::parse("b30").rank("Intake", "", id), None);
        assert!(Typed::parse("intake b302").needs_id("Intake", "", id));
        assert!(!Typed::parse("intake").needs_id("Intake", "", id));
    }
}
