//! The organizations that chose to be found.

#![expect(unreachable_pub, reason = "the component macro writes a public type")]

use super::facts::Models;
use super::inviting::InviteOrganization;
use crate::backend::Backend;
use crate::filter::Words;
use crate::location::{Filter, Here, Step};
use crate::pages::connections::{ConnectionsTabs, next_step};
use crate::pages::header::PageHeader;
use crate::pages::keys::Keys;
use crate::pages::summary::counted;
use crate::paths::{ORGANIZATION, PartnersPage, Place, Query};
use crate::stores::{Connections, Inviting, Load, Partners};
use crate::ui::{
    Badge, BadgeTone, ComboOption, Combobox, Empty, Failed, Icon, IconName, NoMatch, Pending, SearchField, Tile, TileGrid,
};
use causeway_api::{ConnectionStatus, DataModel, DirectoryEntry, EnvironmentId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The name of the data model in the address.
const MODEL: &str = "model";

/// As many data models as a tile shows.
const MODELS_SHOWN: usize = 4;

/// What is to be seen.
#[derive(Clone, PartialEq)]
enum Shown {
    Pending,
    Failed(String),
    Empty,
    NoMatch,
    Tiles,
}

/// The page.
#[component]
pub fn DirectoryPage(
    /// Where.
    environment: EnvironmentId,
) -> impl IntoView {
    let here = Here::expect();
    let (backend, connections): (Backend, Connections) = (expect_context(), expect_context());
    let partners = Partners::new(backend, connections, environment);
    let load = move || spawn_local(partners.load_directory());
    load();
    let filter = Filter::of_page();
    let model = here.value(MODEL);
    let wanted = Memo::new(move |_| model.with(|name| DataModel::named(name.as_deref()?)));
    let matching = Memo::new(move |_| {
        let words = filter.text.with(|text| Words::parse(text));
        let model = wanted.get();
        partners.directory().with(|all| {
            let all = all.ready().map(Vec::as_slice).unwrap_or_default();
            all.iter().filter(|entry| is_match(entry, &words, model)).cloned().collect::<Vec<_>>()
        })
    });
    let shown = Memo::new(move |_| {
        partners.directory().with(|all| match all {
            Load::Pending => Shown::Pending,
            Load::Failed(error) => Shown::Failed(error.sentence()),
            Load::Ready(all) if all.is_empty() => Shown::Empty,
            Load::Ready(_) if matching.with(Vec::is_empty) => Shown::NoMatch,
            Load::Ready(_) => Shown::Tiles,
        })
    });
    let summary = move || {
        let count = partners.directory().with(|all| all.ready().map(Vec::len))?;
        let matches = matching.with(Vec::len);
        let all = counted(count, "organization");
        Some(if matches == count { all } else { [&matches.to_string(), " of ", &all].concat() })
    };
    let choose = move |model: Option<String>| {
        let query = here.query.get_untracked();
        let query = match model {
            Some(model) => query.with(MODEL, model),
            None => query.without(&[MODEL]),
        };
        here.set_query(&query, Step::Same);
    };
    let models: Vec<_> = DataModel::all().map(model_option).collect();
    let looked_for = move || {
        let model = wanted.get().map(DataModel::label);
        [Some(filter.text.get()).filter(|text| !text.is_empty()), model].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    // Who is not found by name may be invited by it.
    let in_vain = Signal::derive(move || {
        let is_name = shown.get() == Shown::NoMatch && wanted.get().is_none();
        if is_name { filter.text.get() } else { String::new() }
    });
    let clear = move || {
        filter.set(String::new());
        choose(None);
    };
    view! {
        <PageHeader title="Connections" />
        <ConnectionsTabs environment />
        <div class="toolbar directory-toolbar">
            <SearchField
                label="Search the directory"
                placeholder="Name, what they do, product…"
                value=filter.text
                on_input=move |text| filter.set(text)
                shortcut=Keys::expect().single("/")
            />
            <Combobox
                label="Data model"
                options=Signal::stored(models)
                value=Signal::derive(move || wanted.get().map(|model| model.name().to_owned()))
                on_change=choose
                placeholder="Any data model"
            />
            <span class="summary">{summary}</span>
        </div>
        {move || match shown.get() {
            Shown::Pending => view! { <Pending label="Loading the directory" /> }.into_any(),
            Shown::Failed(detail) => {
                view! { <Failed title="The directory could not be loaded" detail on_retry=load /> }.into_any()
            }
            Shown::NoMatch => view! { <NoMatch query=Signal::derive(looked_for) on_clear=clear /> }.into_any(),
            Shown::Empty => {
                view! {
                    <Empty title="Nobody is listed yet" icon=IconName::Building>
                        <p>"Each organization chooses whether others find it here. So can yours, in its profile."</p>
                        <div class="ways-on">
                            <a class="button" href=Place::Own(crate::paths::OwnPage::Profile).href()>
                                "Open your profile"
                            </a>
                        </div>
                    </Empty>
                }
                    .into_any()
            }
            Shown::Tiles => {
                view! {
                    <h2 class="visually-hidden">"Directory"</h2>
                    <TileGrid label="Directory">
                        <For
                            each=move || matching.get()
                            key=|entry| (entry.organization.id, entry.organization.version, entry.connection.map(|known| known.status.as_str()))
                            let:entry
                        >
                            <EntryTile environment entry />
                        </For>
                    </TileGrid>
                }
                    .into_any()
            }
        }}
        <InviteOrganization inviting=Inviting::new(backend) suggestion=in_vain />
    }
}

/// A data model to choose.
pub(super) fn model_option(model: DataModel) -> ComboOption {
    ComboOption { value: model.name().to_owned(), label: model.label(), ..ComboOption::default() }
}

fn is_match(entry: &DirectoryEntry, words: &Words, model: Option<DataModel>) -> bool {
    let organization = &entry.organization;
    let mut texts = vec![organization.name.as_str(), &organization.about];
    texts.extend(organization.products.iter().map(String::as_str));
    model.is_none_or(|model| organization.data_models.contains(&model)) && words.match_texts(&texts)
}

#[component]
fn EntryTile(environment: EnvironmentId, entry: DirectoryEntry) -> impl IntoView {
    let connections: Connections = expect_context();
    let DirectoryEntry { organization, connection } = entry;
    let id = organization.id;
    let next = Memo::new(move |_| match connections.with_organization(id) {
        Some(known) if known.is_connected() => {
            ("Open the connection".to_owned(), Place::Connection(environment, known.id).href())
        }
        Some(known) => next_step(environment, &known),
        None => {
            let query = Query::default().with(ORGANIZATION, id.to_string());
            ("Request a connection".to_owned(), Place::Partners(environment, PartnersPage::Request).href_with(&query))
        }
    });
    let badge = move || {
        connection.map(|known| {
            let tone = match known.status {
                ConnectionStatus::Requested => BadgeTone::Accent,
                ConnectionStatus::Connected => BadgeTone::Active,
                ConnectionStatus::Declined | ConnectionStatus::Ended => BadgeTone::Neutral,
            };
            view! { <Badge tone>{known.status.as_str()}</Badge> }
        })
    };
    view! {
        <Tile title=organization.name href=Signal::derive(move || next.get().1) icon=IconName::Building aside=badge>
            <div class="directory-entry">
                <p>{organization.about}</p>
                {(!organization.products.is_empty()).then(|| view! { <p class="products">{organization.products.join(" · ")}</p> })}
                <Models models=organization.data_models most=MODELS_SHOWN />
            </div>
            // The tile itself is the link: this says what it does.
            <footer aria-hidden="true">
                <span class="directory-next">
                    {move || next.get().0}
                    <Icon name=IconName::ChevronRight />
                </span>
            </footer>
        </Tile>
    }
}
