//! Becoming a member of an organization: with a new account, or with the one that has the invited e-mail address.

use super::card::SignInCard;
use super::password_field::PasswordField;
use crate::location::{Here, Step};
use crate::pages::form::{ContentKey, Form, FormField, FormProblem};
use crate::paths::{Place, Query};
use crate::stores::Sessions;
use crate::ui::{Button, ButtonKind, TextField};
use causeway_api::{FieldError, InvitationAccept, Link, normalize_name, password_problem};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Asks for what is missing, joins and signs in.
#[component]
pub(super) fn InvitationForm(token: String, link: Link) -> impl IntoView {
    let here = Here::expect();
    let sessions: Sessions = expect_context();
    let Link { email, organization_name, has_account, .. } = link;
    let (email, organization) = (email.unwrap_or_default(), organization_name.unwrap_or_default());
    let [name, password] = ["", ""].map(|empty| RwSignal::new(empty.to_owned()));
    let problems = Signal::derive(move || {
        let checks = if has_account {
            [None, password.with(|password| password.is_empty().then_some("Enter your password."))]
        } else {
            [name.with(|name| normalize_name(name).err()), password.with(|password| password_problem(password))]
        };
        let wrong = ["name", "password"].into_iter().zip(checks);
        wrong.filter_map(|(field, problem)| Some(FieldError::invalid(field, problem?))).collect::<Vec<_>>()
    });
    let form = Form::new(problems);
    let key = ContentKey::default();
    let submit = move || {
        if form.busy.get_untracked() || !form.check(|_| true) {
            return;
        }
        form.busy.set(true);
        let request = InvitationAccept {
            token: token.clone(),
            name: (!has_account).then(|| name.get_untracked().trim().to_owned()),
            password: password.get_untracked(),
        };
        let key = key.of(&request);
        spawn_local(async move {
            let answer = sessions.accept_invitation(&request, &key).await;
            if form.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(()) => here.go(Place::Home, &Query::default(), Step::Same),
                Err(error) => form.refuse(error),
            }
        });
    };
    let (label, hint, autocomplete) = if has_account {
        ("Password", "The one you sign in with already.", "current-password")
    } else {
        ("Password", "12 characters or more. A few words make a good one.", "new-password")
    };
    view! {
        <SignInCard title=["Join ", &organization].concat()>
            <p class="quiet">
                "You are invited as " <b>{email.clone()}</b> ". "
                {if has_account { "There is an account with this address: sign in with it to join." } else { "Create your account to join." }}
            </p>
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
                {(!has_account)
                    .then(|| {
                        view! {
                            <FormField form name="name">
                                <TextField
                                    label="Your name"
                                    value=name
                                    on_input=move |text| {
                                        name.set(text);
                                        form.change("name");
                                    }
                                    error=form.error("name")
                                    name="name"
                                    autocomplete="name"
                                    required=true
                                    autofocus=true
                                />
                            </FormField>
                        }
                    })}
                <PasswordField form label hint autocomplete value=password autofocus=has_account />
                <FormProblem form has_field=|field: String| field == "name" || field == "password" />
                <Button kind=ButtonKind::Primary submit=true busy=form.busy>
                    {if has_account { "Sign in and join" } else { "Create account and join" }}
                </Button>
            </form>
        </SignInCard>
    }
}
