//! The page of one end: the wizard if it is yours and you may change it, else what there is to read.

use super::end::{End, EndKind};
use super::fixed::FixedEnd;
use super::partner::PartnerEnd;
use super::wizard::Wizard;
use crate::pages::header::PageHeader;
use crate::stores::{Ends, Load, Sessions};
use crate::ui::{Failed, Pending};
use causeway_api::{DestinationId, EnvironmentId, SourceId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

/// What is known of whose it is.
#[derive(Clone, PartialEq)]
enum Owner {
    Unknown,
    Unanswered(String),
    You,
    Another,
}

/// Waits until your ends are there, to tell whose this one is.
#[component]
pub(super) fn EndPage(environment: EnvironmentId, kind: EndKind, id: Uuid) -> impl IntoView {
    let ends: Ends = expect_context();
    let sessions: Sessions = expect_context();
    let owner = Memo::new(move |before: Option<&Owner>| {
        // Once yours, always yours: who has just deleted it is about to leave, not to look for it at a partner's.
        if before == Some(&Owner::You) {
            return Owner::You;
        }
        let unloaded = match kind {
            EndKind::Source => ends.sources().with(unloaded),
            EndKind::Destination => ends.destinations().with(unloaded),
        };
        unloaded.unwrap_or_else(|| if find(ends, kind, id).is_some() { Owner::You } else { Owner::Another })
    });
    let title = kind.plural();
    let failed = ["This ", kind.noun(), " could not be loaded"].concat();
    let pending = ["Loading this ", kind.noun()].concat();
    let retry = move || spawn_local(ends.load(environment));
    move || match owner.get() {
        Owner::Unknown => view! {
            <PageHeader title />
            <Pending label=pending.clone() />
        }
        .into_any(),
        Owner::Unanswered(detail) => view! {
            <PageHeader title />
            <Failed title=failed.clone() detail on_retry=retry />
        }
        .into_any(),
        Owner::You => {
            let (stored, environment) = untrack(|| (find(ends, kind, id), sessions.environment(environment)));
            environment
                .map(|environment| {
                    let (place, stored) = (environment.id, stored.clone());
                    let denied = Memo::new(move |_| sessions.denied_in(kind.managing(), place));
                    move || match (denied.get(), stored.clone()) {
                        (Some(reason), Some(end)) => view! { <FixedEnd environment=place end reason /> }.into_any(),
                        (_, stored) => view! { <Wizard environment=environment.clone() kind stored /> }.into_any(),
                    }
                })
                .into_any()
        }
        Owner::Another => view! { <PartnerEnd environment kind id /> }.into_any(),
    }
}

fn unloaded<T>(rows: &Load<Vec<T>>) -> Option<Owner> {
    match rows {
        Load::Pending => Some(Owner::Unknown),
        Load::Failed(error) => Some(Owner::Unanswered(error.sentence())),
        Load::Ready(_) => None,
    }
}

fn find(ends: Ends, kind: EndKind, id: Uuid) -> Option<End> {
    match kind {
        EndKind::Source => ends.source(SourceId(id)).map(End::Source),
        EndKind::Destination => ends.destination(DestinationId(id)).map(End::Destination),
    }
}
