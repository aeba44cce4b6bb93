//! What your organization says of itself, to partners and, if it wants, to everybody here.

#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod form;

use self::form::ProfileForm;
use crate::backend::Backend;
use crate::pages::header::PageHeader;
use crate::pages::partners::facts::ProfileFacts;
use crate::stores::{Profiles, Sessions};
use crate::ui::{Banner, BannerTone, Failed, Pending};
use causeway_api::{Action, Object, Organization};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The page: a form for owners and admins, the same to read for others.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let (backend, sessions): (Backend, Sessions) = (expect_context(), expect_context());
    let profiles = Profiles::new(backend);
    let own = Memo::new(move |_| sessions.current().map(|session| session.organization.id));
    let load = move || {
        if let Some(own) = own.get_untracked() {
            spawn_local(profiles.load(own));
        }
    };
    load();
    let denied = Memo::new(move |_| sessions.denied(Action::ManageProfile, Object::Organization));
    let failure =
        Memo::new(move |_| profiles.profile().with(|profile| profile.failure().map(super::super::backend::CallError::sentence)));
    let is_ready = Memo::new(move |_| profiles.profile().with(|profile| profile.ready().is_some()));
    let ready = move || profiles.profile().with_untracked(|profile| profile.ready().cloned());
    view! {
        <PageHeader title="Organization profile" />
        {move || match (failure.get(), is_ready.get()) {
            (Some(detail), _) => {
                view! { <Failed title="The profile could not be loaded" detail on_retry=load /> }.into_any()
            }
            (None, false) => view! { <Pending label="Loading the profile" /> }.into_any(),
            (None, true) => {
                ready()
                    .map(|profile| match denied.get() {
                        Some(reason) => view! { <ToRead profile reason /> }.into_any(),
                        None => view! { <ProfileForm profiles profile /> }.into_any(),
                    })
                    .into_any()
            }
        }}
    }
}

#[component]
fn ToRead(profile: Organization, reason: String) -> impl IntoView {
    let listed = if profile.is_listed { "Every organization here finds it." } else { "Only partners read it." };
    view! {
        <div class="stack profile">
            <Banner tone=BannerTone::Info>{reason}</Banner>
            <dl class="facts panel-box">
                <dt>"Organization"</dt>
                <dd>{profile.name.clone()}</dd>
                <ProfileFacts profile />
                <dt>"In the directory"</dt>
                <dd>{listed}</dd>
            </dl>
        </div>
    }
}
