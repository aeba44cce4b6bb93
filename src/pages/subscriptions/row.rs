//! One row of the table. Its cells read the row they show, so a change wakes them alone.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use super::editable_name::EditableName;
use crate::location::Here;
use crate::pages::actions::Actions;
use crate::pages::dates::date;
use crate::pages::marked::Marked;
use crate::pages::summary::state_of;
use crate::paths::{Place, SUBSCRIPTION};
use crate::stores::{Connections, Sessions, Subscriptions};
use crate::ui::{CopyId, Menu, State, Status};
use causeway_api::{EnvironmentId, Subscription, SubscriptionId};
use leptos::prelude::*;

/// The row.
#[component]
pub(super) fn SubscriptionRow(
    environment: EnvironmentId,
    id: SubscriptionId,
    has_org: bool,
    /// Its row in the whole table.
    index: Signal<usize>,
    /// Called when anything in it gets the focus.
    #[prop(into)]
    on_focus: Callback<()>,
) -> impl IntoView {
    let here = Here::expect();
    let (subscriptions, connections, sessions): (Subscriptions, Connections, Sessions) =
        (expect_context(), expect_context(), expect_context());
    let marked: Marked = expect_context();
    let actions = Actions::expect();
    let row = Memo::new(move |_| subscriptions.row(id));
    let (is_editing, menu_open) = (RwSignal::new(false), RwSignal::new(false));
    // What never changes in a row is read once.
    let first = row.get_untracked()?;
    let you = untrack(|| sessions.current()).map(|session| session.organization.id);
    let owner = move |organization: &causeway_api::OrganizationRef| {
        // The partner is said by the group's heading, or by the first column.
        (Some(organization.id) == you).then_some("(you)")
    };
    let name = move || row.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default());
    let status = move || row.with(|row| row.as_ref().map_or(State::Active, |row| state_of(row.queue_status)));
    let status_name = move || row.with(|row| row.as_ref().map_or("", |row| row.queue_status.as_str()).to_owned());
    let settings = move || here.href(|query| query.with(SUBSCRIPTION, id.to_string()));
    let items = Signal::derive(move || row.get().map(|row| actions.menu(&row)).unwrap_or_default());
    let save = move |typed: String| {
        if let Some(row) = row.get_untracked() {
            actions.rename(&row, typed);
        }
    };
    let Subscription { connection_id, source, destination, data_model, activated_at, .. } = first;
    Some(view! {
        <tr
            data-marked=move || marked.contains(id)
            aria-rowindex=move || index.get().to_string()
            on:focusin=move |_| on_focus.run(())
        >
            {has_org.then(|| {
                view! {
                    <td>
                        <a class="plain" href=Place::Connection(environment, connection_id).href()>
                            {move || connections.name(connection_id)}
                        </a>
                    </td>
                }
            })}
            <td>
                <span class="end-cell">
                    <a class="plain" href=Place::Source(environment, source.id).href()>
                        {source.name.clone()}
                    </a>
                    {owner(&source.organization).map(|you| view! { <span class="quiet">{you}</span> })}
                    <CopyId id=source.id.to_string() noun="source" />
                </span>
            </td>
            <td>
                <EditableName name=Signal::derive(name) href=Signal::derive(settings) is_editing on_save=save />
            </td>
            <td>
                <span class="end-cell">
                    <a class="plain" href=Place::Destination(environment, destination.id).href()>
                        {destination.name.clone()}
                    </a>
                    {owner(&destination.organization).map(|you| view! { <span class="quiet">{you}</span> })}
                    <CopyId id=destination.id.to_string() noun="destination" />
                </span>
            </td>
            <td>{data_model.label()}</td>
            <td>
                <Status state=Signal::derive(status) label=Signal::derive(status_name) />
            </td>
            <td class="quiet">{date(activated_at)}</td>
            <td class="row-end">
                <Menu label=Signal::derive(move || ["Actions for ", &name(), ", ", &data_model.label()].concat()) items open=menu_open align_end=true />
            </td>
        </tr>
    })
}
