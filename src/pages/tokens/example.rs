//! How to use a token.

use leptos::prelude::*;

/// A call that shows whether a token works.
#[component]
pub(super) fn Example() -> impl IntoView {
    let origin = window().location().origin().unwrap_or_default();
    let command = ["curl -H 'Authorization: Bearer TOKEN' ", &origin, "/platform/v1/session"].concat();
    view! {
        <section class="token-example">
            <h2>"Try it"</h2>
            <p class="quiet">"Put your token in the place of TOKEN. The answer says who you are, and lists your environments."</p>
            <pre tabindex="0"><code>{command}</code></pre>
        </section>
    }
}
