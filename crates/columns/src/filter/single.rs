//! A filter for one row that is in no columns, as a drawing has it.

use super::{Condition, Filter, Key};
use crate::Fold;
use crate::ids;
use crate::row::{Row, Term};

/// Whether a row stays, as it would in columns; `org` is what its connection is called.
pub fn matches(filter: &Filter, row: &Row<'_>, org: &str, fold: Fold) -> bool {
    filter.conditions().iter().all(|condition| has(condition, row, org, fold) != condition.is_excluded)
}

fn has(condition: &Condition, row: &Row<'_>, org: &str, fold: Fold) -> bool {
    let text = condition.text.as_str();
    let in_text = |whole: &str| fold(whole).contains(text);
    let in_term = |term: &Term<'_>| in_text(term.label) || in_text(term.also);
    let in_id = |id: u128| ids::can_be_part(text) && ids::has_part(id, text);
    let in_end = |end: &Term<'_>| in_term(end) || in_id(end.key);
    let is_status = || fold(row.status.label) == text;
    match condition.key {
        Key::Any => {
            in_text(org)
                || in_text(row.name)
                || in_end(&row.source)
                || in_end(&row.destination)
                || in_term(&row.model)
                || is_status()
                || in_id(row.id)
        }
        Key::Org => in_text(org),
        Key::From => in_end(&row.source),
        Key::To => in_end(&row.destination),
        Key::Name => in_text(row.name),
        Key::Model => in_term(&row.model),
        Key::Status => is_status(),
        Key::Id => [row.id, row.source.key, row.destination.key].into_iter().any(in_id),
    }
}
