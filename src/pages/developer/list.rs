//! All sources, or all destinations, as tiles.

use super::end::{End, EndKind};
use super::removal::RemovalDialog;
use super::tile::EndTile;
use super::uses::users_of_all;
use crate::filter::Words;
use crate::location::Filter;
use crate::pages::allowed::AllowedLink;
use crate::pages::header::PageHeader;
use crate::pages::keys::Keys;
use crate::stores::{Ends, Load, Subscriptions};
use crate::ui::{ButtonKind, Empty, Failed, IconName, NoMatch, Pending, SearchField, TabLink, TabLinks, TileGrid};
use causeway_api::EnvironmentId;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is to be seen.
#[derive(Clone, PartialEq)]
enum Shown {
    Pending,
    Failed(String),
    Empty,
    NoMatch,
    Tiles,
}

/// One of the Developer page's two tabs.
#[component]
pub(super) fn EndsPage(environment: EnvironmentId, kind: EndKind) -> impl IntoView {
    let ends: Ends = expect_context();
    let subscriptions: Subscriptions = expect_context();
    let filter = Filter::of_page();
    let all = Memo::new(move |_| all_of(ends, kind));
    let users = Memo::new(move |_| users_of_all(subscriptions, kind));
    let matching = Memo::new(move |_| {
        let wanted = filter.text.with(|text| Words::parse(text));
        all.with(|all| all.ready().into_iter().flatten().filter(|end| end.matches(&wanted)).cloned().collect::<Vec<_>>())
    });
    let shown = Memo::new(move |_| {
        all.with(|all| match all {
            Load::Pending => Shown::Pending,
            Load::Failed(error) => Shown::Failed(error.sentence()),
            Load::Ready(ends) if ends.is_empty() => Shown::Empty,
            Load::Ready(_) if matching.with(Vec::is_empty) => Shown::NoMatch,
            Load::Ready(_) => Shown::Tiles,
        })
    });
    let removing = RwSignal::new(None::<End>);
    let retry = move || spawn_local(ends.load(environment));
    let nouns = kind.plural().to_lowercase();
    let pending = ["Loading ", &nouns].concat();
    let failed = ["The ", &nouns, " could not be loaded"].concat();
    let none = ["No ", &nouns, " yet"].concat();
    let search = ["Filter ", &nouns].concat();
    let summary = move || {
        let count = all.with(|all| all.ready().map(Vec::len))?;
        let matches = matching.with(Vec::len);
        (matches != count).then(|| [&matches.to_string(), " of ", &count.to_string()].concat())
    };
    view! {
        <PageHeader title="Developer" />
        <Tabs environment kind />
        <div class="toolbar">
            <SearchField
                label=search
                placeholder="Filter by name, kind, status…"
                value=filter.text
                on_input=move |text| filter.set(text)
                shortcut=Keys::expect().single("/")
            />
            <span class="summary">{summary}</span>
            <div class="end">
                <NewLink environment kind />
            </div>
        </div>
        {move || match shown.get() {
            Shown::Pending => view! { <Pending label=pending.clone() /> }.into_any(),
            Shown::Failed(detail) => view! { <Failed title=failed.clone() detail on_retry=retry /> }.into_any(),
            Shown::NoMatch => {
                view! { <NoMatch query=filter.text on_clear=move || filter.set(String::new()) /> }.into_any()
            }
            Shown::Empty => {
                view! {
                    <Empty title=none.clone() icon=kind.icon()>
                        <p>{kind.explanation()}</p>
                        <div class="ways-on">
                            <NewLink environment kind />
                        </div>
                    </Empty>
                }
                    .into_any()
            }
            Shown::Tiles => {
                view! {
                    <h2 class="visually-hidden">{kind.plural()}</h2>
                    <TileGrid label=kind.plural()>
                        <For each=move || matching.get() key=|end| (end.uuid(), end.version()) let:end>
                            <EndTile environment end users on_remove=move |end| removing.set(Some(end)) />
                        </For>
                    </TileGrid>
                }
                    .into_any()
            }
        }}
        {move || removing.get().map(|end| view! { <RemovalDialog end on_close=move || removing.set(None) /> })}
    }
}

#[component]
fn Tabs(environment: EnvironmentId, kind: EndKind) -> impl IntoView {
    let ends: Ends = expect_context();
    let tabs = Signal::derive(move || {
        let tab = |of: EndKind| {
            let count = match of {
                EndKind::Source => ends.sources().with(|rows| rows.ready().map(Vec::len)),
                EndKind::Destination => ends.destinations().with(|rows| rows.ready().map(Vec::len)),
            };
            TabLink { label: of.plural().to_owned(), href: of.list(environment).href(), count, current: of == kind }
        };
        vec![tab(EndKind::Source), tab(EndKind::Destination)]
    });
    view! { <TabLinks label="Sources and destinations" tabs /> }
}

#[component]
fn NewLink(environment: EnvironmentId, kind: EndKind) -> impl IntoView {
    view! {
        <AllowedLink
            action=kind.managing()
            environment
            kind=ButtonKind::Primary
            icon=IconName::Plus
            href=kind.new_place(environment).href()
        >
            "New "
            {kind.noun()}
        </AllowedLink>
    }
}

fn all_of(ends: Ends, kind: EndKind) -> Load<Vec<End>> {
    fn wrapped<T: Clone>(rows: &Load<Vec<T>>, wrap: fn(T) -> End) -> Load<Vec<End>> {
        match rows {
            Load::Pending => Load::Pending,
            Load::Failed(error) => Load::Failed(error.clone()),
            Load::Ready(rows) => Load::Ready(rows.iter().cloned().map(wrap).collect()),
        }
    }
    match kind {
        EndKind::Source => ends.sources().with(|rows| wrapped(rows, End::Source)),
        EndKind::Destination => ends.destinations().with(|rows| wrapped(rows, End::Destination)),
    }
}
