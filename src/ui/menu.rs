//! A button that opens a list of things to do (the ARIA menu button pattern).

mod item;
#[expect(unreachable_pub, reason = "the component macro writes public properties")]
mod list;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::button::ButtonKind;
use super::focus::focus;
use super::icon::{Icon, IconName};

pub use self::item::{MenuAction, MenuItem};
pub use self::list::MenuList;

/// A menu that is opened: all that its list needs to know.
#[derive(Clone, Copy)]
pub struct OpenMenu {
    label: Signal<String>,
    items: Signal<Vec<MenuItem>>,
    button: NodeRef<html::Button>,
    starts_at_end: bool,
    align_end: bool,
    on_close: Callback<bool>,
}

impl OpenMenu {
    /// Its list.
    pub fn draw(self) -> AnyView {
        let Self { label, items, button, starts_at_end, align_end, on_close } = self;
        view! { <MenuList label items button starts_at_end align_end on_close /> }.into_any()
    }

    /// Closes it without taking the focus.
    pub fn close(self) {
        let _ = self.on_close.try_run(false);
    }
}

/// Draws the lists of menus, from the context: [`OpenMenu::draw`], or what fetches that first. A closed menu does without it, and a page
/// whose menus are all closed loads none.
#[derive(Clone, Copy)]
pub struct MenuLists(pub fn(OpenMenu) -> AnyView);

/// A menu button. The items are asked for, and put into the page, only while it is open.
///
/// Enter, Space and Down open it; arrows, Home, End and typing move; Escape and Tab close it. The focus returns to the button
/// before an item acts, so a dialog that it opens gives the focus back to the button.
#[component]
pub fn Menu(
    /// What the menu acts on, the button's accessible name: *Actions for Intake API*. With a `trigger` it is read before what that
    /// shows: *Environment: Development*.
    #[prop(into)]
    label: Signal<String>,
    /// What is in it.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// All that the button shows, instead of three dots; usually ends with a chevron. May read signals.
    #[prop(optional, into)]
    trigger: Option<ViewFn>,
    /// How the button looks; quiet without a `trigger`, else secondary.
    #[prop(optional, into)]
    kind: Option<ButtonKind>,
    /// Whether the right edges line up, not the left ones.
    #[prop(optional)]
    align_end: bool,
    /// Whether it is open, for whoever wants to open it from elsewhere: `open.set(true)`.
    #[prop(optional)]
    open: RwSignal<bool>,
    /// The button's `tabindex`, for a menu inside a widget that roves.
    #[prop(optional, into)]
    tab_index: Option<&'static str>,
) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    let starts_at_end = StoredValue::new(false);
    let has_trigger = trigger.is_some();
    let show = move |at_end: bool| {
        starts_at_end.set_value(at_end);
        open.set(true);
    };
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => show(false),
            "ArrowUp" => show(true),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let give_focus_back = move || {
        if let Some(button) = button.get_untracked() {
            focus(&button);
        }
    };
    let on_close = Callback::new(move |is_back: bool| {
        if is_back {
            give_focus_back();
        }
        starts_at_end.set_value(false);
        open.set(false);
    });
    let MenuLists(list) = expect_context();
    let draw = move |starts_at_end| list(OpenMenu { label, items, button, starts_at_end, align_end, on_close });
    let kind = kind.unwrap_or(if has_trigger { ButtonKind::Secondary } else { ButtonKind::Quiet });
    view! {
        <span class="menu">
            <button
                type="button"
                class="button"
                data-kind=kind.name()
                data-icon-only=!has_trigger
                tabindex=tab_index
                title=move || (!has_trigger).then(|| label.get())
                aria-label=move || (!has_trigger).then(|| label.get())
                aria-haspopup="menu"
                aria-expanded=move || open.get().to_string()
                on:click=move |event| {
                    event.stop_propagation();
                    if open.get_untracked() { open.set(false) } else { show(false) }
                }
                // The list closes when it loses the focus; pressing its own button must not take it away first and open it again.
                on:mousedown=move |event| if open.get_untracked() { event.prevent_default() }
                on:keydown=on_key
                node_ref=button
            >
                {match trigger {
                    None => view! { <Icon name=IconName::More /> }.into_any(),
                    Some(trigger) => {
                        view! {
                            <span class="visually-hidden">{label} ": "</span>
                            {move || trigger.run()}
                        }
                            .into_any()
                    }
                }}
            </button>
            {move || open.get().then(|| draw(starts_at_end.get_value()))}
        </span>
    }
}
