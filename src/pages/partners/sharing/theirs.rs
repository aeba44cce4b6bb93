//! What the partner lets you see and use, with the way to a subscription.

use super::Between;
use crate::location::Here;
use crate::pages::allowed::AllowedLink;
use crate::paths::{Place, create_query};
use crate::stores::{Sessions, Sharing};
use crate::ui::{Badge, Button, Icon, IconName};
use causeway_api::{Action, ConnectionId, DestinationId, EndKind, EnvironmentFlag, EnvironmentId, SharedEnd, SourceId};
use leptos::prelude::*;

/// Their shared ends of this environment's type, and how many there are of the others.
#[component]
pub(super) fn Theirs(between: Between, sharing: Sharing) -> impl IntoView {
    let sessions: Sessions = expect_context();
    let Between { environment, connection, partner } = between;
    let partner_id = partner.id;
    let theirs = Memo::new(move |_| {
        let is_theirs = |end: &&SharedEnd| end.organization.id == partner_id;
        sharing
            .ends()
            .with(|load| load.ready().map(|all| all.iter().filter(is_theirs).cloned().collect::<Vec<_>>()).unwrap_or_default())
    });
    let here = Memo::new(move |_| {
        let is_here = |end: &&SharedEnd| end.environment_flag == environment.environment_flag;
        theirs.with(|all| all.iter().filter(is_here).cloned().collect::<Vec<_>>())
    });
    let elsewhere = move || {
        let session = sessions.current()?;
        let count = |flag: EnvironmentFlag| theirs.with(|all| all.iter().filter(|end| end.environment_flag == flag).count());
        let others = session.visible_environments().filter(|other| other.id != environment.id);
        let links: Vec<_> = others
            .map(|other| (other.id, other.environment_flag, count(other.environment_flag)))
            .filter(|(.., count)| *count > 0)
            .map(|(id, flag, count)| {
                let words = [&count.to_string(), " in ", flag.as_str()].concat();
                view! { <a href=Place::ConnectionAbout(id, connection).href()>{words}</a> }
            })
            .collect();
        (!links.is_empty()).then(|| view! { <p class="cluster quiet">"Elsewhere:" {links}</p> })
    };
    let flag = environment.environment_flag.as_str();
    let none_yet = [
        &partner.name,
        " shares nothing with you in ",
        flag,
        " yet. Their owners, admins and engineers choose it on this page of theirs: ask them for what you need.",
    ]
    .concat();
    view! {
        <section aria-label="Theirs">
            <h3>"Theirs"</h3>
            <p class="quiet">
                {["What ", &partner.name, " lets you use in ", flag, ". Their engineers approve what you propose."].concat()}
            </p>
            <Show
                when=move || here.with(|ends| !ends.is_empty())
                fallback=move || view! { <p>{none_yet.clone()}</p> }
            >
                <ul class="shared-list">
                    <For
                        each=move || here.get()
                        key=|end| (end.kind, end.id, end.name.clone(), end.setup_state.map(|state| state.step))
                        children=move |end| view! { <TheirEnd environment=environment.id connection end /> }
                    />
                </ul>
            </Show>
            {elsewhere}
        </section>
    }
}

#[component]
fn TheirEnd(environment: EnvironmentId, connection: ConnectionId, end: SharedEnd) -> impl IntoView {
    let at = Here::expect();
    let SharedEnd { kind, id, name, setup_state, organization, .. } = end;
    let (icon, noun, page) = match kind {
        EndKind::Source => (IconName::Source, "Source", Place::Source(environment, SourceId(id))),
        EndKind::Destination => (IconName::Destination, "Destination", Place::Destination(environment, DestinationId(id))),
    };
    let (source, destination) = match kind {
        EndKind::Source => (Some(SourceId(id)), None),
        EndKind::Destination => (None, Some(DestinationId(id))),
    };
    let propose = move || at.href(|query| create_query(&query, Some(connection), source, destination));
    let with = [" with ", &name].concat();
    let words = move || view! { "Propose a subscription…" <span class="visually-hidden">{with.clone()}</span> };
    let way_on = match setup_state {
        Some(state) => {
            let reason = ["It is ", &state.label(), ". ", &organization.name, " has to finish its set-up first."].concat();
            view! { <Button disabled_reason=Signal::stored(Some(reason))>{words()}</Button> }.into_any()
        }
        None => view! {
            <AllowedLink action=Action::ManageSubscriptions environment href=Signal::derive(propose)>
                {words()}
            </AllowedLink>
        }
        .into_any(),
    };
    view! {
        <li>
            <Icon name=icon />
            <a href=page.href()>{name}</a>
            <span class="quiet">{noun}</span>
            {setup_state.map(|state| view! { <Badge>{state.label()}</Badge> })}
            {way_on}
        </li>
    }
}
