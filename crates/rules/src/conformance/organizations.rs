//! Organizations, environments, ids.

use super::world::insert_organization;
use crate::{OrganizationKind, OrganizationRow, Tables};
use causeway_api::{Environment, EnvironmentFlag, EnvironmentId, Organization, OrganizationId, OrganizationRef};

/// Ids are of version 7 and greater than all before.
pub fn ids_grow(tables: &mut dyn Tables) {
    let ids: Vec<_> = (0..300).map(|_| tables.new_id()).collect();
    assert!(ids.is_sorted_by(|one, next| one < next));
    assert!(ids.iter().all(|id| id.get_version_num() == 7));
}

/// The first organization is number 1.
pub fn organizations_are_numbered_from_one(tables: &mut dyn Tables) {
    for number in 1..=3 {
        let id = tables.insert_organization("Tidewell Health", OrganizationKind::Member, "A clinic.").expect("stored");
        let profile = Organization { about: "A clinic.".to_owned(), ..Organization::blank(id, "Tidewell Health") };
        let row = OrganizationRow { kind: OrganizationKind::Member, profile };
        assert_eq!(id, OrganizationId(number));
        assert_eq!(tables.organization(id), Ok(Some(row)));
    }
    assert_eq!(tables.organization(OrganizationId(4)), Ok(None));
}

/// By exactly its name, and never a member's.
pub fn a_system_organization_is_found_by_its_name(tables: &mut dyn Tables) {
    tables.insert_organization("Redox Engine", OrganizationKind::Member, "").expect("stored");
    assert_eq!(tables.system_organization("Redox Engine"), Ok(None));
    let id = tables.insert_organization("Redox Engine", OrganizationKind::System, "").expect("stored");
    let found = tables.system_organization("Redox Engine").expect("read").map(|row| (row.profile.id, row.kind));
    assert_eq!(found, Some((id, OrganizationKind::System)));
    assert_eq!(tables.system_organization("redox engine"), Ok(None));
}

/// In whatever order they were stored; and only the organization's own.
pub fn environments_come_development_first(tables: &mut dyn Tables) {
    let (other, _) = insert_organization(tables, "Mercy Valley Health", OrganizationKind::Member, "");
    let organization = tables.insert_organization("Tidewell Health", OrganizationKind::Member, "").expect("stored");
    for environment_flag in [EnvironmentFlag::Production, EnvironmentFlag::Development, EnvironmentFlag::Staging] {
        let id = EnvironmentId(tables.new_id());
        let ignored = OrganizationRef { id: organization, name: "ignored".to_owned() };
        let name = environment_flag.as_str().to_lowercase();
        tables.insert_environment(&Environment { id, name, environment_flag, organization: ignored }).expect("stored");
    }
    let environments = tables.environments(organization).expect("read");
    assert_eq!(environments.iter().map(|environment| environment.environment_flag).collect::<Vec<_>>(), EnvironmentFlag::ALL);
    assert_eq!(environments[2].name, "production");
    assert_eq!(environments[0].organization, OrganizationRef { id: organization, name: "Tidewell Health".to_owned() });
    assert_eq!(tables.environment(environments[1].id), Ok(Some(environments[1].clone())));
    assert_eq!(tables.environments(other).expect("read").len(), 3);
    let unknown = EnvironmentId(tables.new_id());
    assert_eq!(tables.environment(unknown), Ok(None));
}
