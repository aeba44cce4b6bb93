//! Leaving a wizard, without losing what is typed by accident.

use crate::location::{Here, Step};
use crate::paths::{Place, Query};
use crate::ui::{Button, ButtonKind, ConfirmDialog};
use leptos::prelude::*;

/// Goes back to the list. Asks first when something was typed and not stored, whichever way one leaves.
#[component]
pub(super) fn CancelButton(is_touched: Signal<bool>, list: Place) -> impl IntoView {
    let here = Here::expect();
    // Another step of the same wizard keeps what is typed.
    let leaving = here.guard(is_touched, move |place, _| place == here.place.get_untracked());
    let is_asking = leaving.is_asking;
    let leave = move || leaving.leave_or(|| here.go(list, &Query::default(), Step::New));
    let ask = move || if is_touched.get_untracked() { is_asking.set(true) } else { leave() };
    view! {
        <Button kind=ButtonKind::Quiet on_press=ask>
            "Cancel"
        </Button>
        <Show when=move || is_asking.get()>
            <ConfirmDialog
                title="Leave without saving?"
                message="What you typed since the last save will be lost."
                confirm_label="Leave"
                danger=true
                on_confirm=leave
                on_cancel=move || is_asking.set(false)
            />
        </Show>
    }
}
