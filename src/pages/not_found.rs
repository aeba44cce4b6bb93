//! An address that leads nowhere.

use crate::paths::Place;
use crate::ui::{Empty, IconName};
use leptos::prelude::*;

/// Says so, and leads home.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <h1 class="visually-hidden" tabindex="-1">
            "Not found"
        </h1>
        <Empty title="There is nothing here" icon=IconName::Search>
            <p>"The address may be mistyped, or what it led to belongs to another organization or is gone."</p>
            <div class="ways-on">
                <a class="button" data-kind="primary" href=Place::Home.href()>
                    "Go to your connections"
                </a>
            </div>
        </Empty>
    }
}
