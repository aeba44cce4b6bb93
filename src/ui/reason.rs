//! Why a control cannot be used: a tooltip on hover and on focus, and the control's description at all times.

use leptos::ev::KeyboardEvent;
use leptos::html::Span;
use leptos::prelude::*;

use super::popup::{self, Align};

/// A control with the reason beside it. The control refers to the reason's `id` in its `aria-describedby`.
#[component]
pub(super) fn WithReason(id: String, reason: Signal<Option<String>>, children: Children) -> impl IntoView {
    let control = NodeRef::<Span>::new();
    let tooltip = NodeRef::<Span>::new();
    let is_near = RwSignal::new(false);
    Effect::new(move || {
        let is_shown = is_near.get() && reason.with(Option::is_some);
        if let (Some(control), Some(tooltip)) = (control.get(), tooltip.get()) {
            if is_shown {
                popup::show_once(&control, &tooltip, Align::Start);
            } else {
                popup::hide(&tooltip);
            }
        }
    });
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && is_near.get_untracked() && reason.with_untracked(Option::is_some) {
            event.prevent_default();
            event.stop_propagation();
            is_near.set(false);
        }
    };
    view! {
        <span
            class="with-reason"
            node_ref=control
            on:pointerenter=move |_| is_near.set(true)
            on:pointerleave=move |_| is_near.set(false)
            on:focusin=move |_| is_near.set(true)
            on:focusout=move |_| is_near.set(false)
            on:keydown=on_key
        >
            {children()}
            <span class="reason" role="tooltip" id=id popover="manual" node_ref=tooltip>
                {reason}
            </span>
        </span>
    }
}
