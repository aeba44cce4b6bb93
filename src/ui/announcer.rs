//! What is said aloud: the page's one polite live region, and the handle that speaks through it.

use leptos::prelude::*;

/// Speaks through the page's live region. Provided once, near the root; components find it in their context.
#[derive(Clone, Copy, Debug)]
pub struct Announcer {
    message: RwSignal<String>,
}

impl Announcer {
    /// Puts one into the context and returns it. Show it with `<LiveRegion message=announcer.message()/>`.
    pub fn provide() -> Self {
        let announcer = Self { message: RwSignal::default() };
        provide_context(announcer);
        announcer
    }

    /// What was said last.
    pub fn message(self) -> Signal<String> {
        self.message.into()
    }

    /// Says a sentence, also if it is the same as before.
    pub fn say(self, sentence: &str) {
        self.message.update(|message| {
            let is_repeated = message.as_str() == sentence;
            message.clear();
            message.push_str(sentence);
            if is_repeated {
                message.push('\u{a0}');
            }
        });
    }
}

/// Says a sentence through the announcer around this component, if there is one. Call it to get a handle while the component is made.
pub(super) fn use_announce() -> impl Fn(&str) + Copy + Send + Sync + 'static {
    let announcer = use_context::<Announcer>();
    move |sentence| {
        if let Some(announcer) = announcer {
            announcer.say(sentence);
        }
    }
}

/// The page's one polite live region: invisible, read aloud when it changes.
#[component]
pub fn LiveRegion(
    /// What to say now.
    #[prop(into)]
    message: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="visually-hidden" role="status" aria-live="polite">
            {message}
        </div>
    }
}
