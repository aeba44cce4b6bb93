//! Leaving a wizard, without losing what is typed by accident.

use crate::location::{Here, Step};
use crate::paths::{Place, Query};
use crate::ui::{Button, ButtonKind, ConfirmDialog};
use leptos::prelude::*;

/// Goes back to the list; asks first when something was typed and not stored. So does the browser when the tab is closed.
#[component]
pub(super) fn CancelButton(is_touched: Signal<bool>, list: Place) -> impl IntoView {
    let here = Here::expect();
    let is_asking = RwSignal::new(false);
    let leave = move || here.go(list, &Query::default(), Step::New);
    let ask = move || if is_touched.get_untracked() { is_asking.set(true) } else { leave() };
    let guard = window_event_listener(leptos::ev::beforeunload, move |event| {
        if is_touched.get_untracked() {
            event.prevent_default();
        }
    });
    on_cleanup(move || guard.remove());
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
