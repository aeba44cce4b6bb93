//! Destinations.

use super::{
    Transaction, organizations,
    row::{Columns as _, Millis, Text},
};
use causeway_api::{
    AuthCredential, Destination, DestinationId, DestinationType, EnvironmentId, EnvironmentRef, Instant, OrganizationId,
    OrganizationRef, PageRequest, SecretName, SetupState,
};
use causeway_rules::{Rows, Stored};
use rusqlite::{Row, params, types::Type};
use serde::{Serialize, de::DeserializeOwned};

const DESTINATION: &str = "SELECT d.id, d.name, e.id, e.environment_flag, o.id, o.name, d.destination_type, d.endpoint, d.cloud,
        d.setup_step, d.created_at, d.updated_at, d.version, d.auth, d.is_fhir, d.verified_at, d.fhir,
        (SELECT group_concat(s.name) FROM secrets s WHERE s.destination_id = d.id)
    FROM destinations d JOIN environments e ON e.id = d.environment_id JOIN organizations o ON o.id = e.organization_id
    WHERE d.deleted_at IS NULL";

fn row(row: &Row<'_>) -> rusqlite::Result<Destination> {
    let mut destination = Destination {
        id: row.text(0)?,
        name: row.get(1)?,
        environment: EnvironmentRef { id: row.text(2)?, environment_flag: row.choice(3, organizations::flag)? },
        organization: OrganizationRef { id: OrganizationId(row.get(4)?), name: row.get(5)? },
        destination_type: row.choice_or_none(6, DestinationType::named)?,
        endpoint: row.get(7)?,
        cloud_provider_settings: json(row, 8)?,
        auth_credential: json(row, 13)?,
        has_verification_token: false,
        is_fhir: row.get(14)?,
        verified_at: row.instant_or_none(15)?,
        fhir_capability: json(row, 16)?,
        setup_state: row.get::<_, Option<u8>>(9)?.map(|step| SetupState { step }),
        created_at: row.instant(10)?,
        updated_at: row.instant(11)?,
        version: row.count(12)?,
    };
    for name in row.get_ref(17)?.as_str_or_null()?.into_iter().flat_map(|names| names.split(',')).filter_map(SecretName::named) {
        destination.set_has(name, true);
    }
    Ok(destination)
}

fn json<T: DeserializeOwned>(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<T>> {
    let value = row.get_ref(index)?;
    let read = |json| {
        serde_json::from_str(json).map_err(|error| rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error)))
    };
    value.as_str_or_null()?.map(read).transpose()
}

fn text(value: Option<&impl Serialize>) -> Option<String> {
    value.map(|value| serde_json::to_string(value).expect("settings are names and text"))
}

/// Which secrets there are stands in their own table.
fn without_flags(credential: &AuthCredential) -> AuthCredential {
    AuthCredential { settings: credential.settings.clone(), ..AuthCredential::blank(credential.type_id) }
}

pub(super) fn page(transaction: &Transaction<'_>, environment: EnvironmentId, page: PageRequest) -> Stored<Rows<Destination>> {
    let sql = format!("{DESTINATION} AND d.environment_id = ?1 ORDER BY fold(d.name), d.id LIMIT ?2 OFFSET ?3");
    let items = transaction.all(&sql, params![Text(environment), page.size, page.offset()], row)?;
    let counted = "SELECT count(*) FROM destinations WHERE environment_id = ?1 AND deleted_at IS NULL";
    Ok(Rows { items, total: transaction.count(counted, [Text(environment)])? })
}

pub(super) fn get(transaction: &Transaction<'_>, id: DestinationId) -> Stored<Option<Destination>> {
    transaction.one(&format!("{DESTINATION} AND d.id = ?1"), [Text(id)], row)
}

pub(super) fn put(transaction: &Transaction<'_>, destination: &Destination) -> Stored<()> {
    let sql = "INSERT INTO destinations (id, environment_id, name, destination_type, endpoint, cloud, setup_step, created_at,
            updated_at, version, auth, is_fhir, verified_at, fhir)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, destination_type = excluded.destination_type,
            endpoint = excluded.endpoint, cloud = excluded.cloud, setup_step = excluded.setup_step,
            updated_at = excluded.updated_at, version = excluded.version, auth = excluded.auth, is_fhir = excluded.is_fhir,
            verified_at = excluded.verified_at, fhir = excluded.fhir";
    let values = params![
        Text(destination.id),
        Text(destination.environment.id),
        destination.name,
        destination.destination_type.map(DestinationType::as_str),
        destination.endpoint,
        text(destination.cloud_provider_settings.as_ref()),
        destination.setup_state.map(|state| state.step),
        Millis(destination.created_at),
        Millis(destination.updated_at),
        destination.version,
        text(destination.auth_credential.as_ref().map(without_flags).as_ref()),
        destination.is_fhir,
        destination.verified_at.map(Millis),
        text(destination.fhir_capability.as_ref()),
    ];
    transaction.run(sql, values).map(drop)
}

pub(super) fn remove(transaction: &Transaction<'_>, id: DestinationId, at: Instant) -> Stored<()> {
    transaction.run("UPDATE destinations SET deleted_at = ?2 WHERE id = ?1", params![Text(id), Millis(at)]).map(drop)
}
