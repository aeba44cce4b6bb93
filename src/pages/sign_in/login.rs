//! Signing in.

use super::card::SignInCard;
use super::password_field::PasswordField;
use crate::backend::CallError;
use crate::location::{Here, Step};
use crate::pages::form::{ContentKey, Form, FormField, FormProblem};
use crate::paths::{Place, Query, base};
use crate::stores::{SessionState, Sessions};
use crate::ui::{Banner, BannerTone, Button, ButtonKind, TextField};
use causeway_api::{ErrorCode, FieldError, SessionCreate, is_email};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Signs in, then goes to where the person was going (`?to=`).
#[component]
pub fn LoginPage() -> impl IntoView {
    let here = Here::expect();
    let sessions: Sessions = expect_context();
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let problems = Signal::derive(move || {
        let checks = [
            ("email", email.with(|email| (!is_email(email.trim())).then_some("Enter the e-mail address you sign in with."))),
            ("password", password.with(|password| password.is_empty().then_some("Enter your password."))),
        ];
        let wrong = checks.into_iter().filter_map(|(field, problem)| Some(FieldError::invalid(field, problem?)));
        wrong.collect::<Vec<_>>()
    });
    let form = Form::new(problems);
    let key = ContentKey::default();
    // Also when somebody who is signed in follows an old link to this page.
    Effect::new(move || {
        if sessions.state().with(|state| matches!(state, SessionState::SignedIn(_))) {
            match here.query.with_untracked(|query| query.get("to").filter(|to| is_of_this_app(to)).map(str::to_owned)) {
                Some(address) => here.go_to(&address, Step::Same),
                None => here.go(Place::Home, &Query::default(), Step::Same),
            }
        }
    });
    let submit = move || {
        if form.busy.get_untracked() || !form.check(|_| true) {
            return;
        }
        form.busy.set(true);
        let request = SessionCreate { email: email.get_untracked().trim().to_owned(), password: password.get_untracked() };
        let key = key.of(&request);
        spawn_local(async move {
            let answer = sessions.sign_in(&request, &key).await;
            if form.busy.try_set(false).is_none()
                && let Err(error) = answer
            {
                form.refuse(error);
            }
        });
    };
    view! {
        <SignInCard title="Sign in">
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
                        value=email
                        on_input=move |text| {
                            email.set(text);
                            form.change("email");
                        }
                        error=form.error("email")
                        kind="email"
                        name="email"
                        autocomplete="username"
                        required=true
                        autofocus=true
                    />
                </FormField>
                <PasswordField form label="Password" autocomplete="current-password" value=password />
                <Refusal form />
                <Button kind=ButtonKind::Primary submit=true busy=form.busy>
                    "Sign in"
                </Button>
            </form>
            <p class="sign-in-more">
                "Lost your password? Ask whoever runs the server to run " <code>"causeway owner-link"</code> " and to send you the link."
            </p>
        </SignInCard>
    }
}

/// Why nobody was signed in.
#[component]
fn Refusal(form: Form) -> impl IntoView {
    let waiting = move || match form.refusal() {
        Some(CallError::Refused(error)) if error.code == ErrorCode::TooManyAttempts => Some(error.retry_after.unwrap_or(1)),
        _ => None,
    };
    move || match waiting() {
        None => view! { <FormProblem form has_field=|field: String| field == "email" || field == "password" /> }.into_any(),
        Some(seconds) => {
            let seconds = if seconds == 1 { "1 second".to_owned() } else { [&seconds.to_string(), " seconds"].concat() };
            view! {
                <div role="alert">
                    <Banner tone=BannerTone::Warning>
                        "Too many attempts. Wait " {seconds} ", then try again; what you typed stays here."
                    </Banner>
                </div>
            }
            .into_any()
        }
    }
}

/// Whether an address that came with a link stays within this app, and behind its door.
fn is_of_this_app(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let place = path.strip_prefix(base()).filter(|path| !path.starts_with('/')).and_then(Place::parse);
    place.is_some_and(|place| !matches!(place, Place::Login | Place::Setup | Place::NewPassword | Place::Invitation))
}

#[cfg(test)]
mod tests {
    use super::is_of_this_app;

    #[test]
    fn a_link_cannot_lead_to_another_site() {
        assert!(is_of_this_app("/01890a5d-ac96-774b-bcce-b302099a8057/connections?q=lake"));
        for elsewhere in
            ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)", "", "/login", "/setup"]
        {
            assert!(!is_of_this_app(elsewhere), "{elsewhere}");
        }
    }
}
