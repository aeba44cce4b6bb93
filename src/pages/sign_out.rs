//! Signing out.

use super::frame::Account;
use crate::location::{Here, Step};
use crate::paths::{Place, Query};
use crate::stores::{Sessions, Toasts};
use leptos::prelude::*;

/// Signs out, and says so where that fails. Called where the frame's context is.
pub(crate) fn sign_out() {
    let (account, sessions, toasts): (Account, Sessions, Toasts) = (expect_context(), expect_context(), expect_context());
    let here = Here::expect();
    leptos::task::spawn_local(async move {
        match sessions.sign_out().await {
            Ok(()) => here.go(Place::Login, &Query::default(), Step::New),
            Err(error) => toasts.failed(["You are still signed in. ", &error.sentence()].concat()),
        }
        account.stay();
    });
}
