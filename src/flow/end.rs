//! The tile of one end.

use leptos::html;
use leptos::prelude::*;

use super::keyboard::{element_id, is_plain_key};
use super::stage::{Place, Stage};
use super::words::id_text;
use crate::ui::{CopyId, Icon, IconName};
use causeway_flow::focus::{Part, Stop};
use causeway_flow::model::{EndKey, EndKind, FlowEnd};

/// A source or destination: what it is, its name, its id, what is unfinished about it, and a way to create from it.
#[component]
pub(super) fn EndTile(stage: Stage, end: EndKey, place: Place) -> impl IntoView {
    let part = Part::End(end);
    let stop = Stop::End(end);
    let is_in_diagram = place == Place::Diagram;
    let facts = stage.read(move |diagram| diagram.end(end).cloned());
    let label = stage.read(move |diagram| Some(spoken_name(diagram.end(end)?, diagram.subscriptions_at(end))));
    let kind = Memo::new(move |_| fact(facts, |end| end.kind).unwrap_or(EndKind::Source));
    let name = Memo::new(move |_| fact(facts, |end| end.name.clone()).unwrap_or_default());
    let note = Memo::new(move |_| fact(facts, |end| end.note.clone()).flatten());
    let title =
        move || fact(facts, |end| [end.name.as_str(), if end.own { ": open its set-up" } else { ": look at it" }].concat());
    // In the diagram its column's heading says it.
    let owner = stage.read(move |diagram| {
        let group = diagram.group_of(end).filter(|_| !is_in_diagram)?;
        Some([", ", &group.heading].concat())
    });
    let can_create = Memo::new(move |_| fact(facts, |end| end.can_create) == Some(true));
    let create_label = move || {
        let direction = if kind.get() == EndKind::Source { "Create subscription from " } else { "Create subscription to " };
        [direction, &name.get()].concat()
    };
    let create = NodeRef::<html::A>::new();
    let lamp = stage.light.lamp(part);
    on_cleanup(move || stage.light.leave(part));
    view! {
        <div
            class="flow-end"
            data-lit=move || is_in_diagram && lamp.get()
            data-dim=move || stage.is_end_dimmed(end)
            data-progress=move || fact(facts, |end| end.in_progress)
            on:pointerenter=move |_| stage.hover(part, is_in_diagram)
            on:pointerleave=move |_| stage.hover(part, false)
            on:focusin=move |_| {
                if is_in_diagram {
                    stage.keyboard.stand(stop);
                    stage.light.focus(Some(part));
                }
            }
            on:keydown=move |event| {
                stage.copy_on_key(&event, end.id);
                if is_plain_key(&event, "n") && let Some(create) = create.get_untracked() {
                    event.prevent_default();
                    event.stop_propagation();
                    create.click();
                }
            }
        >
            {move || view! { <Icon name=icon(kind.get()) /> }}
            <a
                class="flow-end-name"
                id=is_in_diagram.then(|| element_id(stop))
                href=move || fact(facts, |end| end.href.clone())
                tabindex=move || is_in_diagram.then(|| stage.keyboard.tab_index(stop))
                aria-label=label
                title=title
            >
                {name}
            </a>
            <div class="flow-end-facts">
                <span>{move || kind.get().role()} {owner}</span>
                <CopyId
                    id=id_text(end.id)
                    noun=Signal::derive(move || kind.get().role().to_owned())
                    tab_index=place.button_tab_index()
                />
                {move || {
                    can_create
                        .get()
                        .then(|| {
                            view! {
                                <a
                                    class="flow-end-create"
                                    href=move || stage.asked().create_href.run((end.id, kind.get()))
                                    tabindex=place.button_tab_index()
                                    aria-label=create_label
                                    title=create_label
                                    node_ref=create
                                >
                                    <Icon name=IconName::Plus />
                                </a>
                            }
                        })
                }}
            </div>
            {move || note.get().map(|note| view! { <div class="flow-end-note">{note}</div> })}
        </div>
    }
}

fn fact<T>(facts: Memo<Option<FlowEnd>>, read: impl FnOnce(&FlowEnd) -> T) -> Option<T> {
    facts.with(|facts| facts.as_ref().map(read))
}

const fn icon(kind: EndKind) -> IconName {
    match kind {
        EndKind::Source => IconName::Source,
        EndKind::Destination => IconName::Destination,
        EndKind::CloudDestination => IconName::Cloud,
    }
}

/// "Intake API, source, 3 subscriptions".
fn spoken_name(end: &FlowEnd, subscriptions: usize) -> String {
    let count = subscriptions.to_string();
    let noun = if subscriptions == 1 { " subscription" } else { " subscriptions" };
    let mut name = [&end.name, ", ", end.kind.noun(), ", ", &count, noun].concat();
    if let Some(note) = &end.note {
        name.push_str(", ");
        name.push_str(note);
    }
    name
}
