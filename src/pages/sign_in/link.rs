//! Where one-time links lead. What a link is for is asked of the server; its secret travels in the fragment, which is never sent with an
//! address.

use super::card::SignInCard;
use super::invitation_form::InvitationForm;
use super::organization_form::OrganizationForm;
use super::password_form::PasswordForm;
use super::setup_form::SetupForm;
use crate::backend::CallError;
use crate::paths::Place;
use crate::stores::{Load, Sessions};
use crate::ui::{Failed, Pending};
use causeway_api::{Link, LinkPurpose};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Creates the first owner and the organization.
#[component]
pub fn SetupPage() -> impl IntoView {
    view! { <LinkPage /> }
}

/// Sets a new password for an owner who lost theirs.
#[component]
pub fn NewPasswordPage() -> impl IntoView {
    view! { <LinkPage /> }
}

/// Where the link leads that makes somebody a member, or connects a new organization with another one.
#[component]
pub fn InvitationPage() -> impl IntoView {
    view! { <LinkPage /> }
}

/// Shows the form that the link is for, whichever address it was opened at.
#[component]
fn LinkPage() -> impl IntoView {
    let sessions: Sessions = expect_context();
    let token = StoredValue::new(fragment());
    let link = RwSignal::new(Load::<Link>::Pending);
    let check = move || {
        link.set(Load::Pending);
        spawn_local(async move {
            let answer = sessions.check_link(token.get_value()).await;
            // The page may be gone by now.
            link.try_set(answer.into());
        });
    };
    let has_token = token.with_value(|token| !token.is_empty());
    if has_token {
        check();
    }
    move || {
        if !has_token {
            return view! { <Unusable reason="The link's secret part is missing from the address." /> }.into_any();
        }
        match link.get() {
            Load::Pending => view! {
                <SignInCard title="Welcome to Causeway">
                    <Pending label="Checking the link" />
                </SignInCard>
            }
            .into_any(),
            Load::Failed(CallError::Refused(_)) => {
                view! { <Unusable reason="It was used already, or it has expired, or it was never given out." /> }.into_any()
            }
            Load::Failed(error) => view! {
                <SignInCard title="Welcome to Causeway">
                    <Failed title="The link could not be checked" detail=error.sentence() on_retry=check />
                </SignInCard>
            }
            .into_any(),
            Load::Ready(Link { purpose: LinkPurpose::FirstOwner, .. }) => {
                view! { <SetupForm token=token.get_value() /> }.into_any()
            }
            Load::Ready(Link { purpose: LinkPurpose::NewPassword, email, .. }) => {
                view! { <PasswordForm token=token.get_value() email=email.unwrap_or_default() /> }.into_any()
            }
            Load::Ready(link @ Link { purpose: LinkPurpose::Membership, .. }) => {
                view! { <InvitationForm token=token.get_value() link /> }.into_any()
            }
            Load::Ready(link @ Link { purpose: LinkPurpose::NewOrganization, .. }) => {
                view! { <OrganizationForm token=token.get_value() link /> }.into_any()
            }
        }
    }
}

/// A link that leads nowhere, and what to do.
#[component]
fn Unusable(reason: &'static str) -> impl IntoView {
    view! {
        <SignInCard title="This link cannot be used">
            <p>{reason}</p>
            <p>"If somebody invited you, ask them for a new one."</p>
            <p>
                "Before the first owner exists, the server prints a new link each time it starts. Afterwards, whoever runs the server gets one with "
                <code>"causeway owner-link"</code> "."
            </p>
            <p class="sign-in-more">
                <a href=Place::Login.href()>"Go to sign-in"</a>
            </p>
        </SignInCard>
    }
}

/// What stands after the `#` of the address.
fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}
