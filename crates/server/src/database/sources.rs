//! Sources.

use super::{
    Transaction, organizations,
    row::{Columns as _, Millis, Text},
};
use causeway_api::{
    CommunicationMethod, DataFormat, EnvironmentId, EnvironmentRef, Instant, OrganizationId, OrganizationRef, PageRequest,
    ServiceRegion, SetupState, Source, SourceId,
};
use causeway_rules::{Rows, Stored};
use rusqlite::{Row, params};

const SOURCE: &str = "SELECT s.id, s.name, e.id, e.environment_flag, o.id, o.name, s.communication_method, s.data_format, s.ehr,
        s.time_zone, s.service_region, s.setup_step, s.created_at, s.updated_at, s.version
    FROM sources s JOIN environments e ON e.id = s.environment_id JOIN organizations o ON o.id = e.organization_id
    WHERE s.deleted_at IS NULL";

fn row(row: &Row<'_>) -> rusqlite::Result<Source> {
    Ok(Source {
        id: row.text(0)?,
        name: row.get(1)?,
        environment: EnvironmentRef { id: row.text(2)?, environment_flag: row.choice(3, organizations::flag)? },
        organization: OrganizationRef { id: OrganizationId(row.get(4)?), name: row.get(5)? },
        communication_method: row.choice_or_none(6, CommunicationMethod::named)?,
        data_format: row.choice_or_none(7, DataFormat::named)?,
        ehr: row.get(8)?,
        time_zone: row.get(9)?,
        service_region: row.choice_or_none(10, ServiceRegion::named)?,
        setup_state: row.get::<_, Option<u8>>(11)?.map(|step| SetupState { step }),
        created_at: row.instant(12)?,
        updated_at: row.instant(13)?,
        version: row.count(14)?,
    })
}

pub(super) fn page(transaction: &Transaction<'_>, environment: EnvironmentId, page: PageRequest) -> Stored<Rows<Source>> {
    let sql = format!("{SOURCE} AND s.environment_id = ?1 ORDER BY fold(s.name), s.id LIMIT ?2 OFFSET ?3");
    let items = transaction.all(&sql, params![Text(environment), page.size, page.offset()], row)?;
    let counted = "SELECT count(*) FROM sources WHERE environment_id = ?1 AND deleted_at IS NULL";
    Ok(Rows { items, total: transaction.count(counted, [Text(environment)])? })
}

pub(super) fn get(transaction: &Transaction<'_>, id: SourceId) -> Stored<Option<Source>> {
    transaction.one(&format!("{SOURCE} AND s.id = ?1"), [Text(id)], row)
}

pub(super) fn put(transaction: &Transaction<'_>, source: &Source) -> Stored<()> {
    let sql = "INSERT INTO sources (id, environment_id, name, communication_method, data_format, ehr, time_zone, service_region,
            setup_step, created_at, updated_at, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, communication_method = excluded.communication_method,
            data_format = excluded.data_format, ehr = excluded.ehr, time_zone = excluded.time_zone,
            service_region = excluded.service_region, setup_step = excluded.setup_step, updated_at = excluded.updated_at,
            version = excluded.version";
    let values = params![
        Text(source.id),
        Text(source.environment.id),
        source.name,
        source.communication_method.map(CommunicationMethod::as_str),
        source.data_format.map(DataFormat::as_str),
        source.ehr,
        source.time_zone,
        source.service_region.map(ServiceRegion::as_str),
        source.setup_state.map(|state| state.step),
        Millis(source.created_at),
        Millis(source.updated_at),
        source.version,
    ];
    transaction.run(sql, values).map(drop)
}

pub(super) fn remove(transaction: &Transaction<'_>, id: SourceId, at: Instant) -> Stored<()> {
    transaction.run("UPDATE sources SET deleted_at = ?2 WHERE id = ?1", params![Text(id), Millis(at)]).map(drop)
}
