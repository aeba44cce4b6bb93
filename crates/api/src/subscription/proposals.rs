//! Subscriptions between two organizations, as far as controls and the rules must agree: who answers a proposal, and what waits until then.

use super::Subscription;
use crate::{OrganizationId, OrganizationRef};

impl Subscription {
    /// Whether both ends belong to one organization.
    pub fn is_one_party(&self) -> bool {
        self.source.organization.id == self.destination.organization.id
    }

    /// The organization at the other end, for one of the two; its own where there is no other.
    pub fn other_side(&self, organization: OrganizationId) -> &OrganizationRef {
        let (source, destination) = (&self.source.organization, &self.destination.organization);
        if source.id == organization { destination } else { source }
    }

    /// Which side proposed it, while the other has not approved it.
    pub fn proposer(&self) -> Option<&OrganizationRef> {
        let proposer = self.proposed_by?;
        [&self.source.organization, &self.destination.organization].into_iter().find(|side| side.id == proposer)
    }

    /// Whether it was proposed to this organization, which has not answered yet.
    pub fn awaits_answer_of(&self, organization: OrganizationId) -> bool {
        self.is_live() && self.proposed_by.is_some_and(|proposer| proposer != organization)
    }

    /// Why this organization does not approve or decline it; none where it does.
    pub fn why_not_answered_by(&self, organization: OrganizationId) -> Option<String> {
        if self.awaits_answer_of(organization) {
            None
        } else if self.proposed_by.is_some() {
            let other = &self.other_side(organization).name;
            Some([other, " answers this proposal, since yours made it."].concat())
        } else {
            Some(["“", &self.name, "” is not proposed any more."].concat())
        }
    }

    /// Why it is neither paused nor resumed yet, said to one of the two organizations; none once it was approved.
    pub fn why_not_running(&self, organization: OrganizationId) -> Option<String> {
        let proposer = self.proposed_by?;
        Some(if proposer == organization {
            [&self.other_side(organization).name, " has not approved “", &self.name, "” yet."].concat()
        } else {
            ["Approve “", &self.name, "” first."].concat()
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        ConnectionId, DataModel, DestinationId, EnvironmentFlag, Instant, OrganizationId, OrganizationRef, QueueStatus, SourceId,
        Subscription, SubscriptionDestination, SubscriptionId, SubscriptionSource,
    };
    use uuid::Uuid;

    const US: OrganizationId = OrganizationId(3);
    const THEM: OrganizationId = OrganizationId(9);

    /// From them to us.
    fn proposed_by(proposer: Option<OrganizationId>) -> Subscription {
        let environment_flag = EnvironmentFlag::Development;
        let organization = |id, name: &str| OrganizationRef { id, name: name.to_owned() };
        Subscription {
            id: SubscriptionId(Uuid::nil()),
            name: "Admissions".to_owned(),
            connection_id: ConnectionId(Uuid::nil()),
            source: SubscriptionSource {
                id: SourceId(Uuid::nil()),
                name: "ADT feed".to_owned(),
                environment_flag,
                organization: organization(THEM, "Mercy Valley Health"),
            },
            destination: SubscriptionDestination {
                id: DestinationId(Uuid::nil()),
                name: "Lake".to_owned(),
                environment_flag,
                organization: organization(US, "Tidewell Health"),
            },
            data_model: DataModel::all().next().expect("there are data models"),
            queue_status: if proposer.is_some() { QueueStatus::Proposed } else { QueueStatus::Active },
            proposed_by: proposer,
            activated_at: proposer.is_none().then_some(Instant(0)),
            created_at: Instant(0),
            updated_at: Instant(0),
            deleted_at: None,
            version: 1,
        }
    }

    #[test]
    fn only_the_other_side_answers_a_proposal() {
        let row = proposed_by(Some(THEM));
        assert!(row.awaits_answer_of(US) && !row.awaits_answer_of(THEM));
        assert_eq!(row.proposer().map(|side| side.name.as_str()), Some("Mercy Valley Health"));
        assert_eq!(row.why_not_answered_by(US), None);
        let why = row.why_not_answered_by(THEM);
        assert_eq!(why.as_deref(), Some("Tidewell Health answers this proposal, since yours made it."));
    }

    #[test]
    fn a_proposal_is_not_paused_before_it_is_approved() {
        let row = proposed_by(Some(THEM));
        assert!(!row.can_pause() && !row.can_resume());
        assert_eq!(row.why_not_running(US).as_deref(), Some("Approve “Admissions” first."));
        assert_eq!(row.why_not_running(THEM).as_deref(), Some("Tidewell Health has not approved “Admissions” yet."));
    }

    #[test]
    fn what_was_approved_or_is_gone_awaits_nobody() {
        let approved = proposed_by(None);
        for side in [US, THEM] {
            assert!(!approved.awaits_answer_of(side) && approved.why_not_running(side).is_none());
            assert_eq!(approved.why_not_answered_by(side).as_deref(), Some("“Admissions” is not proposed any more."));
        }
        let declined = Subscription { deleted_at: Some(Instant(1)), ..proposed_by(Some(THEM)) };
        assert!(!declined.awaits_answer_of(US));
    }
}
