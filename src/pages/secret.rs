//! Something that is shown once: a token, a link.

use crate::ui::clipboard::copy_text;
use crate::ui::{Announcer, Banner, BannerTone, Button, IconName};
use leptos::prelude::*;

/// The secret, this once, with a button that copies it.
#[component]
pub fn Secret(
    /// What is announced.
    said: &'static str,
    /// What stands above it.
    heading: &'static str,
    /// What the button says.
    copy: &'static str,
    /// The secret.
    text: String,
    /// Called when it is put away.
    #[prop(into)]
    on_dismiss: Callback<()>,
) -> impl IntoView {
    let announcer: Announcer = expect_context();
    announcer.say(said);
    let outcome = RwSignal::new("");
    let shown = text.clone();
    let copy_it = move || {
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
                <b>{heading}</b>
            </p>
            <div class="secret">
                <code>{shown}</code>
                <Button icon=IconName::Copy on_press=copy_it>
                    {copy}
                </Button>
                <span class="quiet">{outcome}</span>
            </div>
        </Banner>
    }
}
