//! The rows, kept compactly: what the server confirmed without what rows share, and beside it, for the few that have any, the changes
//! that are not answered yet and who looks at them.

use super::overlay::Overlay;
use super::shared::{Connections, Ends, id_of, next};
use causeway_api::{
    ConnectionId, DataModel, DestinationId, EnvironmentFlag, EnvironmentId, Instant, OrganizationId, OrganizationRef,
    QueueStatus, SourceId, Subscription, SubscriptionDestination, SubscriptionId, SubscriptionSource,
};
use causeway_columns::IdIndex;
use leptos::prelude::ArcTrigger;
use uuid::Uuid;

/// Where a row is kept: the same for as long as its environment is shown.
pub(super) type Place = u32;

/// A row without what it shares.
#[derive(PartialEq)]
struct Kept {
    id: SubscriptionId,
    name: Box<str>,
    connection: u32,
    source: u32,
    destination: u32,
    /// The last load that it was heard of in, or after.
    heard: u32,
    /// One more than the number of its overlay, if it has one.
    overlay: u32,
    /// Since when it is live; of one that is proposed, the number of the organization that proposed it.
    activated_at: i64,
    created_at: Instant,
    updated_at: Instant,
    version: u64,
    data_model: DataModel,
    queue_status: QueueStatus,
    /// Deleted, or no longer listed. It stays, so that what is older cannot bring it back.
    is_gone: bool,
    /// How it is counted; none while it is not shown.
    counted: Option<QueueStatus>,
}

/// The rows of an environment, and rows of others whose changes were not answered yet when those were left.
#[derive(Default)]
pub(super) struct Rows {
    environment: Option<EnvironmentId>,
    kept: Vec<Kept>,
    places: IdIndex,
    sources: Ends,
    destinations: Ends,
    connections: Connections,
    overlays: Vec<Overlay>,
    shown: usize,
    /// The places of what is shown, oldest first; unless that has changed.
    order: Option<Vec<Place>>,
    /// How many loads began.
    loads: u32,
}

impl Rows {
    /// Goes to another environment: keeps what is not answered yet, since that is sent all the same. Gives who looked at the others.
    pub(super) fn go(&mut self, environment: EnvironmentId) -> Vec<ArcTrigger> {
        let mut before = std::mem::take(self);
        self.environment = Some(environment);
        self.loads = before.loads;
        let mut row = blank();
        for index in 0..before.kept.len() {
            let kept = &before.kept[index];
            let (version, is_gone) = (kept.version, kept.is_gone);
            let Some(number) = kept.overlay.checked_sub(1) else { continue };
            if before.overlays[number as usize].is_in_flight() {
                before.write_confirmed(next(index), &mut row);
                let place = self.add(row.clone());
                let overlay = std::mem::replace(&mut before.overlays[number as usize], Overlay::new(environment));
                self.overlays.push(overlay);
                let kept = &mut self.kept[place as usize];
                (kept.overlay, kept.version, kept.is_gone) = (next(self.overlays.len()), version, is_gone);
                self.settle(place);
            }
        }
        before.overlays.iter().map(Overlay::changed).collect()
    }

    /// A load begins: rows that are not heard of from now on are swept at its end.
    pub(super) fn begin(&mut self) -> u32 {
        self.loads += 1;
        self.loads
    }

    /// Makes room for so many rows at once, rather than for twice as many again and again.
    pub(super) fn expect(&mut self, total: usize) {
        // And for some that come later.
        let more = (total + total / 16).saturating_sub(self.kept.len());
        self.kept.reserve_exact(more);
        self.places.reserve(more, id_of(&|place| self.kept[place as usize].id.0));
    }

    /// Ends a load: what it did not list is gone, unless its change is in flight. Gives those rows.
    pub(super) fn sweep(&mut self, load: u32) -> Vec<Place> {
        let is_unheard = |place: &Place| {
            let kept = &self.kept[*place as usize];
            kept.heard < load && kept.counted.is_some() && self.overlay(*place).is_none_or(|overlay| !overlay.is_in_flight())
        };
        let gone: Vec<Place> = (0..self.end()).filter(is_unheard).collect();
        for &place in &gone {
            self.kept[place as usize].is_gone = true;
            self.settle(place);
        }
        gone
    }

    /// How many are shown.
    pub(super) const fn len(&self) -> usize {
        self.shown
    }

    /// The place after the last.
    pub(super) fn end(&self) -> Place {
        next(self.kept.len())
    }

    /// How many rows of a connection are shown with each status.
    pub(super) fn counts(&self, connection: ConnectionId) -> [usize; 4] {
        self.connections.counts(connection)
    }

    pub(super) fn place(&self, id: SubscriptionId) -> Option<Place> {
        self.places.get(id.0.as_u128(), id_of(&|place| self.kept[place as usize].id.0))
    }

    pub(super) fn id(&self, place: Place) -> SubscriptionId {
        self.kept[place as usize].id
    }

    /// The environment that a row was listed in.
    pub(super) fn environment_of(&self, place: Place) -> Option<EnvironmentId> {
        self.overlay(place).map_or(self.environment, |overlay| Some(overlay.environment))
    }

    /// The version that the server confirmed last.
    pub(super) fn version(&self, place: Place) -> u64 {
        self.kept[place as usize].version
    }

    /// Takes the server's row. Gives its place if anything became different: nothing does where it is older than the known one.
    pub(super) fn put(&mut self, row: Subscription) -> Option<Place> {
        let Some(place) = self.place(row.id) else {
            let place = self.add(row);
            self.settle(place);
            return Some(place);
        };
        let loads = self.loads;
        let kept = &mut self.kept[place as usize];
        kept.heard = loads;
        if row.version < kept.version {
            return None;
        }
        let (overlay, counted) = (kept.overlay, kept.counted);
        let row = Kept { overlay, counted, ..self.compact(row) };
        if row == self.kept[place as usize] {
            return None;
        }
        self.count(place, None);
        self.kept[place as usize] = Kept { counted: None, ..row };
        self.settle(place);
        Some(place)
    }

    /// The server no longer has a row, though what was on its way from there may still say so.
    pub(super) fn bury(&mut self, place: Place) {
        let kept = &mut self.kept[place as usize];
        kept.version += 1;
        kept.is_gone = true;
        self.settle(place);
    }

    /// What is laid over a row, if anything ever was.
    pub(super) fn overlay(&self, place: Place) -> Option<&Overlay> {
        self.kept[place as usize].overlay.checked_sub(1).map(|number| &self.overlays[number as usize])
    }

    /// What is laid over a row. Whoever changes that settles the row.
    pub(super) fn lay_over(&mut self, place: Place) -> Option<&mut Overlay> {
        let environment = self.environment?;
        let kept = &mut self.kept[place as usize];
        if kept.overlay == 0 {
            self.overlays.push(Overlay::new(environment));
            kept.overlay = next(self.overlays.len());
        }
        self.overlays.get_mut(kept.overlay as usize - 1)
    }

    /// Counts a row as it is to be shown now.
    pub(super) fn settle(&mut self, place: Place) {
        let kept = &self.kept[place as usize];
        let overlay = self.overlay(place);
        let is_here = overlay.is_none_or(|overlay| Some(overlay.environment) == self.environment && !overlay.is_deleting());
        let status = overlay.and_then(Overlay::status).unwrap_or(kept.queue_status);
        self.count(place, (is_here && !kept.is_gone).then_some(status));
    }

    fn count(&mut self, place: Place, now: Option<QueueStatus>) {
        let kept = &mut self.kept[place as usize];
        let before = std::mem::replace(&mut kept.counted, now);
        self.connections.recount(kept.connection, before, now);
        if before.is_some() != now.is_some() {
            self.shown = self.shown + usize::from(now.is_some()) - usize::from(before.is_some());
            self.order = None;
        }
    }

    /// Whether a row is shown.
    pub(super) fn is_shown(&self, place: Place) -> bool {
        self.kept[place as usize].counted.is_some()
    }

    /// Whether a row is shown as proposed.
    pub(super) fn is_proposed(&self, place: Place) -> bool {
        self.kept[place as usize].counted == Some(QueueStatus::Proposed)
    }

    /// Puts what is shown in order, for [`in_order`](Self::in_order).
    pub(super) fn arrange(&mut self) {
        if self.order.is_none() {
            let mut order: Vec<Place> = (0..self.end()).filter(|place| self.is_shown(*place)).collect();
            order.sort_by_key(|place| {
                let kept = &self.kept[*place as usize];
                (kept.created_at, kept.id)
            });
            self.order = Some(order);
        }
    }

    /// The places of what is shown, oldest first, once arranged.
    pub(super) fn in_order(&self) -> &[Place] {
        self.order.as_deref().unwrap_or_default()
    }

    /// Writes a row as it is shown over another, whose texts' room is used again.
    pub(super) fn write(&self, place: Place, row: &mut Subscription) {
        self.write_confirmed(place, row);
        if let Some(overlay) = self.overlay(place) {
            overlay.apply(row);
        }
    }

    fn write_confirmed(&self, place: Place, row: &mut Subscription) {
        let write = |text: &mut String, now: &str| {
            text.clear();
            text.push_str(now);
        };
        let kept = &self.kept[place as usize];
        write(&mut row.name, &kept.name);
        let (source, owner) = self.sources.get(kept.source);
        (row.source.id, row.source.environment_flag) = (SourceId(source.id), source.environment_flag);
        row.source.organization.id = owner.id;
        write(&mut row.source.name, &source.name);
        write(&mut row.source.organization.name, &owner.name);
        let (destination, owner) = self.destinations.get(kept.destination);
        (row.destination.id, row.destination.environment_flag) = (DestinationId(destination.id), destination.environment_flag);
        row.destination.organization.id = owner.id;
        write(&mut row.destination.name, &destination.name);
        write(&mut row.destination.organization.name, &owner.name);
        (row.id, row.connection_id) = (kept.id, self.connections.get(kept.connection));
        (row.data_model, row.queue_status) = (kept.data_model, kept.queue_status);
        (row.activated_at, row.proposed_by) = match kept.queue_status {
            QueueStatus::Proposed => (None, u32::try_from(kept.activated_at).ok().map(OrganizationId)),
            _ => (Some(Instant(kept.activated_at)), None),
        };
        (row.created_at, row.updated_at) = (kept.created_at, kept.updated_at);
        row.deleted_at = kept.is_gone.then_some(kept.updated_at);
        row.version = kept.version;
    }

    fn add(&mut self, row: Subscription) -> Place {
        let (place, id) = (next(self.kept.len()), row.id);
        let row = self.compact(row);
        self.kept.push(row);
        self.places.set(id.0.as_u128(), place, id_of(&|place| self.kept[place as usize].id.0));
        place
    }

    fn compact(&mut self, row: Subscription) -> Kept {
        let (source, destination) = (row.source, row.destination);
        Kept {
            id: row.id,
            name: row.name.into(),
            connection: self.connections.number(row.connection_id),
            source: self.sources.number(source.id.0, source.name, source.environment_flag, source.organization),
            destination: self.destinations.number(
                destination.id.0,
                destination.name,
                destination.environment_flag,
                destination.organization,
            ),
            heard: self.loads,
            overlay: 0,
            activated_at: match row.proposed_by {
                Some(OrganizationId(proposer)) => proposer.into(),
                None => row.activated_at.unwrap_or_default().0,
            },
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
            data_model: row.data_model,
            queue_status: row.queue_status,
            is_gone: row.deleted_at.is_some(),
            counted: None,
        }
    }
}

/// A row to be written over.
pub(super) fn blank() -> Subscription {
    let environment_flag = EnvironmentFlag::Development;
    let nobody = || OrganizationRef { id: OrganizationId(0), name: String::new() };
    let none = Instant::default();
    let (source, destination) = (SourceId(Uuid::nil()), DestinationId(Uuid::nil()));
    Subscription {
        id: SubscriptionId(Uuid::nil()),
        name: String::new(),
        connection_id: ConnectionId(Uuid::nil()),
        source: SubscriptionSource { id: source, name: String::new(), environment_flag, organization: nobody() },
        destination: SubscriptionDestination { id: destination, name: String::new(), environment_flag, organization: nobody() },
        data_model: DataModel::all().next().expect("there are data models"),
        queue_status: QueueStatus::Active,
        proposed_by: None,
        activated_at: Some(none),
        created_at: none,
        updated_at: none,
        deleted_at: None,
        version: 0,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
