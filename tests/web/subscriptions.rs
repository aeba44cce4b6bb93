//! All subscriptions: the table.

use causeway::backend::{Fault, set_fault};
use causeway::paths::Place;
use causeway_api::QueueStatus;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, HtmlInputElement};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::{Demo, OpenApp};
use crate::screen::{expect_focus, press, type_into, until};

/// Every row has one, and nothing else does.
const MENU: &str = "Actions for ";

async fn open<'a>(demo: &'a Demo, query: &str) -> OpenApp<'a> {
    demo.open(Place::Subscriptions(demo.development().await), query).await
}

/// What stands in a field.
fn value(field: &HtmlElement) -> String {
    field.clone().unchecked_into::<HtmlInputElement>().value()
}

/// The names in the rows, from top to bottom.
fn names(page: &OpenApp<'_>) -> Vec<String> {
    let menus = page.names("button");
    let rows = menus.iter().filter_map(|name| name.strip_prefix(MENU)?.rsplit_once(", "));
    rows.map(|(name, _)| name.to_lowercase()).collect()
}

#[wasm_bindgen_test]
async fn every_subscription_has_its_row() {
    let demo = Demo::new();
    let page = open(&demo, "").await;
    let count = demo.subscriptions(demo.development().await).await.len();
    page.expect_count("button", MENU, count).await;
    page.find("status", &format!("{count} subscriptions · ")).await;
    page.find("link", &format!("All subscriptions {count}")).await;
    for column in ["Source", "Subscription", "Destination", "Data model", "Queue status", "Activated"] {
        page.find("columnheader", column).await;
    }
}

#[wasm_bindgen_test]
async fn rows_stand_under_their_organization_which_can_be_collapsed() {
    let demo = Demo::new();
    let page = open(&demo, "").await;
    let count = demo.subscriptions(demo.development().await).await.len();
    let group = page.within("row", "Mercy Valley Health").await;
    group.expect_text("8 subscriptions").await;
    let toggle = group.find("button", "Mercy Valley Health").await;
    assert_eq!(toggle.get_attribute("aria-expanded").as_deref(), Some("true"));
    toggle.click();
    page.expect_count("button", MENU, count - 8).await;
    assert_eq!(toggle.get_attribute("aria-expanded").as_deref(), Some("false"));
    group.expect_text("8 subscriptions").await;
    toggle.click();
    page.expect_count("button", MENU, count).await;
}

#[wasm_bindgen_test]
async fn a_group_leads_to_its_flow_and_keeps_the_filter() {
    let demo = Demo::new();
    let page = open(&demo, "q=lake").await;
    page.find("link", "Open flow of Mercy Valley Health").await.click();
    let environment = demo.development().await;
    let connection = demo.connection(environment, "Mercy Valley Health").await;
    page.expect_place(Place::Connection(environment, connection.id)).await;
    page.find("status", "4 of 8 subscriptions").await;
}

#[wasm_bindgen_test]
async fn ungrouped_rows_say_whose_they_are() {
    let demo = Demo::new();
    let page = open(&demo, "q=mercy").await;
    page.expect_count("columnheader", "Connected org", 0).await;
    page.find("button", "View").await.click();
    page.find("radio", "Not at all").await.click();
    page.find("columnheader", "Connected org").await;
    page.expect_query("group", Some("none")).await;
    page.expect_count("link", "Open flow", 0).await;
    page.expect_count("link", "Mercy Valley Health", 8).await;
}

#[wasm_bindgen_test]
async fn a_header_sorts_upwards_then_downwards_then_not() {
    let demo = Demo::new();
    let page = open(&demo, "group=none&q=harbor").await;
    let header = page.find("columnheader", "Subscription").await;
    let button = page.find("button", "Subscription").await;
    let unsorted = names(&page);
    let mut sorted = unsorted.clone();
    sorted.sort();
    for (direction, address) in [(Some("ascending"), Some("name")), (Some("descending"), Some("-name")), (None, None)] {
        button.click();
        page.expect_query("sort", address).await;
        until("the header says so", || header.get_attribute("aria-sort").as_deref() == direction).await;
        let expected = if direction.is_some() { &sorted } else { &unsorted };
        until(&format!("rows are {direction:?}"), || names(&page) == *expected).await;
        sorted.reverse();
    }
}

#[wasm_bindgen_test]
async fn a_sort_from_the_address_is_applied() {
    let demo = Demo::new();
    let page = open(&demo, "sort=-name&group=none&q=mercy").await;
    page.expect_count("button", MENU, 8).await;
    let names = names(&page);
    assert!(names.is_sorted_by(|above, below| above >= below), "{names:?}");
}

#[wasm_bindgen_test]
async fn the_word_active_leaves_active_rows_only() {
    let demo = Demo::new();
    let page = open(&demo, "").await;
    let all = demo.subscriptions(demo.development().await).await;
    let active = all.iter().filter(|row| row.queue_status == QueueStatus::Active).count();
    assert!(active < all.len());
    type_into(&page.find("combobox", "Filter subscriptions").await, "Active");
    page.find("status", &format!("{active} of {} subscriptions", all.len())).await;
    page.expect_count("button", MENU, active).await;
    for other in ["Paused", "Failing"] {
        assert!(!page.names("row").iter().any(|row| row.contains(other)), "{other}");
    }
}

#[wasm_bindgen_test]
async fn conditions_of_the_filters_language_narrow_the_rows() {
    let demo = Demo::new();
    let all = demo.subscriptions(demo.development().await).await;
    let paused = all.iter().filter(|row| row.queue_status == QueueStatus::Paused).count();
    let page = open(&demo, "q=status:paused").await;
    page.find("status", &format!("{paused} of {} subscriptions", all.len())).await;
    type_into(&page.find("combobox", "Filter subscriptions").await, "-org:\"mercy  VALLEY\"");
    page.find("status", &format!("{} of {} subscriptions", all.len() - 8, all.len())).await;
    page.expect_count("link", "Open flow of Mercy Valley Health", 0).await;
}

#[wasm_bindgen_test]
async fn the_filter_is_completed_by_the_keyboard() {
    let demo = Demo::new();
    let page = open(&demo, "").await;
    let field = page.find("combobox", "Filter subscriptions").await;
    field.focus().expect("it takes the focus");
    type_into(&field, "-sta");
    page.find("option", "status:").await;
    press("ArrowDown");
    press("Enter");
    assert_eq!(value(&field), "-status:");
    page.find("option", "active").await;
    page.find("option", "failing").await;
    // Most rows are active.
    press("ArrowDown");
    press("Enter");
    assert_eq!(value(&field), "-status:active ");
    page.wait_until_gone("listbox", "Filter subscriptions").await;
    let all = demo.subscriptions(demo.development().await).await;
    let others = all.iter().filter(|row| row.queue_status != QueueStatus::Active).count();
    page.find("status", &format!("{others} of {} subscriptions", all.len())).await;
    // Names with spaces are put into quotation marks.
    type_into(&field, "org:mer");
    page.find("option", "Mercy Valley Health 8 subscriptions").await.click();
    assert_eq!(value(&field), "org:\"Mercy Valley Health\" ");
    page.expect_count("button", MENU, 8).await;
}

#[wasm_bindgen_test]
async fn a_menu_stays_open_when_the_filter_reaches_the_address() {
    let demo = Demo::new();
    let page = open(&demo, "").await;
    type_into(&page.find("combobox", "Filter subscriptions").await, "bookings");
    page.find("button", MENU).await.click();
    let settings = page.find("menuitem", "Settings").await;
    page.expect_query("q", Some("bookings")).await;
    assert!(settings.is_connected(), "the menu was drawn anew");
}

#[wasm_bindgen_test]
async fn what_the_filter_does_not_understand_is_pointed_at_and_the_rest_applies() {
    let demo = Demo::new();
    let page = open(&demo, "q=mercy status:held").await;
    page.find("status", "mercy status:held There is no status “held”, only active, paused, failing and proposed.").await;
    let field = page.find("combobox", "Filter subscriptions").await;
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    page.expect_count("button", MENU, 8).await;
    type_into(&field, "mercy");
    until("nothing is wrong any more", || field.get_attribute("aria-invalid").is_none()).await;
}

#[wasm_bindgen_test]
async fn lines_out_of_sight_are_not_in_the_page_except_with_the_focus() {
    let demo = Demo::new();
    let page = open(&demo, "group=none").await;
    let count = demo.subscriptions(demo.development().await).await.len();
    let table = page.find("table", "").await;
    assert_eq!(table.get_attribute("aria-rowcount"), Some((count + 1).to_string()));
    page.expect_count("button", MENU, count).await;
    let first = page.find("button", MENU).await;
    first.focus().expect("it takes the focus");
    let region = page.find("region", "Subscriptions").await;
    for (property, value) in [("height", "200px"), ("overflow", "auto")] {
        region.style().set_property(property, value).expect("it is a length");
    }
    region.set_scroll_top(region.scroll_height());
    let in_page = || page.names("button").iter().filter(|name| name.starts_with(MENU)).count();
    until("most rows are gone", || in_page() < count).await;
    expect_focus(&first).await;
    let last = format!("[aria-rowindex='{}']", count + 1);
    until("the last row is there", || region.query_selector(&last).is_ok_and(|row| row.is_some())).await;
    region.set_scroll_top(0);
    let second = "[aria-rowindex='3']";
    until("the rows at the top are back", || region.query_selector(second).is_ok_and(|row| row.is_some())).await;
    expect_focus(&first).await;
}

#[wasm_bindgen_test]
async fn what_matches_nothing_says_so_and_can_be_cleared() {
    let demo = Demo::new();
    let page = open(&demo, "q=zebra").await;
    page.find("heading", "Nothing matches zebra").await;
    page.find("button", "Clear the filter").await.click();
    page.find("row", "Mercy Valley Health").await;
    page.expect_query("q", None).await;
}

#[wasm_bindgen_test]
async fn ids_are_copied_by_buttons_that_say_whose() {
    let demo = Demo::new();
    let page = open(&demo, "q=mercy scheduling inbox").await;
    let row = demo.subscription(demo.development().await, "Bookings", "FHIR.Event.Scheduling").await.expect("in the sample");
    page.expect_count("button", MENU, 1).await;
    for (noun, id) in [("source", row.source.id.to_string()), ("destination", row.destination.id.to_string())] {
        page.find("button", &format!("Copy {noun} id {}…", &id[..4])).await;
    }
}

/// Opens the field to rename Mercy Valley's *Bookings*, by its pencil.
async fn rename_bookings(page: &OpenApp<'_>) -> HtmlElement {
    page.find("button", "Rename Bookings").await.click();
    let field = page.find("textbox", "New name of Bookings").await;
    expect_focus(&field).await;
    field
}

async fn kept(demo: &Demo, name: &str) -> bool {
    demo.subscription(demo.development().await, name, "FHIR.Event.Scheduling").await.is_some()
}

#[wasm_bindgen_test]
async fn enter_saves_a_new_name_and_undo_takes_it_back() {
    let demo = Demo::new();
    let page = open(&demo, "q=mercy").await;
    type_into(&rename_bookings(&page).await, "  Visits ");
    press("Enter");
    page.find("link", "Visits").await;
    expect_focus(&page.find("button", "Rename Visits").await).await;
    page.find("listitem", "Renamed to “Visits”.").await;
    assert!(kept(&demo, "Visits").await);
    page.find("button", "Undo").await.click();
    page.find("link", "Bookings").await;
}

#[wasm_bindgen_test]
async fn escape_leaves_the_name_as_it_was() {
    let demo = Demo::new();
    let page = open(&demo, "q=mercy").await;
    type_into(&rename_bookings(&page).await, "Visits");
    press("Escape");
    page.wait_until_gone("textbox", "New name of").await;
    expect_focus(&page.find("button", "Rename Bookings").await).await;
    page.find("link", "Bookings").await;
    page.expect_count("link", "Visits", 0).await;
}

#[wasm_bindgen_test]
async fn an_empty_name_is_refused_where_it_is_typed() {
    let demo = Demo::new();
    let page = open(&demo, "q=mercy").await;
    let field = rename_bookings(&page).await;
    type_into(&field, " ");
    page.find("alert", "Enter a name.").await;
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    press("Enter");
    expect_focus(&field).await;
    assert!(kept(&demo, "Bookings").await);
}

#[wasm_bindgen_test]
async fn a_rename_that_nobody_answers_is_taken_back_and_said() {
    let demo = Demo::new();
    let page = open(&demo, "q=mercy").await;
    let field = rename_bookings(&page).await;
    set_fault(Some(Fault::Held));
    type_into(&field, "Visits");
    press("Enter");
    page.find("link", "Visits").await;
    set_fault(Some(Fault::Unreachable));
    page.find("listitem", "“Bookings” was not renamed to “Visits”. The server cannot be reached.").await;
    page.find("link", "Bookings").await;
}

#[wasm_bindgen_test]
async fn a_deleted_row_comes_back_by_undo() {
    let demo = Demo::new();
    let page = open(&demo, "q=mercy").await;
    page.find("button", "Actions for Bookings").await.click();
    page.find("menuitem", "Delete").await.click();
    page.expect_count("button", MENU, 7).await;
    page.find("listitem", "Deleted “Bookings”.").await;
    until("the row is gone", || !page.names("link").contains(&"Bookings".to_owned())).await;
    page.find("button", "Undo").await.click();
    page.find("link", "Bookings").await;
    assert!(kept(&demo, "Bookings").await);
}
