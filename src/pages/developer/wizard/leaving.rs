//! Leaving a wizard, without losing what is typed by accident.

use super::editor::Editor;
use crate::location::Step;
use crate::paths::Query;
use crate::ui::{Button, ButtonKind, ConfirmDialog};
use leptos::prelude::*;

/// Goes back to the tiles; asks first when something was typed and not stored. So does the browser when the tab is closed.
#[component]
pub(super) fn CancelButton(editor: Editor) -> impl IntoView {
    let is_asking = RwSignal::new(false);
    let leave = move || editor.here.go(editor.kind.list(editor.environment), &Query::default(), Step::New);
    let ask = move || if editor.is_touched() { is_asking.set(true) } else { leave() };
    let guard = window_event_listener(leptos::ev::beforeunload, move |event| {
        if editor.is_touched() {
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
