//! Create subscription, the dialog that half of the product is about.

use causeway::backend::{Fault, set_fault};
use causeway::paths::{Place, Query, create_query};
use causeway_api::{EnvironmentFlag, Subscription};
use leptos::web_sys::HtmlElement;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::{Demo, OpenApp};
use crate::screen::{Region, description, expect_focus, focus, press, type_into, typed, until};

const DIALOG: &str = "Create subscription";

/// The connections page with the dialog over it.
async fn open<'a>(demo: &'a Demo, query: &str) -> (OpenApp<'a>, Region) {
    let page = demo.open(Place::Connections(demo.development().await), query).await;
    let dialog = page.within("dialog", DIALOG).await;
    (page, dialog)
}

/// Looks for options of a field by typing.
async fn look_for(dialog: &Region, field: &str, text: &str) -> HtmlElement {
    let field = dialog.find("combobox", field).await;
    type_into(&field, text);
    dialog.find("option", text).await
}

/// Chooses an end.
async fn choose(dialog: &Region, field: &str, name: &str) {
    look_for(dialog, field, name).await.click();
    let field = dialog.find("combobox", field).await;
    until("the field says what is chosen", || typed(&field) == name).await;
}

/// Adds a data model.
async fn add_model(dialog: &Region, model: &str) {
    look_for(dialog, "Data models", model).await.click();
    dialog.find("button", &format!("Remove {model}")).await;
}

/// Types a name and chooses two ends between which nothing flows yet.
async fn fill_route(dialog: &Region, name: &str) {
    type_into(&dialog.find("textbox", "Subscription name").await, name);
    choose(dialog, "Source", "HL7 gateway").await;
    choose(dialog, "Destination", "Document archive").await;
}

async fn submit(dialog: &Region) {
    dialog.find("button", "Create subscription").await.click();
}

async fn created(demo: &Demo, name: &str) -> Vec<Subscription> {
    let mut all = demo.subscriptions(demo.development().await).await;
    all.retain(|row| row.name == name);
    all
}

#[wasm_bindgen_test]
async fn two_data_models_create_two_subscriptions() {
    let demo = Demo::new();
    let (page, dialog) = open(&demo, "create").await;
    dialog.expect_text("In Tidewell Health (you)").await;
    fill_route(&dialog, "Nightly export").await;
    add_model(&dialog, "FHIR® Patient").await;
    add_model(&dialog, "FHIR® Encounter").await;
    submit(&dialog).await;
    page.wait_until_gone("dialog", DIALOG).await;
    page.find("listitem", "Created 2 subscriptions.").await;
    page.expect_query("create", None).await;
    let models: Vec<_> = created(&demo, "Nightly export").await.iter().map(|row| row.data_model.name()).collect();
    assert_eq!(models, ["FHIR.Patient", "FHIR.Encounter"]);
}

#[wasm_bindgen_test]
async fn undo_takes_back_all_that_was_created() {
    let demo = Demo::new();
    let (page, dialog) = open(&demo, "create").await;
    fill_route(&dialog, "Nightly export").await;
    add_model(&dialog, "FHIR® Patient").await;
    add_model(&dialog, "FHIR® Encounter").await;
    submit(&dialog).await;
    page.find("button", "Undo").await.click();
    page.find("status", "Undone").await;
    assert_eq!(created(&demo, "Nightly export").await, []);
}

#[wasm_bindgen_test]
async fn a_preview_says_what_will_be_created() {
    let demo = Demo::new();
    let (_page, dialog) = open(&demo, "create").await;
    fill_route(&dialog, "Nightly export").await;
    dialog.expect_count("region", "What will be created", 0).await;
    add_model(&dialog, "FHIR® Patient").await;
    let preview = dialog.within("region", "What will be created").await;
    preview.expect_text("1 subscription will be created").await;
    add_model(&dialog, "FHIR® Encounter").await;
    preview.expect_text("2 subscriptions will be created").await;
    preview.expect_text("HL7 gateway → Document archive").await;
    preview.expect_names("listitem", &["FHIR® Patient", "FHIR® Encounter"]).await;
}

#[wasm_bindgen_test]
async fn a_seventh_data_model_cannot_be_added_and_says_why() {
    let demo = Demo::new();
    let (_page, dialog) = open(&demo, "create").await;
    for model in ["Account", "Appointment", "Binary", "CarePlan", "Claim", "Condition"] {
        add_model(&dialog, &format!("FHIR® {model}")).await;
    }
    dialog.expect_text("6 of 6").await;
    let seventh = look_for(&dialog, "Data models", "FHIR® Encounter").await;
    assert_eq!(seventh.get_attribute("aria-disabled").as_deref(), Some("true"));
    dialog.find("option", "FHIR® Encounter 6 at a time: create these first").await;
    seventh.click();
    dialog.expect_count("button", "Remove ", 6).await;
}

#[wasm_bindgen_test]
async fn an_end_in_progress_is_listed_with_the_way_to_finish_it() {
    let demo = Demo::new();
    let (page, dialog) = open(&demo, "create").await;
    for (field, end) in [("Source", "Imaging export"), ("Destination", "HealthLake pilot")] {
        let option = look_for(&dialog, field, end).await;
        assert_eq!(option.get_attribute("aria-disabled").as_deref(), Some("true"));
        let words = option.text_content().unwrap_or_default();
        assert!(words.contains("In progress: finish its set-up"), "{words}");
        option.click();
        dialog.expect_count("button", "Remove", 0).await;
    }
    dialog.find("link", "Finish set-up").await.click();
    page.wait_until_gone("dialog", DIALOG).await;
    page.find("heading", "Destinations / HealthLake pilot").await;
}

#[wasm_bindgen_test]
async fn a_data_model_that_flows_there_already_names_its_subscription() {
    let demo = Demo::new();
    let (_page, dialog) = open(&demo, "create").await;
    choose(&dialog, "Source", "HL7 gateway").await;
    choose(&dialog, "Destination", "Clinical lake (S3)").await;
    let option = look_for(&dialog, "Data models", "FHIR® Patient").await;
    assert_eq!(option.get_attribute("aria-disabled").as_deref(), Some("true"));
    dialog.find("option", "FHIR® Patient Exists already: “Hydrate the lake” in Tidewell Health").await;
}

#[wasm_bindgen_test]
async fn a_chosen_data_model_goes_when_the_ends_have_it_already() {
    let demo = Demo::new();
    let (_page, dialog) = open(&demo, "create").await;
    add_model(&dialog, "FHIR® Patient").await;
    add_model(&dialog, "FHIR® Account").await;
    choose(&dialog, "Source", "HL7 gateway").await;
    choose(&dialog, "Destination", "Clinical lake (S3)").await;
    dialog.wait_until_gone("button", "Remove FHIR® Patient").await;
    dialog.find("button", "Remove FHIR® Account").await;
}

#[wasm_bindgen_test]
async fn what_is_missing_is_said_beside_each_field_and_nothing_is_lost() {
    let demo = Demo::new();
    let (_page, dialog) = open(&demo, "create").await;
    choose(&dialog, "Source", "HL7 gateway").await;
    submit(&dialog).await;
    for (role, field, problem) in [
        ("textbox", "Subscription name", "Enter a name."),
        ("combobox", "Destination", "Choose the destination."),
        ("combobox", "Data models", "Choose at least one data model."),
    ] {
        let field = dialog.find(role, field).await;
        until(problem, || description(&field).contains(problem)).await;
        assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    }
    let source = dialog.find("combobox", "Source").await;
    assert_eq!((typed(&source).as_str(), source.get_attribute("aria-invalid")), ("HL7 gateway", None));

    let name = dialog.find("textbox", "Subscription name").await;
    type_into(&name, "Nightly export");
    until("its error goes", || !description(&name).contains("Enter a name.")).await;
}

#[wasm_bindgen_test]
async fn what_nobody_answered_keeps_every_word_and_can_be_sent_again() {
    let demo = Demo::new();
    let (page, dialog) = open(&demo, "create").await;
    fill_route(&dialog, "Nightly export").await;
    add_model(&dialog, "FHIR® Patient").await;
    set_fault(Some(Fault::Unreachable));
    submit(&dialog).await;
    dialog.find("alert", "The server cannot be reached.").await;
    assert_eq!(typed(&dialog.find("textbox", "Subscription name").await), "Nightly export");
    dialog.find("button", "Remove FHIR® Patient").await;
    set_fault(None);
    submit(&dialog).await;
    page.wait_until_gone("dialog", DIALOG).await;
    assert_eq!(created(&demo, "Nightly export").await.len(), 1);
}

#[wasm_bindgen_test]
async fn escape_asks_once_something_is_typed() {
    let demo = Demo::new();
    let (page, dialog) = open(&demo, "create").await;
    let name = dialog.find("textbox", "Subscription name").await;
    type_into(&name, "Nightly export");
    press("Escape");
    expect_focus(&dialog.find("button", "Keep editing").await).await;
    dialog.find("button", "Keep editing").await.click();
    expect_focus(&name).await;
    assert_eq!(typed(&name), "Nightly export");
    press("Escape");
    dialog.find("button", "Discard").await.click();
    page.wait_until_gone("dialog", DIALOG).await;
}

#[wasm_bindgen_test]
async fn escape_closes_what_is_still_empty() {
    let demo = Demo::new();
    let (page, dialog) = open(&demo, "create").await;
    focus(&dialog.find("textbox", "Subscription name").await);
    press("Escape");
    page.wait_until_gone("dialog", DIALOG).await;
    page.expect_query("create", None).await;
}

#[wasm_bindgen_test]
async fn the_address_fills_it_in() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let row = demo.subscription(environment, "Hydrate the lake", "FHIR.Patient").await.expect("it is in the sample");
    let connection = demo.connection(environment, "Mercy Valley Health").await.id;
    let query = create_query(&Query::default(), Some(connection), Some(row.source.id), Some(row.destination.id));
    let (_page, dialog) = open(&demo, &query.with("model", "FHIR.Account").to_text()).await;
    dialog.expect_text("In Mercy Valley Health").await;
    for (field, chosen) in [("Source", "HL7 gateway"), ("Destination", "Clinical lake (S3)")] {
        let field = dialog.find("combobox", field).await;
        until("it is chosen", || typed(&field) == chosen).await;
    }
    dialog.find("button", "Remove FHIR® Account").await;
}

#[wasm_bindgen_test]
async fn production_is_named_on_the_button() {
    let demo = Demo::new();
    let production = demo.environment(EnvironmentFlag::Production).await;
    let page = demo.open(Place::Connections(production), "create").await;
    page.within("dialog", DIALOG).await.find("button", "Create in Production").await;
}

#[wasm_bindgen_test]
async fn a_name_is_made_of_the_ends_until_somebody_gives_one() {
    let demo = Demo::new();
    let (page, dialog) = open(&demo, "create").await;
    choose(&dialog, "Source", "HL7 gateway").await;
    choose(&dialog, "Destination", "Document archive").await;
    let name = dialog.find("textbox", "Subscription name").await;
    until("it is both ends", || typed(&name) == "HL7 gateway to Document archive").await;
    until("it says so", || description(&name).contains("Made of the two ends.")).await;
    type_into(&name, "Nightly export");
    choose(&dialog, "Destination", "Clinical lake (S3)").await;
    assert_eq!(typed(&name), "Nightly export");
    drop(page);
}

#[wasm_bindgen_test]
async fn the_ends_used_last_are_filled_in_and_are_nothing_to_lose() {
    let demo = Demo::new();
    let (page, dialog) = open(&demo, "create").await;
    fill_route(&dialog, "Nightly export").await;
    dialog.find("button", "All six").await.click();
    dialog.expect_text("6 of 6").await;
    submit(&dialog).await;
    page.wait_until_gone("dialog", DIALOG).await;
    assert_eq!(created(&demo, "Nightly export").await.len(), 6);
    press("n");
    let dialog = page.within("dialog", DIALOG).await;
    for (field, chosen) in [("Source", "HL7 gateway"), ("Destination", "Document archive")] {
        let field = dialog.find("combobox", field).await;
        until("it is chosen", || typed(&field) == chosen).await;
    }
    // What was just created is not offered again.
    dialog.wait_until_gone("button", "FHIR® Patient").await;
    dialog.find("button", "FHIR® Procedure").await;
    press("Escape");
    page.wait_until_gone("dialog", DIALOG).await;
}

#[wasm_bindgen_test]
async fn a_common_data_model_is_chosen_and_taken_back_by_one_press() {
    let demo = Demo::new();
    let (_page, dialog) = open(&demo, "create").await;
    let patient = dialog.find("button", "FHIR® Patient").await;
    patient.click();
    dialog.find("button", "Remove FHIR® Patient").await;
    assert_eq!(patient.get_attribute("aria-pressed").as_deref(), Some("true"));
    patient.click();
    dialog.wait_until_gone("button", "Remove FHIR® Patient").await;
    for model in ["Account", "Appointment", "Binary", "CarePlan", "Claim", "Consent"] {
        add_model(&dialog, &format!("FHIR® {model}")).await;
    }
    until("there is no room", || description(&patient).contains("6 at a time: create these first")).await;
    patient.click();
    dialog.expect_count("button", "Remove ", 6).await;
}

#[wasm_bindgen_test]
async fn a_row_is_duplicated_with_its_name_and_created_from_without() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = demo.open(Place::Subscriptions(environment), "q=hydrate model:patient").await;
    for (item, name) in [("Duplicate", "Hydrate the lake"), ("Create from here", "HL7 gateway to Clinical lake (S3)")] {
        page.find("button", "Actions for Hydrate the lake, FHIR® Patient").await.click();
        page.find("menuitem", item).await.click();
        let dialog = page.within("dialog", DIALOG).await;
        dialog.expect_text("In Tidewell Health (you)").await;
        let field = dialog.find("textbox", "Subscription name").await;
        until("it has its name", || typed(&field) == name).await;
        for (field, chosen) in [("Source", "HL7 gateway"), ("Destination", "Clinical lake (S3)")] {
            let field = dialog.find("combobox", field).await;
            until("it is chosen", || typed(&field) == chosen).await;
        }
        expect_focus(&dialog.find("combobox", "Data models").await).await;
        dialog.wait_until_gone("button", "FHIR® Patient").await;
        press("Escape");
        page.wait_until_gone("dialog", DIALOG).await;
    }
}

#[wasm_bindgen_test]
async fn a_group_is_created_from_with_what_it_says() {
    let demo = Demo::new();
    let page = demo.open(Place::Subscriptions(demo.development().await), "group=destination&q=hydrate").await;
    page.find("link", "Create from here, HL7 gateway").await.click();
    let dialog = page.within("dialog", DIALOG).await;
    dialog.expect_text("In Tidewell Health (you)").await;
    let source = dialog.find("combobox", "Source").await;
    until("it is chosen", || typed(&source) == "HL7 gateway").await;
    assert_eq!(typed(&dialog.find("combobox", "Destination").await), "");
    press("Escape");
    page.wait_until_gone("dialog", DIALOG).await;
    page.find("link", "Create from here, Clinical lake (S3)").await.click();
    let dialog = page.within("dialog", DIALOG).await;
    let destination = dialog.find("combobox", "Destination").await;
    until("it is chosen", || typed(&destination) == "Clinical lake (S3)").await;
}
