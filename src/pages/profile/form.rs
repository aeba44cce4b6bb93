//! Changing the profile.

use crate::backend::CallError;
use crate::location::Here;
use crate::pages::form::{Form, FormField, FormProblem};
use crate::stores::{Load, Profiles, Toasts};
use crate::ui::{
    Banner, BannerTone, Button, ButtonKind, Checkbox, ComboOption, ConfirmDialog, MultiCombobox, TextArea, TextField,
};
use causeway_api::{Contact, DataModel, ErrorCode, FieldError, Organization, OrganizationChange, Patch};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The form's fields, by their names on the wire.
const FIELDS: [&str; 5] = ["about", "products", "dataModels", "contact.name", "contact.email"];

/// What is typed, in the order shown.
#[derive(Clone, Copy)]
struct Draft {
    about: RwSignal<String>,
    /// One on each line.
    products: RwSignal<String>,
    models: RwSignal<Vec<String>>,
    contact_name: RwSignal<String>,
    contact_email: RwSignal<String>,
    is_listed: RwSignal<bool>,
}

impl Draft {
    fn of(profile: &Organization) -> Self {
        let draft = Self {
            about: RwSignal::default(),
            products: RwSignal::default(),
            models: RwSignal::default(),
            contact_name: RwSignal::default(),
            contact_email: RwSignal::default(),
            is_listed: RwSignal::default(),
        };
        draft.fill(profile);
        draft
    }

    fn fill(self, profile: &Organization) {
        self.about.set(profile.about.clone());
        self.products.set(profile.products.join("\n"));
        self.models.set(profile.data_models.iter().map(|model| model.name().to_owned()).collect());
        let contact = profile.contact.as_ref();
        self.contact_name.set(contact.map(|contact| contact.name.clone()).unwrap_or_default());
        self.contact_email.set(contact.map(|contact| contact.email.clone()).unwrap_or_default());
        self.is_listed.set(profile.is_listed);
    }

    /// All of it as a change; tracked. A contact without name and address is none.
    fn change(self, stored: &Organization) -> OrganizationChange {
        let contact = Contact { name: self.contact_name.get(), email: self.contact_email.get() };
        let has_contact = !(contact.name.trim().is_empty() && contact.email.trim().is_empty());
        let lines =
            |text: &String| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        OrganizationChange {
            version: Some(stored.version),
            about: Some(self.about.get()),
            products: Some(self.products.with(lines)),
            data_models: Some(self.models.with(|names| names.iter().filter_map(|name| DataModel::named(name)).collect())),
            contact: if has_contact { Patch::Set(contact) } else { Patch::Clear },
            is_listed: Some(self.is_listed.get()),
            ..OrganizationChange::of(stored.id)
        }
    }

    /// The profile as it would be, or what is wrong with it; tracked.
    fn checked(self, stored: &Organization) -> Result<Organization, Vec<FieldError>> {
        stored.changed(self.change(stored))
    }
}

/// All fields, with *Save*.
#[component]
pub(super) fn ProfileForm(profiles: Profiles, profile: Organization) -> impl IntoView {
    let here = Here::expect();
    let toasts: Toasts = expect_context();
    let draft = Draft::of(&profile);
    let name = profile.name.clone();
    let known = StoredValue::new(profile);
    let stored = Memo::new(move |_| {
        profiles.profile().with(|loaded| match loaded {
            Load::Ready(profile) => profile.clone(),
            Load::Pending | Load::Failed(_) => known.get_value(),
        })
    });
    let form = Form::new(Signal::derive(move || draft.checked(&stored.get()).err().unwrap_or_default()));
    let is_typed = Signal::derive(move || stored.with(|stored| draft.checked(stored).as_ref() != Ok(stored)));
    let has_lost = RwSignal::new(false);
    let leaving = here.guard(is_typed, move |place, _| place == here.place.get_untracked());
    let is_asking = leaving.is_asking;
    let save = move || {
        if form.busy.get_untracked() || !form.check(|_| true) {
            return;
        }
        form.busy.set(true);
        let change = untrack(|| draft.change(&stored.get()));
        spawn_local(async move {
            let answer = profiles.change(&change).await;
            let is_gone = form.busy.try_set(false).is_some();
            match answer {
                Ok(()) => {
                    toasts.done("The profile is saved.");
                    has_lost.try_set(false);
                }
                Err(error) if is_gone => toasts.failed(error.sentence()),
                Err(error) if is_race(&error) => {
                    profiles.load(change.organization_id).await;
                    has_lost.try_set(true);
                }
                Err(error) => form.refuse(error),
            }
        });
    };
    let take_theirs = move || {
        draft.fill(&stored.get_untracked());
        form.start_anew();
        has_lost.set(false);
    };
    let models: Vec<_> = DataModel::all()
        .map(|model| ComboOption { value: model.name().to_owned(), label: model.label(), ..ComboOption::default() })
        .collect();
    let most = models.len();
    let typing = move |signal: RwSignal<String>, field: &'static str| {
        move |text| {
            signal.set(text);
            form.change(field);
        }
    };
    view! {
        <form
            class="fields panel-box profile"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <div>
                <h2>{name}</h2>
                <p class="quiet">"Partners read this, and everybody here if you are in the directory."</p>
            </div>
            <Checkbox
                label="List us in the directory"
                hint="Every organization here finds you, and may ask for a connection."
                checked=draft.is_listed
                on_change=move |is_listed| draft.is_listed.set(is_listed)
            />
            <FormField form name="about">
                <TextArea
                    label="What you do"
                    hint="A sentence or two, up to 300 characters."
                    value=draft.about
                    on_input=typing(draft.about, "about")
                    error=form.error("about")
                />
            </FormField>
            <FormField form name="products">
                <TextArea
                    label="Products"
                    hint="What you offer, by the names it is known under: one on each line, up to 12."
                    value=draft.products
                    on_input=typing(draft.products, "products")
                    error=form.error("products")
                />
            </FormField>
            <FormField form name="dataModels">
                <MultiCombobox
                    label="Data models"
                    hint="What you can exchange."
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
            <FormField form name="contact.name">
                <TextField
                    label="Contact"
                    hint="A person, a desk or a team to write to about connecting."
                    value=draft.contact_name
                    on_input=typing(draft.contact_name, "contact.name")
                    error=form.error("contact.name")
                    optional_mark=true
                />
            </FormField>
            <FormField form name="contact.email">
                <TextField
                    label="Their e-mail"
                    kind="email"
                    value=draft.contact_email
                    on_input=typing(draft.contact_email, "contact.email")
                    error=form.error("contact.email")
                    optional_mark=true
                />
            </FormField>
            <Show when=move || has_lost.get()>
                <div role="alert">
                    <Banner tone=BannerTone::Warning>
                        "Someone else changed the profile in the meantime. What you typed is still here: save again to put it in the place of theirs. "
                        <Button on_press=take_theirs>"Take theirs"</Button>
                    </Banner>
                </div>
            </Show>
            <FormProblem form has_field=|field: String| FIELDS.contains(&field.as_str()) />
            <div class="developer-actions">
                <span></span>
                <Button kind=ButtonKind::Primary submit=true busy=form.busy>
                    "Save"
                </Button>
            </div>
        </form>
        <Show when=move || is_asking.get()>
            <ConfirmDialog
                title="Leave without saving?"
                message="What you typed since the last save will be lost."
                confirm_label="Leave"
                danger=true
                on_confirm=move || leaving.leave_or(|| ())
                on_cancel=move || is_asking.set(false)
            />
        </Show>
    }
}

fn is_race(error: &CallError) -> bool {
    error.code() == Some(ErrorCode::VersionMismatch)
}
