//! The line that says what of a demo is not real.

use crate::backend::is_demo_put_aside;
use crate::lazy;
use crate::parts::{Door, Partners};
use crate::ui::{Button, ButtonKind};
use leptos::prelude::*;

/// Says it, lets one see what other members see, and leads back to the start.
#[component]
pub fn DemoLine() -> impl IntoView {
    let (is_asking, is_seeing_as) = (RwSignal::new(false), RwSignal::new(false));
    let sentence = if is_demo_put_aside() {
        "Demo: what an earlier version kept in this browser cannot be read by this one. It was put aside, and the sample starts over."
    } else {
        "Demo: a sample organization, kept in this browser only. Nothing is sent anywhere."
    };
    view! {
        <section class="frame-demo" aria-label="Demo">
            <p>{sentence}</p>
            <Button kind=ButtonKind::Quiet on_press=move || is_seeing_as.set(true)>
                "See as…"
            </Button>
            <Button kind=ButtonKind::Quiet on_press=move || is_asking.set(true)>
                "Reset"
            </Button>
        </section>
        {move || is_seeing_as.get().then(|| lazy::over(Partners::SeeAs(is_seeing_as), move || is_seeing_as.set(false)))}
        {move || is_asking.get().then(|| lazy::over(Door::ResetDemo(is_asking), move || is_asking.set(false)))}
    }
}
