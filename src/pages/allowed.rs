//! Controls of those who may not use them: shown all the same, with the reason.

use crate::pages::keys::Keys;
use crate::stores::Sessions;
use crate::ui::{Button, ButtonKind, Dialog, Empty, Icon, IconName};
use causeway_api::{Action, EnvironmentId};
use leptos::prelude::*;

/// A link that looks like a button. Who may not do what it leads to finds a button that says why.
#[component]
pub fn AllowedLink(
    /// What it leads to.
    action: Action,
    /// Where.
    environment: EnvironmentId,
    /// Its address.
    #[prop(into)]
    href: Signal<String>,
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// Drawn before the words.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// The words.
    children: ChildrenFn,
) -> impl IntoView {
    let sessions: Sessions = expect_context();
    let reason = Memo::new(move |_| sessions.denied_in(action, environment));
    let is_denied = Memo::new(move |_| reason.with(Option::is_some));
    move || {
        if is_denied.get() {
            let words = children();
            let drawn = icon.map(|name| view! { <Icon name /> });
            view! { <Button kind disabled_reason=reason>{drawn}{words}</Button> }.into_any()
        } else {
            view! {
                <a class="button" data-kind=kind.name() href=href>
                    {icon.map(|name| view! { <Icon name /> })}
                    {children()}
                </a>
            }
            .into_any()
        }
    }
}

/// *Create subscription* above a page, for somebody who may not.
#[component]
pub fn MayNotCreate() -> impl IntoView {
    let (keys, sessions): (Keys, Sessions) = (Keys::expect(), expect_context());
    let reason = Memo::new(move |_| sessions.denied_in(Action::ManageSubscriptions, keys.environment.get()?));
    view! {
        <Button kind=ButtonKind::Primary icon=IconName::Plus disabled_reason=reason>
            "Create subscription"
        </Button>
    }
}

/// In the place of a form that somebody may not send.
#[component]
pub fn NotAllowed(
    /// Why.
    #[prop(into)]
    reason: String,
    /// The way on.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <Empty title="Your role does not allow this" icon=IconName::Key>
            <p>{reason}</p>
            {children.map(|children| view! { <div class="ways-on">{children()}</div> })}
        </Empty>
    }
}

/// The same in the place of a dialog.
#[component]
pub fn NotAllowedDialog(
    /// The dialog's title.
    title: &'static str,
    /// Why.
    #[prop(into)]
    reason: String,
    /// Closes it.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog title on_close>
            <NotAllowed reason>
                <Button on_press=on_close>"Close"</Button>
            </NotAllowed>
        </Dialog>
    }
}
