//! The card of the subscriptions between two ends, and its rows.

use leptos::ev::FocusEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use super::keyboard::{element_id, is_plain_key};
use super::stage::{Place, Stage};
use super::words::shown_as;
use crate::ui::{IconName, Menu, MenuItem, State, StatusMark};
use causeway_flow::diagram::{CardKey, Diagram};
use causeway_flow::focus::{Part, Stop};
use causeway_flow::model::{FlowSubscription, Key};

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
    on_cleanup(move || stage.light.leave(part));
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
        None => model.get().as_ref().to_owned(),
    };
    let state = Memo::new(move |_| fact(facts, |row| shown_as(row.state)).unwrap_or(State::Active));
    let is_menu_open = RwSignal::new(false);
    let is_renaming = RwSignal::new(false);
    let link = NodeRef::<html::A>::new();
    let to_link = move || {
        if let Some(link) = link.try_get_untracked().flatten() {
            // Fails only where the row is gone.
            let _ = link.focus();
        }
    };
    let was_opened_by_key = StoredValue::new(false);
    // The menu gives the focus back to its button; what opened it by a key was the row.
    let on_focusin = move |event: FocusEvent| {
        if is_in_diagram {
            stage.keyboard.stand(stop);
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| target.has_attribute("aria-haspopup")) && was_opened_by_key.get_value() {
            was_opened_by_key.set_value(false);
            to_link();
        }
    };
    let leave_name = Callback::new(move |()| {
        is_renaming.set(false);
        request_animation_frame(to_link);
    });
    let items = Signal::derive(move || {
        let mut items = stage.asked().menu.run(row);
        let rename =
            MenuItem::press("Rename", move || is_renaming.set(true)).icon(IconName::Edit).disabled(stage.asked().fixed.get());
        items.insert(items.len().min(1), rename);
        items
    });
    view! {
        <li
            class="flow-row"
            data-dim=move || stage.is_row_dimmed(row)
            data-marked=move || stage.is_marked(row)
            data-renaming=move || is_renaming.get()
            on:focusin=on_focusin
            on:keydown=move |event| {
                if is_renaming.get_untracked() {
                    // What is typed into the name is no command.
                    event.stop_propagation();
                    return;
                }
                if is_menu_open.get_untracked() {
                    return;
                }
                if is_plain_key(&event, "m") {
                    event.prevent_default();
                    event.stop_propagation();
                    was_opened_by_key.set_value(true);
                    is_menu_open.set(true);
                }
                stage.copy_on_key(&event, row);
            }
        >
            <StatusMark state />
            <span class="flow-row-words">
                <a
                    id=is_in_diagram.then(|| element_id(stop))
                    href=move || stage.asked().row_href.run(row)
                    tabindex=move || is_in_diagram.then(|| stage.keyboard.tab_index(stop))
                    aria-label=label
                    title=title
                    node_ref=link
                >
                    {model}
                </a>
                {move || {
                    if is_renaming.get() {
                        return Some(stage.asked().name_field.run((row, leave_name)));
                    }
                    own_name.get().map(|name| view! { <span class="flow-row-name">{name}</span> }.into_any())
                }}
            </span>
            <Menu
                label=Signal::derive(move || ["Actions for ", &label.get().unwrap_or_default()].concat())
                items
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
    name.push_str(match shown_as(row.state) {
        State::Progress => "in progress",
        state => state.name(),
    });
    Some(name)
}
