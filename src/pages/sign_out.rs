//! Signing out, and acting for another organization.

use super::frame::{Account, Departure};
use crate::location::{Here, Step};
use crate::paths::{Place, Query};
use crate::stores::{Sessions, Toasts};
use leptos::prelude::*;

/// Leaves what is on the page, and says so where that fails. Called where the frame's context is.
pub(crate) fn leave(leaving: Departure) {
    let (account, sessions, toasts): (Account, Sessions, Toasts) = (expect_context(), expect_context(), expect_context());
    let here = Here::expect();
    leptos::task::spawn_local(async move {
        let left = match leaving {
            Departure::SignOut => sessions.sign_out().await,
            Departure::To(organization) | Departure::ToSamePage(organization) => sessions.act_for(organization).await,
        };
        match (left, leaving) {
            (Ok(()), Departure::SignOut) => here.go(Place::Login, &Query::default(), Step::New),
            // Nothing that was loaded for the one organization is shown for the other: the page begins anew.
            (Ok(()), Departure::To(_)) => {
                // Where the address cannot be changed, everything is where it was.
                let _ = window().location().set_href(&Place::Home.href());
            }
            (Ok(()), Departure::ToSamePage(_)) => {
                let _ = window().location().reload();
            }
            (Err(error), Departure::SignOut) => toasts.failed(["You are still signed in. ", &error.sentence()].concat()),
            (Err(error), _) => toasts.failed(["The organization was not changed. ", &error.sentence()].concat()),
        }
        account.stay();
    });
}
