//! Many subscriptions at once: selecting them, and what is done to the selection.

use causeway::backend::{Backend, Fault, set_fault};
use causeway::paths::Place;
use causeway_api::{QueueStatus, SubscriptionChange};
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, HtmlInputElement};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::{Demo, OpenApp};
use crate::screen::{description, expect_focus, focus, press, press_with, shift_click, type_into, until};

/// Mercy Valley's rows, eight of them, not grouped.
const MERCY: &str = "group=none&q=mercy";

async fn open<'a>(demo: &'a Demo, query: &str) -> OpenApp<'a> {
    let page = demo.open(Place::Subscriptions(demo.development().await), query).await;
    page.find("checkbox", "Select ").await;
    page
}

/// The boxes of the rows, from top to bottom; the first of all boxes stands for all.
fn boxes(page: &OpenApp<'_>) -> Vec<HtmlInputElement> {
    let is_row = |input: &HtmlInputElement| !input.get_attribute("aria-label").is_some_and(|name| name.starts_with("Select all"));
    page.elements("checkbox").into_iter().map(HtmlElement::unchecked_into).filter(is_row).collect()
}

fn checked(page: &OpenApp<'_>) -> Vec<bool> {
    boxes(page).iter().map(HtmlInputElement::checked).collect()
}

async fn expect_checked(page: &OpenApp<'_>, expected: &[usize]) {
    let is_it = || checked(page).iter().enumerate().all(|(place, is_checked)| *is_checked == expected.contains(&place));
    until(&format!("boxes {expected:?} are checked, not {:?}", checked(page)), is_it).await;
}

/// Answers the question by doing it.
async fn confirm(page: &OpenApp<'_>, label: &str) {
    page.within("alertdialog", "").await.find("button", label).await.click();
    page.wait_until_gone("alertdialog", "").await;
}

#[wasm_bindgen_test]
async fn shift_selects_what_lies_between_and_gives_back_what_it_no_longer_reaches() {
    let demo = Demo::new();
    let page = open(&demo, MERCY).await;
    let rows = boxes(&page);
    assert_eq!(rows.len(), 8);
    rows[1].click();
    page.find("region", "Selected subscriptions").await;
    page.expect_text("1 selected").await;
    shift_click(&rows[5]);
    expect_checked(&page, &[1, 2, 3, 4, 5]).await;
    shift_click(&rows[3]);
    expect_checked(&page, &[1, 2, 3]).await;
    page.expect_text("3 selected").await;
    rows[2].click();
    expect_checked(&page, &[1, 3]).await;
    page.find("button", "Clear").await.click();
    page.wait_until_gone("region", "Selected subscriptions").await;
    expect_checked(&page, &[]).await;
}

#[wasm_bindgen_test]
async fn a_range_is_selected_by_the_keyboard_which_then_leads_to_what_can_be_done() {
    let demo = Demo::new();
    let page = open(&demo, MERCY).await;
    let rows = boxes(&page);
    focus(&rows[2]);
    rows[2].click();
    press_with("ArrowDown", &["shiftKey"]);
    expect_focus(&rows[3]).await;
    press_with("ArrowDown", &["shiftKey"]);
    expect_focus(&rows[4]).await;
    expect_checked(&page, &[2, 3, 4]).await;
    press_with("ArrowUp", &["shiftKey"]);
    expect_focus(&rows[3]).await;
    expect_checked(&page, &[2, 3]).await;
    press("ArrowUp");
    expect_focus(&rows[2]).await;
    expect_checked(&page, &[2, 3]).await;
    press("Enter");
    expect_focus(&page.find("button", "Pause").await).await;
    press("Escape");
    expect_focus(&page.find("region", "Subscriptions").await).await;
}

#[wasm_bindgen_test]
async fn a_groups_box_selects_its_rows_and_the_headers_box_all_that_match() {
    let demo = Demo::new();
    let page = open(&demo, "").await;
    let count = demo.subscriptions(demo.development().await).await.len();
    let all: HtmlInputElement = page.find("checkbox", &format!("Select all {count}")).await.unchecked_into();
    let mercy: HtmlInputElement = page.find("checkbox", "Select all of Mercy Valley Health").await.unchecked_into();
    mercy.click();
    page.expect_text("8 selected").await;
    until("some of all are", || all.indeterminate() && mercy.checked()).await;
    page.find("button", &format!("Select all {count} subscriptions")).await.click();
    page.expect_text(&format!("{count} selected")).await;
    until("all are", || all.checked() && !all.indeterminate()).await;
    mercy.click();
    page.expect_text(&format!("{} selected", count - 8)).await;
    until("some of all are", || all.indeterminate() && !mercy.checked()).await;
}

#[wasm_bindgen_test]
async fn what_the_filter_hides_stays_selected_and_is_counted() {
    let demo = Demo::new();
    let page = open(&demo, MERCY).await;
    page.find("checkbox", "Select all 8").await.click();
    page.expect_text("8 selected").await;
    let field = page.find("combobox", "Filter subscriptions").await;
    type_into(&field, "mercy lake");
    page.expect_text("8 selected, 4 are hidden by the filter").await;
    page.find("checkbox", "Select all 4").await.click();
    page.expect_text("4 selected, 4 are hidden by the filter").await;
    type_into(&field, "zzz");
    page.find("heading", "Nothing matches").await;
    page.expect_text("4 selected, 4 are hidden by the filter").await;
}

#[wasm_bindgen_test]
async fn pausing_says_what_it_will_touch_shows_at_once_and_can_be_undone() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let of_mercy = demo.connection(environment, "Mercy Valley Health").await.id;
    let count = async |status| {
        let rows = demo.subscriptions(environment).await;
        rows.iter().filter(|row| row.connection_id == of_mercy && row.queue_status == status).count()
    };
    // Failing is not set by hand, so what was failing stays paused.
    let afterwards = 8 - count(QueueStatus::Active).await;
    let page = open(&demo, MERCY).await;
    page.find("checkbox", "Select all 8").await.click();
    page.find("button", "Pause").await.click();
    let question = page.within("alertdialog", "Pause ").await;
    question.expect_text("In Development.").await;
    question.expect_text("active will be paused").await;
    question.expect_text("Mercy Valley Health: 8").await;
    set_fault(Some(Fault::Held));
    question.find("button", "Pause ").await.click();
    page.expect_count("cell", "Paused", 8).await;
    page.expect_text("Pausing ").await;
    set_fault(None);
    let done = page.within("listitem", "Paused ").await;
    until("nothing is selected any more", || checked(&page).iter().all(|is_checked| !is_checked)).await;
    assert_eq!(count(QueueStatus::Paused).await, 8);
    done.find("button", "Undo").await.click();
    page.expect_count("cell", "Paused", afterwards).await;
    page.find("listitem", "Resumed ").await;
}

#[wasm_bindgen_test]
async fn deleting_always_asks_and_undo_brings_all_back() {
    let demo = Demo::new();
    let page = open(&demo, MERCY).await;
    boxes(&page)[0].click();
    page.find("button", "Delete").await.click();
    page.within("alertdialog", "Delete 1 subscription?").await.find("button", "Cancel").await.click();
    shift_click(&boxes(&page)[2]);
    page.expect_text("3 selected").await;
    page.find("button", "Delete").await.click();
    confirm(&page, "Delete 3 subscriptions").await;
    page.find("checkbox", "Select all 5").await;
    page.within("listitem", "Deleted 3 subscriptions.").await.find("button", "Undo").await.click();
    page.find("checkbox", "Select all 8").await;
    page.find("listitem", "Restored 3 subscriptions.").await;
}

#[wasm_bindgen_test]
async fn what_is_refused_says_why_stays_selected_and_is_tried_again_to_be_undone_with_the_rest() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let of_mercy = demo.connection(environment, "Mercy Valley Health").await.id;
    let count = async |status| {
        let rows = demo.subscriptions(environment).await;
        rows.iter().filter(|row| row.connection_id == of_mercy && row.queue_status == status).count()
    };
    let active = count(QueueStatus::Active).await;
    let row = demo.subscription(environment, "Referrals", "FHIR.Patient").await.expect("it is in the sample");
    let page = open(&demo, "group=none&q=mercy status:active").await;
    page.find("checkbox", "Select all ").await.click();
    page.find("button", "Pause").await.click();
    let question = page.within("alertdialog", "Pause ").await;
    // Somebody else is faster by a moment.
    set_fault(Some(Fault::Held));
    let name = Some("Transfers".to_owned());
    let change = SubscriptionChange { subscription_id: row.id, version: None, name, queue_status: None };
    spawn_local(async move {
        Backend::Demo.call(&change).await.expect("the rules allow it");
    });
    question.find("button", "Pause ").await.click();
    page.expect_text("Pausing ").await;
    set_fault(None);
    // However much it is, the keys scroll it, and the table stays in sight.
    let not_done = page.find("group", "What was not done").await;
    focus(&not_done);
    expect_focus(&not_done).await;
    page.expect_text("1 not paused: ").await;
    page.find("link", "Transfers, ").await;
    page.find("button", &format!("Undo {} changes", active - 1)).await;
    page.expect_text("1 selected").await;
    page.find("button", "Retry this one").await.click();
    let done = page.within("listitem", &format!("Paused {active} subscriptions.")).await;
    page.wait_until_gone("region", "Selected subscriptions").await;
    let kept = demo.subscription(environment, "Transfers", "FHIR.Patient").await.expect("it was renamed");
    assert_eq!((kept.queue_status, count(QueueStatus::Active).await), (QueueStatus::Paused, 0));
    done.find("button", "Undo").await.click();
    page.find("listitem", &format!("Resumed {active} subscriptions.")).await;
    assert_eq!(count(QueueStatus::Active).await, active);
}

#[wasm_bindgen_test]
async fn a_lost_answer_is_asked_for_again() {
    let demo = Demo::new();
    let page = open(&demo, "group=none&q=mercy status:active").await;
    let active = boxes(&page).len();
    page.find("checkbox", "Select all ").await.click();
    page.find("button", "Pause").await.click();
    set_fault(Some(Fault::Unreachable));
    confirm(&page, "Pause ").await;
    page.expect_text("Nobody answered for ").await;
    page.expect_count("cell", "Active", active).await;
    page.expect_text(&format!("{active} selected")).await;
    set_fault(None);
    page.find("button", "Try again").await.click();
    page.find("listitem", &format!("Paused {active} subscriptions.")).await;
    page.wait_until_gone("region", "Selected subscriptions").await;
}

#[wasm_bindgen_test]
async fn what_cannot_be_done_says_why() {
    let demo = Demo::new();
    let page = open(&demo, "group=none&q=status:paused").await;
    page.find("checkbox", "Select all ").await.click();
    let pause = page.find("button", "Pause").await;
    assert_eq!(pause.get_attribute("aria-disabled").as_deref(), Some("true"));
    assert!(description(&pause).ends_with("paused already."), "{}", description(&pause));
    assert_eq!(page.find("button", "Resume").await.get_attribute("aria-disabled"), None);
}

#[wasm_bindgen_test]
async fn the_export_offers_what_is_selected_else_what_is_shown() {
    let demo = Demo::new();
    let page = open(&demo, MERCY).await;
    let menu = page.find("button", "Export subscriptions").await;
    menu.click();
    page.find("menu", "Export subscriptions").await;
    page.expect_text("All 8 shown").await;
    press("Escape");
    boxes(&page)[0].click();
    menu.click();
    page.expect_text("1 selected").await;
    page.find("menuitem", "Export CSV").await;
    page.find("menuitem", "Export JSON").await;
    press("Escape");
}
