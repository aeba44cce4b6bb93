//! The entries as a table, and the way to older ones.

use super::details::Details;
use super::places::place_of;
use crate::pages::dates::date_time;
use crate::paths::Place;
use crate::stores::{Audit, Load, Sessions};
use crate::ui::{Button, ButtonKind, IconName};
use causeway_api::{AuditActor, AuditEntry};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// One row an entry, which opens to all that it says.
#[component]
pub(super) fn EntryTable(audit: Audit) -> impl IntoView {
    let entries =
        move || audit.excerpt().with(|excerpt| excerpt.ready().map(|excerpt| excerpt.entries.clone()).unwrap_or_default());
    view! {
        <div
            class="table-scroll audit-scroll"
            tabindex="0"
            role="region"
            aria-label="Record of changes"
            aria-busy=move || audit.is_loading().get().then_some("true")
        >
            <table class="table">
                <caption class="visually-hidden">"Changes, newest first"</caption>
                <thead>
                    <tr>
                        <th scope="col">
                            <span class="visually-hidden">"Details"</span>
                        </th>
                        <th scope="col">"When"</th>
                        <th scope="col">"Who"</th>
                        <th scope="col">"What"</th>
                        <th scope="col">"Object"</th>
                        <th scope="col">"From"</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=entries key=|entry| entry.sequence let:entry>
                        <EntryRow entry />
                    </For>
                </tbody>
            </table>
        </div>
        <More audit />
    }
}

#[component]
fn EntryRow(entry: AuditEntry) -> impl IntoView {
    let sessions: Sessions = expect_context();
    let is_open = RwSignal::new(false);
    let label = ["Details of entry ", &entry.sequence.to_string(), ": ", entry.action.label()].concat();
    let href = untrack(|| place_of(&entry, sessions)).map(Place::href);
    let name = entry.object.name.clone();
    let object = match href {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let (at, address) = (entry.at, entry.address.clone());
    let (who, beside) = who(&entry.actor);
    let (what, kind) = (entry.action.label(), entry.object.kind.label());
    let details = move || is_open.get().then(|| details_row(entry.clone()));
    view! {
        <tr>
            <td>
                <Button
                    kind=ButtonKind::Quiet
                    icon=IconName::ChevronRight
                    label
                    expanded=is_open
                    on_press=move || is_open.update(|is_open| *is_open = !*is_open)
                />
            </td>
            <td>
                <time datetime=at.to_string()>{date_time(at)}</time>
            </td>
            <td>{who} {beside.map(|beside| view! { <small>{beside}</small> })}</td>
            <th scope="row">{what}</th>
            <td>{object} <small>{kind}</small></td>
            <td class="quiet">{address.unwrap_or_else(|| "Unknown".to_owned())}</td>
        </tr>
        {details}
    }
}

fn details_row(entry: AuditEntry) -> impl IntoView {
    view! {
        <tr class="audit-open">
            <td colspan="6">
                <Details entry />
            </td>
        </tr>
    }
}

/// Who did it, and by what or for whom.
fn who(actor: &AuditActor) -> (String, Option<String>) {
    let name = actor.person.as_ref().map_or("Whoever runs the server", |person| &person.name).to_owned();
    let beside = match (&actor.organization, &actor.token) {
        (Some(organization), _) => Some(["of ", &organization.name].concat()),
        (None, Some(token)) => Some(["by the token ", &token.name].concat()),
        (None, None) => None,
    };
    (name, beside)
}

/// Says how many are shown, and loads older ones.
#[component]
fn More(audit: Audit) -> impl IntoView {
    let error = RwSignal::new(None::<String>);
    let counts = Memo::new(move |_| match &*audit.excerpt().read() {
        Load::Ready(excerpt) => (excerpt.entries.len(), excerpt.total),
        Load::Pending | Load::Failed(_) => (0, 0),
    });
    let load = move || {
        error.set(None);
        spawn_local(async move {
            if let Err(refusal) = audit.load_more().await {
                // The page may be gone by now.
                error.try_set(Some(refusal.sentence()));
            }
        });
    };
    move || {
        let (shown, total) = counts.get();
        ((shown as u64) < total).then(|| {
            view! {
                <div class="cluster audit-more">
                    <Button busy=audit.is_loading() on_press=load>
                        "Show more"
                    </Button>
                    <span class="quiet">{[&shown.to_string(), " of ", &total.to_string()].concat()}</span>
                    {move || error.get().map(|error| view! { <p class="audit-error" role="alert">{error}</p> })}
                </div>
            }
        })
    }
}
