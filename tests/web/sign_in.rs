//! The pages before anyone is signed in, as far as they can be met without a server.

use causeway::paths::Place;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::Demo;

#[wasm_bindgen_test]
async fn a_link_without_its_secret_says_where_to_get_another() {
    let demo = Demo::new();
    let page = demo.open(Place::Setup, "").await;
    page.find("heading", "This link cannot be used").await;
    page.expect_text("causeway owner-link").await;
    page.find("link", "Go to sign-in").await;
}

#[wasm_bindgen_test]
async fn someone_who_is_signed_in_is_led_on_from_the_sign_in_page() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let sources = Place::Sources(environment);
    let page = demo.open(Place::Login, &format!("to={}", sources.href())).await;
    page.expect_place(sources).await;
}

#[wasm_bindgen_test]
async fn the_sign_in_page_leads_nowhere_outside_this_app() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let page = demo.open(Place::Login, "to=//example.org/").await;
    page.expect_place(Place::Connections(environment)).await;
}

#[wasm_bindgen_test]
async fn the_demo_says_why_it_has_no_tokens() {
    let demo = Demo::new();
    let page = demo.open(Place::Tokens, "").await;
    page.find("heading", "Tokens need a server").await;
}
