//! The one connection that a filter names, which then is a step away as a flow.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use crate::location::Here;
use crate::pages::connections::ViewSwitch;
use crate::paths::{Place, VIEW};
use crate::ui::fold::fold;
use causeway_api::{ConnectionId, EnvironmentId};
use causeway_columns::Filter;
use causeway_columns::filter::Key;
use leptos::prelude::*;

/// The connection that is called by its whole name, or that alone is left by `org:`; none where it is not clear which.
pub(super) fn named(typed: &str, filter: &Filter, names: &[(ConnectionId, String)]) -> Option<ConnectionId> {
    let typed = fold(typed);
    let is_typed = |name: &str| typed.contains(name);
    let conditions = || filter.conditions().iter().filter(|condition| condition.key == Key::Org);
    let is_left = |name: &str| {
        conditions().any(|condition| !condition.is_excluded)
            && conditions().all(|condition| name.contains(&*condition.text) != condition.is_excluded)
    };
    let mut found = names.iter().filter(|(_, name)| {
        let name = fold(name);
        !name.is_empty() && (is_typed(&name) || is_left(&name))
    });
    let (id, _) = found.next()?;
    found.next().is_none().then_some(*id)
}

/// *Flow | Table*, while the filter names one connection.
#[component]
pub(super) fn FlowSwitch(
    environment: EnvironmentId,
    named: Memo<Option<ConnectionId>>,
    /// What is typed into the filter.
    typed: Signal<String>,
) -> impl IntoView {
    let here = Here::expect();
    let flow = move || {
        let query = here.query.get().only(&VIEW).with("q", typed.get());
        named.get().map(|id| Place::Connection(environment, id).href_with(&query)).unwrap_or_default()
    };
    view! {
        <Show when=move || named.with(Option::is_some)>
            <ViewSwitch flow=Signal::derive(flow) table=Signal::derive(move || here.href(|query| query)) is_flow=false />
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::rows::parse;
    use uuid::Uuid;

    fn called(typed: &str) -> Option<u128> {
        let names = ["Mercy Valley Health", "Mercy North", "Cedar Ridge Health"];
        let names: Vec<_> =
            names.into_iter().zip(1_u128..).map(|(name, id)| (ConnectionId(Uuid::from_u128(id)), name.to_owned())).collect();
        named(typed, &parse(typed), &names).map(|id| id.0.as_u128())
    }

    #[test]
    fn a_whole_name_or_org_alone_names_a_connection() {
        assert_eq!(called("status:paused mercy valley health"), Some(1));
        assert_eq!(called("org:cedar lake"), Some(3));
        assert_eq!(called("org:mercy -org:north"), Some(1));
    }

    #[test]
    fn where_several_could_be_meant_none_is() {
        for typed in ["", "mercy", "org:mercy", "-org:mercy", "org:mercy org:cedar", "org:nobody"] {
            assert_eq!(called(typed), None, "{typed}");
        }
    }
}
