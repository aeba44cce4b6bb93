//! An id, shortened, with a button that copies all of it.

use std::time::Duration;

use leptos::prelude::*;

use super::announcer::use_announce;
use super::clipboard::copy_text;
use super::icon::{Icon, IconName};

/// How long the check stays.
const ACKNOWLEDGED: Duration = Duration::from_millis(1600);

/// An id as people see it: its first and last four characters, `8f1c…42ab`. Short ones are left whole.
pub fn shortened(id: &str) -> String {
    match (id.get(..4), id.len().checked_sub(4).and_then(|from| id.get(from..))) {
        (Some(start), Some(end)) if id.len() > 12 => [start, "…", end].concat(),
        _ => id.to_owned(),
    }
}

/// The shortened id and *Copy {noun} id 8f1c…*.
#[component]
pub fn CopyId(
    /// All of it.
    #[prop(into)]
    id: Signal<String>,
    /// What it identifies: *source*.
    #[prop(into)]
    noun: Signal<String>,
    /// The button's `tabindex`, inside a widget that roves.
    #[prop(optional, into)]
    tab_index: Option<&'static str>,
) -> impl IntoView {
    let announce = use_announce();
    let copied = RwSignal::new(None::<bool>);
    let label = move || {
        let id = id.get();
        ["Copy ", &noun.get(), " id ", &shortened(&id)].concat()
    };
    let copy = move |event: leptos::ev::MouseEvent| {
        event.stop_propagation();
        copy_text(&id.get_untracked(), move |is_copied| {
            announce(if is_copied { "Copied" } else { "This browser refused to copy" });
            // The row may be gone by now.
            let _ = copied.try_set(Some(is_copied));
            set_timeout(
                move || {
                    let _ = copied.try_set(None);
                },
                ACKNOWLEDGED,
            );
        });
    };
    let state = move || copied.get().map(|is_copied| if is_copied { "copied" } else { "refused" });
    let icon = move || match copied.get() {
        None => IconName::Copy,
        Some(true) => IconName::Check,
        Some(false) => IconName::Warning,
    };
    view! {
        <span class="copy-id">
            <code title=id>{move || shortened(&id.get())}</code>
            <button type="button" tabindex=tab_index aria-label=label title=label data-state=state on:click=copy>
                {move || view! { <Icon name=icon() /> }}
            </button>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_ids_keep_their_ends() {
        assert_eq!(shortened("8f1cab12-0000-7000-8000-0000000042ab"), "8f1c…42ab");
    }

    #[test]
    fn short_and_foreign_ids_stay_whole() {
        assert_eq!(shortened("intake"), "intake");
        assert_eq!(shortened("ééééééééé€€"), "ééééééééé€€");
    }
}
