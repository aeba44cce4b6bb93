//! The bar below the table while something is selected: how much, and what can be done with it.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use super::question::Question;
use super::told::{Told, rescue};
use super::words::{Words, thousands};
use super::{Bulk, Phase};
use crate::pages::subscriptions::export::ExportMenu;
use crate::pages::subscriptions::selection::Share;
use crate::stores::Sessions;
use crate::ui::clipboard::copy_text;
use crate::ui::{Announcer, Button, ButtonKind, IconName};
use causeway_api::{Action, BulkAction};
use leptos::prelude::*;

/// The bar; nothing while nothing is selected and nothing is going on.
#[component]
pub(in crate::pages::subscriptions) fn SelectionBar(is_filtered: Memo<bool>) -> impl IntoView {
    let bulk: Bulk = expect_context();
    let Bulk { picking, phase, .. } = bulk;
    let count = Memo::new(move |_| picking.len());
    let is_there = Memo::new(move |_| count.get() > 0 || bulk.is_busy());
    let asked = Memo::new(move |_| {
        phase.with(|phase| match phase {
            Phase::Asking(action) => Some(*action),
            _ => None,
        })
    });
    let job = Memo::new(move |_| {
        phase.with(|phase| match phase {
            Phase::Over(job) => Some(job.clone()),
            _ => None,
        })
    });
    let is_running = Memo::new(move |_| phase.with(|phase| matches!(phase, Phase::Running { .. })));
    let leave = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            super::told::focus_table();
        }
    };
    view! {
        <Show when=move || is_there.get()>
            <section class="selection-bar" aria-label="Selected subscriptions" on:keydown=leave>
                {move || job.get().map(|job| view! { <Told job=*job /> })}
                <Show when=move || is_running.get()>
                    <Progress bulk />
                </Show>
                <Show when=move || count.get() != 0>
                    <Selected bulk count is_filtered />
                </Show>
            </section>
        </Show>
        {move || asked.get().map(|action| view! { <Question action /> })}
    }
}

/// What is said of how many there are while nobody knows yet.
const MORE: &str = ", more are still arriving";

/// How much is selected, and what can be done with it.
#[component]
fn Selected(bulk: Bulk, count: Memo<usize>, is_filtered: Memo<bool>) -> impl IntoView {
    let Bulk { picking, phase, .. } = bulk;
    let (announcer, sessions): (Announcer, Sessions) = (expect_context(), expect_context());
    let hidden = move || {
        let hidden = picking.tally(|tally| tally.hidden);
        (hidden > 0).then(|| {
            [", ", thousands(hidden).as_str(), if hidden == 1 { " is" } else { " are" }, " hidden by the filter"].concat()
        })
    };
    let is_coming = bulk.is_coming();
    let others = Memo::new(move |_| (picking.share() != Share::All).then(|| picking.matching()).filter(|all| *all > 0));
    let reason = move |action: BulkAction| {
        Signal::derive(move || {
            let busy = phase.with(|phase| match phase {
                Phase::Running { action, .. } => Some([Words::of(*action).doing, " is still under way."].concat()),
                _ => None,
            });
            let needed = if action == BulkAction::Delete { Action::ManageSubscriptions } else { Action::PauseSubscriptions };
            let denied = || sessions.denied_in(needed, bulk.environment);
            busy.or_else(denied).or_else(|| bulk.plan().reason(action))
        })
    };
    let copy = move || {
        let ids = picking.in_order();
        let text = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        copy_text(&text, move |is_copied| {
            let said = if is_copied {
                ["Copied ", &thousands(ids.len()), if ids.len() == 1 { " id" } else { " ids" }].concat()
            } else {
                "This browser refused to copy".to_owned()
            };
            announcer.say(&said);
        });
    };
    let select_all = move || {
        picking.toggle_all();
        let more = if is_coming.get_untracked() { MORE } else { "" };
        announcer.say(&[&thousands(untrack(|| picking.len())), " selected", more].concat());
    };
    let clear = move || {
        picking.clear();
        announcer.say("Nothing is selected any more");
        rescue();
    };
    view! {
        <div class="selected">
            <p>
                <strong>{move || [&thousands(count.get()), " selected"].concat()}</strong>
                <span class="quiet">{hidden} {move || is_coming.get().then_some(MORE)}</span>
            </p>
            {move || {
                others
                    .get()
                    .map(|all| {
                        let words = match (is_filtered.get(), is_coming.get()) {
                            (true, false) => " that match",
                            (true, true) => " that match so far",
                            (false, false) => " subscriptions",
                            (false, true) => " subscriptions so far",
                        };
                        view! {
                            <Button kind=ButtonKind::Quiet on_press=select_all>
                                {["Select all ", &thousands(all), words].concat()}
                            </Button>
                        }
                    })
            }}
            <div class="actions">
                <Button icon=IconName::Pause disabled_reason=reason(BulkAction::Pause) on_press=move || bulk.ask(BulkAction::Pause)>
                    "Pause"
                </Button>
                <Button icon=IconName::Play disabled_reason=reason(BulkAction::Resume) on_press=move || bulk.ask(BulkAction::Resume)>
                    "Resume"
                </Button>
                <Button icon=IconName::Trash disabled_reason=reason(BulkAction::Delete) on_press=move || bulk.ask(BulkAction::Delete)>
                    "Delete"
                </Button>
                <Button icon=IconName::Copy on_press=copy>
                    "Copy ids"
                </Button>
                <ExportMenu environment=bulk.environment picking />
                <Button kind=ButtonKind::Quiet icon=IconName::Close on_press=clear>
                    "Clear"
                </Button>
            </div>
        </div>
    }
}

/// How far it is, of what takes several requests; *Stop* is meant for the next one.
#[component]
fn Progress(bulk: Bulk) -> impl IntoView {
    let phase = bulk.phase;
    let at = Memo::new(move |_| {
        phase.with(|phase| match phase {
            Phase::Running { action, answered, total, is_stopping } => {
                Some((Words::of(*action), *answered, *total, *is_stopping))
            }
            _ => None,
        })
    });
    let sentence = move || {
        at.get().map(|(words, answered, total, is_stopping)| {
            let ending = if is_stopping { ". Stopping after this request…" } else { "…" };
            [
                words.doing,
                " ",
                &thousands(total),
                if total == 1 { " subscription" } else { " subscriptions" },
                ": ",
                &thousands(answered),
                " done",
                ending,
            ]
            .concat()
        })
    };
    let is_long = move || {
        at.get().is_some_and(|(_, answered, total, is_stopping)| !is_stopping && total - answered > causeway_api::BULK_LIMIT)
    };
    view! {
        <div class="progress">
            <progress
                aria-label="Done"
                max=move || at.get().map_or(0, |(_, _, total, _)| total).to_string()
                value=move || at.get().map_or(0, |(_, answered, ..)| answered).to_string()
            ></progress>
            <p>{sentence}</p>
            <Show when=is_long>
                <Button on_press=move || bulk.stop()>"Stop"</Button>
            </Show>
        </div>
    }
}
