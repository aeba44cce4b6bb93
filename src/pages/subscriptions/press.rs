//! What the buttons in rows do: one listener hears them all, so that rows are cheap. Menus and fields are made when they are asked for.

use super::body::Body;
use super::items::Key;
use super::name_field::NameField;
use super::stencil::{Stencil, set};
use crate::pages::actions::Actions;
use crate::stores::Subscriptions;
use crate::ui::clipboard::copy_text;
use crate::ui::focus::focus;
use crate::ui::{Announcer, Icon, IconName, MenuList};
use causeway_api::{Subscription, SubscriptionId};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::tachys::html::node_ref::NodeRefContainer;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, EventTarget};
use std::any::Any;
use std::collections::HashMap;
use std::time::Duration;

/// How long the check stays on a button that copied.
const ACKNOWLEDGED: Duration = Duration::from_millis(1600);

/// A row's menu, while it is open.
#[derive(Clone)]
struct OpenMenu {
    id: SubscriptionId,
    button: Element,
    starts_at_end: bool,
}

/// A field in the place of a name.
struct Field {
    shown: Element,
    pencil: Element,
    _mounted: Box<dyn Any>,
}

/// The buttons of all rows.
#[derive(Clone, Copy)]
pub(super) struct Presses {
    body: Body,
    subscriptions: Subscriptions,
    actions: Actions,
    announcer: Announcer,
    menu: RwSignal<Option<OpenMenu>, LocalStorage>,
    /// The names that are being edited: these rows stay, and show nothing else.
    editing: RwSignal<Vec<SubscriptionId>>,
    fields: StoredValue<HashMap<SubscriptionId, Field>, LocalStorage>,
    owner: StoredValue<Owner>,
}

impl Presses {
    /// For a body whose rows named in `editing` stay.
    ///
    /// # Panics
    /// Outside the app's tree.
    pub(super) fn expect(body: Body, editing: RwSignal<Vec<SubscriptionId>>) -> Self {
        Self {
            body,
            subscriptions: expect_context(),
            actions: Actions::expect(),
            announcer: expect_context(),
            menu: RwSignal::new_local(None),
            editing,
            fields: StoredValue::new_local(HashMap::new()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// Hears a press.
    pub(super) fn pressed(self, event: &MouseEvent) {
        let Some((button, press, row)) = self.target(event.target()) else { return };
        match press.as_str() {
            "menu" if self.is_open_at(&button) => self.close_menu(false),
            "menu" => self.open_menu(button, row.id, false),
            "rename" if button.get_attribute("aria-disabled").is_some() => {
                self.announcer.say(&button.get_attribute("title").unwrap_or_default());
            }
            "rename" => self.edit(&button, row.id),
            "copy-source" => self.copy(button, &row.source.id.to_string()),
            "copy-destination" => self.copy(button, &row.destination.id.to_string()),
            _ => {}
        }
    }

    /// The menu closes when it loses the focus; pressing its own button must not take that away first and open it again.
    pub(super) fn held_down(self, event: &MouseEvent) {
        if self.target(event.target()).is_some_and(|(button, ..)| self.is_open_at(&button)) {
            event.prevent_default();
        }
    }

    /// Hears a key: up and down open a menu.
    pub(super) fn key(self, event: &KeyboardEvent) {
        let starts_at_end = match event.key().as_str() {
            "ArrowDown" => false,
            "ArrowUp" => true,
            _ => return,
        };
        if let Some((button, press, row)) = self.target(event.target())
            && press == "menu"
        {
            event.prevent_default();
            self.open_menu(button, row.id, starts_at_end);
        }
    }

    /// The button that was meant, what it does, and its row.
    fn target(self, target: Option<EventTarget>) -> Option<(Element, String, Subscription)> {
        let button = target?.dyn_into::<Element>().ok()?.closest("button[data-press]").ok().flatten()?;
        let Key::Row(id) = self.body.subject_of(&button)? else { return None };
        let row = untrack(|| self.subscriptions.row(id))?;
        Some((button.clone(), button.get_attribute("data-press")?, row))
    }

    fn is_open_at(self, button: &Element) -> bool {
        self.menu.with_untracked(|menu| menu.as_ref().is_some_and(|menu| menu.button == *button))
    }

    fn open_menu(self, button: Element, id: SubscriptionId, starts_at_end: bool) {
        self.body.hold(&button);
        self.close_menu(false);
        set(&button, "aria-expanded", "true");
        self.menu.set(Some(OpenMenu { id, button, starts_at_end }));
    }

    fn close_menu(self, gives_focus_back: bool) {
        if let Some(OpenMenu { button, .. }) = self.menu.try_update(Option::take).flatten() {
            set(&button, "aria-expanded", "false");
            if gives_focus_back {
                focus(&button);
            }
        }
    }

    /// The open menu.
    pub(super) fn view(self) -> impl IntoView {
        move || {
            let OpenMenu { id, button, starts_at_end } = self.menu.get()?;
            // What is acted on is what stood there when the menu was opened. Drawing it anew would close it.
            let items = untrack(|| self.subscriptions.row(id).map(|row| self.actions.menu(&row)))?;
            let anchor = NodeRef::<html::Button>::new();
            anchor.load(&button);
            let label = button.get_attribute("aria-label").unwrap_or_default();
            let on_close = Callback::new(move |gives_focus_back| self.close_menu(gives_focus_back));
            Some(view! { <MenuList label items button=anchor starts_at_end align_end=true on_close /> })
        }
    }

    fn copy(self, button: Element, id: &str) {
        let announcer = self.announcer;
        let label = button.get_attribute("aria-label");
        copy_text(id, move |is_copied| {
            announcer.say(if is_copied { "Copied" } else { "This browser refused to copy" });
            // By now the button may be another row's.
            if button.get_attribute("aria-label") != label {
                return;
            }
            let (state, icon) = if is_copied { ("copied", IconName::Check) } else { ("refused", IconName::Warning) };
            set(&button, "data-state", state);
            show_icon(&button, icon);
            let restore = move || {
                // Cannot fail: the name is a valid one.
                let _ = button.remove_attribute("data-state");
                show_icon(&button, IconName::Copy);
            };
            set_timeout(restore, ACKNOWLEDGED);
        });
    }

    /// Puts the field in the place of a name.
    fn edit(self, pencil: &Element, id: SubscriptionId) {
        let Some((shown, cell)) = pencil.parent_element().and_then(|shown| Some((shown.clone(), shown.parent_element()?))) else {
            return;
        };
        self.body.hold(pencil);
        let name = move || self.subscriptions.row(id).map(|row| row.name).unwrap_or_default();
        let save = move |(seen, typed): (String, String)| {
            if let Some(row) = untrack(|| self.subscriptions.row(id)) {
                self.actions.rename(&row, &seen, typed);
            }
        };
        let _ = shown.toggle_attribute_with_force("hidden", true);
        self.editing.update(|editing| editing.push(id));
        let leave = move || self.leave(id);
        let mounted = self.owner.with_value(|owner| {
            let field = move || view! { <NameField name=Signal::derive(name) on_save=save on_leave=leave /> };
            owner.with(|| Box::new(mount_to(cell.unchecked_into(), field)))
        });
        self.fields.update_value(|fields| {
            fields.insert(id, Field { shown, pencil: pencil.clone(), _mounted: mounted });
        });
    }

    /// Puts the name back. The field is what calls this, so it is taken away afterwards.
    fn leave(self, id: SubscriptionId) {
        spawn_local(async move {
            let Some(Field { shown, pencil, .. }) = self.fields.try_update_value(|fields| fields.remove(&id)).flatten() else {
                return;
            };
            self.editing.update(|editing| editing.retain(|known| *known != id));
            let _ = shown.toggle_attribute_with_force("hidden", false);
            // Where the focus went elsewhere, it stays there.
            if document().active_element().is_none_or(|active| active.tag_name() == "BODY") {
                focus(&pencil);
            }
        });
    }
}

fn show_icon(button: &Element, name: IconName) {
    button.replace_children_with_node_1(&Stencil::new("span", move || view! { <Icon name /> }).copy());
}
