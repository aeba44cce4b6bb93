//! What somebody may not do is on the page all the same, and says why.

use causeway::paths::Place;
use causeway_api::{EnvironmentFlag, QueueStatus, SourceList};
use leptos::web_sys::HtmlElement;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::Demo;
use crate::screen::{description, focus, press, until};

const MODEL: &str = "FHIR.Patient";
const VIEWER: &str = "Noah Whitaker";
const SUPPORT: &str = "Tomas Lindgren";
/// An engineer, though not in Production.
const ENGINEER: &str = "Inês Ferreira";
const ENGINEERS_ONLY: &str = "Only engineers of Development may do this. Ask an owner or admin of your organization.";
const NO_PAUSING: &str =
    "Only engineers and support of Development may pause and resume. Ask an owner or admin of your organization.";

fn is_disabled(control: &HtmlElement) -> bool {
    control.get_attribute("aria-disabled").as_deref() == Some("true")
}

#[wasm_bindgen_test]
async fn a_viewer_reads_why_nothing_can_be_created() {
    let demo = Demo::new();
    let environment = demo.development().await;
    demo.see_as(VIEWER).await;
    let page = demo.open(Place::Connections(environment), "").await;
    let create = page.find("button", "Create subscription").await;
    assert!(is_disabled(&create));
    assert_eq!(description(&create), ENGINEERS_ONLY);
    page.expect_count("link", "Create subscription", 0).await;
    press("n");
    let dialog = page.within("dialog", "Create subscription").await;
    dialog.expect_text(ENGINEERS_ONLY).await;
    dialog.expect_count("textbox", "", 0).await;
}

#[wasm_bindgen_test]
async fn a_viewer_reads_a_subscription_and_changes_nothing() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let row = demo.subscription(environment, "Referrals", MODEL).await.expect("it is in the sample");
    demo.see_as(VIEWER).await;
    let page = demo.open(Place::Connections(environment), &format!("subscription={}", row.id)).await;
    let dialog = page.within("dialog", "Subscription").await;
    for (name, reason) in [("Delete", ENGINEERS_ONLY), ("Pause", NO_PAUSING), ("Save", ENGINEERS_ONLY)] {
        let button = dialog.find("button", name).await;
        assert!(is_disabled(&button), "{name}");
        assert_eq!(description(&button), reason);
        button.click();
    }
    assert_eq!(description(&dialog.find("textbox", "Subscription name").await), ENGINEERS_ONLY);
    assert_eq!(demo.subscription(environment, "Referrals", MODEL).await, Some(row));
}

#[wasm_bindgen_test]
async fn support_pauses_and_deletes_nothing() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let row = demo.subscription(environment, "Referrals", MODEL).await.expect("it is in the sample");
    demo.see_as(SUPPORT).await;
    let page = demo.open(Place::Connection(environment, row.connection_id), "").await;
    page.find("button", "Actions for Intake API to Epic inbound, FHIR Patient").await.click();
    for name in ["Rename", "Duplicate", "Create from here", "Delete"] {
        let item = page.find("menuitem", name).await;
        assert!(is_disabled(&item), "{name}");
        assert!(item.text_content().unwrap_or_default().contains(ENGINEERS_ONLY), "{name}");
    }
    page.find("menuitem", "Pause").await.click();
    page.find("listitem", "Paused “Referrals”.").await;
    let paused = demo.subscription(environment, "Referrals", MODEL).await.map(|row| row.queue_status);
    assert_eq!(paused, Some(QueueStatus::Paused));
}

#[wasm_bindgen_test]
async fn many_at_once_are_paused_and_not_deleted_by_support() {
    let demo = Demo::new();
    let environment = demo.development().await;
    demo.see_as(SUPPORT).await;
    let page = demo.open(Place::Subscriptions(environment), "").await;
    page.find("checkbox", "Select Referrals, FHIR® Patient").await.click();
    let bar = page.within("region", "Selected subscriptions").await;
    let delete = bar.find("button", "Delete").await;
    assert!(is_disabled(&delete));
    assert_eq!(description(&delete), ENGINEERS_ONLY);
    assert!(!is_disabled(&bar.find("button", "Pause").await));
}

#[wasm_bindgen_test]
async fn a_name_in_the_table_stays_and_says_why() {
    let demo = Demo::new();
    let environment = demo.development().await;
    demo.see_as(VIEWER).await;
    let page = demo.open(Place::Subscriptions(environment), "").await;
    let rename = page.find("button", "Rename").await;
    assert!(is_disabled(&rename));
    assert_eq!(rename.get_attribute("title").as_deref(), Some(ENGINEERS_ONLY));
    rename.click();
    page.find("status", ENGINEERS_ONLY).await;
    page.expect_count("textbox", "Subscription name", 0).await;
}

#[wasm_bindgen_test]
async fn a_source_is_read_by_those_who_may_not_change_it() {
    let demo = Demo::new();
    let environment = demo.environment(EnvironmentFlag::Production).await;
    let sources = SourceList { environment_id: environment, page: None, count: None };
    let source = demo.ask(&sources).await.items.into_iter().next().expect("the sample has one");
    demo.see_as(ENGINEER).await;
    let page = demo.open(Place::Source(environment, source.id), "").await;
    page.find("heading", &format!("Sources / {}", source.name)).await;
    page.expect_text("Only engineers of Production may do this.").await;
    page.expect_text("Communication method").await;
    page.expect_count("button", "Save changes", 0).await;
}

#[wasm_bindgen_test]
async fn the_wizard_does_not_open_for_a_viewer() {
    let demo = Demo::new();
    let environment = demo.development().await;
    demo.see_as(VIEWER).await;
    let page = demo.open(Place::SourceNew(environment), "").await;
    page.find("heading", "Your role does not allow this").await;
    page.expect_text(ENGINEERS_ONLY).await;
    page.find("link", "Back to sources").await.click();
    page.expect_place(Place::Sources(environment)).await;
    let create = page.find("button", "New source").await;
    assert_eq!(description(&create), ENGINEERS_ONLY);
}

#[wasm_bindgen_test]
async fn an_engineer_finds_everything_usable() {
    let demo = Demo::new();
    let environment = demo.development().await;
    demo.see_as(ENGINEER).await;
    let page = demo.open(Place::Connections(environment), "").await;
    page.find("link", "Create subscription").await;
    page.expect_count("button", "Create subscription", 0).await;
}

#[wasm_bindgen_test]
async fn the_palette_says_why_too() {
    let demo = Demo::new();
    let environment = demo.development().await;
    demo.see_as(VIEWER).await;
    let page = demo.open(Place::Connections(environment), "").await;
    focus(&page.find("button", "Search and commands").await);
    page.find("button", "Search and commands").await.click();
    let palette = page.within("dialog", "Search and commands").await;
    let entry = palette.find("option", "New source").await;
    until("it says why", || entry.text_content().is_some_and(|text| text.contains(ENGINEERS_ONLY))).await;
}
