//! Inviting somebody.

use super::roles::Chosen;
use crate::pages::form::{ContentKey, Form, FormField, FormProblem};
use crate::stores::members::NewInvitation;
use crate::stores::{Members, Sessions};
use crate::ui::{Button, ButtonKind, Dialog, DialogActions, TextField};
use causeway_api::{EnvironmentFlag, EnvironmentRef, EnvironmentRole, FieldError, MemberEnvironment, OrganizationRole, is_email};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Asks for their e-mail address and roles; answers with the link.
#[component]
pub(super) fn InviteDialog(
    members: Members,
    #[prop(into)] on_created: Callback<String>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let sessions: Sessions = expect_context();
    let email = RwSignal::new(String::new());
    let chosen = Chosen::new(OrganizationRole::Member, &first_roles(sessions));
    let problems = Signal::derive(move || {
        let is_good = email.with(|email| is_email(email.trim()));
        let problem = (!is_good).then(|| FieldError::invalid("email", "Enter an e-mail address such as name@example.org."));
        problem.into_iter().collect::<Vec<_>>()
    });
    let form = Form::new(problems);
    let key = ContentKey::default();
    let submit = move || {
        if form.busy.get_untracked() || !form.check(|_| true) {
            return;
        }
        form.busy.set(true);
        let new = NewInvitation {
            email: email.get_untracked().trim().to_owned(),
            role: chosen.organization(),
            environment_roles: chosen.environments(),
        };
        let key = key.of(&new);
        spawn_local(async move {
            let answer = members.invite(new, &key).await;
            if form.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(link) => on_created.run(link),
                Err(error) => form.refuse(error),
            }
        });
    };
    view! {
        <Dialog title="Invite someone" on_close guard=Signal::derive(move || !email.with(String::is_empty))>
            <form
                class="fields"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <FormField form name="email">
                    <TextField
                        label="E-mail"
                        hint="Nothing is sent: you get a link to hand to them."
                        value=email
                        on_input=move |text| {
                            email.set(text);
                            form.change("email");
                        }
                        error=form.error("email")
                        kind="email"
                        required=true
                        autofocus=true
                    />
                </FormField>
                {chosen.fields(None, OrganizationRole::Member)}
                <FormProblem form has_field=|field: String| field == "email" />
                <DialogActions>
                    <Button on_press=on_close>"Cancel"</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=form.busy>
                        "Create invitation"
                    </Button>
                </DialogActions>
            </form>
        </Dialog>
    }
}

/// Sees everything but Production, until somebody chooses otherwise.
fn first_roles(sessions: Sessions) -> Vec<MemberEnvironment> {
    let session = untrack(|| sessions.current());
    let environments = session.map(|session| session.environments).unwrap_or_default();
    let first = |flag| if flag == EnvironmentFlag::Production { EnvironmentRole::None } else { EnvironmentRole::Viewer };
    let entry = |environment: causeway_api::SessionEnvironment| MemberEnvironment {
        environment: EnvironmentRef { id: environment.id, environment_flag: environment.environment_flag },
        role: first(environment.environment_flag),
    };
    environments.into_iter().map(entry).collect()
}
