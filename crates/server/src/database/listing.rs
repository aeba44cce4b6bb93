//! Pages of an environment's live subscriptions, filtered and ordered inside SQLite.
//!
//! The page's ids are found first, over as few tables as filter and order need; names and owners are joined for that page only.

use super::{
    Transaction,
    row::Text,
    subscriptions::{COLUMNS, JOINS, row},
};
use causeway_api::{
    EnvironmentId, Instant, PageRequest, Subscription, SubscriptionId, SubscriptionList, SubscriptionOrder, fold,
};
use causeway_rules::{Rows, Stored};
use rusqlite::{params, types::Value};

pub(super) fn page(transaction: &Transaction<'_>, list: &SubscriptionList, page: PageRequest) -> Stored<Rows<Subscription>> {
    let filter = Filter::of(list);
    let order = Order::of(list);
    let from = |needs_subscription: bool| {
        let joined = if needs_subscription { "JOIN subscriptions s ON s.id = l.subscription_id" } else { "" };
        format!("listed_subscriptions l {joined}")
    };

    let Filter { conditions, mut values } = filter;
    let is_filtered = !conditions.is_empty();
    let conditions = [vec!["l.environment_id = ?1".to_owned()], conditions].concat().join(" AND ");
    let count = format!("SELECT count(*) FROM {} WHERE {conditions}", from(is_filtered));
    let total = transaction.count(&count, rusqlite::params_from_iter(&values))?;

    let (size, offset) = (values.len() + 1, values.len() + 2);
    values.push(page.size.into());
    // Beyond what SQLite can count there is no row either.
    values.push(i64::try_from(page.offset()).unwrap_or(i64::MAX).into());
    let Order { term, joined, direction, needs_subscription } = order;
    let sql = format!(
        "SELECT {COLUMNS} FROM {JOINS}
        WHERE s.id IN (
            SELECT l.subscription_id FROM {listed} {joined} WHERE {conditions}
            ORDER BY {inner} {direction}, l.subscription_id LIMIT ?{size} OFFSET ?{offset}
        )
        ORDER BY {term} {direction}, s.id",
        listed = from(is_filtered || needs_subscription),
        // The list has the time of creation itself, in its own order.
        inner = if needs_subscription { term } else { "l.created_at" },
    );
    let items = transaction.all(&sql, rusqlite::params_from_iter(&values), row)?;
    Ok(Rows { items, total })
}

/// The rows after a place in the order of the list itself: the whole key, so that nothing before it is read.
pub(super) fn after(
    transaction: &Transaction<'_>,
    environment: EnvironmentId,
    after: Option<(Instant, SubscriptionId)>,
    most: u32,
) -> Stored<Vec<Subscription>> {
    let (created_at, id) = after.map_or((i64::MIN, String::new()), |(instant, id)| (instant.0, id.to_string()));
    transaction.all(&following(), params![Text(environment), created_at, id, most], row)
}

/// The list first, row by row: joined in another order, all of it would be sorted.
pub(super) fn following() -> String {
    format!(
        "SELECT {COLUMNS} FROM listed_subscriptions l CROSS JOIN {JOINS}
        WHERE l.environment_id = ?1 AND (l.created_at, l.subscription_id) > (?2, ?3) AND s.id = l.subscription_id
        ORDER BY l.created_at, l.subscription_id LIMIT ?4"
    )
}

/// Conditions on the listed subscription `s`; all must hold. `?1` is the environment.
struct Filter {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Filter {
    fn of(list: &SubscriptionList) -> Self {
        let mut filter = Self { conditions: Vec::new(), values: vec![list.environment_id.to_string().into()] };
        filter.add("s.source_id = ?", list.source_id.map(|id| id.to_string().into()));
        filter.add("s.destination_id = ?", list.destination_id.map(|id| id.to_string().into()));
        filter.add("s.connection_id = ?", list.connection_id.map(|id| id.to_string().into()));
        filter.add("s.data_model = ?", list.data_model.map(|model| model.name().to_owned().into()));
        let owned = |table: &str| {
            format!("SELECT x.id FROM {table} x JOIN environments e ON e.id = x.environment_id WHERE e.organization_id = ?")
        };
        filter.add(
            &format!("s.source_id IN ({})", owned("sources")),
            list.source_organization_id.map(|organization| organization.0.into()),
        );
        filter.add(
            &format!("s.destination_id IN ({})", owned("destinations")),
            list.destination_organization_id.map(|organization| organization.0.into()),
        );
        // The connection between the environment's organization and this one.
        let own = "(SELECT organization_id FROM environments WHERE id = ?1)";
        filter.add(
            &format!(
                "s.connection_id = (SELECT id FROM connections WHERE lower_id = min(?, {own}) AND higher_id = max(?, {own}))"
            ),
            list.connecting_organization_id.map(|organization| organization.0.into()),
        );
        let found = |table: &str| format!("SELECT id FROM {table} WHERE instr(fold(name), ?) OR instr(id, ?)");
        filter.add(
            &format!("(s.source_id IN ({}) OR s.destination_id IN ({}))", found("sources"), found("destinations")),
            list.search_term.as_deref().map(|term| fold(term).into()),
        );
        filter
    }

    /// Adds a condition, with the value in place of each of its question marks, if there is a value.
    fn add(&mut self, condition: &str, value: Option<Value>) {
        let Some(value) = value else { return };
        self.values.push(value);
        let mark = format!("?{}", self.values.len());
        // `?1` stands for the environment already.
        self.conditions.push(condition.replace("?1", "\u{0}").replace('?', &mark).replace('\u{0}', "?1"));
    }
}

/// What a page is ordered by; among equals the id ascends.
struct Order {
    term: &'static str,
    joined: &'static str,
    direction: &'static str,
    needs_subscription: bool,
}

impl Order {
    fn of(list: &SubscriptionList) -> Self {
        const SOURCE: &str = "JOIN sources source ON source.id = s.source_id";
        const DESTINATION: &str = "JOIN destinations destination ON destination.id = s.destination_id";
        let order = list.order_by.unwrap_or(SubscriptionOrder::CreatedAt);
        let (term, joined) = match order {
            SubscriptionOrder::Name => ("fold(s.name)", ""),
            SubscriptionOrder::Source => ("fold(source.name)", SOURCE),
            SubscriptionOrder::Destination => ("fold(destination.name)", DESTINATION),
            SubscriptionOrder::DataModel => ("s.data_model", ""),
            SubscriptionOrder::QueueStatus => {
                ("CASE s.queue_status WHEN 'Active' THEN 0 WHEN 'Paused' THEN 1 WHEN 'Failing' THEN 2 ELSE 3 END", "")
            }
            SubscriptionOrder::ActivatedAt => ("s.activated_at", ""),
            SubscriptionOrder::CreatedAt => ("s.created_at", ""),
        };
        Self {
            term,
            joined,
            direction: if list.is_ascending.unwrap_or(true) { "ASC" } else { "DESC" },
            needs_subscription: order != SubscriptionOrder::CreatedAt,
        }
    }
}
