//! Rows to groups: filtered, grouped by connected organization, sorted. Pure.

use crate::filter::Words;
use causeway_api::{ConnectionId, Subscription, SubscriptionId, fold};
use std::cmp::Ordering;
use std::collections::HashMap;

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
    /// Active, paused, failing.
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
        let column = Column::ALL.into_iter().find(|column| column.key() == key)?;
        Some(Self { column, is_descending })
    }

    /// Writes `?sort=`.
    pub fn to_text(self) -> String {
        [if self.is_descending { "-" } else { "" }, self.column.key()].concat()
    }
}

/// The rows of one connected organization, or all rows where they are not grouped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// Whose; none where rows are not grouped.
    pub connection: Option<ConnectionId>,
    /// The organization's name.
    pub name: String,
    /// Its rows, in order.
    pub rows: Vec<SubscriptionId>,
}

/// What a row is ordered by, folded once.
struct Keys {
    org: String,
    source: String,
    name: String,
    destination: String,
    row: Subscription,
}

impl Keys {
    fn compare(&self, other: &Self, column: Column) -> Ordering {
        match column {
            Column::ConnectedOrg => self.org.cmp(&other.org),
            Column::Source => self.source.cmp(&other.source),
            Column::Subscription => self.name.cmp(&other.name),
            Column::Destination => self.destination.cmp(&other.destination),
            Column::DataModel => self.row.data_model.cmp(&other.row.data_model),
            Column::QueueStatus => self.row.queue_status.cmp(&other.row.queue_status),
            Column::Activated => self.row.activated_at.cmp(&other.row.activated_at),
        }
    }

    /// The order without a sort: source, destination, data model; the id makes every order one of a kind.
    fn natural(&self, other: &Self) -> Ordering {
        let by = |column| self.compare(other, column);
        by(Column::Source)
            .then_with(|| by(Column::Destination))
            .then_with(|| by(Column::DataModel))
            .then_with(|| self.row.id.cmp(&other.row.id))
    }
}

/// Filters, groups and sorts rows. Groups stand by name, and the other way round when sorted by it downwards.
pub fn arrange(
    rows: Vec<Subscription>,
    names: &HashMap<ConnectionId, String>,
    words: &Words,
    sort: Option<Sort>,
    is_grouped: bool,
) -> Vec<Group> {
    let name_of = |row: &Subscription| names.get(&row.connection_id).map_or("", String::as_str);
    let mut keyed: Vec<Keys> = rows
        .into_iter()
        .filter(|row| words.match_row(row, name_of(row)))
        .map(|row| Keys {
            org: fold(name_of(&row)),
            source: fold(&row.source.name),
            name: fold(&row.name),
            destination: fold(&row.destination.name),
            row,
        })
        .collect();
    let directed = |order: Ordering| if sort.is_some_and(|sort| sort.is_descending) { order.reverse() } else { order };
    let is_by_org = sort.is_none_or(|sort| sort.column == Column::ConnectedOrg);
    keyed.sort_by(|one, other| {
        let by_group = match is_grouped {
            true if is_by_org => {
                directed(one.org.cmp(&other.org)).then_with(|| one.row.connection_id.cmp(&other.row.connection_id))
            }
            true => one.org.cmp(&other.org).then_with(|| one.row.connection_id.cmp(&other.row.connection_id)),
            false => Ordering::Equal,
        };
        let by_column = sort.map_or(Ordering::Equal, |sort| directed(one.compare(other, sort.column)));
        by_group.then(by_column).then_with(|| one.natural(other))
    });
    let mut groups: Vec<Group> = Vec::new();
    for keys in keyed {
        let connection = is_grouped.then_some(keys.row.connection_id);
        match groups.last_mut().filter(|group| group.connection == connection) {
            Some(group) => group.rows.push(keys.row.id),
            None => groups.push(Group { connection, name: name_of(&keys.row).to_owned(), rows: vec![keys.row.id] }),
        }
    }
    groups
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::testing::subscription;
    use causeway_api::DataModel;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn rows(seeds: &[(u8, u8, u8)]) -> (Vec<Subscription>, HashMap<ConnectionId, String>) {
        let models: Vec<DataModel> = DataModel::all().collect();
        let rows: Vec<Subscription> = seeds
            .iter()
            .zip(1_u128..)
            .map(|(&(org, source, model), id)| {
                let mut row = subscription(&format!("Name {source}"));
                row.id = SubscriptionId(Uuid::from_u128(id));
                row.connection_id = ConnectionId(Uuid::from_u128(u128::from(org)));
                row.source.name = format!("Source {source}");
                row.data_model = models[usize::from(model) % models.len()];
                row
            })
            .collect();
        let names =
            (0..=u8::MAX).map(|org| (ConnectionId(Uuid::from_u128(u128::from(org))), format!("Org {}", org / 2))).collect();
        (rows, names)
    }

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

    proptest! {
        #[test]
        fn no_row_is_lost_or_doubled_and_no_group_comes_twice(
            seeds in prop::collection::vec((0_u8..6, 0_u8..4, 0_u8..5), 0..40),
            is_grouped: bool,
            descending: bool,
        ) {
            let (rows, names) = rows(&seeds);
            let sort = Some(Sort { column: Column::DataModel, is_descending: descending });
            let mut expected: Vec<SubscriptionId> = rows.iter().map(|row| row.id).collect();
            let groups = arrange(rows, &names, &Words::default(), sort, is_grouped);
            let mut connections: Vec<_> = groups.iter().map(|group| group.connection).collect();
            let mut found: Vec<SubscriptionId> = groups.into_iter().flat_map(|group| group.rows).collect();
            found.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
            let count = connections.len();
            connections.sort_unstable();
            connections.dedup();
            prop_assert_eq!(connections.len(), count);
        }

        #[test]
        fn the_order_does_not_depend_on_how_rows_came(seeds in prop::collection::vec((0_u8..3, 0_u8..3, 0_u8..3), 0..20)) {
            let (rows, names) = rows(&seeds);
            let mut turned = rows.clone();
            turned.reverse();
            let sort = Sort::parse("-name");
            prop_assert_eq!(
                arrange(rows, &names, &Words::default(), sort, true),
                arrange(turned, &names, &Words::default(), sort, true)
            );
        }
    }
}
