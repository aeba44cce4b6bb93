//! Create subscription: one for each data model chosen, over whatever page it was opened from.

#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod common;
mod form;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod notes;
mod options;
mod prefill;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod preview;
mod theirs;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod unlisted;

use crate::location::{Here, Step};
use crate::pages::actions::Actions;
use crate::pages::allowed::NotAllowedDialog;
use crate::pages::connection::display_name;
use crate::pages::form::focus_first_problem;
use crate::pages::marked::Marked;
use crate::parts::keep_ends;
use crate::paths::{CREATE, Place};
use crate::stores::subscriptions::new_key;
use crate::stores::{Connections, Ends, Sessions, Subscriptions};
use crate::ui::{Banner, BannerTone, Button, ButtonKind, Combobox, Dialog, DialogActions, IconName, MultiCombobox, TextField};
use causeway_api::{
    Action, BATCH_LIMIT, EndKind, EnvironmentFlag, EnvironmentId, Subscription, SubscriptionCreateBatch, SubscriptionId,
};
use common::CommonModels;
use form::{Field, Form};
use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};
use notes::{SharedNote, Unconnected};
use options::{Taken, destination_options, source_options};
use prefill::{LastUsed, prefill};
use preview::Preview;
use theirs::Theirs;
use unlisted::UnlistedWarning;

/// Why a seventh data model cannot be chosen.
const MAX_REASON: &str = "6 at a time: create these first";

/// The dialog.
#[component]
pub fn CreateSubscription() -> impl IntoView {
    let here = Here::expect();
    let sessions: Sessions = expect_context();
    let environment = Memo::new(move |_| {
        let named = here.place.get().and_then(Place::environment);
        named.or_else(|| sessions.current()?.first_environment())
    });
    let close = move || {
        let query = here.query.get_untracked().without(&CREATE);
        here.close(&query);
    };
    let denied = Memo::new(move |_| sessions.denied_in(Action::ManageSubscriptions, environment.get()?));
    move || match denied.get() {
        Some(reason) => view! { <NotAllowedDialog title="Create subscription" reason on_close=close /> }.into_any(),
        None => environment.get().map(|environment| view! { <CreateIn environment /> }).into_any(),
    }
}

#[component]
fn CreateIn(environment: EnvironmentId) -> impl IntoView {
    let here = Here::expect();
    let (connections, ends): (Connections, Ends) = (expect_context(), expect_context());
    let (subscriptions, sessions): (Subscriptions, Sessions) = (expect_context(), expect_context());
    let (actions, marked): (Actions, Marked) = (Actions::expect(), expect_context());
    keep_ends(environment);
    let form = Form::from_query(&here.query.get_untracked());
    // Where the address says what flows from where to where, only the data models are left to choose.
    let is_route_given = form.source.with_untracked(Option::is_some) && form.destination.with_untracked(Option::is_some);
    let flag = move || sessions.environment(environment).map(|environment| environment.environment_flag);

    let close = move || {
        let query = here.query.get_untracked().without(&CREATE);
        here.close(&query);
    };
    let leaving = here.guard(form.is_changed(), |_, query| query.has(CREATE[0]));
    let connection = Memo::new(move |_| match form.connection {
        Some(id) => connections.get(id),
        None => connections.own(),
    });
    let subtitle = move || {
        let name = move || connection.get().map(|connection| ["In ", &display_name(&connection)].concat());
        view! { <p>{name}</p> }
    };
    let theirs = Theirs::load(environment, form.connection, connection);
    // Where there are ends of two organizations, each stands under its own name.
    let group = move || {
        let session = theirs.partner().and_then(|_| sessions.current());
        session.map(|session| [&session.organization.name, " (you)"].concat()).unwrap_or_default()
    };
    let is_source_theirs = move || theirs.has(EndKind::Source, form.source.read().as_deref());
    let is_destination_theirs = move || theirs.has(EndKind::Destination, form.destination.read().as_deref());
    // Nothing until both sides' are known, since what is filled in depends on all of them.
    let sources = Memo::new(move |_| {
        if theirs.is_coming() {
            return Vec::new();
        }
        let own = ends.sources().with(|load| load.ready().map(|all| source_options(environment, all, &group())));
        own.map(|own| [own, theirs.options(EndKind::Source, is_destination_theirs())].concat()).unwrap_or_default()
    });
    let destinations = Memo::new(move |_| {
        if theirs.is_coming() {
            return Vec::new();
        }
        let own = ends.destinations().with(|load| load.ready().map(|all| destination_options(environment, all, &group())));
        own.map(|own| [own, theirs.options(EndKind::Destination, is_source_theirs())].concat()).unwrap_or_default()
    });
    // Whoever approves what is between the two that are chosen, if somebody has to.
    let approver = Memo::new(move |_| {
        let partner = theirs.partner().filter(|_| is_source_theirs() || is_destination_theirs());
        partner.map(|partner| partner.name)
    });
    let models = Memo::new(move |_| {
        let mut taken = Taken::between(form.source.read().as_deref(), form.destination.read().as_deref());
        subscriptions.visit(|row| taken.note(row, |id| connections.name(id)));
        taken.model_options()
    });
    let name_field = NodeRef::<Input>::new();
    // Who comes for something between two organizations did not come for what was created last.
    let is_route_open = form.source.with_untracked(Option::is_none) && form.destination.with_untracked(Option::is_none);
    let is_last_likely = Signal::derive(move || !is_route_open || theirs.share_nothing());
    prefill(form, environment, sources, destinations, name_field, is_last_likely);
    // A model that already exists between the ends that are chosen now is no longer chosen.
    Effect::new(move || {
        let taken: Vec<String> = models
            .with(|models| models.iter().filter(|model| model.disabled.is_some()).map(|model| model.value.clone()).collect());
        if form.models.with_untracked(|chosen| chosen.iter().any(|model| taken.contains(model))) {
            form.models.update(|chosen| chosen.retain(|model| !taken.contains(model)));
        }
    });

    let show_created = move |created: &[Subscription]| {
        let ids: Vec<SubscriptionId> = created.iter().map(|row| row.id).collect();
        if let Some(row) = created.first().filter(|row| row.proposed_by.is_none()) {
            LastUsed::write(environment, &row.source.id.to_string(), &row.destination.id.to_string());
        }
        marked.mark(&ids);
        actions.created(created);
        let query = here.query.get_untracked().without(&CREATE).without(&["q"]);
        let shows_them =
            matches!(here.place.get_untracked(), Some(Place::Connections(_) | Place::Connection(..) | Place::Subscriptions(_)));
        match created.first() {
            Some(row) if !shows_them => here.go(Place::Connection(environment, row.connection_id), &query, Step::New),
            _ => here.close(&query),
        }
    };
    // The content that was last submitted, and its key: trying the same again is safe.
    let submitted = StoredValue::new(None::<(SubscriptionCreateBatch, String)>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if form.is_busy.get_untracked() {
            return;
        }
        let Some(request) = form.to_request(environment) else {
            focus_first_problem();
            return;
        };
        let key =
            submitted.with_value(|before| before.as_ref().filter(|(before, _)| *before == request).map(|(_, key)| key.clone()));
        let key = key.unwrap_or_else(new_key);
        submitted.set_value(Some((request.clone(), key.clone())));
        form.is_busy.set(true);
        leptos::task::spawn_local(async move {
            let answer = subscriptions.create(&request, &key).await;
            let is_gone = form.is_busy.try_set(false).is_some();
            match answer {
                // Closed before the answer came: said all the same.
                Ok(created) if is_gone => actions.created(&created),
                Err(error) if is_gone => actions.not_created(&error),
                Ok(created) => show_created(&created),
                Err(error) => {
                    form.refused.set(Some(error));
                    focus_first_problem();
                }
            }
        });
    };
    let new_destination = move || {
        view! {
            <p>{move || ["No configured destination in ", flag().map_or("", EnvironmentFlag::as_str)].concat()}</p>
            <a class="button" href=Place::DestinationNew(environment).href()>
                "New destination"
            </a>
        }
    };
    let new_source = move || {
        view! {
            <p>{move || ["No configured source in ", flag().map_or("", EnvironmentFlag::as_str)].concat()}</p>
            <a class="button" href=Place::SourceNew(environment).href()>
                "New source"
            </a>
        }
    };
    let name_hint = move || {
        if form.is_named.get() || form.name.with(String::is_empty) {
            "What people read in the flow and in the table, such as Referrals."
        } else {
            "Made of the two ends. Type over it to say what it is for, such as Referrals."
        }
    };
    let words = move || match (approver.with(Option::is_some), flag() == Some(EnvironmentFlag::Production)) {
        (false, false) => "Create subscription",
        (false, true) => "Create in Production",
        (true, false) => "Propose subscription",
        (true, true) => "Propose in Production",
    };
    let unconnected = Signal::derive(move || connection.with(|connection| connection.as_ref()?.why_not_connected()));
    view! {
        <Dialog title="Create subscription" subtitle=subtitle guard=form.is_changed() is_asking=leaving.is_asking on_close=move || leaving.leave_or(close)>
            <form class="stack create-form" novalidate on:submit=submit on:keydown=|event| submit_on_key(&event)>
                {move || {
                    form.general_error()
                        .map(|sentence| view! { <div role="alert"><Banner tone=BannerTone::Failed>{sentence}</Banner></div> })
                }}
                <Unconnected environment connection reason=unconnected />
                <TextField
                    label="Subscription name"
                    hint=Signal::derive(move || name_hint().to_owned())
                    value=form.name
                    on_input=move |text| form.set_name(text)
                    error=form.error(Field::Name)
                    required=true
                    autofocus=!is_route_given
                    node_ref=name_field
                />
                <Combobox
                    label="Source"
                    hint="Where a message starts, like From."
                    options=sources
                    value=form.source
                    on_change=move |source| form.set_source(source)
                    error=form.error(Field::Source)
                    empty=new_source
                    placeholder="Choose a source"
                    required=true
                />
                <Combobox
                    label="Destination"
                    hint="Where it is delivered, like To."
                    options=destinations
                    value=form.destination
                    on_change=move |destination| form.set_destination(destination)
                    error=form.error(Field::Destination)
                    empty=new_destination
                    placeholder="Choose a destination"
                    required=true
                />
                <SharedNote environment connection=form.connection theirs />
                <MultiCombobox
                    label="Data models"
                    hint="One subscription is created for each."
                    options=models
                    value=form.models
                    on_change=move |models| form.set_models(models)
                    max=BATCH_LIMIT
                    max_reason=MAX_REASON
                    error=form.error(Field::Models)
                    placeholder="Type to filter"
                    autofocus=is_route_given
                />
                <CommonModels form models max_reason=MAX_REASON />
                <UnlistedWarning form />
                <Preview form sources destinations models approver />
                <DialogActions>
                    <Button on_press=close>"Cancel"</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=form.is_busy disabled_reason=unconnected icon=IconName::Plus>
                        {words}
                    </Button>
                </DialogActions>
            </form>
        </Dialog>
    }
}

/// Ctrl or ⌘ with Enter submits, also while a list is open that would take Enter for itself.
fn submit_on_key(event: &KeyboardEvent) {
    if event.key() != "Enter" || !(event.ctrl_key() || event.meta_key()) || event.is_composing() {
        return;
    }
    let form = event.current_target().and_then(|form| form.dyn_into::<Element>().ok());
    let button = form.and_then(|form| form.query_selector("[type=submit]").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        button.click();
    }
}
