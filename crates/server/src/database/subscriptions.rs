//! Subscriptions one by one; [`listing`](super::listing) has the filtered pages.

use super::{
    Transaction, organizations,
    row::{Columns as _, Millis, Text},
};
use causeway_api::{
    ConnectionId, DataModel, DestinationId, EnvironmentId, OrganizationId, OrganizationRef, QueueStatus, SourceId, Subscription,
    SubscriptionDestination, SubscriptionId, SubscriptionSource,
};
use causeway_rules::{End, Stored};
use rusqlite::{Row, params};

/// Names and owners of the ends are joined, of deleted ends too.
pub(super) const COLUMNS: &str = "s.id, s.name, s.connection_id,
    source.id, source.name, source_environment.environment_flag, source_organization.id, source_organization.name,
    destination.id, destination.name, destination_environment.environment_flag,
    destination_organization.id, destination_organization.name,
    s.data_model, s.queue_status, s.activated_at, s.created_at, s.updated_at, s.deleted_at, s.version, s.proposed_by";

/// A subscription `s` with both its ends.
pub(super) const JOINS: &str = "subscriptions s
    JOIN sources source ON source.id = s.source_id
    JOIN environments source_environment ON source_environment.id = source.environment_id
    JOIN organizations source_organization ON source_organization.id = source_environment.organization_id
    JOIN destinations destination ON destination.id = s.destination_id
    JOIN environments destination_environment ON destination_environment.id = destination.environment_id
    JOIN organizations destination_organization ON destination_organization.id = destination_environment.organization_id";

/// A subscription `s` with no more of its ends than where they are.
const PLACES: &str = "subscriptions s
    JOIN sources source ON source.id = s.source_id
    JOIN destinations destination ON destination.id = s.destination_id";

pub(super) fn row(row: &Row<'_>) -> rusqlite::Result<Subscription> {
    let organization = |index: usize| -> rusqlite::Result<_> {
        Ok(OrganizationRef { id: OrganizationId(row.get(index)?), name: row.get(index + 1)? })
    };
    Ok(Subscription {
        id: row.text(0)?,
        name: row.get(1)?,
        connection_id: row.text(2)?,
        source: SubscriptionSource {
            id: row.text(3)?,
            name: row.get(4)?,
            environment_flag: row.choice(5, organizations::flag)?,
            organization: organization(6)?,
        },
        destination: SubscriptionDestination {
            id: row.text(8)?,
            name: row.get(9)?,
            environment_flag: row.choice(10, organizations::flag)?,
            organization: organization(11)?,
        },
        data_model: row.choice(13, DataModel::named)?,
        queue_status: row.choice(14, |name| QueueStatus::ALL.into_iter().find(|status| status.as_str() == name))?,
        proposed_by: row.get::<_, Option<u32>>(20)?.map(OrganizationId),
        activated_at: row.instant_or_none(15)?,
        created_at: row.instant(16)?,
        updated_at: row.instant(17)?,
        deleted_at: row.instant_or_none(18)?,
        version: row.count(19)?,
    })
}

pub(super) fn get(transaction: &Transaction<'_>, id: SubscriptionId) -> Stored<Option<Subscription>> {
    transaction.one(&format!("SELECT {COLUMNS} FROM {JOINS} WHERE s.id = ?1"), [Text(id)], row)
}

pub(super) fn environments(transaction: &Transaction<'_>, id: SubscriptionId) -> Stored<Option<(EnvironmentId, EnvironmentId)>> {
    let sql = format!("SELECT source.environment_id, destination.environment_id FROM {PLACES} WHERE s.id = ?1");
    transaction.one(&sql, [Text(id)], |row| Ok((row.text(0)?, row.text(1)?)))
}

pub(super) fn live(
    transaction: &Transaction<'_>,
    source: SourceId,
    destination: DestinationId,
    model: DataModel,
) -> Stored<Option<Subscription>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {JOINS}
        WHERE s.source_id = ?1 AND s.destination_id = ?2 AND s.data_model = ?3 AND s.deleted_at IS NULL"
    );
    transaction.one(&sql, params![Text(source), Text(destination), model.name()], row)
}

/// Which side of a subscription between two organizations deleted it the last time.
pub(super) fn ended_by(transaction: &Transaction<'_>, id: SubscriptionId) -> Stored<Option<OrganizationId>> {
    let sql = "SELECT ended_by FROM subscriptions WHERE id = ?1 AND ended_by IS NOT NULL";
    transaction.one(sql, [Text(id)], |row| row.get(0).map(OrganizationId))
}

pub(super) fn set_ended_by(transaction: &Transaction<'_>, id: SubscriptionId, organization: OrganizationId) -> Stored<()> {
    let sql = "UPDATE subscriptions SET ended_by = ?2 WHERE id = ?1";
    match transaction.run(sql, params![Text(id), organization.0])? {
        0 => Err(organizations::missing()),
        _ => Ok(()),
    }
}

/// The column and the id of an end.
fn end(end: End) -> (&'static str, String) {
    match end {
        End::Source(id) => ("source_id", id.to_string()),
        End::Destination(id) => ("destination_id", id.to_string()),
    }
}

pub(super) fn live_of(transaction: &Transaction<'_>, of: End, most: u32) -> Stored<Vec<Subscription>> {
    let (column, id) = end(of);
    let sql = format!("SELECT {COLUMNS} FROM {JOINS} WHERE s.{column} = ?1 AND s.deleted_at IS NULL ORDER BY s.id LIMIT ?2");
    transaction.all(&sql, params![id, most], row)
}

/// The live ones of a connection whose ends belong to two organizations.
pub(super) fn between(transaction: &Transaction<'_>, connection: ConnectionId) -> Stored<Vec<Subscription>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {JOINS}
        WHERE s.connection_id = ?1 AND s.deleted_at IS NULL AND source_organization.id <> destination_organization.id
        ORDER BY s.id"
    );
    transaction.all(&sql, [Text(connection)], row)
}

/// Whether a live subscription joins an end to one of this organization at its other end.
pub(super) fn shared(transaction: &Transaction<'_>, with: End, organization: OrganizationId) -> Stored<bool> {
    let (column, id) = end(with);
    let other = match with {
        End::Source(_) => "destination_organization",
        End::Destination(_) => "source_organization",
    };
    let sql = format!("SELECT count(*) FROM {JOINS} WHERE s.{column} = ?1 AND s.deleted_at IS NULL AND {other}.id = ?2");
    transaction.count(&sql, params![id, organization.0]).map(|count| count > 0)
}

pub(super) fn put(transaction: &Transaction<'_>, subscription: &Subscription) -> Stored<()> {
    unlist(transaction, subscription.id)?;
    let sql = "INSERT INTO subscriptions (id, name, connection_id, source_id, destination_id, data_model, queue_status,
            activated_at, created_at, updated_at, deleted_at, version, proposed_by)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, connection_id = excluded.connection_id,
            queue_status = excluded.queue_status, proposed_by = excluded.proposed_by, activated_at = excluded.activated_at, created_at = excluded.created_at,
            updated_at = excluded.updated_at, deleted_at = excluded.deleted_at, version = excluded.version";
    let values = params![
        Text(subscription.id),
        subscription.name,
        Text(subscription.connection_id),
        Text(subscription.source.id),
        Text(subscription.destination.id),
        subscription.data_model.name(),
        subscription.queue_status.as_str(),
        subscription.activated_at.map(Millis),
        Millis(subscription.created_at),
        Millis(subscription.updated_at),
        subscription.deleted_at.map(Millis),
        subscription.version,
        subscription.proposed_by.map(|proposer| proposer.0),
    ];
    transaction.run(sql, values)?;
    list(transaction, subscription.id)
}

/// Takes a subscription, as it is stored now, off the lists of its environments. By the whole key, column for column: a row value in
/// a list would be looked for in all rows of all lists.
fn unlist(transaction: &Transaction<'_>, id: SubscriptionId) -> Stored<()> {
    transaction.run(&unlisting(), [Text(id)]).map(drop)
}

pub(super) fn unlisting() -> String {
    format!(
        "DELETE FROM listed_subscriptions
        WHERE environment_id IN (
                SELECT source.environment_id FROM {PLACES} WHERE s.id = ?1
                UNION ALL SELECT destination.environment_id FROM {PLACES} WHERE s.id = ?1
            )
            AND created_at = (SELECT created_at FROM subscriptions WHERE id = ?1)
            AND subscription_id = ?1"
    )
}

/// Puts a subscription, if it lives, on the lists of its environments: of one, or of two.
fn list(transaction: &Transaction<'_>, id: SubscriptionId) -> Stored<()> {
    let sql = format!(
        "INSERT INTO listed_subscriptions (environment_id, created_at, subscription_id)
        SELECT source.environment_id, s.created_at, s.id FROM {PLACES} WHERE s.id = ?1 AND s.deleted_at IS NULL
        UNION SELECT destination.environment_id, s.created_at, s.id FROM {PLACES} WHERE s.id = ?1 AND s.deleted_at IS NULL"
    );
    transaction.run(&sql, [Text(id)]).map(drop)
}
