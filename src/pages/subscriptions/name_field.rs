//! The field in which a name is changed where it stands: Enter saves, Escape leaves it as it was.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use causeway_api::normalize_name;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

/// The field, which takes the focus. A name that is not allowed is said beside it and not saved.
#[component]
pub(crate) fn NameField(
    name: Signal<String>,
    /// Takes the name as it was when the field was opened, and as it is to be.
    #[prop(into)]
    on_save: Callback<(String, String)>,
    #[prop(into)] on_leave: Callback<()>,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let typed = RwSignal::new(name.get_untracked());
    let seen = StoredValue::new(name.get_untracked());
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
                    on_save.run((seen.get_value(), name));
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
