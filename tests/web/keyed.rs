//! Ends and connections, each of which wakes those who show it and nobody else.

use causeway::backend::Backend;
use causeway::stores::{Connections, Ends};
use causeway_api::{ConnectionId, EnvironmentFlag, Patch, SourceChange, SourceId};
use futures_channel::oneshot;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::Demo;
use crate::screen::{Screen, until};

/// Which lines of a list were written, in the order in which they were.
type Written<T> = StoredValue<Vec<T>>;

/// Your sources' names, each written by itself.
async fn show_sources() -> (Screen, Ends, Written<SourceId>) {
    let (sender, made) = oneshot::channel();
    let screen = Screen::show(move || {
        let (ends, written) = (Ends::new(Backend::Demo), Written::default());
        assert!(sender.send((ends, written)).is_ok());
        let name = move |id| {
            written.update_value(|written| written.push(id));
            ends.source(id).map(|source| source.name)
        };
        let ids =
            move || ends.sources().with(|load| load.ready().into_iter().flatten().map(|source| source.id).collect::<Vec<_>>());
        view! {
            <ul>
                <For each=ids key=|id| *id let:id>
                    <li>{move || name(id)}</li>
                </For>
            </ul>
        }
    });
    let (ends, written) = made.await.expect("the view was made");
    (screen, ends, written)
}

#[wasm_bindgen_test]
async fn a_renamed_end_is_written_anew_and_no_other() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let (screen, ends, written) = show_sources().await;
    ends.load(environment).await;
    let sources = untrack(|| ends.sources().get()).ready().expect("they were loaded").clone();
    screen.expect_count("listitem", "", sources.len()).await;
    assert!(sources.len() > 4, "they are many: {}", sources.len());
    written.set_value(Vec::new());
    let source = &sources[2];
    let name = [&source.name, " (old)"].concat();
    let change = SourceChange {
        source_id: source.id,
        version: Some(source.version),
        name: Some(name.clone()),
        communication_method: Patch::Keep,
        data_format: Patch::Keep,
        ehr: Patch::Keep,
        time_zone: Patch::Keep,
        service_region: Patch::Keep,
        setup_state: Patch::Keep,
    };
    ends.change_source(&change).await.expect("the rules allow it");
    screen.find("listitem", &name).await;
    assert_eq!(written.get_value(), [source.id]);

    // What is as it was is not written, however often it is loaded.
    ends.load(environment).await;
    let change = SourceChange { version: None, name: Some(source.name.clone()), ..change };
    ends.change_source(&change).await.expect("the rules allow it");
    screen.wait_until_gone("listitem", &name).await;
    assert_eq!(written.get_value(), [source.id, source.id]);
}

#[wasm_bindgen_test]
async fn connections_that_are_loaded_again_as_they_were_wake_nobody_who_shows_one() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let id = demo.connection(environment, "Mercy Valley Health").await.id;
    let (sender, made) = oneshot::channel();
    let screen = Screen::show(move || {
        let (connections, written) = (Connections::new(Backend::Demo), Written::<ConnectionId>::default());
        let round = RwSignal::new(1);
        assert!(sender.send((connections, written, round)).is_ok());
        let name = move || {
            written.update_value(|written| written.push(id));
            connections.name(id)
        };
        view! { <h2>{name}</h2> <p>"Round " {round}</p> }
    });
    let (connections, written, round) = made.await.expect("the view was made");
    connections.load(environment).await;
    screen.find("heading", "Mercy Valley Health").await;
    written.set_value(Vec::new());
    connections.load(environment).await;
    round.set(2);
    screen.expect_text("Round 2").await;
    assert_eq!(written.get_value(), []);
    // In another environment nothing is known of it at first.
    connections.load(demo.environment(EnvironmentFlag::Staging).await).await;
    until("it was written anew", || !written.get_value().is_empty()).await;
}
