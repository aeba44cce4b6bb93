//! Giving a member other roles.

use super::roles::Chosen;
use crate::pages::form::{Form, FormProblem};
use crate::stores::{Members, Sessions, Toasts};
use crate::ui::{Button, ButtonKind, Dialog, DialogActions};
use causeway_api::Member;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Asks for all roles at once, and gives them.
#[component]
pub(super) fn RolesDialog(members: Members, member: Member, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let (sessions, toasts): (Sessions, Toasts) = (expect_context(), expect_context());
    let chosen = Chosen::new(member.role, &member.environment_roles);
    let kept = untrack(|| members.why_kept(&member));
    let form = Form::new(Signal::stored(Vec::new()));
    let title = ["Roles of ", &member.person.name].concat();
    let was = member.role;
    let submit = move || {
        if form.busy.get_untracked() {
            return;
        }
        form.busy.set(true);
        let member = member.clone();
        spawn_local(async move {
            let answer = members.change(&member, chosen.organization(), chosen.environments()).await;
            if answer.is_ok() && untrack(|| sessions.current()).is_some_and(|session| session.person.id == member.person.id) {
                sessions.load().await;
            }
            if form.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(()) => {
                    toasts.done(["The roles of ", &member.person.name, " are changed."].concat());
                    on_close.run(());
                }
                Err(error) => form.refuse(error),
            }
        });
    };
    view! {
        <Dialog title on_close>
            <form
                class="fields"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                {chosen.fields(kept, was)}
                <FormProblem form has_field=|_: String| false />
                <DialogActions>
                    <Button on_press=on_close>"Cancel"</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=form.busy>
                        "Change roles"
                    </Button>
                </DialogActions>
            </form>
        </Dialog>
    }
}
