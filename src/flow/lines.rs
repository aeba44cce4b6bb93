//! All lines, in one SVG that assistive technology skips: what they say is in the rows' names.

use leptos::prelude::*;

use super::stage::Stage;
use super::words::shown_as;
use causeway_flow::diagram::CardKey;
use causeway_flow::focus::Part;
use causeway_flow::path::{Segment, segments};

/// A line for each card, of those near what can be seen.
#[component]
pub(super) fn Lines(stage: Stage) -> impl IntoView {
    let lines = Memo::new(move |_| stage.diagram.with(|diagram| stage.mounted.with(|mounted| mounted.line_keys(diagram))));
    let view_box = move || {
        let width = stage.columns.read().width.to_string();
        let height = stage.layout.with(|layout| layout.height).to_string();
        ["0 0 ", &width, " ", &height].concat()
    };
    view! {
        <svg class="flow-lines" viewBox=view_box preserveAspectRatio="xMinYMin" aria-hidden="true" focusable="false">
            <For each=move || lines.get() key=|card| *card let:card>
                <Line stage card />
            </For>
        </svg>
    }
}

/// A card's two stretches. One path catches the pointer, one is the line, one the arrowheads.
#[component]
fn Line(stage: Stage, card: CardKey) -> impl IntoView {
    let part = Part::Card(card);
    let drawn = Memo::new(move |last: Option<&Option<[Segment; 2]>>| {
        let place = stage.diagram.with(|diagram| diagram.card_place(card));
        let ports = stage.layout.with(|layout| layout.ports.get(place?).copied());
        let drawn = ports.map(|ports| segments(card, ports, &stage.columns.get()));
        drawn.or_else(|| last.copied().flatten())
    });
    let state = stage.read(move |diagram| Some(diagram.card(card)?.worst_state()));
    let weight = stage.read(move |diagram| Some(diagram.card(card)?.weight()));
    let curves = Memo::new(move |_| joined(drawn.get(), Segment::curve));
    let heads = move || joined(drawn.get(), Segment::head);
    let lamp = stage.light.lamp(part);
    on_cleanup(move || stage.light.leave(part));
    view! {
        <g
            class="flow-line"
            data-state=move || state.get().map(|state| shown_as(state).name())
            data-weight=move || weight.get().map(|weight| weight.to_string())
            data-lit=move || lamp.get()
            data-dim=move || stage.is_card_dimmed(card)
            on:pointerenter=move |_| stage.hover(part, true)
            on:pointerleave=move |_| stage.hover(part, false)
        >
            <path class="flow-reach" d=curves></path>
            <path class="flow-curve" d=curves></path>
            <path class="flow-head" d=heads></path>
        </g>
    }
}

fn joined(segments: Option<[Segment; 2]>, draw: impl Fn(&Segment) -> String) -> String {
    segments.iter().flatten().map(draw).collect()
}
