//! Compact rows held to plain ones.

use super::super::overlay::Change;
use super::*;
use crate::testing::subscription;
use futures_channel::oneshot;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What can happen to rows.
#[derive(Clone, Debug)]
enum Step {
    Put { row: Box<Subscription>, is_newer: bool },
    Lay(u128, Change),
    Refuse(u128),
    Bury(u128),
    Load(Vec<u128>),
}

fn a_row() -> impl Strategy<Value = Subscription> {
    let status = proptest::sample::select(QueueStatus::ALL.to_vec());
    (0..6_u128, "[a-c]{1,2}", 0..2_u128, 0..3_u128, "[x-z]", status, any::<bool>(), 0..3_i64).prop_map(
        |(id, name, connection, end, called, queue_status, is_deleted, created)| {
            let mut row = subscription(&name);
            row.id = SubscriptionId(Uuid::from_u128(id));
            row.connection_id = ConnectionId(Uuid::from_u128(connection));
            row.source.id = SourceId(Uuid::from_u128(end));
            row.source.name.clone_from(&called);
            row.destination.organization.name = called;
            row.queue_status = queue_status;
            if queue_status == QueueStatus::Proposed {
                (row.activated_at, row.proposed_by) = (None, Some(row.source.organization.id));
            }
            row.created_at = Instant(created);
            row.deleted_at = is_deleted.then_some(row.updated_at);
            row
        },
    )
}

fn a_step() -> impl Strategy<Value = Step> {
    let change = prop_oneof![
        "[d-f]".prop_map(Change::Rename),
        // Nobody proposes what is there, and nobody pauses what is proposed.
        proptest::sample::select(vec![QueueStatus::Active, QueueStatus::Paused]).prop_map(Change::Status),
        Just(Change::Approve),
        Just(Change::Decline),
        Just(Change::Delete),
    ];
    prop_oneof![
        6 => (a_row(), proptest::bool::weighted(0.7)).prop_map(|(row, is_newer)| Step::Put { row: Box::new(row), is_newer }),
        2 => (0..6_u128, change).prop_map(|(id, change)| Step::Lay(id, change)),
        1 => (0..6_u128).prop_map(Step::Refuse),
        1 => (0..6_u128).prop_map(Step::Bury),
        1 => vec(0..6_u128, 0..6).prop_map(Step::Load),
    ]
}

/// The same, as plainly as can be.
#[derive(Default)]
struct Plain {
    confirmed: BTreeMap<u128, Subscription>,
    pending: BTreeMap<u128, Vec<Change>>,
}

impl Plain {
    fn shown(&self) -> Vec<Subscription> {
        let shown = |(id, row): (&u128, &Subscription)| {
            let mut row = row.clone();
            for change in self.pending.get(id).into_iter().flatten() {
                match change {
                    Change::Rename(name) => row.name.clone_from(name),
                    Change::Status(status) => row.queue_status = *status,
                    Change::Approve => (row.queue_status, row.proposed_by) = (QueueStatus::Active, None),
                    Change::Decline | Change::Delete => return None,
                }
            }
            row.is_live().then_some(row)
        };
        let mut all: Vec<Subscription> = self.confirmed.iter().filter_map(shown).collect();
        all.sort_by_key(|row| (row.created_at, row.id));
        all
    }
}

fn shown(rows: &mut Rows) -> Vec<Subscription> {
    rows.arrange();
    let read = |place: &Place| {
        let mut row = blank();
        rows.write(*place, &mut row);
        row
    };
    rows.in_order().iter().map(read).collect()
}

proptest! {
    #[test]
    fn what_is_kept_compactly_is_what_was_put(steps in vec(a_step(), 1..60)) {
        let mut rows = Rows::default();
        rows.go(EnvironmentId(Uuid::from_u128(1)));
        let mut plain = Plain::default();
        for step in steps {
            let place = |rows: &Rows, id| rows.place(SubscriptionId(Uuid::from_u128(id)));
            match step {
                Step::Put { mut row, is_newer } => {
                    let id = row.id.0.as_u128();
                    let known = plain.confirmed.get(&id).map_or(100, |known| known.version);
                    row.version = if is_newer { known + 1 } else { known - 1 };
                    if is_newer || !plain.confirmed.contains_key(&id) {
                        plain.confirmed.insert(id, (*row).clone());
                    }
                    rows.put(*row);
                }
                Step::Lay(id, change) => {
                    if let Some(place) = place(&rows, id) {
                        let (sender, _) = oneshot::channel();
                        plain.pending.entry(id).or_default().push(change.clone());
                        rows.lay_over(place).expect("an environment").enqueue(change, sender);
                        rows.settle(place);
                    }
                }
                Step::Refuse(id) => {
                    if let Some(place) = place(&rows, id) {
                        if let Some(pending) = plain.pending.get_mut(&id).filter(|pending| !pending.is_empty()) {
                            pending.remove(0);
                        }
                        rows.lay_over(place).expect("an environment").answered();
                        rows.settle(place);
                    }
                }
                Step::Bury(id) => {
                    if let Some(place) = place(&rows, id) {
                        let row = plain.confirmed.get_mut(&id).expect("it was put");
                        row.version += 1;
                        row.deleted_at = Some(row.updated_at);
                        rows.bury(place);
                    }
                }
                Step::Load(listed) => {
                    let load = rows.begin();
                    for id in &listed {
                        if let Some(row) = plain.confirmed.get(id) {
                            rows.put(row.clone());
                        }
                    }
                    rows.sweep(load);
                    let is_in_flight = |id: &u128| plain.pending.get(id).is_some_and(|pending| !pending.is_empty());
                    for (id, row) in &mut plain.confirmed {
                        if !listed.contains(id) && !is_in_flight(id) {
                            row.deleted_at = Some(row.updated_at);
                        }
                    }
                }
            }
            let expected = plain.shown();
            prop_assert_eq!(&shown(&mut rows), &expected);
            prop_assert_eq!(rows.len(), expected.len());
            for connection in (0..2).map(|id| ConnectionId(Uuid::from_u128(id))) {
                let count = |status| {
                    expected.iter().filter(|row| row.connection_id == connection && row.queue_status == status).count()
                };
                prop_assert_eq!(rows.counts(connection), QueueStatus::ALL.map(count));
            }
        }
    }
}

#[test]
fn what_is_in_flight_is_kept_where_its_environment_is_left() {
    let [here, elsewhere] = [1, 2].map(|id| EnvironmentId(Uuid::from_u128(id)));
    let mut rows = Rows::default();
    rows.go(here);
    let row = subscription("Referrals");
    let place = rows.put(row.clone()).expect("it is new");
    let (sender, _) = oneshot::channel();
    rows.lay_over(place).expect("an environment").enqueue(Change::Rename("Transfers".into()), sender);
    rows.go(elsewhere);
    let place = rows.place(row.id).expect("its change is in flight");
    assert_eq!((rows.len(), rows.environment_of(place)), (0, Some(here)));
    rows.go(here);
    assert_eq!(shown(&mut rows)[0].name, "Transfers");
    let place = rows.place(row.id).expect("its change is in flight");
    rows.lay_over(place).expect("an environment").answered();
    rows.go(elsewhere);
    assert_eq!(rows.place(row.id), None);
}
