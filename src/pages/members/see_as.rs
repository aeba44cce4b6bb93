//! Whom to be in the demo.

use super::roles::sentence;
use crate::backend::{Backend, see_as};
use crate::stores::{Load, Members, Sessions};
use crate::ui::{Button, ButtonKind, Choice, ChoiceCards, Dialog, DialogActions, Failed, Pending};
use causeway_api::Member;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Lets one be anybody of the sample organization; the page begins anew with their roles.
#[component]
pub fn SeeAs(
    /// Whether it is asked.
    is_asking: RwSignal<bool>,
) -> impl IntoView {
    let (backend, sessions): (Backend, Sessions) = (expect_context(), expect_context());
    let close = move || is_asking.set(false);
    let session = untrack(|| sessions.current());
    let ask = session.map(|session| {
        let members = Members::new(backend, session.organization.id);
        let chosen = RwSignal::new(session.person.id.to_string());
        view! { <People members chosen on_close=close /> }
    });
    view! {
        <Dialog title="See as…" on_close=close>
            {ask}
        </Dialog>
    }
}

#[component]
fn People(members: Members, chosen: RwSignal<String>, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let load = move || spawn_local(members.load());
    load();
    let card = |member: &Member| Choice {
        value: member.person.id.to_string(),
        label: member.person.name.clone(),
        detail: sentence(member.role, &member.environment_roles),
    };
    let submit = move || {
        if let Ok(person) = chosen.with_untracked(|chosen| chosen.parse()) {
            see_as(Some(person));
        }
    };
    move || {
        members.all().with(|all| match all {
            Load::Pending => view! { <Pending label="Loading members" /> }.into_any(),
            Load::Failed(error) => {
                view! { <Failed title="The members could not be loaded" detail=error.sentence() on_retry=load /> }.into_any()
            }
            Load::Ready(rows) => {
                let cards: Vec<_> = rows.iter().map(card).collect();
                view! {
                    <form
                        class="fields"
                        on:submit=move |event| {
                            event.prevent_default();
                            submit();
                        }
                    >
                        <ChoiceCards
                            label="What would they find?"
                            hint="For this tab, until you choose somebody else. What each may do is on the Members page."
                            options=cards
                            value=chosen
                            on_change=move |value| chosen.set(value)
                        />
                        <DialogActions>
                            <Button on_press=on_close>"Cancel"</Button>
                            <Button kind=ButtonKind::Primary submit=true>
                                "See as"
                            </Button>
                        </DialogActions>
                    </form>
                }
                .into_any()
            }
        })
    }
}
