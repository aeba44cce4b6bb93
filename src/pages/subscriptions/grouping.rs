//! How far rows are grouped, as `?group=` says it.

use crate::paths::Query;
use causeway_columns::Depth;

/// The ways, the usual one second, with their words.
pub(super) const GROUPINGS: [(Depth, &str, &str); 4] = [
    (Depth::None, "none", "Not at all"),
    (Depth::Connection, "org", "Organization"),
    (Depth::Source, "source", "Organization and source"),
    (Depth::Destination, "destination", "Organization, source and destination"),
];

/// Reads it; by organization where nothing, or nothing known, is said.
pub(super) fn depth_of(query: &Query) -> Depth {
    let said = query.get("group");
    GROUPINGS.into_iter().find(|(_, key, _)| Some(*key) == said).map_or(Depth::Connection, |(depth, ..)| depth)
}

/// Writes it; the usual way needs no words.
pub(super) fn with_depth(query: Query, depth: Depth) -> Query {
    match GROUPINGS.into_iter().find(|(known, ..)| *known == depth) {
        Some((_, key, _)) if depth != Depth::Connection => query.with("group", key),
        _ => query.without(&["group"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grouping_survives_the_address() {
        for (depth, ..) in GROUPINGS {
            assert_eq!(depth_of(&with_depth(Query::parse("?q=lake"), depth)), depth);
        }
        assert_eq!(depth_of(&Query::parse("?group=colour")), Depth::Connection);
    }
}
