//! The lines: rows in their order, and a head before each group.

use super::{Depth, Group, Line, Path};
use crate::columns::Columns;
use crate::row::Handle;
use std::collections::HashSet;
use std::ops::Range;

/// Marks a line that is a group's. No handle is so large: a row takes more than two bytes.
const IS_GROUP: u32 = 1 << 31;

/// What stands on each line.
#[derive(Default)]
pub(super) struct Lines {
    /// Handles of rows, or numbers of groups with the mark.
    packed: Vec<u32>,
    groups: Vec<Group>,
    count: usize,
}

impl Lines {
    /// Makes the lines of rows that stand in the order of their groups.
    pub(super) fn new(rows: impl Iterator<Item = Handle>, columns: &Columns, depth: Depth, collapsed: &HashSet<Path>) -> Self {
        let mut made = Self::default();
        let levels = depth.levels();
        let facets = Depth::LEVELS.map(|facet| columns.column(facet));
        // The group of the row before, at each level, and whether its lines follow.
        let mut current: [Option<(u32, usize)>; 3] = [None; 3];
        let mut is_open = true;
        for handle in rows {
            made.count += 1;
            let values = facets.map(|column| column[handle.index()]);
            let shared =
                current[..levels].iter().zip(values).take_while(|(known, value)| known.is_some_and(|(is, _)| is == *value));
            let shared = shared.count();
            if shared < levels {
                is_open = current[..shared].iter().flatten().all(|(_, group)| made.groups[*group].is_open);
                for level in shared..levels {
                    let mut path = Path { level, values: [0; 3] };
                    path.values[..=level].copy_from_slice(&values[..=level]);
                    current[level] = Some((values[level], made.groups.len()));
                    if is_open {
                        made.packed.push(Handle::new(made.groups.len()).0 | IS_GROUP);
                    }
                    let group = Group { path, count: 0, is_open: !collapsed.contains(&path) };
                    is_open &= group.is_open;
                    made.groups.push(group);
                }
            }
            for (_, group) in current[..levels].iter().flatten() {
                made.groups[*group].count += 1;
            }
            if is_open {
                made.packed.push(handle.0);
            }
        }
        made
    }

    pub(super) fn len(&self) -> usize {
        self.packed.len()
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn range(&self, range: Range<usize>) -> impl Iterator<Item = Line> {
        let end = range.end.min(self.packed.len());
        let lines = &self.packed[range.start.min(end)..end];
        lines.iter().map(|&line| match line & IS_GROUP {
            0 => Line::Row(Handle(line)),
            _ => Line::Group(self.groups[(line & !IS_GROUP) as usize]),
        })
    }

    pub(super) fn heads_of(&self, line: usize) -> Vec<usize> {
        let mut heads = Vec::new();
        // Groups of the level of the one found last, or below it, are not those that it is in.
        let mut below = usize::MAX;
        for (at, packed) in self.packed.iter().enumerate().take(line + 1).rev() {
            if packed & IS_GROUP != 0 {
                let level = self.groups[(packed & !IS_GROUP) as usize].path.level;
                if level < below {
                    heads.push(at);
                    below = level;
                }
                if level == 0 {
                    break;
                }
            }
        }
        heads.reverse();
        heads
    }

    pub(super) fn line_of(&self, handle: Handle) -> Option<usize> {
        self.packed.iter().position(|line| *line == handle.0)
    }

    pub(super) fn line_of_group(&self, path: Path) -> Option<usize> {
        let group = self.groups.iter().position(|group| group.path == path)?;
        let line = Handle::new(group).0 | IS_GROUP;
        self.packed.iter().position(|known| *known == line)
    }
}
