//! How chosen rows stand in a view: how many of them each group has, and how many the filter hides.

use super::{Arrangement, Depth, Path};
use crate::columns::Columns;
use crate::ids::{IdMap, IdSet};
use crate::row::{Facet, Handle};

/// What [`Arrangement::tally`] counted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// How many the filter leaves, those in collapsed groups among them.
    pub shown: usize,
    /// How many the filter hides.
    pub hidden: usize,
    /// Those that are not rows any more.
    pub gone: Vec<u128>,
    /// How many have each status, by its key; none is 0.
    pub statuses: Vec<(u128, usize)>,
    /// How many belong to each connection, by its name, the most first; none is 0.
    pub connections: Vec<(String, usize)>,
    groups: IdMap<usize>,
}

impl Tally {
    /// How many of a group's rows that the filter leaves were chosen.
    pub fn of(&self, path: Path) -> usize {
        self.groups.get(&packed(path)).copied().unwrap_or_default()
    }
}

/// A path as one number, which is quick to look up.
fn packed(path: Path) -> u128 {
    path.values.iter().fold(path.level as u128, |packed, value| packed << 32 | u128::from(*value))
}

impl Arrangement {
    /// Counts chosen rows; as fast as they are many, however many there are besides.
    pub fn tally(&self, columns: &Columns, chosen: &IdSet) -> Tally {
        let mut tally = Tally::default();
        let mut uses = [Facet::Status, Facet::Connection].map(|facet| vec![0; columns.dictionary(facet).len()]);
        for &id in chosen {
            let Some(handle) = columns.handle(id) else {
                tally.gone.push(id);
                continue;
            };
            uses[0][columns.cell(handle, Facet::Status) as usize] += 1;
            uses[1][columns.cell(handle, Facet::Connection) as usize] += 1;
            if !self.is_left.get(handle.index()).is_some_and(|is_left| *is_left) {
                tally.hidden += 1;
                continue;
            }
            tally.shown += 1;
            let mut path = Path { level: 0, values: [0; 3] };
            for level in 0..self.depth.levels() {
                path.level = level;
                path.values[level] = columns.cell(handle, Depth::LEVELS[level]);
                *tally.groups.entry(packed(path)).or_default() += 1;
            }
        }
        let [statuses, connections] = uses;
        let present = |uses: Vec<usize>| (0_u32..).zip(uses).filter(|(_, count)| *count > 0);
        tally.statuses = present(statuses).map(|(index, count)| (columns.dictionary(Facet::Status).key(index), count)).collect();
        tally.connections = present(connections)
            .map(|(index, count)| (columns.dictionary(Facet::Connection).label(index).to_owned(), count))
            .collect();
        tally.connections.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        tally
    }

    /// A group's rows that the filter leaves, in their order, whether or not it is collapsed.
    pub fn rows_of(&self, columns: &Columns, path: Path) -> impl Iterator<Item = Handle> {
        let facets = &Depth::LEVELS[..=path.level];
        let is_in =
            move |handle: &Handle| facets.iter().zip(path.values).all(|(facet, value)| columns.cell(*handle, *facet) == value);
        self.rows().filter(is_in)
    }

    /// Every row as it is grouped and sorted, whether or not the filter leaves it.
    pub fn all_rows(&self) -> impl Iterator<Item = Handle> {
        self.order.iter().copied()
    }
}
