//! A row of the table: made once by copying a stencil, and filled anew whenever its slot shows another subscription, or that one changed.
//! What a row's buttons do is heard by the table (`press.rs`).

use super::column::Column;
use super::items::{Content, FIRST_ROW};
use super::stencil::{Stencil, below, set, words};
use super::tick;
use crate::location::Here;
use crate::pages::dates::date;
use crate::pages::marked::Marked;
use crate::pages::summary::state_of;
use crate::paths::{Place, SUBSCRIPTION};
use crate::stores::{Connections, Sessions, Subscriptions};
use crate::ui::copy_id::shortened;
use crate::ui::{Icon, IconName, Status};
use causeway_api::{EnvironmentId, OrganizationId, OrganizationRef, QueueStatus, Subscription};
use leptos::prelude::*;
use leptos::web_sys::{Element, Node};

/// What rows are drawn from.
#[derive(Clone, Copy)]
pub(super) struct Sources {
    environment: EnvironmentId,
    subscriptions: Subscriptions,
    connections: Connections,
    marked: Marked,
    /// Your own organization, whose ends say so.
    you: Option<OrganizationId>,
    /// The address of a subscription's settings, without its id.
    settings: Memo<String>,
}

impl Sources {
    /// The stores of the app around this component.
    ///
    /// # Panics
    /// Outside the app's tree.
    pub(super) fn expect(environment: EnvironmentId) -> Self {
        let here = Here::expect();
        let sessions: Sessions = expect_context();
        // What is set last stands last.
        let settings = Memo::new(move |_| here.href(|query| query.without(&[SUBSCRIPTION]).with(SUBSCRIPTION, "")));
        Self {
            environment,
            subscriptions: expect_context(),
            connections: expect_context(),
            marked: expect_context(),
            you: untrack(|| sessions.current()).map(|session| session.organization.id),
            settings,
        }
    }
}

/// What rows are copied from.
pub(super) struct Rows {
    pub(super) columns: Vec<Column>,
    /// Why names cannot be changed by whoever is signed in.
    pub(super) fixed: Option<String>,
    row: Stencil,
    statuses: [(QueueStatus, Stencil); 4],
}

impl Rows {
    /// Rows of these columns, with the reason why names cannot be changed, if there is one.
    pub(super) fn new(columns: Vec<Column>, fixed: Option<String>) -> Self {
        let (shown, why) = (columns.clone(), fixed.clone());
        let row = Stencil::new("tbody", move || {
            view! {
                <tr>
                    {tick::cell()} {shown.into_iter().map(|column| cell(column, why.as_deref())).collect_view()}
                    <td class="row-end" aria-colindex=(Column::ALL.len() + 2).to_string()>
                        <span class="menu">
                            <button
                                type="button"
                                class="button"
                                data-kind="quiet"
                                data-icon-only
                                data-press="menu"
                                title="Actions"
                                aria-haspopup="menu"
                                aria-expanded="false"
                            >
                                <Icon name=IconName::More />
                            </button>
                        </span>
                    </td>
                </tr>
            }
        });
        let status = |status: QueueStatus| {
            let made = Stencil::new("td", move || view! { <Status state=state_of(status) label=status.as_str() /> });
            (status, made)
        };
        Self { columns, fixed, row, statuses: QueueStatus::ALL.map(status) }
    }

    /// A row for what a slot shows. It follows that within the current owner.
    pub(super) fn draw(&self, content: Memo<Option<Content>>, sources: &Sources) -> Element {
        let sources = *sources;
        let row = self.row.copy();
        let mut cells: Vec<Cell> = Vec::new();
        for (place, column) in self.columns.iter().enumerate() {
            // The box comes first.
            cells.push(Cell::of(*column, &below(&row, &[place + 1]), &self.statuses));
        }
        let menu = below(&row, &[self.columns.len() + 1, 0, 0]);
        let tick = tick::in_row(&row);
        let drawn = row.clone();
        let follow = RenderEffect::new(move |before: Option<Option<Drawn>>| {
            let before = before.flatten();
            // What waits keeps what it showed.
            let Some(Content::Row { line, id }) = content.get() else { return before };
            let Some(row) = sources.subscriptions.row(id) else { return before };
            let is_marked = sources.marked.contains(id);
            if before.as_ref().is_none_or(|before| before.line != line) {
                set(&drawn, "aria-rowindex", &(line + FIRST_ROW).to_string());
            }
            if before.as_ref().is_some_and(|before| before.is_marked) != is_marked {
                // Fails only for a name that is not one.
                let _ = drawn.toggle_attribute_with_force("data-marked", is_marked);
            }
            let shown = before.as_ref().map(|before| &before.row);
            for cell in &mut cells {
                cell.show(&row, shown, &sources);
            }
            if shown.is_none_or(|shown| (&shown.name, shown.data_model) != (&row.name, row.data_model)) {
                let name = [row.name.as_str(), ", ", &row.data_model.label()].concat();
                set(&menu, "aria-label", &["Actions for ", &name].concat());
                set(&tick, "aria-label", &["Select ", &name].concat());
            }
            Some(Drawn { line, is_marked, row })
        });
        // Ends with its owner.
        StoredValue::new_local(follow);
        row
    }
}

/// What a row was drawn with.
struct Drawn {
    line: usize,
    is_marked: bool,
    row: Subscription,
}

/// A cell without what changes from row to row.
fn cell(column: Column, fixed: Option<&str>) -> AnyView {
    let link = || view! { <a class="plain"></a> };
    let index = column.index().to_string();
    match column {
        Column::ConnectedOrg => view! { <td aria-colindex=index>{link()}</td> }.into_any(),
        Column::Source | Column::Destination => {
            let press = if column == Column::Source { "copy-source" } else { "copy-destination" };
            view! {
                <td aria-colindex=index>
                    <span class="end-cell">
                        {link()} <span class="quiet" hidden>
                            "(you)"
                        </span> <span class="copy-id">
                            <button type="button" data-press=press title="Copy id">
                                <Icon name=IconName::Copy />
                            </button>
                        </span>
                    </span>
                </td>
            }
            .into_any()
        }
        Column::Subscription => view! {
            <td>
                <span class="editable-name">
                    {link()}
                    <button
                        type="button"
                        data-press="rename"
                        title=fixed.unwrap_or("Rename").to_owned()
                        aria-disabled=fixed.is_some().then_some("true")
                    >
                        <Icon name=IconName::Edit />
                    </button>
                </span>
            </td>
        }
        .into_any(),
        Column::DataModel | Column::QueueStatus => view! { <td aria-colindex=index></td> }.into_any(),
        Column::Activated => view! { <td class="quiet" aria-colindex=index></td> }.into_any(),
    }
}

/// What changes in a cell.
enum Cell {
    Org { link: Element, words: Node, is_last: Option<String> },
    Source(End),
    Destination(End),
    Name { link: Element, words: Node, pencil: Element, settings: String },
    Model(Node),
    Status { cell: Element, statuses: [(QueueStatus, Stencil); 4] },
    Activated(Node),
}

impl Cell {
    fn of(column: Column, cell: &Element, statuses: &[(QueueStatus, Stencil); 4]) -> Self {
        match column {
            Column::ConnectedOrg => {
                let link = below(cell, &[0]);
                Self::Org { words: words(&link), link, is_last: None }
            }
            Column::Source => Self::Source(End::of(cell)),
            Column::Destination => Self::Destination(End::of(cell)),
            Column::Subscription => {
                let link = below(cell, &[0, 0]);
                Self::Name { words: words(&link), link, pencil: below(cell, &[0, 1]), settings: String::new() }
            }
            Column::DataModel => Self::Model(words(cell)),
            Column::QueueStatus => Self::Status { cell: cell.clone(), statuses: statuses.clone() },
            Column::Activated => Self::Activated(words(cell)),
        }
    }

    /// Writes what is not written already.
    fn show(&mut self, row: &Subscription, before: Option<&Subscription>, sources: &Sources) {
        let Sources { environment, connections, .. } = *sources;
        match self {
            Self::Org { link, words, is_last } => {
                let name = connections.name(row.connection_id);
                if before.is_none_or(|before| before.connection_id != row.connection_id) {
                    set(link, "href", &Place::Connection(environment, row.connection_id).href());
                }
                if is_last.as_ref() != Some(&name) {
                    words.set_text_content(Some(&name));
                    *is_last = Some(name);
                }
            }
            Self::Source(end) => {
                let source = &row.source;
                if before.is_none_or(|before| before.source != *source) {
                    let href = Place::Source(environment, source.id).href();
                    end.show(&href, &source.name, &source.organization, ["source", &source.id.to_string()], sources);
                }
            }
            Self::Destination(end) => {
                let destination = &row.destination;
                if before.is_none_or(|before| before.destination != *destination) {
                    let href = Place::Destination(environment, destination.id).href();
                    let id = destination.id.to_string();
                    end.show(&href, &destination.name, &destination.organization, ["destination", &id], sources);
                }
            }
            Self::Name { link, words, pencil, settings } => {
                let is_elsewhere = sources.settings.with(|now| now != settings);
                if is_elsewhere {
                    *settings = sources.settings.get_untracked();
                }
                if is_elsewhere || before.is_none_or(|before| before.id != row.id) {
                    set(link, "href", &[settings, row.id.to_string().as_str()].concat());
                }
                if before.is_none_or(|before| before.name != row.name) {
                    words.set_text_content(Some(&row.name));
                    set(pencil, "aria-label", &["Rename ", &row.name].concat());
                }
            }
            Self::Model(words) => {
                if before.is_none_or(|before| before.data_model != row.data_model) {
                    words.set_text_content(Some(&row.data_model.label()));
                }
            }
            Self::Status { cell, statuses } => {
                let status = row.queue_status;
                if before.is_none_or(|before| before.queue_status != status)
                    && let Some((_, stencil)) = statuses.iter().find(|(known, _)| *known == status)
                {
                    cell.replace_children_with_node_1(&stencil.copy());
                }
            }
            Self::Activated(words) => {
                if before.is_none_or(|before| before.activated_at != row.activated_at) {
                    words.set_text_content(Some(&row.activated_at.map_or_else(|| "Not yet".to_owned(), date)));
                }
            }
        }
    }
}

/// A source or destination in its cell.
struct End {
    link: Element,
    words: Node,
    you: Element,
    copy: Element,
}

impl End {
    fn of(cell: &Element) -> Self {
        let link = below(cell, &[0, 0]);
        Self { words: words(&link), link, you: below(cell, &[0, 1]), copy: below(cell, &[0, 2, 0]) }
    }

    fn show(&self, href: &str, name: &str, owner: &OrganizationRef, [noun, id]: [&str; 2], sources: &Sources) {
        set(&self.link, "href", href);
        self.words.set_text_content(Some(name));
        // The partner is said by the group's heading, or by the first column.
        let _ = self.you.toggle_attribute_with_force("hidden", Some(owner.id) != sources.you);
        set(&self.copy, "aria-label", &["Copy ", noun, " id ", &shortened(id)].concat());
    }
}
