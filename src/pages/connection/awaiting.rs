//! Above a flow with proposals of the other side: how many wait for an answer, and where to give it.

use crate::pages::summary::counted;
use crate::paths::{PartnersPage, Place};
use crate::ui::Banner;
use causeway_api::EnvironmentId;
use leptos::prelude::*;

/// *1 proposal waits for your answer*, while there are any.
#[component]
pub(super) fn AwaitingAnswer(
    environment: EnvironmentId,
    /// How many.
    #[prop(into)]
    count: Signal<usize>,
) -> impl IntoView {
    let words = move || {
        let count = count.get();
        [counted(count, "proposal").as_str(), if count == 1 { " waits" } else { " wait" }, " for your answer. "].concat()
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <Banner>
                <p>{words} <a href=Place::Partners(environment, PartnersPage::Requests).href()>"Answer in Requests"</a></p>
            </Banner>
        </Show>
    }
}
