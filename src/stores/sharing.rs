//! What the two organizations of a connection show each other.

use super::{Load, every_page};
use crate::backend::{Backend, CallError};
use causeway_api::{
    ConnectionId, DestinationId, EndKind, EnvironmentId, PageRequest, SharedEnd, SharedEndList, SharedEndsChange, SourceId,
};
use leptos::prelude::*;
use uuid::Uuid;

/// The ends that are shared in one connection, for those who look at them.
#[derive(Clone, Copy)]
pub struct Sharing {
    backend: Backend,
    connection: ConnectionId,
    ends: RwSignal<Load<Vec<SharedEnd>>>,
    /// Counts what was asked, so that an answer that was overtaken is let go.
    turn: StoredValue<u32>,
}

impl Sharing {
    /// Nothing loaded yet.
    pub fn new(backend: Backend, connection: ConnectionId) -> Self {
        Self { backend, connection, ends: RwSignal::default(), turn: StoredValue::new(0) }
    }

    /// What both sides share, where the person has a role: by environment, then by name.
    pub fn ends(self) -> ReadSignal<Load<Vec<SharedEnd>>> {
        self.ends.read_only()
    }

    /// Loads it; what is shown stays where it cannot be read again.
    pub async fn load(self) {
        let turn = self.next_turn();
        self.ends.try_update(|ends| {
            if ends.failure().is_some() {
                *ends = Load::Pending;
            }
        });
        let connection_id = self.connection;
        let list = |page| SharedEndList { connection_id, page: Some(page), count: Some(PageRequest::MOST) };
        let loaded = every_page(self.backend, list).await;
        if loaded.is_ok() || self.ends.try_with_untracked(|ends| ends.ready().is_none()) == Some(true) {
            self.keep(turn, loaded.into());
        }
    }

    /// Shows the partner these ends of one of your environments, and none of its others.
    ///
    /// # Errors
    /// The refusal, or that nobody answered.
    pub async fn share(self, environment_id: EnvironmentId, ends: &[(EndKind, Uuid)]) -> Result<(), CallError> {
        let of = |kind| ends.iter().filter(move |(known, _)| *known == kind).map(|(_, id)| *id);
        let change = SharedEndsChange {
            connection_id: self.connection,
            environment_id,
            source_ids: of(EndKind::Source).map(SourceId).collect(),
            destination_ids: of(EndKind::Destination).map(DestinationId).collect(),
        };
        let answered = self.backend.call(&change).await?.items;
        // Whatever was asked before shows less than this.
        let turn = self.next_turn();
        self.keep(turn, Load::Ready(answered));
        Ok(())
    }

    fn next_turn(self) -> u32 {
        self.turn
            .try_update_value(|turn| {
                *turn += 1;
                *turn
            })
            .unwrap_or_default()
    }

    /// The page may be gone by now, and its store with it.
    fn keep(self, turn: u32, ends: Load<Vec<SharedEnd>>) {
        if self.turn.try_get_value() == Some(turn) {
            self.ends.try_set(ends);
        }
    }
}
