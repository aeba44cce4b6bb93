//! The live subscriptions that use an end.

use super::end::EndKind;
use crate::location::Here;
use crate::paths::{Place, Query, SUBSCRIPTION};
use crate::stores::Subscriptions;
use crate::ui::{State, Status};
use causeway_api::{EnvironmentId, QueueStatus, Subscription};
use leptos::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The live subscriptions of each end, as a sentence names them.
pub(super) type Users = BTreeMap<Uuid, Vec<String>>;

/// Those of every end; none while the subscriptions are on their way. Tracked.
pub(super) fn users_of_all(subscriptions: Subscriptions, kind: EndKind) -> Option<Users> {
    subscriptions.state().with(|state| state.ready().is_some()).then_some(())?;
    let mut users = Users::new();
    subscriptions.visit(|subscription| {
        let named = ["“", &subscription.name, "” (", &subscription.data_model.label(), ")"].concat();
        users.entry(end_of(subscription, kind)).or_default().push(named);
    });
    Some(users)
}

fn end_of(subscription: &Subscription, kind: EndKind) -> Uuid {
    match kind {
        EndKind::Source => subscription.source.id.0,
        EndKind::Destination => subscription.destination.id.0,
    }
}

/// The table of those that use one end: its filter finds them by the end's id.
pub(super) fn table_of(environment: EnvironmentId, id: Uuid) -> String {
    Place::Subscriptions(environment).href_with(&Query::default().with("q", id.to_string()))
}

/// How many are listed; the table has the others.
const LISTED: usize = 8;

/// Those of one end, each with the way to its settings.
#[component]
pub(super) fn LiveSubscriptions(environment: EnvironmentId, kind: EndKind, id: Uuid) -> impl IntoView {
    let subscriptions: Subscriptions = expect_context();
    let here = Here::expect();
    let shared = Memo::new(move |_| {
        let mut shared = Vec::new();
        subscriptions.visit(|subscription| shared.extend((end_of(subscription, kind) == id).then(|| subscription.clone())));
        shared
    });
    let row = move |subscription: Subscription| {
        let href = here.href(|query| query.with(SUBSCRIPTION, subscription.id.to_string()));
        let other = match kind {
            EndKind::Source => ["to ", &subscription.destination.name].concat(),
            EndKind::Destination => ["from ", &subscription.source.name].concat(),
        };
        let state = match subscription.queue_status {
            QueueStatus::Active => State::Active,
            QueueStatus::Paused => State::Paused,
            QueueStatus::Failing => State::Failing,
            QueueStatus::Proposed => State::Proposed,
        };
        view! {
            <li>
                <a href=href>{subscription.name}</a>
                <span class="quiet">{subscription.data_model.label()} " " {other}</span>
                <Status state label=subscription.queue_status.as_str() />
            </li>
        }
    };
    move || {
        let count = shared.with(Vec::len);
        if count == 0 {
            return view! { <p class="quiet">"None in this environment."</p> }.into_any();
        }
        let listed = shared.get().into_iter().take(LISTED).map(row).collect_view();
        let all = (count > LISTED).then(|| {
            view! {
                <li>
                    <a href=table_of(environment, id)>"All " {count} " in the table"</a>
                </li>
            }
        });
        view! { <ul class="live-subscriptions">{listed} {all}</ul> }.into_any()
    }
}
