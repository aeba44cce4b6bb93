//! Form fields. A label above, the hint and the error below, both tied to the control.
//!
//! Fields hold no value: what they show comes in as a signal, what a person does goes out through a callback.

pub mod area;
pub mod choice;
pub mod select;
pub mod text;

use leptos::prelude::*;

use super::element_id::element_id;
use super::icon::{Icon, IconName};

pub use self::area::TextArea;
pub use self::choice::{Checkbox, Choice, ChoiceCards};
pub use self::select::SelectField;
pub use self::text::TextField;

/// The words around a control: all `Copy`, made once for each field.
#[derive(Clone, Copy)]
pub(super) struct Words {
    pub(super) hint: Signal<String>,
    pub(super) error: Signal<Option<String>>,
    pub(super) disabled_reason: Signal<Option<String>>,
    id: StoredValue<String>,
}

impl Words {
    pub(super) fn new(hint: Signal<String>, error: Signal<Option<String>>, disabled_reason: Signal<Option<String>>) -> Self {
        Self { hint, error, disabled_reason, id: StoredValue::new(element_id("field")) }
    }

    /// The control's id.
    pub(super) fn id(self) -> String {
        self.id.get_value()
    }

    /// The id of one of the pieces around the control.
    pub(super) fn part(self, name: &str) -> String {
        [&self.id(), "-", name].concat()
    }

    /// The control's `aria-describedby`: whatever is shown now.
    pub(super) fn described_by(self) -> Option<String> {
        let shown = [
            ("error", self.error.with(Option::is_some)),
            ("reason", self.disabled_reason.with(Option::is_some)),
            ("hint", !self.hint.with(String::is_empty)),
        ];
        let ids: Vec<String> = shown.into_iter().filter(|(_, is_shown)| *is_shown).map(|(name, _)| self.part(name)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// The control's `aria-invalid`.
    pub(super) fn invalid(self) -> Option<&'static str> {
        self.error.with(Option::is_some).then_some("true")
    }

    /// The control's `aria-disabled`.
    pub(super) fn disabled(self) -> Option<&'static str> {
        self.disabled_reason.with(Option::is_some).then_some("true")
    }

    /// What stands under the control.
    pub(super) fn below(self) -> impl IntoView {
        view! {
            {move || {
                let error = self.error.get();
                error.map(|error| view! {
                    <p class="error" id=self.part("error")>
                        <Icon name=IconName::Warning />
                        <span>{error}</span>
                    </p>
                })
            }}
            {move || {
                let reason = self.disabled_reason.get();
                reason.map(|reason| view! {
                    <p class="why-not" id=self.part("reason")>
                        <Icon name=IconName::Lock />
                        <span>{reason}</span>
                    </p>
                })
            }}
            {move || {
                let hint = self.hint.get();
                (!hint.is_empty()).then(|| view! { <p class="hint" id=self.part("hint")>{hint}</p> })
            }}
        }
    }
}
