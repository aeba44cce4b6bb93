//! Roles being chosen, and roles in words.

use crate::stores::Sessions;
use crate::stores::members::{environment_role, organization_role};
use crate::ui::SelectField;
use causeway_api::{
    Action, EnvironmentFlag, EnvironmentId, EnvironmentRole, GivenRole, MemberEnvironment, Object, OrganizationRole,
};
use leptos::prelude::*;

/// Roles that are being chosen.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    pub(super) role: RwSignal<String>,
    environments: StoredValue<Vec<(EnvironmentId, EnvironmentFlag, RwSignal<String>)>>,
}

impl Chosen {
    /// Beginning with these.
    pub(super) fn new(role: OrganizationRole, environments: &[MemberEnvironment]) -> Self {
        let environments = environments.iter().map(|entry| {
            let role = RwSignal::new(entry.role.as_str().to_owned());
            (entry.environment.id, entry.environment.environment_flag, role)
        });
        Self { role: RwSignal::new(role.as_str().to_owned()), environments: StoredValue::new(environments.collect()) }
    }

    /// What is chosen for the organization.
    pub(super) fn organization(self) -> OrganizationRole {
        self.role.with_untracked(|role| organization_role(role))
    }

    /// What is chosen for its environments.
    pub(super) fn environments(self) -> Vec<GivenRole> {
        let given = |(environment_id, _, role): &(EnvironmentId, EnvironmentFlag, RwSignal<String>)| GivenRole {
            environment_id: *environment_id,
            role: role.with_untracked(|role| environment_role(role)),
        };
        self.environments.with_value(|all| all.iter().map(given).collect())
    }

    /// The fields. `kept` says why the role in the organization stays, `was` what it is by now.
    pub(super) fn fields(self, kept: Option<String>, was: OrganizationRole) -> AnyView {
        let sessions: Sessions = expect_context();
        let not_owner = Memo::new(move |_| sessions.denied(Action::MakeOwner, Object::Organization));
        let roles = Signal::derive(move || {
            let may =
                |role: &OrganizationRole| *role != OrganizationRole::Owner || was == *role || not_owner.with(Option::is_none);
            let all = OrganizationRole::ALL.into_iter().filter(may);
            all.map(|role| (role.as_str().to_owned(), role.label().to_owned())).collect::<Vec<_>>()
        });
        let hint = move || {
            let role = self.role.with(|role| organization_role(role));
            let may = match role {
                OrganizationRole::Owner => "Everything an admin may, and makes and unmakes owners.",
                OrganizationRole::Admin => "The profile, connections, members except owners, and the record of changes.",
                OrganizationRole::Member => "Belongs to it, and may ask other organizations for a connection.",
            };
            may.to_owned()
        };
        let in_environments: Vec<_> =
            EnvironmentRole::ALL.map(|role| (role.as_str().to_owned(), [role.label(), ": ", explanation(role)].concat())).into();
        let environment = move |(_, flag, role): (EnvironmentId, EnvironmentFlag, RwSignal<String>)| {
            let options = in_environments.clone();
            view! {
                <SelectField label=["In ", flag.as_str()].concat() options value=role on_change=move |value| role.set(value) />
            }
        };
        let change = move |value| self.role.set(value);
        view! {
            <SelectField
                label="In the organization"
                hint=Signal::derive(hint)
                options=roles
                value=self.role
                on_change=change
                disabled_reason=kept
            />
            {self.environments.get_value().into_iter().map(environment).collect_view()}
        }
        .into_any()
    }
}

const fn explanation(role: EnvironmentRole) -> &'static str {
    match role {
        EnvironmentRole::Engineer => "manages sources, destinations and subscriptions",
        EnvironmentRole::Support => "sees everything, pauses and resumes",
        EnvironmentRole::Viewer => "sees everything",
        EnvironmentRole::None => "does not see it",
    }
}

/// *Admin. Engineer in Development and Staging, viewer in Production.*
pub(super) fn sentence(role: OrganizationRole, environments: &[MemberEnvironment]) -> String {
    let mut words = [role.label(), ". "].concat();
    let same = environments.windows(2).all(|pair| pair[0].role == pair[1].role);
    if let (true, Some(first)) = (same, environments.first()) {
        words.push_str(
            &[first.role.label(), if first.role == EnvironmentRole::None { " anywhere." } else { " everywhere." }].concat(),
        );
        return words;
    }
    let each = environments.iter().map(|entry| {
        let link = if entry.role == EnvironmentRole::None { " to " } else { " in " };
        [entry.role.label(), link, entry.environment.environment_flag.as_str()].concat()
    });
    words.push_str(&each.collect::<Vec<_>>().join(", "));
    words.push('.');
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use causeway_api::EnvironmentRef;

    #[test]
    fn roles_are_said_once_where_they_are_the_same() {
        let id: EnvironmentId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().expect("a uuid");
        let entry = |environment_flag, role| MemberEnvironment { environment: EnvironmentRef { id, environment_flag }, role };
        let mixed = [
            entry(EnvironmentFlag::Development, EnvironmentRole::Engineer),
            entry(EnvironmentFlag::Production, EnvironmentRole::None),
        ];
        assert_eq!(sentence(OrganizationRole::Member, &mixed), "Member. Engineer in Development, No access to Production.");
        assert_eq!(sentence(OrganizationRole::Owner, &mixed[..1]), "Owner. Engineer everywhere.");
        assert_eq!(sentence(OrganizationRole::Member, &mixed[1..]), "Member. No access anywhere.");
    }
}
