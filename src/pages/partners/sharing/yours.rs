//! Which of your sources and destinations the partner may see and use.

use super::Between;
use super::ticks::{Key, Ticks};
use crate::backend::CallError;
use crate::location::Here;
use crate::pages::allowed::AllowedLink;
use crate::pages::summary::counted;
use crate::parts::keep_ends;
use crate::paths::Place;
use crate::stores::{Ends, Sessions, Sharing, Toasts};
use crate::ui::{Banner, BannerTone, Button, ButtonKind, Checkbox, ConfirmDialog, Failed, Pending};
use causeway_api::{Action, Destination, EndKind, ErrorCode, SetupState, Source};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// An end of yours, as it can be ticked.
#[derive(Clone, PartialEq, Eq)]
struct Row {
    key: Key,
    name: String,
    /// Where its unfinished wizard stands.
    setup: Option<SetupState>,
}

impl Row {
    fn of_source(source: &Source) -> Self {
        Self { key: (EndKind::Source, source.id.0), name: source.name.clone(), setup: source.setup_state }
    }

    fn of_destination(destination: &Destination) -> Self {
        Self { key: (EndKind::Destination, destination.id.0), name: destination.name.clone(), setup: destination.setup_state }
    }
}

/// Your ends of this environment with a check box each, and *Save shared ends*.
#[component]
pub(super) fn Yours(between: Between, sharing: Sharing) -> impl IntoView {
    let (ends, sessions, toasts): (Ends, Sessions, Toasts) = (expect_context(), expect_context(), expect_context());
    let here = Here::expect();
    let Between { environment, connection, partner } = between;
    keep_ends(environment.id);
    let ticks = RwSignal::new(Ticks::default());
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<CallError>);
    let rows = Memo::new(move |_| {
        let sources = ends.sources().with(|load| load.ready().map(|all| all.iter().map(Row::of_source).collect::<Vec<_>>()));
        let destinations =
            ends.destinations().with(|load| load.ready().map(|all| all.iter().map(Row::of_destination).collect::<Vec<_>>()));
        Some([sources?, destinations?])
    });
    let failure = Memo::new(move |_| {
        let of_sources = ends.sources().with(|load| load.failure().map(CallError::sentence));
        of_sources.or_else(|| ends.destinations().with(|load| load.failure().map(CallError::sentence)))
    });
    let partner_id = partner.id;
    let shared = Memo::new(move |_| {
        let is_here = |end: &&causeway_api::SharedEnd| {
            end.organization.id != partner_id && end.environment_flag == environment.environment_flag
        };
        sharing.ends().with(|load| {
            load.ready()
                .map(|all| all.iter().filter(is_here).map(|end| (end.kind, end.id)).collect::<Vec<Key>>())
                .unwrap_or_default()
        })
    });
    let is_on = move |key: Key| ticks.with(|ticks| shared.with(|shared| ticks.is_on(key, shared)));
    let is_changed = Memo::new(move |_| ticks.with(|ticks| shared.with(|shared| ticks.is_changed(shared))));
    let leaving =
        here.guard(is_changed.into(), move |place, _| place == Some(Place::ConnectionAbout(environment.id, connection)));
    let is_asking = leaving.is_asking;
    let denied = Memo::new(move |_| sessions.denied_in(Action::ShareEnds, environment.id));
    let why_not = Signal::derive(move || denied.get().or_else(|| (!is_changed.get()).then(|| "Nothing has changed.".to_owned())));
    let partner_name = StoredValue::new(partner.name.clone());
    let save = move || {
        if busy.get_untracked() {
            return;
        }
        let existing: Vec<Key> = rows.with_untracked(|rows| rows.iter().flatten().flatten().map(|row| row.key).collect());
        let wanted = ticks.with_untracked(|ticks| shared.with_untracked(|shared| ticks.wanted(shared, &existing)));
        busy.set(true);
        refused.set(None);
        let done = ["What you share with ", &partner_name.get_value(), " is saved."].concat();
        spawn_local(async move {
            let answer = sharing.share(environment.id, &wanted).await;
            let is_gone = busy.try_set(false).is_some();
            match answer {
                Ok(()) => {
                    ticks.try_update(Ticks::clear);
                    toasts.done(done);
                }
                Err(error) if is_gone => toasts.failed(["What you share is not saved. ", &error.sentence()].concat()),
                Err(error) => {
                    let is_stale = error.code() == Some(ErrorCode::NotYourEnd);
                    refused.set(Some(error));
                    // What was deleted in the meantime is no longer there to tick.
                    if is_stale {
                        ends.load(environment.id).await;
                    }
                }
            }
        });
    };
    let tick = move |row: Row| {
        let key = row.key;
        let hint = row.setup.map(|setup| ["Not usable yet: ", &setup.label(), "."].concat());
        view! {
            <Checkbox
                label=Signal::stored(row.name)
                hint=Signal::stored(hint.unwrap_or_default())
                checked=Signal::derive(move || is_on(key))
                on_change=move |is_on| ticks.update(|ticks| ticks.set(key, is_on))
                locked_by=Signal::derive(move || denied.with(Option::is_some).then(|| WHY_NOT.to_owned()))
            />
        }
    };
    let group = move |legend: &'static str, place: usize| {
        let of_kind = Memo::new(move |_| rows.with(|rows| rows.as_ref().map(|rows| rows[place].clone()).unwrap_or_default()));
        view! {
            <Show when=move || of_kind.with(|rows| !rows.is_empty())>
                <fieldset class="shared-ticks">
                    <legend>{legend}</legend>
                    <div>
                        <For each=move || of_kind.get() key=|row| (row.key, row.name.clone(), row.setup.map(|setup| setup.step)) children=tick />
                    </div>
                </fieldset>
            </Show>
        }
    };
    let flag = environment.environment_flag.as_str();
    let none_yet = move || {
        view! {
            <p class="quiet">{["You have no source and no destination in ", flag, " yet."].concat()}</p>
            <div class="cluster">
                <AllowedLink action=Action::ManageSources environment=environment.id href=Place::SourceNew(environment.id).href()>
                    "New source"
                </AllowedLink>
                <AllowedLink action=Action::ManageDestinations environment=environment.id href=Place::DestinationNew(environment.id).href()>
                    "New destination"
                </AllowedLink>
            </div>
        }
    };
    let count = move || {
        let on = rows.with(|rows| rows.iter().flatten().flatten().filter(|row| is_on(row.key)).count());
        match (on, is_changed.get()) {
            (0, false) => "Nothing is shared here.".to_owned(),
            (0, true) => "Nothing will be shared here.".to_owned(),
            (_, false) => [&counted(on, "end"), " shared."].concat(),
            (_, true) => [&counted(on, "end"), " will be shared."].concat(),
        }
    };
    let form = move || {
        view! {
            {move || denied.get().map(|reason| view! { <div id=WHY_NOT><Banner tone=BannerTone::Info>{reason}</Banner></div> })}
            <form
                class="fields"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                {group("Sources", 0)}
                {group("Destinations", 1)}
                <div role="alert">
                    {move || {
                        refused.get().map(|error| {
                            let sentence = ["Not saved; what you ticked is still here. ", &error.sentence()].concat();
                            view! { <Banner tone=BannerTone::Failed>{sentence}</Banner> }
                        })
                    }}
                </div>
                <div class="shared-save">
                    <span class="quiet" role="status">{count}</span>
                    <Button kind=ButtonKind::Primary submit=true busy disabled_reason=why_not>
                        "Save shared ends"
                    </Button>
                </div>
            </form>
        }
    };
    let retry = move || spawn_local(ends.load(environment.id));
    let has_none = Memo::new(move |_| rows.with(|rows| rows.as_ref().is_some_and(|rows| rows.iter().all(Vec::is_empty))));
    let is_ready = Memo::new(move |_| rows.with(Option::is_some));
    let body = move || match (failure.get(), is_ready.get(), has_none.get()) {
        (Some(detail), ..) => {
            view! { <Failed title="Your sources and destinations could not be loaded" detail=detail on_retry=retry /> }.into_any()
        }
        (None, false, _) => view! { <Pending label="Loading your sources and destinations" /> }.into_any(),
        (None, true, true) => none_yet().into_any(),
        (None, true, false) => form().into_any(),
    };
    view! {
        <section aria-label="Yours">
            <h3>"Yours"</h3>
            <p class="quiet">
                {["What ", &partner.name, " may see of yours in ", flag, ", and propose subscriptions with. ",
                "Hiding an end again leaves the subscriptions that there are."].concat()}
            </p>
            {body}
        </section>
        <Show when=move || is_asking.get()>
            <ConfirmDialog
                title="Leave without saving?"
                message="What you ticked since the last save will be lost."
                confirm_label="Leave"
                danger=true
                on_confirm=move || leaving.leave_or(|| ())
                on_cancel=move || is_asking.set(false)
            />
        </Show>
    }
}

/// The id of what says why nothing here can be ticked.
const WHY_NOT: &str = "why-nothing-is-shared";
