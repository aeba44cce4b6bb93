//! Asking an organization for a connection.

#![expect(unreachable_pub, reason = "the component macro writes a public type")]

use super::directory::model_option;
use super::facts::ProfileFacts;
use super::inviting::InviteOrganization;
use super::preview::Preview;
use super::requests::NEW;
use crate::backend::Backend;
use crate::location::{Here, Step};
use crate::pages::connections::next_step;
use crate::pages::form::{ContentKey, Form, FormField, FormProblem};
use crate::pages::header::PageHeader;
use crate::paths::{ORGANIZATION, PartnersPage, Place, Query};
use crate::stores::{Connections, Inviting, Load, Partners, Sessions, Toasts};
use crate::ui::{
    Banner, BannerTone, Button, ButtonKind, ComboOption, Combobox, ConfirmDialog, Failed, MultiCombobox, Pending, SelectField,
    TextArea, TextField,
};
use causeway_api::{
    Action, ConnectionAsk, ConnectionStatus, DataModel, DirectoryEntry, EnvironmentFlag, EnvironmentId, FieldError, Object,
    OrganizationId,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The form's fields, by their names on the wire, in the order shown.
const FIELDS: [&str; 4] = ["organizationId", "purpose", "dataModels", "message"];

/// The page. Whom to ask stands in the address.
#[component]
pub fn RequestPage(
    /// Where.
    environment: EnvironmentId,
) -> impl IntoView {
    let (backend, connections): (Backend, Connections) = (expect_context(), expect_context());
    let partners = Partners::new(backend, connections, environment);
    let load = move || spawn_local(partners.load_directory());
    load();
    let failure = Memo::new(move |_| partners.directory().with(|all| all.failure().map(crate::backend::CallError::sentence)));
    let is_ready = Memo::new(move |_| partners.directory().with(|all| all.ready().is_some()));
    view! {
        <PageHeader title="Request a connection" crumb=("Connections".to_owned(), Place::Connections(environment)) />
        {move || match (failure.get(), is_ready.get()) {
            (Some(detail), _) => {
                view! { <Failed title="The directory could not be loaded" detail on_retry=load /> }.into_any()
            }
            (None, false) => view! { <Pending label="Loading the directory" /> }.into_any(),
            (None, true) => view! { <RequestForm environment partners /> }.into_any(),
        }}
        <InviteOrganization inviting=Inviting::new(backend) />
    }
}

/// What is typed and chosen, but for the partner, which the address has.
#[derive(Clone, Copy)]
struct Draft {
    partner: Memo<Option<OrganizationId>>,
    purpose: RwSignal<String>,
    models: RwSignal<Vec<String>>,
    environment: RwSignal<EnvironmentId>,
    message: RwSignal<String>,
}

impl Draft {
    fn new(environment: EnvironmentId) -> Self {
        let in_address = Here::expect().value(ORGANIZATION);
        Self {
            partner: Memo::new(move |_| in_address.with(|number| number.as_ref()?.parse().ok().map(OrganizationId))),
            purpose: RwSignal::default(),
            models: RwSignal::default(),
            environment: RwSignal::new(environment),
            message: RwSignal::default(),
        }
    }

    fn is_typed(self) -> bool {
        self.purpose.with(|text| !text.is_empty()) || self.message.with(|text| !text.is_empty()) || !self.models().is_empty()
    }

    fn models(self) -> Vec<DataModel> {
        self.models.with(|names| names.iter().filter_map(|name| DataModel::named(name)).collect())
    }

    /// The request, or what is wrong with it; tracked.
    fn checked(self) -> Result<ConnectionAsk, Vec<FieldError>> {
        let partner = self.partner.get();
        let ask = ConnectionAsk {
            environment_id: self.environment.get(),
            organization_id: partner.unwrap_or(OrganizationId(0)),
            purpose: self.purpose.get(),
            data_models: self.models(),
            message: self.message.get(),
        };
        let missing = partner.is_none().then(|| FieldError::invalid("organizationId", "Choose whom to ask."));
        match (ask.checked(), missing) {
            (Ok(ask), None) => Ok(ask),
            (checked, missing) => Err(missing.into_iter().chain(checked.err().unwrap_or_default()).collect()),
        }
    }
}

#[component]
fn RequestForm(environment: EnvironmentId, partners: Partners) -> impl IntoView {
    let here = Here::expect();
    let (connections, sessions): (Connections, Sessions) = (expect_context(), expect_context());
    let toasts: Toasts = expect_context();
    let draft = Draft::new(environment);
    let form = Form::new(Signal::derive(move || draft.checked().err().unwrap_or_default()));
    let key = ContentKey::default();
    let entry = Memo::new(move |_| {
        let wanted = draft.partner.get()?;
        partners.directory().with(|all| all.ready()?.iter().find(|entry| entry.organization.id == wanted).cloned())
    });
    let known = Memo::new(move |_| connections.with_organization(draft.partner.get()?));
    // What the rules would refuse is said before anyone writes a message.
    let refusal = Signal::derive(move || {
        let denied = sessions.denied(Action::RequestConnection, Object::Organization);
        denied.or_else(|| known.with(|known| refusal(known.as_ref()?.status, &known.as_ref()?.organization.name)))
    });
    let submit = move || {
        if form.busy.get_untracked() || refusal.with_untracked(Option::is_some) || !form.check(|_| true) {
            return;
        }
        let Ok(request) = untrack(|| draft.checked()) else { return };
        form.busy.set(true);
        let key = key.of(&request);
        spawn_local(async move {
            let answer = partners.ask(&request, &key).await;
            let is_gone = form.busy.try_set(false).is_some();
            match answer {
                Ok(connection) => {
                    toasts.done(["Your request to ", &connection.organization.name, " was sent."].concat());
                    if !is_gone {
                        let query = Query::default().with(NEW, connection.id.to_string());
                        here.go(Place::Partners(environment, PartnersPage::Requests), &query, Step::New);
                    }
                }
                Err(error) if is_gone => toasts.failed(error.sentence()),
                Err(error) => form.refuse(error),
            }
        });
    };
    let choose = move |partner: Option<String>| {
        let query = here.query.get_untracked().without(&[ORGANIZATION]);
        here.set_query(&partner.into_iter().fold(query, |query, partner| query.with(ORGANIZATION, partner)), Step::Same);
        form.change("organizationId");
    };
    let options = Memo::new(move |_| {
        let entries = partners.directory().with(|all| match all {
            Load::Ready(all) => all.iter().map(partner_option).collect::<Vec<_>>(),
            Load::Pending | Load::Failed(_) => Vec::new(),
        });
        with_former(entries, known.get())
    });
    let environments = move || {
        let session = sessions.current();
        let all = session.iter().flat_map(causeway_api::Session::visible_environments);
        all.map(|environment| (environment.id.to_string(), environment.name.clone())).collect::<Vec<_>>()
    };
    let models: Vec<_> = DataModel::all().map(model_option).collect();
    let most = models.len();
    view! {
        <div class="request-page">
            <form
                class="fields panel-box"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <FormField form name="organizationId">
                    <Combobox
                        label="Partner"
                        hint="An organization of the directory."
                        options
                        value=Signal::derive(move || draft.partner.get().map(|id| id.to_string()))
                        on_change=choose
                        error=form.error("organizationId")
                        placeholder="Choose an organization"
                        required=true
                    />
                </FormField>
                {move || {
                    known
                        .get()
                        .filter(|_| refusal.with(Option::is_some))
                        .map(|known| view! { <KnownAlready environment refusal known=(known.is_connected(), next_step(environment, &known)) id=known.id /> })
                }}
                <FormField form name="purpose">
                    <TextField
                        label="Purpose"
                        hint="What you want to connect for, such as Referrals and their results."
                        value=draft.purpose
                        on_input=move |text| {
                            draft.purpose.set(text);
                            form.change("purpose");
                        }
                        error=form.error("purpose")
                        required=true
                    />
                </FormField>
                <FormField form name="dataModels">
                    <MultiCombobox
                        label="Data models"
                        hint="What you want to exchange, as far as you know."
                        options=Signal::stored(models)
                        value=draft.models
                        on_change=move |models| {
                            draft.models.set(models);
                            form.change("dataModels");
                        }
                        max=most
                        max_reason="These are all"
                        error=form.error("dataModels")
                        placeholder="Type to filter"
                    />
                </FormField>
                <SelectField
                    label="Begin in"
                    hint="Where you want to try it first. The connection is for all environments."
                    options=Signal::derive(environments)
                    value=Signal::derive(move || draft.environment.get().to_string())
                    on_change=move |id: String| {
                        if let Ok(id) = id.parse() {
                            draft.environment.set(id);
                        }
                    }
                />
                <FormField form name="message">
                    <TextArea
                        label="Message"
                        optional_mark=true
                        value=draft.message
                        on_input=move |text| {
                            draft.message.set(text);
                            form.change("message");
                        }
                        error=form.error("message")
                    />
                </FormField>
                <WhatTheyRead draft entry />
                <FormProblem form has_field=|field: String| FIELDS.contains(&field.as_str()) />
                <Actions environment draft form refusal />
            </form>
            {move || {
                entry
                    .get()
                    .map(|entry| {
                        let name = entry.organization.name.clone();
                        view! {
                            <aside class="panel-box" aria-label=["About ", &name].concat()>
                                <h2>{name.clone()}</h2>
                                <dl class="facts">
                                    <ProfileFacts profile=entry.organization />
                                </dl>
                            </aside>
                        }
                    })
            }}
        </div>
    }
}

/// Why an organization is not asked again; none where it can be.
fn refusal(status: ConnectionStatus, name: &str) -> Option<String> {
    match status {
        ConnectionStatus::Connected => Some(["You are connected with ", name, " already."].concat()),
        ConnectionStatus::Requested => Some(["There is an open request between you and ", name, "."].concat()),
        ConnectionStatus::Declined | ConnectionStatus::Ended => None,
    }
}

fn partner_option(entry: &DirectoryEntry) -> ComboOption {
    let organization = &entry.organization;
    let refusal = entry.connection.and_then(|known| refusal(known.status, &organization.name));
    ComboOption {
        value: organization.id.to_string(),
        label: organization.name.clone(),
        detail: if refusal.is_some() { String::new() } else { organization.about.clone() },
        disabled: refusal,
        ..ComboOption::default()
    }
}

/// Someone who was connected can be asked again without being listed.
fn with_former(mut options: Vec<ComboOption>, known: Option<causeway_api::Connection>) -> Vec<ComboOption> {
    if let Some(known) = known {
        let value = known.organization.id.to_string();
        if options.iter().all(|option| option.value != value) {
            options.push(ComboOption { value, label: known.organization.name, ..ComboOption::default() });
        }
    }
    options
}

/// Says that there is a connection or a request already, and leads to it.
#[component]
fn KnownAlready(
    environment: EnvironmentId,
    refusal: Signal<Option<String>>,
    known: (bool, (String, String)),
    id: causeway_api::ConnectionId,
) -> impl IntoView {
    let (words, href) = match known {
        (true, _) => ("Open the connection".to_owned(), Place::Connection(environment, id).href()),
        (false, next) => next,
    };
    view! {
        <Banner tone=BannerTone::Info>
            {move || refusal.get()} " " <a href=href>{words}</a>
        </Banner>
    }
}

#[component]
fn WhatTheyRead(draft: Draft, entry: Memo<Option<DirectoryEntry>>) -> impl IntoView {
    let sessions: Sessions = expect_context();
    let sentence = move || {
        let session = sessions.current()?;
        let partner = entry.with(|entry| entry.as_ref().map(|entry| entry.organization.name.clone()))?;
        let begin = draft.environment.get();
        let environment = session.environments.iter().find(|environment| environment.id == begin);
        let preview = Preview {
            person: &session.person.name,
            organization: &session.organization.name,
            partner: &partner,
            purpose: &draft.purpose.get(),
            flag: environment.map_or(EnvironmentFlag::Development, |environment| environment.environment_flag),
            models: &draft.models(),
        };
        Some((partner.clone(), preview.sentence()))
    };
    move || {
        sentence().map(|(partner, sentence)| {
            view! {
                <section class="create-preview" aria-label="What they will read">
                    <p>{["Owners and admins of ", &partner, " will read your message, and:"].concat()}</p>
                    <p>
                        <b>{sentence}</b>
                    </p>
                </section>
            }
        })
    }
}

/// *Cancel*, which asks where something was typed, and *Send request*.
#[component]
fn Actions(environment: EnvironmentId, draft: Draft, form: Form, refusal: Signal<Option<String>>) -> impl IntoView {
    let here = Here::expect();
    let is_typed = Signal::derive(move || draft.is_typed());
    let leaving = here.guard(is_typed, move |place, _| place == here.place.get_untracked());
    let is_asking = leaving.is_asking;
    let leave =
        move || leaving.leave_or(|| here.go(Place::Partners(environment, PartnersPage::Directory), &Query::default(), Step::New));
    let ask = move || if is_typed.get_untracked() { is_asking.set(true) } else { leave() };
    view! {
        <div class="developer-actions">
            <Button kind=ButtonKind::Quiet on_press=ask>
                "Cancel"
            </Button>
            <Button kind=ButtonKind::Primary submit=true busy=form.busy disabled_reason=refusal>
                "Send request"
            </Button>
        </div>
        <Show when=move || is_asking.get()>
            <ConfirmDialog
                title="Leave without sending?"
                message="What you typed will be lost."
                confirm_label="Leave"
                danger=true
                on_confirm=leave
                on_cancel=move || is_asking.set(false)
            />
        </Show>
    }
}
