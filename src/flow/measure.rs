//! The only two things that are measured: a container's width and the root font size, as one number.

use leptos::html::{Div, Span};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos::web_sys::Element;
use web_sys::ResizeObserver;

use super::layout::Units;

/// How wide a container is, once it is in the page, for as long as the component lives. `probe` is 1 rem wide.
pub(super) fn measured_width(container: NodeRef<Div>, probe: NodeRef<Span>) -> Signal<Option<Units>> {
    let width = RwSignal::new(None);
    let measure = move || {
        let (Some(container), Some(probe)) = (container.get_untracked(), probe.get_untracked()) else {
            return;
        };
        // Without a stylesheet the probe has no width; the usual rem is as good as any then.
        let rem = Some(probe.get_bounding_client_rect().width()).filter(|rem| *rem > 0.0);
        let units = whole(16.0 * f64::from(container.client_width()) / rem.unwrap_or(16.0));
        width.maybe_update(|width| width.replace(units) != Some(units));
    };
    Effect::new(move |_| {
        let (Some(container), Some(probe)) = (container.get(), probe.get()) else {
            return;
        };
        measure();
        let on_resize = Closure::<dyn FnMut()>::new(measure);
        let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) else {
            return;
        };
        observer.observe(&Element::from(container));
        observer.observe(&Element::from(probe));
        let kept = StoredValue::new_local((observer, on_resize));
        on_cleanup(move || {
            kept.try_with_value(|(observer, _)| observer.disconnect());
        });
    });
    width.into()
}

#[expect(clippy::cast_possible_truncation, reason = "no screen is that wide")]
fn whole(units: f64) -> Units {
    units.floor() as Units
}
