//! What can be done with the drawing as a whole.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use crate::flow::{FlowInput, Zoom, flow_svg};
use crate::ui::clipboard::copy_text;
use crate::ui::{Announcer, Icon, IconName, Menu, MenuItem};
use leptos::prelude::*;

/// Its size, copying it, putting it on paper.
#[component]
pub(super) fn DrawingMenu(input: Signal<FlowInput>, title: Signal<String>, zoom: Zoom) -> impl IntoView {
    let announcer: Announcer = expect_context();
    let items = Signal::derive(move || {
        let needless = zoom.is_needless() && !zoom.is_fit();
        let copy = move || {
            copy_text(&flow_svg(&input.read_untracked(), &title.get_untracked()), move |is_copied| {
                announcer.say(if is_copied { "Copied" } else { "This browser refused to copy" });
            });
        };
        let print = || {
            // Browsers that cannot print do nothing.
            let _ = window().print();
        };
        vec![
            MenuItem::press("100 %", move || zoom.set_fit(false)).checked(!zoom.is_fit()),
            MenuItem::press("Fit to the window", move || zoom.set_fit(true))
                .checked(zoom.is_fit())
                .disabled(needless.then(|| "All of it can be seen already.".to_owned())),
            MenuItem::press("Copy as SVG", copy).icon(IconName::Copy).section(""),
            MenuItem::press("Print", print).icon(IconName::Download),
        ]
    });
    let trigger = move || view! { {if zoom.is_fit() { "Fit" } else { "100 %" }} <Icon name=IconName::ChevronDown /> };
    view! { <Menu label="Drawing" items trigger=trigger align_end=true /> }
}
