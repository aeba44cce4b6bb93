//! A connection's rows as the flow takes them: which end stands on which side.

use crate::flow::{EndGroup, EndKey, EndKind, FlowEnd, FlowInput, FlowSubscription, State};
use crate::paths::Place;
use causeway_api::{
    Connection, ConnectionKind, DataModel, Destination, EnvironmentId, OrganizationRef, QueueStatus, Source, Subscription,
    SubscriptionDestination, SubscriptionSource,
};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Everything that a flow's input is made from.
pub(super) struct FlowFacts {
    pub(super) environment: EnvironmentId,
    pub(super) you: OrganizationRef,
    pub(super) connection: Connection,
    pub(super) sources: Vec<Source>,
    pub(super) destinations: Vec<Destination>,
    pub(super) rows: Vec<Subscription>,
    /// Whether whoever is signed in may create subscriptions here.
    pub(super) may_create: bool,
}

/// Ends of one group, each once, in the order they came.
#[derive(Default)]
struct Group {
    ends: Vec<FlowEnd>,
    known: HashSet<EndKey>,
}

impl Group {
    /// The end is asked for the first time only.
    fn add(&mut self, key: EndKey, end: impl FnOnce() -> FlowEnd) {
        if self.known.insert(key) {
            self.ends.push(end());
        }
    }

    fn headed(self, heading: &str) -> Option<EndGroup> {
        (!self.ends.is_empty()).then(|| EndGroup { heading: heading.to_owned(), ends: self.ends, nothing: String::new() })
    }
}

impl FlowFacts {
    /// Your ends stand left, the partner's right; the destination of a one-party subscription stands right too, under your own name.
    pub(super) fn to_input(&self) -> FlowInput {
        let (mut left, mut partner, mut own_right) = (Group::default(), Group::default(), Group::default());
        let mut subscriptions = Vec::with_capacity(self.rows.len());
        let mut models: HashMap<DataModel, Arc<str>> = HashMap::new();
        let is_own = self.connection.kind == ConnectionKind::Own;
        for row in &self.rows {
            let (source, destination) = (row.source.id.0.as_u128(), row.destination.id.0.as_u128());
            let is_source_yours = row.source.organization.id == self.you.id;
            let (source, destination) = if row.is_one_party() || is_source_yours {
                (EndKey::left(source), EndKey::right(destination))
            } else {
                (EndKey::right(source), EndKey::left(destination))
            };
            let from = || self.source(source, &row.source);
            let to = || self.destination(destination, &row.destination);
            if row.is_one_party() {
                left.add(source, from);
                own_right.add(destination, to);
            } else if is_source_yours {
                left.add(source, from);
                partner.add(destination, to);
            } else {
                partner.add(source, from);
                left.add(destination, to);
            }
            subscriptions.push(FlowSubscription {
                key: row.id.0.as_u128(),
                source,
                destination,
                name: row.name.as_str().into(),
                model: models.entry(row.data_model).or_insert_with(|| row.data_model.label().into()).clone(),
                state: drawn_state(row.queue_status),
            });
        }
        // What could be connected: all your ends within your organization, and on a connection where nothing flows yet.
        if is_own || self.rows.is_empty() {
            for source in &self.sources {
                let key = EndKey::left(source.id.0.as_u128());
                left.add(key, || self.own_source(key, source));
            }
            for destination in &self.destinations {
                let id = destination.id.0.as_u128();
                let (group, key) = if is_own { (&mut own_right, EndKey::right(id)) } else { (&mut left, EndKey::left(id)) };
                group.add(key, || self.own_destination(key, destination));
            }
        }
        let you = [&self.you.name, " (you)"].concat();
        let mut right: Vec<EndGroup> =
            [partner.headed(&self.connection.organization.name), own_right.headed(&you)].into_iter().flatten().collect();
        if right.is_empty() {
            let (heading, nothing) = if is_own {
                (you.clone(), "No destination of yours yet.")
            } else {
                (self.connection.organization.name.clone(), "Nothing of theirs is used yet.")
            };
            right.push(EndGroup { heading, ends: Vec::new(), nothing: nothing.to_owned() });
        }
        let left = left.headed(&you).unwrap_or_else(|| {
            let nothing = if is_own { "No source of yours yet." } else { "No source or destination of yours yet." };
            EndGroup { heading: you, ends: Vec::new(), nothing: nothing.to_owned() }
        });
        FlowInput { left: vec![left], right, subscriptions }
    }

    fn source(&self, key: EndKey, end: &SubscriptionSource) -> FlowEnd {
        if let Some(source) = self.sources.iter().find(|source| source.id == end.id) {
            return self.own_source(key, source);
        }
        FlowEnd {
            key,
            name: end.name.clone(),
            kind: EndKind::Source,
            note: None,
            in_progress: false,
            href: Place::Source(self.environment, end.id).href(),
            can_create: false,
            own: end.organization.id == self.you.id,
        }
    }

    fn destination(&self, key: EndKey, end: &SubscriptionDestination) -> FlowEnd {
        if let Some(destination) = self.destinations.iter().find(|destination| destination.id == end.id) {
            return self.own_destination(key, destination);
        }
        FlowEnd {
            key,
            name: end.name.clone(),
            kind: EndKind::Destination,
            note: None,
            in_progress: false,
            href: Place::Destination(self.environment, end.id).href(),
            can_create: false,
            own: end.organization.id == self.you.id,
        }
    }

    fn own_source(&self, key: EndKey, source: &Source) -> FlowEnd {
        FlowEnd {
            key,
            name: source.name.clone(),
            kind: EndKind::Source,
            note: source.setup_state.map(causeway_api::SetupState::label),
            in_progress: source.setup_state.is_some(),
            href: Place::Source(self.environment, source.id).href(),
            can_create: self.may_create && source.setup_state.is_none(),
            own: true,
        }
    }

    fn own_destination(&self, key: EndKey, destination: &Destination) -> FlowEnd {
        FlowEnd {
            key,
            name: destination.name.clone(),
            kind: if destination.product().is_some() { EndKind::CloudDestination } else { EndKind::Destination },
            note: destination.setup_state.map(causeway_api::SetupState::label),
            in_progress: destination.setup_state.is_some(),
            href: Place::Destination(self.environment, destination.id).href(),
            can_create: self.may_create && destination.setup_state.is_none(),
            own: true,
        }
    }
}

const fn drawn_state(status: QueueStatus) -> State {
    match status {
        QueueStatus::Active => State::Active,
        QueueStatus::Paused => State::Paused,
        QueueStatus::Failing => State::Failing,
        QueueStatus::Proposed => State::Proposed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::subscription;
    use causeway_api::{ConnectionStatus, Instant, OrganizationId};

    fn facts(kind: ConnectionKind, rows: Vec<Subscription>) -> FlowFacts {
        let you = OrganizationRef { id: OrganizationId(3), name: "Tidewell Health".into() };
        let partner = OrganizationRef { id: OrganizationId(9), name: "Mercy Valley Health".into() };
        FlowFacts {
            environment: "01890a5d-ac96-774b-bcce-b302099a8057".parse().expect("a uuid"),
            connection: Connection {
                id: rows
                    .first()
                    .map_or_else(|| "01890a5d-ac96-774b-bcce-b302099a8058".parse().expect("a uuid"), |row| row.connection_id),
                organization: if kind == ConnectionKind::Own { you.clone() } else { partner },
                kind,
                status: ConnectionStatus::Connected,
                requested_by: None,
                description: String::new(),
                connected_at: Some(Instant(0)),
                version: 1,
            },
            you,
            may_create: true,
            sources: Vec::new(),
            destinations: Vec::new(),
            rows,
        }
    }

    #[test]
    fn a_one_party_subscription_stands_under_your_name_on_both_sides() {
        for kind in [ConnectionKind::Own, ConnectionKind::Partner] {
            let input = facts(kind, vec![subscription("Hydrate lake")]).to_input();
            let headings = |groups: &[EndGroup]| groups.iter().map(|group| group.heading.clone()).collect::<Vec<_>>();
            assert_eq!(headings(&input.left), ["Tidewell Health (you)"]);
            assert_eq!(headings(&input.right), ["Tidewell Health (you)"]);
            assert_eq!(input.subscriptions.len(), 1);
        }
    }

    #[test]
    fn what_a_partner_sends_runs_from_right_to_left() {
        let mut row = subscription("Admissions");
        row.source.organization = OrganizationRef { id: OrganizationId(9), name: "Mercy Valley Health".into() };
        let input = facts(ConnectionKind::Partner, vec![row]).to_input();
        assert_eq!(input.subscriptions[0].source, EndKey::right(3));
        assert_eq!(input.subscriptions[0].destination, EndKey::left(4));
        assert_eq!(input.right[0].heading, "Mercy Valley Health");
    }
}
