//! How a person wants the table: which columns, how wide, how dense. Remembered in this browser.

use super::column::Column;
use crate::theme::storage;
use leptos::prelude::*;

/// What it is kept under.
const STORED: &str = "causeway.table";

/// The least and the most that a column is wide, in CSS pixels.
pub(super) const WIDTHS: std::ops::RangeInclusive<u16> = 64..=960;

/// The choices. Kept as words, `compact -model name=220`, of which each is understood on its own: one that is not, as of another version,
/// changes nothing, and is kept with the others.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Layout {
    pub(super) is_compact: bool,
    hidden: Vec<Column>,
    widths: Vec<(Column, u16)>,
    not_understood: Vec<String>,
}

impl Layout {
    fn parse(text: &str) -> Self {
        let mut layout = Self::default();
        for word in text.split_ascii_whitespace() {
            if !layout.take(word) {
                layout.not_understood.push(word.to_owned());
            }
        }
        layout
    }

    fn take(&mut self, word: &str) -> bool {
        if word == "compact" {
            self.is_compact = true;
        } else if let Some(column) = word.strip_prefix('-').and_then(Column::parse).filter(|column| column.can_be_hidden()) {
            self.show(column, false);
        } else if let Some((column, width)) = word
            .split_once('=')
            .and_then(|(key, width)| Some((Column::parse(key)?, width.parse().ok().filter(|width| WIDTHS.contains(width))?)))
        {
            self.set_width(column, Some(width));
        } else {
            return false;
        }
        true
    }

    fn to_text(&self) -> String {
        let mut words = Vec::new();
        if self.is_compact {
            words.push("compact".to_owned());
        }
        words.extend(self.hidden.iter().map(|column| ["-", column.key()].concat()));
        words.extend(self.widths.iter().map(|(column, width)| [column.key(), "=", &width.to_string()].concat()));
        words.extend(self.not_understood.iter().cloned());
        words.join(" ")
    }

    /// Whether a column is among those to be shown.
    pub(super) fn shows(&self, column: Column) -> bool {
        !self.hidden.contains(&column)
    }

    /// Shows a column, or not.
    pub(super) fn show(&mut self, column: Column, is_shown: bool) {
        self.hidden.retain(|hidden| *hidden != column);
        if !is_shown {
            self.hidden.push(column);
        }
    }

    /// How wide a column was made, in CSS pixels.
    pub(super) fn width(&self, column: Column) -> Option<u16> {
        self.widths.iter().find(|(known, _)| *known == column).map(|(_, width)| *width)
    }

    /// Makes a column so wide, or as wide as it is by itself.
    pub(super) fn set_width(&mut self, column: Column, width: Option<u16>) {
        self.widths.retain(|(known, _)| *known != column);
        self.widths.extend(width.map(|width| (column, width)));
    }

    /// How wide the table of these columns is at least, so that what one is given is not taken from the others until nothing is left of
    /// them. Where no width was chosen, the stylesheet says it.
    pub(super) fn least_width(&self, columns: &[Column]) -> Option<String> {
        /// The boxes and the menus beside the columns, in quarters of a rem.
        const BESIDE: u16 = 22;
        if self.widths.is_empty() {
            return None;
        }
        let (mut quarters, mut pixels) = (BESIDE, 0);
        for column in columns {
            match self.width(*column) {
                Some(width) => pixels += width,
                None => quarters += column.least_quarters(),
            }
        }
        Some(["calc(", &quarters.to_string(), " * 0.25rem + ", &pixels.to_string(), "px)"].concat())
    }

    /// Whether nothing was chosen.
    pub(super) const fn is_untouched(&self) -> bool {
        !self.is_compact && self.hidden.is_empty() && self.widths.is_empty()
    }
}

/// The layout of the table, from any component below the page.
#[derive(Clone, Copy)]
pub(super) struct Layouts(RwSignal<Layout>);

impl Layouts {
    /// As it was left; as it comes, where nothing was kept.
    pub(super) fn remembered() -> Self {
        let kept = storage().and_then(|storage| storage.get_item(STORED).ok().flatten());
        Self(RwSignal::new(Layout::parse(&kept.unwrap_or_default())))
    }

    /// Looks at it; tracked.
    pub(super) fn with<T>(self, look: impl FnOnce(&Layout) -> T) -> T {
        self.0.with(look)
    }

    /// Changes it, for the moment.
    pub(super) fn change(self, change: impl FnOnce(&mut Layout)) {
        self.0.update(change);
    }

    /// Remembers it as it is now. Where storage is off, it lasts until the page is left.
    pub(super) fn remember(self) {
        if let Some(storage) = storage() {
            // Fails where the storage is full, and then the choice lasts as long as the page.
            let _ = match self.0.with_untracked(Layout::to_text).as_str() {
                "" => storage.remove_item(STORED),
                text => storage.set_item(STORED, text),
            };
        }
    }

    /// Forgets every choice.
    pub(super) fn reset(self) {
        self.0.set(Layout::default());
        self.remember();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_read_as_it_was_written() {
        let mut layout = Layout { is_compact: true, ..Layout::default() };
        layout.show(Column::DataModel, false);
        layout.set_width(Column::Subscription, Some(220));
        assert_eq!(layout.to_text(), "compact -model name=220");
        assert_eq!(Layout::parse(&layout.to_text()), layout);
        assert_eq!(Layout::parse(""), Layout::default());
        let columns = [Column::Subscription, Column::QueueStatus];
        assert_eq!(layout.least_width(&columns).as_deref(), Some("calc(59 * 0.25rem + 220px)"));
    }

    #[test]
    fn what_is_not_understood_changes_nothing_and_is_kept() {
        let kept = Layout::parse("striped -name -model name=wide model=3 status=99999 -colour source=200 {");
        assert!(kept.shows(Column::Subscription) && !kept.shows(Column::DataModel));
        assert_eq!((kept.width(Column::Subscription), kept.width(Column::Source)), (None, Some(200)));
        assert_eq!(kept.to_text(), "-model source=200 striped -name name=wide model=3 status=99999 -colour {");
    }
}
