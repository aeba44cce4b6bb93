//! What organizations show each other.

use super::Memory;
use super::journal::Before;
use super::lists::page_of;
use super::tables::missing;
use crate::{End, Rows, Stored};
use causeway_api::{
    ConnectionId, Destination, EndKind, EnvironmentFlag, EnvironmentId, OrganizationId, PageRequest, SharedEnd, Source, fold,
};

impl Memory {
    pub(super) fn list_shared_ends(
        &self,
        connection: ConnectionId,
        flags: &[EnvironmentFlag],
        page: PageRequest,
    ) -> Rows<SharedEnd> {
        let shared = self.rows.shared.iter().filter(|(known, _)| *known == connection);
        let mut ends: Vec<_> = shared.filter_map(|(_, end)| self.shared_end(*end)).collect();
        ends.retain(|end| flags.contains(&end.environment_flag));
        ends.sort_by_cached_key(|end| (end.environment_flag, fold(&end.name), end.id));
        Rows { total: ends.len() as u64, items: page_of(&ends, page).to_vec() }
    }

    /// An end as it is shared; none for one that was deleted.
    fn shared_end(&self, end: End) -> Option<SharedEnd> {
        match end {
            End::Source(id) => {
                let found = self.rows.sources.get(&id).filter(|end| end.deleted_at.is_none())?;
                let Source { name, environment, organization, setup_state, .. } = found.row.clone();
                let environment_flag = environment.environment_flag;
                Some(SharedEnd { kind: EndKind::Source, id: id.0, name, environment_flag, organization, setup_state })
            }
            End::Destination(id) => {
                let found = self.rows.destinations.get(&id).filter(|end| end.deleted_at.is_none())?;
                let Destination { name, environment, organization, setup_state, .. } = found.row.clone();
                let environment_flag = environment.environment_flag;
                Some(SharedEnd { kind: EndKind::Destination, id: id.0, name, environment_flag, organization, setup_state })
            }
        }
    }

    pub(super) fn shares(&self, end: End, with: OrganizationId) -> bool {
        self.shared_end(end).and_then(|end| self.connection_of(end.organization.id, with)).is_some_and(|(id, row)| {
            row.status == causeway_api::ConnectionStatus::Connected && self.rows.shared.contains(&(id, end))
        })
    }

    pub(super) fn share(&mut self, connection: ConnectionId, environment: EnvironmentId, ends: &[End]) -> Stored<()> {
        self.rows.connections.get(&connection).ok_or_else(missing)?;
        if ends.iter().any(|end| self.home_of(*end) != Some(environment)) {
            return Err(missing());
        }
        let hidden = |(known, end): &&(ConnectionId, End)| {
            *known == connection && self.home_of(*end) == Some(environment) && !ends.contains(end)
        };
        let hidden: Vec<_> = self.rows.shared.iter().filter(hidden).copied().collect();
        for (connection, end) in hidden {
            self.rows.shared.remove(&(connection, end));
            self.journal.note(Before::Shared(connection, end, true));
        }
        for end in ends {
            if self.rows.shared.insert((connection, *end)) {
                self.journal.note(Before::Shared(connection, *end, false));
            }
        }
        Ok(())
    }

    /// The environment of an end, of a deleted one too.
    fn home_of(&self, end: End) -> Option<EnvironmentId> {
        match end {
            End::Source(id) => self.rows.sources.get(&id).map(|end| end.row.environment.id),
            End::Destination(id) => self.rows.destinations.get(&id).map(|end| end.row.environment.id),
        }
    }
}
