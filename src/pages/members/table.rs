//! The members as a table.

use crate::pages::dates::date;
use crate::stores::{Members, Sessions};
use crate::ui::{Badge, BadgeTone, IconName, Menu, MenuItem};
use causeway_api::{Action, EnvironmentRole, Member, Object};
use leptos::prelude::*;

/// One row a member.
#[component]
pub(super) fn MemberTable(
    members: Members,
    rows: Vec<Member>,
    #[prop(into)] on_change: Callback<Member>,
    #[prop(into)] on_remove: Callback<Member>,
) -> impl IntoView {
    let sessions: Sessions = expect_context();
    let you = Memo::new(move |_| sessions.current().map(|session| session.person.id));
    let environments = rows.first().map(|member| member.environment_roles.clone()).unwrap_or_default();
    let heads = environments.iter().map(|entry| view! { <th scope="col">{entry.environment.environment_flag.as_str()}</th> });
    let heads = heads.collect_view();
    let row = move |member: Member| {
        let id = member.person.id;
        let is_you = move || you.get() == Some(id);
        let roles = member.environment_roles.iter().map(|entry| {
            let is_quiet = entry.role == EnvironmentRole::None;
            view! { <td class:quiet=is_quiet>{entry.role.label()}</td> }
        });
        let roles = roles.collect_view();
        let label = ["Actions for ", &member.person.name].concat();
        let shown = member.clone();
        let items = Signal::derive(move || {
            let unmanaged = sessions.denied(Action::ManageMember, Object::Member(member.role));
            let (words, undone) = if is_you() {
                ("Leave the organization…", sessions.denied(Action::Leave, Object::Organization))
            } else {
                ("Remove…", unmanaged.clone())
            };
            let undone = undone.or_else(|| members.why_kept(&member));
            let (changed, removed) = (member.clone(), member.clone());
            vec![
                MenuItem::press("Change roles…", move || on_change.run(changed.clone())).icon(IconName::Edit).disabled(unmanaged),
                MenuItem::press(words, move || on_remove.run(removed.clone()))
                    .icon(if is_you() { IconName::SignOut } else { IconName::Trash })
                    .danger()
                    .disabled(undone)
                    .section(""),
            ]
        });
        view! {
            <tr>
                <th scope="row">
                    {shown.person.name.clone()} " "
                    {move || is_you().then(|| view! { <Badge tone=BadgeTone::Neutral>"You"</Badge> })}
                    <span class="member-email">{shown.person.email}</span>
                </th>
                <td>{shown.role.label()}</td>
                {roles}
                <td class="quiet">{date(shown.joined_at)}</td>
                <td class="number">
                    <Menu label items align_end=true />
                </td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Members">
            <table class="table">
                <caption class="visually-hidden">"Members by name, with their roles"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Organization"</th>
                        {heads}
                        <th scope="col">"Joined"</th>
                        <th scope="col">
                            <span class="visually-hidden">"Actions"</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
