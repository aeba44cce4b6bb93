//! What is observed of the page: a container's width, the root font size, what of it can be seen, whether it is printed, and how
//! long computing takes.

use leptos::html::{Div, Span};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::Element;
use web_sys::ResizeObserver;

use causeway_flow::layout::Units;
use causeway_flow::window::Stretch;

/// Kept free below a flow that is made to fit: for its legend.
const BELOW: f64 = 72.0;

/// The page around a flow, in sixteenths of a rem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Surroundings {
    /// Of the container.
    pub(super) width: Units,
    /// What can be seen of the container.
    pub(super) seen: Stretch,
    /// The height that the window leaves for the container when the page is scrolled to its top.
    pub(super) room: Units,
}

/// The surroundings of a container, once it is in the page, for as long as the component lives. `probe` is 1 rem wide.
pub(super) fn observed(container: NodeRef<Div>, probe: NodeRef<Span>) -> Signal<Option<Surroundings>> {
    let seen = RwSignal::new(None);
    let measure = move || {
        let (Some(container), Some(probe)) = (container.try_get_untracked().flatten(), probe.try_get_untracked().flatten())
        else {
            return;
        };
        // Without a stylesheet the probe has no width; the usual rem is as good as any then.
        let rem = Some(probe.get_bounding_client_rect().width()).filter(|rem| *rem > 0.0);
        let units = |pixels: f64| whole(16.0 * pixels / rem.unwrap_or(16.0));
        let window = document().document_element().map_or(0.0, |root| f64::from(root.client_height()));
        let scrolled = leptos::prelude::window().scroll_y().unwrap_or_default();
        let top = container.get_bounding_client_rect().top();
        let now = Surroundings {
            width: units(f64::from(container.client_width())),
            seen: Stretch { top: units(-top), bottom: units(window - top) },
            room: units(window - top - scrolled - BELOW),
        };
        seen.maybe_update(|seen| seen.replace(now) != Some(now));
    };
    Effect::new(move |_| {
        let (Some(container), Some(probe)) = (container.get(), probe.get()) else {
            return;
        };
        measure();
        let on_change = Closure::<dyn FnMut()>::new(measure);
        let listener = on_change.as_ref().unchecked_ref();
        // Scrolling does not bubble, so it is caught on its way down. Adding a listener cannot fail.
        let _ = window().add_event_listener_with_callback_and_bool("scroll", listener, true);
        let _ = window().add_event_listener_with_callback("resize", listener);
        let observer = ResizeObserver::new(listener).ok();
        if let Some(observer) = &observer {
            observer.observe(&Element::from(container));
            observer.observe(&Element::from(probe));
        }
        let kept = StoredValue::new_local((observer, on_change));
        on_cleanup(move || {
            kept.try_with_value(|(observer, on_change)| {
                let listener = on_change.as_ref().unchecked_ref();
                let _ = window().remove_event_listener_with_callback_and_bool("scroll", listener, true);
                let _ = window().remove_event_listener_with_callback("resize", listener);
                if let Some(observer) = observer {
                    observer.disconnect();
                }
            });
        });
    });
    seen.into()
}

/// Whether the page is being put on paper: true from before the browser looks at it until it has done so.
pub(super) fn printing() -> Signal<bool> {
    let is_printing = RwSignal::new(false);
    for (event, now) in [("beforeprint", true), ("afterprint", false)] {
        let handle = window_event_listener_untyped(event, move |_| {
            // The page may be gone while its listeners still are there.
            let _ = is_printing.try_set(now);
        });
        on_cleanup(move || handle.remove());
    }
    is_printing.into()
}

/// Does some work and leaves in the browser's timeline how long it took: `cargo xtask bench flow` reads it there.
pub(super) fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let performance = window().performance();
    let start = [name, " begins"].concat();
    if let Some(performance) = &performance {
        // A timeline that is full or switched off takes nothing, and then nothing is lost.
        let _ = performance.mark(&start);
    }
    let done = work();
    if let Some(performance) = &performance {
        let _ = performance.measure_with_start_mark(name, &start);
        performance.clear_marks_with_mark_name(&start);
    }
    done
}

#[expect(clippy::cast_possible_truncation, reason = "no screen is that wide, and no page that long")]
fn whole(units: f64) -> Units {
    units.floor() as Units
}
