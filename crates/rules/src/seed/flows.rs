//! Subscriptions: between two organizations as both agreed, within Tidewell by its own service.

use super::ends::{OwnEnds, PartnerEnds};
use super::own::{self, OwnFlow};
use super::partners::Partner;
use super::proposals::is_proposed;
use super::{DAY, Sample};
use crate::{Establishment, Tables, establish};
use causeway_api::{
    Api, ApiError, ConnectionId, DataModel, DestinationId, EnvironmentFlag, Instant, PageRequest, QueueStatus, Reference,
    SourceId, Subscription, SubscriptionChange, SubscriptionCreateBatch,
};

/// What two organizations agreed on.
struct Agreement {
    partner: &'static str,
    name: &'static str,
    source: SourceId,
    destination: DestinationId,
    models: &'static [&'static str],
}

impl<T: Tables + ?Sized> Sample<'_, T> {
    /// What goes to and from a partner in one environment; as in the design's picture where `is_picture`.
    pub(super) fn partner_flows(
        &mut self,
        partner: &Partner,
        own: &OwnEnds,
        ends: &PartnerEnds,
        flag: EnvironmentFlag,
        is_picture: bool,
    ) -> Result<(), ApiError> {
        let mut agreements = Vec::new();
        for flow in partner.kind.from_us {
            let source = own.source(flag, flow.source)?;
            let (partner, destination) = (partner.name, ends.destination);
            agreements.push(Agreement { partner, name: flow.name, source, destination, models: flow.models });
        }
        for flow in partner.kind.to_us {
            let from = ends.sources.iter().find(|(name, _)| *name == flow.source).ok_or_else(ApiError::not_found)?;
            let destination = own.destination(flag, flow.destination)?;
            let (partner, source) = (partner.name, from.1);
            agreements.push(Agreement { partner, name: flow.name, source, destination, models: flow.models });
        }
        let mut activated_at = self.activation(partner.connected_days_ago, flag);
        for agreement in agreements {
            self.agree(&agreement, activated_at, is_picture && flag == EnvironmentFlag::Development)?;
            let pause = i64::from(self.dice.below(9)) * DAY;
            activated_at = activated_at.plus_milliseconds(pause).min(self.now.plus_milliseconds(-DAY));
        }
        Ok(())
    }

    fn agree(&mut self, agreement: &Agreement, activated_at: Instant, is_picture: bool) -> Result<(), ApiError> {
        for &model in agreement.models {
            let rolled = self.status();
            if is_proposed(agreement.partner, model) {
                continue;
            }
            let agreed = Establishment {
                name: agreement.name.to_owned(),
                source: agreement.source,
                destination: agreement.destination,
                data_model: model_named(model)?,
                queue_status: if is_picture { pictured(model) } else { rolled },
                activated_at,
            };
            establish(self.tables, &agreed)?;
        }
        Ok(())
    }

    pub(super) fn own_flows(&mut self, own: &OwnEnds) -> Result<(), ApiError> {
        for flow in &own::FLOWS {
            let connection_id = match flow.connection {
                Some(name) => Some(self.connection_named(name)?),
                None => None,
            };
            for &flag in flow.environments {
                self.own_flow(own, flow, flag, connection_id)?;
            }
        }
        Ok(())
    }

    fn own_flow(
        &mut self,
        own: &OwnEnds,
        flow: &OwnFlow,
        flag: EnvironmentFlag,
        connection_id: Option<ConnectionId>,
    ) -> Result<(), ApiError> {
        let batch = SubscriptionCreateBatch {
            environment_id: self.environment(self.organization, flag)?,
            name: flow.name.to_owned(),
            source: Reference { id: own.source(flag, flow.source)? },
            destination: Reference { id: own.destination(flag, flow.destination)? },
            data_models: flow.models.iter().map(|name| model_named(name)).collect::<Result<_, _>>()?,
            connection_id,
        };
        let created = self.person(self.organization)?.subscription_create_batch(batch)?.items;
        let activated_at = self.activation(330, flag);
        for subscription in created {
            let queue_status = Some(self.status());
            let change = SubscriptionChange { subscription_id: subscription.id, version: Some(1), name: None, queue_status };
            let row = self.engine()?.subscription_change(change)?.0;
            let dated =
                Subscription { activated_at: Some(activated_at), created_at: activated_at, updated_at: activated_at, ..row };
            self.tables.put_subscription(&dated)?;
        }
        Ok(())
    }

    fn connection_named(&self, name: &str) -> Result<ConnectionId, ApiError> {
        let all = self.tables.connections(self.organization, PageRequest { page: 1, size: PageRequest::MOST })?;
        let found = all.items.iter().find(|connection| connection.organization.name == name);
        found.map(|connection| connection.id).ok_or_else(ApiError::not_found)
    }

    /// Some days after the two connected: first in Development, then in Staging, last in Production.
    fn activation(&mut self, connected_days_ago: i64, flag: EnvironmentFlag) -> Instant {
        let begin = match flag {
            EnvironmentFlag::Development => 1,
            EnvironmentFlag::Staging => 16,
            EnvironmentFlag::Production => 40,
        };
        let later = begin + i64::from(self.dice.below(40));
        self.days_ago((connected_days_ago - later).max(1))
    }

    /// Most queues are active.
    fn status(&mut self) -> QueueStatus {
        match self.dice.below(24) {
            0 => QueueStatus::Failing,
            1 | 2 => QueueStatus::Paused,
            _ => QueueStatus::Active,
        }
    }
}

/// The states in `flow-light.png`.
fn pictured(model: &str) -> QueueStatus {
    match model {
        "FHIR.Event.Scheduling" => QueueStatus::Paused,
        "FHIR.Observation" => QueueStatus::Failing,
        _ => QueueStatus::Active,
    }
}

pub(super) fn model_named(name: &str) -> Result<DataModel, ApiError> {
    DataModel::named(name).ok_or_else(ApiError::not_found)
}
