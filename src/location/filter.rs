//! The filter of a page, as it is typed and as the address bar has it.

use super::{Here, Step};
use leptos::prelude::*;
use std::time::Duration;

/// How long typing has to rest before it reaches the address bar: browsers refuse an address for every key.
const TYPING_RESTS: Duration = Duration::from_millis(250);

/// The filter: what is typed applies at once, and stands in the address bar (`?q=`) a moment later.
#[derive(Clone, Copy)]
pub struct Filter {
    /// What is typed.
    pub text: RwSignal<String>,
    timer: StoredValue<Option<TimeoutHandle>>,
    here: Here,
}

impl Filter {
    /// The filter of the current page; follows the address bar when that changes by itself.
    pub fn of_page() -> Self {
        let here = Here::expect();
        let in_address = here.value("q");
        let filter =
            Self { text: RwSignal::new(in_address.get_untracked().unwrap_or_default()), timer: StoredValue::new(None), here };
        Effect::new(move |_| {
            let wanted = in_address.get().unwrap_or_default();
            if filter.timer.with_value(Option::is_none) && filter.text.with_untracked(|text| *text != wanted) {
                filter.text.set(wanted);
            }
        });
        on_cleanup(move || filter.stop_timer());
        filter
    }

    /// Takes what is typed.
    pub fn set(self, text: String) {
        self.text.set(text);
        self.stop_timer();
        let write = move || {
            self.timer.set_value(None);
            let text = self.text.get_untracked();
            let query = self.here.query.get_untracked();
            let query = if text.is_empty() { query.without(&["q"]) } else { query.with("q", text) };
            self.here.set_query(&query, Step::Same);
        };
        self.timer.set_value(set_timeout_with_handle(write, TYPING_RESTS).ok());
    }

    fn stop_timer(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}
