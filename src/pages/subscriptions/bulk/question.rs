//! The question before something is done to many: what it will touch, where, and what cannot be seen of it.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use super::Bulk;
use super::words::{Words, thousands};
use crate::pages::summary::counted;
use crate::stores::Sessions;
use crate::ui::ConfirmDialog;
use causeway_api::{BulkAction, EnvironmentFlag};
use leptos::prelude::*;

/// Asks, and does it.
#[component]
pub(super) fn Question(action: BulkAction) -> impl IntoView {
    let bulk: Bulk = expect_context();
    let sessions: Sessions = expect_context();
    let words = Words::of(action);
    // As it was asked: what others do meanwhile is told afterwards.
    let plan = untrack(|| bulk.plan());
    let changed = plan.changed(action);
    let what = if changed == 1 { counted(1, "subscription") } else { [&thousands(changed), " subscriptions"].concat() };
    let environment = untrack(|| sessions.environment(bulk.environment));
    let is_production =
        environment.as_ref().is_some_and(|environment| environment.environment_flag == EnvironmentFlag::Production);
    let name = environment.map(|environment| environment.name).unwrap_or_default();
    let consequence = match action {
        BulkAction::Pause => "Their messages wait until they are resumed.",
        BulkAction::Resume => "Messages that waited are delivered.",
        BulkAction::Delete => "Messages for them are rejected from then on.",
        BulkAction::Restore => "Their messages are delivered again.",
    };
    let message = if is_production {
        ["This is Production, with real patient data. ", consequence].concat()
    } else {
        ["In ", &name, ". ", consequence].concat()
    };
    let hidden = (plan.hidden > 0).then(|| {
        let are = if plan.hidden == 1 { " of them is hidden by the filter." } else { " of them are hidden by the filter." };
        [&thousands(plan.hidden), are].concat()
    });
    let coming = untrack(|| bulk.is_coming().get()).then(|| {
        let done = words.done.to_ascii_lowercase();
        let these = if changed == 1 { "this one" } else { "these" };
        ["Subscriptions are still arriving. Only ", these, " will be ", &done, "; those not here yet stay as they are."].concat()
    });
    let line = |text: String| view! { <li>{text}</li> };
    let confirm_label = [words.ask, " ", &what, if is_production { " in Production" } else { "" }].concat();
    let title = [words.ask, " ", &what, "?"].concat();
    let confirm = move || {
        bulk.dismiss();
        bulk.begin(action);
    };
    view! {
        <ConfirmDialog
            title=title
            message=message
            confirm_label=confirm_label
            danger=action == BulkAction::Delete
            on_confirm=confirm
            on_cancel=move || bulk.dismiss()
        >
            <div class="bulk-plan">
                <ul aria-label="What will happen">{plan.effects(action).into_iter().map(line).collect_view()}</ul>
                <p>"By connected organization"</p>
                <ul aria-label="By connected organization">{plan.places().into_iter().map(line).collect_view()}</ul>
                {hidden.map(|hidden| view! { <p class="hidden-rows">{hidden}</p> })}
                {coming.map(|coming| view! { <p class="hidden-rows">{coming}</p> })}
            </div>
        </ConfirmDialog>
    }
}
