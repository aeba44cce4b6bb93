//! The *View* panel: how far rows are grouped, which columns there are, how dense the rows stand.

#![expect(unreachable_pub, reason = "the component macro writes a public function")]

use super::column::Column;
use super::grouping::{GROUPINGS, with_depth};
use super::layout::Layouts;
use crate::location::{Here, Step};
use crate::ui::{Button, IconName, Panel};
use causeway_columns::Depth;
use leptos::prelude::*;

/// The panel and its button.
#[component]
pub(super) fn ViewPanel(depth: Memo<Depth>, layouts: Layouts) -> impl IntoView {
    let here = Here::expect();
    let choose_depth = move |depth| {
        here.set_query(&with_depth(here.query.get_untracked(), depth), Step::Same);
    };
    let choose_column = move |column, is_shown| {
        layouts.change(|layout| layout.show(column, is_shown));
        layouts.remember();
    };
    let choose_density = move |is_compact| {
        layouts.change(|layout| layout.is_compact = is_compact);
        layouts.remember();
    };
    view! {
        <Panel label="View" icon=IconName::Columns>
            <fieldset>
                <legend>"Group by"</legend>
                {GROUPINGS
                    .map(|(known, _, label)| {
                        view! {
                            <label>
                                <input
                                    type="radio"
                                    name="grouping"
                                    prop:checked=move || depth.get() == known
                                    on:change=move |_| choose_depth(known)
                                />
                                {label}
                            </label>
                        }
                    })
                    .collect_view()}
            </fieldset>
            <fieldset>
                <legend>"Columns"</legend>
                {Column::ALL
                    .into_iter()
                    .filter(|column| column.can_be_hidden())
                    .map(|column| {
                        // Rows under their organization's name need no column for it.
                        let is_offered = move || column != Column::ConnectedOrg || depth.get() == Depth::None;
                        view! {
                            <label hidden=move || !is_offered()>
                                <input
                                    type="checkbox"
                                    prop:checked=move || layouts.with(|layout| layout.shows(column))
                                    on:change:target=move |event| choose_column(column, event.target().checked())
                                />
                                {column.label()}
                            </label>
                        }
                    })
                    .collect_view()}
            </fieldset>
            <fieldset>
                <legend>"Density"</legend>
                {[(false, "Comfortable"), (true, "Compact")]
                    .map(|(is_compact, label)| {
                        view! {
                            <label>
                                <input
                                    type="radio"
                                    name="density"
                                    prop:checked=move || layouts.with(|layout| layout.is_compact) == is_compact
                                    on:change=move |_| choose_density(is_compact)
                                />
                                {label}
                            </label>
                        }
                    })
                    .collect_view()}
            </fieldset>
            <div>
                <Button
                    icon=IconName::Restart
                    on_press=move || layouts.reset()
                    disabled_reason=Signal::derive(move || {
                        layouts.with(|layout| layout.is_untouched().then(|| "Columns and density are as they come.".to_owned()))
                    })
                >
                    "Reset columns and density"
                </Button>
            </div>
        </Panel>
    }
}
