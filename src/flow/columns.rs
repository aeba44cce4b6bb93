//! The three columns of the diagram, drawn over its lines.

use leptos::prelude::*;

use super::card::CardView;
use super::end::EndTile;
use super::stage::{Place, Stage};
use causeway_flow::diagram::{Diagram, Group};
use causeway_flow::layout::{Layout, PADDING, Units};
use causeway_flow::model::Side;

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
    let chunks = Memo::new(move |_| {
        let count = stage.diagram.with(|diagram| groups(diagram, side).nth(nth).map_or(0, |(_, group)| group.ends.len()));
        stage.mounted.with(|mounted| mounted.chunks(count))
    });
    let ends = move |chunk| {
        stage.diagram.with(|diagram| {
            let Some((_, group)) = groups(diagram, side).nth(nth) else { return Vec::new() };
            let places = stage.mounted.with(|mounted| mounted.end_chunk(&group.ends, chunk));
            diagram.ends[places].iter().map(|end| end.key).collect()
        })
    };
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
            <Chunks chunks each=ends let:end>
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
            </Chunks>
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
        let height = stage.read(move |diagram| Some(causeway_flow::layout::height(diagram.card(card)?.rows.len())));
        move || height.get().unwrap_or_default().to_string()
    };
    let chunks = Memo::new(move |_| {
        let count = stage.diagram.with(|diagram| diagram.cards.len());
        stage.mounted.with(|mounted| mounted.chunks(count))
    });
    let cards = move |chunk| {
        stage.diagram.with(|diagram| {
            let places = stage.mounted.with(|mounted| mounted.card_chunk(diagram, chunk));
            diagram.cards[places].iter().map(|card| card.key).collect()
        })
    };
    view! {
        <div class="flow-column" data-column="middle">
            <h2 class="flow-heading" id="flow-heading-middle" style:--y=PADDING.to_string()>
                "Subscriptions"
            </h2>
            <ul aria-labelledby="flow-heading-middle">
                <Chunks chunks each=cards let:card>
                    <li
                        class="flow-place"
                        aria-setsize=whole(stage, move |diagram| Some(diagram.cards.len()))
                        aria-posinset=whole(stage, move |diagram| Some(diagram.card_place(card)? + 1))
                        style:--y=top(card)
                        style:--height=height(card)
                    >
                        <CardView stage card place=Place::Diagram />
                    </li>
                </Chunks>
            </ul>
            <Show when=move || stage.diagram.with(|diagram| diagram.cards.is_empty())>
                <div class="flow-empty">{empty.run()}</div>
            </Show>
        </div>
    }
}

/// Each thing of each chunk. A chunk that comes or goes leaves the others where they are.
#[component]
fn Chunks<K, V>(
    chunks: Memo<usize>,
    each: impl Fn(usize) -> Vec<K> + Copy + Send + Sync + 'static,
    children: impl Fn(K) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    K: Copy + Eq + std::hash::Hash + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <For
            each=move || 0..chunks.get()
            key=|chunk| *chunk
            children=move |chunk| {
                let things = Memo::new(move |_| each(chunk));
                view! { <For each=move || things.get() key=|thing| *thing children=children.clone() /> }
            }
        />
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
        is_part.then(|| stage.diagram.with(|diagram| look(diagram))).flatten().map(|number| number.to_string())
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
