//! Subscriptions as the filter's language and the columns know them.

use crate::ui::fold::fold;
use causeway_api::{OrganizationRef, Subscription};
use causeway_columns::{Filter, Language, Row, Term};
use uuid::Uuid;

/// What the language has to know of subscriptions.
pub const LANGUAGE: Language = Language { fold, statuses: &["active", "paused", "failing", "proposed"] };

/// Reads what was typed.
pub fn parse(text: &str) -> Filter {
    Filter::parse(text, LANGUAGE)
}

/// Calls with a subscription as columns take it.
pub fn with_row<T>(subscription: &Subscription, take: impl FnOnce(&Row<'_>) -> T) -> T {
    let Subscription { source, destination, data_model, queue_status, .. } = subscription;
    let model = data_model.label();
    take(&Row {
        id: subscription.id.0.as_u128(),
        name: &subscription.name,
        connection: subscription.connection_id.0.as_u128(),
        source: end(source.id.0, &source.name, &source.organization),
        destination: end(destination.id.0, &destination.name, &destination.organization),
        model: Term { key: data_model.number().into(), label: data_model.name(), also: &model },
        status: Term { key: *queue_status as u128, label: queue_status.as_str(), also: "" },
        activated: subscription.activated_at.unwrap_or_default().0,
        created: subscription.created_at.0,
    })
}

fn end<'a>(id: Uuid, name: &'a str, owner: &'a OrganizationRef) -> Term<'a> {
    Term { key: id.as_u128(), label: name, also: &owner.name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::subscription;
    use causeway_api::{DataModel, QueueStatus};
    use causeway_columns::{Arrangement, Columns};

    fn matches(typed: &str, row: &Subscription) -> bool {
        let mut columns = Columns::new(fold);
        columns.name_connection(row.connection_id.0.as_u128(), "Mercy Valley Health");
        with_row(row, |row| columns.put(row));
        let mut arrangement = Arrangement::new();
        arrangement.set_filter(parse(typed));
        arrangement.update(&columns);
        arrangement.count() == 1
    }

    #[test]
    fn a_status_matches_as_a_whole_word_only() {
        let mut row = subscription("Referrals");
        row.queue_status = QueueStatus::Active;
        assert!(matches("Active", &row));
        assert!(!matches("Activ", &row));
        row.queue_status = QueueStatus::Paused;
        assert!(!matches("active", &row));
    }

    #[test]
    fn every_condition_has_to_hold_in_some_column() {
        let row = subscription("Referrals");
        assert!(matches("  ", &row));
        assert!(matches("refer MERCY patient to:lake -status:paused", &row));
        assert!(!matches("refer cedar", &row));
    }

    #[test]
    fn the_language_knows_every_status() {
        assert_eq!(LANGUAGE.statuses, QueueStatus::ALL.map(|status| fold(status.as_str())));
    }

    #[test]
    fn data_models_are_numbered_by_name() {
        let names: Vec<&str> = DataModel::all().map(DataModel::name).collect();
        assert!(names.is_sorted());
        assert!(DataModel::all().map(DataModel::number).eq(0..u8::try_from(names.len()).expect("they are few")));
    }
}
