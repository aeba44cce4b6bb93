//! Connected orgs, the page people land on.

use causeway::backend::{Fault, set_fault};
use causeway::paths::Place;
use causeway_api::{Subscription, SubscriptionDelete};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::{Demo, OpenApp};
use crate::screen::{Screen, expect_focus, focus, type_into, typed, until};

const PARTNERS: &str = "Organizations you exchange data with";
const OWN: &str = "Within your organization";

async fn open<'a>(demo: &'a Demo, query: &str) -> OpenApp<'a> {
    demo.open(Place::Connections(demo.development().await), query).await
}

#[wasm_bindgen_test]
async fn your_own_organization_stands_apart_and_is_not_counted() {
    let demo = Demo::new();
    let page = open(&demo, "").await;
    let own = page.within("list", OWN).await;
    own.expect_count("listitem", "", 1).await;
    own.find("link", "Tidewell Health (you)").await;
    // Two of them are not partners yet.
    page.within("list", PARTNERS).await.expect_count("listitem", "", 16).await;
    page.expect_text("14 partners").await;
    page.find("link", "Connected orgs 14").await;
}

#[wasm_bindgen_test]
async fn the_two_defaults_say_that_they_are_and_what_for() {
    let demo = Demo::new();
    let page = open(&demo, "").await;
    for name in ["Redox Engine", "Redox Health System"] {
        let tile = page.within("listitem", name).await;
        tile.expect_text("Default").await;
        tile.expect_text("For configuring and testing your set-up.").await;
    }
    let partner = page.find("listitem", "Mercy Valley Health").await;
    assert!(!partner.text_content().expect("a tile has text").contains("Default"));
}

#[wasm_bindgen_test]
async fn a_tile_counts_its_subscriptions_by_status() {
    let demo = Demo::new();
    let page = open(&demo, "").await;
    let tile = page.within("listitem", "Mercy Valley Health").await;
    for count in ["6 active", "1 paused", "1 failing"] {
        tile.expect_text(count).await;
    }
}

#[wasm_bindgen_test]
async fn a_tile_without_subscriptions_offers_to_create_one_there() {
    let demo = Demo::new();
    let page = open(&demo, "").await;
    let tile = page.within("listitem", "Brightpath Scheduling").await;
    tile.expect_text("No subscriptions here yet").await;
    tile.find("link", "Create one").await.click();
    page.within("dialog", "Create subscription").await.expect_text("In Brightpath Scheduling").await;
}

#[wasm_bindgen_test]
async fn a_tile_leads_to_its_flow() {
    let demo = Demo::new();
    let page = open(&demo, "").await;
    let environment = demo.development().await;
    let connection = demo.connection(environment, "Mercy Valley Health").await;
    page.find("link", "Mercy Valley Health").await.click();
    page.expect_place(Place::Connection(environment, connection.id)).await;
    page.find("heading", "Connections / Mercy Valley Health").await;
}

#[wasm_bindgen_test]
async fn the_filter_stands_in_the_address_and_leaves_what_matches() {
    let demo = Demo::new();
    let page = open(&demo, "").await;
    type_into(&page.find("searchbox", "Filter connections").await, "cedar");
    page.wait_until_gone("list", OWN).await;
    let partners = page.within("list", PARTNERS).await;
    partners.expect_count("listitem", "", 1).await;
    partners.find("link", "Cedar Ridge Health").await;
    page.expect_query("q", Some("cedar")).await;
    drop(page);

    let page = open(&demo, "q=harbor").await;
    page.within("list", PARTNERS).await.expect_count("listitem", "", 1).await;
    page.find("link", "Harbor Point Medical Center").await;
}

#[wasm_bindgen_test]
async fn what_matches_nothing_says_so_and_can_be_cleared() {
    let demo = Demo::new();
    let page = open(&demo, "").await;
    let filter = page.find("searchbox", "Filter connections").await;
    type_into(&filter, "zebra");
    page.find("heading", "Nothing matches zebra").await;
    page.find("button", "Clear the filter").await.click();
    page.within("list", PARTNERS).await.expect_count("listitem", "", 16).await;
    until("the filter is empty", || typed(&filter).is_empty()).await;
}

#[wasm_bindgen_test]
async fn connections_that_cannot_be_loaded_say_so_and_try_again() {
    let demo = Demo::new();
    let page = open(&demo, "").await;
    let menu = page.find("button", "Environment: Development").await;
    set_fault(Some(Fault::Unreachable));
    menu.click();
    page.find("menuitemradio", "Staging").await.click();
    page.find("heading", "The connections could not be loaded").await;
    page.expect_text("The server cannot be reached.").await;
    set_fault(None);
    page.find("button", "Try again").await.click();
    page.find("link", "Mercy Valley Health").await;
}

#[wasm_bindgen_test]
async fn the_first_steps_are_gone_once_there_is_a_subscription_of_your_own() {
    let demo = Demo::new();
    let page = open(&demo, "").await;
    page.expect_text("6 active").await;
    page.expect_count("region", "First steps", 0).await;
}

#[wasm_bindgen_test]
async fn the_first_steps_are_ticked_from_what_is_there() {
    let demo = without_own_subscriptions().await;
    let page = open(&demo, "").await;
    let steps = page.within("region", "First steps").await;
    steps.find("listitem", "Create a cloud destination, done").await;
    steps.find("link", "Create a subscription").await.click();
    page.within("dialog", "Create subscription").await.expect_text("In Tidewell Health (you)").await;
    assert!(!steps.names("listitem").iter().any(|step| step.contains("subscription, done")));
}

#[wasm_bindgen_test]
async fn first_steps_that_were_put_away_stay_away() {
    let demo = without_own_subscriptions().await;
    let page = open(&demo, "").await;
    page.find("button", "Put the first steps away").await.click();
    page.wait_until_gone("region", "First steps").await;
    drop(page);

    let page = open(&demo, "").await;
    page.expect_text("6 active").await;
    page.expect_count("region", "First steps", 0).await;
}

async fn without_own_subscriptions() -> Demo {
    let demo = Demo::new();
    let rows = demo.subscriptions(demo.development().await).await;
    for row in rows.into_iter().filter(Subscription::is_one_party) {
        demo.ask(&SubscriptionDelete { subscription_id: row.id, version: None }).await;
    }
    demo
}

#[wasm_bindgen_test]
async fn a_page_that_was_left_before_it_was_drawn_takes_no_focus() {
    let demo = Demo::new();
    let page = demo.open(Place::Connections(demo.development().await), "").await;
    page.find("link", "Directory").await.click();
    // The app takes note of where it is now, and waits for a frame to be drawn.
    leptos::task::tick().await;
    drop(page);
    let screen = Screen::show(|| view! { <h1 tabindex="-1">"Another page"</h1> <button>"Here"</button> });
    let button = screen.find("button", "Here").await;
    focus(&button);
    let has_passed = RwSignal::new(false);
    set_timeout(move || has_passed.set(true), Duration::from_millis(150));
    until("some time has passed", || has_passed.get_untracked()).await;
    expect_focus(&button).await;
}
