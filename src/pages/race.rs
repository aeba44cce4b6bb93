//! A change that lost a race: someone else changed the same subscription first. Shows both, and asks.

use crate::pages::actions::Actions;
use crate::pages::dates::ago;
use crate::pages::questions::Questions;
use crate::stores::Subscriptions;
use crate::ui::{Button, ButtonKind, Dialog, DialogActions};
use causeway_api::{QueueStatus, Subscription};
use leptos::prelude::*;

/// What was to be done to a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Edit {
    /// Another name.
    Rename(String),
    /// Paused or resumed.
    Status(QueueStatus),
    /// Approved, after the other side proposed it.
    Approve,
    /// Declined, after the other side proposed it.
    Decline,
    /// Deleted.
    Delete,
}

/// A change, and the row that it was to change, as it was for who changed it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Race {
    /// The row before anyone changed it.
    pub before: Subscription,
    /// What was to be done.
    pub edit: Edit,
}

/// Shows both versions, and asks whose it is to be.
#[component]
pub fn RaceDialog(
    /// What lost.
    race: Race,
) -> impl IntoView {
    let (questions, actions): (Questions, Actions) = (expect_context(), Actions::expect());
    let subscriptions: Subscriptions = expect_context();
    let Race { before, edit } = race;
    let id = before.id;
    let theirs = Memo::new(move |_| {
        // The list wakes when the row comes back.
        subscriptions.len();
        subscriptions.row(id)
    });
    // What was answered or taken back in between has nothing left to answer.
    let is_answer = matches!(edit, Edit::Approve | Edit::Decline);
    let is_there = Memo::new(move |_| theirs.with(Option::is_some));
    let can_apply =
        Memo::new(move |_| theirs.with(|row| row.as_ref().is_some_and(|row| !is_answer || row.proposed_by.is_some())));
    let name = before.name.clone();
    let told = move || {
        theirs.with(|theirs| match theirs {
            Some(theirs) => {
                ["“", &name, "” was changed by someone else ", &ago(theirs.updated_at), ". Your change is not saved yet."]
                    .concat()
            }
            None => ["“", &name, "” was deleted by someone else. Your change cannot be saved."].concat(),
        })
    };
    let keep = move || questions.end();
    let wanted = edit.clone();
    let apply = move || {
        if let Some(row) = theirs.get_untracked() {
            questions.end();
            match wanted.clone() {
                Edit::Rename(name) => actions.rename(&row, &row.name, name),
                Edit::Status(status) => actions.set_status(&row, status),
                Edit::Approve => actions.approve(&row),
                Edit::Decline => actions.decline(&row),
                Edit::Delete => actions.delete(&row),
            }
        }
    };
    let is_delete = matches!(edit, Edit::Decline | Edit::Delete);
    let is_typed = matches!(edit, Edit::Rename(_));
    let apply_button = move || {
        let kind = if is_delete { ButtonKind::Danger } else { ButtonKind::Primary };
        view! {
            <Button kind on_press=apply.clone()>
                "Apply mine"
            </Button>
        }
    };
    view! {
        <Dialog title="Someone else was faster" guard=Signal::stored(is_typed) on_close=keep>
            <div class="stack">
                <p>{told}</p>
                <Versions before theirs edit />
                <DialogActions>
                    <Button on_press=keep autofocus=true>
                        {move || if is_there.get() { "Keep theirs" } else { "Close" }}
                    </Button>
                    <Show when=move || can_apply.get()>{apply_button()}</Show>
                </DialogActions>
            </div>
        </Dialog>
    }
}

/// Both versions side by side; what is not as it was before is marked.
#[component]
fn Versions(before: Subscription, theirs: Memo<Option<Subscription>>, edit: Edit) -> impl IntoView {
    let facts = |row: &Subscription| [row.name.clone(), row.queue_status.as_str().to_owned()];
    let old = facts(&before);
    let mine = Memo::new(move |_| {
        let mut row = theirs.get().unwrap_or_else(|| before.clone());
        match &edit {
            Edit::Rename(name) => row.name.clone_from(name),
            Edit::Status(status) => row.queue_status = *status,
            Edit::Approve => row.queue_status = QueueStatus::Active,
            Edit::Decline => return ["Declined", "Declined"].map(str::to_owned),
            Edit::Delete => return ["Deleted", "Deleted"].map(str::to_owned),
        }
        facts(&row)
    });
    let theirs = Memo::new(move |_| theirs.with(|row| row.as_ref().map_or(["Deleted", "Deleted"].map(str::to_owned), facts)));
    let fact = |(index, (label, old)): (usize, (&'static str, String))| {
        let cell = move |facts: Memo<[String; 2]>| {
            let old = old.clone();
            move || {
                let fact = facts.with(|facts| facts[index].clone());
                if fact == old { fact.into_any() } else { view! { <mark>{fact}</mark> }.into_any() }
            }
        };
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td>{cell(mine)}</td>
                <td>{cell(theirs)}</td>
            </tr>
        }
    };
    view! {
        <table class="versions">
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">"Mine"</th>
                    <th scope="col">"Theirs"</th>
                </tr>
            </thead>
            <tbody>{["Name", "Queue status"].into_iter().zip(old).enumerate().map(fact).collect_view()}</tbody>
        </table>
    }
}
