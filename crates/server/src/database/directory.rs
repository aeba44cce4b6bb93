//! What organizations say of themselves, and who can be found.

use super::{Transaction, connections, organizations, row::Columns as _};
use causeway_api::{
    Contact, DataModel, DirectoryConnection, DirectoryEntry, DirectoryList, Organization, OrganizationId, PageRequest, fold,
};
use causeway_rules::{Rows, Stored};
use rusqlite::{Row, params};
use serde::de::DeserializeOwned;

/// An organization `o` as [`profile`] reads it.
pub(super) const PROFILE: &str =
    "o.id, o.name, o.description, o.products, o.data_models, o.contact_name, o.contact_email, o.is_listed, o.version";

pub(super) fn profile(row: &Row<'_>) -> rusqlite::Result<Organization> {
    let contact = |name: Option<String>, email: Option<String>| Some(Contact { name: name?, email: email? });
    Ok(Organization {
        id: OrganizationId(row.get(0)?),
        name: row.get(1)?,
        about: row.get(2)?,
        products: json(row, 3)?,
        data_models: json(row, 4)?,
        contact: contact(row.get(5)?, row.get(6)?),
        is_listed: row.get(7)?,
        version: row.count(8)?,
    })
}

/// A column that holds JSON.
pub(super) fn json<T: DeserializeOwned>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    serde_json::from_str(row.get_ref(index)?.as_str()?)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, error.into()))
}

pub(super) fn put(transaction: &Transaction<'_>, profile: &Organization) -> Stored<()> {
    let sql = "UPDATE organizations SET description = ?2, products = ?3, data_models = ?4, contact_name = ?5, contact_email = ?6,
            is_listed = ?7, version = ?8
        WHERE id = ?1";
    let contact = profile.contact.as_ref();
    let values = params![
        profile.id.0,
        profile.about,
        serde_json::json!(profile.products).to_string(),
        serde_json::json!(profile.data_models).to_string(),
        contact.map(|contact| &contact.name),
        contact.map(|contact| &contact.email),
        profile.is_listed,
        profile.version,
    ];
    match transaction.run(sql, values)? {
        0 => Err(organizations::missing()),
        _ => Ok(()),
    }
}

pub(super) fn page(
    transaction: &Transaction<'_>,
    viewer: OrganizationId,
    list: &DirectoryList,
    page: PageRequest,
) -> Stored<Rows<DirectoryEntry>> {
    let found = "organizations o WHERE o.is_listed AND o.kind = 'Member' AND o.id <> ?1
        AND (?2 IS NULL OR EXISTS (SELECT 1 FROM json_each(o.data_models) WHERE value = ?2))
        AND (?3 IS NULL OR instr(fold(o.name), ?3) OR instr(fold(o.description), ?3)
            OR EXISTS (SELECT 1 FROM json_each(o.products) WHERE instr(fold(value), ?3)))";
    let term = list.search_term.as_deref().map(fold);
    let model = list.data_model.map(DataModel::name);
    let total = transaction.count(&format!("SELECT count(*) FROM {found}"), params![viewer.0, model, term])?;
    let sql = format!(
        "SELECT {PROFILE},
            (SELECT c.id || ' ' || c.status FROM connections c WHERE c.lower_id = min(o.id, ?1) AND c.higher_id = max(o.id, ?1))
        FROM {found} ORDER BY fold(o.name), o.id LIMIT ?4 OFFSET ?5"
    );
    let items = transaction.all(&sql, params![viewer.0, model, term, page.size, page.offset()], entry)?;
    Ok(Rows { items, total })
}

fn entry(row: &Row<'_>) -> rusqlite::Result<DirectoryEntry> {
    let connection = row.choice_or_none(9, |text| {
        let (id, status) = text.split_once(' ')?;
        Some(DirectoryConnection { id: id.parse().ok()?, status: connections::status(status)? })
    })?;
    Ok(DirectoryEntry { organization: profile(row)?, connection })
}
