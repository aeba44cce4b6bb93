//! Ending a connection.

use super::preview::joined;
use crate::pages::summary::counted;
use crate::stores::{Partners, Sessions, Toasts};
use crate::ui::ConfirmDialog;
use causeway_api::Connection;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Asks, says how many subscriptions end with it, and ends it.
#[component]
pub(super) fn EndDialog(partners: Partners, connection: Connection, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let (sessions, toasts): (Sessions, Toasts) = (expect_context(), expect_context());
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let message = RwSignal::new("Counting what ends with it…".to_owned());
    let id = connection.id;
    let session = untrack(|| sessions.current());
    let (ids, names): (Vec<_>, Vec<_>) = session
        .iter()
        .flat_map(causeway_api::Session::visible_environments)
        .map(|environment| (environment.id, environment.name.clone()))
        .unzip();
    spawn_local(async move {
        let sentence = match partners.count_subscriptions(id, &ids).await {
            Ok(counts) => touched(&names, &counts),
            Err(_) => "How many subscriptions end with it could not be counted. All of them do, on both sides.".to_owned(),
        };
        // The dialog may be gone by now.
        message.try_set(sentence);
    });
    let title = ["End the connection with ", &connection.organization.name, "?"].concat();
    let confirm = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let connection = connection.clone();
        spawn_local(async move {
            match partners.end(&connection).await {
                Ok(()) => {
                    toasts.done(["The connection with ", &connection.organization.name, " has ended."].concat());
                    on_close.try_run(());
                }
                Err(refusal) => {
                    busy.try_set(false);
                    error.try_set(Some(refusal.sentence()));
                }
            }
        });
    };
    view! {
        <ConfirmDialog title message confirm_label="End connection" danger=true busy error on_confirm=confirm on_cancel=on_close />
    }
}

/// *8 subscriptions end with it: 6 in Development and 2 in Production.*
fn touched(names: &[String], counts: &[u64]) -> String {
    let total: u64 = counts.iter().sum();
    if total == 0 {
        return "No subscription flows between you. Either side may ask for a connection again.".to_owned();
    }
    let places: Vec<String> = names
        .iter()
        .zip(counts)
        .filter(|(_, count)| **count > 0)
        .map(|(name, count)| [&count.to_string(), " in ", name].concat())
        .collect();
    let ends = if total == 1 { " ends with it: " } else { " end with it: " };
    let total = counted(usize::try_from(total).unwrap_or(usize::MAX), "subscription");
    [&total, ends, &joined(&places), ". They stop on both sides, and cannot be brought back without a connection."].concat()
}

#[cfg(test)]
mod tests {
    use super::touched;

    #[test]
    fn what_ends_is_counted_by_environment() {
        let names = ["Development", "Staging", "Production"].map(str::to_owned);
        assert!(touched(&names, &[6, 0, 2]).starts_with("8 subscriptions end with it: 6 in Development and 2 in Production."));
        assert!(touched(&names, &[0, 1, 0]).starts_with("1 subscription ends with it: 1 in Staging."));
        assert!(touched(&names, &[0, 0, 0]).starts_with("No subscription"));
    }
}
