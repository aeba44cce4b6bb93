//! Somebody who belongs to several organizations follows a link into another one than they act for.

use crate::pages::frame::{Account, Departure};
use crate::stores::Sessions;
use crate::ui::{Button, IconName};
use causeway_api::Membership;
use leptos::prelude::*;

/// The other organizations one belongs to, to look for the same address there; nothing for those who belong to one.
#[component]
pub fn OtherOrganizations() -> impl IntoView {
    let (account, sessions): (Account, Sessions) = (expect_context(), expect_context());
    move || {
        let session = sessions.current()?;
        let own = session.organization.id;
        let others: Vec<_> = session.organizations.into_iter().filter(|other| other.id != own).collect();
        let button = move |Membership { id, name, .. }: Membership| {
            view! {
                <Button icon=IconName::Building on_press=move || account.leave(Departure::ToSamePage(id))>
                    "Look in "
                    {name}
                </Button>
            }
        };
        (!others.is_empty()).then(|| {
            view! {
                <section class="placeholder">
                    <p>"You act for " {session.organization.name} " now. It may belong to another organization of yours:"</p>
                    <div class="ways-on">{others.into_iter().map(button).collect_view()}</div>
                </section>
            }
        })
    }
}
