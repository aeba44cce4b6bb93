//! The fields of the wizards, by step. The same fields edit an end that is configured.

mod destination;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod secret_field;
mod source;

use super::draft::Draft;
use super::end::End;
use crate::pages::form::{Form, FormField};
use crate::ui::TextField;
use leptos::prelude::*;

/// What the fields of a step need to know.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    /// What is typed; stored, since it is many signals.
    draft: StoredValue<Draft>,
    /// What may be said of it.
    pub(super) form: Form,
    /// What is stored; a blank end while nothing is.
    pub(super) base: RwSignal<End>,
}

impl Editing {
    /// Nothing is said of any field yet.
    pub(super) fn new(draft: Draft, form: Form, base: RwSignal<End>) -> Self {
        Self { draft: StoredValue::new(draft), form, base }
    }

    /// What is typed.
    pub(super) fn draft(self) -> Draft {
        self.draft.get_value()
    }

    /// A handler that takes what was typed or chosen for a field.
    fn taker(self, signal: RwSignal<String>, field: &'static str) -> impl Fn(String) + Copy + Send + Sync + 'static {
        move |text| {
            signal.set(text);
            self.form.change(field);
        }
    }
}

/// The fields that step 1 asks for.
pub(super) fn first_step(editing: Editing) -> AnyView {
    match editing.draft() {
        Draft::Source(draft) => source::first_step(editing, draft),
        Draft::Destination(draft) => destination::first_step(editing, draft),
    }
}

/// The fields that step 2 asks for.
pub(super) fn second_step(editing: Editing) -> AnyView {
    match editing.draft() {
        Draft::Source(draft) => source::second_step(editing, draft),
        Draft::Destination(draft) => destination::second_step(editing, draft),
    }
}

/// The name, which both kinds have.
fn name_field(editing: Editing, name: RwSignal<String>, hint: &'static str) -> impl IntoView {
    view! {
        <FormField form=editing.form name="name">
            <TextField
                label="Name"
                hint=hint
                value=name
                on_input=editing.taker(name, "name")
                error=editing.form.error("name")
                required=true
            />
        </FormField>
    }
}
