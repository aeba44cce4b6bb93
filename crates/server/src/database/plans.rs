//! How SQLite finds the rows of statements that run for each of very many: by their whole key, or in the order of an index.

use super::{changes, listing, open, subscriptions};

/// The steps of a statement that touch this table, as SQLite explains them; and everything that sorts.
fn steps(statement: &str, table: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let connection = open::writer(&folder.path().join("causeway.sqlite")).expect("a new database");
    let mut explained = connection.prepare(&format!("EXPLAIN QUERY PLAN {statement}")).expect("a statement");
    let count = explained.parameter_count();
    let nothing = rusqlite::params_from_iter(std::iter::repeat_n(rusqlite::types::Null, count));
    let steps = explained.query_map(nothing, |row| row.get::<_, String>(3)).expect("a plan");
    let steps = steps.map(|step| step.expect("a step"));
    steps.filter(|step| step.split(' ').any(|word| word == table) || step.contains("B-TREE FOR ORDER")).collect()
}

#[test]
fn a_subscription_is_taken_off_its_lists_by_the_whole_key() {
    let key = "SEARCH listed_subscriptions USING PRIMARY KEY (environment_id=? AND created_at=? AND subscription_id=?)";
    assert_eq!(steps(&subscriptions::unlisting(), "listed_subscriptions"), [key]);
}

#[test]
fn a_list_goes_on_where_it_was_left() {
    let place = "SEARCH l USING PRIMARY KEY (environment_id=? AND (created_at,subscription_id)>(?,?))";
    assert_eq!(steps(&listing::following(), "l"), [place]);
    assert_eq!(steps(&listing::following(), "s"), ["SEARCH s USING PRIMARY KEY (id=?)"]);
}

#[test]
fn changes_are_read_from_a_number_on() {
    assert_eq!(steps(changes::AFTER, "changes"), ["SEARCH changes USING PRIMARY KEY (environment_id=? AND sequence>?)"]);
}
