//! Who wants to know that something was committed, and is told so. What it was is read from the rows.

use causeway_api::EnvironmentId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::watch;

/// What a transaction will have changed for those who listen, once it is committed.
#[derive(Debug, Default)]
pub(crate) struct Announcement {
    /// Where rows changed, each environment once.
    pub(super) environments: Vec<EnvironmentId>,
    /// Whether a session or a token has ended.
    pub(super) has_ended_access: bool,
}

/// A bell for each environment that somebody listens to, and one for all whose session or token may have ended.
#[derive(Clone, Debug)]
pub(super) struct Bells(Arc<Ropes>);

#[derive(Debug)]
struct Ropes {
    environments: Mutex<HashMap<EnvironmentId, watch::Sender<()>>>,
    access: watch::Sender<()>,
}

/// Hears what is committed after it began to listen. However often a bell rings while nobody looks, it has rung once.
#[derive(Debug)]
pub(crate) struct Listener {
    rows: watch::Receiver<()>,
    access: watch::Receiver<()>,
}

impl Bells {
    pub(super) fn new() -> Self {
        Self(Arc::new(Ropes { environments: Mutex::default(), access: watch::Sender::new(()) }))
    }

    pub(super) fn listen(&self, environment: EnvironmentId) -> Listener {
        let mut bells = self.0.environments.lock().unwrap_or_else(PoisonError::into_inner);
        // Those that nobody listens to any more go now, so that there are never more than listeners.
        bells.retain(|_, bell| bell.receiver_count() > 0);
        let rows = bells.entry(environment).or_default().subscribe();
        Listener { rows, access: self.0.access.subscribe() }
    }

    pub(super) fn ring(&self, announcement: Announcement) {
        if announcement.has_ended_access {
            self.0.access.send_replace(());
        }
        if !announcement.environments.is_empty() {
            let bells = self.0.environments.lock().unwrap_or_else(PoisonError::into_inner);
            for environment in announcement.environments {
                if let Some(bell) = bells.get(&environment) {
                    bell.send_replace(());
                }
            }
        }
    }
}

impl Listener {
    /// Waits until something may have changed for the listener.
    pub(crate) async fn hear(&mut self) {
        let Self { rows, access } = self;
        // A bell that is gone, with the whole database, has nothing to tell; whoever listens is about to end as well.
        tokio::select! {
            _ = rows.changed() => {}
            _ = access.changed() => {}
        }
    }
}
