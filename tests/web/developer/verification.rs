//! Verifying a URL endpoint. In the demo nothing is sent: the host's name says what comes of it.

use causeway::paths::Place;
use causeway_api::{
    Destination, DestinationCreate, DestinationGet, DestinationVerify, EnvironmentId, One, SecretText, SetupState,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::Demo;
use crate::screen::{description, expect_focus, type_into, typed, until};

const OUTCOME: &str = "What came of it";

/// An endpoint of which nothing is left to do but to verify it.
async fn unverified(demo: &Demo, environment_id: EnvironmentId, host: &str) -> Destination {
    let request = DestinationCreate {
        endpoint: Some(format!("https://{host}/r4")),
        verification_token: Some(SecretText("a-token-that-nobody-sees".to_owned())),
        is_fhir: Some(true),
        setup_state: Some(SetupState { step: 3 }),
        ..DestinationCreate::named(environment_id, "Epic FHIR")
    };
    let One(destination) = demo.ask(&request).await;
    destination
}

#[wasm_bindgen_test]
async fn what_was_sent_and_what_came_back_is_shown_and_the_tile_says_verified() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let id = unverified(&demo, environment, "hub.example.org").await.id;
    let page = demo.open(Place::Destination(environment, id), "").await;
    page.find("radio", "GET").await.click();
    page.find("button", "Verify").await.click();
    let outcome = page.within("region", OUTCOME).await;
    for said in [
        "The challenge came back",
        "This is the demo: nothing was sent.",
        "GET https://hub.example.org/r4?verification-token=•••&challenge=",
        "Status 200, text/plain",
        " ms of them to connect",
        "192.0.2.10:443",
    ] {
        outcome.expect_text(said).await;
    }
    let server = page.within("region", "What the FHIR server says of itself").await;
    server.expect_text("Sample FHIR server 2.1").await;
    server.expect_text("16 resource types").await;
    page.find("button", "Finish").await.click();
    page.find("link", "Back to destinations").await.click();
    page.expect_text("Verified just now").await;
}

#[wasm_bindgen_test]
async fn a_failure_says_why_and_the_step_can_be_skipped() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let id = unverified(&demo, environment, "notfound.example.org").await.id;
    let page = demo.open(Place::Destination(environment, id), "").await;
    page.find("button", "Verify").await.click();
    let outcome = page.within("region", OUTCOME).await;
    outcome.expect_text("404 Not found").await;
    outcome.expect_text("Check the path in the address.").await;
    page.find("button", "Verify again").await;
    page.find("button", "Skip: finish without verifying").await.click();
    page.expect_text("It was not verified, and can be used all the same.").await;
    page.find("link", "Back to destinations").await.click();
    page.find("link", "Epic FHIR").await;
    page.expect_text("Configured, not verified").await;
}

#[wasm_bindgen_test]
async fn a_server_that_has_no_capability_statement_is_verified_all_the_same() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let id = unverified(&demo, environment, "nofhir.example.org").await.id;
    let page = demo.open(Place::Destination(environment, id), "").await;
    page.find("button", "Verify").await.click();
    page.within("region", OUTCOME).await.expect_text("The challenge came back").await;
    page.expect_text("Its capability statement could not be read.").await;
    page.find("button", "Finish").await;
}

#[wasm_bindgen_test]
async fn what_is_typed_is_saved_before_it_is_verified() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let id = unverified(&demo, environment, "hub.example.org").await.id;
    let page = demo.open(Place::Destination(environment, id), "").await;
    page.find("button", "Skip: finish without verifying").await.click();
    page.find("link", "Verify it any time").await.click();
    let name = page.find("textbox", "Name").await;
    type_into(&name, "Epic, main site");
    let verify = page.find("button", "Verify").await;
    until("it cannot be verified", || verify.get_attribute("aria-disabled").as_deref() == Some("true")).await;
    assert!(description(&verify).contains("Save your changes first"));
    type_into(&name, "Epic FHIR");
    until("it can be verified", || verify.get_attribute("aria-disabled").is_none()).await;
    verify.click();
    page.within("region", OUTCOME).await;
    type_into(&name, "Epic, main site");
    page.find("button", "Save changes").await.click();
    page.expect_place(Place::Destinations(environment)).await;
    page.find("link", "Epic, main site").await;
    page.expect_text("Verified just now").await;
}

#[wasm_bindgen_test]
async fn a_stored_token_is_replaced_or_removed_and_never_shown() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let id = unverified(&demo, environment, "hub.example.org").await.id;
    let page = demo.open(Place::Destination(environment, id), "step=2").await;
    let token = page.find("textbox", "Verification token").await;
    assert_eq!(typed(&token), "");
    assert!(description(&token).contains("Stored. Enter another to replace it."));
    page.find("checkbox", "Remove the stored token").await.click();
    until("it goes", || !description(&token).contains("Stored.")).await;
    page.find("button", "Next").await.click();
    page.expect_text("No verification token is stored").await;
    let One(stored) = demo.ask(&DestinationGet { destination_id: id }).await;
    assert!(!stored.has_verification_token);
}

#[wasm_bindgen_test]
async fn a_wrong_address_is_said_at_its_step() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let id = unverified(&demo, environment, "hub.example.org").await.id;
    let page = demo.open(Place::Destination(environment, id), "step=2").await;
    let url = page.find("textbox", "URL").await;
    type_into(&url, "ftp://hub.example.org");
    page.find("button", "Next").await.click();
    until("it is said", || description(&url).contains("Enter an address that starts with https://.")).await;
    expect_focus(&url).await;
}

#[wasm_bindgen_test]
async fn creating_warns_of_what_a_fhir_server_does_not_list_and_allows_it() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let id = unverified(&demo, environment, "hub.example.org").await.id;
    let verify = DestinationVerify { destination_id: id, endpoint: None, verification_token: None, verification_method: None };
    demo.ask(&verify).await;
    let page = demo.open(Place::Destination(environment, id), "").await;
    page.find("button", "Finish").await.click();
    page.find("link", "Create a subscription to this destination").await.click();
    let dialog = page.within("dialog", "Create subscription").await;
    for model in ["FHIR® Patient", "FHIR® Goal"] {
        type_into(&dialog.find("combobox", "Data models").await, model);
        dialog.find("option", model).await.click();
    }
    dialog.expect_text("Epic FHIR does not list Goal in its capability statement, read just now.").await;
    dialog.find("button", "Remove FHIR® Goal").await.click();
    dialog.wait_until_gone("status", "Epic FHIR does not list").await;
}
