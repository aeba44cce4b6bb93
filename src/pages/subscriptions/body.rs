//! The table's body: an element for each slot, in order. Leptos's own lists would make a row anew for each subject, and might move the row
//! that has the focus, which would take the focus.

use super::column::Column;
use super::group_head::GroupHead;
use super::items::{Content, FIRST_ROW, Items, Key, Slot};
use super::picking::Picking;
use super::pool::staying;
use super::row::{Rows, Sources};
use super::sight::Sight;
use super::stencil::set;
use super::tick;
use crate::stores::Sessions;
use crate::stores::subscriptions::Listing;
use causeway_api::{Action, EnvironmentId};
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};
use std::any::Any;

/// What the body shows.
#[derive(Clone, Copy)]
pub(super) struct Body {
    pub(super) environment: EnvironmentId,
    pub(super) listing: Listing,
    pub(super) picking: Picking,
    pub(super) columns: Memo<Vec<Column>>,
    pub(super) sight: RwSignal<Sight>,
    /// What has, or had last, the focus: it keeps its element whatever is in sight.
    pub(super) focused: RwSignal<Option<Key>>,
    pub(super) items: Memo<Items>,
}

/// An element and what ends with it.
struct Drawn {
    slot: Slot,
    element: Element,
    owner: Owner,
    /// What draws in it.
    _mounted: Option<Box<dyn Any>>,
}

impl Drop for Drawn {
    fn drop(&mut self) {
        self.element.remove();
        self.owner.cleanup();
    }
}

/// All elements, and in which order they stand.
struct Table {
    rows: Rows,
    drawn: Vec<Drawn>,
    order: Vec<Slot>,
}

impl Body {
    /// Fills a `<tbody>`, and keeps it filled within the current owner.
    pub(super) fn fill(self, body: NodeRef<leptos::html::Tbody>) {
        let owner = Owner::current().unwrap_or_default();
        let (sessions, sources): (Sessions, _) = (expect_context(), Sources::expect(self.environment));
        Effect::new(move |before: Option<Option<Table>>| {
            let columns = self.columns.get();
            let body: HtmlElement = body.get()?.unchecked_into();
            let fixed = sessions.denied_in(Action::ManageSubscriptions, self.environment);
            let kept = before.flatten().filter(|table| table.rows.columns == columns && table.rows.fixed == fixed);
            let mut table =
                kept.unwrap_or_else(|| Table { rows: Rows::new(columns, fixed), drawn: Vec::new(), order: Vec::new() });
            self.items.with(|items| {
                untrack(|| table.follow(items, &body, |rows, slot| owner.with(|| self.draw(slot, rows, &body, &sources))));
            });
            Some(table)
        });
    }

    fn draw(self, slot: Slot, rows: &Rows, body: &HtmlElement, sources: &Sources) -> Drawn {
        let owner = Owner::new();
        let (element, mounted) = owner.with(|| {
            let content = Memo::new(move |_| self.items.with(|items| items.content(slot).cloned()));
            match slot {
                Slot::Gap(_) => (self.gap(content), None),
                Slot::Row(_) => {
                    let row = rows.draw(content, sources);
                    tick::follow(&row, content, self.picking);
                    (row, None)
                }
                Slot::Group(_) => self.head(content, body),
            }
        });
        Drawn { slot, element, owner, _mounted: mounted }
    }

    /// Room for lines that are not in the page.
    fn gap(self, content: Memo<Option<Content>>) -> Element {
        let row = document().create_element("tr").expect("the name of an element");
        let cell: HtmlElement = document().create_element("td").expect("the name of an element").unchecked_into();
        set(&row, "class", "gap");
        set(&row, "aria-hidden", "true");
        set(&cell, "colspan", &(self.columns.get_untracked().len() + 2).to_string());
        // Elements of our own take each other.
        let _ = row.append_child(&cell);
        let follow = RenderEffect::new(move |_| {
            let Some(Content::Gap(lines)) = content.get() else { return };
            #[expect(clippy::cast_precision_loss, reason = "a table has far fewer lines than that")]
            let height = (lines as f64 * self.sight.get().height).round().to_string();
            // Cannot fail: the property is known and the value is a length.
            let _ = cell.style().set_property("height", &[&height, "px"].concat());
        });
        StoredValue::new_local(follow);
        row
    }

    fn head(self, content: Memo<Option<Content>>, body: &HtmlElement) -> (Element, Option<Box<dyn Any>>) {
        let Self { environment, listing, picking, .. } = self;
        let width = self.columns.get_untracked().len() + 1;
        let mounted = mount_to(body.clone(), move || view! { <GroupHead environment listing picking content width /> });
        let element = body.last_element_child().expect("the head was put there");
        (element, Some(Box::new(mounted)))
    }

    /// The subject of the line that an element stands in.
    pub(super) fn subject_of(self, element: &Element) -> Option<Key> {
        let line: usize = element.closest("tr").ok().flatten()?.get_attribute("aria-rowindex")?.parse().ok()?;
        self.items.with_untracked(|items| items.at(line.checked_sub(FIRST_ROW)?))
    }

    /// Keeps the element of a subject from going and from showing another one, until the focus is elsewhere in the body.
    pub(super) fn hold(self, element: &Element) {
        let key = self.subject_of(element);
        if key.is_some() && self.focused.get_untracked() != key {
            self.focused.set(key);
        }
    }
}

impl Table {
    /// Makes what is missing, takes away what is not used again, and puts the rest in order.
    fn follow(&mut self, items: &Items, body: &HtmlElement, draw: impl Fn(&Rows, Slot) -> Drawn) {
        let wanted: Vec<Slot> = items.slots().collect();
        if self.order == wanted {
            return;
        }
        self.drawn.retain(|drawn| wanted.contains(&drawn.slot) || items.is_spare(drawn.slot));
        for drawn in self.drawn.iter().filter(|drawn| self.order.contains(&drawn.slot) && !wanted.contains(&drawn.slot)) {
            drawn.element.remove();
        }
        let mut elements: Vec<Element> = Vec::with_capacity(wanted.len());
        for slot in &wanted {
            if let Some(drawn) = self.drawn.iter().find(|drawn| drawn.slot == *slot) {
                elements.push(drawn.element.clone());
            } else {
                let drawn = draw(&self.rows, *slot);
                elements.push(drawn.element.clone());
                self.drawn.push(drawn);
            }
        }
        let places: Vec<Option<usize>> = wanted.iter().map(|slot| self.order.iter().position(|known| known == slot)).collect();
        let focused = document().active_element().filter(|active| body.contains(Some(active)));
        let focused = focused.and_then(|active| elements.iter().position(|element| element.contains(Some(&active))));
        let mut next: Option<Element> = None;
        for (element, stays) in elements.into_iter().zip(staying(&places, focused)).rev() {
            if !stays {
                // Both stand in the body, so this cannot fail.
                let _ = body.insert_before(&element, next.as_deref());
            }
            next = Some(element);
        }
        self.order = wanted;
    }
}
