//! The flow in a browser: what it says, how the keyboard walks it, and that a change touches what changed and nothing else.

use std::collections::HashSet;

use causeway::flow::{EndGroup, EndKey, EndKind, FlowEnd, FlowInput, FlowSubscription, FlowView, Key};
use causeway::ui::{MenuItem, State};
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
    FlowEnd { key, name: name.to_owned(), kind, note: None, in_progress: false, href: format!("#end-{}", key.id), own: true }
}

fn subscription(key: Key, source: EndKey, destination: EndKey, model: &str) -> FlowSubscription {
    FlowSubscription {
        key,
        source,
        destination,
        name: "Admissions".to_owned(),
        model: format!("FHIR® {model}"),
        state: State::Active,
        href: format!("#settings-{key}"),
    }
}

/// Two subscriptions to the partner on one card, one from it on another, and an end without any.
fn sample() -> FlowInput {
    let mut lake = end(LAKE, "Clinical lake", EndKind::CloudDestination);
    lake.note = Some("in progress, step 2 of 3".to_owned());
    lake.in_progress = true;
    FlowInput {
        left: vec![EndGroup {
            heading: "Tidewell Health (you)".to_owned(),
            ends: vec![end(INTAKE, "Intake API", EndKind::Source), lake],
        }],
        right: vec![EndGroup {
            heading: "Mercy Valley Health".to_owned(),
            ends: vec![
                end(INBOUND, "Epic inbound", EndKind::Destination),
                end(RESULTS, "Results feed", EndKind::Source),
                end(UNUSED, "Old archive", EndKind::Destination),
            ],
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
    matching: RwSignal<Option<HashSet<Key>>>,
}

impl Stand {
    fn new(width: &'static str) -> Self {
        let (width, input, matching) = (RwSignal::new(width), RwSignal::new(sample()), RwSignal::new(None));
        let screen = Screen::show(move || {
            let menu = Callback::new(|key: Key| vec![MenuItem::press(format!("Pause {key}"), || {})]);
            view! {
                <div style:width=width>
                    <FlowView input matching marked=HashSet::new() menu label=WHOLE />
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
async fn m_opens_the_menu_of_a_subscription() {
    let stand = Stand::new("1000px");
    focus(&stand.link(PATIENT).await);
    press("m");
    stand.screen.find("menuitem", "Pause 11").await;
    press("Escape");
    stand.screen.wait_until_gone("menuitem", "Pause 11").await;
}

#[wasm_bindgen_test]
async fn what_a_filter_leaves_out_is_dimmed_and_stays() {
    let stand = Stand::new("1000px");
    let (kept, left_out) = (stand.link(PATIENT).await, stand.link(OBSERVATION).await);
    assert!(!is_dimmed(&left_out));
    stand.matching.set(Some(HashSet::from([11])));
    until("the other row is dimmed", || is_dimmed(&left_out)).await;
    assert!(!is_dimmed(&kept) && is_dimmed(&stand.link(ENCOUNTER).await) && is_dimmed(&stand.link(LAKE_NAME).await));
    stand.matching.set(None);
    until("nothing is dimmed", || !is_dimmed(&left_out)).await;
}

#[wasm_bindgen_test]
async fn a_narrow_place_lists_each_path_from_source_to_destination() {
    let stand = Stand::new("400px");
    let names = [INTAKE_NAME, ENCOUNTER, PATIENT, INBOUND_NAME, RESULTS_NAME, OBSERVATION, LAKE_NAME, UNUSED_NAME];
    stand.screen.expect_names("link", &names).await;
    assert!(stand.elements("a").await.iter().all(|link| link.tab_index() == 0));
    stand.width.set("1000px");
    stand.screen.find("heading", "Mercy Valley Health").await;
}
