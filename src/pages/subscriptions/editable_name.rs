//! A name that is renamed where it stands: the pencil opens a field, Enter saves, Escape leaves it as it was.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use crate::ui::{Icon, IconName};
use causeway_api::normalize_name;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

/// The name, as a link to the settings with a pencil beside it, or as a field.
#[component]
pub(super) fn EditableName(
    name: Signal<String>,
    href: Signal<String>,
    is_editing: RwSignal<bool>,
    #[prop(into)] on_save: Callback<String>,
) -> impl IntoView {
    let pencil = NodeRef::<html::Button>::new();
    let leave = move || {
        is_editing.set(false);
        request_animation_frame(move || {
            if let Some(pencil) = pencil.try_get_untracked().flatten() {
                // Fails only where the row is gone.
                let _ = pencil.focus();
            }
        });
    };
    view! {
        <Show
            when=move || is_editing.get()
            fallback=move || {
                view! {
                    <span class="editable-name">
                        <a class="plain" href=href>
                            {name}
                        </a>
                        <button
                            type="button"
                            aria-label=move || ["Rename ", &name.get()].concat()
                            title="Rename"
                            node_ref=pencil
                            on:click=move |_| is_editing.set(true)
                        >
                            <Icon name=IconName::Edit />
                        </button>
                    </span>
                }
            }
        >
            <NameField name on_save on_leave=leave />
        </Show>
    }
}

/// The field, which takes the focus. A name that is not allowed is said beside it and not saved.
#[component]
pub(crate) fn NameField(
    name: Signal<String>,
    #[prop(into)] on_save: Callback<String>,
    #[prop(into)] on_leave: Callback<()>,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let typed = RwSignal::new(name.get_untracked());
    let problem = Memo::new(move |_| normalize_name(&typed.read()).err());
    field.on_load(|field| {
        request_animation_frame(move || {
            // Fails only where the field is gone again.
            let _ = field.focus();
            field.select();
        });
    });
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => {
                if let Ok(name) = normalize_name(&typed.read_untracked()) {
                    on_save.run(name);
                    on_leave.run(());
                }
            }
            "Escape" => on_leave.run(()),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <span class="editable-name" data-editing>
            <input
                type="text"
                aria-label=move || ["New name of ", &name.get()].concat()
                aria-invalid=move || problem.get().map(|_| "true")
                title=problem
                prop:value=typed
                on:input:target=move |event| typed.set(event.target().value())
                on:keydown=on_key
                on:blur=move |_| {
                    // Taking the field away blurs it too; what was typed is gone by then.
                    let is_unchanged = typed.try_with_untracked(|typed| name.try_with_untracked(|name| typed == name)).flatten();
                    if is_unchanged == Some(true) {
                        on_leave.run(());
                    }
                }
                node_ref=field
            />
            {move || problem.get().map(|problem| view! { <span class="problem" role="alert">{problem}</span> })}
        </span>
    }
}
