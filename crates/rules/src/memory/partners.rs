//! Who can be found, who asks for a connection, and what became of it.

use super::journal::Before;
use super::lists::page_of;
use super::tables::missing;
use super::{ConnectionRow, Memory};
use crate::{OrganizationKind, OrganizationRow, Rows, StorageError, Stored};
use causeway_api::{
    ConnectionId, ConnectionRequest, ConnectionStatus, DirectoryConnection, DirectoryEntry, DirectoryList, OrganizationId,
    PageRequest, fold,
};
use std::cmp::Reverse;

impl Memory {
    pub(super) fn list_directory(&self, viewer: OrganizationId, list: &DirectoryList, page: PageRequest) -> Rows<DirectoryEntry> {
        let term = list.search_term.as_deref().map(fold);
        let is_wanted = |row: &&OrganizationRow| {
            let profile = &row.profile;
            let mut said = [&profile.name, &profile.about].into_iter().chain(&profile.products);
            row.kind == OrganizationKind::Member
                && profile.is_listed
                && profile.id != viewer
                && list.data_model.is_none_or(|model| profile.data_models.contains(&model))
                && term.as_ref().is_none_or(|term| said.any(|text| fold(text).contains(term)))
        };
        let mut found: Vec<_> = self.rows.organizations.values().filter(is_wanted).collect();
        found.sort_by_cached_key(|row| fold(&row.profile.name));
        let entry = |row: &&OrganizationRow| DirectoryEntry {
            organization: row.profile.clone(),
            connection: self
                .connection_of(viewer, row.profile.id)
                .map(|(id, row)| DirectoryConnection { id, status: row.status }),
        };
        Rows { items: page_of(&found, page).iter().map(entry).collect(), total: found.len() as u64 }
    }

    /// The connection of two organizations.
    pub(super) fn connection_of(&self, one: OrganizationId, other: OrganizationId) -> Option<(ConnectionId, &ConnectionRow)> {
        let pair = (one.min(other), one.max(other));
        self.rows.connections.iter().find(|(_, row)| (row.one, row.other) == pair).map(|(id, row)| (*id, row))
    }

    /// Stores a connection of two, where none of the pair has another id; as a new one it is connected, of the first version.
    pub(super) fn store_connection(
        &mut self,
        id: ConnectionId,
        (one, other): (OrganizationId, OrganizationId),
        change: impl FnOnce(&mut ConnectionRow),
    ) -> Stored<()> {
        self.organization_ref(one)?;
        self.organization_ref(other)?;
        let before = self.rows.connections.get(&id).cloned();
        if self.connection_of(one, other).map(|(id, _)| id) != before.as_ref().map(|_| id) {
            return Err(StorageError::Failed("each pair of organizations has one connection".to_owned()));
        }
        let new = ConnectionRow {
            one: one.min(other),
            other: one.max(other),
            status: ConnectionStatus::Connected,
            connected_at: None,
            version: 1,
        };
        let mut row = before.clone().unwrap_or(new);
        change(&mut row);
        self.rows.connections.insert(id, row);
        self.journal.note(Before::Connection(id, before.map(Box::new)));
        Ok(())
    }

    pub(super) fn forget_connection(&mut self, id: ConnectionId) -> Stored<()> {
        if self.rows.subscriptions.values().any(|row| row.connection_id == id) {
            return Err(StorageError::Failed("a subscription mentions the connection".to_owned()));
        }
        if let Some(request) = self.rows.connection_requests.remove(&id) {
            self.journal.note(Before::ConnectionRequest(id, Some(Box::new(request))));
        }
        if let Some(row) = self.rows.connections.remove(&id) {
            self.journal.note(Before::Connection(id, Some(Box::new(row))));
        }
        Ok(())
    }

    pub(super) fn list_connection_requests(&self, viewer: OrganizationId, page: PageRequest) -> Stored<Rows<ConnectionRequest>> {
        let rows = self.rows.connection_requests.values().filter(|row| row.by.id == viewer || row.to.id == viewer);
        let mut rows = rows.map(|row| self.joined_request(row)).collect::<Stored<Vec<_>>>()?;
        rows.sort_by_key(|row| (row.status != ConnectionStatus::Requested, Reverse(row.requested_at), row.id));
        Ok(Rows { total: rows.len() as u64, items: page_of(&rows, page).to_vec() })
    }

    /// A request with what it mentions of the connection and of the two organizations as they are now.
    pub(super) fn joined_request(&self, row: &ConnectionRequest) -> Stored<ConnectionRequest> {
        let connection = self.rows.connections.get(&row.id).ok_or_else(missing)?;
        let (by, to) = (self.organization_ref(row.by.id)?, self.organization_ref(row.to.id)?);
        Ok(ConnectionRequest { status: connection.status, by, to, version: connection.version, ..row.clone() })
    }
}
