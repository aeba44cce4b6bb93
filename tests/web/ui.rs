//! How the components behave under the hands of a person with a keyboard.

use causeway::ui::{
    Announcer, Button, Checkbox, ComboOption, Combobox, ConfirmDialog, Dialog, Failed, LiveRegion, Menu, MenuItem, MultiCombobox,
    SearchField, TextField,
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::screen::{Screen, description, expect_focus, focus, press, type_into, typed, until};

fn option(value: &str, label: &str) -> ComboOption {
    ComboOption { value: value.to_owned(), label: label.to_owned(), ..ComboOption::default() }
}

/// Three sources, of which the second is not finished.
fn sources() -> Vec<ComboOption> {
    let unfinished = ComboOption {
        disabled: Some("In progress: finish its set-up".to_owned()),
        link: Some(("Finish".to_owned(), "#finish".to_owned())),
        ..option("scheduling", "Scheduling API")
    };
    vec![option("intake", "Intake API"), unfinished, option("epic", "Epic ADT feed")]
}

/// A button that opens a dialog with one field, guarded once something is typed.
#[component]
fn WithDialog(#[prop(optional)] chosen: RwSignal<Option<String>>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    view! {
        <Button on_press=move || is_open.set(true)>"Create"</Button>
        <Show when=move || is_open.get()>
            <Dialog
                title="Create subscription"
                on_close=move || is_open.set(false)
                guard=Signal::derive(move || !name.with(String::is_empty))
            >
                <TextField label="Name" value=name on_input=move |text| name.set(text) />
                <Combobox label="Source" options=sources() value=chosen on_change=move |value| chosen.set(value) />
            </Dialog>
        </Show>
    }
}

#[wasm_bindgen_test]
async fn a_disabled_button_says_why_and_does_nothing() {
    let presses = RwSignal::new(0);
    let screen = Screen::show(move || {
        view! {
            <Button disabled_reason=Some("Only an owner may invite people".to_owned()) on_press=move || presses.update(|count| *count += 1)>
                "Invite"
            </Button>
        }
    });
    let button = screen.find("button", "Invite").await;
    focus(&button);
    expect_focus(&button).await;
    assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
    assert_eq!(description(&button), "Only an owner may invite people");
    button.click();
    assert_eq!(presses.get_untracked(), 0);
}

#[wasm_bindgen_test]
async fn an_error_is_tied_to_its_field() {
    let error = RwSignal::new(None::<String>);
    let screen = Screen::show(move || {
        view! { <TextField label="Name" value="" on_input=|_| () error hint="Up to 120 characters" /> }
    });
    let field = screen.find("textbox", "Name").await;
    until("the hint is tied to it", || description(&field) == "Up to 120 characters").await;
    error.set(Some("Give it a name".to_owned()));
    until("the error is, too", || description(&field) == "Give it a name Up to 120 characters").await;
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn a_locked_checkbox_stays_as_it_is() {
    let is_checked = RwSignal::new(false);
    let reason = RwSignal::new(Some("Choose a source first".to_owned()));
    let screen = Screen::show(move || {
        view! { <Checkbox label="Pause it" checked=is_checked on_change=move |is| is_checked.set(is) disabled_reason=reason /> }
    });
    let checkbox = screen.find("checkbox", "Pause it").await;
    checkbox.click();
    assert!(!is_checked.get_untracked());
    reason.set(None);
    checkbox.click();
    assert!(is_checked.get_untracked());
}

#[wasm_bindgen_test]
async fn escape_clears_a_filter() {
    let query = RwSignal::new(String::new());
    let screen = Screen::show(move || {
        view! { <SearchField label="Filter" value=query on_input=move |text| query.set(text) /> }
    });
    let field = screen.find("searchbox", "Filter").await;
    type_into(&field, "status:paused");
    assert_eq!(query.get_untracked(), "status:paused");
    press("Escape");
    until("it is empty", || typed(&field).is_empty()).await;
}

#[wasm_bindgen_test]
async fn a_dialog_gives_the_focus_back() {
    let screen = Screen::show(|| view! { <WithDialog /> });
    let opener = screen.find("button", "Create").await;
    focus(&opener);
    opener.click();
    screen.find("dialog", "Create subscription").await;
    expect_focus(&screen.find("textbox", "Name").await).await;
    press("Escape");
    screen.wait_until_gone("dialog", "Create subscription").await;
    expect_focus(&opener).await;
}

#[wasm_bindgen_test]
async fn a_dialog_asks_before_it_loses_what_was_typed() {
    let screen = Screen::show(|| view! { <WithDialog /> });
    screen.find("button", "Create").await.click();
    let field = screen.find("textbox", "Name").await;
    expect_focus(&field).await;
    type_into(&field, "Admissions");
    press("Escape");
    let keep = screen.find("button", "Keep editing").await;
    expect_focus(&keep).await;
    keep.click();
    screen.wait_until_gone("alertdialog", "Discard").await;
    expect_focus(&field).await;
    assert_eq!(typed(&field), "Admissions");
    screen.find("button", "Close").await.click();
    screen.find("button", "Discard").await.click();
    screen.wait_until_gone("dialog", "Create subscription").await;
}

#[wasm_bindgen_test]
async fn a_question_starts_on_cancel() {
    let answer = RwSignal::new(None::<bool>);
    let screen = Screen::show(move || {
        view! {
            <ConfirmDialog
                title="Delete Intake API?"
                message="3 subscriptions use it."
                confirm_label="Delete source"
                danger=true
                on_confirm=move || answer.set(Some(true))
                on_cancel=move || answer.set(Some(false))
            />
        }
    });
    let question = screen.find("alertdialog", "Delete Intake API?").await;
    assert_eq!(description(&question), "3 subscriptions use it.");
    expect_focus(&screen.find("button", "Cancel").await).await;
    press("Escape");
    assert_eq!(answer.get_untracked(), Some(false));
    screen.find("button", "Delete source").await.click();
    assert_eq!(answer.get_untracked(), Some(true));
}

#[wasm_bindgen_test]
async fn a_combobox_filters_and_chooses_by_keys() {
    let chosen = RwSignal::new(None::<String>);
    let screen = Screen::show(move || {
        view! { <Combobox label="Source" options=sources() value=chosen on_change=move |value| chosen.set(value) /> }
    });
    let field = screen.find("combobox", "Source").await;
    focus(&field);
    press("ArrowDown");
    screen.expect_names("option", &["Intake API", "Scheduling API In progress: finish its set-upFinish", "Epic ADT feed"]).await;
    type_into(&field, "epic");
    screen.expect_names("option", &["Epic ADT feed"]).await;
    let option = screen.find("option", "Epic ADT feed").await;
    until("it is the active one", || field.get_attribute("aria-activedescendant") == Some(option.id())).await;
    press("Enter");
    assert_eq!(chosen.get_untracked().as_deref(), Some("epic"));
    screen.expect_names("option", &[]).await;
    until("the field says what is chosen", || typed(&field) == "Epic ADT feed").await;
    press("Escape");
    assert_eq!(chosen.get_untracked(), None);
}

#[wasm_bindgen_test]
async fn options_that_come_after_typing_are_at_hand_as_if_they_had_been_there() {
    let (chosen, options) = (RwSignal::new(None::<String>), RwSignal::new(Vec::new()));
    let screen = Screen::show(move || {
        view! { <Combobox label="Source" options value=chosen on_change=move |value| chosen.set(value) /> }
    });
    let field = screen.find("combobox", "Source").await;
    focus(&field);
    type_into(&field, "epic");
    options.set(sources());
    let option = screen.find("option", "Epic ADT feed").await;
    until("it is the active one", || field.get_attribute("aria-activedescendant") == Some(option.id())).await;
    press("Enter");
    assert_eq!(chosen.get_untracked().as_deref(), Some("epic"));
}

#[wasm_bindgen_test]
async fn an_option_that_cannot_be_chosen_is_reached_but_not_taken() {
    let chosen = RwSignal::new(None::<String>);
    let screen = Screen::show(move || {
        view! { <Combobox label="Source" options=sources() value=chosen on_change=move |value| chosen.set(value) /> }
    });
    let field = screen.find("combobox", "Source").await;
    focus(&field);
    for _ in 0..3 {
        press("ArrowDown");
    }
    let option = screen.find("option", "Scheduling API").await;
    until("it is the active one", || field.get_attribute("aria-activedescendant") == Some(option.id())).await;
    assert_eq!(option.get_attribute("aria-disabled").as_deref(), Some("true"));
    press("Enter");
    option.click();
    assert_eq!(chosen.get_untracked(), None);
    until("its link was followed", || window().location().hash().is_ok_and(|hash| hash == "#finish")).await;
}

#[wasm_bindgen_test]
async fn escape_closes_the_list_before_the_dialog() {
    let screen = Screen::show(|| view! { <WithDialog /> });
    screen.find("button", "Create").await.click();
    let field = screen.find("combobox", "Source").await;
    focus(&field);
    press("ArrowDown");
    screen.find("option", "Intake API").await;
    press("Escape");
    screen.expect_names("option", &[]).await;
    screen.find("dialog", "Create subscription").await;
    press("Escape");
    screen.wait_until_gone("dialog", "Create subscription").await;
}

#[wasm_bindgen_test]
async fn a_multi_combobox_stops_at_its_maximum() {
    let chosen = RwSignal::new(Vec::<String>::new());
    let models = || vec![option("patient", "Patient"), option("encounter", "Encounter"), option("observation", "Observation")];
    let screen = Screen::show(move || {
        view! {
            <MultiCombobox
                label="Data models"
                options=models()
                value=chosen
                on_change=move |value| chosen.set(value)
                max=2
                max_reason="2 at a time: create these first"
            />
        }
    });
    let field = screen.find("combobox", "Data models").await;
    focus(&field);
    press("ArrowDown");
    screen.find("option", "Patient").await;
    press("Enter");
    press("ArrowDown");
    press("Enter");
    assert_eq!(chosen.get_untracked(), ["patient", "encounter"]);
    screen.expect_text("2 of 2").await;

    let other = screen.find("option", "Observation 2 at a time: create these first").await;
    assert_eq!(other.get_attribute("aria-disabled").as_deref(), Some("true"));
    press("ArrowDown");
    press("Enter");
    assert_eq!(chosen.get_untracked(), ["patient", "encounter"]);

    press("Backspace");
    assert_eq!(chosen.get_untracked(), ["patient"]);
    screen.find("button", "Remove Patient").await.click();
    assert!(chosen.with_untracked(Vec::is_empty));
    expect_focus(&field).await;
}

#[wasm_bindgen_test]
async fn a_menu_is_worked_by_keys() {
    let items = || {
        vec![
            MenuItem::press("Rename", || ()),
            MenuItem::press("Pause", || ()).disabled(Some("It is paused already".to_owned())),
            MenuItem::press("Delete", || ()).danger(),
        ]
    };
    let screen = Screen::show(move || view! { <Menu label="Actions for Intake API" items=items /> });
    let button = screen.find("button", "Actions for Intake API").await;
    focus(&button);
    press("ArrowDown");
    let [first, paused, last] = [
        screen.find("menuitem", "Rename").await,
        screen.find("menuitem", "Pause").await,
        screen.find("menuitem", "Delete").await,
    ];
    expect_focus(&first).await;
    press("ArrowUp");
    expect_focus(&last).await;
    press("Home");
    expect_focus(&first).await;
    press("p");
    expect_focus(&paused).await;
    assert_eq!(description(&paused), "It is paused already");
    press("Escape");
    screen.expect_names("menuitem", &[]).await;
    expect_focus(&button).await;
}

#[wasm_bindgen_test]
async fn a_dialog_from_a_menu_gives_the_focus_back_to_the_menu() {
    let is_open = RwSignal::new(false);
    let items = move || vec![MenuItem::press("Rename", move || is_open.set(true))];
    let screen = Screen::show(move || {
        view! {
            <Menu label="Actions" items=items />
            <Show when=move || is_open.get()>
                <Dialog title="Rename" on_close=move || is_open.set(false)>
                    <p>"…"</p>
                </Dialog>
            </Show>
        }
    });
    let button = screen.find("button", "Actions").await;
    focus(&button);
    button.click();
    screen.find("menuitem", "Rename").await.click();
    screen.find("dialog", "Rename").await;
    until("the focus is in it", || document().active_element().is_some_and(|element| element.tag_name() == "H2")).await;
    press("Escape");
    screen.wait_until_gone("dialog", "Rename").await;
    expect_focus(&button).await;
}

#[wasm_bindgen_test]
async fn a_menu_opens_from_elsewhere() {
    let open = RwSignal::new(false);
    let screen = Screen::show(move || {
        let items = || vec![MenuItem::link("Open flow", "#flow"), MenuItem::press("Pause", || ())];
        view! { <Menu label="Actions" items=items open /> }
    });
    screen.find("button", "Actions").await;
    open.set(true);
    expect_focus(&screen.find("menuitem", "Open flow").await).await;
}

#[wasm_bindgen_test]
async fn a_failure_is_said_aloud_and_offers_to_try_again() {
    let tries = RwSignal::new(0);
    let screen = Screen::show(move || {
        let announcer = Announcer::provide();
        view! {
            <Failed title="The connections could not be loaded" on_retry=move || tries.update(|count| *count += 1) />
            <LiveRegion message=announcer.message() />
        }
    });
    let region = screen.find("status", "The connections could not be loaded").await;
    assert_eq!(region.get_attribute("aria-live").as_deref(), Some("polite"));
    screen.find("button", "Try again").await.click();
    assert_eq!(tries.get_untracked(), 1);
}
