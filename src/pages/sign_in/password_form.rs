//! A new password for an existing account.

use super::card::SignInCard;
use super::password_field::PasswordField;
use crate::location::{Here, Step};
use crate::pages::form::{ContentKey, Form, FormProblem};
use crate::paths::{Place, Query};
use crate::stores::Sessions;
use crate::ui::{Button, ButtonKind};
use causeway_api::{FieldError, PasswordReset, password_problem};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Asks for the new password and signs in.
#[component]
pub(super) fn PasswordForm(token: String, email: String) -> impl IntoView {
    let here = Here::expect();
    let sessions: Sessions = expect_context();
    let password = RwSignal::new(String::new());
    let problems = Signal::derive(move || {
        let problem = password.with(|password| password_problem(password));
        problem.map(|problem| FieldError::invalid("password", problem)).into_iter().collect::<Vec<_>>()
    });
    let form = Form::new(problems);
    let key = ContentKey::default();
    let submit = move || {
        if form.busy.get_untracked() || !form.check(|_| true) {
            return;
        }
        form.busy.set(true);
        let request = PasswordReset { token: token.clone(), password: password.get_untracked() };
        let key = key.of(&request);
        spawn_local(async move {
            let answer = sessions.reset_password(&request, &key).await;
            if form.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(()) => here.go(Place::Home, &Query::default(), Step::Same),
                Err(error) => form.refuse(error),
            }
        });
    };
    view! {
        <SignInCard title="Choose a new password">
            <p class="quiet">"For " <b>{email.clone()}</b> ". All other sessions are signed out."</p>
            <form
                class="fields"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                // Tells password managers whose password this is.
                <input type="email" name="email" autocomplete="username" value=email readonly hidden />
                <PasswordField
                    form
                    label="New password"
                    hint="12 characters or more. A few words make a good one."
                    autocomplete="new-password"
                    value=password
                    autofocus=true
                />
                <FormProblem form has_field=|field: String| field == "password" />
                <Button kind=ButtonKind::Primary submit=true busy=form.busy>
                    "Set password and sign in"
                </Button>
            </form>
        </SignInCard>
    }
}
