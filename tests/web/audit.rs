//! The record of changes: reading it, filtering it by the address, checking it, and who may not.

use causeway::backend::{Fault, set_fault};
use causeway::paths::{OwnPage, Place};
use causeway_api::{
    AuditList, BulkAction, BulkItem, One, QueueStatus, SessionGet, Subscription, SubscriptionBulk, SubscriptionChange,
    SubscriptionDelete,
};
use leptos::web_sys::HtmlElement;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::{Demo, OpenApp};
use crate::screen::{type_into, until};

const AUDIT: Place = Place::Own(OwnPage::Audit);
const MODEL: &str = "FHIR.Patient";

async fn referrals(demo: &Demo) -> Subscription {
    demo.subscription(demo.development().await, "Referrals", MODEL).await.expect("it is in the sample")
}

/// Pauses a subscription, which is recorded.
async fn pause(demo: &Demo) -> Subscription {
    let row = referrals(demo).await;
    let change =
        SubscriptionChange { subscription_id: row.id, version: None, name: None, queue_status: Some(QueueStatus::Paused) };
    let One(paused) = demo.ask(&change).await;
    paused
}

async fn recorded(demo: &Demo) -> u64 {
    let One(session) = demo.ask(&SessionGet {}).await;
    demo.ask(&AuditList::all(session.organization.id)).await.total
}

async fn open<'a>(demo: &'a Demo, query: &str) -> OpenApp<'a> {
    let page = demo.open(AUDIT, query).await;
    page.find("table", "").await;
    page
}

/// The button that opens the newest entry of this action.
async fn entry(page: &OpenApp<'_>, action: &str) -> HtmlElement {
    let is_it = |name: &String| name.starts_with("Details of entry") && name.ends_with(action);
    until(action, || page.names("button").iter().any(is_it)).await;
    let name = page.names("button").into_iter().find(is_it).expect("it is there");
    page.find("button", &name).await
}

#[wasm_bindgen_test]
async fn an_entry_says_who_did_what_and_opens_to_what_changed() {
    let demo = Demo::new();
    pause(&demo).await;
    let page = open(&demo, "").await;
    let details = entry(&page, "Paused a subscription").await;
    until("the row says it", || {
        page.names("row")
            .iter()
            .any(|row| ["Aria Chen", "Paused a subscription", "Referrals", "Subscription"].iter().all(|text| row.contains(text)))
    })
    .await;
    assert_eq!(details.get_attribute("aria-expanded").as_deref(), Some("false"));
    details.click();
    until("it is open", || details.get_attribute("aria-expanded").as_deref() == Some("true")).await;
    until("the row says what changed", || page.names("row").iter().any(|row| row == "Queue statusActivePaused")).await;
    until("nothing else did", || !page.names("row").iter().any(|row| row.starts_with("Version"))).await;
    details.click();
    until("it is closed", || !page.names("row").iter().any(|row| row.starts_with("Queue status"))).await;
}

#[wasm_bindgen_test]
async fn an_object_leads_to_its_page_while_it_is_there_and_to_all_that_was_done_to_it() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let row = pause(&demo).await;
    let page = open(&demo, "").await;
    let link = page.find("link", "Referrals").await;
    assert_eq!(link.get_attribute("href"), Some(Place::Subscription(environment, row.id).href()));
    drop(page);

    demo.ask(&SubscriptionDelete { subscription_id: row.id, version: None }).await;
    let page = open(&demo, "").await;
    entry(&page, "Deleted a subscription").await.click();
    page.expect_count("link", "Referrals", 1).await;
    page.find("link", "All that was done to it").await.click();
    page.expect_query("object", Some(&row.id.to_string())).await;
    page.expect_text("Only what was done to Referrals").await;
    page.expect_count("button", "Details of entry", 2).await;
    page.find("button", "Show other changes too").await.click();
    page.expect_query("object", None).await;
}

#[wasm_bindgen_test]
async fn what_is_looked_at_stands_in_the_address() {
    let demo = Demo::new();
    pause(&demo).await;
    let all = recorded(&demo).await;
    let page = open(&demo, "").await;
    page.expect_text(&format!("{all} entries")).await;
    type_into(&page.find("combobox", "Change").await, "Paused");
    page.find("option", "Paused a subscription").await.click();
    page.expect_query("action", Some("subscription.pause")).await;
    page.expect_text("1 entry").await;
    page.expect_count("button", "Details of entry", 1).await;
    type_into(&page.find("combobox", "Person").await, "Noah");
    page.find("option", "Noah Whitaker").await.click();
    page.find("heading", "No entry is like that").await;
    page.find("button", "Clear the filters").await.click();
    page.expect_query("action", None).await;
    page.expect_query("person", None).await;
    page.expect_text(&format!("{all} entries")).await;
    type_into(&page.find("searchbox", "Search the record").await, "referr");
    page.expect_query("q", Some("referr")).await;
    page.expect_count("button", "Details of entry", 1).await;
    drop(page);

    let page = open(&demo, "action=subscription.pause").await;
    page.expect_count("button", "Details of entry", 1).await;
    type_into(&page.find("textbox", "To").await, "2020-01-01");
    page.expect_query("until", Some("2020-01-01")).await;
    page.find("heading", "No entry is like that").await;
    type_into(&page.find("textbox", "To").await, "");
    type_into(&page.find("textbox", "From").await, "2020-01-01");
    page.expect_query("since", Some("2020-01-01")).await;
    page.expect_count("button", "Details of entry", 1).await;
}

#[wasm_bindgen_test]
async fn older_entries_come_when_they_are_asked_for() {
    let demo = Demo::new();
    let environment_id = demo.development().await;
    let rows = demo.subscriptions(environment_id).await;
    let items = |rows: &[Subscription]| rows.iter().map(|row| BulkItem { id: row.id, version: None }).collect::<Vec<_>>();
    let active: Vec<_> = rows.into_iter().filter(|row| row.queue_status == QueueStatus::Active).take(30).collect();
    for action in [BulkAction::Pause, BulkAction::Resume] {
        demo.ask(&SubscriptionBulk { environment_id, action, items: items(&active) }).await;
    }
    let all = usize::try_from(recorded(&demo).await).expect("a few");
    let page = open(&demo, "").await;
    page.expect_count("button", "Details of entry", 50).await;
    page.expect_text(&format!("50 of {all}")).await;
    // What is recorded meanwhile moves the others on: none is shown twice.
    pause(&demo).await;
    page.find("button", "Show more").await.click();
    page.expect_count("button", "Details of entry", all).await;
    page.expect_text(&format!("{} entries", all + 1)).await;
}

#[wasm_bindgen_test]
async fn the_record_is_checked_and_exported() {
    let demo = Demo::new();
    pause(&demo).await;
    let all = recorded(&demo).await;
    let page = open(&demo, "").await;
    page.find("button", "Check the record").await.click();
    page.expect_text(&format!("All {all} entries are intact.")).await;
    page.find("button", "Export all").await.click();
    page.expect_text("Exported the record").await;
}

#[wasm_bindgen_test]
async fn a_record_that_cannot_be_loaded_says_so_and_tries_again() {
    let demo = Demo::new();
    pause(&demo).await;
    let page = demo.open(Place::Connections(demo.development().await), "").await;
    page.find("link", "Mercy Valley Health").await;
    page.find("button", "Account").await.click();
    set_fault(Some(Fault::Unreachable));
    page.find("menuitem", "Record of changes").await.click();
    page.find("heading", "The record could not be loaded").await;
    page.find("button", "Check the record").await.click();
    page.expect_text("The record could not be checked.").await;
    set_fault(None);
    page.find("button", "Try again").await.click();
    entry(&page, "Paused a subscription").await;
}

#[wasm_bindgen_test]
async fn who_may_not_read_it_is_told_whom_to_ask() {
    let demo = Demo::new();
    demo.see_as("Noah Whitaker").await;
    let page = demo.open(AUDIT, "").await;
    page.find("heading", "The record is not for everyone").await;
    page.expect_text("Only owners and admins of your organization may do this. Ask one of them.").await;
    page.expect_count("button", "Check the record", 0).await;
    page.find("button", "Account").await.click();
    page.find("menuitem", "Members").await;
    page.expect_count("menuitem", "Record of changes", 0).await;
}
