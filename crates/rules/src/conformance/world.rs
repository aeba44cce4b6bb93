//! Two connected organizations to check with.

use crate::founding;
use crate::{OrganizationKind, Tables};
use causeway_api::{
    ConnectionId, DataModel, DestinationId, Environment, EnvironmentFlag, Instant, OrganizationId, OrganizationRef, PageRequest,
    QueueStatus, SourceId, Subscription, SubscriptionDestination, SubscriptionId, SubscriptionList, SubscriptionSource,
};

/// Everything on one page.
pub(super) const ALL: PageRequest = PageRequest { page: 1, size: PageRequest::MOST };

pub(super) struct World {
    pub(super) us: OrganizationId,
    pub(super) them: OrganizationId,
    /// Our environments, Development first.
    pub(super) ours: Vec<Environment>,
    /// Their environments, Development first.
    pub(super) theirs: Vec<Environment>,
    /// Our own connection.
    pub(super) own: ConnectionId,
    /// The connection of both.
    pub(super) shared: ConnectionId,
}

impl World {
    pub(super) fn new(tables: &mut dyn Tables) -> Self {
        let (us, _) = insert_organization(tables, "Tidewell Health", OrganizationKind::Member, "");
        let (them, _) = insert_organization(tables, "Mercy Valley Health", OrganizationKind::Member, "");
        let shared = connect(tables, us, them);
        let own = tables.connection_between(us, us).expect("read").expect("every organization has its own connection");
        let ours = tables.environments(us).expect("read");
        let theirs = tables.environments(them).expect("read");
        Self { us, them, ours, theirs, own, shared }
    }

    /// A source of ours in Development.
    pub(super) fn source(&self, tables: &mut dyn Tables, name: &str) -> SourceId {
        founding::insert_api_source(tables, &self.ours[0], name, THEN).expect("stored")
    }

    /// A destination of ours in Development.
    pub(super) fn destination(&self, tables: &mut dyn Tables, name: &str) -> DestinationId {
        insert_url_destination(tables, &self.ours[0], name)
    }

    /// Their destination in Development.
    pub(super) fn their_destination(&self, tables: &mut dyn Tables, name: &str) -> DestinationId {
        insert_url_destination(tables, &self.theirs[0], name)
    }

    /// A live subscription as it is before it was stored: with nonsense where the ends are mentioned.
    pub(super) fn draft(
        &self,
        tables: &mut dyn Tables,
        source: SourceId,
        destination: DestinationId,
        model: &str,
    ) -> Subscription {
        let at = Instant(1_772_366_400_000);
        let nobody = OrganizationRef { id: self.us, name: "Nobody".to_owned() };
        Subscription {
            id: SubscriptionId(tables.new_id()),
            name: "Referrals".to_owned(),
            connection_id: self.own,
            source: SubscriptionSource {
                id: source,
                name: "ignored".to_owned(),
                environment_flag: EnvironmentFlag::Production,
                organization: nobody.clone(),
            },
            destination: SubscriptionDestination {
                id: destination,
                name: "ignored".to_owned(),
                environment_flag: EnvironmentFlag::Production,
                organization: nobody,
            },
            data_model: self::model(model),
            queue_status: QueueStatus::Active,
            proposed_by: None,
            activated_at: Some(at),
            created_at: at,
            updated_at: at,
            deleted_at: None,
            version: 1,
        }
    }

    /// A stored live subscription.
    pub(super) fn subscribe(
        &self,
        tables: &mut dyn Tables,
        source: SourceId,
        destination: DestinationId,
        model: &str,
    ) -> SubscriptionId {
        let draft = self.draft(tables, source, destination, model);
        tables.put_subscription(&draft).expect("stored");
        draft.id
    }

    /// Everything listed in our Development environment.
    pub(super) fn list(&self) -> SubscriptionList {
        SubscriptionList::all(self.ours[0].id)
    }
}

pub(super) fn model(name: &str) -> DataModel {
    DataModel::named(name).expect("a documented name")
}

/// The ids of what a list gives, in its order.
pub(super) fn listed(tables: &dyn Tables, list: &SubscriptionList) -> Vec<SubscriptionId> {
    let rows = tables.subscriptions(list, ALL).expect("read");
    assert_eq!(rows.total, rows.items.len() as u64, "everything fits on one page");
    rows.items.iter().map(|row| row.id).collect()
}

/// When all of it was created.
const THEN: Instant = Instant(1_772_366_400_000);

pub(super) fn insert_organization(
    tables: &mut dyn Tables,
    name: &str,
    kind: OrganizationKind,
    description: &str,
) -> (OrganizationId, Environment) {
    founding::insert_organization(tables, name, kind, description, THEN).expect("stored")
}

pub(super) fn connect(tables: &mut dyn Tables, one: OrganizationId, other: OrganizationId) -> ConnectionId {
    founding::connect(tables, one, other, THEN).expect("stored")
}

pub(super) fn insert_url_destination(tables: &mut dyn Tables, environment: &Environment, name: &str) -> DestinationId {
    founding::insert_url_destination(tables, environment, name, "https://example.org/", THEN).expect("stored")
}
