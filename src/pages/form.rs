//! What every form shares: which fields may already say what is wrong with them, and where a refusal stands.
//!
//! A field says what is wrong once it was changed and left, or once the form was sent with it; never before anyone touched it. A
//! refusal stays at its field until that field is changed.

use crate::backend::CallError;
use crate::stores::subscriptions::new_key;
use crate::ui::focus::{focus, is_leaving};
use crate::ui::{Banner, BannerTone};
use causeway_api::FieldError;
use leptos::ev::FocusEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;
use serde::Serialize;

/// A form's state, from any of its fields. Fields have the names they have on the wire.
#[derive(Clone, Copy)]
pub struct Form {
    /// Whether it was sent and is not answered yet.
    pub busy: RwSignal<bool>,
    problems: Signal<Vec<FieldError>>,
    changed: RwSignal<Vec<String>>,
    telling: RwSignal<Vec<String>>,
    refusal: RwSignal<Option<CallError>>,
}

impl Form {
    /// A pristine form, and what is wrong with what it holds at any time.
    pub fn new(problems: Signal<Vec<FieldError>>) -> Self {
        Self {
            busy: RwSignal::new(false),
            problems,
            changed: RwSignal::default(),
            telling: RwSignal::default(),
            refusal: RwSignal::default(),
        }
    }

    /// Notes that a field was changed: what the server said of it no longer holds.
    pub fn change(self, field: &str) {
        add(self.changed, field);
        if self.refusal.with_untracked(Option::is_some) {
            self.refusal.update(|refusal| {
                if let Some(CallError::Refused(error)) = refusal
                    && error.errors.iter().any(|entry| entry.field == field)
                {
                    error.errors.retain(|entry| entry.field != field);
                    if error.errors.is_empty() {
                        *refusal = None;
                    }
                }
            });
        }
    }

    /// Notes that a field was left. It is also left when it is taken off the page with its form, which then is gone already.
    pub fn leave(self, field: &str) {
        if self.changed.try_with_untracked(|changed| changed.iter().any(|known| known == field)).unwrap_or_default() {
            add(self.telling, field);
        }
    }

    /// What to say beside a field.
    pub fn error(self, field: impl Into<String>) -> Signal<Option<String>> {
        let field = field.into();
        Signal::derive(move || {
            let refused = self.refusal.with(|refusal| refusal.as_ref().and_then(|error| error.for_field(&field)));
            refused.or_else(|| {
                self.telling.with(|telling| telling.contains(&field)).then_some(())?;
                self.problems.with(|problems| {
                    problems.iter().find(|problem| problem.field == field).map(|problem| problem.message.clone())
                })
            })
        })
    }

    /// Whether the fields that matter now are fine; the others say what is wrong, and the first of them gets the focus.
    pub fn check(self, matters: impl Fn(&str) -> bool) -> bool {
        let wrong: Vec<String> = self.problems.with_untracked(|problems| {
            problems.iter().map(|problem| problem.field.clone()).filter(|field| matters(field)).collect()
        });
        self.refusal.set(None);
        for field in &wrong {
            add(self.telling, field);
        }
        if !wrong.is_empty() {
            focus_first_problem();
        }
        wrong.is_empty()
    }

    /// Takes a refusal.
    pub fn refuse(self, error: CallError) {
        let has_fields = matches!(&error, CallError::Refused(refused) if !refused.errors.is_empty());
        self.refusal.set(Some(error));
        if has_fields {
            focus_first_problem();
        }
    }

    /// The refusal, as long as it holds; tracked.
    pub fn refusal(self) -> Option<CallError> {
        self.refusal.get()
    }

    /// Forgets what was said of any field: the form shows something else now.
    pub fn start_anew(self) {
        self.changed.set(Vec::new());
        self.telling.set(Vec::new());
        self.refusal.set(None);
    }
}

fn add(names: RwSignal<Vec<String>>, name: &str) {
    if names.with_untracked(|names| names.iter().all(|known| known != name)) {
        names.update(|names| names.push(name.to_owned()));
    }
}

/// Puts the focus where something is wrong, once that is said there.
pub fn focus_first_problem() {
    request_animation_frame(|| {
        const WRONG: &str = "form :is(input, select, textarea)[aria-invalid='true'], form [aria-invalid='true'] input";
        let dialog = document().query_selector("dialog[open]").ok().flatten();
        let wrong = match dialog {
            Some(dialog) => dialog.query_selector(WRONG),
            None => document().query_selector(WRONG),
        };
        if let Some(control) = wrong.ok().flatten() {
            focus(&control);
        }
    });
}

/// Around a field: notes when a person leaves it.
#[component]
pub fn FormField(
    /// The form it is in.
    form: Form,
    /// Its name on the wire.
    #[prop(into)]
    name: String,
    /// The field.
    children: Children,
) -> impl IntoView {
    let on_leave = move |event: FocusEvent| {
        // An error that appears under a button being pressed would move it away from the pointer; pressing it checks the form anyway.
        if is_leaving(&event) && !is_to_button(&event) {
            form.leave(&name);
        }
    };
    view! { <div on:focusout=on_leave>{children()}</div> }
}

/// Whether the focus goes to a button.
fn is_to_button(event: &FocusEvent) -> bool {
    let next = event.related_target().and_then(|next| next.dyn_into::<Element>().ok());
    next.is_some_and(|next| next.tag_name() == "BUTTON")
}

/// What was refused and has no field of its own to stand beside.
#[component]
pub fn FormProblem(
    /// The form.
    form: Form,
    /// Whether a field by this name is on the page, and so says it itself.
    #[prop(into)]
    has_field: Callback<String, bool>,
) -> impl IntoView {
    let sentence = move || {
        form.refusal().and_then(|error| match &error {
            CallError::Refused(refused) if !refused.errors.is_empty() => {
                let homeless = refused.errors.iter().find(|entry| !has_field.run(entry.field.clone()))?;
                Some(homeless.message.clone())
            }
            _ => Some(error.sentence()),
        })
    };
    move || {
        sentence().map(|sentence| {
            view! {
                <div role="alert">
                    <Banner tone=BannerTone::Failed>{sentence}</Banner>
                </div>
            }
        })
    }
}

/// The idempotency key of what a form creates: the same content keeps its key, so that trying again is safe.
#[derive(Clone, Copy, Default)]
pub struct ContentKey(StoredValue<Option<(String, String)>>);

impl ContentKey {
    /// The key for this content.
    ///
    /// # Panics
    /// Never for the contract's own types, which all serialize.
    pub fn of(self, content: &impl Serialize) -> String {
        let content = serde_json::to_string(content).expect("the contract's types serialize");
        let known = self.0.with_value(|known| known.as_ref().filter(|(text, _)| *text == content).map(|(_, key)| key.clone()));
        known.unwrap_or_else(|| {
            let key = new_key();
            self.0.set_value(Some((content, key.clone())));
            key
        })
    }
}
