//! Creating a token.

use crate::pages::form::{ContentKey, Form, FormField, FormProblem};
use crate::stores::Tokens;
use crate::ui::{Button, ButtonKind, Choice, ChoiceCards, Dialog, DialogActions, SelectField, TextField};
use causeway_api::{FieldError, TokenCreate, TokenScope, normalize_name};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long a token may live: the days, and how they are called.
const LIVES: [(u16, &str); 3] = [(30, "30 days"), (90, "90 days"), (365, "1 year")];

const READ: &str = "read";
const WRITE: &str = "write";

/// Asks for name, scope and expiry; answers with the secret.
#[component]
pub(super) fn CreateDialog(
    tokens: Tokens,
    #[prop(into)] on_created: Callback<String>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let scope = RwSignal::new(READ.to_owned());
    let days = RwSignal::new("90".to_owned());
    let problems = Signal::derive(move || {
        let problem = name.with(|name| normalize_name(name).err());
        problem.map(|problem| FieldError::invalid("name", problem)).into_iter().collect::<Vec<_>>()
    });
    let form = Form::new(problems);
    let key = ContentKey::default();
    let scopes: Vec<_> = [
        (READ, TokenScope::Read, "Lists and looks up. Cannot change anything."),
        (WRITE, TokenScope::Write, "Also creates, changes and deletes."),
    ]
    .map(|(value, scope, detail)| Choice { value: value.to_owned(), label: scope.label().to_owned(), detail: detail.to_owned() })
    .into();
    let lives: Vec<_> = LIVES.map(|(days, words)| (days.to_string(), words.to_owned())).into();
    let submit = move || {
        if form.busy.get_untracked() || !form.check(|_| true) {
            return;
        }
        form.busy.set(true);
        let request = TokenCreate {
            name: name.get_untracked().trim().to_owned(),
            scope: if scope.with_untracked(|scope| scope == WRITE) { TokenScope::Write } else { TokenScope::Read },
            days: days.with_untracked(|days| days.parse().unwrap_or(LIVES[1].0)),
        };
        let key = key.of(&request);
        spawn_local(async move {
            let answer = tokens.create(&request, &key).await;
            if form.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(secret) => on_created.run(secret),
                Err(error) => form.refuse(error),
            }
        });
    };
    view! {
        <Dialog title="Create token" on_close guard=Signal::derive(move || !name.with(String::is_empty))>
            <form
                class="fields"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <FormField form name="name">
                    <TextField
                        label="Name"
                        hint="What it is used for, such as Nightly export."
                        value=name
                        on_input=move |text| {
                            name.set(text);
                            form.change("name");
                        }
                        error=form.error("name")
                        required=true
                        autofocus=true
                    />
                </FormField>
                <ChoiceCards label="Scope" options=scopes value=scope on_change=move |value| scope.set(value) />
                <SelectField label="Expires after" options=lives value=days on_change=move |value| days.set(value) />
                <FormProblem form has_field=|field: String| field == "name" />
                <DialogActions>
                    <Button on_press=on_close>"Cancel"</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=form.busy>
                        "Create token"
                    </Button>
                </DialogActions>
            </form>
        </Dialog>
    }
}
