//! Keys that work on every page.

use causeway::paths::Place;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::demo::{Demo, OpenApp};
use crate::screen::{expect_focus, focus, press, press_with, type_into, until};

async fn open(demo: &Demo) -> OpenApp<'_> {
    let page = demo.open(Place::Connections(demo.development().await), "").await;
    page.find("link", "Mercy Valley Health").await;
    page
}

/// Takes the focus from wherever it is.
fn leave() {
    let focused = document().active_element().and_then(|focused| focused.dyn_into::<HtmlElement>().ok());
    focused.expect("a page has a focus").blur().expect("it gives it up");
}

#[wasm_bindgen_test]
async fn a_slash_goes_to_the_filter_and_is_typed_into_it_from_there() {
    let demo = Demo::new();
    let page = open(&demo).await;
    press("/");
    let filter = page.find("searchbox", "Filter connections").await;
    expect_focus(&filter).await;
    press("n");
    page.expect_count("dialog", "", 0).await;
}

#[wasm_bindgen_test]
async fn n_creates_where_the_page_would() {
    let demo = Demo::new();
    let environment = demo.development().await;
    let partner = demo.connection(environment, "Mercy Valley Health").await;
    let page = demo.open(Place::Connection(environment, partner.id), "").await;
    page.find("link", "Create subscription").await;
    press("n");
    page.within("dialog", "Create subscription").await.expect_text("In Mercy Valley Health").await;
    // In a dialog no key means anything but what the dialog makes of it.
    leave();
    press("?");
    page.expect_names("dialog", &["Create subscription"]).await;
}

#[wasm_bindgen_test]
async fn g_waits_for_where_to_go() {
    let demo = Demo::new();
    let page = open(&demo).await;
    let environment = demo.development().await;
    for (key, place) in
        [("s", Place::Subscriptions(environment)), ("d", Place::Sources(environment)), ("c", Place::Connections(environment))]
    {
        press("g");
        page.find("status", "g then c Connections").await;
        press(key);
        page.expect_place(place).await;
        page.wait_until_gone("status", "g then").await;
    }
    press("s");
    page.expect_place(Place::Connections(environment)).await;
}

#[wasm_bindgen_test]
async fn a_question_mark_lists_the_keys_and_takes_the_list_away() {
    let demo = Demo::new();
    let page = open(&demo).await;
    let filter = page.find("searchbox", "Filter connections").await;
    focus(&filter);
    press("?");
    page.expect_count("dialog", "", 0).await;
    leave();
    press("?");
    let list = page.within("dialog", "Keyboard shortcuts").await;
    list.expect_text("Create a subscription").await;
    press("?");
    page.wait_until_gone("dialog", "Keyboard shortcuts").await;
}

#[wasm_bindgen_test]
async fn keys_pressed_alone_can_be_turned_off_and_stay_off() {
    let demo = Demo::new();
    let page = open(&demo).await;
    page.find("button", "Account: ").await.click();
    page.find("menuitem", "Keyboard shortcuts").await.click();
    let list = page.within("dialog", "Keyboard shortcuts").await;
    list.find("checkbox", "Keys pressed alone").await.click();
    press("Escape");
    page.wait_until_gone("dialog", "Keyboard shortcuts").await;
    let filter = page.find("searchbox", "Filter connections").await;
    until("the filter no longer has a key", || !filter.has_attribute("aria-keyshortcuts")).await;
    for key in ["/", "n", "?"] {
        press(key);
    }
    press_with("k", &["ctrlKey"]);
    let palette = page.within("dialog", "Search and commands").await;
    page.expect_count("dialog", "", 1).await;
    // When its ends have come, nothing is under way that the page would be missed by.
    type_into(&palette.find("combobox", "Search, or what to do").await, "hl7 gateway");
    palette.find("group", "Sources").await;
    press("Escape");
    page.wait_until_gone("dialog", "Search and commands").await;
    drop(page);
    let page = open(&demo).await;
    press("n");
    press("?");
    page.find("button", "Account: ").await.click();
    page.find("menuitem", "Keyboard shortcuts").await.click();
    page.within("dialog", "Keyboard shortcuts").await;
    page.expect_count("dialog", "", 1).await;
}

#[wasm_bindgen_test]
async fn with_a_modifier_or_while_composing_a_key_is_not_ours() {
    let demo = Demo::new();
    let page = open(&demo).await;
    page.find("link", "Create subscription").await;
    for held in ["ctrlKey", "altKey", "metaKey", "shiftKey", "isComposing", "repeat"] {
        press_with("n", &[held]);
    }
    for held in [["ctrlKey", "shiftKey"], ["ctrlKey", "altKey"], ["ctrlKey", "metaKey"]] {
        press_with("k", &held);
    }
    press("?");
    page.within("dialog", "Keyboard shortcuts").await;
    page.expect_count("dialog", "", 1).await;
}
