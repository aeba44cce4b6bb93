//! Your API tokens: how scripts and engines sign in.

#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod creation;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod example;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod revocation;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod table;

use self::creation::CreateDialog;
use self::example::Example;
use self::revocation::RevokeDialog;
use self::table::TokenTable;
use crate::backend::Backend;
use crate::pages::header::PageHeader;
use crate::pages::secret::Secret;
use crate::stores::{Load, Tokens};
use crate::ui::{Button, ButtonKind, Empty, Failed, IconName, Pending};
use causeway_api::Token;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The tokens of whoever is signed in; in the demo, why there are none.
#[component]
pub fn TokensPage() -> impl IntoView {
    let backend: Backend = expect_context();
    view! {
        <PageHeader title="API tokens" />
        {match backend {
            Backend::Demo => view! { <NoServer /> }.into_any(),
            Backend::Server => view! { <OwnTokens backend /> }.into_any(),
        }}
    }
}

/// The demo has nobody to call.
#[component]
fn NoServer() -> impl IntoView {
    view! {
        <Empty title="Tokens need a server" icon=IconName::Key>
            <p>
                "A token lets a script call Causeway over the network. In this demo the rules run in your browser tab, so there is nothing that a script could reach. \
                 Run Causeway yourself to try it."
            </p>
        </Empty>
    }
}

#[component]
fn OwnTokens(backend: Backend) -> impl IntoView {
    let tokens = Tokens::new(backend);
    let load = move || spawn_local(tokens.load());
    load();
    let is_creating = RwSignal::new(false);
    let revoking = RwSignal::new(None::<Token>);
    let secret = RwSignal::new(None::<String>);
    let all = tokens.all();
    let create = move || {
        view! {
            <Button kind=ButtonKind::Primary icon=IconName::Plus on_press=move || is_creating.set(true)>
                "Create token"
            </Button>
        }
    };
    view! {
        <div class="stack tokens">
            <div class="toolbar">
                <p class="quiet">"Tokens let scripts and engines call the API as you. Each has a scope and an end."</p>
                <div class="end">{create}</div>
            </div>
            {move || secret.get().map(|text| view! { <Secret said="The token was created. Copy it now: it will not be shown again." heading="Copy this token now. It will not be shown again." copy="Copy token" text on_dismiss=move || secret.set(None) /> })}
            {move || all.with(|all| match all {
                Load::Pending => view! { <Pending label="Loading tokens" /> }.into_any(),
                Load::Failed(error) => {
                    view! { <Failed title="The tokens could not be loaded" detail=error.sentence() on_retry=load /> }.into_any()
                }
                Load::Ready(rows) if rows.is_empty() => {
                    view! {
                        <Empty title="No tokens yet" icon=IconName::Key>
                            <p>"Create one for each script, so that you can revoke one without stopping the others."</p>
                        </Empty>
                    }
                        .into_any()
                }
                Load::Ready(rows) => view! { <TokenTable rows=rows.clone() on_revoke=move |token| revoking.set(Some(token)) /> }.into_any(),
            })}
            <Example />
        </div>
        <Show when=move || is_creating.get()>
            <CreateDialog
                tokens
                on_created=move |text| {
                    is_creating.set(false);
                    secret.set(Some(text));
                }
                on_close=move || is_creating.set(false)
            />
        </Show>
        {move || revoking.get().map(|token| view! { <RevokeDialog tokens token on_close=move || revoking.set(None) /> })}
    }
}
