//! What stands alone in the window before there is a first screen.

use crate::ui::Failed;
use leptos::prelude::*;

/// The page's own skeleton, as `index.html` has it, so that nothing moves when the app takes over.
const SKELETON: &str = "<div class=\"boot-navigation\">\
     <i class=\"boot-bar\"></i><i class=\"boot-bar\"></i><i class=\"boot-bar\"></i>\
     </div>\
     <div class=\"boot-page\">\
     <i class=\"boot-bar\"></i><i class=\"boot-tile\"></i><i class=\"boot-tile\"></i><i class=\"boot-tile\"></i>\
     </div>";

/// Stands in while it is not known who is signed in, and while the first screen's part of the app is loading.
#[component]
pub fn Starting() -> impl IntoView {
    view! { <main class="boot" aria-busy="true" aria-label="Starting Causeway" inner_html=SKELETON></main> }
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

#[cfg(test)]
mod tests {
    use super::SKELETON;

    #[test]
    fn the_skeleton_is_the_one_of_the_page() {
        let page: String = include_str!("../../index.html").lines().map(str::trim).collect();
        assert!(page.contains(&format!("<div id=\"boot\" class=\"boot\" aria-busy=\"true\">{SKELETON}</div>")));
    }
}
