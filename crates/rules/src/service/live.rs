//! Everything there is, piece by piece, and what changes after it. The server streams it; the demo answers with what there is.
//!
//! Each piece is asked in a transaction of its own. That is enough: an order by creation misses no row that stays, and whatever changes
//! between two pieces has a sequence number after the snapshot's.

use super::{Answered, Service};
use crate::{ChangedObject, Tables};
use causeway_api::{
    EnvironmentId, Instant, PageRequest, SnapshotHead, Subscription, SubscriptionId, SubscriptionList, SubscriptionNews,
};
use std::collections::BTreeSet;

/// How many changes are told one by one; whoever missed more reads everything again. Twice what the largest bulk request changes.
const REACH: u64 = 20_000;

/// How many changes are looked at for one event.
const PIECE: u32 = 1000;

impl<T: Tables> Service<T> {
    /// What a snapshot of an environment begins with.
    ///
    /// # Errors
    /// `not_found` for what is not the actor's own environment.
    pub fn begin_snapshot(&self, environment: EnvironmentId) -> Answered<SnapshotHead> {
        self.own_environment(environment)?;
        let sequence = self.tables.sequence(environment)?;
        let first = PageRequest { page: 1, size: 1 };
        Ok(SnapshotHead { sequence, total: self.tables.subscriptions(&SubscriptionList::all(environment), first)?.total })
    }

    /// The next rows of a snapshot, after the last one that came.
    ///
    /// # Errors
    /// `not_found` for what is not the actor's own environment.
    pub fn continue_snapshot(
        &self,
        environment: EnvironmentId,
        after: Option<(Instant, SubscriptionId)>,
        most: u32,
    ) -> Answered<Vec<Subscription>> {
        self.own_environment(environment)?;
        Ok(self.tables.subscriptions_after(environment, after, most)?)
    }

    /// What changed in an environment after a sequence number: as much as goes into one event, and up to which number that is all. Nothing
    /// new where that is the same number.
    ///
    /// # Errors
    /// `not_found` for what is not the actor's own environment.
    pub fn news(&self, environment: EnvironmentId, since: u64) -> Answered<SubscriptionNews> {
        self.own_environment(environment)?;
        let sequence = self.tables.sequence(environment)?;
        let is_near = sequence.checked_sub(since).is_some_and(|missed| missed <= REACH);
        let changes = if is_near { self.tables.changes_after(environment, since, PIECE)? } else { None };
        let Some(changes) = changes else {
            return Ok(SubscriptionNews { since, sequence, rows: None, connections_changed: true });
        };
        let sequence = changes.last().map_or(since, |(number, _)| *number);
        let mut told = BTreeSet::new();
        let mut rows = Vec::new();
        let mut connections_changed = false;
        for (_, object) in changes {
            match object {
                ChangedObject::Subscription(id) if told.insert(id) => rows.extend(self.tables.subscription(id)?),
                ChangedObject::Connection(_) => connections_changed = true,
                _ => {}
            }
        }
        Ok(SubscriptionNews { since, sequence, rows: Some(rows), connections_changed })
    }

    /// An environment's last sequence number: where to begin to listen for someone who knows nothing yet.
    ///
    /// # Errors
    /// `not_found` for what is not the actor's own environment.
    pub fn sequence(&self, environment: EnvironmentId) -> Answered<u64> {
        self.own_environment(environment)?;
        Ok(self.tables.sequence(environment)?)
    }
}
