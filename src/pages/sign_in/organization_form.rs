//! An organization that comes by invitation: it is created, connected with the one that invited it, and signed in to.

use super::card::SignInCard;
use super::password_field::PasswordField;
use crate::location::{Here, Step};
use crate::pages::form::{ContentKey, Form, FormField, FormProblem};
use crate::paths::{Place, Query};
use crate::stores::Sessions;
use crate::ui::{Button, ButtonKind, TextField};
use causeway_api::{ConnectionInvitationAccept, FieldError, Link, normalize_name, password_problem};
use leptos::prelude::*;
use leptos::task::spawn_local;

const FIELDS: [&str; 3] = ["organizationName", "name", "password"];

/// Asks what is missing of the organization and its owner.
#[component]
pub(super) fn OrganizationForm(token: String, link: Link) -> impl IntoView {
    let here = Here::expect();
    let sessions: Sessions = expect_context();
    let Link { email, organization_name, suggested_name, message, has_account, .. } = link;
    let (email, inviter) = (email.unwrap_or_default(), organization_name.unwrap_or_default());
    let organization = RwSignal::new(suggested_name.unwrap_or_default());
    let [name, password] = ["", ""].map(|empty| RwSignal::new(empty.to_owned()));
    let problems = Signal::derive(move || {
        let [name, password] = if has_account {
            [None, password.with(|password| password.is_empty().then_some("Enter your password."))]
        } else {
            [name.with(|name| normalize_name(name).err()), password.with(|password| password_problem(password))]
        };
        let checks = [organization.with(|name| normalize_name(name).err()), name, password];
        let wrong = FIELDS.into_iter().zip(checks);
        wrong.filter_map(|(field, problem)| Some(FieldError::invalid(field, problem?))).collect::<Vec<_>>()
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
        let request = ConnectionInvitationAccept {
            token: token.clone(),
            organization_name: organization.get_untracked().trim().to_owned(),
            name: (!has_account).then(|| name.get_untracked().trim().to_owned()),
            password: password.get_untracked(),
        };
        let key = key.of(&request);
        spawn_local(async move {
            let answer = sessions.bring_organization(&request, &key).await;
            if form.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(()) => here.go(Place::Home, &Query::default(), Step::Same),
                Err(error) => form.refuse(error),
            }
        });
    };
    let (hint, autocomplete) = if has_account {
        ("The one you sign in with already.", "current-password")
    } else {
        ("12 characters or more. A few words make a good one.", "new-password")
    };
    view! {
        <SignInCard title=["Connect with ", &inviter].concat()>
            <p class="quiet">
                <b>{inviter.clone()}</b> " invites your organization to Causeway. You are invited as " <b>{email.clone()}</b> ". "
                {if has_account {
                    "There is an account with this address: sign in with it, and you own the new organization as well."
                } else {
                    "Create your organization and your own account. You become its owner."
                }}
            </p>
            {message.map(|message| view! { <blockquote>{message}</blockquote> })}
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
                    />
                </FormField>
                {(!has_account)
                    .then(|| {
                        view! {
                            <FormField form name="name">
                                <TextField
                                    label="Your name"
                                    value=name
                                    on_input=take(name, "name")
                                    error=form.error("name")
                                    name="name"
                                    autocomplete="name"
                                    required=true
                                    autofocus=true
                                />
                            </FormField>
                        }
                    })}
                <PasswordField form label="Password" hint autocomplete value=password autofocus=has_account />
                <FormProblem form has_field=|field: String| FIELDS.contains(&field.as_str()) />
                <p class="quiet">
                    "You are connected from the beginning. Neither side sees the other’s sources and destinations until they are shared."
                </p>
                <Button kind=ButtonKind::Primary submit=true busy=form.busy>
                    {if has_account { "Sign in and connect" } else { "Create and connect" }}
                </Button>
            </form>
        </SignInCard>
    }
}
