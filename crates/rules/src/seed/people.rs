//! Who works at Tidewell Health, besides its owner: whoever takes the sample over becomes that.

use causeway_api::EnvironmentRole::{self, Engineer, None, Support, Viewer};
use causeway_api::OrganizationRole::{self, Admin, Member};

pub(super) struct Employee {
    pub(super) name: &'static str,
    pub(super) email: &'static str,
    pub(super) role: OrganizationRole,
    /// In Development, Staging and Production.
    pub(super) environments: [EnvironmentRole; 3],
    pub(super) joined_days_ago: i64,
}

const fn employee(
    name: &'static str,
    email: &'static str,
    role: OrganizationRole,
    environments: [EnvironmentRole; 3],
    joined_days_ago: i64,
) -> Employee {
    Employee { name, email, role, environments, joined_days_ago }
}

pub(super) static EMPLOYEES: [Employee; 6] = [
    employee("Marcus Okafor", "marcus.okafor@tidewell.example", Admin, [Engineer; 3], 340),
    employee("Salma Haddad", "salma.haddad@tidewell.example", Admin, [Viewer; 3], 301),
    employee("Inês Ferreira", "ines.ferreira@tidewell.example", Member, [Engineer, Engineer, Support], 212),
    employee("Tomas Lindgren", "tomas.lindgren@tidewell.example", Member, [Support; 3], 164),
    employee("Priya Raman", "priya.raman@tidewell.example", Member, [Engineer, Viewer, None], 58),
    employee("Noah Whitaker", "noah.whitaker@tidewell.example", Member, [Viewer, Viewer, None], 12),
];
