//! Filters: plain words for lists of tiles, and for subscriptions the language of `causeway_columns`, read by the table and by the flow.

pub mod rows;

use crate::ui::fold::fold;

/// What was typed, taken apart.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words(Vec<String>);

impl Words {
    /// Takes text apart at its spaces.
    pub fn parse(text: &str) -> Self {
        Self(fold(text).split_whitespace().map(str::to_owned).collect())
    }

    /// Whether nothing was typed, so that everything matches.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every word occurs in one of these texts.
    pub fn match_texts(&self, texts: &[&str]) -> bool {
        let texts: Vec<String> = texts.iter().map(|text| fold(text)).collect();
        self.0.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn every_word_has_to_be_found_in_some_text() {
        let texts = ["Mercy Valley Health", "FHIR\u{ae} Patient"];
        assert!(Words::parse("VALLEY patient").match_texts(&texts));
        assert!(!Words::parse("valley cedar").match_texts(&texts));
        assert!(Words::parse("  ").match_texts(&texts) && Words::parse("  ").is_empty());
    }
}
