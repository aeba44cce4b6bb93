//! A subscription's settings, opened by the address over whatever page it names.

use causeway::backend::{Fault, set_fault};
use causeway::paths::Place;
use causeway_api::{QueueStatus, Subscription};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::{Demo, OpenApp};
use crate::screen::{Region, description, press, type_into, typed, until};

const DIALOG: &str = "Subscription";
const MODEL: &str = "FHIR.Patient";

/// Mercy Valley's referrals.
async fn row(demo: &Demo) -> Subscription {
    demo.subscription(demo.development().await, "Referrals", MODEL).await.expect("it is in the sample")
}

async fn kept(demo: &Demo, name: &str) -> Option<Subscription> {
    demo.subscription(demo.development().await, name, MODEL).await
}

/// The connections page with the row's settings over it.
async fn open(demo: &Demo) -> (OpenApp<'_>, Region) {
    let query = format!("subscription={}", row(demo).await.id);
    let page = demo.open(Place::Connections(demo.development().await), &query).await;
    let dialog = page.within("dialog", DIALOG).await;
    dialog.find("textbox", "Subscription name").await;
    (page, dialog)
}

#[wasm_bindgen_test]
async fn the_address_opens_the_settings_of_a_subscription() {
    let demo = Demo::new();
    let (page, dialog) = open(&demo).await;
    assert_eq!(typed(&dialog.find("textbox", "Subscription name").await), "Referrals");
    for link in ["Mercy Valley Health", "Intake API", "Epic inbound"] {
        dialog.find("link", link).await;
    }
    dialog.expect_text("FHIR® Patient").await;
    dialog.find("button", "Copy subscription id").await;
    press("Escape");
    page.wait_until_gone("dialog", DIALOG).await;
    page.expect_query("subscription", None).await;
}

#[wasm_bindgen_test]
async fn a_link_to_a_subscription_opens_it_over_the_table() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = demo.open(Place::Subscription(environment, row(&demo).await.id), "").await;
    page.within("dialog", DIALOG).await.find("link", "Epic inbound").await;
    page.expect_place(Place::Subscriptions(environment)).await;
}

#[wasm_bindgen_test]
async fn a_new_name_is_saved_and_closes_the_settings() {
    let demo = Demo::new();
    let (page, dialog) = open(&demo).await;
    type_into(&dialog.find("textbox", "Subscription name").await, "Transfers");
    dialog.find("button", "Save").await.click();
    page.wait_until_gone("dialog", DIALOG).await;
    page.find("listitem", "Renamed to “Transfers”.").await;
    assert!(kept(&demo, "Transfers").await.is_some());
}

#[wasm_bindgen_test]
async fn a_name_of_121_characters_is_refused_beside_its_field() {
    let demo = Demo::new();
    let (page, dialog) = open(&demo).await;
    let field = dialog.find("textbox", "Subscription name").await;
    type_into(&field, &"x".repeat(121));
    until("the field says so", || description(&field) == "Use at most 120 characters.").await;
    dialog.find("button", "Save").await.click();
    press("Escape");
    page.find("alertdialog", "Discard what you typed?").await;
    assert!(kept(&demo, "Referrals").await.is_some());
}

#[wasm_bindgen_test]
async fn a_subscription_is_paused_and_resumed_without_leaving() {
    let demo = Demo::new();
    let (_page, dialog) = open(&demo).await;
    for (press, shown, status) in [("Pause", "Paused", QueueStatus::Paused), ("Resume", "Active", QueueStatus::Active)] {
        dialog.find("button", press).await.click();
        dialog.expect_text(shown).await;
        dialog.wait_until_gone("button", press).await;
        assert_eq!(kept(&demo, "Referrals").await.map(|row| row.queue_status), Some(status));
    }
}

#[wasm_bindgen_test]
async fn a_pause_that_nobody_answers_is_taken_back_and_said() {
    let demo = Demo::new();
    let (page, dialog) = open(&demo).await;
    set_fault(Some(Fault::Held));
    dialog.find("button", "Pause").await.click();
    dialog.find("button", "Resume").await;
    set_fault(Some(Fault::Unreachable));
    page.find("listitem", "“Referrals” is unchanged. The server cannot be reached.").await;
    dialog.find("button", "Pause").await;
}

#[wasm_bindgen_test]
async fn deleting_closes_the_settings_and_offers_undo() {
    let demo = Demo::new();
    let (page, dialog) = open(&demo).await;
    dialog.find("button", "Delete").await.click();
    page.wait_until_gone("dialog", DIALOG).await;
    page.find("listitem", "Deleted “Referrals”.").await;
    until("the tile counts one less", || page.names("listitem").iter().any(|tile| tile.contains("5 active1 paused1 failing")))
        .await;
    page.find("button", "Undo").await.click();
    page.find("status", "Undone").await;
    assert!(kept(&demo, "Referrals").await.is_some());
}

#[wasm_bindgen_test]
async fn a_subscription_that_is_not_here_says_so() {
    let demo = Demo::new();
    let query = "subscription=01890a5d-ac96-774b-bcce-b302099a8057";
    let page = demo.open(Place::Connections(demo.development().await), query).await;
    let dialog = page.within("dialog", DIALOG).await;
    dialog.find("heading", "This subscription is not here").await;
    dialog.find("button", "Close").await.click();
    page.wait_until_gone("dialog", DIALOG).await;
}
