//! Ends that connected organizations show each other, and subscriptions proposed between them.

use causeway::backend::{Fault, set_fault};
use causeway::paths::{Place, Query, create_query};
use causeway_api::{Connection, QueueStatus, SharedEnd, SharedEndList, SharedEndsChange, Subscription};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, HtmlInputElement};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::{Demo, OpenApp};
use crate::screen::{Region, description, type_into, typed, until};

/// Shares *Events API* and *Webhook* in Development; there Tidewell Health shares *Intake API* and *FHIR store* with it.
const PARTNER: &str = "Pulseline";
/// Connected, and shares nothing.
const SILENT: &str = "Mercy Valley Health";
/// Has not answered yet.
const ASKED: &str = "Juniper Home Care";
const VIEWER: &str = "Noah Whitaker";

async fn about<'a>(demo: &'a Demo, name: &str) -> OpenApp<'a> {
    let environment = demo.development().await;
    let connection = demo.connection(environment, name).await;
    demo.open(Place::ConnectionAbout(environment, connection.id), "").await
}

async fn shared(demo: &Demo, connection: &Connection) -> Vec<SharedEnd> {
    demo.ask(&SharedEndList { connection_id: connection.id, page: None, count: None }).await.items
}

/// The names of what Tidewell Health shares with the partner.
async fn ours(demo: &Demo) -> Vec<String> {
    let connection = demo.connection(demo.development().await, PARTNER).await;
    let mine = |end: &SharedEnd| end.organization.id != connection.organization.id;
    shared(demo, &connection).await.into_iter().filter(mine).map(|end| end.name).collect()
}

fn is_ticked(check_box: &HtmlElement) -> bool {
    check_box.unchecked_ref::<HtmlInputElement>().checked()
}

fn is_disabled(control: &HtmlElement) -> bool {
    control.get_attribute("aria-disabled").as_deref() == Some("true")
}

// The About tab.

#[wasm_bindgen_test]
async fn about_says_what_each_side_shares() {
    let demo = Demo::new();
    let page = about(&demo, PARTNER).await;
    let section = page.within("region", "Shared ends").await;
    section.find("heading", "Shared ends").await;
    let yours = section.within("region", "Yours").await;
    for (name, is_shared) in [("Intake API", true), ("HL7 gateway", false), ("FHIR store", true), ("Document archive", false)] {
        let check_box = yours.find("checkbox", name).await;
        until(&format!("{name} is ticked or not"), || is_ticked(&check_box) == is_shared).await;
    }
    yours.expect_text("2 ends shared.").await;
    assert!(description(&yours.find("checkbox", "Imaging export").await).contains("Not usable yet: in progress, step 2 of 3."));
    let theirs = section.within("region", "Theirs").await;
    let with = |name: &str| format!("Propose a subscription… with {name}");
    theirs.expect_names("link", &["Events API", &with("Events API"), "Webhook", &with("Webhook")]).await;
    theirs.find("link", "Events API").await.click();
    page.find("heading", "Sources / Events API").await;
    page.expect_text("belongs to Pulseline").await;
}

#[wasm_bindgen_test]
async fn what_is_ticked_is_shared_when_it_is_saved() {
    let demo = Demo::new();
    let page = about(&demo, PARTNER).await;
    let yours = page.within("region", "Yours").await;
    let save = yours.find("button", "Save shared ends").await;
    assert_eq!(description(&save), "Nothing has changed.");
    yours.find("checkbox", "HL7 gateway").await.click();
    yours.find("checkbox", "FHIR store").await.click();
    yours.expect_text("2 ends will be shared.").await;
    assert_eq!(ours(&demo).await, ["FHIR store", "Intake API"]);
    save.click();
    page.find("listitem", "What you share with Pulseline is saved.").await;
    assert_eq!(ours(&demo).await, ["HL7 gateway", "Intake API"]);
    until("nothing is left to save", || is_disabled(&save)).await;
}

#[wasm_bindgen_test]
async fn what_could_not_be_saved_stays_ticked() {
    let demo = Demo::new();
    let page = about(&demo, PARTNER).await;
    let yours = page.within("region", "Yours").await;
    let gateway = yours.find("checkbox", "HL7 gateway").await;
    gateway.click();
    set_fault(Some(Fault::Unreachable));
    let save = yours.find("button", "Save shared ends").await;
    save.click();
    yours.within("alert", "").await.expect_text("Not saved; what you ticked is still here. The server cannot be reached.").await;
    set_fault(None);
    assert!(is_ticked(&gateway));
    save.click();
    page.find("listitem", "What you share with Pulseline is saved.").await;
    assert!(ours(&demo).await.contains(&"HL7 gateway".to_owned()));
}

#[wasm_bindgen_test]
async fn leaving_with_something_ticked_is_asked_about() {
    let demo = Demo::new();
    let page = about(&demo, PARTNER).await;
    page.find("checkbox", "HL7 gateway").await.click();
    page.find("link", "Subscriptions").await.click();
    let question = page.within("alertdialog", "Leave without saving?").await;
    question.find("button", "Cancel").await.click();
    let gateway = page.find("checkbox", "HL7 gateway").await;
    assert!(is_ticked(&gateway));
    gateway.click();
    page.find("link", "Subscriptions").await.click();
    page.find("group", "Flow of Pulseline").await;
}

#[wasm_bindgen_test]
async fn what_somebody_else_saves_shows_by_itself_and_keeps_what_is_ticked() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let connection = demo.connection(environment, PARTNER).await;
    let page = about(&demo, PARTNER).await;
    let (intake, gateway) = (page.find("checkbox", "Intake API").await, page.find("checkbox", "HL7 gateway").await);
    until("it is shared", || is_ticked(&intake)).await;
    gateway.click();
    let (connection_id, environment_id) = (connection.id, environment);
    demo.ask(&SharedEndsChange { connection_id, environment_id, source_ids: vec![], destination_ids: vec![] }).await;
    until("it is hidden", || !is_ticked(&intake)).await;
    assert!(is_ticked(&gateway));
    page.find("button", "Save shared ends").await.click();
    page.find("listitem", "What you share with Pulseline is saved.").await;
    assert_eq!(ours(&demo).await, ["HL7 gateway"]);
}

#[wasm_bindgen_test]
async fn a_viewer_reads_what_is_shared_and_why_nothing_can_be_ticked() {
    let demo = Demo::new();
    demo.see_as(VIEWER).await;
    let page = about(&demo, PARTNER).await;
    let yours = page.within("region", "Yours").await;
    let reason = "Only owners, admins and engineers of Development may do this. Ask one of them.";
    yours.expect_text(reason).await;
    let gateway = yours.find("checkbox", "HL7 gateway").await;
    assert!(is_disabled(&gateway) && description(&gateway).contains(reason));
    gateway.click();
    assert!(!is_ticked(&gateway));
    assert_eq!(description(&yours.find("button", "Save shared ends").await), reason);
    let theirs = page.within("region", "Theirs").await;
    let propose = theirs.find("button", "Propose a subscription… with Events API").await;
    assert!(description(&propose).starts_with("Only engineers of Development may do this."));
}

#[wasm_bindgen_test]
async fn a_partner_who_shares_nothing_can_be_asked_to() {
    let demo = Demo::new();
    let page = about(&demo, SILENT).await;
    let section = page.within("region", "Shared ends").await;
    section.within("region", "Yours").await.expect_text("Nothing is shared here.").await;
    section.within("region", "Theirs").await.expect_text("Mercy Valley Health shares nothing with you in Development yet.").await;
    drop(section);
    drop(page);
    let page = about(&demo, ASKED).await;
    page.find("region", "The request").await;
    page.expect_count("region", "Shared ends", 0).await;
}

#[wasm_bindgen_test]
async fn shared_ends_that_cannot_be_loaded_say_so_and_try_again() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let connection = demo.connection(environment, PARTNER).await;
    let page = demo.open(Place::Connection(environment, connection.id), "").await;
    page.find("group", "Flow of Pulseline").await;
    set_fault(Some(Fault::Unreachable));
    page.find("link", "About").await.click();
    page.find("heading", "The shared ends could not be loaded").await;
    set_fault(None);
    page.within("region", "Shared ends").await.find("button", "Try again").await.click();
    page.find("checkbox", "Intake API").await;
}

// Proposing.

async fn look_for(dialog: &Region, field: &str, text: &str) -> HtmlElement {
    type_into(&dialog.find("combobox", field).await, text);
    dialog.find("option", text).await
}

async fn choose(dialog: &Region, field: &str, name: &str) {
    look_for(dialog, field, name).await.click();
    let field = dialog.find("combobox", field).await;
    until("the field says what is chosen", || typed(&field) == name).await;
}

async fn proposed(demo: &Demo, name: &str) -> Vec<Subscription> {
    let all = demo.subscriptions(demo.development().await).await;
    all.into_iter().filter(|row| row.name == name).collect()
}

#[wasm_bindgen_test]
async fn an_end_of_theirs_leads_to_a_proposal() {
    let demo = Demo::new();
    let page = about(&demo, PARTNER).await;
    page.find("link", "Propose a subscription… with Events API").await.click();
    let dialog = page.within("dialog", "Create subscription").await;
    dialog.expect_text("In Pulseline").await;
    let source = dialog.find("combobox", "Source").await;
    until("the source is chosen", || typed(&source) == "Events API").await;
    type_into(&dialog.find("textbox", "Subscription name").await, "Alerts");
    choose(&dialog, "Destination", "Document archive").await;
    dialog.expect_count("button", "Create subscription", 0).await;
    look_for(&dialog, "Data models", "FHIR® Patient").await.click();
    let preview = dialog.within("region", "What will be created").await;
    preview.expect_text("1 subscription will be proposed: Events API → Document archive").await;
    preview.expect_text("Nothing flows until an engineer of Pulseline approves.").await;
    dialog.find("button", "Propose subscription").await.click();
    page.find("listitem", "Proposed 1 subscription to Pulseline.").await;
    let rows = proposed(&demo, "Alerts").await;
    assert_eq!(rows.iter().map(|row| row.queue_status).collect::<Vec<_>>(), [QueueStatus::Proposed]);
    page.find("group", "Flow of Pulseline").await;
    page.find("button", "Undo").await.click();
    page.find("status", "Undone").await;
    assert_eq!(proposed(&demo, "Alerts").await, []);
}

/// The dialog over the connection's flow.
async fn dialog_in<'a>(demo: &'a Demo, name: &str) -> (OpenApp<'a>, Region) {
    let environment = demo.development().await;
    let connection = demo.connection(environment, name).await;
    let query = create_query(&Query::default(), Some(connection.id), None, None).to_text();
    let page = demo.open(Place::Connection(environment, connection.id), &query).await;
    let dialog = page.within("dialog", "Create subscription").await;
    (page, dialog)
}

#[wasm_bindgen_test]
async fn of_two_ends_one_has_to_be_your_own() {
    let demo = Demo::new();
    let (_page, dialog) = dialog_in(&demo, PARTNER).await;
    choose(&dialog, "Source", "Events API").await;
    let webhook = look_for(&dialog, "Destination", "Webhook").await;
    assert!(is_disabled(&webhook));
    until("it says why", || {
        webhook.text_content().is_some_and(|text| text.contains("The source is theirs: choose a destination of yours"))
    })
    .await;
    choose(&dialog, "Destination", "Document archive").await;
    dialog.find("button", "Propose subscription").await;
    choose(&dialog, "Source", "HL7 gateway").await;
    dialog.find("button", "Create subscription").await;
    choose(&dialog, "Destination", "Webhook").await;
    dialog.find("button", "Propose subscription").await;
}

#[wasm_bindgen_test]
async fn what_was_created_last_is_no_proposal_and_a_proposal_is_not_created_again() {
    let demo = Demo::new();
    let (page, dialog) = dialog_in(&demo, SILENT).await;
    choose(&dialog, "Source", "HL7 gateway").await;
    choose(&dialog, "Destination", "Document archive").await;
    look_for(&dialog, "Data models", "FHIR® Patient").await.click();
    dialog.find("button", "Create subscription").await.click();
    page.find("listitem", "Created 1 subscription.").await;
    drop(dialog);
    drop(page);

    let (page, dialog) = dialog_in(&demo, PARTNER).await;
    dialog.expect_count("combobox", "", 3).await;
    let source = dialog.find("combobox", "Source").await;
    choose(&dialog, "Destination", "Webhook").await;
    assert_eq!(typed(&source), "");
    choose(&dialog, "Source", "HL7 gateway").await;
    look_for(&dialog, "Data models", "FHIR® Patient").await.click();
    dialog.find("button", "Propose subscription").await.click();
    page.find("listitem", "Proposed 1 subscription to Pulseline.").await;
    drop(dialog);
    drop(page);

    let page = demo.open(Place::Connections(demo.development().await), "create").await;
    let dialog = page.within("dialog", "Create subscription").await;
    let destination = dialog.find("combobox", "Destination").await;
    until("the last one is filled in", || typed(&destination) == "Document archive").await;
}

#[wasm_bindgen_test]
async fn ends_of_two_organizations_stand_under_their_names() {
    let demo = Demo::new();
    let (page, dialog) = dialog_in(&demo, PARTNER).await;
    let option = look_for(&dialog, "Source", "Events API").await;
    until("it is told apart", || option.text_content().is_some_and(|text| text.contains("Shared with you"))).await;
    dialog.expect_text("Pulseline").await;
    type_into(&dialog.find("combobox", "Source").await, "tidewell");
    dialog.find("option", "Intake API").await;
    dialog.expect_count("option", "Events API", 0).await;
    drop(dialog);
    drop(page);
    // Within your own organization nothing needs to be told apart.
    let page = demo.open(Place::Connections(demo.development().await), "create").await;
    let dialog = page.within("dialog", "Create subscription").await;
    type_into(&dialog.find("combobox", "Source").await, "tidewell");
    dialog.expect_text("Nothing matches what you typed.").await;
}

#[wasm_bindgen_test]
async fn what_a_partner_does_not_share_says_so() {
    let demo = Demo::new();
    let (page, dialog) = dialog_in(&demo, SILENT).await;
    let feed = look_for(&dialog, "Source", "ADT feed").await;
    assert!(is_disabled(&feed));
    until("it says why", || {
        feed.text_content().is_some_and(|text| text.contains("Not shared with you: ask Mercy Valley Health"))
    })
    .await;
    dialog.expect_text("Mercy Valley Health shares nothing with you here that a subscription can use.").await;
    dialog.find("link", "Shared ends").await.click();
    page.find("region", "Theirs").await;
}

#[wasm_bindgen_test]
async fn a_refused_proposal_stays_with_its_reason() {
    let demo = Demo::new();
    let (page, dialog) = dialog_in(&demo, PARTNER).await;
    choose(&dialog, "Source", "HL7 gateway").await;
    choose(&dialog, "Destination", "Webhook").await;
    look_for(&dialog, "Data models", "FHIR® Patient").await.click();
    set_fault(Some(Fault::Unreachable));
    dialog.find("button", "Propose subscription").await.click();
    dialog.within("alert", "").await.expect_text("The server cannot be reached.").await;
    set_fault(None);
    dialog.find("button", "Propose subscription").await.click();
    page.find("listitem", "Proposed 1 subscription to Pulseline.").await;
}

// Where the two are not connected.

#[wasm_bindgen_test]
async fn without_a_connection_nothing_can_be_created() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let connection = demo.connection(environment, ASKED).await;
    let reason = "Juniper Home Care has not answered your request yet.";
    let page = demo.open(Place::Connection(environment, connection.id), "").await;
    let create = page.find("button", "Create subscription").await;
    assert_eq!(description(&create), reason);
    page.expect_count("link", "Create ", 0).await;
    page.find("link", "Waiting for Juniper Home Care").await;
    drop(page);

    let (_page, dialog) = dialog_in(&demo, ASKED).await;
    dialog.expect_text(reason).await;
    assert_eq!(description(&dialog.find("button", "Create subscription").await), reason);
    dialog.find("link", "Waiting for Juniper Home Care").await;
}
