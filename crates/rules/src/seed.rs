//! A rich, realistic organization to look around in. All names are invented.
//!
//! Everything is made by calling the rules, so sample data can never be what the product would refuse; only the dates are moved into
//! the past afterwards. The same tables, clock and ids give the same data.

mod dice;
mod directory;
mod ends;
mod flows;
mod own;
mod partners;
mod people;
mod proposals;

use crate::founding::{broken_rule, connect, found_organization_at, insert_organization};
use crate::recording::{Deed, append};
use crate::{Actor, Audited, OrganizationKind, Service, Stored, Tables, admit};
use causeway_api::{
    ApiError, AuditAction, AuditActor, Authority, EnvironmentFlag, EnvironmentId, EnvironmentRole, Instant, OrganizationId,
    OrganizationRole, Person, PersonId, PersonRef, TokenId,
};
use dice::Dice;
use uuid::Uuid;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// Creates *Tidewell Health*: 15 connections (its own and the two defaults among them), 40 sources and destinations, 200 subscriptions
/// over three environments and the last year; some paused, some failing, two only proposed, some ends in progress. Six people work there;
/// none of them is its owner, which whoever takes it over becomes. The directory has 19 others, eight of them strangers: one of those asks
/// for a connection, another is asked.
///
/// # Errors
/// When storage did not answer.
pub fn sample_organization<T: Tables + ?Sized>(tables: &mut T) -> Stored<OrganizationId> {
    let now = tables.now();
    let founded_at = now.plus_milliseconds(-364 * DAY);
    let organization = found_organization_at(tables, "Tidewell Health", founded_at)?;
    let mut sample = Sample { tables, organization, now, dice: Dice::new(2026) };
    if let Some(row) = sample.tables.organization(organization)? {
        sample.note(founded_at, None, AuditAction::OrganizationFound, &row.profile)?;
    }
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
            let connection = connect(self.tables, self.organization, id, at)?;
            self.list_partner(id, partner)?;
            for &flag in partner.environments {
                let ends = self.partner_ends(id, partner, flag)?;
                self.partner_flows(partner, &own, &ends, flag, index == 0)?;
                self.partner_proposals(partner, connection, &own, &ends, flag)?;
            }
        }
        self.own_flows(&own)?;
        self.employees()?;
        self.directory()
    }

    fn employees(&mut self) -> Result<(), ApiError> {
        for employee in &people::EMPLOYEES {
            let id = PersonId(self.tables.new_id());
            let person = Person { id, name: employee.name.to_owned(), email: employee.email.to_owned() };
            self.tables.put_person(&person)?;
            let roles = EnvironmentFlag::ALL.into_iter().zip(employee.environments);
            let mut member = admit(self.tables, self.organization, &person, employee.role, |environment| {
                let there = roles.clone().find(|(flag, _)| *flag == environment.environment_flag);
                there.map_or(EnvironmentRole::None, |(_, role)| role)
            })?;
            member.joined_at = self.days_ago(employee.joined_days_ago);
            self.tables.put_member(self.organization, &member)?;
            let person = Some(PersonRef { id, name: person.name });
            self.note(member.joined_at, person, AuditAction::MemberJoin, &member)?;
        }
        Ok(())
    }

    /// Notes in Tidewell's record what happened then. Of what the sample is made of, only the milestones: nobody did the rest.
    fn note(&mut self, at: Instant, person: Option<PersonRef>, action: AuditAction, object: &impl Audited) -> Stored<()> {
        let deed = Deed {
            at,
            actor: AuditActor { person, ..AuditActor::default() },
            address: None,
            action,
            object: object.audit_object(self.organization),
            before: None,
            after: Some(object.to_record()),
        };
        append(self.tables, self.organization, deed)
    }

    /// The rules as a person of this organization.
    fn person(&mut self, organization: OrganizationId) -> Result<Service<&mut T>, ApiError> {
        self.service(organization, None)
    }

    /// The rules as Tidewell's engine, which reports failing queues.
    fn engine(&mut self) -> Result<Service<&mut T>, ApiError> {
        self.service(self.organization, Some(TokenId(Uuid::nil())))
    }

    fn service(&mut self, organization: OrganizationId, token: Option<TokenId>) -> Result<Service<&mut T>, ApiError> {
        let environments = self.tables.environments(organization)?.into_iter();
        let environments = environments.map(|environment| (environment.id, EnvironmentRole::Engineer)).collect();
        let authority = Authority { role: OrganizationRole::Owner, environments };
        let actor = Actor { organization, person: PersonId(Uuid::nil()), token, authority, address: None, author: None };
        Ok(Service { tables: self.tables, actor })
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
