//! The command palette.

use causeway::paths::{OwnPage, Place};
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::{Demo, OpenApp};
use crate::screen::{Region, expect_focus, focus, press, press_with, type_into, until};

const PALETTE: &str = "Search and commands";

async fn open(demo: &Demo) -> (OpenApp<'_>, Region) {
    let page = demo.open(Place::Connections(demo.development().await), "").await;
    page.find("link", "Mercy Valley Health").await;
    press_with("k", &["ctrlKey"]);
    let palette = page.within("dialog", PALETTE).await;
    (page, palette)
}

async fn look_for(palette: &Region, text: &str) {
    type_into(&palette.find("combobox", "Search, or what to do").await, text);
}

/// The line that the keys act on.
fn active(palette: &Region) -> Option<HtmlElement> {
    palette.elements("option").into_iter().find(|option| option.get_attribute("aria-selected").as_deref() == Some("true"))
}

#[wasm_bindgen_test]
async fn what_the_page_offers_is_offered() {
    let demo = Demo::new();
    let (_page, palette) = open(&demo).await;
    for action in [
        "Filter connections /",
        "Create subscription n",
        "New destination",
        "Go to All subscriptions g s",
        "Switch to Staging",
        "Theme: Dark",
        "Keyboard shortcuts ?",
        "Sign out The demo has one fixed session.",
    ] {
        palette.find("option", action).await;
    }
    palette.expect_count("option", "Create subscription", 1).await;
    palette.wait_until_gone("option", "Mercy Valley Health").await;
}

#[wasm_bindgen_test]
async fn a_button_of_the_page_is_pressed_from_here() {
    let demo = Demo::new();
    let (page, palette) = open(&demo).await;
    look_for(&palette, "reset").await;
    palette.expect_names("option", &["Reset Demo"]).await;
    press("Enter");
    page.wait_until_gone("dialog", PALETTE).await;
    page.within("alertdialog", "").await.find("button", "Cancel").await.click();
    page.expect_count("alertdialog", "", 0).await;
    expect_focus(&page.find("button", "Reset").await).await;
}

#[wasm_bindgen_test]
async fn pages_are_found_by_what_people_call_them() {
    let demo = Demo::new();
    let (page, palette) = open(&demo).await;
    for (typed, found) in [
        ("find partners", "Go to Directory"),
        ("request a conn", "Request a connection"),
        ("go requests", "Go to Requests"),
        ("profile", "Go to Organization profile"),
        ("roles", "Go to Members"),
        ("invit", "Go to Members"),
        ("see as", "See as…"),
        ("audit", "Go to Record of changes"),
    ] {
        look_for(&palette, typed).await;
        palette.find("option", found).await;
    }
    palette.find("option", "Go to Record of changes").await.click();
    page.expect_place(Place::Own(OwnPage::Audit)).await;
}

#[wasm_bindgen_test]
async fn what_a_member_may_not_read_is_found_with_the_reason() {
    let demo = Demo::new();
    demo.see_as("Noah Whitaker").await;
    let (_page, palette) = open(&demo).await;
    look_for(&palette, "audit").await;
    let line = palette.find("option", "Go to Record of changes Audit log Only owners and admins of your organization").await;
    assert_eq!(line.get_attribute("aria-disabled").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn a_connection_is_found_by_words_and_marked_there() {
    let demo = Demo::new();
    let (page, palette) = open(&demo).await;
    look_for(&palette, "val mer").await;
    palette.find("group", "Connections").await;
    let found = palette.find("option", "Mercy Valley Health").await;
    let marks = found.query_selector_all("mark").expect("a valid selector");
    let marks: Vec<_> = (0..marks.length()).filter_map(|index| marks.get(index)?.text_content()).collect();
    assert_eq!(marks, ["Mer", "Val"]);
    press("Enter");
    let environment = demo.development().await;
    let connection = demo.connection(environment, "Mercy Valley Health").await;
    page.expect_place(Place::Connection(environment, connection.id)).await;
}

#[wasm_bindgen_test]
async fn ends_and_subscriptions_are_found_by_name_and_by_id() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let row = demo.subscription(environment, "Hydrate the lake", "FHIR.Patient").await.expect("it is in the sample");
    let (page, palette) = open(&demo).await;
    look_for(&palette, "hl7 gate").await;
    palette.find("option", "HL7 gateway").await;
    look_for(&palette, &row.source.id.to_string()).await;
    palette.find("option", "HL7 gateway").await;
    look_for(&palette, "hydrate patient").await;
    palette.find("option", "Hydrate the lake FHIR® Patient · HL7 gateway → Clinical lake (S3) · Tidewell Health").await;
    look_for(&palette, &row.id.to_string()).await;
    palette.expect_text(&row.id.to_string()).await;
    palette.expect_count("option", "Hydrate the lake", 1).await;
    press("Enter");
    page.within("dialog", "Subscription").await.expect_text("HL7 gateway").await;
    page.expect_query("subscription", Some(&row.id.to_string())).await;
}

#[wasm_bindgen_test]
async fn many_subscriptions_are_counted_and_lead_to_the_table() {
    let demo = Demo::new();
    let (page, palette) = open(&demo).await;
    let count = demo.subscriptions(demo.development().await).await.len();
    look_for(&palette, "fhir").await;
    palette.find("group", &format!("Subscriptions 51 of {count}")).await;
    palette.find("option", &format!("Show {count} subscriptions in the table")).await.click();
    page.expect_place(Place::Subscriptions(demo.development().await)).await;
    page.expect_query("q", Some("fhir")).await;
}

#[wasm_bindgen_test]
async fn arrows_go_round_and_escape_gives_the_focus_back() {
    let demo = Demo::new();
    let page = demo.open(Place::Connections(demo.development().await), "").await;
    let filter = page.find("searchbox", "Filter connections").await;
    focus(&filter);
    press_with("k", &["ctrlKey"]);
    let palette = page.within("dialog", PALETTE).await;
    look_for(&palette, "theme").await;
    palette.expect_count("option", "", 3).await;
    for expected in ["Theme: Light", "Theme: Dark", "Theme: System", "Theme: Light"] {
        press("ArrowDown");
        until(expected, || {
            active(&palette).is_some_and(|line| line.text_content().is_some_and(|text| text.starts_with(expected)))
        })
        .await;
    }
    press("ArrowUp");
    press("ArrowUp");
    let field = palette.find("combobox", "Search, or what to do").await;
    until("the last line is active", || field.get_attribute("aria-activedescendant").is_some_and(|id| id.ends_with("-2"))).await;
    press("Escape");
    page.wait_until_gone("dialog", PALETTE).await;
    expect_focus(&filter).await;
}

#[wasm_bindgen_test]
async fn what_cannot_be_done_says_why_and_what_is_not_there_is_said_too() {
    let demo = Demo::new();
    let (page, palette) = open(&demo).await;
    look_for(&palette, "sign out").await;
    palette.expect_count("option", "", 1).await;
    let line = palette.find("option", "Sign out The demo has one fixed session.").await;
    assert_eq!(line.get_attribute("aria-disabled").as_deref(), Some("true"));
    press("Enter");
    look_for(&palette, "zzz").await;
    palette.find("status", "Nothing is called that.").await;
    palette.expect_count("option", "", 0).await;
    press("Enter");
    press_with("k", &["ctrlKey"]);
    page.wait_until_gone("dialog", PALETTE).await;
}

#[wasm_bindgen_test]
async fn the_button_in_the_frame_opens_it_and_gets_the_focus_back() {
    let demo = Demo::new();
    let page = demo.open(Place::Connections(demo.development().await), "").await;
    let button = page.find("button", "Search and commands").await;
    focus(&button);
    button.click();
    let palette = page.within("dialog", PALETTE).await;
    palette.find("button", "Close").await.click();
    page.wait_until_gone("dialog", PALETTE).await;
    expect_focus(&button).await;
    assert_eq!(document().query_selector("dialog[open]").expect("a valid selector"), None);
}
