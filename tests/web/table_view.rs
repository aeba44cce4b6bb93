//! The table as a person wants it: its groups, columns, widths and density, and conditions picked from its header.

use causeway::paths::Place;
use causeway_api::QueueStatus;
use leptos::prelude::window;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::{Demo, OpenApp};
use crate::screen::{expect_focus, focus, press, typed, until};

/// What the browser keeps of the table.
const STORED: &str = "causeway.table";

async fn open<'a>(demo: &'a Demo, query: &str) -> OpenApp<'a> {
    demo.open(Place::Subscriptions(demo.development().await), query).await
}

fn stored() -> Option<String> {
    window().local_storage().expect("browsers have it").expect("it is on").get_item(STORED).expect("it can be read")
}

/// What the browser kept from before; forgotten again at the end, whatever comes of the test.
struct Kept;

impl Kept {
    fn text(text: &str) -> Self {
        let storage = window().local_storage().expect("browsers have it").expect("it is on");
        storage.set_item(STORED, text).expect("there is room");
        Self
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        window().local_storage().expect("browsers have it").expect("it is on").remove_item(STORED).expect("it can be written");
    }
}

fn is_checked(control: &HtmlElement) -> bool {
    control.unchecked_ref::<HtmlInputElement>().checked()
}

/// The level of each group's head and its words, from top to bottom.
fn heads(page: &OpenApp<'_>) -> Vec<(String, String)> {
    let level = |row: &Element| row.get_attribute("data-level").unwrap_or_default();
    let rows = page.elements("row").into_iter().filter(|row| row.has_attribute("data-level"));
    rows.map(|row| (level(&row), row.text_content().unwrap_or_default())).collect()
}

#[wasm_bindgen_test]
async fn rows_are_grouped_down_to_the_destination_and_every_level_collapses() {
    let demo = Demo::new();
    let page = open(&demo, "q=mercy&group=destination").await;
    page.expect_count("button", "Actions for ", 8).await;
    let heads_now = heads(&page);
    let levels: Vec<&str> = heads_now.iter().map(|(level, _)| level.as_str()).collect();
    assert_eq!(&levels[..3], ["0", "1", "2"]);
    page.expect_count("link", "Open flow of ", 1).await;
    let source = page.find("button", "Source ").await;
    assert_eq!(source.get_attribute("aria-expanded").as_deref(), Some("true"));
    focus(&source);
    source.click();
    until("the rows of that source are gone", || heads(&page).len() < heads_now.len()).await;
    assert_eq!(source.get_attribute("aria-expanded").as_deref(), Some("false"));
    expect_focus(&source).await;
    source.click();
    page.expect_count("button", "Actions for ", 8).await;
}

#[wasm_bindgen_test]
async fn the_grouping_is_chosen_and_stands_in_the_address() {
    let demo = Demo::new();
    let page = open(&demo, "q=mercy").await;
    let view = page.find("button", "View").await;
    view.click();
    assert!(is_checked(&page.find("radio", "Organization").await));
    page.find("radio", "Organization and source").await.click();
    page.expect_query("group", Some("source")).await;
    page.find("button", "Source ").await;
    page.find("radio", "Organization").await.click();
    page.expect_query("group", None).await;
    press("Escape");
    page.wait_until_gone("group", "View").await;
    expect_focus(&view).await;
}

#[wasm_bindgen_test]
async fn a_column_is_hidden_and_the_browser_remembers_it() {
    let demo = Demo::new();
    let _kept = Kept::text("");
    let page = open(&demo, "q=mercy").await;
    page.find("columnheader", "Data model").await;
    page.find("button", "View").await.click();
    page.find("checkbox", "Data model").await.click();
    page.wait_until_gone("columnheader", "Data model").await;
    assert_eq!(stored().as_deref(), Some("-model"));
    drop(page);
    let page = open(&demo, "q=mercy").await;
    let status = page.find("columnheader", "Queue status").await;
    page.expect_count("columnheader", "Data model", 0).await;
    // Its place is counted with the hidden one.
    assert_eq!(status.get_attribute("aria-colindex").as_deref(), Some("7"));
    assert_eq!(page.find("table", "").await.get_attribute("aria-colcount").as_deref(), Some("9"));
    page.find("button", "View").await.click();
    page.find("button", "Reset columns and density").await.click();
    page.find("columnheader", "Data model").await;
    assert_eq!(stored(), None);
}

#[wasm_bindgen_test]
async fn what_was_kept_and_is_not_understood_does_no_harm() {
    let demo = Demo::new();
    let _kept = Kept::text("{\"columns\": 3} compact -colour status=wide");
    let page = open(&demo, "q=mercy").await;
    page.expect_count("button", "Actions for ", 8).await;
    assert_eq!(page.find("table", "").await.get_attribute("data-density").as_deref(), Some("compact"));
    page.find("button", "View").await.click();
    page.find("radio", "Comfortable").await.click();
    assert_eq!(stored().as_deref(), Some("{\"columns\": 3} -colour status=wide"));
}

#[wasm_bindgen_test]
async fn a_column_is_made_wider_by_the_keyboard() {
    let demo = Demo::new();
    let _kept = Kept::text("");
    let page = open(&demo, "q=mercy").await;
    let edge = page.find("separator", "Width of Subscription").await;
    focus(&edge);
    let value = || edge.get_attribute("aria-valuenow").and_then(|value| value.parse::<i32>().ok()).unwrap_or_default();
    until("it knows how wide the column is", || value() > 64).await;
    let before = value();
    press("ArrowRight");
    until("it is wider", || value() == before + 16).await;
    assert_eq!(stored(), Some(format!("name={}", before + 16)));
    expect_focus(&edge).await;
    press("Home");
    until("it is as narrow as can be", || value() == 64).await;
    press("Enter");
    until("it fits what it shows", || value() > 64).await;
}

#[wasm_bindgen_test]
async fn a_condition_is_picked_from_the_header_and_another_takes_its_place() {
    let demo = Demo::new();
    let all = demo.subscriptions(demo.development().await).await;
    let count = |status| all.iter().filter(|row| row.queue_status == status).count();
    let (paused, failing) = (count(QueueStatus::Paused), count(QueueStatus::Failing));
    let page = open(&demo, "").await;
    page.find("button", "Filter by queue status: any").await.click();
    page.find("menuitemradio", &format!("paused · {paused}")).await.click();
    page.find("status", &format!("{paused} of {} subscriptions", all.len())).await;
    let field = page.find("combobox", "Filter subscriptions").await;
    assert_eq!(typed(&field), "status:paused ");
    page.find("button", "Filter by queue status: paused").await.click();
    page.find("menuitemradio", &format!("failing · {failing}")).await.click();
    page.find("status", &format!("{failing} of {} subscriptions", all.len())).await;
    page.find("button", "Filter by queue status: failing").await.click();
    page.find("menuitemradio", "Any queue status").await.click();
    page.find("status", &format!("{} subscriptions", all.len())).await;
    assert_eq!(typed(&field), "");
}

#[wasm_bindgen_test]
async fn the_row_with_the_focus_never_becomes_another_row() {
    let demo = Demo::new();
    let page = open(&demo, "q=mercy&group=source").await;
    let pencil = page.find("button", "Rename Bookings").await;
    focus(&pencil);
    let row = demo.subscription(demo.development().await, "Bookings", "FHIR.Event.Scheduling").await.expect("in the sample");
    let source = format!("Source {}", row.source.name);
    // Its row goes, and the rows of others come into its place.
    page.find("button", &source).await.click();
    until("its row is gone", || !pencil.is_connected()).await;
    assert_eq!(pencil.get_attribute("aria-label").as_deref(), Some("Rename Bookings"));
    page.find("button", &source).await.click();
    page.find("button", "Rename Bookings").await;
}
