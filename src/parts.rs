//! The parts that the app is cut into besides the first one, which holds what every screen needs.
//!
//! Fewer and larger parts load faster than many small ones, since what two parts share becomes a module of its own.

use crate::lazy::{NotLoaded, Part, lazy, over};
use crate::pages::allowed::MayNotCreate;
use crate::pages::audit::AuditPage;
use crate::pages::connection::ConnectionPage;
use crate::pages::create::CreateSubscription;
use crate::pages::demo_line::DemoLine;
use crate::pages::developer::{DestinationNewPage, DestinationPage, DestinationsPage, SourceNewPage, SourcePage, SourcesPage};
use crate::pages::expired::SignInAgain;
use crate::pages::frame::Departure;
use crate::pages::inside::Inside;
use crate::pages::keys::{KeyAnswers, KeyList};
use crate::pages::marked::Marked;
use crate::pages::members::{MembersPage, SeeAs};
use crate::pages::not_found::NotFound;
use crate::pages::other_organizations::OtherOrganizations;
use crate::pages::palette::Palette;
use crate::pages::partners::{AboutPage, DirectoryPage, RequestPage, RequestsPage};
use crate::pages::profile::ProfilePage;
use crate::pages::questions::QuestionDialogs;
use crate::pages::reset_demo::ResetDemo;
use crate::pages::settings::SubscriptionSettings;
use crate::pages::sign_in::{InvitationPage, LoginPage, NewPasswordPage, SetupPage};
use crate::pages::sign_out::leave;
use crate::pages::subscriptions::SubscriptionsPage;
use crate::pages::tokens::TokensPage;
use crate::paths::{OwnPage, PartnersPage, Place};
use crate::stores::{Connections, Ends, Sessions, Subscriptions};
use crate::ui::OpenMenu;
use causeway_api::{ConnectionId, DestinationId, EnvironmentId, SourceId, SubscriptionId};
use leptos::prelude::*;

/// What someone who is signed in finds: the frame, and in it Connected orgs until another part has come.
#[derive(Clone, Copy)]
pub(crate) struct Home;

/// Subscriptions, drawn, listed, made and changed; and what keys do.
#[derive(Clone, Copy)]
pub(crate) enum Work {
    Connection(EnvironmentId, ConnectionId),
    /// Nothing to see: the environment's ends are loaded.
    Ends(EnvironmentId),
    Subscriptions(EnvironmentId),
    Create,
    /// *Create subscription* for somebody who may not.
    MayNotCreate,
    Settings(SubscriptionId),
    Palette,
    /// What answers keys; shows little.
    KeyAnswers,
    KeyList,
    /// Nothing to see: what others change is taken.
    Live,
    Questions,
    /// Nothing to see: signs out, or acts for another organization.
    Leave(Departure),
    /// Where else an address may lead that leads nowhere here.
    NotFound,
}

/// What engineers set up.
#[derive(Clone, Copy)]
pub(crate) enum Developer {
    Sources(EnvironmentId),
    SourceNew(EnvironmentId),
    Source(EnvironmentId, SourceId),
    Destinations(EnvironmentId),
    DestinationNew(EnvironmentId),
    Destination(EnvironmentId, DestinationId),
    Tokens,
}

impl Developer {
    const fn environment(self) -> Option<EnvironmentId> {
        match self {
            Self::Sources(environment)
            | Self::SourceNew(environment)
            | Self::Source(environment, _)
            | Self::Destinations(environment)
            | Self::DestinationNew(environment)
            | Self::Destination(environment, _) => Some(environment),
            Self::Tokens => None,
        }
    }
}

/// How organizations find together and part, and what they say of themselves.
#[derive(Clone, Copy)]
pub(crate) enum Partners {
    Page(EnvironmentId, PartnersPage),
    /// One connection: who the other side is.
    About(EnvironmentId, ConnectionId),
    /// One about the organization itself.
    Own(OwnPage),
    /// Over the page of the demo, while the signal says so.
    SeeAs(RwSignal<bool>),
    /// Above the page, in a demo.
    DemoLine,
}

/// The pages before anyone is signed in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    Setup,
    NewPassword,
    Invitation,
    Login,
    /// Over the page of someone whose session has ended.
    Again,
    /// Over the page of the demo, while the signal says so.
    ResetDemo(RwSignal<bool>),
}

impl Door {
    /// The one that an address leads to, whoever is signed in.
    pub(crate) const fn at(place: Place) -> Option<Self> {
        match place {
            Place::Setup => Some(Self::Setup),
            Place::NewPassword => Some(Self::NewPassword),
            Place::Invitation => Some(Self::Invitation),
            Place::Login => Some(Self::Login),
            _ => None,
        }
    }
}

lazy! {
    home, load_home: fn draw_home(_view: Home) -> AnyView {
        view! { <Inside /> }.into_any()
    }
}

lazy! {
    work, load_work: fn draw_work(view: Work) -> AnyView {
        match view {
            Work::Connection(environment, id) => {
                keep_ends(environment);
                view! { <ConnectionPage environment id /> }.into_any()
            }
            Work::Ends(environment) => {
                keep_ends(environment);
                ().into_any()
            }
            Work::Subscriptions(environment) => view! { <SubscriptionsPage environment /> }.into_any(),
            Work::Create => view! { <CreateSubscription /> }.into_any(),
            Work::MayNotCreate => view! { <MayNotCreate /> }.into_any(),
            Work::Settings(id) => view! { <SubscriptionSettings id /> }.into_any(),
            Work::Palette => view! { <Palette /> }.into_any(),
            Work::KeyAnswers => view! { <KeyAnswers /> }.into_any(),
            Work::KeyList => view! { <KeyList /> }.into_any(),
            Work::Live => {
                keep_live();
                ().into_any()
            }
            Work::Leave(leaving) => {
                leave(leaving);
                ().into_any()
            }
            Work::NotFound => view! {
                <NotFound />
                <OtherOrganizations />
            }
            .into_any(),
            Work::Questions => view! { <QuestionDialogs /> }.into_any(),
        }
    }
}

lazy! {
    menus, load_menus: fn draw_menu(menu: OpenMenu) -> AnyView {
        menu.draw()
    }
}

/// The list of a menu, as soon as it is there: no page shows an open menu at first.
pub(crate) fn menu_list(menu: OpenMenu) -> AnyView {
    over(menu, move || menu.close())
}

lazy! {
    developer, load_developer: fn draw_developer(view: Developer) -> AnyView {
        if let Some(environment) = view.environment() {
            keep_ends(environment);
        }
        match view {
            Developer::Sources(environment) => view! { <SourcesPage environment /> }.into_any(),
            Developer::SourceNew(environment) => view! { <SourceNewPage environment /> }.into_any(),
            Developer::Source(environment, id) => view! { <SourcePage environment id /> }.into_any(),
            Developer::Destinations(environment) => view! { <DestinationsPage environment /> }.into_any(),
            Developer::DestinationNew(environment) => view! { <DestinationNewPage environment /> }.into_any(),
            Developer::Destination(environment, id) => view! { <DestinationPage environment id /> }.into_any(),
            Developer::Tokens => view! { <TokensPage /> }.into_any(),
        }
    }
}

lazy! {
    partners, load_partners: fn draw_partners(view: Partners) -> AnyView {
        match view {
            Partners::Page(environment, PartnersPage::Directory) => view! { <DirectoryPage environment /> }.into_any(),
            Partners::Page(environment, PartnersPage::Request) => view! { <RequestPage environment /> }.into_any(),
            Partners::Page(environment, PartnersPage::Requests) => view! { <RequestsPage environment /> }.into_any(),
            Partners::About(environment, id) => view! { <AboutPage environment id /> }.into_any(),
            Partners::Own(OwnPage::Profile) => view! { <ProfilePage /> }.into_any(),
            Partners::Own(OwnPage::Members) => view! { <MembersPage /> }.into_any(),
            Partners::Own(OwnPage::Audit) => view! { <AuditPage /> }.into_any(),
            Partners::SeeAs(is_asking) => view! { <SeeAs is_asking /> }.into_any(),
            Partners::DemoLine => view! { <DemoLine /> }.into_any(),
        }
    }
}

lazy! {
    door, load_door: fn draw_door(view: Door) -> AnyView {
        match view {
            Door::Setup => view! { <SetupPage /> }.into_any(),
            Door::NewPassword => view! { <NewPasswordPage /> }.into_any(),
            Door::Invitation => view! { <InvitationPage /> }.into_any(),
            Door::Login => view! { <LoginPage /> }.into_any(),
            Door::Again => view! { <SignInAgain /> }.into_any(),
            Door::ResetDemo(is_asking) => view! { <ResetDemo is_asking /> }.into_any(),
        }
    }
}

/// Loads the environment's ends for as long as the view around this call stands; the first screen does without them. Again, too, when
/// someone whose session had ended has signed in over the page.
pub(crate) fn keep_ends(environment: EnvironmentId) {
    let (ends, sessions): (Ends, Sessions) = (expect_context(), expect_context());
    let is_expired = Memo::new(move |_| sessions.is_expired());
    Effect::new(move || {
        if !is_expired.get() {
            ends.ensure(environment);
        }
    });
}

/// As many rows that others created are marked at most: of more, the eye finds none.
const FEW: usize = 16;

/// Takes what others change for as long as the view around this call stands.
fn keep_live() {
    let (subscriptions, marked): (Subscriptions, Marked) = (expect_context(), expect_context());
    let connections: Connections = expect_context();
    let came = Callback::new(move |came: Vec<SubscriptionId>| {
        if came.len() <= FEW {
            marked.mark(&came);
        }
    });
    let connections_changed = Callback::new(move |environment| leptos::task::spawn_local(connections.refresh(environment)));
    subscriptions.keep_live(came, connections_changed);
}

/// Connects a part's views to the two functions that [`lazy!`] declared.
macro_rules! part {
    ($part:ident, $load:ident, $draw:ident) => {
        impl Part for $part {
            async fn load() -> bool {
                $load().await.is_ok()
            }
            fn draw(self) -> impl Future<Output = Result<AnyView, NotLoaded>> {
                $draw(self)
            }
        }
    };
}
part!(Home, load_home, draw_home);
part!(Work, load_work, draw_work);
part!(Developer, load_developer, draw_developer);
part!(Partners, load_partners, draw_partners);
part!(Door, load_door, draw_door);
part!(OpenMenu, load_menus, draw_menu);

/// Loads what someone can come to from where they are, one part after the other. What fails is loaded again when it is needed.
pub(crate) async fn load_ahead(is_inside: bool) {
    Home::load().await;
    if is_inside {
        OpenMenu::load().await;
        Work::load().await;
        Partners::load().await;
        Developer::load().await;
        Door::load().await;
    }
}

/// Loads what an address leads to inside, all at once.
pub(crate) fn load_inside(place: Option<Place>) {
    begin::<Home>();
    match place {
        None
        | Some(Place::Home | Place::Connections(_) | Place::Setup | Place::NewPassword | Place::Invitation | Place::Login) => {}
        Some(Place::Connection(..) | Place::Subscriptions(_) | Place::Subscription(..)) => begin::<Work>(),
        Some(Place::Partners(..) | Place::ConnectionAbout(..) | Place::Own(_)) => begin::<Partners>(),
        Some(
            Place::Sources(_)
            | Place::SourceNew(_)
            | Place::Source(..)
            | Place::Destinations(_)
            | Place::DestinationNew(_)
            | Place::Destination(..)
            | Place::Tokens,
        ) => begin::<Developer>(),
    }
}

fn begin<P: Part>() {
    leptos::task::spawn_local(async {
        P::load().await;
    });
}
