//! The card of the subscriptions between two ends, and its rows.

use leptos::prelude::*;

use super::diagram::{CardKey, Diagram};
use super::focus::{Part, Stop};
use super::keyboard::{element_id, is_plain_key};
use super::model::{FlowSubscription, Key};
use super::stage::{Place, Stage};
use crate::ui::{Menu, State, StatusMark};

/// A header with the name and the number, and one row for each data model.
#[component]
pub(super) fn CardView(stage: Stage, card: CardKey, place: Place) -> impl IntoView {
    let part = Part::Card(card);
    let is_in_diagram = place == Place::Diagram;
    let name = stage.read(move |diagram| {
        let name = diagram.card(card)?.shared_name();
        Some(name.unwrap_or("Several names").to_owned())
    });
    let rows = stage.read(move |diagram| Some(diagram.card(card)?.rows.iter().map(|row| row.key).collect::<Vec<_>>()));
    let rows = move || rows.get().unwrap_or_default();
    let lamp = stage.light.lamp(part);
    view! {
        <div
            class="flow-card"
            data-lit=move || is_in_diagram && lamp.get()
            data-dim=move || stage.is_card_dimmed(card)
            on:pointerenter=move |_| stage.hover(part, is_in_diagram)
            on:pointerleave=move |_| stage.hover(part, false)
            on:focusin=move |_| {
                if is_in_diagram {
                    stage.light.focus(Some(part));
                }
            }
        >
            <h3 title=name>
                <span>{name}</span>
                <span class="flow-card-count">{move || rows().len()}</span>
            </h3>
            <ul>
                <For each=rows key=|row| *row let:row>
                    <Row stage card row place />
                </For>
            </ul>
        </div>
    }
}

/// One subscription: its state, its data model, its name where it differs from its neighbours', its menu.
#[component]
fn Row(stage: Stage, card: CardKey, row: Key, place: Place) -> impl IntoView {
    let stop = Stop::Row(row);
    let is_in_diagram = place == Place::Diagram;
    let facts = stage.read(move |diagram| diagram.row(row).cloned());
    let own_name = stage.read(move |diagram| {
        let is_shared = diagram.card(card)?.shared_name().is_some();
        Some((!is_shared).then(|| diagram.row(row).map(|row| row.name.clone())).flatten())
    });
    let own_name = Memo::new(move |_| own_name.get().flatten());
    let label = stage.read(move |diagram| spoken_name(diagram, card, row));
    let model = Memo::new(move |_| fact(facts, |row| row.model.clone()).unwrap_or_default());
    let title = move || match own_name.get() {
        Some(name) => [&model.get(), ", ", &name].concat(),
        None => model.get(),
    };
    let state = Memo::new(move |_| fact(facts, |row| row.state).unwrap_or(State::Active));
    let is_menu_open = RwSignal::new(false);
    view! {
        <li
            class="flow-row"
            data-dim=move || stage.is_row_dimmed(row)
            data-marked=move || stage.is_marked(row)
            on:focusin=move |_| {
                if is_in_diagram {
                    stage.keyboard.stand(stop);
                }
            }
            on:keydown=move |event| {
                if is_menu_open.get_untracked() {
                    return;
                }
                if is_plain_key(&event, "m") {
                    event.prevent_default();
                    event.stop_propagation();
                    is_menu_open.set(true);
                }
                stage.copy_on_key(&event, row);
            }
        >
            <StatusMark state />
            <span class="flow-row-words">
                <a
                    id=is_in_diagram.then(|| element_id(stop))
                    href=move || fact(facts, |row| row.href.clone())
                    tabindex=move || is_in_diagram.then(|| stage.keyboard.tab_index(stop))
                    aria-label=label
                    title=title
                >
                    {model}
                </a>
                {move || own_name.get().map(|name| view! { <span class="flow-row-name">{name}</span> })}
            </span>
            <Menu
                label=Signal::derive(move || ["Actions for ", &label.get().unwrap_or_default()].concat())
                items=Signal::derive(move || stage.menu.run(row))
                align_end=true
                open=is_menu_open
                tab_index=place.button_tab_index()
            />
        </li>
    }
}

fn fact<T>(facts: Memo<Option<FlowSubscription>>, read: impl FnOnce(&FlowSubscription) -> T) -> Option<T> {
    facts.with(|facts| facts.as_ref().map(read))
}

/// "Intake API to Epic ADT feed, FHIR Patient, active".
fn spoken_name(diagram: &Diagram, card: CardKey, row: Key) -> Option<String> {
    let (source, destination) = (diagram.end(card.source)?, diagram.end(card.destination)?);
    let is_shared = diagram.card(card)?.shared_name().is_some();
    let row = diagram.row(row)?;
    let model = row.model.replace('®', "");
    let mut name = [&source.name, " to ", &destination.name, ", ", &model, ", "].concat();
    if !is_shared {
        name.push_str(&row.name);
        name.push_str(", ");
    }
    name.push_str(match row.state {
        State::Progress => "in progress",
        state => state.name(),
    });
    Some(name)
}
