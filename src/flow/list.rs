//! The flow on a narrow screen: one block for each pair of ends, source above subscriptions above destination.

use leptos::prelude::*;

use super::card::CardView;
use super::end::EndTile;
use super::stage::{Place, Stage};
use crate::ui::Button;
use causeway_flow::diagram::CardKey;

/// So many pairs of ends are listed until more are asked for.
const AT_ONCE: usize = 60;

/// The same facts as the diagram, one below the other.
#[component]
pub(super) fn FlowList(stage: Stage, empty: ViewFn) -> impl IntoView {
    let most = RwSignal::new(AT_ONCE);
    // What a filter leaves comes first: there is no drawing here that would have to stay as it is.
    let cards = Memo::new(move |_| {
        let mut cards: Vec<CardKey> = stage.diagram.with(|diagram| diagram.cards.iter().map(|card| card.key).collect());
        if stage.asked().matching.with(Option::is_some) {
            cards.sort_by_cached_key(|card| stage.is_card_dimmed(*card));
        }
        cards
    });
    let rest = move || cards.with(|cards| cards.len().saturating_sub(most.get()));
    let unused = Memo::new(move |_| {
        stage.diagram.with(|diagram| {
            let ends = diagram.ends.iter().map(|end| end.key);
            ends.filter(|end| diagram.subscriptions_at(*end) == 0).collect::<Vec<_>>()
        })
    });
    view! {
        <h2 class="flow-list-heading" id="flow-subscriptions">"Subscriptions"</h2>
        <ul class="flow-list" aria-labelledby="flow-subscriptions">
            <For each=move || cards.with(|cards| cards[..cards.len().min(most.get())].to_vec()) key=|card| *card let:card>
                <li class="flow-list-path">
                    <EndTile stage end=card.source place=Place::List />
                    <CardView stage card place=Place::List />
                    <EndTile stage end=card.destination place=Place::List />
                </li>
            </For>
        </ul>
        <Show when=move || { rest() > 0 }>
            <p class="flow-more">
                <Button on_press=move || most.update(|most| *most += AT_ONCE)>
                    {move || ["Show ", &rest().min(AT_ONCE).to_string(), " more"].concat()}
                </Button>
                <span>{move || [&rest().to_string(), " more pairs of ends"].concat()}</span>
            </p>
        </Show>
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
