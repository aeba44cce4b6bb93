//! The flow on a narrow screen: one block for each pair of ends, source above subscriptions above destination.

use leptos::prelude::*;

use super::card::CardView;
use super::diagram::CardKey;
use super::end::EndTile;
use super::stage::{Place, Stage};

/// The same facts as the diagram, one below the other.
#[component]
pub(super) fn FlowList(stage: Stage, #[prop(into)] cards: Signal<Vec<CardKey>>, empty: ViewFn) -> impl IntoView {
    let unused = Memo::new(move |_| {
        stage.diagram.with(|diagram| {
            let ends = diagram.ends.iter().map(|end| end.key);
            ends.filter(|end| diagram.subscriptions_at(*end) == 0).collect::<Vec<_>>()
        })
    });
    view! {
        <h2 class="flow-list-heading" id="flow-subscriptions">"Subscriptions"</h2>
        <ul class="flow-list" aria-labelledby="flow-subscriptions">
            <For each=move || cards.get() key=|card| *card let:card>
                <li class="flow-list-path">
                    <EndTile stage end=card.source place=Place::List />
                    <CardView stage card place=Place::List />
                    <EndTile stage end=card.destination place=Place::List />
                </li>
            </For>
        </ul>
        <Show when=move || cards.with(Vec::is_empty)>
            <div class="flow-empty">{empty.run()}</div>
        </Show>
        <Show when=move || unused.with(|unused| !unused.is_empty())>
            <h2 class="flow-list-heading" id="flow-unused">"Without a subscription"</h2>
            <ul class="flow-list" aria-labelledby="flow-unused">
                <For each=move || unused.get() key=|end| *end let:end>
                    <li class="flow-list-path">
                        <EndTile stage end place=Place::List />
                    </li>
                </For>
            </ul>
        </Show>
    }
}
