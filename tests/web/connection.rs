//! One connection: its flow and its About page.

use causeway::backend::{Fault, set_fault};
use causeway::paths::Place;
use causeway_api::{ConnectionId, QueueStatus, SubscriptionChange};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::{Demo, OpenApp};
use crate::screen::{press, type_into, typed, until};

async fn open<'a>(demo: &'a Demo, name: &str, query: &str) -> OpenApp<'a> {
    let environment = demo.development().await;
    let connection = demo.connection(environment, name).await;
    demo.open(Place::Connection(environment, connection.id), query).await
}

const BOOKINGS: &str = "ADT feed to Scheduling inbox, FHIR Event.Scheduling";

#[wasm_bindgen_test]
async fn the_flow_shows_this_connections_rows_under_their_names() {
    let demo = Demo::new();
    let page = open(&demo, "Mercy Valley Health", "").await;
    page.find("group", "Flow of Mercy Valley Health").await;
    for (ends, count) in [
        ("Intake API to Epic inbound, FHIR", 3),
        ("ADT feed to Clinical lake (S3), FHIR", 2),
        ("ADT feed to Scheduling inbox, FHIR", 1),
        ("Results feed to Clinical lake (S3), FHIR", 2),
    ] {
        page.expect_count("link", ends, count).await;
    }
    for name in ["Referrals", "Admissions", "Bookings", "Results to lake"] {
        page.find("heading", name).await;
    }
    page.find("status", "8 subscriptions · 6 active · 1 paused · 1 failing").await;
    page.find("link", "Subscriptions 8").await;
}

#[wasm_bindgen_test]
async fn the_filter_says_how_many_match_and_hides_none() {
    let demo = Demo::new();
    let page = open(&demo, "Mercy Valley Health", "").await;
    type_into(&page.find("combobox", "Filter this flow").await, "patient");
    page.find("status", "2 of 8 subscriptions").await;
    page.expect_count("button", "Actions for ", 8).await;
    page.expect_query("q", Some("patient")).await;
}

#[wasm_bindgen_test]
async fn a_paused_row_offers_resume_and_no_pause() {
    let demo = Demo::new();
    let page = open(&demo, "Mercy Valley Health", "").await;
    page.find("link", &format!("{BOOKINGS}, paused")).await;
    page.find("button", &format!("Actions for {BOOKINGS}")).await.click();
    page.expect_names("menuitem", &["Settings", "Rename", "Duplicate", "Create from here", "Copy id", "Resume", "Delete"]).await;
}

#[wasm_bindgen_test]
async fn a_row_is_resumed_from_its_menu_and_paused_again_by_undo() {
    let demo = Demo::new();
    let page = open(&demo, "Mercy Valley Health", "").await;
    page.find("button", &format!("Actions for {BOOKINGS}")).await.click();
    page.find("menuitem", "Resume").await.click();
    page.find("link", &format!("{BOOKINGS}, active")).await;
    page.find("listitem", "Resumed “Bookings”.").await;
    page.find("button", "Undo").await.click();
    page.find("link", &format!("{BOOKINGS}, paused")).await;
    page.find("status", "Undone").await;
    let environment = demo.development().await;
    let kept = demo.subscription(environment, "Bookings", "FHIR.Event.Scheduling").await.expect("it is still there");
    assert_eq!(kept.queue_status, QueueStatus::Paused);
}

#[wasm_bindgen_test]
async fn a_row_is_renamed_where_it_stands() {
    let demo = Demo::new();
    let page = open(&demo, "Mercy Valley Health", "").await;
    page.find("button", &format!("Actions for {BOOKINGS}")).await.click();
    page.find("menuitem", "Rename").await.click();
    type_into(&page.find("textbox", "New name of Bookings").await, "Visits");
    press("Enter");
    page.find("heading", "Visits").await;
    page.find("listitem", "Renamed to “Visits”.").await;
    let environment = demo.development().await;
    demo.subscription(environment, "Visits", "FHIR.Event.Scheduling").await.expect("it has its new name");
}

#[wasm_bindgen_test]
async fn a_row_is_deleted_and_comes_back_by_undo() {
    let demo = Demo::new();
    let page = open(&demo, "Mercy Valley Health", "").await;
    page.find("button", &format!("Actions for {BOOKINGS}")).await.click();
    page.find("menuitem", "Delete").await.click();
    page.wait_until_gone("link", BOOKINGS).await;
    page.find("button", "Undo").await.click();
    page.find("link", &format!("{BOOKINGS}, paused")).await;
}

#[wasm_bindgen_test]
async fn creating_from_an_end_has_it_chosen() {
    let demo = Demo::new();
    let page = open(&demo, "Mercy Valley Health", "q=lake").await;
    page.find("link", "Create subscription to Clinical lake (S3)").await.click();
    let dialog = page.within("dialog", "Create subscription").await;
    dialog.expect_text("In Mercy Valley Health").await;
    let destination = dialog.find("combobox", "Destination").await;
    until("the end is chosen", || typed(&destination) == "Clinical lake (S3)").await;
    page.expect_query("q", Some("lake")).await;
}

#[wasm_bindgen_test]
async fn the_name_leads_to_other_connections_and_keeps_the_filter() {
    let demo = Demo::new();
    let page = open(&demo, "Mercy Valley Health", "q=patient").await;
    page.find("button", "Another connection").await.click();
    page.find("menuitemradio", "Brightpath Scheduling").await.click();
    page.find("heading", "Connections / Brightpath Scheduling").await;
    page.expect_query("q", Some("patient")).await;
}

#[wasm_bindgen_test]
async fn a_filter_that_nothing_matches_says_so_and_can_be_cleared() {
    let demo = Demo::new();
    let page = open(&demo, "Mercy Valley Health", "q=zzz").await;
    page.find("status", "0 of 8 subscriptions").await;
    page.expect_text("Nothing here matches zzz").await;
    page.find("button", "Clear the filter").await.click();
    page.find("status", "8 subscriptions · ").await;
    page.expect_query("q", None).await;
}

#[wasm_bindgen_test]
async fn where_everything_is_paused_it_says_so() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let connection = demo.connection(environment, "Mercy Valley Health").await;
    for row in demo.subscriptions(environment).await {
        if row.connection_id == connection.id && row.can_pause() {
            let (name, queue_status) = (None, Some(QueueStatus::Paused));
            demo.ask(&SubscriptionChange { subscription_id: row.id, version: Some(row.version), name, queue_status }).await;
        }
    }
    let page = open(&demo, "Mercy Valley Health", "").await;
    page.find("status", "8 subscriptions · 8 paused").await;
}

#[wasm_bindgen_test]
async fn a_flow_that_cannot_be_loaded_offers_to_try_again() {
    let demo = Demo::new();
    let page = open(&demo, "Mercy Valley Health", "").await;
    page.find("group", "Flow of Mercy Valley Health").await;
    set_fault(Some(Fault::Unreachable));
    page.find("button", "Environment").await.click();
    page.find("menuitemradio", "Staging").await.click();
    page.find("heading", "The connection could not be loaded").await;
    set_fault(None);
    page.find("button", "Try again").await.click();
    page.find("heading", "Connections / Mercy Valley Health").await;
}

#[wasm_bindgen_test]
async fn a_row_opens_its_settings_over_the_flow() {
    let demo = Demo::new();
    let page = open(&demo, "Mercy Valley Health", "").await;
    page.find("link", &format!("{BOOKINGS}, paused")).await.click();
    page.within("dialog", "Subscription").await.find("link", "Mercy Valley Health").await;
    page.find("group", "Flow of Mercy Valley Health").await;
}

#[wasm_bindgen_test]
async fn a_connection_without_subscriptions_offers_the_first() {
    let demo = Demo::new();
    let page = open(&demo, "Brightpath Scheduling", "").await;
    page.find("link", "Create the first subscription").await.click();
    page.within("dialog", "Create subscription").await.expect_text("In Brightpath Scheduling").await;
}

#[wasm_bindgen_test]
async fn the_table_opens_filtered_to_the_connection() {
    let demo = Demo::new();
    let page = open(&demo, "Mercy Valley Health", "").await;
    page.find("link", "Table").await.click();
    page.expect_place(Place::Subscriptions(demo.development().await)).await;
    page.expect_query("q", Some("Mercy Valley Health")).await;
    page.expect_count("button", "Actions for ", 8).await;
}

#[wasm_bindgen_test]
async fn the_about_page_says_who_they_are() {
    let demo = Demo::new();
    let page = open(&demo, "Mercy Valley Health", "").await;
    page.find("link", "About").await.click();
    page.expect_text("Six hospitals and forty clinics along the Mercy river.").await;
    page.find("button", "Copy connection id").await;
}

#[wasm_bindgen_test]
async fn an_unknown_connection_is_not_found_and_leads_home() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let nobody: ConnectionId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().expect("a uuid");
    let page = demo.open(Place::Connection(environment, nobody), "").await;
    page.find("heading", "There is nothing here").await;
    page.find("link", "Go to your connections").await.click();
    page.expect_place(Place::Connections(environment)).await;
    assert_eq!(document().title(), "Connections · Causeway");
}
