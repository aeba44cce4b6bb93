//! Subscriptions that one side has proposed: drawn and said as such, answered by the other side, taken back by the one that proposed.

use causeway::backend::{Backend, Fault, set_fault};
use causeway::paths::{PartnersPage, Place};
use causeway_api::{QueueStatus, Subscription, SubscriptionChange, SubscriptionDelete};
use leptos::task::spawn_local;
use leptos::web_sys::HtmlElement;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::{Demo, OpenApp};
use crate::screen::{Region, description, press, until};

const PARTNER: &str = "Pulseline";
/// What the partner proposes.
const THEIRS: (&str, &str) = ("Home monitoring", "FHIR.CarePlan");
/// What Tidewell Health proposes.
const OURS: (&str, &str) = ("Appointments", "FHIR.Slot");
const THEIR_LINE: &str = "Events API to FHIR store, FHIR CarePlan";

async fn kept(demo: &Demo, (name, model): (&str, &str)) -> Option<Subscription> {
    demo.subscription(demo.development().await, name, model).await
}

async fn status(demo: &Demo, which: (&str, &str)) -> Option<QueueStatus> {
    kept(demo, which).await.map(|row| row.queue_status)
}

/// The settings over Connected orgs.
async fn settings<'a>(demo: &'a Demo, which: (&str, &str)) -> (OpenApp<'a>, Region) {
    let id = kept(demo, which).await.expect("it is in the sample").id;
    let page = demo.open(Place::Connections(demo.development().await), &format!("subscription={id}")).await;
    let dialog = page.within("dialog", "Subscription").await;
    dialog.find("button", "Approve").await;
    (page, dialog)
}

async fn requests(demo: &Demo) -> OpenApp<'_> {
    demo.open(Place::Partners(demo.development().await, PartnersPage::Requests), "").await
}

fn is_disabled(control: &HtmlElement) -> bool {
    control.get_attribute("aria-disabled").as_deref() == Some("true")
}

#[wasm_bindgen_test]
async fn what_a_partner_proposes_is_approved_in_its_settings_and_live_from_then_on() {
    let demo = Demo::new();
    let (page, dialog) = settings(&demo, THEIRS).await;
    for text in ["Proposed by", "Pulseline, 3 days ago", "Not yet"] {
        dialog.expect_text(text).await;
    }
    let pause = dialog.find("button", "Pause").await;
    assert!(is_disabled(&pause));
    assert_eq!(description(&pause), "Approve “Home monitoring” first.");
    dialog.find("button", "Approve").await.click();
    page.wait_until_gone("dialog", "Subscription").await;
    page.find("listitem", "Approved “Home monitoring”. It is live now.").await;
    page.expect_count("button", "Undo", 0).await;
    let row = kept(&demo, THEIRS).await.expect("it stays");
    assert_eq!((row.queue_status, row.proposed_by), (QueueStatus::Active, None));
    assert!(row.activated_at.is_some());
}

#[wasm_bindgen_test]
async fn declining_is_asked_about_and_can_be_undone() {
    let demo = Demo::new();
    let (page, dialog) = settings(&demo, THEIRS).await;
    dialog.find("button", "Decline…").await.click();
    let question = page.within("alertdialog", "Decline “Home monitoring”, FHIR® CarePlan?").await;
    question.expect_text("Pulseline may propose it again.").await;
    question.find("button", "Cancel").await.click();
    page.wait_until_gone("alertdialog", "Decline").await;
    assert_eq!(status(&demo, THEIRS).await, Some(QueueStatus::Proposed));
    dialog.find("button", "Decline…").await.click();
    page.within("alertdialog", "Decline").await.find("button", "Decline").await.click();
    page.find("listitem", "Declined “Home monitoring”.").await;
    page.wait_until_gone("dialog", "Subscription").await;
    assert_eq!(status(&demo, THEIRS).await, None);
    page.find("button", "Undo").await.click();
    page.find("status", "Undone").await;
    assert_eq!(status(&demo, THEIRS).await, Some(QueueStatus::Proposed), "it waits for an answer again");
}

#[wasm_bindgen_test]
async fn the_side_that_proposed_waits_or_withdraws() {
    let demo = Demo::new();
    let (page, dialog) = settings(&demo, OURS).await;
    for (name, reason) in [
        ("Approve", "Pulseline answers this proposal, since yours made it."),
        ("Pause", "Pulseline has not approved “Appointments” yet."),
    ] {
        let button = dialog.find("button", name).await;
        assert!(is_disabled(&button), "{name}");
        assert_eq!(description(&button), reason);
        button.click();
    }
    dialog.expect_count("button", "Decline", 0).await;
    assert_eq!(status(&demo, OURS).await, Some(QueueStatus::Proposed));
    dialog.find("button", "Withdraw proposal").await.click();
    page.find("listitem", "Withdrew “Appointments”.").await;
    assert_eq!(status(&demo, OURS).await, None);
    page.find("button", "Undo").await.click();
    page.find("status", "Undone").await;
    assert_eq!(status(&demo, OURS).await, Some(QueueStatus::Proposed));
}

#[wasm_bindgen_test]
async fn the_flow_says_what_is_proposed_and_its_menu_answers() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let connection = demo.connection(environment, PARTNER).await;
    let page = demo.open(Place::Connection(environment, connection.id), "").await;
    page.find("status", "5 subscriptions · 3 active · 2 proposed").await;
    page.expect_text("1 proposal waits for your answer.").await;
    page.find("link", "Answer in Requests").await;
    page.within("list", "Legend").await.expect_text("Proposed").await;
    page.find("link", &format!("{THEIR_LINE}, proposed")).await;
    page.find("button", &format!("Actions for {THEIR_LINE}")).await.click();
    let offered = ["Settings", "Rename", "Duplicate", "Create from here", "Copy id", "Approve", "Pause", "Decline…"];
    until("the menu is there", || page.names("menuitem").len() == offered.len()).await;
    for (name, offered) in page.names("menuitem").iter().zip(offered) {
        assert!(name.starts_with(offered), "{name}");
    }
    assert!(is_disabled(&page.find("menuitem", "Pause").await));
    page.find("menuitem", "Approve").await.click();
    page.find("link", &format!("{THEIR_LINE}, active")).await;
    page.find("listitem", "Approved “Home monitoring”.").await;
    page.find("status", "5 subscriptions · 4 active · 1 proposed").await;
    page.wait_until_gone("link", "Answer in Requests").await;
}

#[wasm_bindgen_test]
async fn the_table_finds_proposals_by_their_status_and_declines_from_a_menu() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = demo.open(Place::Subscriptions(environment), "q=status:proposed").await;
    page.expect_count("button", "Actions for ", 2).await;
    page.find("button", "Actions for Appointments, FHIR® Slot").await.click();
    let approve = page.find("menuitem", "Approve").await;
    assert!(is_disabled(&approve));
    assert!(approve.text_content().unwrap_or_default().contains("Pulseline answers this proposal"));
    page.find("menuitem", "Withdraw proposal").await;
    press("Escape");
    page.wait_until_gone("menuitem", "").await;
    page.find("button", "Actions for Home monitoring, FHIR® CarePlan").await.click();
    page.find("menuitem", "Decline…").await.click();
    page.within("alertdialog", "Decline “Home monitoring”").await.find("button", "Decline").await.click();
    page.find("listitem", "Declined “Home monitoring”.").await;
    page.expect_count("button", "Actions for ", 1).await;
    assert_eq!(status(&demo, THEIRS).await, None);
}

#[wasm_bindgen_test]
async fn requests_list_what_is_proposed_and_answer_it() {
    let demo = Demo::new();
    let page = requests(&demo).await;
    let proposed = page.within("list", "Proposed subscriptions").await;
    proposed.expect_count("listitem", "", 2).await;
    let theirs = proposed.within("listitem", "Home monitoring").await;
    for text in ["Waits for you", "Events API of Pulseline → FHIR store of Tidewell Health", "Proposed by Pulseline 3 days ago"]
    {
        theirs.expect_text(text).await;
    }
    let ours = proposed.within("listitem", "Appointments").await;
    ours.expect_text("Waits for Pulseline").await;
    ours.expect_count("button", "Approve", 0).await;
    ours.find("button", "Withdraw proposal").await;
    theirs.find("button", "Approve Home monitoring, FHIR® CarePlan").await.click();
    proposed.expect_count("listitem", "", 1).await;
    page.find("listitem", "Approved “Home monitoring”.").await;
    assert_eq!(status(&demo, THEIRS).await, Some(QueueStatus::Active));
    page.find("link", "Appointments").await.click();
    page.within("dialog", "Subscription").await.find("button", "Withdraw proposal").await.click();
    page.find("listitem", "Withdrew “Appointments”.").await;
    page.wait_until_gone("list", "Proposed subscriptions").await;
}

#[wasm_bindgen_test]
async fn an_approval_that_nobody_answers_is_taken_back_and_said() {
    let demo = Demo::new();
    let page = requests(&demo).await;
    page.find("button", "Approve Home monitoring").await;
    set_fault(Some(Fault::Unreachable));
    page.find("button", "Approve Home monitoring").await.click();
    page.find("listitem", "“Home monitoring” was not approved. The server cannot be reached.").await;
    page.find("button", "Approve Home monitoring").await;
    set_fault(None);
    assert_eq!(status(&demo, THEIRS).await, Some(QueueStatus::Proposed));
}

#[wasm_bindgen_test]
async fn an_answer_that_lost_a_race_is_asked_about() {
    let demo = Demo::new();
    let page = requests(&demo).await;
    let approve = page.find("button", "Approve Home monitoring").await;
    let id = kept(&demo, THEIRS).await.expect("it is in the sample").id;
    let name = Some("Vitals at home".to_owned());
    // Somebody else is faster by a moment.
    set_fault(Some(Fault::Held));
    let rename = SubscriptionChange { subscription_id: id, version: None, name, queue_status: None };
    spawn_local(async move { Backend::Demo.call(&rename).await.map(|_| ()).expect("the rules allow it") });
    approve.click();
    page.wait_until_gone("button", "Approve Home monitoring").await;
    set_fault(None);
    let question = page.within("dialog", "Someone else was faster").await;
    question.expect_text("Vitals at home").await;
    question.find("button", "Apply mine").await.click();
    page.find("listitem", "Approved “Vitals at home”.").await;
}

#[wasm_bindgen_test]
async fn what_was_withdrawn_meanwhile_is_gone() {
    let demo = Demo::new();
    let page = requests(&demo).await;
    let approve = page.find("button", "Approve Home monitoring").await;
    let id = kept(&demo, THEIRS).await.expect("it is in the sample").id;
    set_fault(Some(Fault::Held));
    let withdraw = SubscriptionDelete { subscription_id: id, version: None };
    spawn_local(async move { Backend::Demo.call(&withdraw).await.map(|_| ()).expect("the rules allow it") });
    approve.click();
    page.wait_until_gone("button", "Approve Home monitoring").await;
    set_fault(None);
    page.find("listitem", "“Home monitoring” was not approved.").await;
    page.expect_count("button", "Approve Home monitoring", 0).await;
}

#[wasm_bindgen_test]
async fn only_engineers_answer() {
    let demo = Demo::new();
    demo.see_as("Noah Whitaker").await;
    let (_page, dialog) = settings(&demo, THEIRS).await;
    let reason = "Only engineers of Development may do this. Ask an owner or admin of your organization.";
    for name in ["Approve", "Decline…"] {
        let button = dialog.find("button", name).await;
        assert!(is_disabled(&button), "{name}");
        assert_eq!(description(&button), reason);
    }
}

#[wasm_bindgen_test]
async fn proposals_are_not_paused_with_others() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = demo.open(Place::Subscriptions(environment), "q=status:proposed").await;
    page.find("checkbox", "Select Appointments, FHIR® Slot").await.click();
    let bar = page.within("region", "Selected subscriptions").await;
    assert_eq!(description(&bar.find("button", "Pause").await), "It is not approved yet.");
    assert!(!is_disabled(&bar.find("button", "Delete").await));
}
