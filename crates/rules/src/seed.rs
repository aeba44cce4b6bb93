//! A rich, realistic organization to look around in. All names are invented.
//!
//! Everything is made by calling the rules, so sample data can never be what the product would refuse; only the dates are moved into
//! the past afterwards. The same tables, clock and ids give the same data.

mod dice;
mod ends;
mod flows;
mod own;
mod partners;

use crate::founding::{broken_rule, connect, found_organization_at, insert_organization};
use crate::{Actor, ActorKind, OrganizationKind, Service, Stored, Tables};
use causeway_api::{ApiError, EnvironmentFlag, EnvironmentId, Instant, OrganizationId, PersonId, TokenId};
use dice::Dice;
use uuid::Uuid;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// Creates *Tidewell Health*: 15 connections (its own and the two defaults among them), 40 sources and destinations, 200 subscriptions
/// over three environments and the last year; some paused, some failing, some ends in progress.
///
/// # Errors
/// When storage did not answer.
pub fn sample_organization<T: Tables + ?Sized>(tables: &mut T) -> Stored<OrganizationId> {
    let now = tables.now();
    let organization = found_organization_at(tables, "Tidewell Health", now.plus_milliseconds(-364 * DAY))?;
    let mut sample = Sample { tables, organization, now, dice: Dice::new(2026) };
    sample.fill().map_err(broken_rule)?;
    Ok(organization)
}

/// What is being made.
struct Sample<'a, T: Tables + ?Sized> {
    tables: &'a mut T,
    /// Tidewell Health.
    organization: OrganizationId,
    now: Instant,
    dice: Dice,
}

impl<T: Tables + ?Sized> Sample<'_, T> {
    fn fill(&mut self) -> Result<(), ApiError> {
        let own = self.own_ends()?;
        for (index, partner) in partners::PARTNERS.iter().enumerate() {
            let at = self.days_ago(partner.connected_days_ago);
            let (id, _) = insert_organization(self.tables, partner.name, OrganizationKind::Member, partner.description, at)?;
            connect(self.tables, self.organization, id, at)?;
            for &flag in partner.environments {
                let ends = self.partner_ends(id, partner, flag)?;
                self.partner_flows(partner, &own, &ends, flag, index == 0)?;
            }
        }
        self.own_flows(&own)
    }

    /// The rules as a person of this organization.
    fn person(&mut self, organization: OrganizationId) -> Service<&mut T> {
        Service { tables: self.tables, actor: Actor { organization, kind: ActorKind::Person(PersonId(Uuid::nil())) } }
    }

    /// The rules as Tidewell's engine, which reports failing queues.
    fn engine(&mut self) -> Service<&mut T> {
        let kind = ActorKind::Token(TokenId(Uuid::nil()));
        Service { tables: self.tables, actor: Actor { organization: self.organization, kind } }
    }

    fn environment(&self, organization: OrganizationId, flag: EnvironmentFlag) -> Result<EnvironmentId, ApiError> {
        let environments = self.tables.environments(organization)?;
        let found = environments.iter().find(|environment| environment.environment_flag == flag);
        found.map(|environment| environment.id).ok_or_else(ApiError::not_found)
    }

    /// A moment of that day.
    fn days_ago(&mut self, days: i64) -> Instant {
        let moment = i64::from(self.dice.below(10 * 60 * 60 * 1000));
        self.now.plus_milliseconds(-days * DAY - moment)
    }
}
