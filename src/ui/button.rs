//! Buttons. A button that cannot be pressed stays reachable and says why.

use leptos::prelude::*;

use super::element_id::element_id;
use super::icon::{Icon, IconName};
use super::reason::WithReason;

/// How much a button asks to be pressed. Also usable on a link: `<a class="button" data-kind="primary">`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing that this view is for.
    Primary,
    /// Anything else.
    #[default]
    Secondary,
    /// Among content: no border until it is pointed at.
    Quiet,
    /// Takes something away.
    Danger,
}

impl ButtonKind {
    /// The value of `data-kind`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        }
    }
}

/// A button. Without children it shows its icon alone, and then needs a `label`.
#[component]
pub fn Button(
    /// What pressing it does; not called while it is disabled or busy.
    #[prop(into, optional)]
    on_press: Option<Callback<()>>,
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// Why it cannot be pressed now: it is then `aria-disabled`, and the reason shows on hover and on focus.
    #[prop(into, optional)]
    disabled_reason: Option<Signal<Option<String>>>,
    /// Whether what it started is still under way.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// Drawn before the text.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Its accessible name, if the text does not say it.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Whether it submits the form around it; `on_press` is then usually left out.
    #[prop(optional)]
    submit: bool,
    /// Whether a dialog that opens around it puts the focus here.
    #[prop(optional)]
    autofocus: bool,
    /// For a button that shows or hides something.
    #[prop(optional, into)]
    expanded: Option<Signal<bool>>,
    /// For a button that stays pressed in.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// To reach the element.
    #[prop(optional)]
    node_ref: NodeRef<leptos::html::Button>,
    /// The text.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let reason = move || disabled_reason.and_then(|reason| reason.get());
    let reason_id = disabled_reason.map(|_| element_id("reason"));
    let described_by = {
        let id = reason_id.clone();
        move || reason().and(id.clone())
    };
    let press = move |event: leptos::ev::MouseEvent| {
        if busy.get_untracked() || disabled_reason.is_some_and(|reason| reason.with_untracked(Option::is_some)) {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let is_icon_only = children.is_none();
    let button = view! {
        <button
            class="button"
            type=if submit { "submit" } else { "button" }
            data-kind=kind.name()
            data-icon-only=is_icon_only
            title=move || label.filter(|_| is_icon_only).map(|label| label.get())
            aria-label=move || label.map(|label| label.get())
            aria-disabled=move || reason().map(|_| "true")
            aria-describedby=described_by
            aria-busy=move || busy.get().then_some("true")
            aria-expanded=move || expanded.map(|expanded| expanded.get().to_string())
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            autofocus=autofocus
            on:click=press
            node_ref=node_ref
        >
            {icon.map(|name| view! { <Icon name /> })}
            {children.map(|children| children())}
        </button>
    };
    match (disabled_reason, reason_id) {
        (Some(reason), Some(id)) => view! { <WithReason id reason>{button}</WithReason> }.into_any(),
        _ => button.into_any(),
    }
}
