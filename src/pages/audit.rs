//! The record of changes: who did what to what, and what it was before and after; whether it is intact, and all of it as a file.

mod asked;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod check;
mod comparison;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod details;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod export;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod filters;
mod places;
#[expect(unreachable_pub, reason = "the component macro writes a public function")]
mod table;

use self::asked::{Asked, NAMES};
use self::check::{CheckButton, Finding};
use self::export::ExportButton;
use self::filters::Filters;
use self::table::EntryTable;
use crate::backend::Backend;
use crate::location::{Filter, Here, Step};
use crate::pages::header::PageHeader;
use crate::paths::{OwnPage, Place};
use crate::stores::{Audit, Load, Sessions};
use crate::ui::{Button, Empty, Failed, IconName, Pending};
use causeway_api::{Action, Object, OrganizationId};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The page: for owners and admins; others read who they have to ask.
#[component]
pub fn AuditPage() -> impl IntoView {
    let sessions: Sessions = expect_context();
    let organization = Memo::new(move |_| sessions.current().map(|session| session.organization.id));
    let denied = Memo::new(move |_| sessions.denied(Action::ReadAudit, Object::Organization));
    view! {
        <PageHeader title="Record of changes" />
        {move || match (denied.get(), organization.get()) {
            (Some(reason), _) => view! { <NotAllowed reason /> }.into_any(),
            (None, Some(organization)) => view! { <Record organization /> }.into_any(),
            (None, None) => ().into_any(),
        }}
    }
}

#[component]
fn NotAllowed(reason: String) -> impl IntoView {
    view! {
        <Empty title="The record is not for everyone" icon=IconName::Lock>
            <p>{reason}</p>
            <div class="ways-on">
                <a class="button" href=Place::Own(OwnPage::Members).href()>
                    "See who they are"
                </a>
            </div>
        </Empty>
    }
}

/// What is to be seen.
#[derive(Clone, PartialEq)]
enum Shown {
    Pending,
    Failed(String),
    Empty,
    NoMatch,
    Entries,
}

#[component]
fn Record(organization: OrganizationId) -> impl IntoView {
    let (backend, here) = (expect_context::<Backend>(), Here::expect());
    let audit = Audit::new(backend, organization);
    let asked = Memo::new(move |_| here.query.with(Asked::of));
    let load = move || spawn_local(audit.load(asked.get_untracked().list(organization)));
    Effect::new(move || {
        asked.track();
        load();
    });
    let filter = Filter::of_page();
    let clear = move || {
        filter.set(String::new());
        here.set_query(&here.query.get_untracked().without(&NAMES), Step::Same);
    };
    let shown = Memo::new(move |_| {
        audit.excerpt().with(|excerpt| match excerpt {
            Load::Pending => Shown::Pending,
            Load::Failed(error) => Shown::Failed(error.sentence()),
            Load::Ready(excerpt) if !excerpt.entries.is_empty() => Shown::Entries,
            Load::Ready(_) if asked.with(Asked::is_all) => Shown::Empty,
            Load::Ready(_) => Shown::NoMatch,
        })
    });
    view! {
        <div class="stack audit-page">
            <div class="toolbar">
                <p class="quiet">"Who changed what, newest first. Nothing here can be changed or removed."</p>
                <div class="end">
                    <CheckButton audit />
                    <ExportButton audit />
                </div>
            </div>
            <Finding audit />
            <Filters audit asked filter />
            {move || match shown.get() {
                Shown::Pending => view! { <Pending label="Loading the record" /> }.into_any(),
                Shown::Failed(detail) => {
                    view! { <Failed title="The record could not be loaded" detail on_retry=load /> }.into_any()
                }
                Shown::NoMatch => {
                    view! {
                        <Empty title="No entry is like that" icon=IconName::Search>
                            <div class="ways-on">
                                <Button on_press=clear>"Clear the filters"</Button>
                            </div>
                        </Empty>
                    }
                        .into_any()
                }
                Shown::Empty => {
                    view! {
                        <Empty title="Nothing is recorded yet" icon=IconName::Clock>
                            <p>"Whatever somebody changes in your organization from now on stands here."</p>
                        </Empty>
                    }
                        .into_any()
                }
                Shown::Entries => view! { <EntryTable audit /> }.into_any(),
            }}
        </div>
    }
}
