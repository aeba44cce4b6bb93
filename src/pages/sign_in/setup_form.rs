//! The first owner and their organization.

use super::card::SignInCard;
use super::password_field::PasswordField;
use crate::location::{Here, Step};
use crate::pages::form::{ContentKey, Form, FormField, FormProblem};
use crate::paths::{Place, Query};
use crate::stores::Sessions;
use crate::ui::{Button, ButtonKind, TextField};
use causeway_api::{FieldError, OwnerCreate, is_email, normalize_name, password_problem};
use leptos::prelude::*;
use leptos::task::spawn_local;

const FIELDS: [&str; 4] = ["organizationName", "name", "email", "password"];

/// Asks for all of it on one card and signs in.
#[component]
pub(super) fn SetupForm(token: String) -> impl IntoView {
    let here = Here::expect();
    let sessions: Sessions = expect_context();
    let [organization, name, email, password] = FIELDS.map(|_| RwSignal::new(String::new()));
    let problems = Signal::derive(move || {
        let checks = [
            ("organizationName", organization.with(|name| normalize_name(name).err())),
            ("name", name.with(|name| normalize_name(name).err())),
            (
                "email",
                email.with(|email| (!is_email(email.trim())).then_some("Enter an e-mail address such as name@example.org.")),
            ),
            ("password", password.with(|password| password_problem(password))),
        ];
        let wrong = checks.into_iter().filter_map(|(field, problem)| Some(FieldError::invalid(field, problem?)));
        wrong.collect::<Vec<_>>()
    });
    let form = Form::new(problems);
    let key = ContentKey::default();
    let take = move |signal: RwSignal<String>, field: &'static str| {
        move |text: String| {
            signal.set(text);
            form.change(field);
        }
    };
    let submit = move || {
        if form.busy.get_untracked() || !form.check(|_| true) {
            return;
        }
        form.busy.set(true);
        let request = OwnerCreate {
            token: token.clone(),
            organization_name: organization.get_untracked().trim().to_owned(),
            name: name.get_untracked().trim().to_owned(),
            email: email.get_untracked().trim().to_owned(),
            password: password.get_untracked(),
        };
        let key = key.of(&request);
        spawn_local(async move {
            let answer = sessions.create_owner(&request, &key).await;
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
        <SignInCard title="Welcome to Causeway">
            <p class="quiet">"Create your organization and your own account. You become its owner."</p>
            <form
                class="fields"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <FormField form name="organizationName">
                    <TextField
                        label="Organization name"
                        hint="As your partners know it."
                        value=organization
                        on_input=take(organization, "organizationName")
                        error=form.error("organizationName")
                        name="organization"
                        autocomplete="organization"
                        required=true
                        autofocus=true
                    />
                </FormField>
                <FormField form name="name">
                    <TextField
                        label="Your name"
                        value=name
                        on_input=take(name, "name")
                        error=form.error("name")
                        name="name"
                        autocomplete="name"
                        required=true
                    />
                </FormField>
                <FormField form name="email">
                    <TextField
                        label="E-mail"
                        hint="You sign in with it."
                        value=email
                        on_input=take(email, "email")
                        error=form.error("email")
                        kind="email"
                        name="email"
                        autocomplete="username"
                        required=true
                    />
                </FormField>
                <PasswordField form label="Password" hint="12 characters or more. A few words make a good one." autocomplete="new-password" value=password />
                <FormProblem form has_field=|field: String| FIELDS.contains(&field.as_str()) />
                <Button kind=ButtonKind::Primary submit=true busy=form.busy>
                    "Create organization"
                </Button>
            </form>
        </SignInCard>
    }
}
