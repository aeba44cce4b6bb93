//! The flow in a browser: what it says, how the keyboard walks it, and that a change touches what changed and nothing else.

use std::collections::HashSet;

use causeway::flow::{EndGroup, EndKey, EndKind, FlowEnd, FlowInput, FlowSubscription, FlowView, Key, KeySet, Side, State, Zoom};
use causeway::ui::MenuItem;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen::{Screen, expect_focus, focus, press, until};

const INTAKE: EndKey = EndKey::left(1);
const LAKE: EndKey = EndKey::left(2);
const INBOUND: EndKey = EndKey::right(3);
const RESULTS: EndKey = EndKey::right(4);
const UNUSED: EndKey = EndKey::right(5);

fn end(key: EndKey, name: &str, kind: EndKind) -> FlowEnd {
    let href = format!("#end-{}", key.id);
    let (note, in_progress, can_create) = (None, false, key.side == Side::Left);
    FlowEnd { key, name: name.to_owned(), kind, note, in_progress, href, can_create, own: true }
}

fn subscription(key: Key, source: EndKey, destination: EndKey, model: &str) -> FlowSubscription {
    FlowSubscription {
        key,
        source,
        destination,
        name: "Admissions".into(),
        model: format!("FHIR® {model}").into(),
        state: State::Active,
    }
}

/// Two subscriptions to the partner on one card, one from it on another, and an end without any.
fn sample() -> FlowInput {
    let mut lake = end(LAKE, "Clinical lake", EndKind::CloudDestination);
    lake.note = Some("in progress, step 2 of 3".to_owned());
    lake.in_progress = true;
    lake.can_create = false;
    FlowInput {
        left: vec![EndGroup {
            heading: "Tidewell Health (you)".to_owned(),
            ends: vec![end(INTAKE, "Intake API", EndKind::Source), lake],
            nothing: String::new(),
        }],
        right: vec![EndGroup {
            heading: "Mercy Valley Health".to_owned(),
            ends: vec![
                end(INBOUND, "Epic inbound", EndKind::Destination),
                end(RESULTS, "Results feed", EndKind::Source),
                end(UNUSED, "Old archive", EndKind::Destination),
            ],
            nothing: String::new(),
        }],
        subscriptions: vec![
            subscription(10, INTAKE, INBOUND, "Encounter"),
            subscription(11, INTAKE, INBOUND, "Patient"),
            subscription(12, RESULTS, LAKE, "Observation"),
        ],
    }
}

/// A flow in the page.
struct Stand {
    screen: Screen,
    width: RwSignal<&'static str>,
    input: RwSignal<FlowInput>,
    matching: RwSignal<Option<KeySet>>,
}

impl Stand {
    fn new(width: &'static str) -> Self {
        let (width, input, matching) = (RwSignal::new(width), RwSignal::new(sample()), RwSignal::new(None));
        let screen = Screen::show(move || {
            let menu = |key: Key| vec![MenuItem::press(format!("Pause {key}"), || {})];
            let create_href = |(key, kind): (Key, EndKind)| format!("#create-{}-{key}", kind.role());
            let name_field = |(key, on_leave): (Key, Callback<()>)| {
                let keydown = move |_| on_leave.run(());
                view! { <input type="text" aria-label=format!("New name of {key}") on:keydown=keydown /> }.into_any()
            };
            view! {
                <div style:width=width>
                    <FlowView
                        input
                        matching
                        marked=HashSet::new()
                        menu
                        row_href=|key: Key| format!("#settings-{key}")
                        create_href
                        name_field
                        zoom=Zoom::default()
                        label=WHOLE
                    />
                </div>
            }
        });
        Self { screen, width, input, matching }
    }

    async fn link(&self, name: &str) -> HtmlElement {
        self.screen.find("link", name).await
    }

    /// Every element of the diagram that is one of these.
    async fn elements(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.screen.find("group", WHOLE).await.query_selector_all(selector).expect("a valid selector");
        (0..found.length()).filter_map(|at| found.item(at)).map(JsCast::unchecked_into).collect()
    }

    async fn focus_is_on(&self, name: &str) {
        expect_focus(&self.link(name).await).await;
    }
}

/// What the Tab key reaches.
async fn tab_stops(stand: &Stand) -> Vec<HtmlElement> {
    stand.elements("a, button").await.into_iter().filter(|stop| stop.tab_index() == 0).collect()
}

/// Whether a link stands in something that is marked so.
fn is_in(link: &HtmlElement, marked: &str) -> bool {
    link.closest(marked).expect("a valid selector").is_some()
}

fn is_lit(link: &HtmlElement) -> bool {
    is_in(link, "[data-lit]:not([role=group])")
}

fn is_dimmed(link: &HtmlElement) -> bool {
    is_in(link, "[data-dim]")
}

const WHOLE: &str = "Flow of Mercy Valley Health";
const PATIENT: &str = "Intake API to Epic inbound, FHIR Patient, active";
const ENCOUNTER: &str = "Intake API to Epic inbound, FHIR Encounter, active";
const OBSERVATION: &str = "Results feed to Clinical lake, FHIR Observation, active";
const INTAKE_NAME: &str = "Intake API, source, 2 subscriptions";
const INBOUND_NAME: &str = "Epic inbound, destination, 2 subscriptions";
const RESULTS_NAME: &str = "Results feed, source, 1 subscription";
const LAKE_NAME: &str = "Clinical lake, cloud destination, 1 subscription, in progress, step 2 of 3";
const UNUSED_NAME: &str = "Old archive, destination, 0 subscriptions";

#[wasm_bindgen_test]
async fn ends_and_subscriptions_say_what_they_are_and_lead_there() {
    let stand = Stand::new("1000px");
    assert_eq!(stand.link(PATIENT).await.get_attribute("href").as_deref(), Some("#settings-11"));
    assert_eq!(stand.link(INTAKE_NAME).await.get_attribute("href").as_deref(), Some("#end-1"));
    stand.link(LAKE_NAME).await;
    stand.link(UNUSED_NAME).await;
    for heading in ["Tidewell Health (you)", "Subscriptions", "Mercy Valley Health"] {
        stand.screen.find("heading", heading).await;
    }
}

/// Everything but the marks that say the state.
const KEPT: &str = "a, button, ul, li, g, g path";

#[wasm_bindgen_test]
async fn a_changed_state_changes_its_row_and_no_element() {
    let stand = Stand::new("1000px");
    let row = stand.link(PATIENT).await;
    let before = stand.elements(KEPT).await;
    stand.input.update(|input| input.subscriptions[1].state = State::Paused);
    assert_eq!(stand.link("Intake API to Epic inbound, FHIR Patient, paused").await, row);
    assert_eq!(stand.elements(KEPT).await, before);
}

#[wasm_bindgen_test]
async fn a_new_subscription_leaves_the_focus_where_it_is() {
    let stand = Stand::new("1000px");
    let row = stand.link(PATIENT).await;
    focus(&row);
    stand.input.update(|input| input.subscriptions.push(subscription(13, INTAKE, UNUSED, "Claim")));
    stand.link("Intake API to Old archive, FHIR Claim, active").await;
    assert_eq!(stand.link(PATIENT).await, row);
    expect_focus(&row).await;
}

#[wasm_bindgen_test]
async fn the_diagram_is_one_tab_stop() {
    let stand = Stand::new("1000px");
    let row = stand.link(OBSERVATION).await;
    assert_eq!(tab_stops(&stand).await, [stand.link(INTAKE_NAME).await]);
    focus(&row);
    until("the row is in the tab order", || row.tab_index() == 0).await;
    assert_eq!(tab_stops(&stand).await, [row]);
}

#[wasm_bindgen_test]
async fn arrow_keys_follow_the_lines_and_come_back() {
    let stand = Stand::new("1000px");
    focus(&stand.link(ENCOUNTER).await);
    for (key, there) in [
        ("ArrowDown", PATIENT),
        ("ArrowRight", INBOUND_NAME),
        ("ArrowLeft", PATIENT),
        ("ArrowLeft", INTAKE_NAME),
        ("End", LAKE_NAME),
        ("ArrowRight", OBSERVATION),
        ("Home", ENCOUNTER),
    ] {
        press(key);
        stand.focus_is_on(there).await;
    }
}

#[wasm_bindgen_test]
async fn focus_lights_the_whole_path_and_escape_puts_it_out() {
    let stand = Stand::new("1000px");
    let (row, other) = (stand.link(PATIENT).await, stand.link(OBSERVATION).await);
    let ends = [stand.link(INTAKE_NAME).await, stand.link(INBOUND_NAME).await];
    focus(&row);
    until("the row's card is lit", || is_lit(&row)).await;
    assert!(ends.iter().all(is_lit) && !is_lit(&other));
    press("Escape");
    expect_focus(&stand.screen.find("group", WHOLE).await).await;
    until("nothing is lit", || !is_lit(&row)).await;
}

#[wasm_bindgen_test]
async fn m_opens_the_menu_of_a_subscription_and_escape_leads_back_to_it() {
    let stand = Stand::new("1000px");
    focus(&stand.link(PATIENT).await);
    press("m");
    stand.screen.find("menuitem", "Pause 11").await;
    press("Escape");
    stand.screen.wait_until_gone("menuitem", "Pause 11").await;
    stand.focus_is_on(PATIENT).await;
    press("ArrowRight");
    stand.focus_is_on(INBOUND_NAME).await;
}

#[wasm_bindgen_test]
async fn a_menu_that_its_button_opened_leads_back_to_the_button() {
    let stand = Stand::new("1000px");
    let button = stand.screen.find("button", &format!("Actions for {PATIENT}")).await;
    button.click();
    stand.screen.find("menuitem", "Pause 11").await;
    press("Escape");
    expect_focus(&button).await;
}

#[wasm_bindgen_test]
async fn a_subscription_is_renamed_in_its_row() {
    let stand = Stand::new("1000px");
    focus(&stand.link(PATIENT).await);
    press("m");
    stand.screen.expect_names("menuitem", &["Pause 11", "Rename"]).await;
    stand.screen.find("menuitem", "Rename").await.click();
    let field = stand.screen.find("textbox", "New name of 11").await;
    focus(&field);
    press("m");
    stand.screen.wait_until_gone("textbox", "New name of 11").await;
    stand.focus_is_on(PATIENT).await;
    assert!(stand.screen.names("menuitem").is_empty());
}

#[wasm_bindgen_test]
async fn a_subscription_is_created_from_an_end_that_is_ready() {
    let stand = Stand::new("1000px");
    let create = stand.link("Create subscription from Intake API").await;
    assert_eq!(create.get_attribute("href").as_deref(), Some("#create-source-1"));
    let names = stand.screen.names("link");
    assert_eq!(names.iter().filter(|name| name.starts_with("Create subscription")).count(), 1, "{names:?}");
    focus(&stand.link(INTAKE_NAME).await);
    press("n");
    until("the link was followed", || window().location().hash().is_ok_and(|hash| hash == "#create-source-1")).await;
    window().location().set_hash("").expect("a page of its own");
}

/// So many sources, each with one subscription to the same destination.
fn large(count: u128) -> FlowInput {
    let mut input = sample();
    input.left[0].ends = (0..count).map(|id| end(EndKey::left(100 + id), &format!("Feed {id}"), EndKind::Source)).collect();
    let row = |id| subscription(10_000 + id, EndKey::left(100 + id), INBOUND, &format!("Model{id}"));
    input.subscriptions = (0..count).map(row).collect();
    input
}

#[wasm_bindgen_test]
async fn of_a_large_flow_what_is_near_is_in_the_page_and_what_has_the_focus_stays() {
    let stand = Stand::new("1000px");
    stand.input.set(large(2000));
    // Other tests leave the page where they had the focus.
    window().scroll_to_with_x_and_y(0.0, 0.0);
    let first = stand.link("Feed 0 to Epic inbound, FHIR Model0, active").await;
    until("the last is not in the page", || !stand.screen.names("link").iter().any(|name| name.starts_with("Feed 1999 "))).await;
    assert!(stand.elements("a").await.len() < 200);
    let place = first.closest("li[aria-setsize]").expect("a valid selector").expect("a place in the whole");
    assert_eq!(place.get_attribute("aria-setsize").as_deref(), Some("2000"));
    focus(&first);
    press("End");
    stand.focus_is_on("Feed 1999 to Epic inbound, FHIR Model1999, active").await;
    assert_eq!(stand.link("Feed 0 to Epic inbound, FHIR Model0, active").await, first);
}

#[wasm_bindgen_test]
async fn a_long_list_shows_its_beginning_and_what_matches_first() {
    let stand = Stand::new("400px");
    stand.input.set(large(200));
    stand.screen.expect_count("link", "Epic inbound, destination", 60).await;
    stand.screen.expect_text("140 more pairs of ends").await;
    stand.screen.find("button", "Show 60 more").await.click();
    stand.screen.expect_count("link", "Epic inbound, destination", 120).await;
    stand.matching.set(Some(KeySet::from_iter([10_000 + 199])));
    stand.link("Feed 199 to Epic inbound, FHIR Model199, active").await;
}

#[wasm_bindgen_test]
async fn a_side_without_ends_says_so() {
    let stand = Stand::new("1000px");
    stand.input.update(|input| {
        input.subscriptions.clear();
        input.right[0].ends.clear();
        "Nothing of theirs is used yet.".clone_into(&mut input.right[0].nothing);
    });
    stand.screen.expect_text("Nothing of theirs is used yet.").await;
    stand.link("Intake API, source, 0 subscriptions").await;
}

#[wasm_bindgen_test]
async fn what_a_filter_leaves_out_is_dimmed_and_stays() {
    let stand = Stand::new("1000px");
    let (kept, left_out) = (stand.link(PATIENT).await, stand.link(OBSERVATION).await);
    assert!(!is_dimmed(&left_out));
    stand.matching.set(Some(KeySet::from_iter([11])));
    until("the other row is dimmed", || is_dimmed(&left_out)).await;
    assert!(!is_dimmed(&kept) && is_dimmed(&stand.link(ENCOUNTER).await) && is_dimmed(&stand.link(LAKE_NAME).await));
    stand.matching.set(None);
    until("nothing is dimmed", || !is_dimmed(&left_out)).await;
}

#[wasm_bindgen_test]
async fn a_narrow_place_lists_each_path_from_source_to_destination() {
    let stand = Stand::new("400px");
    let create = "Create subscription from Intake API";
    let names = [INTAKE_NAME, create, ENCOUNTER, PATIENT, INBOUND_NAME, RESULTS_NAME, OBSERVATION, LAKE_NAME, UNUSED_NAME];
    stand.screen.expect_names("link", &names).await;
    assert!(stand.elements("a").await.iter().all(|link| link.tab_index() == 0));
    stand.width.set("1000px");
    stand.screen.find("heading", "Mercy Valley Health").await;
}
