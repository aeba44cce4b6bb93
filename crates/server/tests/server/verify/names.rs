//! Names that lead where the test says, each time they are looked up somewhere else if it says so.

use causeway_server::{Addresses, Resolve};
use std::{
    collections::HashMap,
    io,
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

/// What each name leads to, one entry for each time it is looked up; the last stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    known: HashMap<String, Vec<Vec<IpAddr>>>,
    /// How often any was looked up.
    pub(crate) lookups: Arc<AtomicUsize>,
}

impl Names {
    /// A name that leads to these addresses.
    pub(crate) fn with(self, name: &str, addresses: &str) -> Self {
        self.changing(name, &[addresses])
    }

    /// A name that leads elsewhere each time.
    pub(crate) fn changing(mut self, name: &str, answers: &[&str]) -> Self {
        let addresses = |answer: &&str| answer.split_whitespace().map(|address| address.parse().unwrap()).collect();
        self.known.insert(name.to_owned(), answers.iter().map(addresses).collect());
        self
    }
}

impl Resolve for Names {
    fn resolve<'a>(&'a self, name: &'a str) -> Addresses<'a> {
        Box::pin(async move {
            let nth = self.lookups.fetch_add(1, Ordering::Relaxed);
            let answers = self.known.get(name).ok_or_else(|| io::Error::other("no such name"))?;
            Ok(answers.get(nth).or(answers.last()).cloned().unwrap_or_default())
        })
    }
}

/// A name that is looked up forever.
#[derive(Debug)]
pub(crate) struct Never;

impl Resolve for Never {
    fn resolve<'a>(&'a self, _: &'a str) -> Addresses<'a> {
        Box::pin(std::future::pending())
    }
}
