//! The session ended while someone was at work: they sign in again over the page, and nothing that was typed is lost.

use crate::location::{Here, Step};
use crate::pages::form::ContentKey;
use crate::paths::{Place, Query};
use crate::stores::Sessions;
use crate::ui::{Banner, BannerTone, Button, ButtonKind, Dialog, DialogActions, TextField};
use causeway_api::SessionCreate;
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let sessions: Sessions = expect_context();
    let here = Here::expect();
    let before = untrack(|| sessions.current());
    let (email, organization) = before.map(|session| (session.person.email, session.organization.id)).unzip();
    let email = RwSignal::new(email.unwrap_or_default());
    let (password, problem, is_busy) = (RwSignal::new(String::new()), RwSignal::new(None::<String>), RwSignal::new(false));
    let key = ContentKey::default();
    let leave = move || here.go(Place::Login, &Query::default(), Step::New);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let request = SessionCreate { email: email.get_untracked(), password: password.get_untracked() };
        let key = key.of(&request);
        leptos::task::spawn_local(async move {
            let answer = sessions.sign_in(&request, &key).await;
            // Signed in: the dialog is gone.
            if is_busy.try_set(false).is_none() {
                problem.set(answer.err().map(|error| error.sentence()));
            }
            if untrack(|| sessions.current()).map(|session| session.organization.id) != organization {
                here.go(Place::Home, &Query::default(), Step::New);
            }
        });
    };
    view! {
        <Dialog title="Sign in again" on_close=leave guard=Signal::stored(true)>
            <form class="stack" on:submit=submit>
                <p>"Your session has ended. The page behind this stays as it is."</p>
                {move || {
                    problem.get().map(|problem| view! { <div role="alert"><Banner tone=BannerTone::Failed>{problem}</Banner></div> })
                }}
                <TextField label="E-mail" value=email on_input=move |text| email.set(text) kind="email" autocomplete="username" />
                <TextField
                    label="Password"
                    value=password
                    on_input=move |text| password.set(text)
                    kind="password"
                    autocomplete="current-password"
                    autofocus=true
                />
                <DialogActions>
                    <Button kind=ButtonKind::Primary submit=true busy=is_busy>
                        "Sign in"
                    </Button>
                </DialogActions>
            </form>
        </Dialog>
    }
}
