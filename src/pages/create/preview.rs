//! What the dialog is about to do, before it is done.

use super::form::Form;
use super::prefill::label;
use crate::pages::summary::counted;
use crate::ui::ComboOption;
use leptos::prelude::*;

/// What will be created or proposed, one line each.
#[component]
pub(super) fn Preview(
    form: Form,
    sources: Memo<Vec<ComboOption>>,
    destinations: Memo<Vec<ComboOption>>,
    models: Memo<Vec<ComboOption>>,
    /// Whoever has to approve it, if somebody has to.
    approver: Memo<Option<String>>,
) -> impl IntoView {
    let route =
        Memo::new(move |_| Some([&label(sources, form.source)?, " → ", &label(destinations, form.destination)?].concat()));
    let chosen = Memo::new(move |_| {
        models.with(|models| {
            let label = |chosen: &String| models.iter().find(|model| model.value == *chosen).map(|model| model.label.clone());
            form.models.with(|chosen| chosen.iter().filter_map(label).collect::<Vec<_>>())
        })
    });
    view! {
        <Show when=move || route.with(Option::is_some) && chosen.with(|chosen| !chosen.is_empty())>
            <section class="create-preview" aria-label="What will be created">
                <p>
                    {move || {
                        let what = if approver.with(Option::is_some) { " will be proposed: " } else { " will be created: " };
                        chosen.with(|chosen| [&counted(chosen.len(), "subscription"), what].concat())
                    }}
                    <b>{route}</b>
                </p>
                <ul>
                    <For
                        each=move || chosen.get()
                        key=String::clone
                        children=|model| view! { <li>{model}</li> }/>
                </ul>
                {move || {
                    approver
                        .get()
                        .map(|partner| {
                            let sentence = ["Nothing flows until an engineer of ", &partner, " approves."].concat();
                            view! { <p class="create-approval">{sentence}</p> }
                        })
                }}
            </section>
        </Show>
    }
}
