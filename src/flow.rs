//! The flow: who sends what to whom on one connection, as a picture that can be read, walked and worked in.
//!
//! A pure leaf. It is given plain types ([`FlowInput`]) and draws them; it knows no store, no wire and no router.
//! What is drawn where is computed without a framework in [`causeway_flow`]; this turns it into elements. From data to picture: input →
//! diagram (groups, order) → layout (heights) → columns (widths) → window (what of it is in the page).

#![expect(unreachable_pub, reason = "the component macro writes public functions")]

pub mod svg;
pub mod zoom;

mod card;
mod columns;
mod end;
mod keyboard;
mod legend;
mod light;
mod lines;
mod list;
mod measure;
mod outside;
mod stage;
mod words;

use std::collections::HashSet;

use causeway_flow::layout;
use leptos::either::Either;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html::{Div, Span};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Node;

pub use self::svg::flow_svg;
pub use self::zoom::Zoom;
pub use causeway_flow::{EndGroup, EndKey, EndKind, FlowEnd, FlowInput, FlowSubscription, Key, KeySet, Side, State};

use self::columns::{CardColumn, EndColumn};
use self::keyboard::has_modifier;
use self::legend::Legend;
use self::lines::Lines;
use self::list::FlowList;
use self::measure::observed;
use self::outside::Outside;
use self::stage::{Asked, Stage};
use crate::ui::MenuItem;

/// One connection's flow: three columns and the lines between them; on narrow screens a list that says the same.
///
/// Changing a row changes that row's elements only. Of a large flow only what is near the window is in the page. One flow stands on a
/// page.
#[component]
#[expect(clippy::implicit_hasher, reason = "a component is not generic without need")]
pub fn FlowView(
    /// What to show.
    #[prop(into)]
    input: Signal<FlowInput>,
    /// What a filter leaves; the rest is dimmed. `None` without a filter.
    #[prop(into)]
    matching: Signal<Option<KeySet>>,
    /// Subscriptions that have just come, to be marked for a moment.
    #[prop(into)]
    marked: Signal<HashSet<Key>>,
    /// What can be done with a subscription, besides renaming it. Asked for again when a signal that it reads changes.
    #[prop(into)]
    menu: Callback<Key, Vec<MenuItem>>,
    /// Where a subscription's settings are.
    #[prop(into)]
    row_href: Callback<Key, String>,
    /// Where a subscription is created from a source or to a destination.
    #[prop(into)]
    create_href: Callback<(Key, EndKind), String>,
    /// What stands in a subscription's row while it is renamed; calls back when that is over.
    #[prop(into)]
    name_field: Callback<(Key, Callback<()>), AnyView>,
    /// Why names cannot be changed.
    #[prop(optional, into)]
    fixed: Signal<Option<String>>,
    /// How large it is drawn.
    zoom: Zoom,
    /// What stands in the middle while there are no subscriptions: what to do first.
    #[prop(optional, into)]
    empty: ViewFn,
    /// The name of the whole: "Flow of Mercy Valley Health".
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let canvas = NodeRef::<Div>::new();
    let probe = NodeRef::<Span>::new();
    let asked = Asked { matching, marked, menu, row_href, create_href, name_field, fixed, zoom };
    let stage = Stage::new(input, observed(canvas, probe), asked);
    let units = move |read: fn(&layout::Columns) -> i32| move || read(&stage.columns.read()).to_string();

    let on_keydown = move |event: KeyboardEvent| {
        if event.default_prevented() || has_modifier(&event) || stage.is_wide.get_untracked() != Some(true) {
            return;
        }
        if event.key() == "Escape" {
            stage.light.put_out();
            if let Some(canvas) = canvas.get_untracked() {
                // Fails only where the element is not focusable, and then nothing is lost.
                let _ = canvas.focus();
            }
        } else if stage.keyboard.follow(&event) {
            event.prevent_default();
        }
    };
    let on_focusout = move |event: FocusEvent| {
        let next = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
        // Taking the flow away takes the focus out of it too.
        let canvas = canvas.try_get_untracked().flatten();
        let stays = canvas.is_some_and(|canvas| canvas.contains(next.as_ref()));
        if next.is_none() || !stays {
            stage.light.focus(None);
        }
    };

    view! {
        <div class="flow">
            <div
                class="flow-canvas"
                node_ref=canvas
                role="group"
                tabindex="-1"
                aria-label=label
                aria-describedby="flow-keys"
                data-shape=move || stage.is_wide.get().map(|is_wide| if is_wide { "diagram" } else { "list" })
                data-lit=move || stage.light.is_on()
                data-paged=move || stage.is_paged()
                data-zoomed=move || stage.scale.get() != zoom::WHOLE
                style:--scale=move || stage.scale.get().to_string()
                style:--height=move || stage.layout.with(|layout| layout.height).to_string()
                style:--left=units(|columns| columns.left)
                style:--middle=units(|columns| columns.middle)
                style:--right=units(|columns| columns.right)
                style:--end-width=units(|columns| columns.end_width)
                style:--card-width=units(|columns| columns.card_width)
                on:keydown=on_keydown
                on:focusout=on_focusout
            >
                <span class="flow-rem" node_ref=probe></span>
                <p class="visually-hidden" id="flow-keys">
                    {move || (stage.is_wide.get() == Some(true)).then_some(KEYS)}
                </p>
                {move || {
                    let empty = empty.clone();
                    stage
                        .is_wide
                        .get()
                        .map(|is_wide| {
                            if is_wide {
                                Either::Left(
                                    view! {
                                        <div class="flow-sheet">
                                            <Lines stage />
                                            <EndColumn stage side=Side::Left />
                                            <CardColumn stage empty />
                                            <EndColumn stage side=Side::Right />
                                        </div>
                                    },
                                )
                            } else {
                                Either::Right(view! { <FlowList stage empty /> })
                            }
                        })
                }}
            </div>
            <Outside stage />
            <Legend />
        </div>
    }
}

const KEYS: &str = "Up and down arrows move in a column, left and right follow a line. Enter opens, M opens the menu of a \
                    subscription, N creates a subscription from an end, C copies the id, Escape leaves.";
