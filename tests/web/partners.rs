//! How organizations find together: the directory, requests and answers, the About tab, and the organization's profile.

use causeway::backend::{Fault, set_fault};
use causeway::paths::{OwnPage, PartnersPage, Place};
use causeway_api::{
    Connection, ConnectionAsk, ConnectionStatus, DirectoryEntry, DirectoryList, EnvironmentId, One, Organization,
    OrganizationChange, OrganizationGet, OrganizationId, SessionGet,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::{Demo, OpenApp};
use crate::screen::{description, expect_focus, type_into, typed, until};

const STRANGER: &str = "Palisade Pharmacy Network";
const ASKING: &str = "Northfield Imaging";
const ASKED: &str = "Juniper Home Care";

async fn open<'a>(demo: &'a Demo, page: PartnersPage, query: &str) -> OpenApp<'a> {
    demo.open(Place::Partners(demo.development().await, page), query).await
}

async fn listed(demo: &Demo, name: &str) -> Organization {
    let all = demo.ask(&DirectoryList::default()).await.items;
    let found = all.into_iter().find(|entry: &DirectoryEntry| entry.organization.name == name);
    found.expect("it is in the directory").organization
}

async fn standing(demo: &Demo, name: &str) -> Connection {
    demo.connection(demo.development().await, name).await
}

// The directory.

#[wasm_bindgen_test]
async fn the_directory_says_who_can_be_found_and_where_you_stand() {
    let demo = Demo::new();
    let page = open(&demo, PartnersPage::Directory, "").await;
    let directory = page.within("list", "Directory").await;
    directory.within("listitem", "Mercy Valley Health").await.expect_text("Open the connection").await;
    directory.within("listitem", ASKING).await.expect_text("Answer their request").await;
    directory.within("listitem", ASKED).await.expect_text("Waiting for Juniper Home Care").await;
    let stranger = directory.within("listitem", STRANGER).await;
    for text in
        ["Six hundred independent pharmacies", "Electronic prescribing", "FHIR® MedicationRequest", "Request a connection"]
    {
        stranger.expect_text(text).await;
    }
    page.expect_text("19 organizations").await;
}

#[wasm_bindgen_test]
async fn the_directory_is_searched_by_text_and_by_data_model() {
    let demo = Demo::new();
    let page = open(&demo, PartnersPage::Directory, "").await;
    let directory = page.within("list", "Directory").await;
    type_into(&page.find("searchbox", "Search the directory").await, "pharmac");
    directory.expect_count("link", "", 1).await;
    page.expect_query("q", Some("pharmac")).await;
    type_into(&page.find("combobox", "Data model").await, "ImagingStudy");
    page.find("option", "FHIR® ImagingStudy").await.click();
    page.expect_query("model", Some("FHIR.ImagingStudy")).await;
    page.find("heading", "Nothing matches pharmac, FHIR® ImagingStudy").await;
    page.find("button", "Clear the filter").await.click();
    page.expect_text("19 organizations").await;
    page.expect_query("model", None).await;
    drop(page);

    let page = open(&demo, PartnersPage::Directory, "model=FHIR.ImagingStudy").await;
    page.within("list", "Directory").await.find("link", ASKING).await;
    page.expect_text("of 19 organizations").await;
}

#[wasm_bindgen_test]
async fn a_directory_that_cannot_be_loaded_says_so_and_tries_again() {
    let demo = Demo::new();
    let page = open(&demo, PartnersPage::Requests, "").await;
    page.find("list", "Received").await;
    set_fault(Some(Fault::Unreachable));
    page.find("link", "Directory").await.click();
    page.find("heading", "The directory could not be loaded").await;
    set_fault(None);
    page.find("button", "Try again").await.click();
    page.find("list", "Directory").await;
}

// Asking.

#[wasm_bindgen_test]
async fn a_stranger_is_asked_and_the_request_is_marked() {
    let demo = Demo::new();
    let page = open(&demo, PartnersPage::Directory, "").await;
    page.find("link", STRANGER).await.click();
    // The page takes the focus when it has come, and with it whatever list is open by then.
    expect_focus(&page.find("heading", "Connections / Request a connection").await).await;
    assert_eq!(typed(&page.find("combobox", "Partner").await), STRANGER);
    type_into(&page.find("textbox", "Purpose").await, "Refills");
    type_into(&page.find("combobox", "Data models").await, "MedicationRequest");
    page.find("option", "FHIR® MedicationRequest").await.click();
    type_into(&page.find("textbox", "Message").await, "Shall we?");
    let preview = page.within("region", "What they will read").await;
    preview.expect_text("of Tidewell Health asks Palisade Pharmacy Network for a connection, for “Refills”, to begin in Development with FHIR® MedicationRequest.").await;
    page.find("button", "Send request").await.click();
    let sent = page.within("list", "Sent").await;
    let card = sent.within("listitem", STRANGER).await;
    for text in ["Just sent", "Requested", "Refills", "Shall we?"] {
        card.expect_text(text).await;
    }
    assert!(standing(&demo, STRANGER).await.awaits_their_answer());
}

#[wasm_bindgen_test]
async fn what_is_missing_in_a_request_is_said_beside_its_field_and_nothing_is_lost() {
    let demo = Demo::new();
    let page = open(&demo, PartnersPage::Request, "").await;
    type_into(&page.find("textbox", "Message").await, "Hello");
    page.find("button", "Send request").await.click();
    let partner = page.find("combobox", "Partner").await;
    until("the partner is asked for", || description(&partner).contains("Choose whom to ask.")).await;
    let purpose = page.find("textbox", "Purpose").await;
    until("the purpose is asked for", || description(&purpose).contains("Say what you want to connect for.")).await;
    assert_eq!(typed(&page.find("textbox", "Message").await), "Hello");
}

#[wasm_bindgen_test]
async fn a_request_that_nobody_took_keeps_every_word() {
    let demo = Demo::new();
    let id = listed(&demo, STRANGER).await.id;
    let page = open(&demo, PartnersPage::Request, &format!("organization={id}")).await;
    let purpose = page.find("textbox", "Purpose").await;
    type_into(&purpose, "Refills");
    set_fault(Some(Fault::Unreachable));
    page.find("button", "Send request").await.click();
    page.within("alert", "").await.expect_text("The server cannot be reached.").await;
    assert_eq!(typed(&purpose), "Refills");
    set_fault(None);
    page.find("button", "Send request").await.click();
    page.within("list", "Sent").await.find("link", STRANGER).await;
}

#[wasm_bindgen_test]
async fn who_is_asked_or_connected_already_is_not_asked_again() {
    let demo = Demo::new();
    for (name, why, way) in [
        ("Mercy Valley Health", "You are connected with Mercy Valley Health already.", "Open the connection"),
        (ASKING, "There is an open request between you and Northfield Imaging.", "Answer their request"),
    ] {
        let id = standing(&demo, name).await.organization.id;
        let page = open(&demo, PartnersPage::Request, &format!("organization={id}")).await;
        page.expect_text(why).await;
        page.find("link", way).await;
        let send = page.find("button", "Send request").await;
        assert_eq!(description(&send), why);
    }
}

#[wasm_bindgen_test]
async fn leaving_a_request_that_was_begun_is_asked_about() {
    let demo = Demo::new();
    let page = open(&demo, PartnersPage::Request, "").await;
    type_into(&page.find("textbox", "Purpose").await, "Refills");
    page.find("button", "Cancel").await.click();
    let question = page.within("alertdialog", "Leave without sending?").await;
    question.find("button", "Leave").await.click();
    page.find("list", "Directory").await;
}

// Requests and answers.

#[wasm_bindgen_test]
async fn a_request_is_accepted_with_a_word() {
    let demo = Demo::new();
    let page = open(&demo, PartnersPage::Requests, "").await;
    page.find("link", "Requests 1").await;
    let received = page.within("list", "Received").await;
    received.expect_text("Imaging orders and reports").await;
    received.find("button", "Accept the request of Northfield Imaging").await.click();
    let dialog = page.within("dialog", "Accept the request of Northfield Imaging?").await;
    type_into(&dialog.find("textbox", "A word to them").await, "Welcome");
    dialog.find("button", "Accept").await.click();
    page.wait_until_gone("dialog", "Accept the request").await;
    let card = page.within("list", "Received").await;
    for text in ["Connected", "Your answer", "Welcome"] {
        card.expect_text(text).await;
    }
    card.find("link", "Open the connection").await;
    assert!(standing(&demo, ASKING).await.is_connected());
    page.wait_until_gone("link", "Requests 1").await;
}

#[wasm_bindgen_test]
async fn a_request_is_declined_and_the_other_side_can_be_asked_back() {
    let demo = Demo::new();
    let page = open(&demo, PartnersPage::Requests, "").await;
    page.find("button", "Decline the request of Northfield Imaging").await.click();
    page.within("dialog", "Decline the request").await.find("button", "Decline").await.click();
    let card = page.within("list", "Received").await;
    card.expect_text("Declined").await;
    card.find("link", "Ask again").await.click();
    page.find("heading", "Connections / Request a connection").await;
    assert_eq!(standing(&demo, ASKING).await.status, ConnectionStatus::Declined);
}

#[wasm_bindgen_test]
async fn a_request_of_your_own_is_withdrawn() {
    let demo = Demo::new();
    let page = open(&demo, PartnersPage::Requests, "").await;
    page.find("button", "Withdraw the request to Juniper Home Care").await.click();
    let question = page.within("alertdialog", "Withdraw your request to Juniper Home Care?").await;
    question.find("button", "Withdraw request").await.click();
    page.wait_until_gone("list", "Sent").await;
    page.find("list", "Received").await;
}

#[wasm_bindgen_test]
async fn requests_that_cannot_be_loaded_say_so_and_try_again() {
    let demo = Demo::new();
    let page = open(&demo, PartnersPage::Directory, "").await;
    page.find("list", "Directory").await;
    set_fault(Some(Fault::Unreachable));
    page.find("link", "Requests").await.click();
    page.find("heading", "The requests could not be loaded").await;
    set_fault(None);
    page.find("button", "Try again").await.click();
    page.find("list", "Received").await;
}

// Connected orgs and a connection's About tab.

#[wasm_bindgen_test]
async fn tiles_say_how_a_connection_stands_and_what_to_do_next() {
    let demo = Demo::new();
    let page = demo.open(Place::Connections(demo.development().await), "").await;
    let asking = page.within("listitem", ASKING).await;
    asking.expect_text("Requested").await;
    page.within("listitem", ASKED).await.find("link", "Waiting for Juniper Home Care").await;
    asking.find("link", "Answer their request").await.click();
    page.find("list", "Received").await;
}

#[wasm_bindgen_test]
async fn about_shows_the_profile_and_the_request() {
    let demo = Demo::new();
    let asking = standing(&demo, ASKING).await;
    let page = demo.open(Place::ConnectionAbout(demo.development().await, asking.id), "").await;
    for text in ["Radiology for outpatients", "Image exchange", "interop@northfield-imaging.example"] {
        page.expect_text(text).await;
    }
    page.within("region", "The request").await.expect_text("Ines Halloran of Northfield Imaging").await;
    page.find("link", "Answer their request").await;
    page.expect_count("button", "End connection", 0).await;
}

#[wasm_bindgen_test]
async fn ending_a_connection_says_first_what_ends_with_it() {
    let demo = Demo::new();
    let environment: EnvironmentId = demo.development().await;
    let mercy = standing(&demo, "Mercy Valley Health").await;
    let page = demo.open(Place::ConnectionAbout(environment, mercy.id), "").await;
    page.find("button", "End connection…").await.click();
    let question = page.within("alertdialog", "End the connection with Mercy Valley Health?").await;
    question.expect_text("8 in Development").await;
    question.find("button", "End connection").await.click();
    page.expect_text("Ended").await;
    page.find("link", "Ask again").await;
    assert_eq!(standing(&demo, "Mercy Valley Health").await.status, ConnectionStatus::Ended);
    assert!(demo.subscriptions(environment).await.iter().all(|row| row.connection_id != mercy.id));
}

// The profile.

async fn own_profile(demo: &Demo) -> Organization {
    let One(session) = demo.ask(&SessionGet {}).await;
    let One(profile) = demo.ask(&OrganizationGet { organization_id: session.organization.id }).await;
    profile
}

#[wasm_bindgen_test]
async fn the_profile_is_changed_and_taken_out_of_the_directory() {
    let demo = Demo::new();
    let page = demo.open(Place::Own(OwnPage::Profile), "").await;
    page.find("heading", "Organization profile").await;
    type_into(&page.find("textbox", "What you do").await, "Clinics.");
    type_into(&page.find("textbox", "Products").await, "Primary care\n\n  Night line ");
    page.find("checkbox", "List us in the directory").await.click();
    page.find("button", "Save").await.click();
    page.expect_text("The profile is saved.").await;
    let profile = own_profile(&demo).await;
    assert_eq!((profile.about.as_str(), profile.is_listed), ("Clinics.", false));
    assert_eq!(profile.products, ["Primary care", "Night line"]);
}

#[wasm_bindgen_test]
async fn what_is_wrong_in_the_profile_is_said_beside_its_field() {
    let demo = Demo::new();
    let page = demo.open(Place::Own(OwnPage::Profile), "").await;
    let email = page.find("textbox", "Their e-mail").await;
    type_into(&email, "nowhere");
    page.find("button", "Save").await.click();
    until("the address is refused", || description(&email).contains("Enter an e-mail address")).await;
    assert!(own_profile(&demo).await.contact.is_some_and(|contact| contact.email.contains('@')));
}

#[wasm_bindgen_test]
async fn a_profile_that_someone_else_changed_keeps_what_was_typed() {
    let demo = Demo::new();
    let page = demo.open(Place::Own(OwnPage::Profile), "").await;
    let about = page.find("textbox", "What you do").await;
    type_into(&about, "Mine.");
    let before = own_profile(&demo).await;
    let theirs = OrganizationChange { about: Some("Theirs.".to_owned()), ..OrganizationChange::of(before.id) };
    demo.ask(&theirs).await;
    page.find("button", "Save").await.click();
    page.expect_text("Someone else changed the profile in the meantime.").await;
    assert_eq!(typed(&about), "Mine.");
    page.find("button", "Take theirs").await.click();
    until("it is theirs", || typed(&about) == "Theirs.").await;
}

#[wasm_bindgen_test]
async fn the_user_menu_leads_to_the_profile() {
    let demo = Demo::new();
    let page = open(&demo, PartnersPage::Requests, "").await;
    page.find("button", "Account").await.click();
    page.find("menuitem", "Organization profile").await.click();
    page.expect_place(Place::Own(OwnPage::Profile)).await;
    page.find("textbox", "What you do").await;
}

#[wasm_bindgen_test]
async fn about_shows_a_request_of_your_own_that_waits() {
    let demo = Demo::new();
    let environment_id = demo.development().await;
    let organization_id: OrganizationId = listed(&demo, STRANGER).await.id;
    let ask = ConnectionAsk {
        environment_id,
        organization_id,
        purpose: "Refills".to_owned(),
        data_models: Vec::new(),
        message: String::new(),
    };
    let One(connection) = demo.ask(&ask).await;
    let page = demo.open(Place::ConnectionAbout(environment_id, connection.id), "").await;
    page.within("region", "The request").await.expect_text("Your request").await;
    page.find("link", "Waiting for Palisade Pharmacy Network").await;
}
