//! What stands alone in the window before there is a first screen.

use crate::ui::Failed;
use leptos::prelude::*;

/// Stands in while it is not known who is signed in, and while the first screen's part of the app is loading. The skeleton that
/// `index.html` has too, so that nothing moves when the app takes over.
#[component]
pub fn Starting() -> impl IntoView {
    let bar = || view! { <i class="boot-bar"></i> };
    let tile = || view! { <i class="boot-tile"></i> };
    view! {
        <main class="boot" aria-busy="true" aria-label="Starting Causeway">
            <div class="boot-navigation">{[bar(), bar(), bar()]}</div>
            <div class="boot-page">{bar()} {[tile(), tile(), tile()]}</div>
        </main>
    }
}

/// There is no first screen: why, and another try.
#[component]
pub fn NotStarted(
    /// Why, in words for people.
    #[prop(into)]
    detail: Signal<String>,
    /// Tries again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    view! {
        <main class="alone">
            <h1 class="visually-hidden">"Causeway"</h1>
            <Failed title="Causeway cannot start" detail on_retry />
        </main>
    }
}
