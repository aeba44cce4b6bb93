//! Somebody else changed the same end in the meantime.

use crate::ui::{Banner, BannerTone, Button};
use leptos::prelude::*;

/// Says so, keeps what is typed, and offers the current values.
#[component]
pub(super) fn Conflict(noun: &'static str, #[prop(into)] on_load: Callback<()>) -> impl IntoView {
    view! {
        <div role="alert">
            <Banner tone=BannerTone::Warning>
                <p>"Someone changed this " {noun} " in the meantime. What you typed is still here and was not saved."</p>
                <Button on_press=on_load>"Load the current values"</Button>
            </Banner>
        </div>
    }
}
