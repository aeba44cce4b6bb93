//! The free-text filter: which subscriptions a few words leave. Read by the table and by the flow.

pub mod rows;

use crate::ui::fold::fold;
use causeway_api::Subscription;

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

    /// Whether every word is found in a subscription's row: inside any column's text or id, or as its whole status.
    pub fn match_row(&self, row: &Subscription, connected_org: &str) -> bool {
        self.is_empty() || self.match_folded(&FoldedRow::new(row, connected_org))
    }

    /// The same for a row that was folded before.
    pub fn match_folded(&self, row: &FoldedRow) -> bool {
        self.0.iter().all(|word| *word == row.status || row.texts.contains(word.as_str()))
    }
}

/// What a filter looks at in a row, folded once: for many rows that are looked at with every key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoldedRow {
    /// One a line: a word has no line's end in it, so it is found in one of them or not at all.
    texts: String,
    status: String,
}

impl FoldedRow {
    /// Folds a row.
    pub fn new(row: &Subscription, connected_org: &str) -> Self {
        let texts = [
            fold(connected_org),
            fold(&row.name),
            fold(&row.source.name),
            fold(&row.destination.name),
            fold(&row.source.organization.name),
            fold(&row.destination.organization.name),
            fold(row.data_model.name()),
            fold(&row.data_model.label()),
            row.id.to_string(),
            row.source.id.to_string(),
            row.destination.id.to_string(),
        ];
        Self { texts: texts.join("\n"), status: fold(row.queue_status.as_str()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::subscription;
    use causeway_api::QueueStatus;

    #[test]
    fn a_status_matches_as_a_whole_word_only() {
        let mut row = subscription("Referrals");
        row.queue_status = QueueStatus::Active;
        assert!(Words::parse("Active").match_row(&row, "Mercy"));
        assert!(!Words::parse("Activ").match_row(&row, "Mercy"));
        row.queue_status = QueueStatus::Paused;
        assert!(!Words::parse("active").match_row(&row, "Mercy"));
    }

    #[test]
    fn every_word_has_to_be_found_in_some_column() {
        let row = subscription("Referrals");
        assert!(Words::parse("refer MERCY patient").match_row(&row, "Mercy Valley Health"));
        assert!(!Words::parse("refer cedar").match_row(&row, "Mercy Valley Health"));
    }

    #[test]
    fn nothing_typed_leaves_everything() {
        assert!(Words::parse("  ").match_row(&subscription("Referrals"), ""));
    }
}
