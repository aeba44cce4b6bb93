//! What a new owner does first, ticked from real data; gone once it is done, or put away.

use crate::lazy;
use crate::location::Here;
use crate::parts::Work;
use crate::paths::{PartnersPage, Place, create_query};
use crate::stores::{Connections, Ends, Sessions, Subscriptions};
use crate::theme::storage;
use crate::ui::{Button, ButtonKind, Icon, IconName};
use causeway_api::EnvironmentId;
use leptos::prelude::*;

/// Where it is remembered that the strip was put away.
const PUT_AWAY: &str = "causeway-first-steps-put-away";

/// The strip, for those who may do what it says. Kept until the organization has created a subscription of its own here.
#[component]
pub fn FirstSteps(
    /// Where.
    environment: EnvironmentId,
) -> impl IntoView {
    let (connections, subscriptions): (Connections, Subscriptions) = (expect_context(), expect_context());
    let sessions: Sessions = expect_context();
    let is_put_away = RwSignal::new(storage().and_then(|storage| storage.get_item(PUT_AWAY).ok().flatten()).is_some());
    let is_new = Memo::new(move |_| {
        let is_loaded = subscriptions.state().with(|state| state.ready().is_some());
        // What is between your own ends belongs to your own connection, and nothing else does.
        is_loaded && connections.own().is_some_and(|own| subscriptions.counts(own.id) == [0; 4])
    });
    let place = move || view! { <div class="first-steps-place"><Strip environment is_put_away /></div> };
    move || (is_new.get() && !is_put_away.get() && sessions.may_manage(environment)).then(place)
}

#[component]
fn Strip(environment: EnvironmentId, is_put_away: RwSignal<bool>) -> impl IntoView {
    let here = Here::expect();
    let (ends, connections): (Ends, Connections) = (expect_context(), expect_context());
    let put_away = move || {
        is_put_away.set(true);
        if let Some(storage) = storage() {
            // Where storage is off, the strip is back on the next visit.
            let _ = storage.set_item(PUT_AWAY, "");
        }
    };
    let has_cloud = Memo::new(move |_| {
        ends.destinations()
            .with(|load| load.ready().is_some_and(|all| all.iter().any(|end| end.product().is_some() && end.can_be_subscribed())))
    });
    let own = Memo::new(move |_| connections.own().map(|connection| connection.id));
    let has_asked = Memo::new(move |_| connections.knows_partners());
    // Reading destinations comes with a part that the first screen does not wait for.
    let may_tick = RwSignal::new(false);
    set_timeout(
        move || {
            let _ = may_tick.try_set(true);
        },
        lazy::AHEAD_AFTER,
    );
    let create = move || here.href(|query| create_query(&query, own.get(), None, None));
    view! {
        {move || may_tick.get().then(|| lazy::aside(Work::Ends(environment)))}
        <section class="first-steps" aria-label="First steps">
            <ol>
                <FirstStep is_done=has_cloud href=move || Place::DestinationNew(environment).href() number=1>
                    "Create a cloud destination"
                </FirstStep>
                // The strip goes with the first subscription.
                <FirstStep is_done=Signal::stored(false) href=create number=2>
                    "Create a subscription"
                </FirstStep>
                <FirstStep
                    is_done=has_asked
                    href=Place::Partners(environment, PartnersPage::Request).href()
                    number=3
                >
                    "Request a connection"
                </FirstStep>
            </ol>
            <Button kind=ButtonKind::Quiet icon=IconName::Close label="Put the first steps away" on_press=put_away />
        </section>
    }
}

#[component]
fn FirstStep(
    #[prop(into)] is_done: Signal<bool>,
    #[prop(into)] href: Signal<String>,
    number: u8,
    children: Children,
) -> impl IntoView {
    view! {
        <li data-done=move || is_done.get()>
            <span class="mark" aria-hidden="true">
                {move || if is_done.get() { view! { <Icon name=IconName::Check /> }.into_any() } else { number.into_any() }}
            </span>
            <a href=href>{children()}</a>
            <Show when=move || is_done.get()>
                <span class="visually-hidden">", done"</span>
            </Show>
        </li>
    }
}
