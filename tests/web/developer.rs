//! Sources and destinations: tiles, wizards, and what is only to be read. Verifying has a file of its own.

mod verification;

use causeway::backend::{Fault, set_fault};
use causeway::paths::Place;
use causeway_api::{
    Destination, DestinationChange, DestinationCreate, DestinationGet, DestinationId, EnvironmentFlag, EnvironmentId, One,
};
use leptos::web_sys::{Event, HtmlElement};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::{Demo, OpenApp};
use crate::screen::{description, expect_focus, focus, type_into, typed, until};

/// A configured destination that nothing uses.
async fn webhook(demo: &Demo, environment_id: EnvironmentId) -> Destination {
    let request = DestinationCreate {
        endpoint: Some("https://hook.example.org/messages".to_owned()),
        ..DestinationCreate::named(environment_id, "Webhook")
    };
    let One(destination) = demo.ask(&request).await;
    destination
}

/// The wizard for a new destination, with S3 chosen in its first step.
async fn first_step_of_a_lake(demo: &Demo, environment: EnvironmentId) -> OpenApp<'_> {
    let page = demo.open(Place::DestinationNew(environment), "").await;
    type_into(&page.find("textbox", "Name").await, "Night lake");
    for choice in ["Cloud", "AWS", "S3"] {
        page.find("radio", choice).await.click();
    }
    page
}

/// Fills in everything that S3 cannot do without.
async fn fill_lake(page: &OpenApp<'_>) {
    for (field, text) in [
        ("Bucket name", "night-lake"),
        ("Region", "us-east-1"),
        ("Access key", "AKIAIOSFODNN7EXAMPLE"),
        ("Secret key", "wJalrXUtnFEMI/K7MDENG"),
    ] {
        type_into(&page.find("textbox", field).await, text);
    }
}

#[wasm_bindgen_test]
async fn a_destination_left_half_way_is_continued_at_its_step() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = first_step_of_a_lake(&demo, environment).await;
    page.find("button", "Next").await.click();
    page.expect_query("step", Some("2")).await;
    type_into(&page.find("textbox", "Bucket name").await, "night-lake");
    page.find("button", "Save progress").await.click();
    page.expect_place(Place::Destinations(environment)).await;
    page.expect_text("In progress, step 2 of 3").await;
    page.find("link", "Night lake").await.click();
    assert_eq!(typed(&page.find("textbox", "Bucket name").await), "night-lake");
}

#[wasm_bindgen_test]
async fn a_finished_destination_offers_a_subscription_to_it() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = first_step_of_a_lake(&demo, environment).await;
    page.find("button", "Next").await.click();
    fill_lake(&page).await;
    page.find("button", "Next").await.click();
    page.find("button", "Finish").await.click();
    page.find("link", "Create a subscription to this destination").await.click();
    page.find("dialog", "Create subscription").await;
}

#[wasm_bindgen_test]
async fn fields_say_what_is_wrong_only_once_they_are_asked() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = demo.open(Place::DestinationNew(environment), "").await;
    let name = page.find("textbox", "Name").await;
    assert!(!description(&name).contains("Enter a name."));
    page.find("button", "Next").await.click();
    expect_focus(&name).await;
    assert!(description(&name).contains("Enter a name."));
    page.expect_text("Choose a type.").await;
}

#[wasm_bindgen_test]
async fn the_type_cannot_be_edited_after_its_step() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = first_step_of_a_lake(&demo, environment).await;
    page.find("button", "Next").await.click();
    page.find("link", "Name and type").await.click();
    let kind = page.find("textbox", "Type").await;
    assert_eq!(typed(&kind), "AWS S3");
    assert!(description(&kind).contains("It cannot be edited later."));
}

#[wasm_bindgen_test]
async fn leaving_with_something_typed_asks_first() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = first_step_of_a_lake(&demo, environment).await;
    page.find("button", "Cancel").await.click();
    let question = page.within("alertdialog", "Leave without saving?").await;
    question.find("button", "Cancel").await.click();
    page.wait_until_gone("alertdialog", "Leave").await;
    assert_eq!(typed(&page.find("textbox", "Name").await), "Night lake");
    page.find("button", "Cancel").await.click();
    page.find("button", "Leave").await.click();
    page.expect_place(Place::Destinations(environment)).await;
}

#[wasm_bindgen_test]
async fn an_unanswered_save_keeps_what_was_typed_and_can_be_tried_again() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = first_step_of_a_lake(&demo, environment).await;
    set_fault(Some(Fault::Unreachable));
    page.find("button", "Save progress").await.click();
    page.expect_text("The server cannot be reached.").await;
    set_fault(None);
    page.find("button", "Save progress").await.click();
    page.expect_place(Place::Destinations(environment)).await;
    page.expect_count("link", "Night lake", 1).await;
}

#[wasm_bindgen_test]
async fn a_change_by_someone_else_is_told_and_nothing_typed_is_lost() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let id = webhook(&demo, environment).await.id;
    let page = demo.open(Place::Destination(environment, id), "").await;
    let url = page.find("textbox", "URL").await;
    demo.ask(&renamed(id, "Inbox")).await;
    type_into(&url, "https://other.example.org/");
    page.find("button", "Save changes").await.click();
    page.expect_text("Someone changed this destination in the meantime.").await;
    assert_eq!(typed(&url), "https://other.example.org/");
    page.find("button", "Load the current values").await.click();
    page.find("heading", "Destinations / Inbox").await;
    assert_eq!(typed(&url), "https://hook.example.org/messages");
}

fn renamed(destination_id: DestinationId, name: &str) -> DestinationChange {
    DestinationChange { name: Some(name.to_owned()), ..DestinationChange::of(destination_id) }
}

#[wasm_bindgen_test]
async fn a_used_source_cannot_be_deleted_and_says_what_uses_it() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = demo.open(Place::Sources(environment), "").await;
    page.expect_text("2 subscriptions").await;
    page.find("button", "Actions for Redox API Endpoint").await.click();
    let delete = page.find("menuitem", "Delete").await;
    assert_eq!(delete.get_attribute("aria-disabled").as_deref(), Some("true"));
    page.expect_text("2 live subscriptions use it: “").await;
}

#[wasm_bindgen_test]
async fn nothing_is_deleted_in_production() {
    let demo = Demo::new();
    let environment = demo.environment(EnvironmentFlag::Production).await;
    webhook(&demo, environment).await;
    let page = demo.open(Place::Destinations(environment), "").await;
    page.find("button", "Actions for Webhook").await.click();
    page.find("menuitem", "Delete").await;
    page.expect_text("Nothing is deleted in Production.").await;
}

#[wasm_bindgen_test]
async fn an_unused_destination_is_deleted_after_a_question() {
    let demo = Demo::new();
    let environment = demo.development().await;
    webhook(&demo, environment).await;
    let page = demo.open(Place::Destinations(environment), "").await;
    let opener = page.find("button", "Actions for Webhook").await;
    focus(&opener);
    opener.click();
    page.find("menuitem", "Delete").await.click();
    page.find("button", "Delete destination").await.click();
    page.wait_until_gone("link", "Webhook").await;
}

#[wasm_bindgen_test]
async fn a_filter_that_hides_all_says_so_and_can_be_cleared() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = demo.open(Place::Sources(environment), "").await;
    page.find("link", "Intake API").await;
    type_into(&page.find("searchbox", "Filter sources").await, "zzz");
    page.wait_until_gone("link", "Intake API").await;
    page.find("button", "Clear the filter").await.click();
    page.find("link", "Intake API").await;
}

#[wasm_bindgen_test]
async fn a_partners_source_is_read_and_lists_what_connects_it() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let rows = demo.subscriptions(environment).await;
    let shared =
        rows.iter().find(|row| !row.is_one_party() && row.destination.name == "Redox API Endpoint").expect("a default one");
    let page = demo.open(Place::Source(environment, shared.source.id), "").await;
    page.expect_text(&format!("belongs to {}", shared.source.organization.name)).await;
    page.find("link", &shared.name).await;
    page.expect_names("textbox", &[]).await;
}

#[wasm_bindgen_test]
async fn an_end_that_is_not_there_says_so() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let missing = "01890a5d-ac96-774b-bcce-b302099a8057".parse().expect("a uuid");
    let page = demo.open(Place::Destination(environment, missing), "").await;
    page.find("heading", "This destination is not here").await;
    page.find("link", "Your destinations").await;
}

#[wasm_bindgen_test]
async fn a_secret_is_said_to_be_stored_and_stays_until_another_is_typed() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = first_step_of_a_lake(&demo, environment).await;
    page.find("button", "Next").await.click();
    fill_lake(&page).await;
    page.find("button", "Save progress").await.click();
    page.find("link", "Night lake").await.click();
    let secret = page.find("textbox", "Secret key").await;
    assert_eq!(secret.get_attribute("type").as_deref(), Some("password"));
    assert_eq!(typed(&secret), "");
    assert!(description(&secret).contains("Stored. Enter another to replace it."));
    page.expect_count("button", "Show", 0).await;
    type_into(&secret, "another/secret");
    page.find("button", "Show secret key").await.click();
    until("it can be looked at", || secret.get_attribute("type").as_deref() == Some("text")).await;
    page.find("button", "Next").await.click();
    page.find("button", "Finish").await.click();
    page.find("heading", "Night lake is configured").await;
}

#[wasm_bindgen_test]
async fn what_is_no_key_is_said_beside_it_and_not_stored() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = first_step_of_a_lake(&demo, environment).await;
    page.find("button", "Next").await.click();
    let key = page.find("textbox", "Access key").await;
    type_into(&key, "too short");
    page.find("button", "Save progress").await.click();
    until("it is said", || description(&key).contains("Use 16 to 128 letters and digits")).await;
    expect_focus(&key).await;
    assert_eq!(typed(&key), "too short");
}

#[wasm_bindgen_test]
async fn a_signing_region_is_the_regions_own_unless_typed() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = first_step_of_a_lake(&demo, environment).await;
    page.find("button", "Next").await.click();
    type_into(&page.find("textbox", "Region").await, "eu-central-1");
    let signing = page.find("textbox", "Signing region").await;
    until("it is suggested", || signing.get_attribute("placeholder").as_deref() == Some("eu-central-1")).await;
    assert_eq!(typed(&signing), "");
}

#[wasm_bindgen_test]
async fn an_endpoint_is_authenticated_only_where_it_is_wanted() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let id = webhook(&demo, environment).await.id;
    let page = demo.open(Place::Destination(environment, id), "").await;
    page.expect_count("textbox", "Client secret", 0).await;
    page.find("checkbox", "With OAuth 2.0 client credentials").await.click();
    type_into(&page.find("textbox", "Client id").await, "causeway");
    type_into(&page.find("textbox", "Client secret").await, "s3cret");
    let token_url = page.find("textbox", "Token URL").await;
    page.find("button", "Save changes").await.click();
    expect_focus(&token_url).await;
    type_into(&token_url, "https://login.example.org/token");
    page.find("button", "Save changes").await.click();
    page.expect_place(Place::Destinations(environment)).await;
    let One(stored) = demo.ask(&DestinationGet { destination_id: id }).await;
    assert!(stored.auth_credential.is_some_and(|credential| credential.has_client_secret));
}

#[wasm_bindgen_test]
async fn a_message_that_set_up_can_go_on_is_gone_once_it_did() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = first_step_of_a_lake(&demo, environment).await;
    page.find("button", "Next").await.click();
    fill_lake(&page).await;
    page.find("button", "Save progress").await.click();
    page.find("listitem", "“Night lake” is saved. Continue its set-up any time.").await;
    page.find("link", "Night lake").await.click();
    page.find("button", "Next").await.click();
    page.wait_until_gone("listitem", "“Night lake” is saved.").await;
}

#[wasm_bindgen_test]
async fn a_used_end_lists_what_uses_it_where_it_is_edited() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let row = demo.subscription(environment, "Hydrate the lake", "FHIR.Patient").await.expect("it is in the sample");
    let page = demo.open(Place::Destination(environment, row.destination.id), "").await;
    let delete = page.find("button", "Delete destination").await;
    assert_eq!(delete.get_attribute("aria-disabled").as_deref(), Some("true"));
    page.expect_text(" live subscriptions use it: “").await;
    page.find("link", "Hydrate the lake").await.click();
    page.find("dialog", "Subscription").await;
}

#[wasm_bindgen_test]
async fn an_unused_end_is_deleted_from_its_page() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let id = webhook(&demo, environment).await.id;
    let page = demo.open(Place::Destination(environment, id), "").await;
    page.find("button", "Delete destination").await.click();
    page.within("alertdialog", "Delete “Webhook”?").await.find("button", "Delete destination").await.click();
    page.expect_place(Place::Destinations(environment)).await;
    page.wait_until_gone("link", "Webhook").await;
}

#[wasm_bindgen_test]
async fn how_many_use_an_end_leads_to_them() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let row = demo.subscription(environment, "Hydrate the lake", "FHIR.Patient").await.expect("it is in the sample");
    let page = demo.open(Place::Destinations(environment), "q=clinical+lake").await;
    page.expect_count("button", "Actions for", 1).await;
    page.find("link", "29 subscriptions").await.click();
    page.expect_place(Place::Subscriptions(environment)).await;
    page.expect_query("q", Some(&row.destination.id.to_string())).await;
}

/// Chooses an option of a drop-down by its value.
fn choose(select: &HtmlElement, value: &str) {
    js_sys::Reflect::set(select, &"value".into(), &value.into()).expect("a drop-down takes a value");
    select.dispatch_event(&Event::new("change").expect("a valid name")).expect("a new event");
}

#[wasm_bindgen_test]
async fn a_source_says_before_and_after_that_its_region_is_fixed() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = demo.open(Place::SourceNew(environment), "").await;
    type_into(&page.find("textbox", "Name").await, "Night feed");
    page.find("radio", "MLLP").await.click();
    choose(&page.find("combobox", "Data format").await, "HL7V2");
    page.find("button", "Next").await.click();
    let region = page.find("combobox", "Service region").await;
    assert!(description(&region).contains("It cannot change later."));
    type_into(&page.find("textbox", "Sending system").await, "Epic");
    choose(&region, "US");
    page.find("button", "Next").await.click();
    page.find("button", "Finish").await.click();
    page.find("link", "Back to sources").await.click();
    page.find("link", "Night feed").await.click();
    let region = page.find("combobox", "Service region").await;
    assert!(region.has_attribute("disabled"));
    assert!(description(&region).contains("It cannot change later. Create another source for another region."));
}
