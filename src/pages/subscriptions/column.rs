//! The table's columns, and what it is sorted by as the address has it.

use causeway_columns as columns;
use causeway_columns::filter::Key;

/// A column of the table (`product.md`, point 5).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// The other organization; a column only while rows are not grouped by it.
    ConnectedOrg,
    /// The source's name.
    Source,
    /// The subscription's name.
    Subscription,
    /// The destination's name.
    Destination,
    /// The data model.
    DataModel,
    /// Active, paused, failing, proposed.
    QueueStatus,
    /// Since when it is live.
    Activated,
}

impl Column {
    /// In the order shown.
    pub const ALL: [Self; 7] = [
        Self::ConnectedOrg,
        Self::Source,
        Self::Subscription,
        Self::Destination,
        Self::DataModel,
        Self::QueueStatus,
        Self::Activated,
    ];

    /// Its heading.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ConnectedOrg => "Connected org",
            Self::Source => "Source",
            Self::Subscription => "Subscription",
            Self::Destination => "Destination",
            Self::DataModel => "Data model",
            Self::QueueStatus => "Queue status",
            Self::Activated => "Activated",
        }
    }

    /// Its name in an address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::ConnectedOrg => "org",
            Self::Source => "source",
            Self::Subscription => "name",
            Self::Destination => "destination",
            Self::DataModel => "model",
            Self::QueueStatus => "status",
            Self::Activated => "activated",
        }
    }

    /// Reads its name in an address.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.key() == key)
    }

    /// Whether the table can do without it. What the row is called always shows.
    pub const fn can_be_hidden(self) -> bool {
        !matches!(self, Self::Subscription)
    }

    /// Its place in the whole table, hidden columns among the others, for `aria-colindex`. The first column selects.
    pub const fn index(self) -> usize {
        self as usize + 2
    }

    /// How wide it should be at least, in quarters of a rem.
    pub const fn least_quarters(self) -> u16 {
        match self {
            Self::ConnectedOrg | Self::Source | Self::Subscription | Self::Destination => 36,
            Self::DataModel => 47,
            Self::QueueStatus => 37,
            Self::Activated => 29,
        }
    }

    /// The filter's key for its values, where rows share them.
    pub const fn filters_by(self) -> Option<Key> {
        match self {
            Self::ConnectedOrg => Some(Key::Org),
            Self::Source => Some(Key::From),
            Self::Destination => Some(Key::To),
            Self::DataModel => Some(Key::Model),
            Self::QueueStatus => Some(Key::Status),
            Self::Subscription | Self::Activated => None,
        }
    }

    const fn sorts_by(self) -> columns::Column {
        match self {
            Self::ConnectedOrg => columns::Column::Connection,
            Self::Source => columns::Column::Source,
            Self::Subscription => columns::Column::Name,
            Self::Destination => columns::Column::Destination,
            Self::DataModel => columns::Column::Model,
            Self::QueueStatus => columns::Column::Status,
            Self::Activated => columns::Column::Activated,
        }
    }
}

/// What the rows of a group are sorted by, as `?sort=` says it: `model`, or `-model` for the largest first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// Whether the largest comes first.
    pub is_descending: bool,
}

impl Sort {
    /// Reads `?sort=`; none for an unknown column.
    pub fn parse(text: &str) -> Option<Self> {
        let (key, is_descending) = text.strip_prefix('-').map_or((text, false), |key| (key, true));
        let column = Column::parse(key)?;
        Some(Self { column, is_descending })
    }

    /// Writes `?sort=`.
    pub fn to_text(self) -> String {
        [if self.is_descending { "-" } else { "" }, self.column.key()].concat()
    }

    /// The same as the columns take it.
    pub const fn of_columns(self) -> columns::Sort {
        columns::Sort { column: self.column.sorts_by(), is_descending: self.is_descending }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sort_survives_the_address() {
        for column in Column::ALL {
            for is_descending in [false, true] {
                let sort = Sort { column, is_descending };
                assert_eq!(Sort::parse(&sort.to_text()), Some(sort));
            }
        }
        assert_eq!(Sort::parse("colour"), None);
    }
}
