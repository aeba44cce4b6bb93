//! What Tidewell Health and a partner have not agreed on yet: ends that they share, and what each of them proposes to the other.

use super::ends::{OwnEnds, PartnerEnds};
use super::flows::model_named;
use super::partners::Partner;
use super::{DAY, Sample};
use crate::Tables;
use causeway_api::{
    Api, ApiError, ConnectionId, DestinationId, EnvironmentFlag, OrganizationId, Reference, SharedEndsChange, SourceId,
    Subscription, SubscriptionCreateBatch,
};

/// A subscription that waits for the side that did not propose it.
struct Proposal {
    partner: &'static str,
    name: &'static str,
    way: Way,
    model: &'static str,
    is_ours: bool,
    days_ago: i64,
}

/// From which source to which destination.
enum Way {
    /// From this source of Tidewell's to the partner's destination.
    FromUs(&'static str),
    /// From this source of the partner's to this destination of Tidewell's.
    ToUs(&'static str, &'static str),
}

const PROPOSALS: [Proposal; 2] = [
    Proposal {
        partner: "Pulseline",
        name: "Home monitoring",
        way: Way::ToUs("Events API", "FHIR store"),
        model: "FHIR.CarePlan",
        is_ours: false,
        days_ago: 3,
    },
    Proposal {
        partner: "Pulseline",
        name: "Appointments",
        way: Way::FromUs("Intake API"),
        model: "FHIR.Slot",
        is_ours: true,
        days_ago: 2,
    },
];

/// Whether a data model that goes to or comes from a partner is only proposed.
pub(super) fn is_proposed(partner: &str, model: &str) -> bool {
    PROPOSALS.iter().any(|proposal| (proposal.partner, proposal.model) == (partner, model))
}

impl<T: Tables + ?Sized> Sample<'_, T> {
    /// What is proposed to a partner and by it in one environment. Both share the ends of that first.
    pub(super) fn partner_proposals(
        &mut self,
        partner: &Partner,
        connection: ConnectionId,
        own: &OwnEnds,
        ends: &PartnerEnds,
        flag: EnvironmentFlag,
    ) -> Result<(), ApiError> {
        let (us, them) = (self.organization, ends.organization);
        let (mut our_sources, mut our_destinations, mut their_sources) = (Vec::new(), Vec::new(), Vec::new());
        let mut joined = Vec::new();
        for proposal in PROPOSALS.iter().filter(|proposal| proposal.partner == partner.name) {
            let pair = match proposal.way {
                Way::FromUs(source) => {
                    our_sources.push(own.source(flag, source)?);
                    (own.source(flag, source)?, ends.destination)
                }
                Way::ToUs(source, destination) => {
                    let from = ends.sources.iter().find(|(name, _)| *name == source).ok_or_else(ApiError::not_found)?.1;
                    their_sources.push(from);
                    our_destinations.push(own.destination(flag, destination)?);
                    (from, own.destination(flag, destination)?)
                }
            };
            joined.push((proposal, pair));
        }
        if joined.is_empty() {
            return Ok(());
        }
        self.share(us, connection, flag, our_sources, our_destinations)?;
        self.share(them, connection, flag, their_sources, vec![ends.destination])?;
        for (proposal, pair) in joined {
            let proposer = if proposal.is_ours { us } else { them };
            self.propose(proposer, proposal, pair, connection, flag)?;
        }
        Ok(())
    }

    fn share(
        &mut self,
        organization: OrganizationId,
        connection_id: ConnectionId,
        flag: EnvironmentFlag,
        source_ids: Vec<SourceId>,
        destination_ids: Vec<DestinationId>,
    ) -> Result<(), ApiError> {
        let environment_id = self.environment(organization, flag)?;
        let change = SharedEndsChange { connection_id, environment_id, source_ids, destination_ids };
        self.person(organization)?.shared_ends_change(change)?;
        Ok(())
    }

    fn propose(
        &mut self,
        proposer: OrganizationId,
        proposal: &Proposal,
        (source, destination): (SourceId, DestinationId),
        connection: ConnectionId,
        flag: EnvironmentFlag,
    ) -> Result<(), ApiError> {
        let batch = SubscriptionCreateBatch {
            environment_id: self.environment(proposer, flag)?,
            name: proposal.name.to_owned(),
            source: Reference { id: source },
            destination: Reference { id: destination },
            data_models: vec![model_named(proposal.model)?],
            connection_id: Some(connection),
        };
        let at = self.now.plus_milliseconds(-proposal.days_ago * DAY);
        for row in self.person(proposer)?.subscription_create_batch(batch)?.items {
            self.tables.put_subscription(&Subscription { created_at: at, updated_at: at, ..row })?;
        }
        Ok(())
    }
}
