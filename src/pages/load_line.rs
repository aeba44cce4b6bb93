//! How the subscriptions arrive, said quietly above every page: that more are on their way, or that changes do not come through.

use crate::pages::summary::counted;
use crate::stores::Subscriptions;
use crate::stores::subscriptions::Arriving;
use leptos::prelude::*;

/// The line. Where there is nothing to say, it is not seen.
#[component]
pub fn LoadLine() -> impl IntoView {
    let subscriptions: Subscriptions = expect_context();
    let arriving = Memo::new(move |_| subscriptions.arriving().get().filter(|Arriving { there, total }| there < total));
    // Said once: it does not change while rows come.
    let coming = Memo::new(move |_| arriving.get().map(|arriving| arriving.total));
    let bar = move |total: usize| {
        let there = move || arriving.get().map(|arriving| arriving.there.to_string());
        view! {
            <progress max=total.to_string() value=there aria-label="Loading subscriptions"></progress>
            <p class="visually-hidden">
                {["Loading ", &counted(total, "subscription"), ". What is here already can be used."].concat()}
            </p>
        }
    };
    let lost =
        move || subscriptions.is_lost().get().then(|| view! { <p>"Changes do not arrive at the moment; trying again"</p> });
    view! {
        <div class="load-line" role="status">
            {move || coming.get().map(bar)}
            {lost}
        </div>
    }
}
