//! A new token's secret, and how to use one.

use crate::ui::clipboard::copy_text;
use crate::ui::{Announcer, Banner, BannerTone, Button, IconName};
use leptos::prelude::*;

/// The secret, this once.
#[component]
pub(super) fn Secret(text: String, #[prop(into)] on_dismiss: Callback<()>) -> impl IntoView {
    let announcer: Announcer = expect_context();
    announcer.say("The token was created. Copy it now: it will not be shown again.");
    let outcome = RwSignal::new("");
    let shown = text.clone();
    let copy = move || {
        copy_text(&text, move |is_copied| {
            let words = if is_copied { "Copied" } else { "This browser refused to copy: select the text instead" };
            announcer.say(words);
            // The page may be gone by now.
            outcome.try_set(words);
        });
    };
    view! {
        <Banner tone=BannerTone::Done on_dismiss>
            <p>
                <b>"Copy this token now. It will not be shown again."</b>
            </p>
            <div class="token-secret">
                <code>{shown}</code>
                <Button icon=IconName::Copy on_press=copy>
                    "Copy token"
                </Button>
                <span class="quiet">{outcome}</span>
            </div>
        </Banner>
    }
}

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
