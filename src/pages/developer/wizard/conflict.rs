//! Somebody else changed the same end in the meantime.

use super::editor::Editor;
use crate::ui::{Banner, BannerTone, Button};
use leptos::prelude::*;

/// Says so, keeps what is typed, and offers the current values.
#[component]
pub(super) fn Conflict(editor: Editor) -> impl IntoView {
    let noun = editor.kind.noun();
    view! {
        <div role="alert">
            <Banner tone=BannerTone::Warning>
                <p>"Someone changed this " {noun} " in the meantime. What you typed is still here and was not saved."</p>
                <Button on_press=move || editor.take_theirs()>"Load the current values"</Button>
            </Banner>
        </div>
    }
}
