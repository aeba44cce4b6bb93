//! People and memberships.

use super::journal::Before;
use super::{Memory, lists::page_of, tables::missing};
use crate::{Rows, Stored, Tables as _};
use causeway_api::{
    EnvironmentId, EnvironmentRef, EnvironmentRole, Instant, Member, MemberEnvironment, Membership, OrganizationId,
    OrganizationRole, PageRequest, Person, PersonId, fold,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct MembershipRow {
    role: OrganizationRole,
    environments: BTreeMap<EnvironmentId, EnvironmentRole>,
    joined_at: Instant,
    version: u64,
}

impl Memory {
    pub(super) fn set_person(&mut self, person: &Person) {
        let before = self.rows.people.insert(person.id, person.clone());
        self.journal.note(Before::Person(person.id, before.map(Box::new)));
    }

    pub(super) fn list_members(&self, organization: OrganizationId, page: PageRequest) -> Stored<Rows<Member>> {
        let memberships = self.rows.members.get(&organization);
        let joined = memberships.into_iter().flatten().map(|(person, row)| self.joined_member(organization, *person, row));
        let mut members = joined.collect::<Stored<Vec<_>>>()?;
        members.sort_by_cached_key(|member| fold(&member.person.name));
        Ok(Rows { total: members.len() as u64, items: page_of(&members, page).to_vec() })
    }

    pub(super) fn find_member(&self, organization: OrganizationId, person: PersonId) -> Stored<Option<Member>> {
        let row = self.rows.members.get(&organization).and_then(|members| members.get(&person));
        row.map(|row| self.joined_member(organization, person, row)).transpose()
    }

    pub(super) fn list_memberships(&self, person: PersonId) -> Stored<Vec<Membership>> {
        let own = self.rows.members.iter().filter_map(|(id, members)| Some((*id, members.get(&person)?)));
        own.map(|(id, row)| Ok(Membership { id, name: self.organization_ref(id)?.name, role: row.role })).collect()
    }

    pub(super) fn owners(&self, organization: OrganizationId) -> u64 {
        let memberships = self.rows.members.get(&organization).into_iter().flatten();
        memberships.filter(|(_, row)| row.role == OrganizationRole::Owner).count() as u64
    }

    pub(super) fn set_member(&mut self, organization: OrganizationId, member: &Member) -> Stored<()> {
        let person = member.person.id;
        if !self.rows.people.contains_key(&person) || !self.rows.organizations.contains_key(&organization) {
            return Err(missing());
        }
        let row = MembershipRow {
            role: member.role,
            environments: member.environment_roles.iter().map(|entry| (entry.environment.id, entry.role)).collect(),
            joined_at: member.joined_at,
            version: member.version,
        };
        self.replace_member(organization, person, Some(row));
        Ok(())
    }

    /// Stores or removes a membership, and notes what was there.
    pub(super) fn replace_member(&mut self, organization: OrganizationId, person: PersonId, row: Option<MembershipRow>) {
        let before = self.put_member_back(organization, person, row);
        self.journal.note(Before::Membership(organization, person, before.map(Box::new)));
    }

    pub(super) fn put_member_back(
        &mut self,
        organization: OrganizationId,
        person: PersonId,
        row: Option<MembershipRow>,
    ) -> Option<MembershipRow> {
        let members = self.rows.members.entry(organization).or_default();
        let before = match row {
            Some(row) => members.insert(person, row),
            None => members.remove(&person),
        };
        if members.is_empty() {
            self.rows.members.remove(&organization);
        }
        before
    }

    fn joined_member(&self, organization: OrganizationId, person: PersonId, row: &MembershipRow) -> Stored<Member> {
        let there = self.environments(organization)?.into_iter().map(|environment| MemberEnvironment {
            environment: EnvironmentRef { id: environment.id, environment_flag: environment.environment_flag },
            role: row.environments.get(&environment.id).copied().unwrap_or(EnvironmentRole::None),
        });
        Ok(Member {
            person: self.rows.people.get(&person).cloned().ok_or_else(missing)?,
            role: row.role,
            environment_roles: there.collect(),
            joined_at: row.joined_at,
            version: row.version,
        })
    }
}
