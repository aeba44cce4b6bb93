//! The three columns of the diagram, drawn over its lines.

use leptos::prelude::*;

use super::card::CardView;
use super::diagram::{Diagram, Group};
use super::end::EndTile;
use super::layout::{Layout, PADDING, Units};
use super::model::Side;
use super::stage::{Place, Stage};

/// The groups of ends of one side, each under its heading.
#[component]
pub(super) fn EndColumn(stage: Stage, side: Side) -> impl IntoView {
    let count = Memo::new(move |_| stage.diagram.with(|diagram| groups(diagram, side).count()));
    let column = match side {
        Side::Left => "left",
        Side::Right => "right",
    };
    view! {
        <div class="flow-column" data-column=column>
            <For each=move || 0..count.get() key=|nth| *nth let:nth>
                <EndGroupView stage side nth id=["flow-heading-", column, "-", &nth.to_string()].concat() />
            </For>
        </div>
    }
}

#[component]
fn EndGroupView(stage: Stage, side: Side, nth: usize, id: String) -> impl IntoView {
    let heading = stage.read(move |diagram| Some(groups(diagram, side).nth(nth)?.1.heading.clone()));
    let ends = stage.read(move |diagram| {
        let (_, group) = groups(diagram, side).nth(nth)?;
        let ends = diagram.ends[group.ends.clone()].iter().map(|end| end.key);
        Some(stage.mounted.with(|mounted| ends.filter(|end| mounted.has_end(diagram, *end)).collect::<Vec<_>>()))
    });
    let nothing = stage.read(move |diagram| {
        let (_, group) = groups(diagram, side).nth(nth)?;
        Some(group.ends.is_empty().then(|| group.nothing.clone()))
    });
    let heading_top = placed(stage, move |diagram, layout| {
        let (place, _) = groups(diagram, side).nth(nth)?;
        layout.headings.get(place).copied()
    });
    view! {
        <h2 class="flow-heading" id=id.clone() style:--y=heading_top>
            {heading}
        </h2>
        <ul aria-labelledby=id>
            <For each=move || ends.get().unwrap_or_default() key=|end| *end let:end>
                <li
                    class="flow-place"
                    aria-setsize=whole(stage, move |diagram| groups(diagram, side).nth(nth).map(|(_, group)| group.ends.len()))
                    aria-posinset=whole(stage, move |diagram| {
                        let (_, group) = groups(diagram, side).nth(nth)?;
                        Some(diagram.end_place(end)? + 1 - group.ends.start)
                    })
                    style:--y=placed(stage, move |diagram, layout| layout.end_top(diagram, end))
                >
                    <EndTile stage end place=Place::Diagram />
                </li>
            </For>
        </ul>
        {move || {
            nothing
                .get()
                .flatten()
                .map(|nothing| {
                    view! {
                        <p class="flow-nothing" style:--y=heading_top>
                            {nothing}
                        </p>
                    }
                })
        }}
    }
}

/// The cards.
#[component]
pub(super) fn CardColumn(stage: Stage, empty: ViewFn) -> impl IntoView {
    let top = move |card| {
        placed(stage, move |diagram, layout| diagram.card_place(card).and_then(|place| layout.cards.get(place)).copied())
    };
    let height = move |card| {
        let height = stage.read(move |diagram| Some(super::layout::height(diagram.card(card)?.rows.len())));
        move || height.get().unwrap_or_default().to_string()
    };
    view! {
        <div class="flow-column" data-column="middle">
            <h2 class="flow-heading" id="flow-heading-middle" style:--y=PADDING.to_string()>
                "Subscriptions"
            </h2>
            <ul aria-labelledby="flow-heading-middle">
                <For each=move || stage.cards.get() key=|card| *card let:card>
                    <li
                        class="flow-place"
                        aria-setsize=whole(stage, move |diagram| Some(diagram.cards.len()))
                        aria-posinset=whole(stage, move |diagram| Some(diagram.card_place(card)? + 1))
                        style:--y=top(card)
                        style:--height=height(card)
                    >
                        <CardView stage card place=Place::Diagram />
                    </li>
                </For>
            </ul>
            <Show when=move || stage.diagram.with(|diagram| diagram.cards.is_empty())>
                <div class="flow-empty">{empty.run()}</div>
            </Show>
        </div>
    }
}

fn groups(diagram: &Diagram, side: Side) -> impl Iterator<Item = (usize, &Group)> {
    let groups = diagram.groups.iter().enumerate();
    groups.filter(move |(_, group)| group.side == side)
}

/// A number about the whole list, for those to whom a part of it is read; needless where all of it is in the page.
fn whole(
    stage: Stage,
    look: impl Fn(&Diagram) -> Option<usize> + Send + Sync + 'static,
) -> impl Fn() -> Option<String> + Send + Sync + 'static {
    move || {
        let is_part = stage.mounted.with(|mounted| !mounted.is_all);
        is_part.then(|| stage.diagram.with(&look)).flatten().map(|number| number.to_string())
    }
}

/// A height from the layout, as the value of a custom property.
fn placed(stage: Stage, look: impl Fn(&Diagram, &Layout) -> Option<Units> + Send + Sync + 'static) -> Memo<String> {
    Memo::new(move |last: Option<&String>| {
        let place = stage.diagram.with(|diagram| stage.layout.with(|layout| look(diagram, layout)));
        let place = place.map(|place| place.to_string());
        place.unwrap_or_else(|| last.cloned().unwrap_or_default())
    })
}
