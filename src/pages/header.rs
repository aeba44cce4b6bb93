//! The top of every page: where one is, and in which environment.

use crate::location::Here;
use crate::paths::{Place, VIEW};
use crate::stores::Sessions;
use crate::ui::{Icon, IconName, Menu, MenuItem};
use causeway_api::{EnvironmentFlag, Session};
use leptos::prelude::*;

/// The page's heading, named in the browser's tab too, and the environment selector.
#[component]
pub fn PageHeader(
    /// What the page is.
    #[prop(into)]
    title: Signal<String>,
    /// Where it belongs: the words and their address.
    #[prop(optional, into)]
    crumb: Option<(String, Place)>,
    /// What stands after the heading: a way to others like it.
    #[prop(optional, into)]
    beside: Option<ViewFn>,
) -> impl IntoView {
    Effect::new(move || {
        let title = title.get();
        document().set_title(&if title.is_empty() { "Causeway".to_owned() } else { [&title, " · Causeway"].concat() });
    });
    let crumb = crumb.map(|(words, place)| {
        view! {
            <span class="crumb">
                <a href=place.href()>{words}</a>
                " / "
            </span>
        }
    });
    view! {
        <div class="frame-top">
            <h1 tabindex="-1">{crumb}{title}</h1>
            {beside.map(|beside| beside.run())}
            <div class="end">
                <EnvironmentMenu />
            </div>
        </div>
    }
}

/// Chooses the environment; the page stays where its object exists there, else it goes to the list.
#[component]
fn EnvironmentMenu() -> impl IntoView {
    let here = Here::expect();
    let sessions: Sessions = expect_context();
    let chosen = Memo::new(move |_| {
        let id = here.place.get().and_then(Place::environment)?;
        sessions.environment(id)
    });
    let items = Signal::derive(move || {
        let place = here.place.get().unwrap_or(Place::Home);
        let query = here.query.get().only(&VIEW);
        let session = sessions.current();
        let environments = session.iter().flat_map(Session::visible_environments);
        environments
            .map(|environment| {
                let href = place.in_environment(environment.id).href_with(&query);
                MenuItem::link(environment.name.clone(), href).checked(place.environment() == Some(environment.id))
            })
            .collect::<Vec<_>>()
    });
    let trigger = move || {
        let environment = chosen.get();
        let is_production =
            environment.as_ref().is_some_and(|environment| environment.environment_flag == EnvironmentFlag::Production);
        view! {
            <span class="environment" data-production=is_production>
                {environment.map(|environment| environment.name)}
            </span>
            <Icon name=IconName::ChevronDown />
        }
    };
    view! {
        <Show when=move || chosen.with(Option::is_some)>
            <Menu label="Environment" items trigger=trigger align_end=true />
        </Show>
    }
}
